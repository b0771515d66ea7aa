/// The modified Bessel function of the first kind, for integral order.
extension Double {
  /// Iₙ(x), n ≥ 0.
  static func besseli(_ n: Int, _ x: Double) -> Double {
    guard n >= 0, !x.isNaN else { return .nan }
    let a = x.magnitude
    let value = besseliPositive(n, a)
    return x.sign == .minus && n % 2 == 1 ? -value : value
  }

  private static func besseliPositive(_ n: Int, _ a: Double) -> Double {
    if a == 0 { return n == 0 ? 1 : 0 }
    if a == .infinity { return a }
    let order = Double(n)
    let logarithm = besseliLogarithm(order, a)
    if logarithm > 720 { return .infinity }
    if logarithm < -760 { return 0 }
    if a >= 30 && order * order <= a { return besseliAsymptotic(order, a) }
    if n > 20_000 {
      let root = squareRoot(order * order + a * a)
      return exp(logarithm) / squareRoot(0x1.921fb54442d18p+2 * root)
    }
    return besseliSeries(n, a)
  }

  /// The exponent of the leading factor of Iₙ(a), within ten or so of log Iₙ(a) (Debye).
  private static func besseliLogarithm(_ order: Double, _ a: Double) -> Double {
    guard order > 0 else { return a }
    let root =
      order > a
      ? order * squareRoot(1 + (a / order) * (a / order))
      : a * squareRoot(1 + (order / a) * (order / a))
    return root + order * (log(a) - log(order + root))
  }

  /// eˣ/√(2πx)·(1 − (μ − 1)/8x + (μ − 1)(μ − 9)/(2!·(8x)²) − …) with μ = 4n² (Hankel).
  private static func besseliAsymptotic(_ order: Double, _ a: Double) -> Double {
    let mu = 4 * order * order
    var term = 1.0, sum = 1.0, k = 1.0
    while k < 60 {
      let odd = 2 * k - 1
      let next = term * (odd * odd - mu) / (8 * a * k)
      if next.magnitude < 0x1p-58 { break }
      if next.magnitude > term.magnitude && odd * odd > mu { break }
      term = next
      sum += term
      k += 1
    }
    let root = exp(0.5 * a)
    return root * (sum / squareRoot(0x1.921fb54442d18p+2 * a)) * root
  }

  /// (x/2)ⁿ/n!·Σ (x²/4)ᵏ/(k!·(n + 1)…(n + k)), all terms positive.
  private static func besseliSeries(_ n: Int, _ a: Double) -> Double {
    let order = Double(n)
    let half = 0.5 * a
    let square = half * half
    let squareLow = fma(half, half, -square)
    var term = 1.0, termLow = 0.0, sum = 1.0, sumLow = 0.0, k = 1.0
    var result = ScaledProduct(1)
    while term > 0x1p-60 * sum {
      let d = k * (k + order)
      let p = term * square
      let pLow = fma(term, square, -p) + fma(term, squareLow, termLow * square)
      term = p / d
      termLow = (fma(-term, d, p) + pLow) / d
      let total = sum + term
      let part = total - sum
      sumLow += ((sum - (total - part)) + (term - part)) + termLow
      sum = total
      k += 1
      if sum > 0x1p900 {
        result.multiply(by: 0x1p450)
        result.multiply(by: 0x1p450)
        (term, termLow) = (term * 0x1p-900, termLow * 0x1p-900)
        (sum, sumLow) = (sum * 0x1p-900, sumLow * 0x1p-900)
      }
    }
    result.multiply(by: sum * 0x1p-450, plus: sumLow * 0x1p-450)
    result.multiply(by: 0x1p450)
    var j = 0.0
    while j < order {
      j += 1
      result.multiply(by: half, over: j)
    }
    return result.value
  }
}
