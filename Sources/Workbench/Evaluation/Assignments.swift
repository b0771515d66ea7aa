import Language

/// `x = e`.
final class Assign: Node {
  let slot: Int
  let value: Node

  init(slot: Int, _ value: Node, span: SourceSpan) {
    self.slot = slot
    self.value = value
    super.init(span: span, height: 1 + value.height)
  }

  override func eval(
    _ p: borrowing Program, _ r: inout Slots, _ m: inout State
  ) throws(Fault) -> Value {
    let v = try value.eval(p, &r, &m)
    if case .unset = v {
      // `x = if c { return 1 } else { 2 }`: the assignment was left.
      if m.flow != .normal { return .unset }
      throw value.fault("value", "this has no value to assign")
    }
    r[m.base &+ slot] = v
    return v
  }
}

/// An assignment as the last statement of a block: the block has no value.
final class Valueless: Node {
  let statement: Node

  init(_ statement: Node) {
    self.statement = statement
    super.init(span: statement.span, height: 1 + statement.height)
  }

  override func eval(
    _ p: borrowing Program, _ r: inout Slots, _ m: inout State
  ) throws(Fault) -> Value {
    Value.discard(try statement.eval(p, &r, &m))
    return .unset
  }
}

/// Where the parts of a tuple go: a slot, or a tuple of patterns.
indirect enum Destination {
  case slot(Int, SourceSpan)
  case tuple([Destination], SourceSpan)

  var span: SourceSpan {
    switch self {
    case .slot(_, let span), .tuple(_, let span): span
    }
  }

  /// Binds the parts of a value.
  func bind(_ value: Value, _ r: inout Slots, _ m: inout State) throws(Fault) {
    switch self {
    case .slot(let slot, _): r[m.base &+ slot] = value
    case .tuple(let parts, let span):
      let items = try Destination.items(of: value, at: span)
      guard items.count == parts.count else {
        throw Fault(
          "arity",
          "\(parts.count) names stand for \(items.count) \(items.count == 1 ? "value" : "values")",
          at: span)
      }
      for (part, item) in zip(parts, items) { try part.bind(item, &r, &m) }
    }
  }

  private static func items(of value: Value, at span: SourceSpan) throws(Fault) -> [Value] {
    if case .aggregate(let aggregate) = value { return aggregate.items }
    do throws(OperationError) {
      if let rows = try Selection.rows(of: value) { return rows }
    } catch { throw Fault(error, at: span) }
    throw Fault("type", "\(value.kindDescription) has no parts to assign to names", at: span)
  }
}

/// `(a, b) = f(x)`: all of the right side is evaluated before anything is assigned.
final class AssignParts: Node {
  let pattern: Destination
  let value: Node

  init(_ pattern: Destination, _ value: Node, span: SourceSpan) {
    self.pattern = pattern
    self.value = value
    super.init(span: span, height: 1 + value.height)
  }

  override func eval(
    _ p: borrowing Program, _ r: inout Slots, _ m: inout State
  ) throws(Fault) -> Value {
    let v = try value.eval(p, &r, &m)
    if m.flow != .normal { return .unset }
    try pattern.bind(v, &r, &m)
    return v
  }
}

/// One step from a variable to the part that is assigned.
enum PathStep {
  case field(String, SourceSpan)
  case index([IndexNode], slots: [Int], SourceSpan)
}

/// `r.a = v`, `x[i, :] = row`, `r.a[2] = v`: values, so nobody else's copy changes.
final class AssignPath: Node {
  let slot: Int
  let name: Fallback
  let steps: [PathStep]
  let value: Node
  /// The module whose code this is.
  let user: Module
  let targetSpan: SourceSpan

  init(
    slot: Int, name: Fallback, steps: [PathStep], value: Node, user: Module,
    targetSpan: SourceSpan, span: SourceSpan, height: Int
  ) {
    self.slot = slot
    self.name = name
    self.steps = steps
    self.value = value
    self.user = user
    self.targetSpan = targetSpan
    super.init(span: span, height: height)
  }

  override func eval(
    _ p: borrowing Program, _ r: inout Slots, _ m: inout State
  ) throws(Fault) -> Value {
    let new = try value.eval(p, &r, &m)
    if case .unset = new {
      if m.flow != .normal { return .unset }
      throw value.fault("value", "this has no value to assign")
    }
    // The slot is emptied while the value changes, so that a sole owner is changed in place.
    let place = m.base &+ slot
    var old = r[place]
    if case .unset = old { throw name.undefined(at: targetSpan) }
    if case .module(let module) = old {
      try redefine(new, in: module, p, &r, &m)
      return new
    }
    let path = try resolve(old, steps[...], p, &r, &m)
    r[place] = .unset
    do throws(Fault) {
      r[place] = try changed(&old, at: path, with: new)
    } catch {
      r[place] = old
      throw error
    }
    return new
  }

  /// The value with its part replaced; faults show what was to be put where.
  private func changed(
    _ old: inout Value, at path: [Selection.Step], with new: Value
  ) throws(Fault) -> Value {
    do throws(Fault) {
      return try Selection.replace(in: &old, at: path[...], with: new, span: targetSpan)
        .bounded(at: span)
    } catch {
      let operands = [OperandNote(targetSpan, old), OperandNote(value.span, new)]
      throw Fault(error.details.showing(operands))
    }
  }

  /// `gan.f = ...`: the module's own functions see it, and the names that were brought in.
  private func redefine(
    _ new: Value, in module: Module, _ p: borrowing Program, _ r: inout Slots, _ m: inout State
  ) throws(Fault) {
    guard case .field(let field, let fieldSpan)? = steps.first else {
      throw Fault("type", "the module \(module.name) cannot be indexed", at: targetSpan)
    }
    guard let place = module.slots[field], module.definitions[field] != nil else {
      throw module.lacks(field, at: fieldSpan)
    }
    var old = r[place]
    let path = try resolve(old, steps.dropFirst(), p, &r, &m)
    let value = path.isEmpty ? new : try changed(&old, at: path, with: new)
    // A chapter hands on what its parts define: they see it, too.
    let definition = module.definitions[field]
    for holder in [user] + module.withUsed where holder.definitions[field] == definition {
      if let copy = holder.slots[field] { r[copy] = value }
    }
  }

  /// The path with its indices evaluated.
  private func resolve(
    _ root: Value, _ steps: ArraySlice<PathStep>, _ p: borrowing Program, _ r: inout Slots,
    _ m: inout State
  ) throws(Fault) -> [Selection.Step] {
    var path: [Selection.Step] = []
    var current = root
    for (position, step) in steps.enumerated() {
      switch step {
      case .field(let field, let span):
        path.append(.field(field))
        if position + 1 < steps.count {
          current = try Selection.field(field, of: current, at: span)
        }
      case .index(let indices, let slots, let span):
        let evaluated = try Index.evaluate(
          indices, of: current, slots: slots, at: span, p, &r, &m)
        path.append(.index(evaluated, spans: indices.map(\.span)))
        if position + 1 < steps.count {
          do throws(OperationError) {
            current = try Selection.take(current, evaluated)
          } catch { throw Fault(error, at: span) }
        }
      }
    }
    return path
  }
}
