import Synchronization
import Tensors

/// A place for the executable of a graph that is compiled when it is first needed.
final class CompiledOnce: Sendable {
  private let executable = Mutex<Executable?>(nil)

  /// The executable of a graph, which must be the same at every call.
  func callAsFunction(
    _ graph: () throws(TensorError) -> Graph
  ) throws(TensorError) -> Executable {
    if let known = executable.withLock({ $0 }) { return known }
    // Compiled without the lock: the graph may run others of this kind. Two threads that come first
    // both compile, and either result is kept.
    let made = try Executable(try graph())
    return executable.withLock { known in
      if let known { return known }
      known = made
      return made
    }
  }
}

extension Graph {
  /// The graph of one operation.
  init(_ operation: Operation, _ operands: [TensorType], _ results: [TensorType]) {
    let count = operands.count
    self.init(
      types: operands + results, inputCount: count,
      equations: [Equation(operation, Array(0..<count), count..<count + results.count)],
      outputs: Array(count..<count + results.count))
  }
}
