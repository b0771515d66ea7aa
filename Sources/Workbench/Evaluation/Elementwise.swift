import Language
import Tensors
import Tracing

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
    if m.recorder != nil { _ = m.recorder?.read(slot, .unset) }
    let x = try operand.load(p, &r, &m)
    if isScalar, case .float(let value) = x {
      let y = ScalarMath.apply(function, value)
      if !y.isFinite, NaNWatch.isOn { try watch(.float(y), x) }
      return .float(y)
    }
    return try slow(x)
  }

  @inline(never) private func slow(_ x: Value) throws(Fault) -> Value {
    let y: Value
    do throws(OperationError) { y = try Arithmetic.unary(function, x) } catch {
      throw fault(error, x)
    }
    if NaNWatch.isOn { try watch(y, x) }
    return y
  }

  private func watch(_ y: Value, _ x: Value) throws(Fault) {
    if let error = NaNFinding.error(function.name, y, [x]) { throw fault(error, x) }
  }

  private func fault(_ error: OperationError, _ x: Value) -> Fault {
    // What is no number at all is itself the culprit.
    let place = error.code == "type" && !x.isNumeric ? operand.node.span : span
    return Fault(error, at: place, operands: [OperandNote(operand.node.span, x, of: error.code)])
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
    if m.recorder != nil { _ = m.recorder?.read(slot, .unset) }
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
        operands: [OperandNote(operand.node.span, x)])
    }
  }
}

/// `a @ b`; of vectors `a' @ b` is the inner and `a @ b'` the outer product.
final class MatrixProduct: Node {
  let a: Node, b: Node
  /// The builtin that primes a side, or nil where it has no prime: the node is then what the
  /// prime stands behind.
  let primeA: Value?, primeB: Value?
  let operatorSpan: SourceSpan
  /// The sides as typed, with their primes.
  let spans: (SourceSpan, SourceSpan)

  init(
    _ a: Node, _ b: Node, primeA: Value? = nil, primeB: Value? = nil,
    spans: (SourceSpan, SourceSpan), operatorSpan: SourceSpan, span: SourceSpan
  ) {
    self.spans = spans
    self.a = a
    self.b = b
    self.primeA = primeA
    self.primeB = primeB
    self.operatorSpan = operatorSpan
    super.init(span: span, height: 1 + max(a.height, b.height))
  }

  /// The sides, with their primes applied where they do not join two vectors.
  private func sides(
    _ p: borrowing Program, _ r: inout Slots, _ m: inout State
  ) throws(Fault) -> (Value, Value) {
    var x = try a.eval(p, &r, &m), y = try b.eval(p, &r, &m)
    guard primeA != nil || primeB != nil else { return (x, y) }
    let areVectors = x.numericType?.shape.rank == 1 && y.numericType?.shape.rank == 1
    if let primeA, !areVectors || primeB != nil { x = try primed(x, primeA, a, p, &r, &m) }
    if let primeB {
      y = try primed(y, primeB, b, p, &r, &m)
      if areVectors && primeA == nil { x = try column(x) }
    }
    return (x, y)
  }

  private func primed(
    _ value: Value, _ prime: Value, _ node: Node, _ p: borrowing Program, _ r: inout Slots,
    _ m: inout State
  ) throws(Fault) -> Value {
    let arguments = Arguments(positional: [value], spans: [node.span], span: node.span)
    return try Function.call(prime, arguments, calleeSpan: node.span, p, &r, &m)
  }

  private func column(_ vector: Value) throws(Fault) -> Value {
    do throws(TraceError) {
      guard let term = try vector.term() else { return vector }
      return Value(try term.reshaped(to: Shape([term.shape.count, 1])))
    } catch { throw Fault(OperationError(error), at: a.span) }
  }

  override func eval(
    _ p: borrowing Program, _ r: inout Slots, _ m: inout State
  ) throws(Fault) -> Value {
    let (x, y) = try sides(p, &r, &m), z: Value
    do throws(OperationError) {
      z = try Arithmetic.product(x, y)
      if NaNWatch.isOn, let error = NaNFinding.error("@", z, [x, y]) { throw error }
    } catch {
      throw Fault(
        error, at: operatorSpan,
        operands: [
          OperandNote(spans.0, x, of: error.code),
          OperandNote(spans.1, y, of: error.code),
        ])
    }
    return z
  }
}
