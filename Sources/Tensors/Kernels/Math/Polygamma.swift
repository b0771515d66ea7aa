/// Digamma and its derivatives.
extension Double {
  /// The n-th derivative of digamma, n ≥ 0; nan at its poles.
  static func polygamma(_ n: Int, _ x: Double) -> Double {
    guard n >= 0, !x.isNaN else { return .nan }
    if x == 0 || (x < 0 && x == floorExactly(x)) { return poleValue(n, x) }
    if n == 0 { return digamma(x) }
    if x == .infinity { return 0 }
    let value = scaledZeta(n, x)
    return n % 2 == 0 ? -value : value
  }

  /// At 0, −1, …: odd orders tend to ∞ from both sides; the others have no limit.
  private static func poleValue(_ n: Int, _ x: Double) -> Double {
    n % 2 == 1 && x != -.infinity ? .infinity : .nan
  }

  private static func digamma(_ x: Double) -> Double {
    if x == .infinity { return x }
    if x < 0 {
      // ψ(x) = ψ(1 − x) − π cot πx, and ψ(1 − x) = ψ(−x) − 1/x.
      let s = sinePi(x), c = cosinePi(x)
      return digammaPositive(-x) - 1 / x - 0x1.921fb54442d18p+1 * c / s
    }
    return digammaPositive(x)
  }

  /// cos πx; the argument is reduced exactly.
  static func cosinePi(_ x: Double) -> Double {
    let half = (2 * x).rounded(.toNearestOrEven)
    let d = x - 0.5 * half
    let r = d * 0x1.921fb54442d18p+1
    let low = fma(d, 0x1.921fb54442d18p+1, -r) + d * 0x1.1a62633145c07p-53
    let turns = half - 4 * floorExactly(half * 0.25)
    return sine(quadrant: UInt64(turns) &+ 1, r, low)
  }

  private static func digammaPositive(_ x: Double) -> Double {
    var x = x, sum = 0.0
    if x < 1 {
      sum = -1 / x
      x += 1
    }
    if x <= 2 { return sum + digammaMiddle(x) }
    while x < 10 {
      sum -= 1 / x
      x += 1
    }
    return sum + (log(x) - digammaTail(x))
  }

  /// ψ(x + h) − ψ(x) for positive x and x + h, without loss where x is large.
  static func digammaRise(_ x: Double, by h: Double) -> Double {
    guard x >= 10, x + h >= 10 else { return digamma(x + h) - digamma(x) }
    return log1p(h / x) - (digammaTail(x + h) - digammaTail(x))
  }

  /// log x − ψ(x) for x ≥ 10.
  private static func digammaTail(_ x: Double) -> Double {
    let inverse = 1 / x
    let square = inverse * inverse
    let c: InlineArray<9, Double> = [
      0x1.5555555555555p-4, -0x1.1111111111111p-7, 0x1.0410410410410p-8,
      -0x1.1111111111111p-8, 0x1.f07c1f07c1f08p-8, -0x1.5995995995996p-6,
      0x1.5555555555555p-4, -0x1.c5e5e5e5e5e5ep-2, 0x1.86e7f9b9fe6e8p+1,
    ]
    return 0.5 * inverse + square * horner(square, c)
  }

  /// ψ(x) on 1...2, as a multiple of the distance from its zero.
  private static func digammaMiddle(_ x: Double) -> Double {
    let c: InlineArray<23, Double> = [
      0x1.e6f0cbb873616p-1, -0x1.b1cb63005ee98p-2, 0x1.eca189b8e6f6dp-3,
      -0x1.2feeeb98a78eap-3, 0x1.8512e5903903ep-4, -0x1.fb44202a2306bp-5,
      0x1.4de9aa1779d23p-5, -0x1.b9f8b11bfd3d0p-6, 0x1.2564717896ec6p-6,
      -0x1.863563f44f303p-7, 0x1.03c0adafa529cp-7, -0x1.5a06a5d662cb4p-8,
      0x1.cd2011454fd05p-9, -0x1.336dbe66757c8p-9, 0x1.99d3f5c0cad5ep-10,
      -0x1.0fb38d217b800p-10, 0x1.6a3e76070c135p-11, -0x1.fd8e50abf2196p-12,
      0x1.53b23429da21bp-12, -0x1.2fae5cb379bf2p-13, 0x1.94e73cc9821e1p-14,
      -0x1.75c084e78a4cdp-13, 0x1.f255c4568ac4dp-14,
    ]
    return ((x - 0x1.762d86356be3fp+0) - 0x1.b86a722197829p-54) * horner(x - 1.5, c)
  }

  /// n!·ζ(n + 1, x) for n ≥ 1; for negative x the sum over k of n!/(x + k)ⁿ⁺¹.
  private static func scaledZeta(_ n: Int, _ x: Double) -> Double {
    if x > 0 { return scaledZetaPositive(n, x) }
    // All integers on both sides of x, less those beyond the pole at 0.
    let nearest = x.rounded(.toNearestOrEven)
    let d = x - nearest
    let right = d > 0 ? d : 1 + d
    let left = d > 0 ? 1 - d : -d
    let sign: Double = n % 2 == 0 ? -1 : 1
    let beyond = scaledZetaPositive(n, 1 - x)
    return scaledZetaPositive(n, right) + sign * (scaledZetaPositive(n, left) - beyond)
  }

  /// n!·Σ 1/(x + k)ⁿ⁺¹ by its first terms and the Euler-Maclaurin formula for the rest.
  private static func scaledZetaPositive(_ n: Int, _ x: Double) -> Double {
    let s = Double(n) + 1
    // Relative to the first term; the sum of the ratios ends once they no longer count.
    var sum = 0.0, y = x
    while y < 10 + s, y < 0x1p50 {
      let ratio = zetaPower(x / y, s)
      sum += ratio
      if ratio < 0x1p-60 * sum { return sum * zetaFirstTerm(n, x) }
      y += 1
    }
    let inverse = 1 / y
    let square = inverse * inverse
    var series = y / (s - 1) + 0.5
    var factor = s * inverse
    let c: InlineArray<12, Double> = [
      0x1.5555555555555p-4, -0x1.6c16c16c16c17p-10, 0x1.1566abc011567p-15,
      -0x1.bbd779334ef0bp-21, 0x1.66a8f2bf70ebep-26, -0x1.22805d644267fp-31,
      0x1.d6db2c4e09162p-37, -0x1.7da4e1f79955cp-42, 0x1.355871d652e9ep-47,
      -0x1.f57d968caacf1p-53, 0x1.967e1f09c376fp-58, -0x1.497d9033a2b5cp-63,
    ]
    for k in 0..<12 {
      series += c[k] * factor
      let j = s + Double(2 * k)
      factor *= (j + 1) * (j + 2) * square
    }
    return (sum + zetaPower(x / y, s) * series) * zetaFirstTerm(n, x)
  }

  /// baseˢ for an integral s; small ones by products.
  private static func zetaPower(_ base: Double, _ s: Double) -> Double {
    guard s <= 8 else { return power(base, s) }
    var product = base, k = 1.0
    while k < s {
      product *= base
      k += 1
    }
    return product
  }

  /// n!/xⁿ⁺¹.
  private static func zetaFirstTerm(_ n: Int, _ x: Double) -> Double {
    guard n <= 20_000 else {
      return exp(lgamma(Double(n) + 1) - (Double(n) + 1) * log(x))
    }
    var product = ScaledProduct(1)
    product.divide(by: x)
    var j = 0.0
    while j < Double(n) {
      j += 1
      product.multiply(by: j, over: x)
    }
    return product.value
  }
}
