/// Draws from the gamma distribution.
enum GammaSampler {
  /// The logarithm of a draw with shape a.
  ///
  /// With d = a − 1/3 and c = 1/√(9d), d(1 + cz)³ of a normal z is almost Gamma(a, 1), and a
  /// rejection makes it so. A shape below 1 is drawn as G·u^(1/a) with G of shape a + 1.
  ///
  /// Source: Marsaglia, Tsang, A simple method for generating gamma variables (2000).
  static func logarithm(_ a: Double, _ key: Int) -> Double {
    guard a > 0, a < .infinity else { return a == 0 ? -.infinity : a > 0 ? a : .nan }
    var numbers = KeyedNumbers(key)
    let boost = a < 1 ? Double.log(numbers.uniform()) / a : 0
    let d = (a < 1 ? a + 1 : a) - 0x1.5555555555555p-2, c = 1 / Double.squareRoot(9 * d)
    while true {
      let z = numbers.normal(), u = numbers.uniform(), t = c * z
      if t <= -1 { continue }
      let square = z * z
      if u < 1 - 0.0331 * square * square || .log(u) < logAcceptance(d, square, t) {
        return .log(d) + 3 * .log1p(t) + boost
      }
    }
  }

  /// z²/2 + d(1 − v + log v) with v = (1 + t)³ and z = 3t√d.
  ///
  /// Up to t³ its powers cancel: it is 3d·Σ (−1)ᵏ⁺¹tᵏ/k over k ≥ 4.
  private static func logAcceptance(_ d: Double, _ square: Double, _ t: Double) -> Double {
    guard t.magnitude < 0.03 else {
      let root = 1 + t
      return 0.5 * square + d * (1 - root * root * root + 3 * .log1p(t))
    }
    let c: InlineArray<8, Double> = [
      -1.0 / 4, 1.0 / 5, -1.0 / 6, 1.0 / 7, -1.0 / 8, 1.0 / 9, -1.0 / 10, 1.0 / 11,
    ]
    let power = t * t * t * t
    return 3 * d * (power * Double.horner(t, c))
  }
}
