import Tensors

extension Graph {
  /// The cotangents of the linear inputs of a graph that is linear in them, nil for zero.
  ///
  /// - Parameters:
  ///   - inputs: a term for each input in which the graph is not linear, nil for the linear ones.
  ///   - cotangents: of the outputs, nil for zero.
  /// - Returns: one cotangent per input, nil also for those that are not linear.
  /// - Throws: `TraceError.notDifferentiable` where the graph is not linear in a linear input.
  ///
  /// Terms decide where it happens: known ones are evaluated, traced ones recorded.
  public func transposed(
    _ inputs: [Term?], cotangents: [Term?]
  ) throws(TraceError) -> [Term?] {
    precondition(inputs.count == inputCount && cotangents.count == outputs.count)
    let known = try nonlinearTerms(inputs)
    var slopes = Slopes(self, known: known)
    var sums = [Term?](repeating: nil, count: types.count)
    for (output, cotangent) in zip(outputs, cotangents) where known[output] == nil {
      sums[output] = try Term.sum(sums[output], cotangent)
    }
    for equation in equations.reversed() {
      // What has a value is not linear; what has no cotangent moves no output.
      guard equation.results.contains(where: { sums[$0] != nil }) else { continue }
      let first = equation.results.lowerBound
      if let root = slopes.root(of: first), let cotangent = sums[first] {
        sums[first] = nil
        sums[root] = try Term.sum(sums[root], cotangent * slopes.slope(of: first))
        continue
      }
      let back = try operandCotangents(equation, known, sums)
      // A result has no other use than the equations after its own, which are done.
      for result in equation.results { sums[result] = nil }
      for (operand, cotangent) in zip(equation.operands, back) where known[operand] == nil {
        guard let cotangent else { continue }
        assert(cotangent.type == types[operand])
        sums[operand] = try Term.sum(sums[operand], cotangent)
      }
    }
    return Array(sums[0..<inputCount])
  }

  /// The terms of the variables that do not depend on linear inputs, nil for those that do.
  func nonlinearTerms(_ inputs: [Term?]) throws(TraceError) -> [Term?] {
    var terms = inputs
    terms.reserveCapacity(types.count)
    for equation in equations {
      let isLinear = equation.operands.map { terms[$0] == nil }
      let depends = equation.operation.depending(on: isLinear, count: equation.results.count)
      if !depends.isEmpty, !depends.contains(false) {
        for _ in equation.results { terms.append(nil) }
        continue
      }
      // What does not depend on the linear operands is the same with zeros for them.
      var operands: [Term] = []
      for operand in equation.operands {
        operands.append(try terms[operand].orZeros(types[operand]))
      }
      for (result, depends) in zip(try Term.perform(equation.operation, operands), depends) {
        terms.append(depends ? nil : result)
      }
    }
    return terms
  }

  private func operandCotangents(
    _ equation: Equation, _ known: [Term?], _ sums: [Term?]
  ) throws(TraceError) -> [Term?] {
    let rules = equation.operation.rules
    switch rules.transposition {
    case .nonlinear:
      throw .notDifferentiable(operation: rules.name, reason: "its tangent is not linear")
    case .linear(let rule):
      return try rule(
        Cotangents(
          operands: equation.operands.map { known[$0] },
          operandTypes: equation.operands.map { types[$0] },
          resultTypes: equation.results.map { types[$0] },
          results: equation.results.map { sums[$0] }))
    }
  }
}
