import Tensors

/// Runs one executable turn after turn, in the same list of slots where it is a plan.
///
/// A turn is: `give` every input in order, `run`, `take` every output in order.
public struct Turns {
  private let executable: Executable
  private let plan: Plan?
  private var slots: [Tensor?]
  private var outputs: [Tensor] = []
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
    slots[given] = tensor
    given += 1
  }

  /// Runs a turn on the inputs that were given, which the turn may write over.
  public mutating func run() throws(TensorError) {
    if let plan {
      try plan.run(&slots)
    } else {
      let inputs = slots.compactMap { $0 }
      for index in slots.indices { slots[index] = nil }
      outputs = try executable.run(inputs)
    }
    given = 0
    taken = 0
  }

  /// The next output of the last turn.
  public mutating func take() -> Tensor {
    defer { taken += 1 }
    guard let plan else { return outputs[taken] }
    let slot = plan.outputs[taken]
    guard let value = slots[slot] else {
      preconditionFailure("every output of a plan is in its slot")
    }
    // The next turn may write over a value that only its caller holds.
    if !plan.outputs[(taken + 1)...].contains(slot) { slots[slot] = nil }
    return value
  }
}
