import Tensors

extension Graph {
  /// The graph without values that control operations compute for nobody: unused results, carried
  /// values that only themselves need, rows and constants that no turn reads.
  func pruned() -> Graph {
    guard equations.contains(where: \.operation.runsGraphs) else {
      return part(from: Array(0..<inputCount), to: outputs)
    }
    var wanted = [Bool](repeating: false, count: types.count)
    for output in outputs { wanted[output] = true }
    var kept: [PrunedEquation] = []
    for equation in equations.reversed() where equation.results.contains(where: { wanted[$0] }) {
      let pruned = PrunedEquation(equation, isWanted: equation.results.map { wanted[$0] })
      for operand in pruned.operands { wanted[operand] = true }
      kept.append(pruned)
    }
    var number = Array(0..<inputCount) + [Int](repeating: -1, count: types.count - inputCount)
    var newTypes = inputTypes
    let equations = kept.reversed().map { equation in
      let first = newTypes.count
      for variable in equation.results {
        number[variable] = newTypes.count
        newTypes.append(types[variable])
      }
      return Equation(
        equation.operation, equation.operands.map { number[$0] }, first..<newTypes.count)
    }
    return Graph(
      types: newTypes, inputCount: inputCount, equations: equations,
      outputs: outputs.map { number[$0] })
  }
}

extension Operation {
  /// Whether it is one of the control operations.
  fileprivate var runsGraphs: Bool {
    switch self {
    case .cond, .whileLoop, .scan, .average: true
    default: false
    }
  }
}

/// An equation that computes some of the results it had.
private struct PrunedEquation {
  var operation: Operation
  var operands: [Int]
  /// The variables of the results that are left.
  var results: [Int]

  init(_ equation: Equation, isWanted: [Bool]) {
    operation = equation.operation
    operands = equation.operands
    results = Array(equation.results)
    switch equation.operation {
    case .cond(let branches): prune(branches, isWanted)
    case .whileLoop(let loop): prune(loop, isWanted)
    case .scan(let scan): prune(scan, isWanted)
    case .average(let average): prune(average, isWanted)
    default: break
    }
  }

  private mutating func prune(_ branches: Branches, _ isWanted: [Bool]) {
    let kept = isWanted.indices.filter { isWanted[$0] }
    let all = Array(0..<branches.yes.inputCount)
    let yes = branches.yes.part(from: all, to: kept.map { branches.yes.outputs[$0] }).pruned()
    let no = branches.no.part(from: all, to: kept.map { branches.no.outputs[$0] }).pruned()
    let usedByYes = yes.usedInputs, usedByNo = no.usedInputs
    let used = all.filter { usedByYes[$0] || usedByNo[$0] }
    operation = .cond(
      Branches(yes: yes.part(from: used, to: yes.outputs), no: no.part(from: used, to: no.outputs)))
    operands = [operands[0]] + used.map { operands[$0 + 1] }
    results = kept.map { results[$0] }
  }

  private mutating func prune(_ loop: WhileLoop, _ isWanted: [Bool]) {
    let all = Array(0..<loop.body.inputCount)
    let condition = loop.condition.pruned()
    let usedByTest = condition.usedInputs
    // A carried value is needed for the result, for the condition or for another needed one.
    var needed = (0..<loop.carried).filter { isWanted[$0] || usedByTest[$0] }
    var body = loop.body
    while true {
      body = loop.body.part(from: all, to: needed.map { loop.body.outputs[$0] }).pruned()
      let used = body.usedInputs
      let more = (0..<loop.carried).filter { used[$0] || needed.contains($0) }
      if more == needed { break }
      needed = more
    }
    let used = body.usedInputs
    let inputs =
      needed + (loop.carried..<all.count).filter { used[$0] || usedByTest[$0] }
    operation = .whileLoop(
      WhileLoop(
        condition: condition.part(from: inputs, to: condition.outputs),
        body: body.part(from: inputs, to: body.outputs), carried: needed.count))
    operands = inputs.map { operands[$0] }
    results = needed.map { results[$0] }
  }

  private mutating func prune(_ average: Average, _ isWanted: [Bool]) {
    let kept = isWanted.indices.filter { isWanted[$0] }
    let all = Array(0..<average.body.inputCount)
    let body = average.body.part(from: all, to: kept.map { average.body.outputs[$0] }).pruned()
    let used = body.usedInputs
    // The number of the sample and the key stay.
    let inputs = all.filter { $0 < 2 || used[$0] }
    operation = .average(
      Average(
        body: body.part(from: inputs, to: body.outputs), count: average.count,
        group: average.group, blocks: average.blocks))
    operands = inputs.dropFirst().map { operands[$0 - 1] }
    results = kept.map { results[$0] }
  }

  private mutating func prune(_ scan: Scan, _ isWanted: [Bool]) {
    let all = Array(0..<scan.body.inputCount)
    let kept = (scan.carried..<isWanted.count).filter { isWanted[$0] }
    var needed = (0..<scan.carried).filter { isWanted[$0] }
    var body = scan.body
    while true {
      body = scan.body.part(from: all, to: (needed + kept).map { scan.body.outputs[$0] }).pruned()
      let used = body.usedInputs
      let more = (0..<scan.carried).filter { used[$0 + 1] || needed.contains($0) }
      if more == needed { break }
      needed = more
    }
    let used = body.usedInputs
    let others = (scan.carried..<all.count - 1).filter { used[$0 + 1] }
    let inputs = [0] + (needed + others).map { $0 + 1 }
    operation = .scan(
      Scan(
        body: body.part(from: inputs, to: body.outputs), length: scan.length,
        carried: needed.count, scanned: others.count { $0 < scan.carried + scan.scanned },
        isReversed: scan.isReversed))
    operands = (needed + others).map { operands[$0] }
    results = (needed + kept).map { results[$0] }
  }
}
