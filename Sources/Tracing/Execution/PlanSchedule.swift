import Tensors

/// Which equations of a graph are computed together, in order.
struct PlanSchedule {
  /// Equations that one kernel computes.
  struct Group {
    let kind: Kind
    /// The equations in order.
    var equations: [Int]
  }

  /// What kernel an equation may share.
  enum Kind: Hashable {
    /// A kernel of its own.
    case alone
    /// A pass over tensors of this shape.
    case elementwise(Shape)
    /// A tape of scalars.
    case tape

    /// Whether it is a pass over so many elements that its overhead is nothing beside them.
    var isLarge: Bool {
      switch self {
      case .elementwise(let shape): shape.count > 4096
      case .alone, .tape: false
      }
    }

    /// Whether it is an elementwise pass.
    var isElementwise: Bool {
      switch self {
      case .elementwise: true
      case .alone, .tape: false
      }
    }
  }

  /// The groups in the order in which they run.
  private(set) var groups: [Group] = []
  /// How many equations of each one's operands are not yet scheduled.
  private var waiting: [Int]
  private var readers: [[Int]]
  /// Whether a variable is a constant or stretched from another one.
  private var isStretched: [Bool]

  /// Groups the equations.
  ///
  /// Those without companions run as early as they can, each other one with all equations of its
  /// kind that can run with it; over large tensors only with those that have to do with what it reads or
  /// makes, so that an update does not run before its gradient is there. Equations that may fail keep
  /// their order, so that the first error is that of the evaluation one by one.
  ///
  /// - Throws: `.interrupted`.
  init(_ graph: Graph) throws(TensorError) {
    let kinds = graph.equations.map { PlanSchedule.kind($0, graph.types) }
    waiting = [Int](repeating: 0, count: kinds.count)
    readers = [[Int]](repeating: [], count: kinds.count)
    isStretched = [Bool](repeating: false, count: graph.types.count)
    findReaders(graph)
    var ready = (0..<kinds.count).filter { waiting[$0] == 0 }
    while !ready.isEmpty {
      try Interruption.check()
      // Scalars and small tensors first: what a large pass needs of them is then there, and it is one pass.
      let chosen =
        ready.firstIndex { kinds[$0] == .alone } ?? ready.firstIndex { !kinds[$0].isLarge } ?? 0
      let kind = kinds[ready[chosen]]
      guard kind != .alone else {
        let equation = ready.remove(at: chosen)
        groups.append(Group(kind: .alone, equations: [equation]))
        finish(equation, &ready)
        continue
      }
      var group = Group(kind: kind, equations: [])
      var touched = Set(tensors(of: graph.equations[ready[chosen]]))
      while let next = ready.firstIndex(where: { candidate in
        kinds[candidate] == kind
          && (!kind.isLarge || meets(touched, candidate, graph.equations))
      }) {
        try Interruption.check()
        let equation = ready.remove(at: next)
        group.equations.append(equation)
        touched.formUnion(tensors(of: graph.equations[equation]))
        finish(equation, &ready)
      }
      groups.append(group)
    }
  }

  /// The variables that an equation reads or makes, without those that are stretched or known.
  private func tensors(of equation: Equation) -> [Int] {
    equation.operands.filter { !isStretched[$0] } + Array(equation.results)
  }

  /// Whether an equation reads or makes what a pass does, or makes what is combined with that.
  private func meets(_ touched: Set<Int>, _ candidate: Int, _ equations: [Equation]) -> Bool {
    if tensors(of: equations[candidate]).contains(where: { touched.contains($0) }) { return true }
    return readers[candidate].contains { reader in
      equations[reader].operands.contains { touched.contains($0) }
    }
  }

  private mutating func findReaders(_ graph: Graph) {
    var origin = [Int](repeating: -1, count: graph.types.count)
    var lastFailing = -1
    for (index, equation) in graph.equations.enumerated() {
      for operand in Set(equation.operands) where origin[operand] >= 0 {
        readers[origin[operand]].append(index)
        waiting[index] += 1
      }
      if equation.operation.mayFail(equation.operands.map({ graph.types[$0] })) {
        if lastFailing >= 0 {
          readers[lastFailing].append(index)
          waiting[index] += 1
        }
        lastFailing = index
      }
      for result in equation.results { origin[result] = index }
      switch equation.operation {
      case .broadcast, .constant: isStretched[equation.results.lowerBound] = true
      default: break
      }
    }
  }

  /// Equations that wait for nothing more are ready, in the order of the graph.
  private mutating func finish(_ equation: Int, _ ready: inout [Int]) {
    for reader in readers[equation] {
      waiting[reader] -= 1
      if waiting[reader] == 0 {
        ready.insert(reader, at: ready.firstIndex { $0 > reader } ?? ready.count)
      }
    }
  }

  /// What kernel an equation may share.
  static func kind(_ equation: Equation, _ types: [TensorType]) -> Kind {
    switch equation.operation {
    case .unary, .binary, .compare, .select, .convert, .fold, .noise: break
    default: return .alone
    }
    let variables = equation.operands + equation.results
    if variables.allSatisfy({ types[$0].isWordScalar }) { return .tape }
    switch equation.operation {
    case .fold, .noise: return .alone
    default: break
    }
    let isFused = variables.allSatisfy { types[$0].element != .c128 }
    return isFused ? .elementwise(types[equation.results.lowerBound].shape) : .alone
  }
}
