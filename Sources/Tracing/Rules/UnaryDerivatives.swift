import Tensors

extension UnaryFunction {
  /// The derivative of y = f(x) in direction t, nil where f is piecewise constant.
  ///
  /// Complex functions are holomorphic, but for the modulus and the parts: their derivative is
  /// linear over the real numbers. Roots of (1 - x)(1 + x) are taken factor by factor: that is the
  /// principal branch for complex x and loses nothing near 1.
  func pushforward(_ x: Term, _ y: Term, _ t: Term) throws(TraceError) -> Term? {
    switch self {
    case .sign, .floor, .ceil, .round, .not, .isNaN, .isFinite: nil
    case .negate, .real, .imaginary, .conjugate: try Term.unary(self, t)
    case .abs: try modulusDerivative(x, y, t)
    case .sqrt: try t / y.scaled(by: 2)
    case .exp: try y * t
    case .expm1: try y.plus(1) * t
    case .log: try t / x
    case .log1p: try t / x.plus(1)
    case .sin: try Term.unary(.cos, x) * t
    case .cos: try -(Term.unary(.sin, x) * t)
    case .tan: try (y * y).plus(1) * t
    case .asin: try t / (rootOfOne(minus: x) * rootOfOne(minus: -x))
    case .acos: try -(t / (rootOfOne(minus: x) * rootOfOne(minus: -x)))
    case .atan: try t / (x * x).plus(1)
    case .sinh: try Term.unary(.cosh, x) * t
    case .cosh: try Term.unary(.sinh, x) * t
    case .tanh: try (-y).plus(1) * y.plus(1) * t
    case .asinh: try t / Term.unary(.sqrt, (x * x).plus(1))
    case .acosh: try t / (Term.unary(.sqrt, x.plus(-1)) * Term.unary(.sqrt, x.plus(1)))
    case .atanh: try t / ((-x).plus(1) * x.plus(1))
    // 1 - y would lose the tail.
    case .logistic: try y * Term.unary(.logistic, -x) * t
    case .softplus: try Term.unary(.logistic, x) * t
    case .erf: try gaussian(x) * t
    case .erfc: try -(gaussian(x) * t)
    // dy/dx = 1 / erf'(y).
    case .erfinv: try Term.unary(.exp, y * y).scaled(by: Double.pi.squareRoot() / 2) * t
    case .lgamma: try Term.unary(.polygamma(0), x) * t
    case .polygamma(let order): try Term.unary(.polygamma(order &+ 1), x) * t
    case .besseli(0): try Term.unary(.besseli(1), x) * t
    case .besseli(let order):
      try (Term.unary(.besseli(order &- 1), x) + Term.unary(.besseli(order &+ 1), x))
        .scaled(by: 0.5) * t
    }
  }

  /// The modulus; at 0 its derivative is 0, and has itself no derivative.
  private func modulusDerivative(_ x: Term, _ y: Term, _ t: Term) throws(TraceError) -> Term {
    let zero = try Term.relation(.equal, y, y.constant(0))
    if x.element != .c128 {
      return try Term.kinked(x, atZeros: zero) { (_) throws(TraceError) in
        try Term.mapped(.sign, x)
      } * t
    }
    return try Term.kinked(x, atZeros: zero) { (isZero) throws(TraceError) in
      guard let isZero else { return try x / y }
      return try x / Term.select(isZero, y.constant(1), y)
    }.pairing(with: t)
  }

  private func rootOfOne(minus x: Term) throws(TraceError) -> Term {
    try Term.unary(.sqrt, (-x).plus(1))
  }

  /// 2/√π exp(-x²), the derivative of erf.
  private func gaussian(_ x: Term) throws(TraceError) -> Term {
    try Term.unary(.exp, -(x * x)).scaled(by: 2 / Double.pi.squareRoot())
  }
}
