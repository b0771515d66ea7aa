/// Inverse trigonometric functions.
extension RealLanes {
  /// atan a for a ≥ 0 or nan, as a sum whose second part is small.
  ///
  /// The argument is brought to |t| ≤ 7/16 by atan a = atan c + atan((a − c) / (1 + c·a)) with
  /// c of 0, 1/2, 1, 3/2 or ∞.
  @inline(__always)
  static func atanPair(_ a: Self) -> (high: Self, low: Self) {
    let one = Self(repeating: 1)
    @inline(__always)
    func pick(_ v0: Self, _ v1: Self, _ v2: Self, _ v3: Self, _ v4: Self) -> Self {
      v0.replacing(with: v1, where: Self(repeating: 0.4375) .< a)
        .replacing(with: v2, where: Self(repeating: 0.6875) .< a)
        .replacing(with: v3, where: Self(repeating: 1.1875) .< a)
        .replacing(with: v4, where: Self(repeating: 2.4375) .< a)
    }
    @inline(__always)
    func constants(_ v: (Double, Double, Double, Double)) -> Self {
      pick(
        Self(repeating: 0), Self(repeating: v.0), Self(repeating: v.1), Self(repeating: v.2),
        Self(repeating: v.3))
    }
    let above = a - Self(repeating: 1.5)
    let below = fma(a, Self(repeating: 1.5), one)
    let t =
      pick(a, fma(a, Self(repeating: 2), -one), a - one, above, -one)
      / pick(one, Self(repeating: 2) + a, a + one, below, a)
    let z = t * t
    let c: InlineArray<12, Double> = [
      -0x1.5555555555555p-2, 0x1.99999999998c3p-3, -0x1.2492492485320p-3,
      0x1.c71c71bd16f05p-4, -0x1.745d1548eea0bp-4, 0x1.3b13757177a9ep-4,
      -0x1.110c971163314p-4, 0x1.e17007d034c5dp-5, -0x1.ab569af6606b8p-5,
      0x1.6ff4d8c8faf06p-5, -0x1.0f4592322c26bp-5, 0x1.e3a2a8148facdp-7,
    ]
    let high = constants(
      (
        0x1.dac670561bb4fp-2, 0x1.921fb54442d18p-1, 0x1.f730bd281f69bp-1, 0x1.921fb54442d18p+0
      ))
    let low = constants(
      (
        0x1.a2b7f222f65e2p-56, 0x1.1a62633145c07p-55, 0x1.007887af0cbbdp-56, 0x1.1a62633145c07p-54
      ))
    let rest = fma(t * z, horner(z, c), low)
    let sum = high + t
    return (sum, (t - (sum - high)) + rest)
  }

  /// The inverse tangent.
  @inline(__always)
  static func atan(_ x: Self) -> Self {
    let (high, low) = atanPair(x.magnitude)
    return (high + low).signed(as: x)
  }

  /// The angle of the point (x, y), in [−π, π], with the limits of IEEE 754 at zeros and infinities.
  @inline(__always)
  static func atan2(_ y: Self, _ x: Self) -> Self {
    let zero = Self(repeating: 0), infinity = Self(repeating: .infinity)
    let a = y.magnitude, b = x.magnitude
    var q = (a / b).replacing(with: zero, where: a .== zero)
    q = q.replacing(with: Self(repeating: 1), where: (a .== infinity) .& (b .== infinity))
    let (high, low) = atanPair(q)
    let pi = Self(repeating: 0x1.921fb54442d18p+1)
    let turned = pi - high
    let lost = (pi - turned) - high
    let left = turned + (lost - (low - Self(repeating: 0x1.1a62633145c07p-53)))
    let negative = Self(bitPattern: x.signBits | Bits(repeating: 0x3ff0_0000_0000_0000)) .< zero
    let value = (high + low).replacing(with: left, where: negative).signed(as: y)
    let undefined = .!(x .== x) .| .!(y .== y)
    return value.replacing(with: Self(repeating: .nan), where: undefined)
  }

  /// (asin(√z)/√z − 1)/z for z ≤ 1/4.
  @inline(__always)
  static func arcsineTail(_ z: Self) -> Self {
    let c: InlineArray<14, Double> = [
      0x1.5555555555555p-3, 0x1.3333333333389p-4, 0x1.6db6db6dac0eap-5,
      0x1.f1c71c7a5e151p-6, 0x1.6e8ba121b9d5fp-6, 0x1.1c4efd20ebb99p-6,
      0x1.c990a42b32b03p-7, 0x1.7b02ef007d23ep-7, 0x1.3b462d121c5d2p-7,
      0x1.31777489dfd29p-7, 0x1.8dcdf11997e0fp-9, 0x1.40c91fa8deb7ep-6,
      -0x1.3bd7e353ddbc2p-6, 0x1.e58a4f278e007p-6,
    ]
    return horner(z, c)
  }

  /// For a = |x| above 1/2: acos a = 2(s + low + tail) with s = √((1 − a)/2).
  @inline(__always)
  static func arcsineReflection(_ a: Self) -> (s: Self, rest: Self) {
    let z = Self(repeating: 0.5) * (Self(repeating: 1) - a)
    let s = squareRoot(z)
    let low = (fma(-s, s, z) / (s + s)).replacing(with: z, where: z .== Self(repeating: 0))
    return (s, fma(s * z, arcsineTail(z), low))
  }

  /// The inverse sine.
  @inline(__always)
  static func asin(_ x: Self) -> Self {
    let a = x.magnitude
    let z = a * a
    let small = fma(a * z, arcsineTail(z), a)
    let (s, rest) = arcsineReflection(a)
    let quarter = Self(repeating: 0x1.921fb54442d18p+0)
    let two = Self(repeating: 2)
    let high = quarter - two * s
    let lost = (quarter - high) - two * s
    let large = high + (lost - (two * rest - Self(repeating: 0x1.1a62633145c07p-54)))
    return small.replacing(with: large, where: Self(repeating: 0.5) .< a).signed(as: x)
  }

  /// The inverse cosine.
  @inline(__always)
  static func acos(_ x: Self) -> Self {
    let a = x.magnitude, two = Self(repeating: 2), zero = Self(repeating: 0)
    let z = a * a
    let quarter = Self(repeating: 0x1.921fb54442d18p+0)
    let tail = fma(x * z, arcsineTail(z), -Self(repeating: 0x1.1a62633145c07p-54))
    let middle = quarter - x
    let small = middle + (((quarter - middle) - x) - tail)
    let (s, rest) = arcsineReflection(a)
    let right = two * (s + rest)
    let pi = Self(repeating: 0x1.921fb54442d18p+1)
    let turned = pi - two * s
    let lost = (pi - turned) - two * s
    let left = turned + (lost - (two * rest - Self(repeating: 0x1.1a62633145c07p-53)))
    return small.replacing(
      with: right.replacing(with: left, where: x .< zero), where: Self(repeating: 0.5) .< a)
  }
}
