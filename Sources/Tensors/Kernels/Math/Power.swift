/// Powers.
extension RealLanes {
  /// x to the power y, with the limits of IEEE 754; nan for negative x and fractional y.
  ///
  /// x¹ is x and x² the rounded product x·x, so that a compiler may say so.
  @inline(__always)
  static func power(_ x: Self, _ y: Self) -> Self {
    let zero = Self(repeating: 0), infinity = Self(repeating: .infinity)
    let a = x.magnitude
    var (high, low) = logPair(a)
    high = high.replacing(with: -infinity, where: a .== zero)
      .replacing(with: a, where: .!(a .< infinity))
    let product = y * high
    let rest = fma(y, low, fma(y, high, -product))
    let ordinary = product.magnitude .< Self(repeating: 1100)
    let value = exp(product, tail: zero.replacing(with: rest, where: ordinary))
    return powerLimits(x, y, value)
  }

  /// The same for numbers that are f32: e^(y·log x) has twice their digits.
  @inline(__always)
  static func powerOfSingle(_ x: Self, _ y: Self) -> Self {
    powerLimits(x, y, exp(y * log(x.magnitude)))
  }

  /// `value`, which is |x|^y, with the sign of the power and what is exact put right.
  @inline(__always)
  private static func powerLimits(_ x: Self, _ y: Self, _ value: Self) -> Self {
    let zero = Self(repeating: 0), one = Self(repeating: 1)
    let infinity = Self(repeating: .infinity)
    let a = x.magnitude, b = y.magnitude
    var value = value
    let far = Self(repeating: 0x1p52)
    let integral = ((b + far) - far .== b) .| (far .<= b)
    let half = Self(repeating: 0.5) * b
    let odd = integral .& .!((half + far) - far .== half) .& (half .< far)
    value = value.replacing(with: value.signed(as: x), where: odd)
    let undefined = (x .< zero) .& .!integral .& (x .< zero) .& (a .< infinity)
    value = value.replacing(with: Self(repeating: .nan), where: undefined)
    value = value.replacing(with: x, where: y .== one)
    value = value.replacing(with: x * x, where: y .== Self(repeating: 2))
    let unit = (y .== zero) .| (x .== one) .| ((a .== one) .& (b .== infinity))
    return value.replacing(with: one, where: unit)
  }
}
