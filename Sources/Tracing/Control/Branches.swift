import Tensors

/// The two sides of a `cond`: graphs with the same input types and the same output types.
///
/// Operands of the operation: the predicate (a bool scalar), then the inputs of the graphs. Only
/// the side that is taken is evaluated, so the other one raises nothing.
public final class Branches: Sendable {
  /// What is computed where the predicate is true.
  public let yes: Graph
  /// What is computed where it is false.
  public let no: Graph

  private let yesCompiled = CompiledOnce()
  private let noCompiled = CompiledOnce()

  /// The sides of an `if`.
  public init(yes: Graph, no: Graph) {
    self.yes = yes
    self.no = no
  }

  /// One side, ready to run.
  func executable(taking yes: Bool) throws(TensorError) -> Executable {
    yes
      ? try yesCompiled { () throws(TensorError) in self.yes }
      : try noCompiled { () throws(TensorError) in self.no }
  }
}
