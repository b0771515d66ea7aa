import Tensors
import Testing

@testable import Tracing

/// Turns in memory that stays: the bits of the definition, nothing allocated, nothing that somebody
/// holds written over.
@Suite(.serialized) struct TurnsTests {
  /// Runs a step of training, state in and out; the last output is the loss.
  private struct Driver {
    var turns: Turns
    var state: [Tensor]
    let data: Tensor
    private(set) var loss: Tensor?

    init(_ step: TrainingStep, _ graph: Graph) throws {
      turns = Turns(try Executable(graph))
      state = try step.start()
      data = try step.data()
    }

    mutating func run(key: Tensor) throws {
      let count = state.count
      loss = nil
      for tensor in state { turns.give(tensor) }
      state.removeAll(keepingCapacity: true)
      turns.give(key)
      turns.give(data)
      try turns.run()
      for _ in 0..<count { state.append(turns.take()) }
      loss = turns.take()
    }
  }

  private static let steps = [
    TrainingStep(widths: [2, 16, 16, 2], batch: 8),
    TrainingStep(widths: [3, 8, 3], batch: 8, element: .f64),
    TrainingStep(widths: [2, 40, 2], batch: 300),
    TrainingStep(widths: [1, 1], batch: 1),
  ]

  @Test(arguments: 0..<4, [1, 3])
  func trainingHasTheBitsOfItsDefinition(number: Int, threads: Int) throws {
    ThreadPool.setThreads(threads)
    let step = TurnsTests.steps[number]
    let graph = try step.graph()
    var driver = try Driver(step, graph)
    var expected = driver.state
    for k in 0..<5 {
      let results = try graph.reference(expected + [Tensor(k), driver.data])
      expected = Array(results.dropLast())
      try driver.run(key: Tensor(k))
      #expect(zip(driver.state, expected).allSatisfy { $0.agrees(with: $1) }, "step \(k)")
      #expect(driver.loss?.agrees(with: results[expected.count]) == true)
    }
  }

  @Test(arguments: 0..<4) func aTurnAllocatesNothingAfterTheFirstOnes(number: Int) throws {
    let step = TurnsTests.steps[number]
    var driver = try Driver(step, step.graph())
    let keys = try (0..<10).map { try Tensor($0) }
    for k in 0..<3 { try driver.run(key: keys[k]) }
    let before = Tensor.allocationsOnThisThread
    for k in 3..<10 { try driver.run(key: keys[k]) }
    #expect(Tensor.allocationsOnThisThread == before)
  }

  /// A row of a matrix is replaced or added to where the matrix lies.
  @Test(arguments: [
    (Operation.scatter(axis: 0), Shape([1, 4])), (.scatterAdd(axis: 0), Shape([1, 4])),
    (.scatter(axis: 1), Shape([4, 1])),
  ])
  func partsAreReplacedInPlace(operation: Operation, part: Shape) throws {
    let type = TensorType(.f64, Shape([4, 4]))
    let graph = try graph([type, TensorType(.i64, Shape([1]))]) { (x) throws(TraceError) in
      let old = try x[0].gathered(axis: 0, at: x[1])
      return [
        try Term.applyOne(operation, [x[0], x[1], try (old * Term(2.0)).reshaped(to: part)])
      ]
    }
    var turns = Turns(try Executable(graph))
    let start = try reals([4, 4], (0..<16).map { Double($0) })
    var values = [start], expected = start
    for k in 0..<8 {
      let position = try Tensor(Shape([1]), [k % 4])
      expected = try graph.reference([expected, position])[0]
      let made = Tensor.allocationsOnThisThread
      turns.give(values.removeLast())
      turns.give(position)
      try turns.run()
      values = [turns.take()]
      if k > 2 { #expect(Tensor.allocationsOnThisThread == made, "turn \(k)") }
      #expect(values[0].agrees(with: expected), "turn \(k)")
    }
    #expect(start.numbers == (0..<16).map { Double($0) })
  }

  @Test func constantsAndInputsMayBeOutputs() throws {
    let type = TensorType(.f64, Shape([3]))
    let constant = Term(try reals([3], [7, 8, 9]))
    let graph = try graph([type, type]) { (x) throws(TraceError) in
      [x[1], try x[0] + Term(1.0), constant, try x[0].reshaped(to: Shape([3, 1])), x[1]]
    }
    var turns = Turns(try Executable(graph))
    var values = [try reals([3], [1, 2, 3]), try reals([3], [4, 5, 6])]
    for _ in 0..<4 {
      let expected = try graph.reference(values)
      for value in values { turns.give(value) }
      try turns.run()
      let outputs = graph.outputs.map { _ in turns.take() }
      #expect(zip(outputs, expected).allSatisfy { $0.agrees(with: $1) })
      values = [outputs[1], outputs[0]]
    }
  }

  @Test func stepsThatAreKeptKeepTheirValues() throws {
    let step = TrainingStep(widths: [2, 16, 2], batch: 8)
    let graph = try step.graph()
    var driver = try Driver(step, graph)
    var kept: [(tensors: [Tensor], copies: [[Double]])] = []
    for k in 0..<6 {
      if k % 2 == 0 {
        kept.append((driver.state, driver.state.map { $0.numbers }))
      }
      try driver.run(key: Tensor(k))
    }
    for (tensors, copies) in kept {
      #expect(zip(tensors, copies).allSatisfy { $0.numbers == $1 })
    }
  }

  /// Random graphs run turn after turn, outputs fed back where they fit, some of them held.
  @Test(arguments: 0..<60) func nothingThatIsHeldChanges(seed: Int) throws {
    var random = RandomMatrixGraphs(seed + 500)
    let (graph, inputs) = try random.graph()
    var turns = Turns(try Executable(graph))
    var values = inputs
    var held: [(tensor: Tensor, numbers: [Double])] = inputs.map { ($0, $0.numbers) }
    for turn in 0..<5 {
      guard let expected = try? graph.reference(values) else { return }
      for value in values { turns.give(value) }
      let types = values.map { TensorType($0) }
      if random.pick(2) == 0 { held += values.map { ($0, $0.numbers) } }
      values.removeAll()
      try turns.run()
      let outputs = graph.outputs.map { _ in turns.take() }
      #expect(
        zip(outputs, expected).allSatisfy { $0.agrees(with: $1) }, "\(seed), turn \(turn)")
      if random.pick(2) == 0 { held += outputs.map { ($0, $0.numbers) } }
      for (index, type) in types.enumerated() {
        let fitting = outputs.filter { TensorType($0) == type }
        values.append(fitting.isEmpty ? inputs[index] : fitting[random.pick(fitting.count)])
      }
    }
    for (tensor, numbers) in held {
      #expect(
        zip(tensor.numbers, numbers).allSatisfy { $0.bitPattern == $1.bitPattern }, "\(seed)")
    }
  }
}

extension Tensor {
  /// The real numbers of the elements.
  fileprivate var numbers: [Double] {
    (0..<count).map { k in
      switch self[flat: k] {
      case .bool(let x): x ? 1 : 0
      case .int(let x): Double(x)
      case .float32(let x): Double(x)
      case .float(let x): x
      case .complex(let z): z.real
      }
    }
  }
}
