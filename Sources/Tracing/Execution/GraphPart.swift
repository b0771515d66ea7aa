import Tensors

extension Graph {
  /// The graph that computes some variables from others, without what they do not depend on.
  ///
  /// The variables that become its inputs may be inputs or results of equations, each named once;
  /// an output must depend on nothing else.
  func part(from inputs: [Int], to outputs: [Int]) -> Graph {
    let needed = neededEquations(from: inputs, to: outputs)
    var number = [Int](repeating: -1, count: types.count)
    var newTypes: [TensorType] = []
    newTypes.reserveCapacity(types.count)
    for variable in inputs {
      number[variable] = newTypes.count
      newTypes.append(types[variable])
    }
    var kept: [Equation] = []
    kept.reserveCapacity(equations.count)
    for (index, equation) in equations.enumerated() where needed[index] {
      let first = newTypes.count
      for variable in equation.results {
        if number[variable] < 0 { number[variable] = newTypes.count }
        newTypes.append(types[variable])
      }
      let operands = equation.operands.map { number[$0] }
      kept.append(Equation(equation.operation, operands, first..<newTypes.count))
    }
    return Graph(
      types: newTypes, inputCount: inputs.count, equations: kept,
      outputs: outputs.map { number[$0] })
  }

  /// Which equations the outputs depend on, where the values of `inputs` are given.
  private func neededEquations(from inputs: [Int], to outputs: [Int]) -> [Bool] {
    var wanted = [Bool](repeating: false, count: types.count)
    var isGiven = wanted
    for variable in inputs { isGiven[variable] = true }
    for variable in outputs { wanted[variable] = true }
    var needed = [Bool](repeating: false, count: equations.count)
    for index in equations.indices.reversed() {
      let equation = equations[index]
      guard equation.results.contains(where: { wanted[$0] && !isGiven[$0] }) else { continue }
      needed[index] = true
      for operand in equation.operands { wanted[operand] = true }
    }
    return needed
  }

  /// Which inputs some equation reads or the outputs name.
  var usedInputs: [Bool] {
    var used = [Bool](repeating: false, count: inputCount)
    func use(_ variable: Int) { if variable < inputCount { used[variable] = true } }
    for equation in equations { equation.operands.forEach(use) }
    outputs.forEach(use)
    return used
  }

  /// The graph without inputs that nothing reads.
  ///
  /// - Parameter wanted: the inputs that stay whether they are read or not.
  /// - Returns: the graph, and which of its inputs are left.
  public func droppingInputs(except wanted: Set<Int>) -> (graph: Graph, kept: [Int]) {
    let isRead = usedInputs
    let kept = (0..<inputCount).filter { isRead[$0] || wanted.contains($0) }
    return (part(from: kept, to: outputs), kept)
  }
}
