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
      return results
    }
  }

  /// The graph for a batch of `count`: the flagged inputs have a new first axis, and so have all
  /// outputs.
  func batched(_ flags: [Bool], count: Int) throws(TraceError) -> Graph {
    let inputs = zip(inputTypes, flags).map { $1 ? $0.rows(count) : $0 }
    return try Graph.recording(inputs) { (terms) throws(TraceError) in
      try batched(terms, flags, count: count)
    }
  }

  /// The outputs for a batch; all of them have the new first axis, but for those that `single`
  /// leaves as they are where they depend on no flagged input.
  func batched(
    _ inputs: [Term], _ flags: [Bool], count: Int, single: (Int) -> Bool = { _ in false }
  ) throws(TraceError) -> [Term] {
    var isBatched = flags, terms = inputs
    for equation in equations {
      let operands = equation.operands.map { terms[$0] }
      let flags = equation.operands.map { isBatched[$0] }
      terms.append(
        contentsOf: flags.contains(true)
          ? try equation.operation.rules.batched(operands, flags, count: count)
          : try Term.apply(equation.operation, operands))
      for _ in equation.results { isBatched.append(flags.contains(true)) }
    }
    var results: [Term] = []
    for (index, output) in outputs.enumerated() {
      let isDone = isBatched[output] || single(index)
      results.append(try terms[output].rows(isDone, count))
    }
    return results
  }
}
