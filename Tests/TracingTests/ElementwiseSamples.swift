import Tensors

@testable import Tracing

/// Every elementwise function with real points away from its kinks.
enum ElementwiseSamples {
  static let unary: [UnaryFunction] = [
    .negate, .abs, .sign, .floor, .ceil, .round, .sqrt, .exp, .expm1, .log, .log1p, .sin, .cos,
    .tan, .asin, .acos, .atan, .sinh, .cosh, .tanh, .asinh, .acosh, .atanh, .logistic, .softplus,
    .erf, .erfc, .erfinv, .lgamma, .polygamma(0), .polygamma(1), .besseli(0), .besseli(1),
    .besseli(3),
    .real, .imaginary, .conjugate, .not, .isNaN, .isFinite,
  ]

  /// Real points inside the domain of a function, empty for functions of truth values.
  static func points(_ function: UnaryFunction) -> [Double] {
    switch function {
    case .sqrt, .log, .lgamma, .polygamma: [0.3, 1.7, 4.2]
    case .log1p: [-0.6, 0.1, 2.3]
    case .asin, .acos, .atanh, .erfinv: [-0.7, 0.2, 0.9]
    case .acosh: [1.2, 3.4]
    case .not: []
    case .negate, .abs, .sign, .floor, .ceil, .round, .exp, .expm1, .sin, .cos, .tan, .atan, .sinh,
      .cosh, .tanh, .asinh, .logistic, .softplus, .erf, .erfc, .besseli, .real, .imaginary,
      .conjugate, .isNaN, .isFinite:
      [-2.3, -0.4, 0.8, 1.9]
    }
  }

  static let special: [SpecialFunction] = [
    .gammaLower(0), .gammaLower(1), .gammaLower(2), .gammaUpper, .gammaDensity, .gammaSlope(1),
    .gammaSlope(3), .betaLower(0, 0), .betaLower(1, 0), .betaLower(1, 1), .betaLower(0, 2),
    .betaDensity, .scaledBesseli(0), .scaledBesseli(2), .logErfc,
  ]

  static func samples(_ function: SpecialFunction) throws -> [Sample] {
    let operation = Operation.special(function), shape = [2, 2]
    let a = [0.6, 1.3, 4.0, 12.0], b = [2.5, 0.7, 3.0, 9.0], x = [0.3, 0.8, 0.55, 0.45]
    let columns: [[Double]] =
      switch function {
      case .gammaLower, .gammaUpper, .gammaDensity: [a, [0.2, 2.1, 3.0, 15.0]]
      case .gammaSlope: [a, [-1.5, 0.6, 1.2, 2.7]]
      case .betaLower, .betaDensity: [a, b, x]
      case .scaledBesseli, .logErfc: [[-2.0, 0.4, 3.0, 12.0]]
      }
    return [
      Sample(operation: operation, operands: try columns.map { try reals(shape, $0) }),
      Sample(operation: operation, operands: try columns.map { try Tensor($0[1]) }),
      Sample(operation: operation, operands: try columns.map { _ in try reals([0, 3], []) }),
    ]
  }

  static func samples(_ function: UnaryFunction) throws -> [Sample] {
    let operation = Operation.unary(function)
    guard function != .not else {
      return [Sample(operation: operation, operands: [try mask([true, false])])]
    }
    let points = points(function)
    var samples = [
      Sample(operation: operation, operands: [try reals([points.count], points)]),
      Sample(operation: operation, operands: [try Tensor(points[0])]),
      Sample(operation: operation, operands: [try reals([2, 0, 1], [])]),
    ]
    if function.resultType(.c128) != nil {
      let z = points.map { Complex128($0, 0.5 - 0.3 * $0) }
      samples.append(
        Sample(operation: operation, operands: [try Tensor(Shape([1, z.count]), z)]))
    }
    return samples
  }

  static func samples(_ function: BinaryFunction) throws -> [Sample] {
    let operation = Operation.binary(function)
    if function == .and || function == .or {
      let a = try mask([true, true, false]), b = try mask([true, false, false])
      return [Sample(operation: operation, operands: [a, b])]
    }
    let x = try reals([2, 2], [0.7, 2.6, 3.1, 1.4]), y = try reals([2, 2], [1.9, 0.8, -2.2, 0.3])
    var samples = [
      Sample(operation: operation, operands: [x, y]),
      Sample(operation: operation, operands: [try Tensor(2.3), try Tensor(0.6)]),
      Sample(operation: operation, operands: [try reals([0], []), try reals([0], [])]),
    ]
    if function.resultType(.c128) != nil {
      let a = try randoms([3], seed: 5, .c128), b = try randoms([3], seed: 6, .c128)
      samples.append(Sample(operation: operation, operands: [a, b]))
    }
    return samples
  }
}
