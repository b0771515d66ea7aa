import Tensors

/// The slots of a plan: inputs first, then constants, then memory that variables of one size share.
struct PlanSlots {
  /// The slot of every variable with memory of its own, -1 where it has none.
  private(set) var numbers: [Int]
  /// The bytes of what each slot holds.
  private(set) var sizes: [Int] = []
  private(set) var steps: [PlanStep] = []
  private(set) var constants: [(slot: Int, value: Tensor)] = []
  /// Inputs that no kernel reads and no output names.
  private(set) var unused: [Int] = []

  private let graph: Graph
  private let bases: [Int]
  private let drafts: [PlanDraft]
  /// The draft that reads a variable last, -1 for none, `Int.max` for outputs.
  private var lastUse: [Int]
  private var constantSlots: Set<Int> = []
  private var free: [Int: [Int]] = [:]
  private let isOutput: [Bool]

  init(
    _ graph: Graph, _ bases: [Int], _ drafts: [PlanDraft],
    _ constants: [(variable: Int, value: Tensor)]
  ) throws(TensorError) {
    (self.graph, self.bases, self.drafts) = (graph, bases, drafts)
    numbers = [Int](repeating: -1, count: graph.types.count)
    lastUse = numbers
    var isOutput = [Bool](repeating: false, count: graph.types.count)
    for output in graph.outputs { isOutput[bases[output]] = true }
    self.isOutput = isOutput
    for (index, draft) in drafts.enumerated() {
      for operand in draft.operands { lastUse[bases[operand]] = index }
      if let inner = draft.inner { lastUse[inner] = max(lastUse[inner], index) }
    }
    for output in graph.outputs { lastUse[bases[output]] = Int.max }
    for input in 0..<graph.inputCount { numbers[input] = newSlot(graph.types[input]) }
    unused = (0..<graph.inputCount).filter { lastUse[$0] < 0 }
    for (variable, value) in constants where lastUse[variable] >= 0 {
      numbers[variable] = newSlot(graph.types[variable])
      self.constants.append((numbers[variable], value))
      constantSlots.insert(numbers[variable])
    }
    try assign()
  }

  private mutating func newSlot(_ type: TensorType) -> Int {
    sizes.append(type.byteCount)
    return sizes.count - 1
  }

  private mutating func assign() throws(TensorError) {
    let fixed = sizes.count
    var lastTouch = [Int](repeating: -1, count: fixed)
    var places: [(operands: [Int], results: [Int], inner: Int)] = []
    for (index, draft) in drafts.enumerated() {
      try Interruption.check()
      let inner = draft.inner.map { place($0) } ?? -1
      let results = try place(resultsOf: draft, index)
      let operands = draft.operands.map { numbers[bases[$0]] }
      lastTouch += [Int](repeating: -1, count: sizes.count - lastTouch.count)
      for slot in operands + results + [inner] where slot >= 0 { lastTouch[slot] = index }
      release(draft, index, kept: Set(results), fixed: fixed)
      places.append((operands, results, inner))
    }
    var finished = [[Int]](repeating: [], count: drafts.count)
    let kept = constantSlots.union(graph.outputs.map { numbers[bases[$0]] })
    for (slot, touch) in lastTouch.enumerated() where touch >= 0 && !kept.contains(slot) {
      finished[touch].append(slot)
    }
    for (index, draft) in drafts.enumerated() {
      let (operands, results, inner) = places[index]
      steps.append(
        PlanStep(
          kernel: draft.kernel(innerSlot: inner), operands: operands,
          views: draft.operands.map { view($0) }, results: results, finished: finished[index]))
    }
  }

  /// The shape that an operand is read in, where its memory has another one.
  private func view(_ operand: Int) -> Shape? {
    let shape = graph.types[operand].shape
    return shape == graph.types[bases[operand]].shape ? nil : shape
  }

  /// A slot for a variable.
  private mutating func place(_ variable: Int) -> Int {
    let type = graph.types[variable]
    let slot = free[type.byteCount]?.popLast() ?? newSlot(type)
    numbers[variable] = slot
    return slot
  }

  /// The slots of the results: those of operands that may be written over, or others.
  private mutating func place(
    resultsOf draft: PlanDraft, _ index: Int
  ) throws(TensorError) -> [Int] {
    var taken: Set<Int> = []
    // How often each is read: with thousands of operands it is not counted anew for each result.
    var readings: [Int: Int] = [:]
    for operand in draft.operands { readings[bases[operand], default: 0] += 1 }
    return try draft.results.enumerated().map { (position, result) throws(TensorError) in
      try Interruption.check()
      if lastUse[result] < 0 { return -1 }
      if result == draft.inner { return numbers[result] }
      // A new state goes to the memory of the old one, before that of values made in between.
      let candidates = draft.donors(of: position).map { bases[draft.operands[$0]] }
      for base in candidates.filter({ $0 < graph.inputCount })
        + candidates.filter({ $0 >= graph.inputCount })
      {
        guard !taken.contains(base), readings[base] == 1, isDonated(base, to: result, at: index)
        else { continue }
        taken.insert(base)
        numbers[result] = numbers[base]
        return numbers[base]
      }
      return place(result)
    }
  }

  /// Whether the memory of a variable may be taken by a result.
  ///
  /// Nothing reads it later or under another name. That of an input is taken by outputs alone, which
  /// come back as inputs in the next turn.
  private func isDonated(_ base: Int, to result: Int, at index: Int) -> Bool {
    guard lastUse[base] == index, numbers[base] >= 0,
      !constantSlots.contains(numbers[base]),
      graph.types[base].byteCount == graph.types[result].byteCount
    else { return false }
    return base >= graph.inputCount || isOutput[result]
  }

  /// Gives back the slots of what a draft reads last.
  private mutating func release(
    _ draft: PlanDraft, _ index: Int, kept: Set<Int>, fixed: Int
  ) {
    var dying = Set(draft.operands.map { bases[$0] })
    if let inner = draft.inner { dying.insert(inner) }
    for base in dying.sorted() where lastUse[base] == index && numbers[base] >= fixed {
      let slot = numbers[base]
      if !kept.contains(slot) { free[sizes[slot], default: []].append(slot) }
    }
  }
}

extension TensorType {
  /// The bytes of a tensor of this type.
  var byteCount: Int { shape.count.multipliedReportingOverflow(by: element.size).partialValue }
}
