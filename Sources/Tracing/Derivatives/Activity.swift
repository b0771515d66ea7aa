import Tensors

extension Operation {
  /// Whether a tangent of some operand can move a result: not so where the operation is piecewise
  /// constant.
  var passesTangents: Bool {
    switch self {
    case .constant, .compare, .argument, .sortOrder, .stop, .fold, .noise, .stratum,
      .sample(.poisson):
      false
    case .unary(let function): function.passesTangents
    case .binary(let function): function.passesTangents
    case .reduce(let reduction, _, _), .cumulative(let reduction, _): reduction.passesTangents
    case .special, .sample(.logGamma), .select, .convert, .reshape, .transpose, .broadcast, .slice,
      .pad, .gather, .scatter,
      .scatterAdd, .concatenate, .sort, .product, .complex, .eigenvalues, .eig, .eigh, .svd, .qr,
      .cholesky, .solve, .determinant, .logAbsDeterminant, .norm, .expm, .expmDerivative, .require,
      .unreparameterised, .cond, .whileLoop, .scan, .average:
      true
    }
  }
}

extension UnaryFunction {
  fileprivate var passesTangents: Bool {
    switch self {
    case .sign, .floor, .ceil, .round, .not, .isNaN, .isFinite: false
    case .negate, .abs, .sqrt, .exp, .expm1, .log, .log1p, .sin, .cos, .tan, .asin, .acos, .atan,
      .sinh, .cosh, .tanh, .asinh, .acosh, .atanh, .logistic, .softplus, .erf, .erfc, .erfinv,
      .lgamma,
      .polygamma, .besseli, .real, .imaginary, .conjugate:
      true
    }
  }
}

extension BinaryFunction {
  fileprivate var passesTangents: Bool {
    switch self {
    case .quotient, .and, .or: false
    case .add, .subtract, .multiply, .divide, .power, .remainder, .minimum, .maximum, .atan2: true
    }
  }
}

extension Reduction {
  fileprivate var passesTangents: Bool {
    switch self {
    case .any, .all: false
    case .sum, .product, .minimum, .maximum: true
    }
  }
}

extension Graph {
  /// For each variable, whether its tangent can move an output; all others need none.
  func tangentsNeeded() -> [Bool] {
    var isNeeded = [Bool](repeating: false, count: types.count)
    for output in outputs where types[output].isFloating { isNeeded[output] = true }
    let counts = drawsCounting()
    for equation in equations.reversed() {
      if let counts, case .unreparameterised = equation.operation,
        counts[equation.results.lowerBound]
      {
        isNeeded[equation.results.lowerBound] = true
      }
      guard equation.results.contains(where: { isNeeded[$0] }), equation.operation.passesTangents
      else { continue }
      for operand in equation.operands where types[operand].isFloating { isNeeded[operand] = true }
    }
    return isNeeded
  }

  /// Whether something is drawn that has no pathwise derivative.
  var drawsWithoutPath: Bool {
    equations.contains { if case .unreparameterised = $0.operation { true } else { false } }
  }

  /// For each variable whether an output depends on it in any way, by its size, as an index or in a
  /// comparison; nil where nothing is drawn without a derivative.
  ///
  /// The law of such a draw moves outputs even where none of its values does, so that its derivative
  /// is missing, not zero.
  private func drawsCounting() -> [Bool]? {
    guard drawsWithoutPath else { return nil }
    var counts = [Bool](repeating: false, count: types.count)
    for output in outputs { counts[output] = true }
    for equation in equations.reversed() {
      if case .stop = equation.operation { continue }
      guard equation.results.contains(where: { counts[$0] }) else { continue }
      for operand in equation.operands { counts[operand] = true }
    }
    return counts
  }
}
