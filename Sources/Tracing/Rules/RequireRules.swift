import Tensors

/// Values that exist only where a truth value is true.
struct RequireRules: OperationRules {
  let raised: Raised

  var name: String { "require" }
  var attributes: String { "" }
  var operandCount: Int? { nil }

  func resultTypes(_ operands: [TensorType]) throws(TensorError) -> [TensorType] {
    try ShapeRule.truth(name, operands[0])
    return Array(operands.dropFirst())
  }

  func evaluate(_ operands: [Tensor]) throws(TensorError) -> [Tensor] {
    guard operands[0].scalar == .bool(true) else { throw .raised(raised) }
    return Array(operands.dropFirst())
  }

  /// The tangents are required too: where there is no value there is no derivative.
  func pushforward(_ point: Linearized) throws(TraceError) -> [Term?] {
    let tangents = Array(point.tangents.dropFirst())
    let results = try Term.apply(
      .require(raised), [point.operands[0]] + tangents.compactMap { $0 })
    return Parted.filled(tangents.map { $0 != nil }, results)
  }

  var transposition: Transposition {
    .linear { (point: Cotangents) throws(TraceError) in [nil] + point.results }
  }

  /// All rows must hold: rows are computed together.
  func batched(
    _ operands: [Term], _ isBatched: [Bool], count: Int
  ) throws(TraceError) -> [Term] {
    let holds = isBatched[0] ? try operands[0].reduced(.all) : operands[0]
    var values: [Term] = []
    for (operand, isBatched) in zip(operands, isBatched).dropFirst() {
      values.append(try operand.rows(isBatched, count))
    }
    return values.isEmpty ? [] : try Term.apply(.require(raised), [holds] + values)
  }
}
