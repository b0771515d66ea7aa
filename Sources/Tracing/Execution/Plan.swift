import Tensors

/// A graph of tensors as a list of kernels over slots, made once and run many times.
final class Plan: Sendable {
  /// The kernels in the order in which they run.
  let steps: [PlanStep]
  /// Constants with their slots.
  let constants: [(slot: Int, value: Tensor)]
  /// The number of slots; inputs have the first ones.
  let slots: Int
  /// Inputs that no kernel reads and no output names.
  let unused: [Int]
  /// The slots of the outputs.
  let outputs: [Int]

  init(
    steps: [PlanStep], constants: [(slot: Int, value: Tensor)], slots: Int, unused: [Int],
    outputs: [Int]
  ) {
    self.steps = steps
    self.constants = constants
    self.slots = slots
    self.unused = unused
    self.outputs = outputs
  }

  /// The outputs at these inputs, which are given away: their memory is reused where nobody else
  /// holds them.
  func run(_ inputs: consuming [Tensor]) throws(TensorError) -> [Tensor] {
    var values = emptySlots
    for (slot, input) in inputs.enumerated() { values[slot] = input }
    inputs = []
    try run(&values)
    var results: [Tensor] = []
    results.reserveCapacity(outputs.count)
    for slot in outputs { if let value = values[slot] { results.append(value) } }
    return results
  }

  /// Slots without values.
  var emptySlots: [Tensor?] { [Tensor?](repeating: nil, count: slots) }

  /// Runs the kernels on slots whose first ones are the inputs; afterwards the outputs are in theirs.
  func run(_ values: inout [Tensor?]) throws(TensorError) {
    for index in 0..<unused.count { values[unused[index]] = nil }
    for index in 0..<constants.count { values[constants[index].slot] = constants[index].value }
    for index in 0..<steps.count {
      try Interruption.check()
      try steps[index].run(&values)
    }
  }
}

extension Plan: CustomStringConvertible {
  /// The kernels as text, one a line, with slots as `s0`, `s1`, ...
  var description: String {
    var lines = ["plan: \(slots) slots"]
    for constant in constants {
      lines.append("  s\(constant.slot) = constant \(TensorType(constant.value))")
    }
    for step in steps { lines.append("  \(step)") }
    return (lines + ["  return " + outputs.map { "s\($0)" }.joined(separator: ", ")])
      .joined(separator: "\n")
  }
}
