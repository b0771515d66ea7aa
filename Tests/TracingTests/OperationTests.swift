import Tensors
import Testing

@testable import Tracing

/// What holds of every operation, for every sample.
@Suite struct OperationTests {
  static let samples: [Sample] = (try? OperationKey.allCases.flatMap { try $0.samples() }) ?? []

  static let differentiable = samples.filter(\.isDifferentiable)

  @Test(arguments: OperationKey.allCases)
  func everyOperationHasSamples(key: OperationKey) throws {
    let samples = try key.samples()
    #expect(!samples.isEmpty)
    #expect(samples.allSatisfy { OperationKey($0.operation) == key })
  }

  @Test(arguments: samples)
  func shapeRuleGivesTheTypesOfTheResults(sample: Sample) throws {
    let types = try sample.operation.resultTypes(sample.operands.map { TensorType($0) })
    let results = try sample.operation.evaluate(sample.operands)
    #expect(results.map { TensorType($0) } == types)
    let rules = sample.operation.rules
    #expect(rules.operandCount == nil || rules.operandCount == sample.operands.count)
  }

  @Test(arguments: differentiable)
  func derivativeMatchesDifferences(sample: Sample) throws {
    let graph = try sample.graph()
    let first = try graph.jvp(active: graph.inputTypes.map(\.isFloating))
    try first.verify()
    try expectDerivative(of: graph, first, at: sample.operands, sample.directions(graph, seed: 21))
  }

  @Test(arguments: differentiable)
  func secondDerivativeMatchesDifferences(sample: Sample) throws {
    let graph = try sample.graph()
    let first = try graph.jvp(active: graph.inputTypes.map(\.isFloating))
    let second = try first.jvp(active: first.inputTypes.map(\.isFloating))
    try second.verify()
    let point = try sample.operands + sample.directions(graph, seed: 22)
    let directions = try sample.directions(graph, seed: 23) + sample.directions(graph, seed: 24)
    try expectDerivative(of: first, second, at: point, directions)
  }

  /// Compares the tangents of `derivative` with central differences of `graph`.
  private func expectDerivative(
    of graph: Graph, _ derivative: Graph, at point: [Tensor], _ directions: [Tensor]
  ) throws {
    let results = try derivative.evaluate(point + directions)
    let outputs = graph.outputs.count
    let tangents = try results[outputs...].flatMap { try $0.parts() }
    let step = 1e-4
    // Central differences at two steps, extrapolated: the error is of fourth order.
    let near = try graph.slope(point, directions, step),
      far = try graph.slope(point, directions, 2 * step)
    let differences = zip(near, far).map { ($0 * 4 - $1) / 3 }
    try #require(tangents.count == differences.count)
    for (tangent, difference) in zip(tangents, differences) {
      let scale = max(1, abs(difference))
      #expect(abs(tangent - difference) <= 1e-6 * scale, "\(tangents) against \(differences)")
    }
    // The primal part is unchanged, bit for bit.
    for (a, b) in zip(results, try graph.evaluate(point)) { #expect(a.hasSameBits(as: b)) }
  }

  @Test(arguments: samples)
  func evaluationAndRecordingGiveTheSameBits(sample: Sample) throws {
    let eager = try Term.apply(sample.operation, sample.operands.map { .known($0) })
    let recorded = try sample.graph().evaluate(sample.operands)
    for (a, b) in zip(eager, recorded) { #expect(try a.mean.knownValue().hasSameBits(as: b)) }
  }
}

extension Sample {
  /// The graph of the operation alone.
  func graph() throws -> Graph {
    let builder = GraphBuilder()
    let inputs = operands.map { Term.traced(builder.input(TensorType($0))) }
    return try builder.finish(Term.apply(operation, inputs)).graph
  }

  /// A direction for every floating input of its graph.
  func directions(_ graph: Graph, seed: Int) throws -> [Tensor] {
    var draws = Draws(seed)
    return try graph.inputTypes.filter(\.isFloating).map { type in
      let direction = Term.known(try draws.tensor(type))
      guard isSymmetric else { return try direction.mean.knownValue() }
      return try (direction + direction.adjoint()).scaled(by: 0.5).mean.knownValue()
    }
  }
}

extension Graph {
  /// The central difference quotient of the floating outputs, as real numbers.
  func slope(_ point: [Tensor], _ directions: [Tensor], _ step: Double) throws -> [Double] {
    func values(_ step: Double) throws -> [Double] {
      var rest = directions[...]
      let moved = try point.map { tensor in
        guard tensor.type.isFloating, let direction = rest.popFirst() else { return tensor }
        return try (Term.known(tensor) + Term.known(direction).scaled(by: step)).mean.knownValue()
      }
      return try evaluate(moved).filter(\.type.isFloating).flatMap { try $0.parts() }
    }
    return zip(try values(step), try values(-step)).map { ($0 - $1) / (2 * step) }
  }
}

extension Tensor {
  /// The elements as real numbers: real parts, then imaginary parts.
  func parts() throws -> [Double] {
    guard type == .c128 else { return try converted(to: .f64).elements(as: Double.self) }
    let numbers = elements(as: Complex128.self)
    return numbers.map(\.real) + numbers.map(\.imaginary)
  }
}
