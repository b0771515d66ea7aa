import Tensors
enum Transposition: Sendable {
  case nonlinear
  case linear(@Sendable (Cotangents) throws(TraceError) -> [Term?])
}
struct Cotangents {
  let operands: [Term?]
  let operandTypes: [TensorType]
  let resultTypes: [TensorType]
  let results: [Term?]
}
extension Graph {
  func transposed(_ inputs: [Term?], cotangents: [Term?]) throws(TraceError) -> [Term?] { [] }
}
extension OperationRules {
  func batched(_ operands: [Term], _ isBatched: [Bool], count: Int) throws(TraceError) -> [Term] { throw .traceEnded }
}
public final class Executable: Sendable {
  let graph: Graph
  public init(_ graph: Graph) { self.graph = graph }
  public func callAsFunction(_ inputs: [Term]) throws(TraceError) -> [Term] { try graph.inlined(inputs) }
}
