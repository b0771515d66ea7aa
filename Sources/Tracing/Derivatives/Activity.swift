import Tensors

extension Operation {
  /// Whether a tangent of some operand can move a result: not so where the operation is piecewise
  /// constant.
  var passesTangents: Bool {
    switch self {
    case .constant, .compare, .argument, .sortOrder, .stop, .fold, .noise, .stratum: false
    case .unary(let function): function.passesTangents
    case .binary(let function): function.passesTangents
    case .reduce(let reduction, _, _), .cumulative(let reduction, _): reduction.passesTangents
    case .select, .convert, .reshape, .transpose, .broadcast, .slice, .pad, .gather, .scatter,
      .scatterAdd, .concatenate, .sort, .product, .complex, .eigenvalues, .eig, .eigh, .svd, .qr,
      .cholesky, .solve, .determinant, .logAbsDeterminant, .norm, .expm, .expmDerivative, .require,
      .unreparameterised, .cond, .whileLoop, .scan:
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
    for equation in equations.reversed()
    where equation.results.contains(where: { isNeeded[$0] }) && equation.operation.passesTangents {
      for operand in equation.operands where types[operand].isFloating { isNeeded[operand] = true }
    }
    return isNeeded
  }
}
