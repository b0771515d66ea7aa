import Tensors

extension Graph {
  /// The outputs for a batch of inputs, each with whether it has the batch axis.
  ///
  /// There is a term for each input; those that are batched have a new first axis of length
  /// `count`, which may be 0, the others are the same for all rows. What depends on no batched input is computed once. Terms decide where it happens: known ones
  /// are evaluated, traced ones recorded.
  public func batched(
    _ inputs: [Term], _ isBatched: [Bool], count: Int
  ) throws(TraceError) -> (outputs: [Term], isBatched: [Bool]) {
    precondition(inputs.count == inputCount && isBatched.count == inputCount)
    var terms = inputs, flags = isBatched
    terms.reserveCapacity(types.count)
    flags.reserveCapacity(types.count)
    for equation in equations {
      let operands = equation.operands.map { terms[$0] }
      let marks = equation.operands.map { flags[$0] }
      let isRow = marks.contains(true)
      let results =
        isRow
        ? try equation.operation.rules.batched(operands, marks, count: count)
        : try Term.apply(equation.operation, operands)
      terms.append(contentsOf: results)
      for _ in results { flags.append(isRow) }
    }
    return (outputs.map { terms[$0] }, outputs.map { flags[$0] })
  }
}

extension Trace {
  /// The outputs for a batch, all with the batch axis: each argument has it, or is the same for all
  /// rows.
  public func batched(
    _ arguments: [Term], _ isBatched: [Bool], count: Int
  ) throws(TraceError) -> [Term] {
    let all = isBatched + captures.map { _ in false }
    let (outputs, flags) = try graph.batched(arguments + captures, all, count: count)
    return try Term.rows(outputs, flags, count)
  }
}
