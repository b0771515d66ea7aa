/// The regularised incomplete gamma function and its derivatives in the shape.
///
/// All follow from the ratio of a tail, or its n-th derivative in a, to the weight
/// w(a, x) = xᵃe⁻ˣ/Γ(a). With t = xe⁻ˢ below x, and t = xeˢ above,
///
///     P/w = ∫₀^∞ exp(−as + x(1 − e⁻ˢ)) ds,    Q/w = ∫₀^∞ exp(as − x(eˢ − 1)) ds,
///
/// and a derivative in a multiplies the integrand by the polynomial (∂ⁿp/∂aⁿ)/p in log t. The
/// integrands are smooth and of one sign for n ≤ 1, if the tail is taken below exp ψ(a) or above it;
/// the ratios for higher orders are accurate relative to their largest values.
enum IncompleteGamma {
  /// P(a, x).
  static func lower(_ a: Double, _ x: Double) -> Double {
    if let limit = limit(a, x) { return limit }
    let tail = Tail(a, x, .log(x))
    switch tail.side {
    case .series, .below: return tail.weight * tail.ratio(0)
    case .above: return 1 - tail.weight * tail.ratio(0)
    }
  }

  /// Q(a, x) = 1 − P(a, x).
  static func upper(_ a: Double, _ x: Double) -> Double {
    if let limit = limit(a, x) { return 1 - limit }
    let tail = Tail(a, x, .log(x))
    switch tail.side {
    case .series: return tail.smallComplement()
    case .below: return 1 - tail.weight * tail.ratio(0)
    case .above: return tail.weight * tail.ratio(0)
    }
  }

  /// The n-th derivative of P(a, x) in a, n ≥ 1.
  static func lowerDerivative(_ n: Int, _ a: Double, _ x: Double) -> Double {
    guard a > 0, x >= 0, a < .infinity else { return .nan }
    if x == 0 || x == .infinity { return 0 }
    let tail = Tail(a, x, .log(x))
    let weight = tail.weight
    return weight == 0 ? 0 : weight * tail.ratio(n)
  }

  /// The n-th derivative of P in a over w, at x = exp y, n ≥ 1.
  static func slope(_ n: Int, _ a: Double, logarithm y: Double) -> Double {
    guard a > 0, a < .infinity, !y.isNaN else { return .nan }
    let x = Double.exp(y)
    return x == .infinity ? 0 : Tail(a, x, y).ratio(n)
  }

  /// P at the ends, nan outside; nil inside.
  private static func limit(_ a: Double, _ x: Double) -> Double? {
    guard a >= 0, x >= 0 else { return .nan }
    if a == 0 { return x == 0 ? .nan : 1 }
    if a == .infinity { return x == .infinity ? .nan : 0 }
    return x == 0 ? 0 : x == .infinity ? 1 : nil
  }
}

/// One tail of the gamma distribution with shape a, cut at x = exp y.
private struct Tail {
  /// How it is computed: P by its power series in x, P or Q by quadrature.
  enum Side { case series, below, above }

  let a: Double, x: Double, y: Double
  let side: Side

  init(_ a: Double, _ x: Double, _ y: Double) {
    (self.a, self.x, self.y) = (a, x, y)
    side = a <= 1 && x <= 1.5 ? .series : y < .polygamma(0, a) ? .below : .above
  }

  var weight: Double { GammaWeight.weight(a, x, y) }

  /// For n = 0 the tail over w: P but for `above`, there Q.
  ///
  /// For n ≥ 1 it is the n-th derivative of P on every side.
  func ratio(_ n: Int) -> Double {
    switch side {
    case .series: return series(n)
    case .below: return integral(n)
    case .above: return n == 0 ? integral(0) : -integral(n)
    }
  }

  /// The integral from 0 to where the integrand has fallen by e⁻⁴⁰; what is left is below the
  /// rounding.
  private func integral(_ n: Int) -> Double {
    let polynomial = ShapePolynomial(n, a, overA: true)
    let length = side == .below ? lengthBelow : lengthAbove
    let start = y - .polygamma(0, a + 1)
    typealias Lanes = SIMD8<Double>
    let sign: Double = side == .below ? -1 : 1
    var sum = Lanes(repeating: 0)
    for block in 0..<5 {
      let s = Lanes(repeating: length) * SquaredLegendre.points[block]
      let signed = Lanes(repeating: sign) * s
      // ∓(as − x(1 − e^∓s)), with the upper sign below.
      let exponent = Lanes.fma(
        Lanes(repeating: a), signed, -(Lanes(repeating: x) * Lanes.expm1(signed)))
      let value = Lanes.exp(exponent) * polynomial(Lanes(repeating: start) + signed)
      sum = Lanes.fma(SquaredLegendre.weights[block], value, sum)
    }
    return length
      * ((sum[0] + sum[4]) + (sum[1] + sum[5]) + ((sum[2] + sum[6]) + (sum[3] + sum[7])))
  }

  private static var depth: Double { 40 }

  /// √(d² + cx), also where the squares overflow.
  private func hypotenuse(_ d: Double, _ c: Double) -> Double {
    let square = d * d + c * x
    if square < .infinity { return .squareRoot(square) }
    let side = Double.squareRoot(c) * .squareRoot(x), longer = max(d.magnitude, side)
    let p = d / longer, q = side / longer
    return longer * .squareRoot(p * p + q * q)
  }

  /// Where as − x(1 − e⁻ˢ) is 40: Newton's method from above, on a convex function.
  ///
  /// It is at least as − x, and at least (a − x)s + xs²/4 for s ≤ 3/2.
  private var lengthBelow: Double {
    let d = a - x, c = Tail.depth
    let near = 2 * c / (d + hypotenuse(d, c)), far = (c + x) / a
    var s = near <= 1.5 && near < far ? near : far
    for _ in 0..<6 {
      let fall = .expm1(-s) as Double
      s -= (a * s + x * fall - c) / (d - x * fall)
    }
    return s
  }

  /// Where x(eˢ − 1) − as is 40, in the same way; it is at least (x − a)s + xs²/2.
  private var lengthAbove: Double {
    let d = x - a, c = Tail.depth, root = hypotenuse(d, 2 * c)
    var s = d > 0 ? 2 * c / (d + root) : (root - d) / x
    for _ in 0..<6 {
      let rise = .expm1(s) as Double
      s -= (x * rise - a * s - c) / (d + x * rise)
    }
    return s
  }

  /// P and its derivatives for small a and x: P/w = S/a with
  /// S = Σ xᵏ/((a + 1)…(a + k)), as a Taylor polynomial in a.
  ///
  /// With w = a·v, P = vS, and v, whose derivatives over v are the polynomials qₘ with the
  /// constants of a + 1, has none of the cancellation of w for small a.
  private func series(_ n: Int) -> Double {
    var term = InlineArray<9, Double>(repeating: 0), sum = term
    (term[0], sum[0]) = (1, 1)
    var k = 1.0
    repeat {
      // Divided by a + ε + k, order by order.
      for m in 0...n { term[m] = (x * term[m] - (m > 0 ? term[m - 1] : 0)) / (a + k) }
      for m in 0...n { sum[m] += term[m] }
      k += 1
    } while term[0] > 0x1p-70 || k < 8
    let u = y - .polygamma(0, a + 1)
    var result = 0.0, factor = 1.0
    for m in 0...n {
      result += factor * sum[m] * ShapePolynomial(n - m, a, overA: false)(u)
      factor *= Double(n - m)
    }
    return result / a
  }

  /// Q for small a and x, where P may be near 1.
  ///
  /// With X = xᵃ/Γ(a + 1), P = X(1 + a Σ (−x)ᵏ/((a + k)k!)), and 1 − X is found without loss.
  func smallComplement() -> Double {
    let gamma = a <= 0.75 ? GammaWeight.logGammaOfOnePlus(a) : .lgamma(a + 1)
    let exponent = a * y - gamma
    var term = 1.0, sum = 0.0, k = 1.0
    while term.magnitude > 0x1p-60 {
      term *= -x / k
      sum += term / (a + k)
      k += 1
    }
    return -.expm1(exponent) - .exp(exponent) * (a * sum)
  }
}

/// The polynomial in u = log t − ψ(a + 1) that is (∂ⁿv/∂aⁿ)/v for v = tᵃe⁻ᵗ/Γ(a + 1), or with
/// `overA` that of the density, a·v/t.
///
/// The derivatives of log v in a are u, −ψ′(a + 1), −ψ″(a + 1), …: qₙ is their complete Bell
/// polynomial, Σ C(n, k)bₙ₋ₖuᵏ with the b at u = 0. That of a·v is qₙ + (n/a)qₙ₋₁.
private struct ShapePolynomial {
  private let n: Int
  private var coefficients = InlineArray<9, Double>(repeating: 0)

  init(_ n: Int, _ a: Double, overA: Bool) {
    self.n = n
    var cumulants = coefficients, b = coefficients
    if n >= 2 { for k in 2...n { cumulants[k] = -Double.polygamma(k - 1, a + 1) } }
    b[0] = 1
    for m in 0..<n {
      var choose = 1.0
      for k in 0...m {
        b[m + 1] += choose * b[m - k] * cumulants[k + 1]
        choose = choose * Double(m - k) / Double(k + 1)
      }
    }
    var choose = 1.0
    for k in 0...n {
      coefficients[k] = choose * b[n - k]
      // (n/a)·C(n − 1, k) = C(n, k)(n − k)/a.
      if overA, k < n { coefficients[k] += choose * Double(n - k) / a * b[n - 1 - k] }
      choose = choose * Double(n - k) / Double(k + 1)
    }
  }

  @inline(__always)
  func callAsFunction<L: RealLanes>(_ u: L) -> L {
    var sum = L(repeating: coefficients[n])
    var k = n
    while k > 0 {
      k -= 1
      sum = L.fma(sum, u, L(repeating: coefficients[k]))
    }
    return sum
  }
}
