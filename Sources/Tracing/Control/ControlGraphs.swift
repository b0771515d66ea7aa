import Tensors

extension Graph {
  /// The graph that takes cotangents back: its inputs are the inputs that are not linear, then the
  /// cotangents of the outputs chosen; its outputs the cotangents of the linear inputs.
  func transposition(linear: [Bool], of chosen: [Bool]) throws(TraceError) -> Graph {
    let fixed = Parted(inputTypes, linear).others, cotangents = Parted(outputTypes, chosen).chosen
    let linearTypes = Parted(inputTypes, linear).chosen
    return try Graph.recording(fixed + cotangents) { (terms) throws(TraceError) in
      let inputs = Parted.filled(linear.map { !$0 }, terms.prefix(fixed.count))
      let back = try transposed(
        inputs, cotangents: Parted.filled(chosen, terms.dropFirst(fixed.count)))
      var results: [Term] = []
      for (type, cotangent) in zip(linearTypes, Parted(back, linear).chosen) {
        results.append(try cotangent.orZeros(type))
      }
      return try required(results, nonlinearTerms(inputs))
    }
  }

  /// The terms, with the errors that this graph raises: what is computed beside it, such as its
  /// derivative, exists only where it does.
  func required(
    _ terms: [Term], _ values: @autoclosure () throws(TraceError) -> [Term?]
  ) throws(TraceError) -> [Term] {
    let raises = equations.contains { if case .require = $0.operation { true } else { false } }
    if terms.isEmpty || !raises { return terms }
    var terms = terms
    let values = try values()
    for equation in equations {
      if case .require = equation.operation, let holds = values[equation.operands[0]] {
        terms = try Term.apply(equation.operation, [holds] + terms)
      }
    }
    return terms
  }

  /// The graph for a batch of `count`: the flagged inputs have a new first axis, and so have all
  /// outputs.
  func batched(_ flags: [Bool], count: Int) throws(TraceError) -> Graph {
    let inputs = zip(inputTypes, flags).map { $1 ? $0.rows(count) : $0 }
    return try Graph.recording(inputs) { (terms) throws(TraceError) in
      try rows(terms, flags, count: count)
    }
  }

  /// The outputs for a batch; all of them have the new first axis, but for those that `single`
  /// leaves as they are where they depend on no flagged input.
  func rows(
    _ inputs: [Term], _ flags: [Bool], count: Int, single: (Int) -> Bool = { _ in false }
  ) throws(TraceError) -> [Term] {
    let (outputs, isBatched) = try batched(inputs, flags, count: count)
    var results: [Term] = []
    for (index, output) in outputs.enumerated() {
      results.append(try output.rows(isBatched[index] || single(index), count))
    }
    return results
  }
}
