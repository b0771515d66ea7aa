extension Tensor {
  /// A random number for each pair of a key (i64) and a parameter (f64 or f32) at the same place.
  ///
  /// An element is a function of its own key and parameter alone. `logGamma` has the type of the
  /// parameter, `poisson` is i64.
  ///
  /// - Throws: `type`, `broadcast` for operands that do not fit; `domain` for a mean of `poisson`
  ///   that is not in 0...2⁵⁰.
  public static func sample(
    _ sampler: Sampler, keys: Tensor, parameter: Tensor
  ) throws(TensorError) -> Tensor {
    guard keys.type == .i64 else {
      throw .type(operation: sampler.name, got: keys.type, expected: "i64 keys")
    }
    guard parameter.type == .f64 || parameter.type == .f32 else {
      throw .type(operation: sampler.name, got: parameter.type, expected: "f64 or f32")
    }
    guard keys.shape == parameter.shape else { throw .broadcast(keys.shape, parameter.shape) }
    switch (sampler, parameter.type == .f32) {
    case (.logGamma, false):
      return try drawn(keys, parameter) { (a: Double, key) in GammaSampler.logarithm(a, key) }
    case (.logGamma, true):
      return try drawn(keys, parameter) { (a: Float, key) in
        Float(GammaSampler.logarithm(Double(a), key))
      }
    case (.poisson, false): return try counts(keys, parameter) { (a: Double) in a }
    case (.poisson, true): return try counts(keys, parameter) { (a: Float) in Double(a) }
    }
  }

  private static func counts<E: Element>(
    _ keys: Tensor, _ parameter: Tensor, _ widened: (E) -> Double
  ) throws(TensorError) -> Tensor {
    let means = parameter.pointer(as: E.self)
    for i in 0..<parameter.count {
      let mean = widened(means[i])
      guard mean >= 0, mean <= PoissonSampler.largestMean else {
        throw .domain(
          operation: Sampler.poisson.name, reason: "a mean of \(mean), outside 0 to 2^50")
      }
    }
    return try drawn(keys, parameter) { (a: E, key) in PoissonSampler.count(widened(a), key) }
  }

  private static func drawn<E: Element, R: Element>(
    _ keys: Tensor, _ parameter: Tensor, _ draw: (E, Int) -> R
  ) throws(TensorError) -> Tensor {
    let result = try Tensor(uninitialized: keys.shape, type: R.elementType)
    let keys = keys.pointer(as: Int.self), parameters = parameter.pointer(as: E.self)
    let out = result.mutablePointer(as: R.self)
    try forEachBlock(result.count, size: 512) { range in
      for i in range { out[i] = draw(parameters[i], keys[i]) }
    }
    return result
  }
}
