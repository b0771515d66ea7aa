import Tensors

/// What can go wrong while operations are recorded, transformed or evaluated, as data.
public enum TraceError: Error, Hashable, Sendable {
  /// A mistake in one operation on tensors, found by its shape rule or by its evaluation.
  case tensor(TensorError)
  /// The value of a traced term was asked for where only its type is known.
  case valueUnknown(TensorType)
  /// A traced value was used after its trace had ended.
  case traceEnded
  /// A derivative was asked of an operation that has none there, with the reason.
  case notDifferentiable(operation: String, reason: String)
  /// An estimate stands where numbers are needed.
  case estimate(operation: String, EstimateSummary)
  /// While nans are looked for: an operation that makes the first one, with what it makes.
  case notANumber(operation: String, reason: String)
  /// A graph that breaks the rules of graphs.
  case invalidGraph(GraphFault)
}

/// How a graph breaks the rules of graphs; only a fault of a transformation can cause it.
public enum GraphFault: Hashable, Sendable {
  /// An equation uses a variable that has no value at that point.
  case unbound(variable: Int, equation: Int)
  /// A variable gets its value twice, or out of order.
  case notAssignedOnce(variable: Int)
  /// An output names a variable that no equation and no input binds.
  case unboundOutput(Int)
  /// A variable's type is not the one that its equation gives it.
  case type(variable: Int, recorded: TensorType, derived: TensorType)
  /// An equation binds more or fewer variables than its operation has results.
  case resultCount(equation: Int, recorded: Int, derived: Int)
  /// An equation has more or fewer operands than its operation takes.
  case operandCount(equation: Int, recorded: Int, accepted: Int)
  /// An operation does not accept its operands.
  case operands(equation: Int, TensorError)
}

/// Runs a tensor operation, and wraps its error.
@inline(__always)
func wrapping<Result>(
  _ body: () throws(TensorError) -> Result
) throws(TraceError) -> Result {
  do throws(TensorError) { return try body() } catch { throw .tensor(error) }
}
