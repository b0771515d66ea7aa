import Tensors

/// Runs one executable turn after turn, in the same memory where it is a plan.
///
/// A turn is: `give` every input in order, `run`, `take` every output in order. What is given and held
/// by nobody else may be written over; what was taken keeps its value as long as it is held. Where the
/// outputs come back as inputs, nothing is allocated after the first turns.
public struct Turns {
  private let executable: Executable
  private let plan: Plan?
  private var slots: [Tensor?]
  private var outputs: [Tensor] = []
  /// Tensors that were inputs and are memory for outputs now.
  private var spares: [Tensor?] = []
  private var given = 0
  private var taken = 0

  /// Turns of an executable without means over samples.
  public init(_ executable: Executable) {
    self.executable = executable
    plan = executable.plan
    slots = executable.plan?.emptySlots ?? [Tensor?](repeating: nil, count: executable.inputCount)
  }

  /// The next input of the next turn.
  public mutating func give(_ tensor: Tensor) {
    if let plan, slots[given] != nil, !plan.inputsTaken[given] { spares.append(slots[given]) }
    slots[given] = tensor
    given += 1
  }

  /// A number as the next input.
  mutating func give(number: Int) throws(TensorError) {
    try Tensor.store(.int(number), in: &slots[given])
    given += 1
  }

  /// The slice of a tensor at a position of its first axis, base 0, as the next input.
  mutating func give(row: Int, of tensor: Tensor) throws(TensorError) {
    let slice = try Tensor.reusing(&slots[given]) { () throws(TensorError) in
      try tensor.firstAxisRow(row)
    }
    slots[given] = slice
    given += 1
  }

  /// Runs a turn on the inputs that were given, which the turn may write over.
  ///
  /// - Throws: what a kernel throws; the next turn begins afresh.
  public mutating func run() throws(TensorError) {
    given = 0
    taken = 0
    if let plan {
      makeRoom(plan)
      do throws(TensorError) { try plan.run(&slots) } catch {
        // A kernel that was cut short may have kept what it had taken out of its slots.
        slots = plan.emptySlots
        throw error
      }
      releaseInputs(plan)
    } else {
      let inputs = slots.compactMap { $0 }
      for index in slots.indices { slots[index] = nil }
      outputs = try executable.run(inputs)
    }
  }

  /// The next output of the last turn.
  ///
  /// - Throws: nothing but for want of memory.
  public mutating func take() -> Tensor {
    defer { taken += 1 }
    guard let plan else { return outputs[taken] }
    do throws(TensorError) { return try plan.result(plan.outputs[taken], slots) } catch {
      preconditionFailure("a view has as many elements as its tensor")
    }
  }

  /// Memory for the outputs: what was given in the last turn, in place of outputs that somebody holds.
  private mutating func makeRoom(_ plan: Plan) {
    for output in plan.outputs where output.slot >= plan.fixedSlots {
      let slot = output.slot
      if slots[slot] != nil, !Tensor.isShared(&slots[slot]) { continue }
      slots[slot] = nil
      for index in spares.indices
      where Tensor.isSpare(&spares[index], byteCount: plan.sizes[slot]) {
        swap(&slots[slot], &spares[index])
        break
      }
    }
    spares.removeAll(keepingCapacity: true)
  }

  /// Inputs that somebody else holds leave their slots; others are memory for the next turn.
  private mutating func releaseInputs(_ plan: Plan) {
    for slot in 0..<plan.inputCount where !plan.inputsTaken[slot] {
      if Tensor.isShared(&slots[slot]) { slots[slot] = nil }
    }
  }
}
