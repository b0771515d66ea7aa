import Tensors

extension Plan {
  /// The plan of a simplified graph.
  convenience init(_ graph: Graph) {
    var builder = PlanBuilder(graph)
    builder.build()
    self.init(
      steps: builder.steps, constants: builder.constants, slots: builder.slots,
      unused: builder.unused, outputs: graph.outputs.map { builder.slotNumbers[$0] })
  }
}

/// Makes the kernels of a plan, and tells at which of them every value is read last.
private struct PlanBuilder {
  private struct Draft {
    let kernel: PlanStep.Kernel
    let operands: [Int]
    let results: [Int]
  }

  let graph: Graph
  private(set) var steps: [PlanStep] = []
  private(set) var constants: [(slot: Int, value: Tensor)] = []
  private(set) var slots = 0
  private(set) var unused: [Int] = []
  /// The slot of every variable, -1 where it has none.
  private(set) var slotNumbers: [Int]
  private var drafts: [Draft] = []
  /// Variables that are one scalar stretched, with that scalar, where it need not be written out.
  private var scalars: [Int: Int] = [:]

  init(_ graph: Graph) {
    self.graph = graph
    slotNumbers = [Int](repeating: -1, count: graph.types.count)
  }

  mutating func build() {
    let schedule = PlanSchedule(graph)
    for equation in graph.equations {
      guard case .broadcast = equation.operation else { continue }
      // An operand of rank 0 alone: a tensor of one element has axes of its own.
      if graph.types[equation.operands[0]].shape.rank == 0 {
        scalars[equation.results.lowerBound] = equation.operands[0]
      }
    }
    let group = groupNumbers(schedule)
    let written = variablesReadElsewhere(schedule, group)
    for group in schedule.groups { draft(group, written) }
    assignSlots()
  }

  /// The group of the equation that binds a variable, -1 for inputs.
  private func groupNumbers(_ schedule: PlanSchedule) -> [Int] {
    var number = [Int](repeating: -1, count: graph.types.count)
    for (index, group) in schedule.groups.enumerated() {
      for equation in group.equations {
        for result in graph.equations[equation].results { number[result] = index }
      }
    }
    return number
  }

  /// Whether a variable must be a tensor of its own: an output, or read by another kernel.
  private func variablesReadElsewhere(_ schedule: PlanSchedule, _ number: [Int]) -> [Bool] {
    var isRead = [Bool](repeating: false, count: graph.types.count)
    for output in graph.outputs { isRead[output] = true }
    for (index, group) in schedule.groups.enumerated() {
      for equation in group.equations {
        for operand in graph.equations[equation].operands where number[operand] != index {
          if case .elementwise = group.kind, let scalar = scalars[operand] {
            isRead[scalar] = true
          } else {
            isRead[operand] = true
          }
        }
      }
    }
    // A stretched scalar that must be written out reads its scalar.
    for (variable, scalar) in scalars where isRead[variable] { isRead[scalar] = true }
    return isRead
  }

  private mutating func draft(_ group: PlanSchedule.Group, _ written: [Bool]) {
    let equations = group.equations.map { graph.equations[$0] }
    switch group.kind {
    case .alone: draft(equations[0], written)
    case .tape: draftTape(equations, written)
    case .elementwise(let shape): draftElementwise(equations, shape, written)
    }
  }

  private mutating func draft(_ equation: Equation, _ written: [Bool]) {
    let kernel: PlanStep.Kernel
    switch equation.operation {
    case .constant(let tensor):
      constants.append((equation.results.lowerBound, tensor))
      return
    case .broadcast where !written[equation.results.lowerBound]: return
    case .cond(let branches):
      kernel = .cond(yes: Executable(branches.yes), no: Executable(branches.no))
    case .whileLoop(let loop): kernel = .whileLoop(PlannedWhile(loop))
    case .scan(let scan): kernel = .scan(PlannedScan(scan))
    default: kernel = .operation(equation.operation.rules)
    }
    if let tape = tape([equation], equation.operands, Array(equation.results)) {
      drafts.append(
        Draft(kernel: .tape(tape), operands: equation.operands, results: Array(equation.results)))
    } else {
      drafts.append(
        Draft(kernel: kernel, operands: equation.operands, results: Array(equation.results)))
    }
  }

  private mutating func draftTape(_ equations: [Equation], _ written: [Bool]) {
    let results = equations.flatMap { Array($0.results) }
    let bound = Set(results)
    let operands = unique(equations.flatMap(\.operands).filter { !bound.contains($0) })
    let outputs = results.filter { written[$0] }
    if let tape = tape(equations, operands, outputs) {
      drafts.append(Draft(kernel: .tape(tape), operands: operands, results: outputs))
    } else {
      for equation in equations { draft(equation, written) }
    }
  }

  /// The tape of some equations, nil where they do not make one.
  private func tape(_ equations: [Equation], _ inputs: [Int], _ outputs: [Int]) -> ScalarTape? {
    guard Set(inputs).count == inputs.count else { return nil }
    guard inputs.allSatisfy({ graph.types[$0].element.isWord && graph.types[$0].shape.rank <= 1 })
    else { return nil }
    var number: [Int: Int] = [:]
    var types = inputs.map { graph.types[$0] }
    for (index, variable) in inputs.enumerated() { number[variable] = index }
    var renumbered: [Equation] = []
    for equation in equations {
      let first = types.count
      for result in equation.results {
        number[result] = types.count
        types.append(graph.types[result])
      }
      renumbered.append(
        Equation(
          equation.operation, equation.operands.compactMap { number[$0] }, first..<types.count))
    }
    return ScalarTape(
      Graph(
        types: types, inputCount: inputs.count, equations: renumbered,
        outputs: outputs.compactMap { number[$0] }))
  }

  private mutating func draftElementwise(
    _ equations: [Equation], _ shape: Shape, _ written: [Bool]
  ) {
    let results = equations.map { $0.results.lowerBound }
    let bound = Set(results)
    let read = { [scalars] (variable: Int) in
      bound.contains(variable) ? variable : scalars[variable] ?? variable
    }
    let inputs = unique(equations.flatMap(\.operands).filter { !bound.contains($0) }.map(read))
    var buffer: [Int: Int] = [:]
    for (index, variable) in (inputs + results).enumerated() { buffer[variable] = index }
    let steps = equations.map { equation in
      ElementwiseProgram.Step(
        function(equation.operation), equation.operands.compactMap { buffer[read($0)] })
    }
    let outputs = results.filter { written[$0] }
    let program = ElementwiseProgram(
      inputs: inputs.map {
        (graph.types[$0].element, graph.types[$0].shape.rank == 0 && shape.rank > 0)
      },
      steps: steps, results: results.map { graph.types[$0].element },
      outputs: outputs.compactMap { buffer[$0] }, shape: shape)
    drafts.append(Draft(kernel: .elementwise(program), operands: inputs, results: outputs))
  }

  private func function(_ operation: Operation) -> ElementwiseProgram.Function {
    switch operation {
    case .unary(let f): .unary(f)
    case .binary(let f): .binary(f)
    case .compare(let c): .compare(c)
    case .select: .select
    default: .convert
    }
  }

  /// The variables without repetitions, in order.
  private func unique(_ variables: [Int]) -> [Int] {
    var seen = Set<Int>()
    return variables.filter { seen.insert($0).inserted }
  }

  /// Gives every variable that is a tensor a slot: inputs first, the others as slots get free.
  private mutating func assignSlots() {
    for input in 0..<graph.inputCount { slotNumbers[input] = input }
    slots = graph.inputCount
    for index in constants.indices {
      slotNumbers[constants[index].slot] = slots
      constants[index].slot = slots
      slots += 1
    }
    var lastUse = [Int](repeating: -1, count: graph.types.count)
    for (index, draft) in drafts.enumerated() {
      for operand in draft.operands { lastUse[operand] = index }
    }
    for output in graph.outputs { lastUse[output] = Int.max }
    unused = (0..<graph.inputCount).filter { lastUse[$0] < 0 }
    var free: [Int] = []
    for (index, draft) in drafts.enumerated() {
      let dying = unique(draft.operands).filter { lastUse[$0] == index }.map { slotNumbers[$0] }
      free += dying
      for result in draft.results where lastUse[result] >= 0 {
        if let slot = free.popLast() {
          slotNumbers[result] = slot
        } else {
          slotNumbers[result] = slots
          slots += 1
        }
      }
      steps.append(
        PlanStep(
          kernel: draft.kernel, operands: draft.operands.map { slotNumbers[$0] },
          results: draft.results.map { slotNumbers[$0] }, dying: dying))
    }
  }
}
