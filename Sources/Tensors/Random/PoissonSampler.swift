/// Draws from the Poisson distribution.
enum PoissonSampler {
  /// The largest mean: above it neighbouring counts are not told apart by the rounding.
  static let largestMean = 0x1p50

  /// A count with mean λ in 0...2⁵⁰.
  static func count(_ mean: Double, _ key: Int) -> Int {
    var numbers = KeyedNumbers(key)
    return mean < 10 ? byProducts(mean, &numbers) : byRejection(mean, &numbers)
  }

  /// How many exponential waiting times fit into λ: u₁u₂… stays above e^(−λ).
  private static func byProducts(_ mean: Double, _ numbers: inout KeyedNumbers) -> Int {
    if mean == 0 { return 0 }
    // 1 − u is as likely as u, and for small λ has the digits that count: 1 − Π(1 − u) < 1 − e^(−λ).
    let bound = -Double.expm1(-mean)
    var complement = numbers.uniform(), count = 0
    while complement < bound {
      count += 1
      complement += (1 - complement) * numbers.uniform()
    }
    return count
  }

  /// The transformed rejection with squeeze, for λ ≥ 10.
  ///
  /// Source: Hörmann, The transformed rejection method for generating Poisson random variables
  /// (1993), algorithm PTRS.
  private static func byRejection(_ mean: Double, _ numbers: inout KeyedNumbers) -> Int {
    let b = 0.931 + 2.53 * Double.squareRoot(mean), a = -0.059 + 0.02483 * b
    let inverseAlpha = 1.1239 + 1.1328 / (b - 3.4), bound = 0.9277 - 3.6224 / (b - 2)
    while true {
      let u = numbers.uniform() - 0.5, v = numbers.uniform(), near = 0.5 - u.magnitude
      let place = (2 * a / near + b) * u + mean + 0.43
      if place < 0 || place >= 0x1p62 { continue }
      let k = Double.floorExactly(place)
      if near >= 0.07 && v <= bound { return Int(k) }
      if near < 0.013 && v > near { continue }
      if .log(v * inverseAlpha / (a / (near * near) + b)) <= logProbability(k, mean) {
        return Int(k)
      }
    }
  }

  /// log(e^(−λ)λᵏ/k!), by Stirling's formula −D(k, λ) − δ(k) − log(2πk)/2.
  private static func logProbability(_ k: Double, _ mean: Double) -> Double {
    if k < 10 { return k * .log(mean) - mean - .lgamma(k + 1) }
    return -GammaWeight.deviance(k, mean) - GammaWeight.stirlingError(k)
      - 0.5 * .log(0x1.921fb54442d18p+2 * k)
  }
}
