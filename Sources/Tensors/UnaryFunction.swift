/// A function of one number, applied to every element of a tensor.
public enum UnaryFunction: Hashable, Sendable {
  /// −x.
  case negate
  /// |x|; of a complex number its modulus, an f64.
  case abs
  /// −1, 0 or 1; a zero keeps its sign, nan stays nan.
  case sign
  /// The largest integer not above x.
  case floor
  /// The smallest integer not below x.
  case ceil
  /// The nearest integer, halves to the even one.
  case round
  /// The square root; of a negative real nan.
  case sqrt
  /// eˣ.
  case exp
  /// eˣ − 1, accurate near 0.
  case expm1
  /// The natural logarithm.
  case log
  /// log(1 + x), accurate near 0.
  case log1p
  /// The sine of x radians.
  case sin
  /// The cosine of x radians.
  case cos
  /// The tangent of x radians.
  case tan
  /// The inverse sine, in [−π/2, π/2].
  case asin
  /// The inverse cosine, in [0, π].
  case acos
  /// The inverse tangent, in [−π/2, π/2].
  case atan
  /// The hyperbolic sine.
  case sinh
  /// The hyperbolic cosine.
  case cosh
  /// The hyperbolic tangent.
  case tanh
  /// The inverse hyperbolic sine.
  case asinh
  /// The inverse hyperbolic cosine, at least 0.
  case acosh
  /// The inverse hyperbolic tangent.
  case atanh
  /// 1 / (1 + e⁻ˣ).
  case logistic
  /// log(1 + eˣ).
  case softplus
  /// The error function.
  case erf
  /// 1 − erf(x), accurate in the tail.
  case erfc
  /// The inverse of the error function: ±∞ at ±1, nan beyond.
  case erfinv
  /// log|Γ(x)|.
  case lgamma
  /// The n-th derivative of digamma: 0 is digamma, 1 trigamma.
  case polygamma(Int)
  /// The modified Bessel function of the first kind Iₙ(x), n ≥ 0.
  case besseli(Int)
  /// The real part.
  case real
  /// The imaginary part.
  case imaginary
  /// The complex conjugate.
  case conjugate
  /// The negation of a truth value.
  case not
  /// Whether x is nan; of a complex number, whether a part is.
  case isNaN
  /// Whether x is neither infinite nor nan; of a complex number, whether both parts are.
  case isFinite

  /// The name as typed at the prompt; `polygamma(1)` shows the order of a family.
  public var name: String {
    switch self {
    case .negate: "negate"
    case .abs: "abs"
    case .sign: "sign"
    case .floor: "floor"
    case .ceil: "ceil"
    case .round: "round"
    case .sqrt: "sqrt"
    case .exp: "exp"
    case .expm1: "expm1"
    case .log: "log"
    case .log1p: "log1p"
    case .sin: "sin"
    case .cos: "cos"
    case .tan: "tan"
    case .asin: "asin"
    case .acos: "acos"
    case .atan: "atan"
    case .sinh: "sinh"
    case .cosh: "cosh"
    case .tanh: "tanh"
    case .asinh: "asinh"
    case .acosh: "acosh"
    case .atanh: "atanh"
    case .logistic: "logistic"
    case .softplus: "softplus"
    case .erf: "erf"
    case .erfc: "erfc"
    case .erfinv: "erfinv"
    case .lgamma: "lgamma"
    case .polygamma(let n): "polygamma(\(n))"
    case .besseli(let n): "besseli(\(n))"
    case .real: "real"
    case .imaginary: "imag"
    case .conjugate: "conj"
    case .not: "not"
    case .isNaN: "isnan"
    case .isFinite: "isfinite"
    }
  }

  /// The element type of the result for elements of type `t`; nil where it is not defined.
  public func resultType(_ t: ElementType) -> ElementType? {
    switch self {
    case .negate, .conjugate: t == .bool ? nil : t
    case .abs, .real, .imaginary: t == .bool ? nil : (t == .c128 ? .f64 : t)
    case .sign, .floor, .ceil, .round: t == .bool || t == .c128 ? nil : t
    case .sqrt, .exp, .expm1, .log, .log1p, .sin, .cos, .tan, .asin, .acos, .atan, .sinh, .cosh,
      .tanh, .asinh, .acosh, .atanh, .logistic:
      t.isFloating ? t : nil
    case .softplus, .erf, .erfc, .erfinv, .lgamma: t == .f32 || t == .f64 ? t : nil
    case .polygamma(let n), .besseli(let n): n >= 0 && (t == .f32 || t == .f64) ? t : nil
    case .not: t == .bool ? .bool : nil
    case .isNaN, .isFinite: t == .bool ? nil : .bool
    }
  }
}
