import Tensors
import Testing

@testable import Tracing

@Suite struct ExecutableTests {
  @Test(arguments: OperationTests.samples)
  func everySampleHasTheBitsOfItsDefinition(sample: Sample) throws {
    try expectCompiledAgrees(try sample.graph(), sample.operands)
  }

  @Test(arguments: OperationTests.samples)
  func derivativesOfSamplesToo(sample: Sample) throws {
    guard sample.isDifferentiable else { return }
    let graph = try sample.graph()
    let derivative = try graph.jvp(active: graph.inputTypes.map(\.isFloating))
    let point = try sample.operands + sample.directions(graph, seed: 21)
    try expectCompiledAgrees(derivative, point)
  }

  @Test(arguments: 0..<300)
  func randomGraphsOfScalars(seed: Int) throws {
    var random = RandomGraphs(seed)
    let (graph, inputs) = try random.graph(scalars: true)
    try expectCompiledAgrees(graph, inputs, "\(seed)")
  }

  @Test(arguments: 0..<300)
  func randomGraphsOfTensors(seed: Int) throws {
    var random = RandomGraphs(seed + 10_000)
    let (graph, inputs) = try random.graph(scalars: false)
    try expectCompiledAgrees(graph, inputs, "\(seed)")
  }

  @Test(arguments: 0..<300)
  func randomGraphsOfMatrices(seed: Int) throws {
    var random = RandomMatrixGraphs(seed)
    let (graph, inputs) = try random.graph()
    try expectCompiledAgrees(graph, inputs, "\(seed)")
  }

  /// Sums of two products and sums of squares are one pass each, with the bits of their parts.
  @Test(arguments: [ElementType.f32, .f64], [3, 16, 37, 4095, 4096, 9001])
  func productsAndSquares(type: ElementType, count: Int) throws {
    let row = TensorType(type, Shape([count])), one = TensorType(type)
    let graph = try graph([row, row, one, one]) { (x) throws(TraceError) in
      let sum = try x[2] * x[0] + x[3] * x[1]
      let difference = try x[0] * x[1] - x[1] * x[2]
      let squares = try difference * difference
      return [sum, difference, try squares.sum()]
    }
    let numbers = (0..<count).map { Double($0 * 7919 % 1009) / 311 - 1.5 }
    let inputs = try [numbers, numbers.reversed(), [0.3], [-1.7]].enumerated().map { index, x in
      let shape = index < 2 ? row.shape : .scalar
      return try Tensor(shape, x).converted(to: type)
    }
    try expectCompiledAgrees(graph, inputs)
    let text = try Executable(graph).description
    #expect(count < 4096 || text.contains("sum of squares"), "\(text)")
  }

  @Test func inputsAreNotWrittenOver() throws {
    let type = TensorType(.f64, Shape([4]))
    let graph = try graph([type, type]) { (x) throws(TraceError) in
      [try (x[0] + x[1]) * x[0], try Term.unary(.exp, x[1])]
    }
    let a = try reals([4], [1, 2, 3, 4]), b = try reals([4], [5, 6, 7, 8])
    let executable = try Executable(graph)
    _ = try executable([.known(a), .known(b)])
    #expect(a.elements(as: Double.self) == [1, 2, 3, 4])
    #expect(b.elements(as: Double.self) == [5, 6, 7, 8])
  }

  @Test func stagesAreText() throws {
    let scalar = TensorType(.f64)
    let graph = try graph([scalar, scalar]) { (x) throws(TraceError) in
      [try Term(1) * x[0] * x[1] + x[0]]
    }
    #expect(
      try Executable(graph).description == """
        simplified: 2 equations
        f(a: f64, b: f64) {
          c: f64 = multiply a b
          d: f64 = add c a
          return d
        }
        tape: 2 registers, 0 constants
          0: r1 = multiplyAdd r0 r1 r0
          1: end
          return r1
        """)
  }
}
