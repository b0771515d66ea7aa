import Tensors

/// A constant has no operands, so it is never asked for a derivative.
struct ConstantRules: OperationRules {
  let value: Tensor

  var name: String { "constant" }
  var attributes: String {
    let shown = (0..<Swift.min(value.count, 4)).map { value[flat: $0].text }
    return " {" + (shown + (value.count > 4 ? ["..."] : [])).joined(separator: ", ") + "}"
  }
  var operandCount: Int? { 0 }

  func resultTypes(_ operands: [TensorType]) throws(TensorError) -> [TensorType] {
    [TensorType(value)]
  }

  func evaluate(_ operands: [Tensor]) throws(TensorError) -> [Tensor] { [value] }

  func pushforward(_ point: Linearized) throws(TraceError) -> [Term?] { [nil] }

  var transposition: Transposition { .nonlinear }

  func batched(
    _ operands: [Term], _ isBatched: [Bool], count: Int
  ) throws(TraceError) -> [Term] {
    [try Term(value).rows(false, count)]
  }
}

/// The identity, constant to every derivative.
struct StopRules: OperationRules {
  var name: String { "stop" }
  var attributes: String { "" }
  var operandCount: Int? { 1 }

  func resultTypes(_ operands: [TensorType]) throws(TensorError) -> [TensorType] { operands }

  func evaluate(_ operands: [Tensor]) throws(TensorError) -> [Tensor] { operands }

  func pushforward(_ point: Linearized) throws(TraceError) -> [Term?] { [nil] }

  var transposition: Transposition { .nonlinear }

  func batched(
    _ operands: [Term], _ isBatched: [Bool], count: Int
  ) throws(TraceError) -> [Term] {
    [try Term.applyOne(.stop, operands)]
  }
}
