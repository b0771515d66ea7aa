/// The regularised incomplete beta function Iₓ(a, b) and its derivatives in a and b.
///
/// As for the gamma function all follow from the ratio of a tail, or a derivative of it, to the weight
/// w = xᵃ(1 − x)ᵇ/B(a, b). In the logit of t, log(t/(1 − t)) = log(x/(1 − x)) − s,
///
///     I/w = ∫₀^∞ exp(−as − (a + b) log(1 + x(e⁻ˢ − 1))) ds,
///
/// and a derivative multiplies the integrand by a polynomial in log t and log(1 − t). The upper tail
/// is the lower one of 1 − x with a and b exchanged.
enum IncompleteBeta {
  /// The derivative of Iₓ(a, b), i times in a and j times in b.
  static func lower(_ i: Int, _ j: Int, _ a: Double, _ b: Double, _ x: Double) -> Double {
    guard a >= 0, b >= 0, a < .infinity, b < .infinity, 0 <= x, x <= 1 else { return .nan }
    if i + j > 0 {
      guard a > 0, b > 0 else { return .nan }
      if x == 0 || x == 1 { return 0 }
    } else {
      if a == 0 { return b == 0 || x == 0 ? .nan : 1 }
      if b == 0 { return x == 1 ? .nan : 0 }
      if x == 0 || x == 1 { return x }
    }
    let weight = BetaWeight.weight(a, b, x, 1 - x)
    let logs = (Double.log(x), Double.log1p(-x))
    if isLower(a, b, x, logs.0 - logs.1) {
      return weight == 0 ? 0 : weight * BetaTail(a, b, x, logs.0, logs.1).ratio(i, j)
    }
    let upper = weight == 0 ? 0 : weight * BetaTail(b, a, 1 - x, logs.1, logs.0).ratio(j, i)
    return i + j == 0 ? 1 - upper : -upper
  }

  /// Whether the lower tail is the one to compute.
  ///
  /// It is near the end where a parameter below 1 piles the density up; elsewhere the smaller tail is
  /// taken, cut at the mean of the logit.
  private static func isLower(_ a: Double, _ b: Double, _ x: Double, _ logit: Double) -> Bool {
    if a < 1, x <= 0.5, (a + b) * x <= 1.5 { return true }
    if b < 1, x >= 0.5, (a + b) * (1 - x) <= 1.5 { return false }
    return logit < .polygamma(0, a) - .polygamma(0, b)
  }
}

/// The lower tail of the beta distribution with parameters a and b, cut at x.
private struct BetaTail {
  let a: Double, b: Double, x: Double, logX: Double, logRest: Double

  init(_ a: Double, _ b: Double, _ x: Double, _ logX: Double, _ logRest: Double) {
    (self.a, self.b, self.x, self.logX, self.logRest) = (a, b, x, logX, logRest)
  }

  /// The derivative of I over w.
  ///
  /// Small a would make the integral long: Iₓ(a, b) = Iₓ(a + 1, b) + v with
  /// v = w/a = xᵃ(1 − x)ᵇΓ(a + b)/(Γ(a + 1)Γ(b)), and w(a + 1, b)/w = x(a + b)/a.
  func ratio(_ i: Int, _ j: Int) -> Double {
    if a >= 1 { return integral(a, i, j) }
    let edge = BetaPolynomial(i, j, shape: a + 1, b, total: a + b)
    let atEdge = edge(
      logX - edge.start.0, logRest - edge.start.1)
    return (atEdge + x * (a + b) * integral(a + 1, i, j)) / a
  }

  /// The integral with the first parameter a ≥ 1, from 0 to where the integrand has fallen by e⁻⁴⁰.
  private func integral(_ a: Double, _ i: Int, _ j: Int) -> Double {
    typealias Lanes = SIMD8<Double>
    let polynomial = BetaPolynomial(i, j, shape: a, b, total: a + b), length = length(a)
    var sum = Lanes(repeating: 0)
    for block in 0..<5 {
      let s = Lanes(repeating: length) * SquaredLegendre.points[block]
      let shift = Lanes.log1p(Lanes(repeating: x) * Lanes.expm1(-s))
      let exponent = -Lanes.fma(
        Lanes(repeating: a), s, Lanes(repeating: a + b) * shift)
      let u = Lanes(repeating: logX - polynomial.start.0) - s - shift
      let v = Lanes(repeating: logRest - polynomial.start.1) - shift
      sum = Lanes.fma(
        SquaredLegendre.weights[block], Lanes.exp(exponent) * polynomial(u, v), sum)
    }
    return length
      * ((sum[0] + sum[4]) + (sum[1] + sum[5]) + ((sum[2] + sum[6]) + (sum[3] + sum[7])))
  }

  /// Where as + (a + b) log(1 + x(e⁻ˢ − 1)) is 40: Newton's method from above, on a convex function.
  ///
  /// It is at least as + (a + b) log(1 − x), and for s ≤ 1 at least ds + cs²/2 with its slope d at
  /// 0 and c = (a + b)x(1 − x)/e.
  private func length(_ a: Double) -> Double {
    let n = a + b, depth = 40.0
    let d = a - n * x, c = n * x * .exp(logRest - 1)
    let root = Double.squareRoot(d * d + 2 * c * depth)
    let near = d > 0 ? 2 * depth / (d + root) : (root - d) / c
    let far = (depth - n * logRest) / a
    var s = near <= 1 && near < far ? near : far
    for _ in 0..<8 {
      let fall = x * .expm1(-s) as Double, inside = 1 + fall
      s -= (a * s + n * .log1p(fall) - depth) / (a - n * (x + fall) / inside)
    }
    return s
  }
}

/// The polynomial (∂ⁱ⁺ʲf/∂aⁱ∂bʲ)/f for f = tᵃ(1 − t)ᵇΓ(n)/(Γ(c)Γ(b)), n = a + b and c = a or a + 1, in
/// u = log t − ψ(c) + ψ(n) and v = log(1 − t) − ψ(b) + ψ(n).
///
/// The derivatives of log f are u and v, in a alone ψ⁽ᵏ⁻¹⁾(n) − ψ⁽ᵏ⁻¹⁾(c), in b alone the same with b,
/// mixed ψ⁽ᵏ⁺ᵐ⁻¹⁾(n). The polynomial is Σ C(i, k)C(j, m)βᵢ₋ₖ,ⱼ₋ₘuᵏvᵐ with its values β at u = v = 0.
private struct BetaPolynomial {
  private typealias Table = InlineArray<5, InlineArray<5, Double>>
  /// ψ(c) − ψ(n) and ψ(b) − ψ(n).
  let start: (Double, Double)
  private let i: Int, j: Int
  private var coefficients = Table(repeating: InlineArray(repeating: 0))

  init(_ i: Int, _ j: Int, shape c: Double, _ b: Double, total n: Double) {
    (self.i, self.j) = (i, j)
    guard i + j > 0 else {
      start = (0, 0)
      coefficients[0][0] = 1
      return
    }
    start = (-.digammaRise(c, by: n - c), -.digammaRise(b, by: n - b))
    var slopes = coefficients, values = coefficients
    for k in 0...i {
      for m in 0...j where k + m >= 2 {
        slopes[k][m] = .polygamma(k + m - 1, n)
        if m == 0 { slopes[k][m] -= .polygamma(k - 1, c) }
        if k == 0 { slopes[k][m] -= .polygamma(m - 1, b) }
      }
    }
    values[0][0] = 1
    for p in 0...i {
      for q in 0...j where p + q > 0 { values[p][q] = BetaPolynomial.next(p, q, values, slopes) }
    }
    for k in 0...i {
      for m in 0...j {
        coefficients[k][m] = choose(i, k) * choose(j, m) * values[i - k][j - m]
      }
    }
  }

  /// βₚ,q by the product rule for f′ = (log f)′f, in a if p > 0 and in b else.
  private static func next(_ p: Int, _ q: Int, _ values: Table, _ slopes: Table) -> Double {
    var sum = 0.0
    for k in 0...max(p - 1, 0) {
      for m in 0...(p > 0 ? q : q - 1) {
        sum +=
          p > 0
          ? choose(p - 1, k) * choose(q, m) * values[p - 1 - k][q - m] * slopes[k + 1][m]
          : choose(q - 1, m) * values[0][q - 1 - m] * slopes[0][m + 1]
      }
    }
    return sum
  }

  @inline(__always)
  func callAsFunction<L: RealLanes>(_ u: L, _ v: L) -> L {
    var sum = L(repeating: 0)
    var k = i
    while k >= 0 {
      var row = L(repeating: coefficients[k][j])
      var m = j - 1
      while m >= 0 {
        row = L.fma(row, v, L(repeating: coefficients[k][m]))
        m -= 1
      }
      sum = L.fma(sum, u, row)
      k -= 1
    }
    return sum
  }
}

/// The binomial coefficient C(n, k) for 0 ≤ k ≤ n ≤ 4.
private func choose(_ n: Int, _ k: Int) -> Double {
  var product = 1.0
  for m in 0..<k { product = product * Double(n - m) / Double(m + 1) }
  return product
}
