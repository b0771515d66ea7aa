/// The weight xᵃe⁻ˣ/Γ(a) of the gamma distribution, and what it is made of.
enum GammaWeight {
  /// w(a, x) = xᵃe⁻ˣ/Γ(a) = x·p(a, x), for positive a and x and y = log x.
  ///
  /// For large a the powers are huge and nearly cancel; with Stirling's formula the quotient is
  /// √(a/2π)·exp(−D(a, x) − δ(a)).
  static func weight(_ a: Double, _ x: Double, _ y: Double) -> Double {
    if a <= 0.75 { return a * .exp(a * y - x - logGammaOfOnePlus(a)) }
    if a < 10 { return .exp(a * y - x - .lgamma(a)) }
    return .squareRoot(a * 0x1.45f306dc9c883p-3) * .exp(-deviance(a, x) - stirlingError(a))
  }

  /// p(a, x) = xᵃ⁻¹e⁻ˣ/Γ(a), with its limits at x = 0.
  static func density(_ a: Double, _ x: Double) -> Double {
    guard a >= 0, x >= 0, a < .infinity else { return .nan }
    if x == 0 { return a < 1 ? .infinity : a == 1 ? 1 : 0 }
    if x == .infinity { return 0 }
    let y = Double.log(x)
    if a < 10 { return .exp((a - 1) * y - x - .lgamma(a)) }
    return weight(a, x, y) / x
  }

  /// log Γ(1 + u) for 0 ≤ u ≤ 3/4, relatively accurate near 0.
  static func logGammaOfOnePlus(_ u: Double) -> Double { u * Double.lgammaNearOne(u) }

  /// D(a, x) = a log(a/x) + x − a ≥ 0, without loss where a and x are close.
  ///
  /// With v = (a − x)/(a + x), a/x = (1 + v)/(1 − v), so that
  /// D = (a − x)v + 2a(v³/3 + v⁵/5 + …).
  ///
  /// Source: Loader, Fast and accurate computation of binomial probabilities (2000).
  static func deviance(_ a: Double, _ x: Double) -> Double {
    let difference = a - x, sum = a + x
    // D(ca, cx) = cD(a, x), so that sums that overflow are taken of small multiples.
    if sum > 0x1p1000, a < .infinity, x < .infinity {
      return 0x1p64 * deviance(0x1p-64 * a, 0x1p-64 * x)
    }
    guard difference.magnitude < 0.1 * sum else { return a * logQuotient(a, x) + x - a }
    let v = difference / sum, square = v * v
    var power = 2 * a * v * square, total = difference * v, k = 3.0
    // As v² < 1/100, the terms from v²¹ on are below the rounding.
    while k < 21 {
      total += power / k
      power *= square
      k += 2
    }
    return total
  }

  /// log(a/x), also where the quotient is no normal number.
  private static func logQuotient(_ a: Double, _ x: Double) -> Double {
    let quotient = a / x
    return quotient.isNormal ? .log(quotient) : .log(a) - .log(x)
  }

  /// δ(a) = log Γ(a) − (a − 1/2) log a + a − log(2π)/2 for a ≥ 10, by Stirling's series
  /// Σ B₂ₖ/(2k(2k − 1)a²ᵏ⁻¹).
  static func stirlingError(_ a: Double) -> Double {
    let inverse = 1 / a
    let c: InlineArray<8, Double> = [
      0x1.5555555555555p-4, -0x1.6c16c16c16c17p-9, 0x1.a01a01a01a01ap-11,
      -0x1.3813813813814p-11, 0x1.b951e2b18ff23p-11, -0x1.f6ab0d9993c7dp-10,
      0x1.a41a41a41a41ap-8, -0x1.e4286cb0f5398p-6,
    ]
    return inverse * Double.horner(inverse * inverse, c)
  }
}
