import Tensors

extension Operation {
  /// Whether evaluation may fail on operands of these types, other than for want of memory.
  ///
  /// Only operations that cannot fail are moved to where they might run more often.
  func mayFail(_ operands: [TensorType]) -> Bool {
    switch self {
    case .constant, .special, .compare, .select, .reshape, .transpose, .broadcast, .slice, .pad,
      .concatenate, .norm, .complex, .stop, .argument, .sort, .sortOrder, .fold, .noise, .stratum,
      .sample(.logGamma), .unreparameterised:
      return false
    case .unary(let f): return f.mayFail(on: operands[0].element)
    case .binary(let f): return f.mayFail(on: operands[0].element)
    case .convert(let target):
      let element = operands[0].element
      return element != target && (element == .c128 || (target == .i64 && element.isFloating))
    case .reduce(let reduction, _, _):
      return operands[0].element == .i64 || reduction == .minimum || reduction == .maximum
    case .product, .cumulative: return operands[0].element == .i64
    case .cond(let branches): return !(branches.yes.isTotal && branches.no.isTotal)
    case .scan(let scan): return !scan.body.isTotal
    case .average(let average): return !average.body.isTotal
    // A loop that waits for a condition may wait for ever.
    case .gather, .scatter, .scatterAdd, .eigenvalues, .eig, .eigh, .svd, .qr, .cholesky, .solve,
      .determinant, .logAbsDeterminant, .expm, .expmDerivative, .require, .sample(.poisson),
      .whileLoop:
      return true
    }
  }
}

extension UnaryFunction {
  /// Whether some element of this type raises an error.
  func mayFail(on element: ElementType) -> Bool {
    element == .i64 && (self == .negate || self == .abs)
  }
}

extension BinaryFunction {
  /// Whether some pair of elements of this type raises an error.
  func mayFail(on element: ElementType) -> Bool {
    guard element == .i64 else { return false }
    switch self {
    case .add, .subtract, .multiply, .power, .remainder, .quotient: return true
    case .divide, .minimum, .maximum, .atan2, .and, .or: return false
    }
  }
}

extension Graph {
  /// Whether evaluating the graph on operands of its types always ends, without an error.
  var isTotal: Bool {
    equations.allSatisfy { equation in
      !equation.operation.mayFail(equation.operands.map { types[$0] })
    }
  }
}
