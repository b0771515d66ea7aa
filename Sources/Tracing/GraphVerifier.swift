import Tensors

extension Graph {
  /// Whether `verify()` accepts the graph.
  public var isValid: Bool {
    do throws(TraceError) { try verify() } catch { return false }
    return true
  }

  /// Checks that every variable is bound exactly once and before its use, and that every type is
  /// the one that the shape rule of its equation derives.
  public func verify() throws(TraceError) {
    var bound = inputCount
    for (index, equation) in equations.enumerated() {
      try verify(equation, index, bound)
      bound += equation.results.count
    }
    guard bound == types.count else {
      throw .invalidGraph(.notAssignedOnce(variable: min(bound, types.count)))
    }
    for output in outputs where !(0..<bound).contains(output) {
      throw .invalidGraph(.unboundOutput(output))
    }
  }

  private func verify(
    _ equation: Equation, _ index: Int, _ bound: Int
  ) throws(TraceError) {
    for operand in equation.operands where !(0..<bound).contains(operand) {
      throw .invalidGraph(.unbound(variable: operand, equation: index))
    }
    guard equation.results.lowerBound == bound, equation.results.upperBound <= types.count else {
      throw .invalidGraph(.notAssignedOnce(variable: equation.results.lowerBound))
    }
    let rules = equation.operation.rules
    if let failing = rules.mismatch(operands: equation.operands.count) {
      throw .invalidGraph(
        .operandCount(equation: index, recorded: equation.operands.count, accepted: failing))
    }
    let derived: [TensorType]
    do throws(TensorError) {
      derived = try rules.resultTypes(equation.operands.map { types[$0] })
    } catch {
      throw .invalidGraph(.operands(equation: index, error))
    }
    guard derived.count == equation.results.count else {
      throw .invalidGraph(
        .resultCount(equation: index, recorded: equation.results.count, derived: derived.count))
    }
    for (variable, type) in zip(equation.results, derived) where types[variable] != type {
      throw .invalidGraph(.type(variable: variable, recorded: types[variable], derived: type))
    }
  }
}

extension OperationRules {
  /// The number of operands it takes (at least 1 for those that take any), if `count` is wrong.
  func mismatch(operands count: Int) -> Int? {
    if let accepted = operandCount { return count == accepted ? nil : accepted }
    return count >= 1 ? nil : 1
  }
}
