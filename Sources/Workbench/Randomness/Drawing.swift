import Language
import Tensors
import Tracing

/// `z ~ D like x`, as a statement or as an argument of an expectation.
struct Drawing {
  let pattern: Destination
  let distribution: Node
  let like: Node?
  /// The slot of the library's `Empirical`, which makes a distribution of data.
  let empirical: Int
  /// The number of the draw in the keys.
  let site: UInt64
  let span: SourceSpan

  var height: Int { max(distribution.height, like?.height ?? 0) }

  /// The distribution that is drawn from: a record, or the rows of data.
  func resolved(
    _ p: borrowing Program, _ r: inout Slots, _ m: inout State
  ) throws(Fault) -> Distribution {
    let value = try distribution.eval(p, &r, &m)
    var found = Distribution(value)
    if found == nil { found = Distribution(try data(value, p, &r, &m)) }
    guard let found else {
      throw distribution.fault(
        "type", "\(value.kindDescription) is no distribution",
        hint: "z ~ Normal(0, 1); a distribution is a record with draw and log_density, or data")
    }
    guard let like else { return found }
    let shape = try like.eval(p, &r, &m)
    guard let shaped = found.record.field("like"),
      let result = Distribution(try call(shaped, [shape], at: like.span, p, &r, &m))
    else {
      throw like.fault("type", "\(found.name) cannot be drawn like something: it has one shape")
    }
    return result
  }

  /// What stands for the rows of a tensor, or of a record of columns.
  private func data(
    _ value: Value, _ p: borrowing Program, _ r: inout Slots, _ m: inout State
  ) throws(Fault) -> Value {
    let hasRows: Bool
    do throws(OperationError) { hasRows = try Selection.rowCount(of: value) != nil } catch {
      hasRows = false
    }
    guard hasRows, empirical >= 0 else { return .unset }
    let library = m.recorder?.read(empirical, r[empirical]) ?? r[empirical]
    return try call(library, [value], at: distribution.span, p, &r, &m)
  }

  /// One draw.
  func draw(
    from distribution: Distribution, _ p: borrowing Program, _ r: inout Slots, _ m: inout State
  ) throws(Fault) -> Value {
    let keys = m.keys
    defer { m.keys = keys }
    try m.enterKey(site, at: span)
    let value = try call(distribution.draw, [], at: self.distribution.span, p, &r, &m)
    if case .unset = value {
      throw self.distribution.fault("value", "the draw of \(distribution.name) has no value")
    }
    return value
  }

  /// Calls a field of a distribution.
  func call(
    _ f: Value, _ arguments: [Value], at span: SourceSpan, _ p: borrowing Program,
    _ r: inout Slots, _ m: inout State
  ) throws(Fault) -> Value {
    try Function.call(
      f, Arguments(positional: arguments, span: span), calleeSpan: span, p, &r, &m)
  }
}

/// A record that can be drawn from.
struct Distribution {
  let record: Aggregate
  /// A function without arguments whose value is a sample.
  let draw: Value
  /// A function of a sample.
  let logDensity: Value

  /// The distribution that a value is, nil for others.
  init?(_ value: Value) {
    guard value.isDistribution, case .aggregate(let record) = value,
      let draw = record.field("draw"), let logDensity = record.field("log_density")
    else { return nil }
    self.record = record
    self.draw = draw
    self.logDensity = logDensity
  }

  /// The family's name, for messages.
  var name: String {
    if case .text(let family)? = record.field("family") { family } else { "this distribution" }
  }
}

/// `z ~ D` as a statement.
final class Draw: Node {
  let drawing: Drawing

  init(_ drawing: Drawing, span: SourceSpan) {
    self.drawing = drawing
    super.init(span: span, height: 1 + drawing.height)
  }

  override func eval(
    _ p: borrowing Program, _ r: inout Slots, _ m: inout State
  ) throws(Fault) -> Value {
    let value = try drawing.draw(from: try drawing.resolved(p, &r, &m), p, &r, &m)
    try drawing.pattern.bind(value, &r, &m)
    return value
  }
}

/// `frozen(n, e)`: an expression with the keys of the n-th drawing statement.
final class Frozen: Node {
  let statement: Node, body: Node

  init(_ statement: Node, _ body: Node, span: SourceSpan) {
    self.statement = statement
    self.body = body
    super.init(span: span, height: 1 + max(statement.height, body.height))
  }

  override func eval(
    _ p: borrowing Program, _ r: inout Slots, _ m: inout State
  ) throws(Fault) -> Value {
    guard let n = try statement.eval(p, &r, &m).known.whole, n >= 1 else {
      throw statement.fault(
        "argument", "frozen takes the number of a drawing statement, from 1",
        hint: "frozen(1, e) uses the draws of the first statement that drew since seed(...)")
    }
    m.recorder?.isImpure = true
    let keys = m.keys, hadDrawn = m.randomness.hasDrawn
    defer {
      m.keys = keys
      m.randomness.hasDrawn = hadDrawn
    }
    m.keys = KeyScope(bits: m.randomness.key(ofStatement: n), traced: nil)
    return try body.eval(p, &r, &m)
  }
}

extension Value {
  /// The integer that it is; a float with an integral value is one.
  var whole: Int? {
    switch self {
    case .int(let n): n
    case .float(let x): Int(exactly: x)
    default: nil
    }
  }
}
