import Tensors

/// One kernel of a plan with the slots that it reads and writes.
///
/// A reference, so that running it copies no lists.
final class PlanStep: Sendable {
  /// What runs.
  enum Kernel: Sendable {
    /// One operation, by its rule.
    case operation(any OperationRules)
    /// Elementwise functions in one pass.
    case elementwise(ElementwiseProgram)
    /// Functions of scalars, or one of two graphs, or a whole loop of scalars.
    case tape(ScalarTape)
    /// One of two graphs.
    case cond(yes: Executable, no: Executable)
    /// A loop with a condition.
    case whileLoop(PlannedWhile)
    /// A counted loop.
    case scan(PlannedScan)
  }

  /// What runs.
  let kernel: Kernel
  /// The slots of the operands.
  let operands: [Int]
  /// The slots of the results.
  let results: [Int]
  /// Slots that nothing reads afterwards.
  let dying: [Int]

  init(kernel: Kernel, operands: [Int], results: [Int], dying: [Int]) {
    self.kernel = kernel
    self.operands = operands
    self.results = results
    self.dying = dying
  }

  /// Runs the kernel on the slots.
  func run(_ values: inout [Tensor?]) throws(TensorError) {
    var inputs: [Tensor] = []
    inputs.reserveCapacity(operands.count)
    for slot in operands { if let value = values[slot] { inputs.append(value) } }
    // What dies is held by `inputs` alone, so a kernel may write over it.
    for slot in dying { values[slot] = nil }
    let made = try kernel.run(&inputs)
    for (slot, value) in zip(results, made) where slot >= 0 { values[slot] = value }
  }
}

extension PlanStep.Kernel {
  /// The results; the inputs are given away.
  fileprivate func run(_ inputs: inout [Tensor]) throws(TensorError) -> [Tensor] {
    switch self {
    case .operation(let rules): return try rules.evaluate(inputs)
    case .elementwise(let program): return try program.run(&inputs)
    case .tape(let tape): return try tape.run(inputs)
    case .cond(let yes, let no):
      let holds = inputs.removeFirst().scalar == .bool(true)
      return try (holds ? yes : no).run(given(&inputs))
    case .whileLoop(let loop): return try loop.run(given(&inputs))
    case .scan(let scan): return try scan.run(given(&inputs))
    }
  }

  /// The tensors, no longer held by the variable.
  private func given(_ tensors: inout [Tensor]) -> [Tensor] {
    let result = tensors
    tensors = []
    return result
  }
}

extension PlanStep: CustomStringConvertible {
  var description: String {
    let names = { (slots: [Int]) in slots.map { $0 < 0 ? "_" : "s\($0)" }.joined(separator: " ") }
    let text =
      switch kernel {
      case .operation(let rules): rules.name + rules.attributes
      case .elementwise(let program): "\(program)"
      case .tape(let tape): "tape of \(tape.program.code.count) instructions"
      case .cond: "cond"
      case .whileLoop: "while"
      case .scan(let scan): "scan[\(scan.length)]"
      }
    return "\(names(results)) = \(text) \(names(operands))"
  }
}
