import Tensors

/// One graph while it is written to a tape: where its variables are and how long they live.
struct TapeFrame {
  let graph: Graph
  var steps: [TapeStep]
  private let constants: [Int: Tensor]
  /// Where every variable is, once it is bound.
  private var places: [TapePlace?]
  /// Whether the frame gives a variable's register back after its last use.
  private var isOwned: [Bool]
  /// The last step that reads a variable; -1 for none.
  private var lastUse: [Int]
  /// Variables that the steps give back, by step.
  private var dying: [[Int]] = []
  /// The relation that ends a condition, with its operands.
  private(set) var test: (relation: ScalarRelation, operands: [Int])?
  static let outlives = Int.max

  /// The frame of a graph: where its inputs are, whether their registers may be reused, and whether
  /// its one output is the condition of a loop.
  init(
    _ graph: Graph, inputs: [TapePlace], owned: [Bool], isTest: Bool = false
  ) throws(NoTape) {
    self.graph = graph
    var lowered = try TapeSteps(graph)
    var outputs = graph.outputs
    if isTest, let (relation, operands) = lowered.takeTest(graph.outputs[0]) {
      test = (relation, operands)
      outputs = operands
    }
    steps = lowered.steps
    constants = lowered.constants
    let later = graph.types.count - graph.inputCount
    places = inputs + [TapePlace?](repeating: nil, count: later)
    isOwned = owned + [Bool](repeating: false, count: later)
    lastUse = [Int](repeating: -1, count: graph.types.count)
    for (index, step) in steps.enumerated() {
      for operand in step.operands { lastUse[operand] = index }
    }
    for output in outputs { lastUse[output] = TapeFrame.outlives }
    dying = [[Int]](repeating: [], count: steps.count)
    for (variable, use) in lastUse.enumerated() where use >= 0 && use != TapeFrame.outlives {
      dying[use].append(variable)
    }
  }

  /// Where a variable is.
  mutating func place(
    _ variable: Int, _ emitter: inout TapeEmitter
  ) throws(NoTape) -> TapePlace {
    if let place = places[variable] { return place }
    guard let tensor = constants[variable] else { throw NoTape() }
    let place: TapePlace =
      tensor.shape.rank == 0
      ? .register(try emitter.constant(tensor.scalar.word))
      : .array(emitter.array(.constant(tensor)))
    places[variable] = place
    return place
  }

  /// The register of a scalar.
  mutating func register(
    _ variable: Int, _ emitter: inout TapeEmitter
  ) throws(NoTape) -> UInt16 {
    guard case .register(let register) = try place(variable, &emitter) else { throw NoTape() }
    return register
  }

  /// Says where a result is.
  mutating func bind(_ variable: Int, _ place: TapePlace, owned: Bool) {
    places[variable] = place
    isOwned[variable] = owned
  }

  /// Gives back the registers of what step `index` read last.
  mutating func release(after index: Int, _ emitter: inout TapeEmitter) {
    for variable in dying[index] { release(variable, &emitter) }
  }

  /// Gives back the registers of what nobody reads, and of the outputs.
  mutating func releaseRest(_ emitter: inout TapeEmitter) {
    for variable in places.indices where lastUse[variable] == TapeFrame.outlives {
      release(variable, &emitter)
    }
  }

  /// Gives back the register of a result that nobody reads.
  mutating func releaseIfUnused(_ variable: Int, _ emitter: inout TapeEmitter) {
    if lastUse[variable] < 0 { release(variable, &emitter) }
  }

  private mutating func release(_ variable: Int, _ emitter: inout TapeEmitter) {
    guard isOwned[variable], case .register(let register) = places[variable] else { return }
    emitter.release(register)
    isOwned[variable] = false
  }

  /// The register of a variable that step `index` reads last, taken over by the caller; nil where
  /// others read it too.
  mutating func takeOver(_ variable: Int, at index: Int) -> UInt16? {
    guard isOwned[variable], lastUse[variable] == index,
      steps[index].operands.count(where: { $0 == variable }) == 1,
      case .register(let register) = places[variable]
    else { return nil }
    isOwned[variable] = false
    return register
  }

  /// Whether step `index` may write the register of an input: nothing reads that input later.
  func isWritable(input: Int, at index: Int) -> Bool { lastUse[input] <= index }
}
