/// What can go wrong in a tensor operation, as data; the front end words it.
public enum TensorError: Error, Hashable, Sendable {
  /// Two shapes do not broadcast.
  case broadcast(Shape, Shape)
  /// The inner lengths of a matrix product differ, or their batch axes do not broadcast.
  case product(Shape, Shape)
  /// A shape that the named operation does not accept, with what it needs: "a square matrix".
  case shape(operation: String, got: Shape, expected: String)
  /// Element types that the named operation does not accept.
  case type(operation: String, got: ElementType, expected: String)
  /// An index outside 1...extent, axis and index base 1 as the user counts.
  case index(axis: Int, index: Int, extent: Int)
  /// An axis that the tensor does not have, base 1.
  case axis(Int, rank: Int)
  /// i64 arithmetic left the range; the text is the operation as typed, `3037000500 * 3037000500`.
  case overflow(String)
  /// An integer division or remainder by zero.
  case divisionByZero
  /// An allocation beyond the memory budget.
  case memory(bytes: Int, available: Int)
  /// An allocation beyond the bytes that `--fuel` left.
  case fuel
  /// An argument outside the domain of the operation, with the reason: "not positive definite".
  case domain(operation: String, reason: String)
  /// An algorithm that did not converge.
  case notConverged(operation: String)
  /// A matrix that is exactly singular.
  case singular(operation: String)
  /// Ctrl-C was pressed during a long operation.
  case interrupted
  /// An error of the front end's own, recorded in a graph and reached when it ran.
  case raised(Raised)
}
