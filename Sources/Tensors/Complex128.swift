/// A complex number of two doubles, laid out as LAPACK's `COMPLEX*16`.
///
/// Parts are kept as they are, also where one of them is infinite or nan: what is printed is
/// what was computed.
public struct Complex128: Hashable, Sendable {
  /// The real part.
  public var real: Double
  /// The imaginary part.
  public var imaginary: Double

  /// The number `real + imaginary·i`.
  public init(_ real: Double, _ imaginary: Double = 0) {
    self.real = real
    self.imaginary = imaginary
  }

  /// The complex conjugate.
  public var conjugate: Complex128 { Complex128(real, -imaginary) }

  /// The sum, part by part.
  public static func + (a: Complex128, b: Complex128) -> Complex128 {
    Complex128(a.real + b.real, a.imaginary + b.imaginary)
  }

  /// The difference, part by part.
  public static func - (a: Complex128, b: Complex128) -> Complex128 {
    Complex128(a.real - b.real, a.imaginary - b.imaginary)
  }

  /// The negative.
  public static prefix func - (a: Complex128) -> Complex128 {
    Complex128(-a.real, -a.imaginary)
  }

  /// The product by its definition, four products and two sums.
  public static func * (a: Complex128, b: Complex128) -> Complex128 {
    Complex128(
      a.real * b.real - a.imaginary * b.imaginary, a.real * b.imaginary + a.imaginary * b.real)
  }

  /// The quotient by Smith's method (Smith 1962, Algorithm 116), which avoids the overflow of |b|².
  public static func / (a: Complex128, b: Complex128) -> Complex128 {
    if b.imaginary == 0 { return Complex128(a.real / b.real, a.imaginary / b.real) }
    if b.real.magnitude >= b.imaginary.magnitude {
      let r = b.imaginary / b.real
      let d = b.real + b.imaginary * r
      return Complex128((a.real + a.imaginary * r) / d, (a.imaginary - a.real * r) / d)
    }
    let r = b.real / b.imaginary
    let d = b.real * r + b.imaginary
    return Complex128((a.real * r + a.imaginary) / d, (a.imaginary * r - a.real) / d)
  }

  /// The modulus √(re² + im²), scaled against overflow and underflow.
  public var magnitude: Double {
    let a = real.magnitude, b = imaginary.magnitude
    if a.isInfinite || b.isInfinite { return .infinity }
    let large = a > b ? a : b, small = a > b ? b : a
    if large == 0 || large.isNaN || small.isNaN { return large + small }
    let ratio = small / large
    return large * (1 + ratio * ratio).squareRoot()
  }
}
