import Language

/// What a name means where no variable of that name has a value.
struct Fallback {
  let name: String
  /// The builtin of that name.
  let builtin: Value?
  /// The slot of the library function of that name, or -1.
  let library: Int
  /// Why the library function of that name could not be read.
  let failure: Fault?
  /// Whether the function around assigns it, so that it is a local.
  let isAssignedHere: Bool
  /// Whether a global has the name too.
  let isGlobal: () -> Bool
  /// Names in scope near to it, for the message.
  let nearest: () -> [String]

  init(
    name: String, builtin: Value?, library: Int = -1, failure: Fault? = nil,
    isAssignedHere: Bool = false,
    isGlobal: @escaping () -> Bool = { false }, nearest: @escaping () -> [String]
  ) {
    self.name = name
    self.builtin = builtin
    self.library = library
    self.failure = failure
    self.isAssignedHere = isAssignedHere
    self.isGlobal = isGlobal
    self.nearest = nearest
  }

  /// Whether the name without its variable is a function.
  var isFunction: Bool {
    if case .function? = builtin { true } else { library >= 0 }
  }

  /// The builtin, the library's function, or the error that nothing has this name.
  @inline(never)
  func value(
    at span: SourceSpan, _ r: borrowing Slots, _ m: inout State
  ) throws(Fault) -> Value {
    if let builtin { return builtin }
    if m.sampling != nil, LibraryText.autoload[name].map(LibraryText.approximating.contains) == true
    {
      m.sampling?.isApproximate = true
    }
    if library >= 0 { return m.recorder?.read(library, r[library]) ?? r[library] }
    if let failure { throw failure }
    throw undefined(at: span)
  }

  @inline(never)
  func undefined(at span: SourceSpan) -> Fault {
    if isAssignedHere {
      return Fault(
        "name", "\(name) has no value yet: it is a local of the function, which assigns it",
        at: span,
        hint: isGlobal()
          ? "a function cannot assign a global: pass \(name) in, and return the new value" : nil)
    }
    let names = nearest(), name = name.count <= 60 ? name : "\(name.prefix(40))..."
    var hint = names.isEmpty ? nil : "did you mean " + names.joined(separator: ", ") + "?"
    if Expect.Moment(rawValue: name) != nil {
      hint = "the draws come first: \(name)(z ~ Normal(0, 1), z^2)"
    }
    if let module = LibraryHelp.modules(bringing: self.name).first {
      hint = "use \(module) brings it in"
    }
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
    if case .unset = value { return try fallback.value(at: span, r, &m) }
    return value
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
    var value = r[slot]
    if m.recorder != nil { value = m.recorder?.read(slot, value) ?? value }
    if case .unset = value { return try fallback.value(at: span, r, &m) }
    return value
  }
}
