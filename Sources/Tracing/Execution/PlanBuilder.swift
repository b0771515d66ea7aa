import Tensors

extension Plan {
  /// The plan of a simplified graph.
  convenience init(_ graph: Graph) throws(TensorError) {
    var builder = PlanBuilder(graph)
    try builder.build()
    let slots = try PlanSlots(graph, builder.reads.bases, builder.drafts, builder.constants)
    self.init(
      steps: slots.steps, computed: builder.drafts.map(\.computed), constants: slots.constants,
      inputCount: graph.inputCount,
      sizes: slots.sizes, unused: slots.unused,
      outputs: graph.outputs.map { output in
        let base = builder.reads.bases[output]
        let shape = graph.types[output].shape
        return PlanOutput(
          slot: slots.numbers[base], view: shape == graph.types[base].shape ? nil : shape)
      })
  }
}

/// Makes the kernels of a plan.
private struct PlanBuilder {
  let graph: Graph
  let reads: PlanReads
  private(set) var drafts: [PlanDraft] = []
  private(set) var constants: [(variable: Int, value: Tensor)] = []
  private var constantValues: [Int: Tensor] = [:]
  /// Variables that must be tensors of their own: outputs, or read by another kernel.
  private var written: [Bool] = []

  init(_ graph: Graph) {
    self.graph = graph
    reads = PlanReads(graph)
  }

  mutating func build() throws(TensorError) {
    let schedule = try PlanSchedule(graph)
    written = variablesReadElsewhere(schedule)
    for group in schedule.groups {
      try Interruption.check()
      try draft(group)
    }
    finishProducts()
  }

  /// For each variable whether an output or another group reads it.
  private func variablesReadElsewhere(_ schedule: PlanSchedule) -> [Bool] {
    var number = [Int](repeating: -1, count: graph.types.count)
    for (index, group) in schedule.groups.enumerated() {
      for equation in group.equations {
        for result in graph.equations[equation].results { number[result] = index }
      }
    }
    var isRead = [Bool](repeating: false, count: graph.types.count)
    for output in graph.outputs { isRead[reads.bases[output]] = true }
    for (index, group) in schedule.groups.enumerated() {
      for equation in group.equations where reads.isNeeded[equation] {
        let variables = reads.reads(graph.equations[equation], isFused: group.kind.isElementwise)
        for operand in variables.map({ reads.bases[$0] }) where number[operand] != index {
          isRead[operand] = true
        }
      }
    }
    return isRead
  }

  private mutating func draft(_ group: PlanSchedule.Group) throws(TensorError) {
    let equations = group.equations.filter { reads.isNeeded[$0] }.map { graph.equations[$0] }
    if equations.isEmpty { return }
    switch group.kind {
    case .alone: try draft(equations[0])
    case .tape: try draftTape(equations)
    case .elementwise(let shape): draftElementwise(equations, shape)
    }
  }

  private mutating func draft(_ equation: Equation) throws(TensorError) {
    let kernel: PlanDraft.Kernel
    switch equation.operation {
    case .constant(let tensor):
      constants.append((equation.results.lowerBound, tensor))
      constantValues[equation.results.lowerBound] = tensor
      return
    case .broadcast:
      if let tensor = stretchedConstant(equation) {
        constants.append((equation.results.lowerBound, tensor))
        return
      }
      kernel = .operation(equation.operation.rules)
    case .product: return draftProduct(equation)
    case .reduce where reads.summedRoot(equation) != nil:
      drafts.append(
        PlanDraft(
          kernel: .sumOfSquares, operands: reads.reads(equation, isFused: false),
          results: Array(equation.results), computed: Array(equation.results)))
      return
    case .cond(let branches):
      kernel = .cond(yes: try Executable(branches.yes), no: try Executable(branches.no))
    case .whileLoop(let loop): kernel = .whileLoop(try PlannedWhile(loop))
    case .scan(let scan): kernel = .scan(try PlannedScan(scan))
    default:
      let rules = equation.operation.rules
      kernel = (rules as? any OverwritingRules).map { .overwriting($0) } ?? .operation(rules)
    }
    let results = Array(equation.results)
    let tape = tape([equation], equation.operands, results)
    drafts.append(
      PlanDraft(
        kernel: tape.map { .tape($0) } ?? kernel, operands: equation.operands, results: results,
        computed: results))
  }

  /// A constant that is stretched is written out once, where it is not large.
  private func stretchedConstant(_ equation: Equation) -> Tensor? {
    guard let known = constantValues[equation.operands[0]],
      case .broadcast(let shape) = equation.operation, shape.count <= 1 << 16
    else { return nil }
    return try? known.broadcast(to: shape)
  }

  private mutating func draftProduct(_ equation: Equation) {
    let operands = reads.reads(equation, isFused: false)
    let a = graph.types[operands[0]], b = graph.types[operands[1]]
    let product = try? ProductKernel(
      left: a.shape, right: b.shape, transposesLeft: operands[0] != equation.operands[0],
      transposesRight: operands[1] != equation.operands[1], type: a.element)
    drafts.append(
      PlanDraft(
        kernel: product.map { .product($0) } ?? .operation(equation.operation.rules),
        operands: operands, results: Array(equation.results), computed: Array(equation.results)))
  }

  private mutating func draftTape(_ equations: [Equation]) throws(TensorError) {
    let results = equations.flatMap { Array($0.results) }
    let bound = Set(results)
    let operands = unique(equations.flatMap(\.operands).filter { !bound.contains($0) })
    let outputs = results.filter { written[$0] }
    if let tape = tape(equations, operands, outputs) {
      drafts.append(
        PlanDraft(
          kernel: .tape(tape), operands: operands, results: outputs, computed: results))
    } else {
      for equation in equations { try draft(equation) }
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

  private mutating func draftElementwise(_ given: [Equation], _ shape: Shape) {
    let pairs = LogisticPairs(given, graph.types) { written[$0] }
    let equations = pairs.equations
    let results = equations.map { $0.results.lowerBound }
    let bound = Set(results)
    var buffer: [PassInput: Int] = [:]
    var inputs: [PassInput] = []
    for equation in equations {
      for operand in pairs.operands(of: equation) where !bound.contains(operand) {
        let input = passInput(operand)
        if buffer[input] == nil {
          buffer[input] = inputs.count
          inputs.append(input)
        }
      }
    }
    var number: [Int: Int] = [:]
    for (index, result) in results.enumerated() { number[result] = inputs.count + index }
    let steps = equations.map { equation in
      ElementwiseProgram.Step(
        function(equation, pairs),
        pairs.operands(of: equation).compactMap { number[$0] ?? buffer[passInput($0)] })
    }
    let outputs = results.filter { written[$0] }
    let program = ElementwiseProgram(
      inputs: inputs.map { ElementwiseProgram.Input(graph.types[$0.variable].element, $0.span) },
      steps: steps, results: results.map { graph.types[$0].element },
      outputs: outputs.compactMap { number[$0] }, shape: shape)
    drafts.append(
      PlanDraft(
        kernel: .elementwise(program), operands: inputs.map(\.variable), results: outputs,
        computed: results))
  }

  /// What an elementwise pass reads for an operand.
  private func passInput(_ operand: Int) -> PassInput {
    guard let (source, span) = reads.stretched[operand] else {
      return PassInput(variable: operand, span: .all)
    }
    return PassInput(variable: source, span: span)
  }

  private func function(
    _ equation: Equation, _ pairs: LogisticPairs
  ) -> ElementwiseProgram.Function {
    let result = equation.results.lowerBound
    if pairs.firsts.contains(result) { return .logistics }
    if pairs.seconds[result] != nil { return .second }
    return switch equation.operation {
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
}

/// A variable as an elementwise pass reads it.
private struct PassInput: Hashable {
  let variable: Int
  let span: ElementwiseProgram.Span
}

// MARK: - Products whose rows are finished

extension PlanBuilder {
  /// Moves each product to the elementwise pass that reads it first, where that pass can run on its
  /// rows one after the other: they are then still in a cache.
  private mutating func finishProducts() {
    // The draft that makes a variable, and the first one that reads it.
    var maker: [Int: Int] = [:], reader: [Int: Int] = [:]
    for (index, draft) in drafts.enumerated() {
      for operand in draft.operands.map({ reads.bases[$0] }) where reader[operand] == nil {
        reader[operand] = index
      }
      for result in draft.results { maker[result] = index }
    }
    var isMoved = [Bool](repeating: false, count: drafts.count)
    for index in drafts.indices {
      guard case .elementwise(let program) = drafts[index].kernel, !program.mayFail else {
        continue
      }
      let candidates = drafts[index].operands.indices.filter { position in
        let base = reads.bases[drafts[index].operands[position]]
        return program.readsInPlace(position) && reader[base] == index
          && maker[base].map { canFinish($0) } ?? false
      }
      let makers = candidates.compactMap { maker[reads.bases[drafts[index].operands[$0]]] }
      guard let made = makers.max(), case .product(let product) = drafts[made].kernel else {
        continue
      }
      let variable = drafts[made].results[0]
      drafts[index] = PlanDraft(
        kernel: .finishedProduct(product, variable: variable, program),
        operands: drafts[made].operands + drafts[index].operands,
        results: drafts[index].results, computed: [variable] + drafts[index].computed)
      isMoved[made] = true
    }
    drafts = zip(drafts, isMoved).filter { !$1 }.map { $0.0 }
  }

  private func canFinish(_ index: Int) -> Bool {
    if case .product(let product) = drafts[index].kernel { product.finishesRows } else { false }
  }
}
