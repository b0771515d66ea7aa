import Tensors
public final class Executable: Sendable {
  let graph: Graph
  public init(_ graph: Graph) { self.graph = graph }
  public func callAsFunction(_ inputs: [Term]) throws(TraceError) -> [Term] { try graph.inlined(inputs) }
}
