import Language
import Tensors
import Tracing

/// `‖x‖²` and `norm(x)^2`: the sum of squares.
///
/// As the square of a norm it would lose its second derivative where x is 0: the norm has a kink.
final class SquaredNorm: Node {
  let operand: Node

  init(_ operand: Node, span: SourceSpan) {
    self.operand = operand
    super.init(span: span, height: 1 + operand.height)
  }

  override func eval(
    _ p: borrowing Program, _ r: inout Slots, _ m: inout State
  ) throws(Fault) -> Value {
    let x = try operand.eval(p, &r, &m)
    var total: Term?
    for part in x.parts {
      let term = try Bound.term(part, at: operand.span, in: "norm")
      do throws(TraceError) {
        let square = try term.squaredNorm()
        total = try total.map { (sum) throws(TraceError) in try sum + square } ?? square
      } catch { throw Fault(OperationError(error), at: operand.span) }
    }
    return total.map { Value($0) } ?? .float(0)
  }
}
