/// Elementwise functions of single numbers, with the bits of the vector loops.
public enum ScalarMath {
  /// f(x), for a function that is defined on f64 and gives f64.
  public static func apply(_ f: UnaryFunction, _ x: Double) -> Double {
    switch f {
    case .negate: -x
    case .abs: x.magnitude
    case .sign: .sign(x)
    case .floor: x.rounded(.down)
    case .ceil: x.rounded(.up)
    case .round: x.rounded(.toNearestOrEven)
    case .sqrt: .squareRoot(x)
    case .exp: .exp(x)
    case .expm1: .expm1(x)
    case .log: .log(x)
    case .log1p: .log1p(x)
    case .sin: .sin(x)
    case .cos: .cos(x)
    case .tan: .tan(x)
    case .asin: .asin(x)
    case .acos: .acos(x)
    case .atan: .atan(x)
    case .sinh: .sinh(x)
    case .cosh: .cosh(x)
    case .tanh: .tanh(x)
    case .asinh: .asinh(x)
    case .acosh: .acosh(x)
    case .atanh: .atanh(x)
    case .logistic: .logistic(x)
    case .softplus: .softplus(x)
    case .erf: .erf(x)
    case .erfc: .erfc(x)
    case .erfinv: .erfinv(x)
    case .lgamma: .lgamma(x)
    case .polygamma(let n): .polygamma(n, x)
    case .besseli(let n): .besseli(n, x)
    case .real, .conjugate: x
    case .imaginary: 0
    case .not, .isNaN, .isFinite: preconditionFailure("\(f.name) does not give f64")
    }
  }

  /// f(x, y), for a function that is defined on f64.
  public static func apply(_ f: BinaryFunction, _ x: Double, _ y: Double) -> Double {
    switch f {
    case .add: x + y
    case .subtract: x - y
    case .multiply: x * y
    case .divide: x / y
    case .power: .power(x, y)
    case .remainder: .floorRemainder(x, y)
    case .quotient: .floorQuotient(x, y)
    case .minimum: .smaller(x, y)
    case .maximum: .larger(x, y)
    case .atan2: .atan2(x, y)
    case .and, .or: preconditionFailure("\(f.name) is not defined on f64")
    }
  }

  /// x to the power y; nan for negative x and fractional y.
  public static func power(_ x: Double, _ y: Double) -> Double { .power(x, y) }

  /// The angle of the point (x, y), in [−π, π].
  public static func atan2(_ y: Double, _ x: Double) -> Double { .atan2(y, x) }

  /// f(x) of an i64, for a function that gives i64.
  static func apply(_ f: UnaryFunction, _ x: Int) throws(TensorError) -> Int {
    switch f {
    case .negate:
      if x == Int.min { throw .overflow("-(\(x))") }
      return 0 &- x
    case .abs:
      if x == Int.min { throw .overflow("abs(\(x))") }
      return x < 0 ? 0 &- x : x
    case .sign: return x.signum()
    case .floor, .ceil, .round, .real, .conjugate: return x
    case .imaginary: return 0
    case .sqrt, .exp, .expm1, .log, .log1p, .sin, .cos, .tan, .asin, .acos, .atan, .sinh, .cosh,
      .tanh, .asinh, .acosh, .atanh, .logistic, .softplus, .erf, .erfc, .erfinv, .lgamma,
      .polygamma,
      .besseli, .not, .isNaN, .isFinite:
      throw Tensor.undefined(f, .i64)
    }
  }

  /// f(x, y) of i64.
  static func apply(_ f: BinaryFunction, _ x: Int, _ y: Int) throws(TensorError) -> Int {
    switch f {
    case .add: try IntegerArithmetic.add(x, y)
    case .subtract: try IntegerArithmetic.subtract(x, y)
    case .multiply: try IntegerArithmetic.multiply(x, y)
    case .minimum: x < y ? x : y
    case .maximum: x > y ? x : y
    case .power: try IntegerArithmetic.power(x, y)
    case .remainder: try IntegerArithmetic.remainder(x, y)
    case .quotient: try IntegerArithmetic.quotient(x, y)
    case .divide, .atan2, .and, .or: throw Tensor.undefined(f, .i64)
    }
  }
}
