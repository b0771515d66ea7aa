import Tensors

/// One kernel of a plan with the slots that it reads and writes.
///
/// A reference, so that running it copies no lists.
final class PlanStep: Sendable {
  /// What runs.
  enum Kernel: Sendable {
    /// One operation, by its rule.
    case operation(any OperationRules)
    /// One operation that replaces elements of its first operand.
    case overwriting(any OverwritingRules)
    /// A matrix product.
    case product(ProductKernel)
    /// The sum of the squares of all elements.
    case sumOfSquares
    /// A matrix product and an elementwise pass over its rows, each as soon as it is whole; the product
    /// goes to this slot.
    case finishedProduct(ProductKernel, slot: Int, ElementwiseProgram)
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
  /// The operands beyond the two factors of a product: those of the pass over its rows.
  private let furtherOperands: [Int]
  /// The shapes of the operands, nil where it is that of the tensor in the slot.
  let views: [Shape?]
  /// The slots of the results, -1 where nobody reads one.
  let results: [Int]
  /// Slots that no later kernel touches and that are no outputs.
  let finished: [Int]

  init(kernel: Kernel, operands: [Int], views: [Shape?], results: [Int], finished: [Int]) {
    self.kernel = kernel
    self.operands = operands
    furtherOperands = Array(operands.dropFirst(2))
    self.views = views
    self.results = results
    self.finished = finished
  }

  /// Runs the kernel on the slots.
  func run(_ values: inout [Tensor?]) throws(TensorError) {
    switch kernel {
    case .elementwise(let program):
      try program.run(on: &values, operands: operands, results: results)
    case .product(let product):
      let a = try operand(0, values), b = try operand(1, values)
      values[results[0]] = try Tensor.reusing(&values[results[0]]) { () throws(TensorError) in
        try product.run(a, b)
      }
    case .sumOfSquares:
      let x = try operand(0, values)
      values[results[0]] = try Tensor.reusing(&values[results[0]]) { () throws(TensorError) in
        try x.sumOfSquares()
      }
    case .finishedProduct(let product, let slot, let program):
      let a = try operand(0, values), b = try operand(1, values)
      try product.run(
        a, b, into: slot, then: program, on: &values, operands: furtherOperands, results: results)
    case .operation(let rules):
      let inputs = try inputs(values)
      guard results.count == 1 else { return keep(try rules.evaluate(inputs), &values) }
      values[results[0]] = try Tensor.reusing(&values[results[0]]) { () throws(TensorError) in
        try rules.evaluate(inputs)[0]
      }
    case .overwriting(let rules):
      var target = try operand(0, values)
      let others = [try operand(1, values), try operand(2, values)]
      // Held by nobody else, where the plan gives its memory away.
      if results[0] == operands[0] { values[results[0]] = nil }
      values[results[0]] = try Tensor.reusing(&values[results[0]]) { () throws(TensorError) in
        try rules.overwrite(&target, others)
        return target
      }
    case .tape(let tape): try tape.run(try inputs(values), into: &values, results)
    case .cond(let yes, let no):
      var inputs = try inputs(values)
      let holds = inputs.removeFirst().scalar == .bool(true)
      keep(try (holds ? yes : no).run(inputs), &values)
    case .whileLoop(let loop): keep(try loop.run(try taken(&values)), &values)
    case .scan(let scan): keep(try scan.run(try taken(&values)), &values)
    }
  }

  /// An operand in its shape.
  private func operand(_ index: Int, _ values: [Tensor?]) throws(TensorError) -> Tensor {
    guard let value = values[operands[index]] else {
      preconditionFailure("every operand is in its slot")
    }
    return if let shape = views[index] { try value.reshaped(to: shape) } else { value }
  }

  private func inputs(_ values: [Tensor?]) throws(TensorError) -> [Tensor] {
    var inputs: [Tensor] = []
    inputs.reserveCapacity(operands.count)
    for index in operands.indices { inputs.append(try operand(index, values)) }
    return inputs
  }

  /// The operands, those that nobody reads later no longer in their slots: a loop writes over them.
  private func taken(_ values: inout [Tensor?]) throws(TensorError) -> [Tensor] {
    let inputs = try inputs(values)
    for slot in finished { values[slot] = nil }
    return inputs
  }

  private func keep(_ made: [Tensor], _ values: inout [Tensor?]) {
    for (slot, value) in zip(results, made) where slot >= 0 { values[slot] = value }
  }
}
