import Tensors

extension Graph {
  /// The terms of all variables at these inputs: evaluated where all operands are known, else
  /// recorded where they belong.
  ///
  /// What decides in the graph goes by the means of estimates.
  func primals(_ inputs: [Term]) throws(TraceError) -> [Term] {
    precondition(inputs.count == inputCount)
    var terms = inputs
    terms.reserveCapacity(types.count)
    for equation in equations {
      let operands = equation.operands
      switch equation.operation {
      case .constant(let value): terms.append(Term(value))
      case .unary(let f): terms.append(try Term.mapped(f, terms[operands[0]]))
      case .binary(let f):
        terms.append(try Term.combined(f, terms[operands[0]], terms[operands[1]]))
      case let operation:
        terms.append(contentsOf: try Term.perform(operation, operands.map { terms[$0] }))
      }
    }
    return terms
  }

  /// The directional derivatives of the outputs (forward mode), nil where one is zero.
  ///
  /// Terms decide where it happens: known ones are evaluated, traced ones recorded. Only the
  /// tangents that can move an output are made.
  func pushforward(
    primals: [Term], _ tangents: [Term?], needed: [Bool]? = nil
  ) throws(TraceError) -> [Term?] {
    precondition(primals.count == types.count && tangents.count == inputCount)
    let isNeeded = needed ?? tangentsNeeded()
    let powers = try modulusPowers(primals)
    var directions = tangents
    directions.reserveCapacity(types.count)
    for equation in equations {
      let operands = equation.operands
      let isStill = operands.allSatisfy { directions[$0] == nil }
      if isStill || !equation.results.contains(where: { isNeeded[$0] }) {
        for _ in equation.results { directions.append(nil) }
        continue
      }
      let result = equation.results.lowerBound
      if !powers.isEmpty, let power = powers[result], power.exponent >= 2 {
        directions.append(try pushforward(power, of: result, primals, directions))
        continue
      }
      switch equation.operation {
      case .unary(let f):
        let x = operands[0]
        let moved = try directions[x].flatMap { (t) throws(TraceError) in
          try f.pushforward(primals[x], primals[result], t)
        }
        directions.append(moved)
      case .binary(let f):
        let x = operands[0], y = operands[1]
        directions.append(
          try BinaryRules(function: f).pushforward(
            primals[x], primals[y], primals[result], directions[x], directions[y]))
      case let operation:
        let point = Linearized(
          operands: operands.map { primals[$0] }, results: equation.results.map { primals[$0] },
          tangents: operands.map { directions[$0] })
        directions.append(contentsOf: try operation.rules.pushforward(point))
      }
    }
    return outputs.map { directions[$0] }
  }

  /// The graph of the outputs and their derivatives: its inputs are the primals, then tangents of
  /// the active ones that are floating; its outputs the primal outputs, then the tangents of the
  /// floating ones.
  public func jvp(active: [Bool]) throws(TraceError) -> Graph {
    precondition(active.count == inputCount)
    let builder = GraphBuilder()
    let inputs = inputTypes.map { Term.traced(builder.input($0)) }
    var tangents: [Term?] = []
    for (type, isActive) in zip(inputTypes, active) {
      tangents.append(isActive && type.isFloating ? .traced(builder.input(type)) : nil)
    }
    let primals = try primals(inputs)
    let moved = try pushforward(primals: primals, tangents)
    var results = outputs.map { primals[$0] }
    for (type, tangent) in zip(outputTypes, moved) where type.isFloating {
      results.append(try tangent.orZeros(type))
    }
    return try builder.finish(results).graph
  }

  /// The outputs, and their tangents for each of several directions, of which each has a tangent
  /// per input (ignored where the input is not floating).
  public func pushforward(
    _ inputs: [Tensor], tangents: [[Tensor]]
  ) throws(TraceError) -> (outputs: [Tensor], tangents: [[Tensor]]) {
    let primals = try primals(inputs.map { .known($0) })
    var moved: [[Tensor]] = []
    for direction in tangents {
      let terms = zip(direction, inputTypes).map { (tensor: Tensor, type: TensorType) -> Term? in
        type.isFloating ? .known(tensor) : nil
      }
      var row: [Tensor] = []
      for (tangent, type) in zip(try pushforward(primals: primals, terms), outputTypes) {
        row.append(try tangent.orZeros(type).mean.knownValue())
      }
      moved.append(row)
    }
    var results: [Tensor] = []
    for output in outputs { results.append(try primals[output].mean.knownValue()) }
    return (results, moved)
  }
}

extension TensorType {
  /// Whether derivatives see tensors of this type.
  public var isFloating: Bool { element.isFloating }
}

extension Term? {
  /// A tangent as a term: zeros of the type where it is nil.
  func orZeros(_ type: TensorType) throws(TraceError) -> Term {
    if let term = self { return term }
    return try Term.zeros(type)
  }
}
