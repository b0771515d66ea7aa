import Tensors

/// A value of a trace: a variable of the graph being recorded.
///
/// A reference, so that it is one word in the front end's values.
public final class Traced {
  /// The builder that records the trace.
  public let builder: GraphBuilder
  /// The number of the variable in that builder.
  public let variable: Int
  /// The type of the variable.
  public let type: TensorType
  /// The value, not traced, carried while every input of the trace that it depends on is known, so that `if`
  /// can be decided while tracing.
  ///
  /// Of what depends on an estimate it is one, which decides nothing.
  public let known: Term?
  /// Whether it depends on an estimate.
  public let isEstimated: Bool

  init(
    _ builder: GraphBuilder, _ variable: Int, _ type: TensorType, _ known: Term?, isEstimated: Bool
  ) {
    self.isEstimated = isEstimated
    self.builder = builder
    self.variable = variable
    self.type = type
    self.known = known
  }
}
