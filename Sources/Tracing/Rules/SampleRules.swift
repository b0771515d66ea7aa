import Tensors

/// Draws by rejection, of keys and a parameter.
struct SampleRules: OperationRules {
  let sampler: Sampler

  var name: String { sampler.name }
  var attributes: String { "" }
  var operandCount: Int? { 2 }

  func resultTypes(_ operands: [TensorType]) throws(TensorError) -> [TensorType] {
    guard operands[0].element == .i64 else {
      throw .type(operation: name, got: operands[0].element, expected: "i64 keys")
    }
    guard operands[1].element == .f64 || operands[1].element == .f32 else {
      throw .type(operation: name, got: operands[1].element, expected: "f64 or f32")
    }
    guard operands[0].shape == operands[1].shape else {
      throw .broadcast(operands[0].shape, operands[1].shape)
    }
    switch sampler {
    case .logGamma: return [operands[1]]
    case .poisson: return [operands[0]]
    }
  }

  func evaluate(_ operands: [Tensor]) throws(TensorError) -> [Tensor] {
    [try Tensor.sample(sampler, keys: operands[0], parameter: operands[1])]
  }

  /// The draw y = log z moves with its shape α as the quantile does.
  ///
  /// F(α, z) stays: dz/dα = −(∂F/∂α)/p and dy/dα = −(∂F/∂α)/(z p). A rejection may jump; in the mean
  /// over its uniform numbers the quantile's motion is as good as any.
  ///
  /// Source: Figurnov, Mohamed, Mnih, Implicit reparameterization gradients (2018).
  func pushforward(_ point: Linearized) throws(TraceError) -> [Term?] {
    guard let t = point.tangents[1] else { return [nil] }
    switch sampler {
    case .logGamma:
      let slope = try Term.applyOne(
        .special(.gammaSlope(1)), [point.operands[1], point.results[0]])
      return [try -(slope * t)]
    case .poisson: return [nil]
    }
  }

  var transposition: Transposition { .nonlinear }

  func batched(
    _ operands: [Term], _ isBatched: [Bool], count: Int
  ) throws(TraceError) -> [Term] {
    [try Term.applyOne(.sample(sampler), Term.rows(operands, isBatched, count))]
  }
}
