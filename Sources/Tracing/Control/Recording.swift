import Tensors

extension Graph {
  /// The graph of a function of terms that reads nothing but its arguments.
  static func recording(
    _ types: [TensorType], _ f: ([Term]) throws(TraceError) -> [Term]
  ) throws(TraceError) -> Graph {
    let builder = GraphBuilder()
    var inputs: [Term] = []
    for type in types { inputs.append(.traced(builder.input(type))) }
    let trace = try builder.finish(f(inputs))
    assert(trace.captures.isEmpty)
    return trace.graph
  }

  /// For each output whether it depends on one of these inputs.
  func depends(on inputs: [Bool]) -> [Bool] {
    let reached = reached(from: inputs) { _ in true }
    return outputs.map { reached[$0] }
  }

  /// For each output whether it has a row for each row of these inputs: operations make batches of
  /// all their results.
  func isBatched(_ inputs: [Bool]) -> [Bool] {
    var flags = inputs
    for equation in equations {
      let isBatched = equation.operands.contains { flags[$0] }
      for _ in equation.results { flags.append(isBatched) }
    }
    return outputs.map { flags[$0] }
  }

  /// For each output whether it can have a tangent where these inputs have one.
  public func moves(with inputs: [Bool]) -> [Bool] {
    let reached = reached(from: zip(inputs, inputTypes).map { $0 && $1.isFloating }) {
      $0.passesTangents
    }
    let drawn = lawsMoving(reached)
    return outputs.map { (reached[$0] || drawn?[$0] == true) && types[$0].isFloating }
  }

  /// For each variable whether it depends on a draw whose law moves but which has no derivative; nil
  /// where there is none.
  private func lawsMoving(_ moving: [Bool]) -> [Bool]? {
    guard drawsWithoutPath else { return nil }
    var moves = [Bool](repeating: false, count: types.count)
    for equation in equations {
      switch equation.operation {
      case .stop: continue
      case .unreparameterised where equation.operands.dropFirst().contains { moving[$0] }:
        moves[equation.results.lowerBound] = true
      default:
        guard equation.operands.contains(where: { moves[$0] }) else { continue }
        for result in equation.results { moves[result] = true }
      }
    }
    return moves
  }

  private func reached(from inputs: [Bool], through: (Operation) -> Bool) -> [Bool] {
    precondition(inputs.count == inputCount)
    var reached = inputs
    reached.reserveCapacity(types.count)
    for equation in equations {
      let count = equation.results.count
      guard through(equation.operation), equation.operands.contains(where: { reached[$0] }) else {
        reached.append(contentsOf: repeatElement(false, count: count))
        continue
      }
      reached.append(
        contentsOf: equation.operation.depending(
          on: equation.operands.map { reached[$0] }, count: count))
    }
    return reached
  }

  /// The tangents of the outputs chosen, as a graph of the inputs and the tangents of the active
  /// ones.
  func tangents(active: [Bool], of chosen: [Bool]) throws(TraceError) -> Graph {
    let directions = zip(inputTypes, active).filter(\.1).map(\.0)
    return try Graph.recording(inputTypes + directions) { (terms) throws(TraceError) in
      let primals = try self.primals(Array(terms.prefix(inputCount)))
      var rest = terms.dropFirst(inputCount)
      let moved = try pushforward(
        primals: primals, active.map { $0 ? rest.popFirst() : nil })
      var results: [Term] = []
      for (index, tangent) in moved.enumerated() where chosen[index] {
        results.append(try tangent.orZeros(outputTypes[index]))
      }
      return try required(results, primals)
    }
  }
}
