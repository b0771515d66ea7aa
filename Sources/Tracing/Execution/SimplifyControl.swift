import Tensors

extension Simplifier {
  /// One of two graphs: the one that is taken where that is known, else both simplified.
  mutating func appendCond(
    _ branches: Branches, _ operands: [Int], _ resultTypes: [TensorType]
  ) -> [Int] {
    let inputs = Array(operands.dropFirst())
    if case .bool(let holds) = element(of: operands[0]) {
      return inline(holds ? branches.yes : branches.no, inputs)
    }
    let simple = Branches(
      yes: body(branches.yes, inputs), no: body(branches.no, inputs))
    return record(.cond(simple), operands, resultTypes)
  }

  /// A loop of a known number of turns, what no turn changes moved before it.
  mutating func appendScan(
    _ scan: Scan, _ operands: [Int], _ resultTypes: [TensorType]
  ) -> [Int] {
    let isChanging = scan.carried + scan.scanned
    // The number of the turn is no operand.
    let bound: [Int?] = [nil] + operands.enumerated().map { $0 < isChanging ? nil : $1 }
    let simple = body(scan.body, bound)
    // Values that every turn hands on as they are.
    let isKept = (0..<scan.carried).map { simple.outputs[$0] != $0 + 1 }
    let carried = (0..<scan.carried).filter { isKept[$0] }
    let fixed = (0..<scan.carried).filter { !isKept[$0] }
    let order = [0] + (carried + Array(scan.carried..<operands.count) + fixed).map { $0 + 1 }
    var turn = simple.part(
      from: order,
      to: (carried + Array(scan.carried..<simple.outputs.count)).map {
        simple.outputs[$0]
      })
    var arguments = order.dropFirst().map { operands[$0 - 1] }
    let changing = 1 + carried.count + scan.scanned
    (turn, arguments) = hoisting(turn, changing, arguments, turnInputs: 1)
    let loop = Scan(
      body: turn, length: scan.length, carried: carried.count, scanned: scan.scanned,
      isReversed: scan.isReversed)
    let types = carried.map { resultTypes[$0] } + resultTypes.dropFirst(scan.carried)
    var results = record(.scan(loop), arguments, types)[...]
    return (0..<resultTypes.count).map { k in
      k < scan.carried && !isKept[k] ? operands[k] : results.removeFirst()
    }
  }

  /// A loop that runs while a condition holds, what no turn changes moved before it.
  mutating func appendWhile(_ loop: WhileLoop, _ operands: [Int]) -> [Int] {
    let bound: [Int?] = operands.enumerated().map { $0 < loop.carried ? nil : $1 }
    let simple = body(loop.body, bound)
    let isKept = (0..<loop.carried).map { simple.outputs[$0] != $0 }
    let carried = (0..<loop.carried).filter { isKept[$0] }
    let fixed = (0..<loop.carried).filter { !isKept[$0] }
    let order = carried + Array(loop.carried..<operands.count) + fixed
    let arguments = order.map { operands[$0] }
    let condition = body(loop.condition, bound)
    let (turn, first) = hoisting(
      simple.part(from: order, to: carried.map { simple.outputs[$0] }), carried.count, arguments,
      turnInputs: 0)
    let (test, second) = hoisting(
      condition.part(from: order, to: condition.outputs), carried.count, arguments, turnInputs: 0)
    // Both graphs take what was moved out of either.
    let forTurn = first.count - arguments.count, forTest = second.count - arguments.count
    let changed = WhileLoop(
      condition: test.inserting(Array(turn.inputTypes.suffix(forTurn)), at: arguments.count),
      body: turn.inserting(Array(test.inputTypes.suffix(forTest)), at: turn.inputCount),
      carried: carried.count)
    let all = first + second.suffix(forTest)
    var results = record(.whileLoop(changed), all, carried.map { types[operands[$0]] })[...]
    return (0..<loop.carried).map { isKept[$0] ? results.removeFirst() : operands[$0] }
  }

  /// A graph that a control operation runs, simplified.
  ///
  /// Inputs that are small constants become constants in it; their number and order are kept.
  private func body(_ graph: Graph, _ bound: [Int?]) -> Graph {
    var inner = Simplifier()
    let inputs = graph.inputTypes.map { inner.input($0) }
    var variables = inputs
    for (index, operand) in bound.enumerated() {
      guard let operand, let tensor = boundConstant(operand, types[operand]) else { continue }
      variables[index] = inner.constant(tensor)
    }
    let outputs = inner.inline(graph, variables)
    return inner.graph(inputs: inputs, outputs: outputs)
  }

  /// The value of an operand that a graph may hold as its own: a small constant.
  private func boundConstant(_ operand: Int, _ type: TensorType) -> Tensor? {
    type.shape.count <= 16 ? value(of: operand) : nil
  }

  /// A turn without the equations that depend on constants alone, and its operands with their
  /// results after them; what may fail stays, because the loop may have no turn.
  ///
  /// - Parameters:
  ///   - turn: the graph of a turn.
  ///   - changing: how many of the first inputs differ from turn to turn.
  ///   - operands: the operands of the loop.
  ///   - turnInputs: how many of the inputs are not operands.
  /// - Returns: the turn with more inputs, and the operands for them.
  private mutating func hoisting(
    _ turn: Graph, _ changing: Int, _ operands: [Int], turnInputs: Int
  ) -> (Graph, [Int]) {
    let moved = turn.invariants(changing)
    if moved.isEmpty { return (turn, operands) }
    let constants = Array(changing..<turn.inputCount)
    let before = turn.part(from: constants, to: moved)
    let values = inline(before, constants.map { operands[$0 - turnInputs] })
    return (
      turn.part(from: Array(0..<turn.inputCount) + moved, to: turn.outputs), operands + values
    )
  }
}

extension Graph {
  /// The variables that depend on the inputs from `changing` on alone and that equations which
  /// depend on others, or the outputs, read.
  fileprivate func invariants(_ changing: Int) -> [Int] {
    var isInvariant = types.indices.map { $0 >= changing && $0 < inputCount }
    var isFree = [Bool](repeating: false, count: types.count)
    var source = Array(types.indices)
    for equation in equations {
      guard equation.operands.allSatisfy({ isInvariant[$0] }),
        !equation.operation.mayFail(equation.operands.map { types[$0] })
      else { continue }
      for result in equation.results {
        isInvariant[result] = true
        switch equation.operation {
        case .constant: isFree[result] = true
        // A stretched number is cheaper than the tensor: the number is moved.
        case .broadcast where types[equation.operands[0]].shape.count == 1:
          source[result] = source[equation.operands[0]]
          isFree[result] = isFree[source[result]] || source[result] < inputCount
        default: break
        }
      }
    }
    var moved: [Int] = []
    var isMoved = isFree
    func move(_ variable: Int) {
      guard isInvariant[variable], variable >= inputCount, !isFree[variable] else { return }
      let variable = source[variable]
      if isMoved[variable] { return }
      isMoved[variable] = true
      moved.append(variable)
    }
    for equation in equations where !equation.results.allSatisfy({ isInvariant[$0] }) {
      equation.operands.forEach(move)
    }
    outputs.forEach(move)
    return moved
  }

  /// The graph with further inputs that it does not read.
  fileprivate func inserting(_ inputs: [TensorType], at position: Int) -> Graph {
    if inputs.isEmpty { return self }
    let shifted = { (variable: Int) in variable < position ? variable : variable + inputs.count }
    return Graph(
      types: types[..<position] + inputs + types[position...],
      inputCount: inputCount + inputs.count,
      equations: equations.map {
        Equation(
          $0.operation, $0.operands.map(shifted),
          shifted($0.results.lowerBound)..<shifted($0.results.lowerBound) + $0.results.count)
      },
      outputs: outputs.map(shifted))
  }
}
