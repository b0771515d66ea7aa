import Tensors

/// Where an output of a plan is.
struct PlanOutput: Sendable {
  let slot: Int
  /// Its shape, nil where it is that of the tensor in the slot.
  let view: Shape?
}

/// A graph of tensors as a list of kernels over slots, made once and run many times.
///
/// A slot is memory of one size, which several variables may use one after the other: what it holds
/// stays there until a kernel writes over it, in a later run too.
final class Plan: Sendable {
  /// The kernels in the order in which they run.
  let steps: [PlanStep]
  /// For each kernel the variables of the graph that it computes.
  let computed: [[Int]]
  /// Constants with their slots.
  let constants: [(slot: Int, value: Tensor)]
  /// Inputs have the first slots.
  let inputCount: Int
  /// The bytes of each slot.
  let sizes: [Int]
  /// Inputs that no kernel reads and no output names.
  let unused: [Int]
  /// Where the outputs are.
  let outputs: [PlanOutput]
  /// For each input whether an output has its slot.
  let inputsTaken: [Bool]
  /// Slots before any run, with the constants in theirs.
  let emptySlots: [Tensor?]

  init(
    steps: [PlanStep], computed: [[Int]], constants: [(slot: Int, value: Tensor)], inputCount: Int,
    sizes: [Int], unused: [Int], outputs: [PlanOutput]
  ) {
    self.steps = steps
    self.computed = computed
    self.constants = constants
    self.inputCount = inputCount
    self.sizes = sizes
    self.unused = unused
    self.outputs = outputs
    let taken = Set(outputs.map(\.slot))
    inputsTaken = (0..<inputCount).map { taken.contains($0) }
    var slots = [Tensor?](repeating: nil, count: sizes.count)
    for (slot, value) in constants { slots[slot] = value }
    emptySlots = slots
  }

  /// The outputs at these inputs, which are given away: their memory is reused where nobody else
  /// holds them.
  func run(_ inputs: consuming [Tensor]) throws(TensorError) -> [Tensor] {
    var values = emptySlots
    for (slot, input) in inputs.enumerated() { values[slot] = input }
    inputs = []
    for slot in unused { values[slot] = nil }
    for index in 0..<steps.count {
      try Interruption.check()
      let step = steps[index]
      try step.run(&values)
      for slot in step.finished { values[slot] = nil }
    }
    var results: [Tensor] = []
    results.reserveCapacity(outputs.count)
    for output in outputs { results.append(try result(output, values)) }
    return results
  }

  /// Runs the kernels on slots whose first ones are the inputs; afterwards the outputs are in theirs,
  /// and all memory stays in its slot for the next run.
  func run(_ values: inout [Tensor?]) throws(TensorError) {
    // What is written over counts as memory that was used, so that fuel bounds a loop.
    try MemoryBudget.count(work: byteCount)
    for index in 0..<steps.count {
      try Interruption.check()
      try steps[index].run(&values)
    }
  }

  /// An output, from the slots after a run.
  func result(_ output: PlanOutput, _ values: [Tensor?]) throws(TensorError) -> Tensor {
    guard let value = values[output.slot] else {
      preconditionFailure("every output of a plan is in its slot")
    }
    return if let shape = output.view { try value.reshaped(to: shape) } else { value }
  }

  /// The number of slots of inputs and constants, which come first.
  var fixedSlots: Int { inputCount + constants.count }

  /// The bytes of all slots that are neither inputs nor constants.
  var byteCount: Int {
    sizes.dropFirst(fixedSlots).reduce(0) {
      $0.addingReportingOverflow($1).partialValue
    }
  }
}
