import CKernels

// Everything stays in the file of its one entry, so that builds that compile file by file inline it
// too.

/// Elementary functions in single precision, sixteen numbers at a time.
///
/// Each has a fixed order of operations: a number gets the same bits in any lane and on any CPU. They
/// are within two units in the last place (the logistic and erfc within three), subnormal results
/// too.
extension VectorMath {
  /// `f` of every element, where f has a kernel of its own in single precision.
  ///
  /// - Returns: false, and nothing is done, where it has none.
  static func applyNative(
    _ f: UnaryFunction, _ x: Source<Float>, into y: Target<Float>, count n: Int
  ) -> Bool {
    switch f {
    case .negate: lanes(x, y, n) { $0.negated }
    case .abs: lanes(x, y, n) { $0.magnitude }
    case .sqrt: lanes(x, y, n) { gm_sqrt_f32x16($0) }
    case .exp: lanes(x, y, n) { .exp($0) }
    case .expm1: lanes(x, y, n) { .expm1($0) }
    case .log: lanes(x, y, n) { .log($0) }
    case .log1p: lanes(x, y, n) { .log1p($0) }
    case .tanh: lanes(x, y, n) { .tanh($0) }
    case .logistic: lanes(x, y, n) { .logistic($0) }
    case .softplus: lanes(x, y, n) { .softplus($0) }
    case .erf: lanes(x, y, n) { .erf($0) }
    case .erfc: lanes(x, y, n) { .erfc($0) }
    case .sin: angles(x, y, n, f) { .sine($0) }
    case .cos: angles(x, y, n, f) { .cosine($0) }
    case .real, .conjugate: lanes(x, y, n) { $0 }
    case .sign, .floor, .ceil, .round, .tan, .asin, .acos, .atan, .sinh, .cosh, .asinh, .acosh,
      .atanh, .erfinv, .lgamma, .polygamma, .besseli, .imaginary, .not, .isNaN, .isFinite:
      return false
    }
    return true
  }

  /// σ(x) and σ(−x) of every element, with the bits of each alone.
  ///
  /// Both are quotients of 1 or e by 1 + e, with e = exp(−|x|).
  static func logistics(
    _ x: Source<Float>, into y: Target<Float>, and z: Target<Float>, count: Int
  ) {
    typealias Lanes = SIMD16<Float>
    let one = Lanes(1), zero = Lanes(0)
    var i = 0
    while i < count {
      let n = min(16, count - i)
      var v = one
      if n == 16 {
        v = UnsafeRawPointer(x + i).loadUnaligned(as: Lanes.self)
      } else {
        for j in 0..<n { v[j] = x[i + j] }
      }
      let e = Lanes.exp(v.magnitude.negated), sum = one + e
      let a = one.replacing(with: e, where: v .< zero) / sum
      let b = one.replacing(with: e, where: v .> zero) / sum
      if n == 16 {
        UnsafeMutableRawPointer(y + i).storeBytes(of: a, as: Lanes.self)
        UnsafeMutableRawPointer(z + i).storeBytes(of: b, as: Lanes.self)
      } else {
        for j in 0..<n { (y[i + j], z[i + j]) = (a[j], b[j]) }
      }
      i += 16
    }
  }

  /// Runs `body` over whole vectors; the last, short one is filled up with ones.
  @inline(__always)
  private static func lanes(
    _ x: Source<Float>, _ y: Target<Float>, _ count: Int,
    _ body: (SIMD16<Float>) -> SIMD16<Float>
  ) {
    let whole = count & ~15
    var i = 0
    while i < whole {
      let v = UnsafeRawPointer(x + i).loadUnaligned(as: SIMD16<Float>.self)
      UnsafeMutableRawPointer(y + i).storeBytes(of: body(v), as: SIMD16<Float>.self)
      i += 16
    }
    guard whole < count else { return }
    var last = SIMD16<Float>(repeating: 1)
    for j in whole..<count { last[j - whole] = x[j] }
    let value = body(last)
    for j in whole..<count { y[j] = value[j - whole] }
  }

  /// Runs a trigonometric `body`; angles too large for it, and no others, are computed in f64.
  @inline(__always)
  private static func angles(
    _ x: Source<Float>, _ y: Target<Float>, _ count: Int, _ f: UnaryFunction,
    _ body: (SIMD16<Float>) -> SIMD16<Float>
  ) {
    lanes(x, y, count) { v in
      let value = body(v), isOrdinary = v.magnitude .<= SIMD16<Float>(repeating: 0x1p20)
      return all(isOrdinary) ? value : inDoubles(f, v).replacing(with: value, where: isOrdinary)
    }
  }

  @inline(never)
  private static func inDoubles(_ f: UnaryFunction, _ v: SIMD16<Float>) -> SIMD16<Float> {
    var v = v
    withUnsafeMutableBytes(of: &v) { bytes in
      guard let base = bytes.baseAddress?.assumingMemoryBound(to: Float.self) else { return }
      viaDouble(f, base, into: base, count: 16)
    }
    return v
  }
}

extension SIMD16<Float> {
  fileprivate typealias Bits = SIMD16<UInt32>

  @inline(__always)
  fileprivate init(_ value: Double) { self.init(repeating: Float(value)) }

  @inline(__always)
  fileprivate init(bits: Bits) { self = unsafeBitCast(bits, to: Self.self) }

  @inline(__always)
  fileprivate var bits: Bits { unsafeBitCast(self, to: Bits.self) }

  /// |x|.
  @inline(__always)
  fileprivate var magnitude: Self { Self(bits: bits & Bits(repeating: 0x7fff_ffff)) }

  /// −x; the standard library's is 0 − x, which loses the sign of a zero.
  @inline(__always)
  fileprivate var negated: Self { Self(bits: bits ^ Bits(repeating: 0x8000_0000)) }

  /// `self`, which is not negative, with the sign of `x`.
  @inline(__always)
  fileprivate func signed(as x: Self) -> Self {
    Self(bits: bits | (x.bits & Bits(repeating: 0x8000_0000)))
  }

  @inline(__always)
  fileprivate static func fma(_ a: Self, _ b: Self, _ c: Self) -> Self { gm_fma_f32x16(a, b, c) }

  /// The polynomial with coefficients c, lowest first, by Horner's rule.
  @inline(__always)
  fileprivate static func horner<let n: Int>(_ x: Self, _ c: InlineArray<n, Float>) -> Self {
    var sum = Self(repeating: c[n - 1])
    for i in 1..<n { sum = fma(sum, x, Self(repeating: c[n - 1 - i])) }
    return sum
  }
}

// MARK: - Exponentials

extension SIMD16<Float> {
  /// 2ⁿ for an integral n in −126...127.
  @inline(__always)
  private static func powerOfTwo(_ n: Self) -> Self {
    let shifted = (n + Self(0x1.8p23)).bits &+ Bits(repeating: 127)
    return Self(bits: shifted &<< Bits(repeating: 23))
  }

  /// x·2ⁿ, rounded once: by two factors that are powers of two where there is no instruction.
  @inline(__always)
  private static func scale(_ x: Self, by n: Self) -> Self {
    if gm_has_scale_f64x8() { return gm_scale_f32x16(x, n) }
    let magic = Self(0x1.8p23)
    let half = (n * Self(0.5) + magic) - magic
    return x * powerOfTwo(half) * powerOfTwo(n - half)
  }

  /// x = n·log 2 + r with |r| ≤ 0.35.
  @inline(__always)
  private static func reduceExponent(_ x: Self) -> (n: Self, r: Self) {
    let magic = Self(0x1.8p23)
    let n = fma(x, Self(0x1.715476p+0), magic) - magic
    return (n, fma(n, Self(0x1.05c61p-29), fma(n, Self(-0x1.62e43p-1), x)))
  }

  /// eʳ − 1 for |r| ≤ 0.35: r + r²·Q(r).
  @inline(__always)
  private static func exponentialTail(_ r: Self) -> Self {
    let c: InlineArray<5, Float> = [
      0x1p-1, 0x1.55549p-3, 0x1.5554bep-5, 0x1.123b18p-7, 0x1.6d7ca8p-10,
    ]
    return fma(r * r, horner(r, c), r)
  }

  @inline(__always)
  private static func clamp(_ x: Self, _ low: Double, _ high: Double) -> Self {
    let low = Self(low), high = Self(high)
    return x.replacing(with: low, where: x .< low).replacing(with: high, where: high .< x)
  }

  /// eˣ.
  @inline(__always)
  fileprivate static func exp(_ x: Self) -> Self {
    let (n, r) = reduceExponent(clamp(x, -105, 90))
    return scale(Self(1) + exponentialTail(r), by: n)
  }

  /// eˣ − 1.
  @inline(__always)
  fileprivate static func expm1(_ x: Self) -> Self {
    let one = Self(1)
    let (n, r) = reduceExponent(clamp(x, -30, 90))
    let tail = exponentialTail(r)
    let t = one - powerOfTwo(clamp(n, -100, 100).negated)
    let sum = t + tail
    let part = sum - t
    let lost = (t - (sum - part)) + (tail - part)
    return scale(sum + lost, by: n).replacing(with: x, where: x .== Self(0))
  }

  /// 1 / (1 + e⁻ˣ), by e^−|x| so that both tails keep their digits.
  @inline(__always)
  fileprivate static func logistic(_ x: Self) -> Self {
    let one = Self(1)
    let e = exp(x.magnitude.negated)
    return one.replacing(with: e, where: x .< Self(0)) / (one + e)
  }

  /// tanh x: x + x³·P(x²) near 0, 1 − 2 / (e^2|x| + 1) beyond.
  @inline(__always)
  fileprivate static func tanh(_ x: Self) -> Self {
    let a = x.magnitude, z = a * a
    let c: InlineArray<5, Float> = [
      -0x1.555534p-2, 0x1.11076p-3, -0x1.b84338p-5, 0x1.52503ap-6, -0x1.768fbep-8,
    ]
    let small = fma(a * z, horner(z, c), a)
    let large = Self(1) - Self(2) / (exp(a + a) + Self(1))
    return large.replacing(with: small, where: a .< Self(0.625)).signed(as: x)
  }

  /// log(1 + eˣ): max(x, 0) + log(1 + e) with e = e^−|x| in (0, 1], by e + e²·P(e).
  @inline(__always)
  fileprivate static func softplus(_ x: Self) -> Self {
    let e = exp(x.magnitude.negated)
    let c: InlineArray<9, Float> = [
      -0x1.ffffd2p-2, 0x1.554ddp-2, -0x1.ff23e8p-3, 0x1.934b6ep-3, -0x1.3a43e0p-3, 0x1.b4b094p-4,
      -0x1.d6b75ep-5, 0x1.49211cp-6, -0x1.af5e20p-9,
    ]
    return x.replacing(with: Self(0), where: x .< Self(0)) + fma(e * e, horner(e, c), e)
  }
}

// MARK: - Error functions

extension SIMD16<Float> {
  /// erf a = 1 − e^−y with y = −log erfc a = a + a·P(a), smooth for every a ≥ 0.
  ///
  /// With e^−y = 2ⁿ + 2ⁿ·(eʳ − 1) it is (1 − 2ⁿ) − 2ⁿ·(eʳ − 1): near 0, where n is 0, it keeps its
  /// digits. From 4 on it rounds to 1.
  @inline(__always)
  fileprivate static func erf(_ x: Self) -> Self {
    let c: InlineArray<9, Float> = [
      0x1.06eba8p-3, 0x1.45f3p-1, 0x1.a4f8c4p-4, -0x1.39b7cap-6, -0x1.637a12p-13, 0x1.b744ccp-10,
      -0x1.4e2994p-11, 0x1.f28ab2p-14, -0x1.3b025p-17,
    ]
    let a = clamp(x.magnitude, 0, 4)
    let (n, r) = reduceExponent(fma(a, horner(a, c), a).negated)
    let power = powerOfTwo(n)
    return fma(power.negated, exponentialTail(r), Self(1) - power).signed(as: x)
  }

  /// erfc a = e^−a²·q·P(q − ¼) with q = 1 / (1 + ⅜a) for a = |x|, and 2 − erfc a where x is negative.
  ///
  /// q·P is the scaled erfcx a = e^a²·erfc a, which falls like 1/a. Two roundings would show:
  ///
  /// - a² = s + l exactly, with s = fl(a·a); the exponent −s is reduced without error, then −l is
  ///   added.
  /// - With d = fl(1 + ⅜a) = 1 + ⅜a − δ the quotient q = fl(1 / d) lacks ε = (1 − d·q) − δ·q of itself.
  ///   q·P then lacks κ·ε of itself with κ = −(erfcx′/erfcx)·(1 + ⅜a)/⅜, which falls from 3.01 at
  ///   q = 1 to 1 at q = 0: 1 + 2q is close enough, and the exponent takes κ·ε up.
  ///
  /// From 10.06 on erfc a rounds to 0; below it the tail is rounded once, subnormal or not.
  @inline(__always)
  fileprivate static func erfc(_ x: Self) -> Self {
    let c: InlineArray<9, Float> = [
      0x1.1ea8c4p-2, 0x1.673506p-2, 0x1.884d22p-2, 0x1.677da4p-2, 0x1.01f8bcp-2, 0x1.8a5c88p-4,
      0x1.2b79f8p-5, -0x1.4f01f4p-3, 0x1.f60826p-5,
    ]
    let one = Self(1), slope = Self(0.375), a = clamp(x.magnitude, 0, 10.5)
    let d = fma(slope, a, one), q = one / d
    let excess = fma(slope, a, one - d)
    let lost = fma(excess.negated, q, fma(d.negated, q, one))
    let square = a * a
    let (n, r) = reduceExponent(square.negated)
    let rest = fma(lost, fma(Self(2), q, one), r - fma(a, a, square.negated))
    let g = q * horner(q - Self(0.25), c)
    let tail = scale(fma(g, exponentialTail(rest), g), by: n)
    return tail.replacing(with: Self(2) - tail, where: x .< Self(0))
  }
}

// MARK: - Logarithms

extension SIMD16<Float> {
  /// x = 2ᵏ·m with m in [√½, √2), for positive x that are not subnormal.
  @inline(__always)
  private static func decompose(_ bits: Bits) -> (k: Self, m: Self) {
    let offset = bits &- Bits(repeating: 0x3f35_04f3)
    let biased = (offset &+ Bits(repeating: 0x8000_0000)) &>> Bits(repeating: 23)
    let marked = Self(bits: biased | Bits(repeating: 0x4b00_0000))
    let m = Self(bits: bits &- (offset & Bits(repeating: 0xff80_0000)))
    return (marked - Self(0x1p23 + 256), m)
  }

  /// k·log 2 + log m + c for m in [√½, √2) and a small correction c.
  @inline(__always)
  private static func logarithm(_ k: Self, _ m: Self, _ c: Self) -> Self {
    let f = m - Self(1)
    let z = f * f
    let table: InlineArray<8, Float> = [
      0x1.555554p-2, -0x1.000226p-2, 0x1.99a01cp-3, -0x1.54728ap-3, 0x1.22d92ep-3,
      -0x1.0d8242p-3, 0x1.055ec6p-3, -0x1.38c9dep-4,
    ]
    let tail = fma(z * f, horner(f, table), c)
    let low = fma(k, Self(-0x1.bd0106p-13), tail)
    return fma(k, Self(0x1.63p-1), fma(Self(-0.5), z, low) + f)
  }

  /// `result` where x is positive and finite; else what a logarithm of x is.
  @inline(__always)
  private static func logarithmLimits(_ x: Self, _ result: Self) -> Self {
    let zero = Self(0), infinity = Self(repeating: .infinity)
    let ordinary = (zero .< x) .& (x .< infinity)
    return x.replacing(with: Self(repeating: .nan), where: x .< zero)
      .replacing(with: infinity.negated, where: x .== zero)
      .replacing(with: result, where: ordinary)
  }

  /// The natural logarithm.
  @inline(__always)
  fileprivate static func log(_ x: Self) -> Self {
    let tiny = x .< Self(0x1p-126)
    let (k, m) = decompose(x.replacing(with: x * Self(0x1p30), where: tiny).bits)
    let shift = Self(0).replacing(with: Self(30), where: tiny)
    return logarithmLimits(x, logarithm(k - shift, m, Self(0)))
  }

  /// log(1 + x) for x with 1 + x positive and finite.
  @inline(__always)
  private static func log1pOfOrdinary(_ x: Self) -> Self {
    let one = Self(1)
    let u = one + x
    let part = u - one
    let lost = (one - (u - part)) + (x - part)
    let (k, m) = decompose(u.bits)
    return logarithm(k, m, lost / u)
  }

  /// log(1 + x).
  @inline(__always)
  fileprivate static func log1p(_ x: Self) -> Self {
    logarithmLimits(Self(1) + x, log1pOfOrdinary(x)).replacing(with: x, where: x .== Self(0))
  }
}

// MARK: - Angles

extension SIMD16<Float> {
  /// x = n·π/2 + r with |r| ≤ π/4, for |x| ≤ 2²⁰; n's lowest bits are those of `quadrant`.
  @inline(__always)
  private static func reduceAngle(_ x: Self) -> (quadrant: Bits, r: Self) {
    let wide = gm_widen_f32x16(x)
    let magic = SIMD16<Float>(0x1.8p23)
    let marked = fma(x, Self(0x1.45f306p-1), magic)
    let n = gm_widen_f32x16(marked - magic)
    let high = gm_fma_f64x16(n, SIMD16<Double>(repeating: -0x1.921fb54442d18p0), wide)
    let r = gm_fma_f64x16(n, SIMD16<Double>(repeating: -0x1.1a62633145c07p-54), high)
    return (marked.bits, gm_narrow_f64x16(r))
  }

  /// sin(r + q·π/2) for |r| ≤ π/4.
  @inline(__always)
  private static func sine(quadrant q: Bits, _ r: Self) -> Self {
    let z = r * r
    let sines: InlineArray<4, Float> = [
      -0x1.555556p-3, 0x1.111176p-7, -0x1.a05bbap-13, 0x1.7cd82cp-19,
    ]
    let cosines: InlineArray<3, Float> = [0x1.55554ap-5, -0x1.6c0c1ap-10, 0x1.99e0e4p-16]
    let s = fma(r * z, horner(z, sines), r)
    let c = fma(z * z, horner(z, cosines), fma(Self(-0.5), z, Self(1)))
    let isOdd = (q & Bits(repeating: 1)) .== Bits(repeating: 1)
    let turn = (q &<< Bits(repeating: 30)) & Bits(repeating: 0x8000_0000)
    return Self(bits: s.replacing(with: c, where: isOdd).bits ^ turn)
  }

  @inline(__always)
  fileprivate static func sine(_ x: Self) -> Self {
    let (q, r) = reduceAngle(x)
    return sine(quadrant: q, r).replacing(with: x, where: x .== Self(0))
  }

  @inline(__always)
  fileprivate static func cosine(_ x: Self) -> Self {
    let (q, r) = reduceAngle(x)
    return sine(quadrant: q &+ Bits(repeating: 1), r)
  }
}
