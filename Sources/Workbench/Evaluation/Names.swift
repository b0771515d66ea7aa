import Language

/// What a name means where no variable of that name has a value.
struct Fallback {
  let name: String
  /// The builtin of that name.
  let builtin: Value?
  /// Names in scope near to it, for the message.
  let nearest: () -> [String]

  @inline(never)
  func undefined(at span: SourceSpan) -> Fault {
    let names = nearest()
    let hint = names.isEmpty ? nil : "did you mean " + names.joined(separator: ", ") + "?"
    return Fault("name", "\(name) is not defined", at: span, hint: hint)
  }
}

/// A variable of the running call, or at top level a global one.
final class LocalName: Node {
  let slot: Int
  let fallback: Fallback

  init(slot: Int, fallback: Fallback, span: SourceSpan) {
    self.slot = slot
    self.fallback = fallback
    super.init(span: span, height: 1)
  }

  override func eval(
    _ p: borrowing Program, _ r: inout Slots, _ m: inout State
  ) throws(Fault) -> Value {
    let value = r[m.base &+ slot]
    if case .unset = value { return try unset() }
    return value
  }

  @inline(never) private func unset() throws(Fault) -> Value {
    if let builtin = fallback.builtin { return builtin }
    throw fallback.undefined(at: span)
  }
}

/// A global name inside a function: looked up when used.
final class GlobalName: Node {
  let slot: Int
  let fallback: Fallback

  init(slot: Int, fallback: Fallback, span: SourceSpan) {
    self.slot = slot
    self.fallback = fallback
    super.init(span: span, height: 1)
  }

  override func eval(
    _ p: borrowing Program, _ r: inout Slots, _ m: inout State
  ) throws(Fault) -> Value {
    let value = r[slot]
    if case .unset = value { return try unset() }
    return value
  }

  @inline(never) private func unset() throws(Fault) -> Value {
    if let builtin = fallback.builtin { return builtin }
    throw fallback.undefined(at: span)
  }
}
