import Tensors

/// Operations whose results are not numbers with a slope: comparisons, rounding, positions.
///
/// The user's are refused where an estimate would decide: the outcome would hang on the draws. Those
/// inside rules and formulas, which say on which side of a kink a point lies, go by the means.
extension Term {
  /// Refuses estimates, and traced terms that depend on one, as operands of an operation.
  static func requireNumbers(
    _ operation: @autoclosure () -> String, _ operands: Term...
  ) throws(TraceError) {
    for operand in operands { try operand.requireNumber(operation()) }
  }

  /// Refuses an estimate, and a traced term that depends on one.
  public func requireNumber(_ operation: @autoclosure () -> String) throws(TraceError) {
    switch self {
    case .known, .number: return
    case .estimate(let estimate): throw estimate.refused(by: operation())
    case .traced(let traced):
      guard traced.isEstimated else { return }
      if case .estimate(let estimate)? = traced.known { throw estimate.refused(by: operation()) }
      throw .estimate(operation: operation(), EstimateSummary(type: traced.type))
    }
  }

  /// Whether the term is an estimate, or depends on one.
  public var isEstimated: Bool {
    switch self {
    case .known, .number: false
    case .estimate: true
    case .traced(let traced): traced.isEstimated
    }
  }
}

extension Operation {
  /// The operation in words, where its results are decided by numbers and have no slope.
  var decision: String? {
    switch self {
    case .compare: "a comparison"
    case .argument(let extremum, _): extremum == .maximum ? "argmax" : "argmin"
    case .sortOrder: "argsort"
    case .unary(let function): function.decision
    case .binary(let function): function == .quotient ? "quo" : nil
    case .convert(let element): element.isFloating ? nil : "\(element.name)"
    case .sample(.poisson): "a draw of a count"
    case .constant, .special, .sample(.logGamma), .select, .reshape, .transpose, .broadcast, .slice,
      .pad, .gather, .scatter,
      .scatterAdd, .concatenate, .reduce, .norm, .cumulative, .sort, .product, .complex, .stop,
      .eigenvalues, .eig, .eigh, .svd, .qr, .cholesky, .solve, .determinant, .logAbsDeterminant,
      .expm, .require, .expmDerivative, .cond, .whileLoop, .scan, .average, .fold, .noise, .stratum,
      .unreparameterised:
      nil
    }
  }
}

extension UnaryFunction {
  /// The function's name, where it is piecewise constant.
  var decision: String? {
    switch self {
    case .sign, .floor, .ceil, .round: name
    // Whether a mean is a number at all does not hang on the draws.
    case .isNaN, .isFinite: nil
    case .not, .negate, .abs, .sqrt, .exp, .expm1, .log, .log1p, .sin, .cos, .tan, .asin, .acos,
      .atan, .sinh, .cosh, .tanh, .asinh, .acosh, .atanh, .logistic, .softplus, .erf, .erfc,
      .erfinv, .lgamma, .polygamma, .besseli, .real, .imaginary, .conjugate:
      nil
    }
  }
}
