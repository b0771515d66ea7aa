/// The logarithm of the gamma function.
extension Double {
  /// log|Γ(x)|.
  static func lgamma(_ x: Double) -> Double {
    guard x.isFinite else { return x.isNaN ? x : .infinity }
    if x > 0 { return lgammaPositive(x) }
    if x == floorExactly(x) { return .infinity }
    if x > -0x1p-60 { return -log(-x) }
    // log Γ(x) = log(π / |x sin πx|) − log Γ(−x), in a form that keeps the digits for tiny x.
    let s = sinePi(x).magnitude
    return 0x1.250d048e7a1bdp+0 - log(s * -x) - lgammaPositive(-x)
  }

  /// ⌊x⌋; an exact instruction or bit operation on every CPU level.
  static func floorExactly(_ x: Double) -> Double { x.rounded(.down) }

  /// sin πx; the argument is reduced exactly.
  static func sinePi(_ x: Double) -> Double {
    let half = (2 * x).rounded(.toNearestOrEven)
    let d = x - 0.5 * half
    let r = d * 0x1.921fb54442d18p+1
    let low = fma(d, 0x1.921fb54442d18p+1, -r) + d * 0x1.1a62633145c07p-53
    let turns = half - 4 * floorExactly(half * 0.25)
    return sine(quadrant: UInt64(turns), r, low)
  }

  private static func lgammaPositive(_ x: Double) -> Double {
    if x < 0x1p-60 { return -log(x) }
    if x < 0.75 { return x * lgammaNearOne(x) - log(x) }
    // + 0: log Γ(1) is +0, not −0.
    if x < 1.5 { return (x - 1) * lgammaNearOne(x - 1) + 0 }
    if x <= 2.5 { return (x - 2) * lgammaNearTwo(x - 2) }
    if x < 9 { return lgammaByProduct(x) }
    return lgammaStirling(x)
  }

  /// log Γ(1 + u) / u for u in −1/4...3/4.
  static func lgammaNearOne(_ u: Double) -> Double {
    let c: InlineArray<25, Double> = [
      -0x1.2788cfc6fb619p-1, 0x1.a51a6625307d3p-1, -0x1.9a4d55beab2e2p-2,
      0x1.151322ac7da0dp-2, -0x1.a8b9c17aa4ff5p-3, 0x1.5b40cb0fe5479p-3,
      -0x1.2703a1dd0568bp-3, 0x1.010b36bb6cc2ap-3, -0x1.c806709b071d1p-4,
      0x1.9a01dff5a3428p-4, -0x1.748c2437cbd4dp-4, 0x1.556b101f9a839p-4,
      -0x1.3b1f698da7780p-4, 0x1.24978c8a9c8bbp-4, -0x1.10faae4a7f230p-4,
      0x1.ff72f60d19699p-5, -0x1.e251911d0ad4cp-5, 0x1.ccd2bca3c2e57p-5,
      -0x1.bb59d5a6dbb4bp-5, 0x1.9a0b55465577ap-5, -0x1.4e6957a9af4cep-5,
      0x1.b37795e8be2efp-6, -0x1.9826aaca06c7bp-7, 0x1.dfb6b380222afp-9,
      -0x1.06efd5e6d4e3ap-11,
    ]
    return horner(u, c)
  }

  /// log Γ(2 + u) / u for |u| ≤ 1/2.
  private static func lgammaNearTwo(_ u: Double) -> Double {
    let c: InlineArray<19, Double> = [
      0x1.b0ee6072093cep-2, 0x1.4a34cc4a60fa7p-2, -0x1.13e001a557607p-4,
      0x1.51322ac7d7fd2p-6, -0x1.e404fc218ecffp-8, 0x1.7add6eae5b8fdp-9,
      -0x1.38ac5c2c96006p-10, 0x1.0b36af3424c50p-11, -0x1.d3fd4bda4f97bp-13,
      0x1.a127dd231f4b2p-14, -0x1.78de85fa0bf74p-15, 0x1.5806d7786fbc2p-16,
      -0x1.3cb5f201754a6p-17, 0x1.2640a5e8ab73ep-18, -0x1.125408d7ee6ebp-19,
      0x1.edf317afe0c72p-21, -0x1.d06b46182e294p-22, 0x1.2b4bb069ee6a9p-22,
      -0x1.1be56b7e101c6p-23,
    ]
    return horner(u, c)
  }

  /// Γ(x) = (x − 1)(x − 2)…y·Γ(y) with y in 1.5...2.5.
  private static func lgammaByProduct(_ x: Double) -> Double {
    var y = x, product = 1.0
    while y > 2.5 {
      y -= 1
      product *= y
    }
    return log(product) + (y - 2) * lgammaNearTwo(y - 2)
  }

  /// Stirling's series, for x ≥ 9.
  private static func lgammaStirling(_ x: Double) -> Double {
    let inverse = 1 / x
    let c: InlineArray<9, Double> = [
      0x1.5555555555555p-4, -0x1.6c16c16c16c17p-9, 0x1.a01a01a01a01ap-11,
      -0x1.3813813813814p-11, 0x1.b951e2b18ff23p-11, -0x1.f6ab0d9993c7dp-10,
      0x1.a41a41a41a41ap-8, -0x1.e4286cb0f5398p-6, 0x1.6fe96381e0680p-3,
    ]
    let series = x > 0x1p60 ? 0 : inverse * horner(inverse * inverse, c)
    let (high, low) = logPair(x)
    // (x − 1/2)(log x − 1) + (log 2π − 1)/2, the product as an unevaluated sum.
    let a = x - 0.5, b = high - 1
    let product = a * b
    guard product.isFinite else { return product }
    let rest = fma(a, b, -product) + a * (low + ((high - b) - 1))
    return product + (rest + (0.41893853320467274 + series))
  }
}
