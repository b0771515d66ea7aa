/// Logarithms, and what is made of them.
extension RealLanes {
  /// x = 2ᵏ·m with m in [√½, √2), for positive finite x, subnormal ones included.
  @inline(__always)
  static func decompose(_ x: Self) -> (k: Self, m: Self) {
    let tiny = x .< Self(repeating: 0x1p-1022)
    let bits = x.replacing(with: x * Self(repeating: 0x1p54), where: tiny).bitPattern
    let (marked, m) = decompose(bits: bits)
    let bias = Self(repeating: 0x1p52 + 2048)
    return (marked - bias.replacing(with: Self(repeating: 0x1p52 + 2102), where: tiny), m)
  }

  /// The same for x that are not subnormal.
  @inline(__always)
  static func decomposeNormal(_ x: Self) -> (k: Self, m: Self) {
    let (marked, m) = decompose(bits: x.bitPattern)
    return (marked - Self(repeating: 0x1p52 + 2048), m)
  }

  /// 2⁵² + 2048 + k, and m.
  @inline(__always)
  private static func decompose(bits: Bits) -> (marked: Self, m: Self) {
    let offset = bits &- Bits(repeating: 0x3fe6_a09e_667f_3bcd)
    let biased = (offset &+ Bits(repeating: 0x8000_0000_0000_0000)) &>> Bits(repeating: 52)
    let marked = Self(bitPattern: biased | Bits(repeating: 0x4330_0000_0000_0000))
    return (marked, Self(bitPattern: bits &- (offset & Bits(repeating: 0xfff0_0000_0000_0000))))
  }

  /// k·log 2 + log(m) + c for m in [√½, √2) and a small correction c.
  @inline(__always)
  static func logarithm(k: Self, m: Self, correction c: Self) -> Self {
    let f = m - Self(repeating: 1)
    let s = f / (Self(repeating: 2) + f)
    let z = s * s
    let coefficients: InlineArray<8, Double> = [
      0x1.5555555555555p-1, 0x1.9999999999a3ap-2, 0x1.2492492476765p-2,
      0x1.c71c7201f1f41p-3, 0x1.745cf8c4cfebep-3, 0x1.3b1c42e222badp-3,
      0x1.0fbd2bde02b13p-3, 0x1.0c1261fd9bdd6p-3,
    ]
    let tail = z * horner(z, coefficients)
    let half = Self(repeating: 0.5) * f * f
    let low = fma(s, half + tail, fma(k, Self(repeating: 0x1.a39ef35793c76p-33), c))
    return fma(k, Self(repeating: 0x1.62e42feep-1), -((half - low) - f))
  }

  /// `result` where x is positive and finite; else what a logarithm of x is.
  @inline(__always)
  static func logarithmLimits(_ x: Self, _ result: Self) -> Self {
    let zero = Self(repeating: 0), infinity = Self(repeating: .infinity)
    let ordinary = (zero .< x) .& (x .< infinity)
    return x.replacing(with: Self(repeating: .nan), where: x .< zero)
      .replacing(with: -infinity, where: x .== zero).replacing(with: result, where: ordinary)
  }

  /// The natural logarithm.
  @inline(__always)
  static func log(_ x: Self) -> Self {
    let (k, m) = decompose(x)
    return logarithmLimits(x, logarithm(k: k, m: m, correction: Self(repeating: 0)))
  }

  /// log(1 + x + tail), where tail is tiny beside x.
  @inline(__always)
  static func log1p(_ x: Self, tail: Self) -> Self {
    let one = Self(repeating: 1)
    let u = one + x
    let part = u - one
    let lost = (one - (u - part)) + (x - part)
    let (k, m) = decompose(u)
    let value = logarithm(k: k, m: m, correction: (lost + tail) / u)
    return logarithmLimits(u, value).replacing(with: x, where: x .== Self(repeating: 0))
  }

  /// log(1 + x).
  @inline(__always)
  static func log1p(_ x: Self) -> Self { log1p(x, tail: Self(repeating: 0)) }

  /// The logarithm of a positive finite x as an unevaluated sum, to about 2⁻⁶⁴ of its value.
  @inline(__always)
  static func logPair(_ x: Self) -> (high: Self, low: Self) {
    let one = Self(repeating: 1), two = Self(repeating: 2)
    let (k, m) = decompose(x)
    let f = m - one
    let d = m + one
    let dLow = m - (d - one)
    let s = f / d
    let sLow = fma(-s, dLow, fma(-s, d, f)) / d
    let z = s * s
    let zLow = fma(s, s, -z) + two * s * sLow
    let coefficients: InlineArray<8, Double> = [
      0x1.999999999999ap-3, 0x1.2492492492523p-3, 0x1.c71c71c6ea0c5p-4,
      0x1.745d177b19965p-4, 0x1.3b13959b3d042p-4, 0x1.1118d3897ce82p-4,
      0x1.df7a59e3800a4p-5, 0x1.e047dc948b342p-5,
    ]
    let u = z * horner(z, coefficients)
    let third = Self(repeating: 0x1.5555555555555p-2)
    let a = third + u
    let aLow = (u - (a - third)) + Self(repeating: 0x1.5555555555555p-56)
    let w = z * a
    let wLow = fma(z, a, -w) + fma(z, aLow, zLow * a)
    let v = s * w
    let vLow = fma(s, w, -v) + fma(s, wLow, sLow * w)
    let h = s + v
    let hLow = (v - (h - s)) + (sLow + vLow)
    let base = k * Self(repeating: 0x1.62e42feep-1)
    let sum = base + two * h
    let lost = two * h - (sum - base)
    let low = lost + fma(k, Self(repeating: 0x1.a39ef35793c76p-33), two * hLow)
    let high = sum + low
    return (high, low - (high - sum))
  }

  /// asinh x = log1p(a + a² / (1 + √(a² + 1))) with a = |x|.
  @inline(__always)
  static func asinh(_ x: Self) -> Self {
    let one = Self(repeating: 1)
    let a = x.magnitude
    let square = a * a
    let root = squareRoot(square + one)
    let q = square / (one + root)
    let sum = a + q
    let small = log1p(sum, tail: q - (sum - a))
    let large = log(a) + Self(repeating: 0x1.62e42fefa39efp-1)
    return small.replacing(with: large, where: Self(repeating: 0x1p28) .< a).signed(as: x)
  }

  /// acosh x = log1p(t + √(2t + t²)) with t = x − 1.
  @inline(__always)
  static func acosh(_ x: Self) -> Self {
    let one = Self(repeating: 1), two = Self(repeating: 2)
    let t = x - one
    let root = squareRoot(t * (t + two))
    let sum = root + t
    let small = log1p(sum, tail: t - (sum - root))
    let large = log(x) + Self(repeating: 0x1.62e42fefa39efp-1)
    return small.replacing(with: large, where: Self(repeating: 0x1p28) .< x)
      .replacing(with: Self(repeating: .nan), where: x .< one)
  }

  /// atanh x = log1p(2a / (1 − a)) / 2 with a = |x|.
  @inline(__always)
  static func atanh(_ x: Self) -> Self {
    let one = Self(repeating: 1)
    let a = x.magnitude
    let q = (a + a) / (one - a)
    let rest = fma(-q, one - a, a + a)
    let lost = (one - (one - a)) - a
    let tail = (rest - q * lost) / (one - a)
    let value = log1p(q, tail: tail.replacing(with: Self(repeating: 0), where: one .<= a))
    return (Self(repeating: 0.5) * value).signed(as: x)
      .replacing(with: Self(repeating: .nan), where: one .< a)
  }
}
