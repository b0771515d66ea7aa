import Language
import Tensors
import Tracing

/// `check a ≈ b tol 1e-6`, `check a ≈ b se 4`: prints `ok` with both sides, fails the script otherwise.
final class CheckNode: Node {
  enum Relation {
    /// `≈`.
    case approximately
    case comparison(Comparison)
    /// No relation: the left side must be true, or a derivative that differences confirm.
    case holds
  }

  /// What each tolerance clause allows.
  struct Bounds {
    var relative: Node?
    var absolute: Node?
    /// How many standard errors, for estimates.
    var standardErrors: Node?

    /// The nesting of the deepest one.
    var height: Int {
      [relative, absolute, standardErrors].reduce(0) { max($0, $1?.height ?? 0) }
    }
  }

  let left: Node, right: Node?
  let relation: Relation
  let sign: String
  let bounds: Bounds

  init(
    _ left: Node, _ relation: Relation, sign: String, _ right: Node?, _ bounds: Bounds,
    span: SourceSpan
  ) {
    self.left = left
    self.right = right
    self.relation = relation
    self.sign = sign
    self.bounds = bounds
    super.init(
      span: span, height: 1 + max(left.height, right?.height ?? 0, bounds.height))
  }

  override func eval(
    _ p: borrowing Program, _ r: inout Slots, _ m: inout State
  ) throws(Fault) -> Value {
    let a = try left.eval(p, &r, &m)
    guard let right else {
      if let se = bounds.standardErrors {
        throw se.fault("check", "se compares two sides: check a ≈ b se 4")
      }
      let b = try DerivativeCheck.differences(of: left, p, &r, &m)
      guard let b else { return try holds(a, &m) }
      let bound = try number(bounds.relative, p, &r, &m) ?? 1e-6
      // The draws are the same: what differs is no matter of standard errors.
      return try approximately(a.mean, b, relative: bound, absolute: 1e-8, &m)
    }
    let b = try right.eval(p, &r, &m)
    if let allowed = try number(bounds.standardErrors, p, &r, &m) {
      let absolute = try number(bounds.absolute, p, &r, &m) ?? 0
      let relative = try number(bounds.relative, p, &r, &m) ?? 0
      return try compare(a, b, errors: allowed, absolute: absolute, relative: relative, &m)
    }
    if [a, b].contains(where: { $0.parts.contains { $0.estimate != nil } }) {
      throw Fault(
        "estimate", "an estimate is compared in standard errors", at: span,
        hint: "\(Typed.culprit) se 4")
    }
    switch relation {
    case .approximately:
      let absolute = try number(bounds.absolute, p, &r, &m)
      let relative = try number(bounds.relative, p, &r, &m) ?? (absolute == nil ? 1e-9 : 0)
      return try approximately(a, b, relative: relative, absolute: absolute, &m)
    case .comparison(let comparison): return try compare(comparison, a, b, &m)
    case .holds: return try holds(a, &m)
    }
  }

  private func number(
    _ node: Node?, _ p: borrowing Program, _ r: inout Slots, _ m: inout State
  ) throws(Fault) -> Double? {
    guard let node else { return nil }
    switch try node.eval(p, &r, &m) {
    case .float(let x) where x >= 0: return x
    case .int(let x) where x >= 0: return Double(x)
    default: throw node.fault("value", "a tolerance is a number that is not negative")
    }
  }

  private func holds(_ value: Value, _ m: inout State) throws(Fault) -> Value {
    switch value.known {
    case .bool(true): break
    case .bool(false): throw left.fault("check", "this is false")
    case .tensor(let box) where box.tensor.type == .bool:
      guard !box.tensor.elements(as: Bool.self).contains(false) else {
        throw left.fault("check", "this is not true everywhere")
      }
    default:
      throw left.fault(
        "check", "a claim is a comparison, not \(value.kindDescription)",
        hint: "write check a ≈ b, or check grad(f)(x) to compare a derivative with differences")
    }
    m.output.write("ok")
    return .unset
  }

  private func compare(
    _ comparison: Comparison, _ a: Value, _ b: Value, _ m: inout State
  ) throws(Fault) -> Value {
    let outcome: Value
    do throws(OperationError) { outcome = try Arithmetic.compare(comparison, a, b) } catch {
      throw Fault(error, at: span)
    }
    let isTrue: Bool
    switch outcome.known {
    case .bool(let b): isTrue = b
    case .tensor(let box): isTrue = !box.tensor.elements(as: Bool.self).contains(false)
    default: isTrue = false
    }
    let sides = text(a, b, m.output.style)
    guard isTrue else { throw Fault("check", "\(sides) does not hold", at: span) }
    m.output.write("ok \(sides)")
    return .unset
  }

  private func approximately(
    _ a: Value, _ b: Value, relative: Double, absolute: Double?, _ m: inout State
  ) throws(Fault) -> Value {
    let comparison: Closeness
    do throws(OperationError) { comparison = try Closeness(a, b) } catch {
      throw Fault(
        error, at: span,
        operands: [
          OperandNote(left.span, a),
          OperandNote(right?.span ?? span, b),
        ])
    }
    let style = m.output.style, sides = text(a, b, style)
    if comparison.isNaN {
      throw Fault(
        "check", "\(sides) does not hold: nan is near to nothing", at: span,
        hint: "check isnan(x) claims that it is nan")
    }
    if comparison.largest == 0, absolute == nil, comparison.difference != 0 {
      throw Fault(
        "check", "\(sides): the expected value is 0, so a relative tolerance says nothing",
        at: span, hint: "\(Typed.culprit) abs 1e-12")
    }
    let allowed = max(relative * comparison.largest, absolute ?? 0)
    guard comparison.difference <= allowed else {
      let precise = NumberStyle(digits: max(12, style.digits))
      throw Fault(
        "check", "\(text(a, b, precise)) does not hold", at: span,
        notes: [
          "largest difference \(style.format(comparison.difference)), allowed \(style.format(allowed))"
        ])
    }
    m.output.write("ok \(sides)")
    return .unset
  }

  func text(_ a: Value, _ b: Value, _ style: NumberStyle, showsTails: Bool = true) -> String {
    let printer = ValuePrinter(style: style, showsTails: showsTails)
    let (a, b) = (printer.literal(a), printer.literal(b))
    return sign.isEmpty ? "\(a) ≈ \(b) by differences" : "\(a) \(sign) \(b)"
  }
}

/// How near two values are: trees and tensors by their worst element.
struct Closeness {
  /// The largest |a - b|.
  private(set) var difference = 0.0
  /// The largest |b|.
  private(set) var largest = 0.0
  private(set) var isNaN = false

  init(_ a: Value, _ b: Value) throws(OperationError) {
    try add(a, b)
  }

  private mutating func add(_ a: Value, _ b: Value) throws(OperationError) {
    if case .aggregate(let x) = a, case .aggregate(let y) = b {
      guard x.hasStructure(of: y) else {
        throw OperationError(
          "structure", "the sides have different structures", showsOperands: true)
      }
      for (p, q) in zip(x.items, y.items) { try add(p, q) }
      return
    }
    guard a.isNumeric, b.isNumeric else {
      throw OperationError("type", "≈ compares numbers", showsOperands: true)
    }
    do throws(TraceError) {
      guard let s = try a.known.term(), let t = try b.known.term() else { return }
      for side in [s, t] { try side.requireNumber("≈") }
      try add(s.knownValue(), t.knownValue())
    } catch { throw OperationError(error) }
  }

  private mutating func add(_ a: Tensor, _ b: Tensor) throws(TraceError) {
    let x = try Term.known(a).converted(to: .c128), y = try Term.known(b).converted(to: .c128)
    guard a.shape == b.shape || a.shape.rank == 0 || b.shape.rank == 0 else {
      throw .tensor(.broadcast(a.shape, b.shape))
    }
    let shape = a.shape.rank == 0 ? b.shape : a.shape
    let p = try x.broadcast(to: shape).knownValue().elements(as: Complex128.self)
    let q = try y.broadcast(to: shape).knownValue().elements(as: Complex128.self)
    for (s, t) in zip(p, q) where s != t {
      let distance = (s - t).magnitude
      if distance.isNaN { isNaN = true }
      difference = max(difference, distance.isNaN ? difference : distance)
    }
    for t in q { largest = max(largest, t.magnitude.isFinite ? t.magnitude : 0) }
  }
}
