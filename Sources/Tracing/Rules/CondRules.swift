import Tensors

/// One of two graphs.
struct CondRules: OperationRules {
  let branches: Branches

  var name: String { "cond" }
  var attributes: String { "" }
  var operandCount: Int? { 1 + branches.yes.inputCount }

  func resultTypes(_ operands: [TensorType]) throws(TensorError) -> [TensorType] {
    try ShapeRule.truth(name, operands[0])
    try ShapeRule.inputs(name, Array(operands.dropFirst()), of: branches.yes)
    try ShapeRule.inputs(name, Array(operands.dropFirst()), of: branches.no)
    guard branches.yes.outputTypes == branches.no.outputTypes else {
      throw .domain(operation: name, reason: "the two sides have results of different types")
    }
    return branches.yes.outputTypes
  }

  func evaluate(_ operands: [Tensor]) throws(TensorError) -> [Tensor] {
    try branches.executable(taking: operands[0].scalar == .bool(true))
      .run(Array(operands.dropFirst()))
  }

  func pushforward(_ point: Linearized) throws(TraceError) -> [Term?] {
    []
  }
}
