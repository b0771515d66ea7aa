extension ScalarMath {
  /// f(z), for a function that is defined on c128 and gives c128.
  public static func apply(_ f: UnaryFunction, _ z: Complex128) -> Complex128 {
    switch f {
    case .negate: -z
    case .conjugate: z.conjugate
    case .sqrt: .squareRoot(z)
    case .exp: .exp(z)
    case .expm1: .expm1(z)
    case .log: .log(z)
    case .log1p: .log1p(z)
    case .sin: .sin(z)
    case .cos: .cos(z)
    case .tan: .tan(z)
    case .asin: .asin(z)
    case .acos: .acos(z)
    case .atan: .atan(z)
    case .sinh: .sinh(z)
    case .cosh: .cosh(z)
    case .tanh: .tanh(z)
    case .asinh: .asinh(z)
    case .acosh: .acosh(z)
    case .atanh: .atanh(z)
    case .logistic: .logistic(z)
    case .abs, .sign, .floor, .ceil, .round, .softplus, .erf, .erfc, .erfinv, .lgamma, .polygamma,
      .besseli,
      .real, .imaginary, .not, .isNaN, .isFinite:
      preconditionFailure("\(f.name) does not give c128")
    }
  }

  /// z to the power w; 0 to the power 0 is 1.
  public static func power(_ z: Complex128, _ w: Complex128) -> Complex128 { .power(z, w) }
}

extension VectorMath {
  /// `f` of every element; f is defined on c128 and gives c128.
  static func apply(
    _ f: UnaryFunction, c128 x: Source<Complex128>, into y: Target<Complex128>, count: Int
  ) {
    for i in 0..<count { y[i] = ScalarMath.apply(f, x[i]) }
  }

  /// z to the power w, pair by pair.
  static func power(
    _ z: Source<Complex128>, _ w: Source<Complex128>, into y: Target<Complex128>, count: Int
  ) {
    for i in 0..<count { y[i] = .power(z[i], w[i]) }
  }
}
