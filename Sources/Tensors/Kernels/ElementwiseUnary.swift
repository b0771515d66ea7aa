extension Tensor {
  static func mapDoubles(_ f: UnaryFunction, _ x: Tensor) throws(TensorError) -> Tensor {
    try mapFloating(f, x, as: Double.self)
  }

  static func mapFloats(_ f: UnaryFunction, _ x: Tensor) throws(TensorError) -> Tensor {
    try mapFloating(f, x, as: Float.self)
  }

  private static func mapFloating<F: FloatingElement>(
    _ f: UnaryFunction, _ x: Tensor, as: F.Type
  ) throws(TensorError) -> Tensor {
    switch f {
    case .negate: try x.converting { (a: F) in -a }
    case .abs: try x.converting { (a: F) in a.magnitude }
    case .sign: try x.converting { (a: F) in a > 0 ? 1 : a < 0 ? -1 : a }
    case .floor: try x.converting { (a: F) in a.rounded(.down) }
    case .ceil: try x.converting { (a: F) in a.rounded(.up) }
    case .round: try x.converting { (a: F) in a.rounded(.toNearestOrEven) }
    case .real, .conjugate: x
    case .imaginary: try x.converting { (_: F) -> F in 0 }
    case .isNaN: try x.converting { (a: F) in a != a }
    case .isFinite: try x.converting { (a: F) in a.isFinite }
    case .sqrt, .exp, .expm1, .log, .log1p, .sin, .cos, .tan, .asin, .acos, .atan, .sinh, .cosh,
      .tanh, .asinh, .acosh, .atanh, .logistic, .softplus, .erf, .erfc, .erfinv, .lgamma,
      .polygamma,
      .besseli:
      try x.elementary(f)
    case .not: throw undefined(f, x.type)
    }
  }
}
