import Tensors

/// The random key one step further; bits have no derivative.
struct FoldRules: OperationRules {
  var name: String { "fold" }
  var attributes: String { "" }
  var operandCount: Int? { 2 }

  func resultTypes(_ operands: [TensorType]) throws(TensorError) -> [TensorType] {
    try ShapeRule.keys(name, operands)
  }

  func evaluate(_ operands: [Tensor]) throws(TensorError) -> [Tensor] {
    [try Tensor.fold(operands[0], operands[1])]
  }

  func pushforward(_ point: Linearized) throws(TraceError) -> [Term?] { [nil] }

  var transposition: Transposition { .nonlinear }

  func batched(
    _ operands: [Term], _ isBatched: [Bool], count: Int
  ) throws(TraceError) -> [Term] {
    [try Term.applyOne(.fold, Term.rows(operands, isBatched, count))]
  }
}

/// Random numbers of keys; constant to every derivative, so that a derivative sees the same draws.
struct NoiseRules: OperationRules {
  let noise: Noise
  let event: Shape
  let element: ElementType

  var name: String { noise.name }
  var attributes: String {
    (event.rank == 0 ? "" : "[\(event)]") + (element == .f64 ? "" : " \(element.name)")
  }
  var operandCount: Int? { 1 }

  func resultTypes(_ operands: [TensorType]) throws(TensorError) -> [TensorType] {
    guard operands[0].element == .i64 else {
      throw .type(operation: name, got: operands[0].element, expected: "i64 keys")
    }
    guard element == .f64 || element == .f32 else {
      throw .type(operation: name, got: element, expected: "f64 or f32")
    }
    return [TensorType(element, Shape(operands[0].shape.extents + event.extents))]
  }

  func evaluate(_ operands: [Tensor]) throws(TensorError) -> [Tensor] {
    [try Tensor.noise(noise, keys: operands[0], event: event, type: element)]
  }

  func pushforward(_ point: Linearized) throws(TraceError) -> [Term?] { [nil] }

  var transposition: Transposition { .nonlinear }

  func batched(
    _ operands: [Term], _ isBatched: [Bool], count: Int
  ) throws(TraceError) -> [Term] {
    [try Term.applyOne(.noise(noise, event: event, element), operands)]
  }
}

/// Places of indices in permutations that keys choose.
struct StratumRules: OperationRules {
  let size: Int

  var name: String { "stratum" }
  var attributes: String { "[\(size)]" }
  var operandCount: Int? { 2 }

  func resultTypes(_ operands: [TensorType]) throws(TensorError) -> [TensorType] {
    try Tensor.checkStrata(size)
    return try ShapeRule.keys(name, operands)
  }

  func evaluate(_ operands: [Tensor]) throws(TensorError) -> [Tensor] {
    [try Tensor.stratum(operands[0], operands[1], size: size)]
  }

  func pushforward(_ point: Linearized) throws(TraceError) -> [Term?] { [nil] }

  var transposition: Transposition { .nonlinear }

  func batched(
    _ operands: [Term], _ isBatched: [Bool], count: Int
  ) throws(TraceError) -> [Term] {
    [try Term.applyOne(.stratum(size), Term.rows(operands, isBatched, count))]
  }
}

extension Operation {
  /// The name, as something drawn without a pathwise derivative, of the truth of an event.
  public static let event = "an event"
}

/// A draw that has no pathwise derivative in its parameters.
struct UnreparameterisedRules: OperationRules {
  let distribution: String

  var name: String { "unreparameterised" }
  var attributes: String { "[\(distribution)]" }
  var operandCount: Int? { nil }

  func resultTypes(_ operands: [TensorType]) throws(TensorError) -> [TensorType] {
    [operands[0]]
  }

  func evaluate(_ operands: [Tensor]) throws(TensorError) -> [Tensor] { [operands[0]] }

  /// What the draw itself was made to depend on passes; its distribution's parameters do not.
  func pushforward(_ point: Linearized) throws(TraceError) -> [Term?] {
    if point.tangents.dropFirst().contains(where: { $0 != nil }) {
      throw distribution == Operation.event
        ? .notDifferentiable(
          operation: "the truth of an event",
          reason:
            "it jumps where the path of a draw crosses its edge; estimator=\"score\" takes the "
            + "derivative of the law of the draws")
        : .notDifferentiable(
          operation: "a draw from \(distribution)",
          reason: "it has no pathwise derivative in its parameters; use estimator=\"score\"")
    }
    return [point.tangents[0]]
  }

  var transposition: Transposition { .nonlinear }

  func batched(
    _ operands: [Term], _ isBatched: [Bool], count: Int
  ) throws(TraceError) -> [Term] {
    let value = try operands[0].rows(isBatched[0], count)
    return [try Term.applyOne(.unreparameterised(distribution), [value] + operands.dropFirst())]
  }
}

extension ShapeRule {
  /// Keys and indices: i64 of one shape, which is that of the result.
  fileprivate static func keys(
    _ operation: String, _ operands: [TensorType]
  ) throws(TensorError) -> [TensorType] {
    for operand in operands where operand.element != .i64 {
      throw .type(operation: operation, got: operand.element, expected: "i64")
    }
    try equal(operation, operands[0], operands[1])
    return [operands[0]]
  }
}
