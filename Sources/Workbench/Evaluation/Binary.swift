import Language
import Tensors
import Tracing

/// An operator with two operands.
///
/// With a target it is the statement `x = a + b` and stores by itself.
class Binary: Node {
  final let a: Operand, b: Operand
  final let function: BinaryFunction
  final let operatorSpan: SourceSpan
  /// The slot to store in, or -1.
  final let target: Int

  init(
    _ function: BinaryFunction, _ a: Node, _ b: Node, operatorSpan: SourceSpan, span: SourceSpan,
    target: Int = -1
  ) {
    self.function = function
    self.a = Operand(a)
    self.b = Operand(b)
    self.operatorSpan = operatorSpan
    self.target = target
    super.init(span: span, height: 1 + max(a.height, b.height))
  }

  /// The node for an operator: scalar fast paths where they matter.
  static func make(
    _ function: BinaryFunction, _ a: Node, _ b: Node, operatorSpan: SourceSpan, span: SourceSpan,
    target: Int = -1
  ) -> Node {
    switch function {
    case .add: Add(function, a, b, operatorSpan: operatorSpan, span: span, target: target)
    case .subtract: Subtract(function, a, b, operatorSpan: operatorSpan, span: span, target: target)
    case .multiply: Multiply(function, a, b, operatorSpan: operatorSpan, span: span, target: target)
    case .divide: Divide(function, a, b, operatorSpan: operatorSpan, span: span, target: target)
    case .power: Power(function, a, b, operatorSpan: operatorSpan, span: span, target: target)
    case .remainder:
      Remainder(function, a, b, operatorSpan: operatorSpan, span: span, target: target)
    case .quotient, .minimum, .maximum, .atan2, .and, .or:
      Binary(function, a, b, operatorSpan: operatorSpan, span: span, target: target)
    }
  }

  override func eval(
    _ p: borrowing Program, _ r: inout Slots, _ m: inout State
  ) throws(Fault) -> Value {
    let x = try a.load(p, &r, &m), y = try b.load(p, &r, &m)
    return done(try slow(x, y), &r, &m)
  }

  /// A float as the result, looked at where it is none that is finite.
  @inline(__always) final func made(
    _ z: Double, _ x: Value, _ y: Value, _ r: inout Slots, _ m: inout State
  ) throws(Fault) -> Value {
    if !z.isFinite, NaNWatch.isOn { try watch(.float(z), x, y) }
    return done(.float(z), &r, &m)
  }

  /// Throws where the result is the nan that is looked for.
  @inline(never) final func watch(_ z: Value, _ x: Value, _ y: Value) throws(Fault) {
    if let error = NaNFinding.error(function.name, z, [x, y]) { throw fault(error, x, y) }
  }

  @inline(__always) final func done(_ v: Value, _ r: inout Slots, _ m: inout State) -> Value {
    if target >= 0 { r[m.base &+ target] = v }
    return v
  }

  /// Every pair of operands that is not two scalars.
  @inline(never) final func slow(_ x: Value, _ y: Value) throws(Fault) -> Value {
    let z: Value
    do throws(OperationError) { z = try Arithmetic.binary(function, x, y) } catch {
      throw fault(error, x, y)
    }
    if NaNWatch.isOn { try watch(z, x, y) }
    return z
  }

  @inline(never) final func fault(_ error: OperationError, _ x: Value, _ y: Value) -> Fault {
    var error = error
    if function == .power, error.code == "domain" {
      error = OperationError(
        "domain", "an integer to a negative power is no integer",
        hint: "(1.0*\(Typed.first))^\(Typed.second)", showsOperands: true)
    }
    return Fault(
      error, at: operatorSpan,
      operands: [
        OperandNote(a.node.span, x, of: error.code),
        OperandNote(b.node.span, y, of: error.code),
      ])
  }

  @inline(never) final func overflow(_ x: Int, _ sign: String, _ y: Int) -> Fault {
    Fault(
      "overflow", "\(x) \(sign) \(y) does not fit in i64", at: operatorSpan,
      hint: "with a float it is computed in f64: \(x).0 \(sign) \(y)")
  }
}
