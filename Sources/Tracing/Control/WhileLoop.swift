import Tensors

/// A loop that runs while a condition on its carried values holds.
///
/// Operands of the operation: the carried values, then constants, which both graphs may read.
/// Results: the carried values after the last turn.
public final class WhileLoop: Sendable {
  /// Carried values and constants to one bool scalar.
  public let condition: Graph
  /// Carried values and constants to the next carried values, with the same types.
  public let body: Graph
  /// How many of the inputs are carried.
  public let carried: Int

  private let compiled = CompiledOnce()

  /// A loop from its condition and its turn.
  public init(condition: Graph, body: Graph, carried: Int) {
    self.condition = condition
    self.body = body
    self.carried = carried
  }

  /// The whole loop, ready to run.
  func executable() throws(TensorError) -> Executable {
    try compiled { () throws(TensorError) in
      Graph(.whileLoop(self), body.inputTypes, body.outputTypes)
    }
  }
}
