import Language
import Tensors

/// `exp(x)`: an elementwise builtin called by its name, unless a variable shadows it.
final class UnaryCall: Node {
  let function: UnaryFunction
  let operand: Operand
  /// The slot of the global name, empty while nobody shadows the builtin.
  let slot: Int
  let call: Call
  private let isScalar: Bool

  init(_ function: UnaryFunction, _ operand: Node, slot: Int, call: Call, span: SourceSpan) {
    self.function = function
    self.operand = Operand(operand)
    self.slot = slot
    self.call = call
    isScalar = function.resultType(.f64) == .f64
    super.init(span: span, height: call.height)
  }

  override func eval(
    _ p: borrowing Program, _ r: inout Slots, _ m: inout State
  ) throws(Fault) -> Value {
    guard case .unset = r[slot] else { return try call.eval(p, &r, &m) }
    let x = try operand.load(p, &r, &m)
    if isScalar, case .float(let value) = x { return .float(ScalarMath.apply(function, value)) }
    return try slow(x)
  }

  @inline(never) private func slow(_ x: Value) throws(Fault) -> Value {
    do throws(OperationError) {
      return try Arithmetic.unary(function, x)
    } catch {
      throw Fault(
        error, at: span,
        operands: [OperandNote(span: operand.node.span, description: x.kindDescription)])
    }
  }
}

/// `mod(a, b)`: a builtin of two operands called by its name, unless a variable shadows it.
final class BinaryCall: Node {
  let node: Node
  let slot: Int
  let call: Call

  init(_ node: Node, slot: Int, call: Call, span: SourceSpan) {
    self.node = node
    self.slot = slot
    self.call = call
    super.init(span: span, height: call.height)
  }

  override func eval(
    _ p: borrowing Program, _ r: inout Slots, _ m: inout State
  ) throws(Fault) -> Value {
    guard case .unset = r[slot] else { return try call.eval(p, &r, &m) }
    return try node.eval(p, &r, &m)
  }
}

/// `-x`.
final class Negate: Node {
  let operand: Operand

  init(_ operand: Node, span: SourceSpan) {
    self.operand = Operand(operand)
    super.init(span: span, height: 1 + operand.height)
  }

  override func eval(
    _ p: borrowing Program, _ r: inout Slots, _ m: inout State
  ) throws(Fault) -> Value {
    let x = try operand.load(p, &r, &m)
    if case .float(let value) = x { return .float(-value) }
    do throws(OperationError) {
      return try Arithmetic.unary(.negate, x)
    } catch {
      throw Fault(
        error, at: span,
        operands: [OperandNote(span: operand.node.span, description: x.kindDescription)])
    }
  }
}

/// `a @ b`.
final class MatrixProduct: Node {
  let a: Node, b: Node
  let operatorSpan: SourceSpan

  init(_ a: Node, _ b: Node, operatorSpan: SourceSpan, span: SourceSpan) {
    self.a = a
    self.b = b
    self.operatorSpan = operatorSpan
    super.init(span: span, height: 1 + max(a.height, b.height))
  }

  override func eval(
    _ p: borrowing Program, _ r: inout Slots, _ m: inout State
  ) throws(Fault) -> Value {
    let x = try a.eval(p, &r, &m), y = try b.eval(p, &r, &m)
    do throws(OperationError) {
      return try Arithmetic.product(x, y)
    } catch {
      throw Fault(
        error, at: operatorSpan,
        operands: [
          OperandNote(span: a.span, description: x.kindDescription),
          OperandNote(span: b.span, description: y.kindDescription),
        ])
    }
  }
}
