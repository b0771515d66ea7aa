import Tensors

extension Plan {
  /// Which equations of the graph became which kernel, by the names of the variables.
  func fusion(of graph: Graph) -> String {
    let names = graph.variableNames
    var lines: [String] = []
    for (step, variables) in zip(steps, computed) {
      let computed = variables.map { names[$0] }.joined(separator: " ")
      lines.append("  \(computed) = \(step.kernel)")
    }
    return lines.joined(separator: "\n")
  }

  /// The number of operations of a run.
  ///
  /// Each multiplication and each addition of a product counts, and each function of an element.
  var operations: Int {
    steps.reduce(0) { $0 &+ $1.kernel.operations }
  }
}

extension Plan: CustomStringConvertible {
  /// The kernels as text, one a line.
  var description: String {
    var lines: [String] = []
    for constant in constants {
      lines.append("  s\(constant.slot) = constant \(TensorType(constant.value))")
    }
    for step in steps { lines.append("  \(step)") }
    let outputs = outputs.map { "s\($0.slot)" }.joined(separator: ", ")
    return (lines + ["  return \(outputs)"]).joined(separator: "\n")
  }

  /// What the plan takes: kernels, memory, work.
  var summary: String {
    let slots = sizes.count - fixedSlots
    return "\(steps.count) kernels, \(slots) buffers of \(byteCount) bytes, "
      + "\(operations) operations"
  }
}

extension PlanStep: CustomStringConvertible {
  var description: String {
    let results = PlanStep.names(results[...])
    switch kernel {
    case .finishedProduct(let product, let slot, let program):
      let rest = PlanStep.names(operands.dropFirst(2))
      return
        "\(results) = \(product) \(PlanStep.names(operands.prefix(2))) to s\(slot), then by rows "
        + "\(program) \(rest)"
    case .operation, .overwriting, .product, .sumOfSquares, .elementwise, .tape, .cond, .whileLoop,
      .scan:
      return "\(results) = \(kernel) \(PlanStep.names(operands[...]))"
    }
  }

  private static func names(_ slots: ArraySlice<Int>) -> String {
    slots.map { $0 < 0 ? "_" : "s\($0)" }.joined(separator: " ")
  }
}

extension PlanStep.Kernel: CustomStringConvertible {
  /// What runs, in a few words.
  var description: String {
    switch self {
    case .operation(let rules): rules.name + rules.attributes
    case .overwriting(let rules): rules.name + rules.attributes
    case .product(let product): "\(product)"
    case .sumOfSquares: "sum of squares"
    case .finishedProduct(let product, _, let program): "\(product), then by rows \(program)"
    case .elementwise(let program): "\(program)"
    case .tape(let tape): "tape of \(tape.program.code.count) instructions"
    case .cond: "cond"
    case .whileLoop: "while"
    case .scan(let scan): "scan[\(scan.length)]"
    }
  }

  /// Its floating operations, without those of loops and decompositions.
  fileprivate var operations: Int {
    switch self {
    case .product(let product): product.operations
    case .finishedProduct(let product, _, let program): product.operations &+ program.operations
    case .elementwise(let program): program.operations
    case .operation, .overwriting, .sumOfSquares, .tape, .cond, .whileLoop, .scan: 0
    }
  }
}
