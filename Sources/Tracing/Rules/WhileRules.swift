import Tensors

/// A loop that runs while a condition holds.
struct WhileRules: OperationRules {
  let loop: WhileLoop

  var name: String { "while" }
  var attributes: String { "" }
  var operandCount: Int? { loop.body.inputCount }

  func resultTypes(_ operands: [TensorType]) throws(TensorError) -> [TensorType] {
    try ShapeRule.inputs(name, operands, of: loop.condition)
    try ShapeRule.inputs(name, operands, of: loop.body)
    guard loop.condition.outputs.count == 1 else {
      throw .domain(operation: name, reason: "the condition has one result")
    }
    try ShapeRule.truth(name, loop.condition.outputTypes[0])
    let carried = Array(operands.prefix(loop.carried))
    guard loop.body.outputTypes == carried else {
      throw .domain(operation: name, reason: "a carried value changes its type")
    }
    return carried
  }

  func evaluate(_ operands: [Tensor]) throws(TensorError) -> [Tensor] {
    try loop.executable.run(operands)
  }

  func pushforward(_ point: Linearized) throws(TraceError) -> [Term?] {
    []
  }
}
