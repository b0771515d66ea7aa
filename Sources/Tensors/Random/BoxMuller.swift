import CKernels

/// Two independent normal numbers from two uniform ones: r·cos 2πv and r·sin 2πv with r = √(−2 log u).
///
/// Source: Box, Muller, A note on the generation of random normal deviates (1958).
extension RealLanes {
  /// (k + 1/2) / 2⁵² with k the upper 52 bits: exact, as it has 53.
  @inline(__always)
  static func unit(_ bits: Bits) -> Self {
    let above = Self(
      bitPattern: (bits &>> Bits(repeating: 12)) | Bits(repeating: 0x3ff0_0000_0000_0000))
    return above - Self(repeating: 0x1.fffffffffffffp-1)
  }

  /// The pair of normal numbers from two uniform ones.
  @inline(__always)
  static func normals(_ u: Self, _ v: Self) -> (Self, Self) {
    let (k, m) = decomposeNormal(u)
    let log = logarithm(k: k, m: m, correction: Self(repeating: 0))
    let radius = squareRoot(Self(repeating: -2) * log)
    let (cosine, sine) = turned(v)
    return (radius * cosine, radius * sine)
  }

  /// cos 2πv and sin 2πv for v in (0, 1).
  ///
  /// With n the integer nearest to 4v, v = n/4 + t and |t| ≤ 1/8; both steps are exact. Then
  /// sin 2πt = t·S(t²) and cos 2πt = C(t²), and n says how they turn.
  @inline(__always)
  static func turned(_ v: Self) -> (cosine: Self, sine: Self) {
    let magic = Self(repeating: 0x1.8p52)
    let marked = v * Self(repeating: 4) + magic
    let t = v - (marked - magic) * Self(repeating: 0.25)
    let z = t * t
    let sineTable: InlineArray<7, Double> = [
      0x1.921fb54442d18p+2, -0x1.4abbce625be41p+5, 0x1.466bc67758700p+6, -0x1.32d2cce2d53c5p+6,
      0x1.50782fca3c62ap+5, -0x1.e30063a1dfde9p+3, 0x1.e3eed5f5eb2f9p+1,
    ]
    let cosineTable: InlineArray<8, Double> = [
      0x1.0000000000000p+0, -0x1.3bd3cc9be45dep+4, 0x1.03c1f081b5aaap+6, -0x1.55d3c7e3c8d5cp+6,
      0x1.e1f5068303eccp+5, -0x1.a6d1ec3d43ca6p+4, 0x1.f9cc15d20496fp+2, -0x1.b2586abb83fc6p+0,
    ]
    let s = t * horner(z, sineTable), c = horner(z, cosineTable)
    let n = marked.bitPattern, isOdd = isOdd(n)
    let sign = Bits(repeating: 0x8000_0000_0000_0000), up = Bits(repeating: 62)
    let sine = s.replacing(with: c, where: isOdd).bitPattern ^ ((n &<< up) & sign)
    let next = n &+ Bits(repeating: 1)
    let cosine = c.replacing(with: s, where: isOdd).bitPattern ^ ((next &<< up) & sign)
    return (Self(bitPattern: cosine), Self(bitPattern: sine))
  }
}

/// The same in single precision.
extension SIMD16<Float> {
  /// (k + 1/2) / 2²³ with k the upper 23 bits: exact, as it has 24.
  @inline(__always)
  static func unit(_ bits: SIMD16<UInt32>) -> Self {
    let above = (bits &>> SIMD16<UInt32>(repeating: 9)) | SIMD16<UInt32>(repeating: 0x3f80_0000)
    return unsafeBitCast(above, to: Self.self) - Self(repeating: 0x1.fffffep-1)
  }

  /// The pair of normal numbers from two uniform ones.
  @inline(__always)
  static func normals(_ u: Self, _ v: Self) -> (Self, Self) {
    let radius = gm_sqrt_f32x16(Self(repeating: -2) * logOfUnit(u))
    let (cosine, sine) = turned(v)
    return (radius * cosine, radius * sine)
  }

  /// log u for u in (0, 1): u = 2ᵏ·m with m in [√½, √2), f = m − 1 and
  /// log m = f − f²/2 + f³·P(f).
  @inline(__always)
  private static func logOfUnit(_ u: Self) -> Self {
    typealias Bits = SIMD16<UInt32>
    let bits = unsafeBitCast(u, to: Bits.self)
    let offset = bits &- Bits(repeating: 0x3f35_04f3)
    let biased = (offset &+ Bits(repeating: 0x8000_0000)) &>> Bits(repeating: 23)
    let marked = unsafeBitCast(biased | Bits(repeating: 0x4b00_0000), to: Self.self)
    let k = marked - Self(repeating: 0x1p23 + 256)
    let m = unsafeBitCast(bits &- (offset & Bits(repeating: 0xff80_0000)), to: Self.self)
    let f = m - Self(repeating: 1)
    let square = f * f
    let table: InlineArray<8, Float> = [
      0x1.555554p-2, -0x1.0000ccp-2, 0x1.999fe6p-3, -0x1.54d1d0p-3, 0x1.230508p-3,
      -0x1.0a0540p-3, 0x1.033068p-3, -0x1.469fbap-4,
    ]
    // The logarithm of 2 in two parts.
    let low = gm_fma_f32x16(k, Self(repeating: -0x1.05c610p-29), Self(repeating: -0.5) * square)
    let rest = gm_fma_f32x16(square * f, horner(f, table), low)
    return gm_fma_f32x16(k, Self(repeating: 0x1.62e430p-1), f + rest)
  }

  /// cos 2πv and sin 2πv for v in (0, 1), as in double precision.
  @inline(__always)
  private static func turned(_ v: Self) -> (cosine: Self, sine: Self) {
    typealias Bits = SIMD16<UInt32>
    let magic = Self(repeating: 0x1.8p23)
    let marked = v * Self(repeating: 4) + magic
    let t = v - (marked - magic) * Self(repeating: 0.25)
    let z = t * t
    let sineTable: InlineArray<4, Float> = [
      0x1.921fb6p+2, -0x1.4abbbap+5, 0x1.465e92p+6, -0x1.2d9302p+6,
    ]
    let cosineTable: InlineArray<5, Float> = [
      0x1.0p+0, -0x1.3bd3ccp+4, 0x1.03c1dap+6, -0x1.55c4eap+6, 0x1.d99f56p+5,
    ]
    let s = t * horner(z, sineTable), c = horner(z, cosineTable)
    let n = unsafeBitCast(marked, to: Bits.self)
    let isOdd = (n & Bits(repeating: 1)) .== Bits(repeating: 1)
    let sign = Bits(repeating: 0x8000_0000), up = Bits(repeating: 30)
    let sine = unsafeBitCast(s.replacing(with: c, where: isOdd), to: Bits.self)
    let cosine = unsafeBitCast(c.replacing(with: s, where: isOdd), to: Bits.self)
    let turnedSine = sine ^ ((n &<< up) & sign)
    let turnedCosine = cosine ^ (((n &+ Bits(repeating: 1)) &<< up) & sign)
    return (
      unsafeBitCast(turnedCosine, to: Self.self), unsafeBitCast(turnedSine, to: Self.self)
    )
  }

  /// The polynomial with coefficients c, lowest first, by Horner's rule.
  @inline(__always)
  private static func horner<let n: Int>(_ x: Self, _ c: InlineArray<n, Float>) -> Self {
    var sum = Self(repeating: c[n - 1])
    for i in 1..<n { sum = gm_fma_f32x16(sum, x, Self(repeating: c[n - 1 - i])) }
    return sum
  }
}
