/// Elementary functions of a complex number, made of the real ones.
extension Complex128 {
  /// i·z.
  private var timesI: Complex128 { Complex128(-imaginary, real) }

  /// −i·z.
  private var overI: Complex128 { Complex128(imaginary, -real) }

  /// eᶻ.
  static func exp(_ z: Complex128) -> Complex128 {
    if z.imaginary == 0 { return Complex128(.exp(z.real), z.imaginary) }
    if z.real == -.infinity { return Complex128(0, 0) }
    // Half of eˣ: the cosine may bring a product back into range.
    let half = Double.exp(z.real, tail: 0, halvings: 1)
    return Complex128(2 * (half * .cos(z.imaginary)), 2 * (half * .sin(z.imaginary)))
  }

  /// eᶻ − 1.
  static func expm1(_ z: Complex128) -> Complex128 {
    if z.imaginary == 0 { return Complex128(.expm1(z.real), z.imaginary) }
    let s = Double.sin(0.5 * z.imaginary)
    let real = Double.expm1(z.real) * .cos(z.imaginary) - 2 * s * s
    return Complex128(real, exp(z).imaginary)
  }

  /// The logarithm with its imaginary part in [−π, π].
  static func log(_ z: Complex128) -> Complex128 {
    Complex128(z.logMagnitude, .atan2(z.imaginary, z.real))
  }

  /// log(1 + z).
  static func log1p(_ z: Complex128) -> Complex128 {
    let argument = Double.atan2(z.imaginary, 1 + z.real)
    guard z.magnitude < 0.5 else { return log(Complex128(1) + z) }
    let square = z.real * (2 + z.real) + z.imaginary * z.imaginary
    return Complex128(0.5 * .log1p(square), argument)
  }

  /// log|z|, with its digits near |z| = 1.
  private var logMagnitude: Double {
    let a = real.magnitude, b = imaginary.magnitude
    let large = a > b ? a : b, small = a > b ? b : a
    guard large > 0.5, large < 2 else { return .log(magnitude) }
    // |z|² − 1 = (large − 1)(large + 1) + small², the sums in pairs.
    let product = (large - 1) * (large + 1)
    let lost = Double.fma(large, large, -1) - product
    let square = small * small
    let squareLow = Double.fma(small, small, -square)
    let sum = product + square
    let part = sum - product
    let rest = (product - (sum - part)) + (square - part)
    guard sum > -0.5 else { return .log(magnitude) }
    return 0.5 * .log1p(sum, tail: rest + squareLow + lost)
  }

  /// The square root with a real part that is not negative.
  static func squareRoot(_ z: Complex128) -> Complex128 {
    let a = z.real.magnitude, b = z.imaginary.magnitude
    if b == .infinity { return Complex128(.infinity, z.imaginary) }
    if a == 0 && b == 0 { return Complex128(0, z.imaginary) }
    // A power of 4 brings the larger part near 1; the square root then has its power of 2.
    let large = a > b ? a : b
    let up = large > 0x1p1000 ? 0x1p-600 : large < 0x1p-900 ? 0x1p600 : 1
    let down = up == 1 ? 1.0 : up > 1 ? 0x1p-300 : 0x1p300
    let scaled = Complex128(a * up, b * up)
    let t = Double.squareRoot(0.5 * (scaled.real + scaled.magnitude))
    let root = t * down, other = b * up / (2 * t) * down
    if z.real.sign == .plus { return Complex128(root, other.signed(as: z.imaginary)) }
    return Complex128(other, root.signed(as: z.imaginary))
  }

  /// The hyperbolic sine.
  static func sinh(_ z: Complex128) -> Complex128 {
    let x = z.real, y = z.imaginary
    if y == 0 { return Complex128(.sinh(x), y) }
    return Complex128(.sinh(x) * .cos(y), .cosh(x) * .sin(y))
  }

  /// The hyperbolic cosine.
  static func cosh(_ z: Complex128) -> Complex128 {
    let x = z.real, y = z.imaginary
    if y == 0 { return Complex128(.cosh(x), x == 0 ? 0 : .sinh(x) * y) }
    return Complex128(.cosh(x) * .cos(y), .sinh(x) * .sin(y))
  }

  /// The hyperbolic tangent (Kahan 1987).
  static func tanh(_ z: Complex128) -> Complex128 {
    let x = z.real, y = z.imaginary
    if y == 0 { return Complex128(.tanh(x), y) }
    if x.magnitude > 22 {
      let decay = Double.exp(-2 * x.magnitude)
      return Complex128(.sign(x), 4 * .sin(y) * .cos(y) * decay)
    }
    let t = Double.tan(y), s = Double.sinh(x)
    let beta = 1 + t * t
    let rho = Double.squareRoot(1 + s * s)
    if t.isInfinite { return Complex128(rho / s, 1 / t) }
    let d = 1 + beta * s * s
    return Complex128(beta * rho * s / d, t / d)
  }

  /// The sine.
  static func sin(_ z: Complex128) -> Complex128 { sinh(z.timesI).overI }

  /// The cosine.
  static func cos(_ z: Complex128) -> Complex128 { cosh(z.timesI) }

  /// The tangent.
  static func tan(_ z: Complex128) -> Complex128 { tanh(z.timesI).overI }

  /// 1 / (1 + e⁻ᶻ).
  static func logistic(_ z: Complex128) -> Complex128 {
    let one = Complex128(1)
    if z.real < 0 {
      let e = exp(z)
      return e / (one + e)
    }
    return one / (one + exp(-z))
  }

  /// The inverse sine (Kahan 1987).
  static func asin(_ z: Complex128) -> Complex128 {
    let one = Complex128(1)
    let below = squareRoot(one - z), above = squareRoot(one + z)
    return Complex128(
      .atan2(z.real, (below * above).real), .asinh((below.conjugate * above).imaginary))
  }

  /// The inverse cosine (Kahan 1987).
  static func acos(_ z: Complex128) -> Complex128 {
    let one = Complex128(1)
    let below = squareRoot(one - z), above = squareRoot(one + z)
    return Complex128(
      2 * .atan2(below.real, above.real), .asinh((above.conjugate * below).imaginary))
  }

  /// The inverse hyperbolic cosine (Kahan 1987).
  static func acosh(_ z: Complex128) -> Complex128 {
    let one = Complex128(1)
    let below = squareRoot(z - one), above = squareRoot(z + one)
    return Complex128(
      .asinh((below.conjugate * above).real), 2 * .atan2(below.imaginary, above.real))
  }

  /// The inverse hyperbolic tangent.
  static func atanh(_ z: Complex128) -> Complex128 {
    let x = z.real, y = z.imaginary
    if x.magnitude > 0x1p100 || y.magnitude > 0x1p100 {
      let quarter = 0x1.921fb54442d18p+0
      return Complex128((Complex128(1) / z).real, quarter.signed(as: y))
    }
    let d = 1 - x.magnitude
    let real = 0.25 * Double.log1p(4 * x.magnitude / (d * d + y * y))
    let imaginary = 0.5 * Double.atan2(2 * y, d * (1 + x.magnitude) - y * y)
    return Complex128(real.signed(as: x), imaginary)
  }

  /// The inverse hyperbolic sine.
  static func asinh(_ z: Complex128) -> Complex128 { asin(z.timesI).overI }

  /// The inverse tangent.
  static func atan(_ z: Complex128) -> Complex128 { atanh(z.timesI).overI }

  /// z to the power w: by products for small integral w, else exp(w·log z).
  static func power(_ z: Complex128, _ w: Complex128) -> Complex128 {
    if w.real == 0 && w.imaginary == 0 { return Complex128(1) }
    if w.imaginary == 0, w.real.magnitude <= 64, w.real == w.real.rounded(.down) {
      let whole = power(z, positive: Int(w.real.magnitude))
      return w.real < 0 ? Complex128(1) / whole : whole
    }
    if z.real == 0 && z.imaginary == 0 {
      return w.real > 0 ? Complex128(0) : Complex128(.nan, .nan)
    }
    return exp(w * log(z))
  }

  private static func power(_ z: Complex128, positive n: Int) -> Complex128 {
    var square = z, left = n
    var result: Complex128?
    while left > 0 {
      if left & 1 == 1 { result = result.map { $0 * square } ?? square }
      square = square * square
      left >>= 1
    }
    return result ?? Complex128(1)
  }
}
