/// Sine, cosine and tangent.
extension RealLanes {
  /// x = n·π/2 + r + low with |r| ≤ π/4 (Cody and Waite), for |x| ≤ 2³⁰; the two last bits of
  /// `quadrant` are those of n.
  @inline(__always)
  static func reduceAngle(_ x: Self) -> (quadrant: Bits, r: Self, low: Self) {
    let magic = Self(repeating: 0x1.8p52)
    let t = fma(x, Self(repeating: 0x1.45f306dc9c883p-1), magic)
    let n = t - magic
    let first = fma(n, Self(repeating: -0x1.921fb54442d18p+0), x)
    let middle = Self(repeating: 0x1.1a62633145c07p-54)
    let product = n * middle
    let productLow = fma(n, middle, -product)
    let r = first - product
    let part = r - first
    let lost = (first - (r - part)) - (product + part)
    let low = lost - fma(n, Self(repeating: -0x1.f1976b7ed8fbcp-110), productLow)
    let sum = r + low
    return (t.bitPattern, sum, low - (sum - r))
  }

  /// sin(r + low) for |r| ≤ π/4.
  @inline(__always)
  static func sineKernel(_ r: Self, _ low: Self) -> Self {
    let z = r * r
    let c: InlineArray<7, Double> = [
      -0x1.5555555555555p-3, 0x1.1111111111110p-7, -0x1.a01a01a01992fp-13,
      0x1.71de3a545f836p-19, -0x1.ae645410e937bp-26, 0x1.61217d9252c03p-33,
      -0x1.ab16f5caa198ap-41,
    ]
    return r + fma(r * z, horner(z, c), fma(z * Self(repeating: -0.5), low, low))
  }

  /// cos(r + low) for |r| ≤ π/4.
  @inline(__always)
  static func cosineKernel(_ r: Self, _ low: Self) -> Self {
    let one = Self(repeating: 1)
    let z = r * r
    let c: InlineArray<7, Double> = [
      0x1.5555555555555p-5, -0x1.6c16c16c16c16p-10, 0x1.a01a01a019d06p-16,
      -0x1.27e4fb77125c5p-22, 0x1.1eed8deac3dfep-29, -0x1.9394b8bd50ae1p-37,
      0x1.ab779550c8d9bp-45,
    ]
    let half = Self(repeating: 0.5) * z
    let w = one - half
    return w + (((one - w) - half) + fma(z * z, horner(z, c), -(r * low)))
  }

  /// Where bit 0 is set.
  @inline(__always)
  static func isOdd(_ bits: Bits) -> Mask {
    let marked = (bits & Bits(repeating: 1)) | Bits(repeating: 0x3ff0_0000_0000_0000)
    return Self(repeating: 1) .< Self(bitPattern: marked)
  }

  /// The sine of an angle in the given quadrant.
  @inline(__always)
  static func sine(quadrant: Bits, _ r: Self, _ low: Self) -> Self {
    let value = sineKernel(r, low).replacing(with: cosineKernel(r, low), where: isOdd(quadrant))
    let flip = (quadrant &<< Bits(repeating: 62)) & Bits(repeating: 0x8000_0000_0000_0000)
    return Self(bitPattern: value.bitPattern ^ flip)
  }

  /// sin x for |x| ≤ 2³⁰.
  @inline(__always)
  static func sine(_ x: Self) -> Self {
    let (quadrant, r, low) = reduceAngle(x)
    return sine(quadrant: quadrant, r, low).replacing(with: x, where: x .== Self(repeating: 0))
  }

  /// cos x for |x| ≤ 2³⁰.
  @inline(__always)
  static func cosine(_ x: Self) -> Self {
    let (quadrant, r, low) = reduceAngle(x)
    return sine(quadrant: quadrant &+ Bits(repeating: 1), r, low)
  }

  /// The tangent of an angle in the given quadrant.
  @inline(__always)
  static func tangent(quadrant: Bits, _ r: Self, _ low: Self) -> Self {
    let s = sineKernel(r, low), c = cosineKernel(r, low)
    let odd = isOdd(quadrant)
    return s.replacing(with: -c, where: odd) / c.replacing(with: s, where: odd)
  }

  /// tan x for |x| ≤ 2³⁰.
  @inline(__always)
  static func tangent(_ x: Self) -> Self {
    let (quadrant, r, low) = reduceAngle(x)
    return tangent(quadrant: quadrant, r, low).replacing(with: x, where: x .== Self(repeating: 0))
  }
}

/// The angle reduction for any double (Payne and Hanek 1983).
extension Double {
  /// Beyond this the three-part reduction of Cody and Waite no longer suffices.
  static var angleLimit: Double { 0x1p30 }

  /// 64 zeros, then the bits of 2/π after the point.
  private static let twoOverPi: [UInt64] = [
    0,
    0xa2f9836e4e441529, 0xfc2757d1f534ddc0, 0xdb6295993c439041, 0xfe5163abdebbc561,
    0xb7246e3a424dd2e0, 0x06492eea09d1921c, 0xfe1deb1cb129a73e, 0xe88235f52ebb4484,
    0xe99c7026b45f7e41, 0x3991d639835339f4, 0x9c845f8bbdf9283b, 0x1ff897ffde05980f,
    0xef2f118b5a0a6d1f, 0x6d367ecf27cb09b7, 0x4f463f669e5fea2d, 0x7527bac7ebe5f17b,
    0x3d0739f78a5292ea, 0x6bfb5fb11f8d5d08, 0x56033046fc7b6bab, 0xf0cfbc209af4361d,
    0xa9e391615ee61b08,
  ]

  /// x = n·π/2 + r + low for |x| ≥ 2³⁰; the two last bits of `quadrant` are those of n.
  static func reduceLargeAngle(_ x: Double) -> (quadrant: UInt64, r: Double, low: Double) {
    let mantissa = (x.bitPattern & 0x000f_ffff_ffff_ffff) | 0x0010_0000_0000_0000
    let shift = Int((x.bitPattern >> 52) & 0x7ff) - 1075
    // |x| = mantissa·2^shift. Of the product with 256 bits of 2/π the lowest 256 are kept: 11
    // before the point and 245 behind it. What the bits of 2/π further up add is a multiple of 4.
    var product: InlineArray<4, UInt64> = [0, 0, 0, 0]
    var carry: UInt64 = 0
    for i in 0..<4 {
      let (high, low) = word(at: shift - 11 + 64 * (3 - i)).multipliedFullWidth(by: mantissa)
      let (sum, overflow) = low.addingReportingOverflow(carry)
      product[3 - i] = sum
      carry = high &+ (overflow ? 1 : 0)
    }
    let high = product[0] << 11 | product[1] >> 53
    let low = product[1] << 11 | product[2] >> 53
    return angle(turns: product[0] >> 53, high: high, low: low, negative: x < 0)
  }

  /// 64 bits of 2/π from the given one on; bits before the point are 0.
  private static func word(at bit: Int) -> UInt64 {
    let index = (bit + 64) >> 6, offset = UInt64((bit + 64) & 63)
    guard offset > 0 else { return twoOverPi[index] }
    return twoOverPi[index] << offset | twoOverPi[index + 1] >> (64 - offset)
  }

  /// The quadrant and the remainder of `turns` quarter turns and a fraction of 128 bits.
  private static func angle(
    turns: UInt64, high: UInt64, low: UInt64, negative: Bool
  ) -> (quadrant: UInt64, r: Double, low: Double) {
    let roundUp = high >> 63 == 1
    let quadrant = roundUp ? turns &+ 1 : turns
    var high = roundUp ? ~high : high
    var low = roundUp ? ~low : low
    let zeros = UInt64(high.leadingZeroBitCount)
    high = zeros == 0 ? high : high << zeros | low >> (64 - zeros)
    low <<= zeros
    // The 53 leading bits, then the next 64.
    let scale = Double(bitPattern: (1023 - 53 - zeros) << 52)
    let f = Double(high >> 11) * scale
    let fLow = Double(high << 53 | low >> 11) * 0x1p-64 * scale
    let halfPi = 0x1.921fb54442d18p+0
    let product = f * halfPi
    let tail = fma(f, halfPi, -product) + (f * 0x1.1a62633145c07p-54 + fLow * halfPi)
    let r = product + tail
    let rLow = tail - (r - product)
    let flip = roundUp != negative
    return (negative ? 0 &- quadrant : quadrant, flip ? -r : r, flip ? -rLow : rLow)
  }

  /// sin x.
  static func sin(_ x: Double) -> Double {
    if x.magnitude <= angleLimit { return sine(x) }
    guard x.isFinite else { return .nan }
    let (quadrant, r, low) = reduceLargeAngle(x)
    return sine(quadrant: quadrant, r, low)
  }

  /// cos x.
  static func cos(_ x: Double) -> Double {
    if x.magnitude <= angleLimit { return cosine(x) }
    guard x.isFinite else { return .nan }
    let (quadrant, r, low) = reduceLargeAngle(x)
    return sine(quadrant: quadrant &+ 1, r, low)
  }

  /// tan x.
  static func tan(_ x: Double) -> Double {
    if x.magnitude <= angleLimit { return tangent(x) }
    guard x.isFinite else { return .nan }
    let (quadrant, r, low) = reduceLargeAngle(x)
    return tangent(quadrant: quadrant, r, low)
  }
}
