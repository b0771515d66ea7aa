import Tensors
import Testing

@testable import Tracing

/// Reverse mode against forward mode, for every sample of every operation.
@Suite struct TranspositionTests {
  /// The operations that run graphs transpose the graphs.
  static let samples = OperationTests.samples.filter {
    switch OperationKey($0.operation) {
    case .cond, .whileLoop, .scan: false
    default: true
    }
  }

  /// <u, J t> = <Jᵀ u, t>.
  @Test(arguments: samples)
  func pullbackIsTheTransposeOfThePushforward(sample: Sample) throws {
    try expectAdjoint(try sample.line(), seed: 41)
  }

  /// The same in single precision.
  @Test(arguments: samples.filter { $0.operands.contains { $0.type == .f64 } })
  func pullbackIsTheTransposeInSinglePrecision(sample: Sample) throws {
    guard sample.operands.allSatisfy({ $0.type != .c128 }) else { return }
    let narrow = try sample.operands.map { tensor in
      tensor.type == .f64 ? try tensor.converted(to: .f32) : tensor
    }
    let single = Sample(operation: sample.operation, operands: narrow)
    guard let line = try? single.line() else { return }
    try expectAdjoint(line, seed: 42, tolerance: 2e-4)
  }

  /// The pullback is a function of the point and of the cotangents like any other: its own
  /// pullback is the transpose of its pushforward, so reverse mode nests over itself.
  @Test(arguments: samples.filter(\.isDifferentiable))
  func pullbacksNest(sample: Sample) throws {
    let points = sample.operands.map { Term.known($0) }
    let first = try sample.line()
    var draws = Draws(43)
    var cotangents: [Term] = []
    for output in first.value where output.type.isFloating {
      cotangents.append(.known(try draws.tensor(output.type)))
    }
    let second = try linearize(points + cotangents) { (p) throws(TraceError) in
      let inner = try linearize(Array(p.prefix(points.count))) { (x) throws(TraceError) in
        try Term.apply(sample.operation, x)
      }
      var rest = p.dropFirst(points.count)
      let given = inner.value.map { $0.type.isFloating ? rest.popFirst() : nil }
      return try inner.pullback(given).compactMap { $0 }
    }
    try expectAdjoint(second, seed: 44, tolerance: 1e-10)
  }

  /// Forward over reverse: the tangents of a pullback against differences of it.
  @Test(arguments: samples.filter { $0.isDifferentiable && !$0.isSymmetric })
  func pushforwardOfThePullbackMatchesDifferences(sample: Sample) throws {
    var draws = Draws(45)
    let first = try sample.line()
    let cotangents = try first.value.map { output in
      output.type.isFloating ? Term.known(try draws.tensor(output.type)) : nil
    }
    let points = sample.operands.map { Term.known($0) }
    let back: TermFunction = { (x) throws(TraceError) in
      let inner = try linearize(x) { (x) throws(TraceError) in
        try Term.apply(sample.operation, x)
      }
      return try inner.pullback(cotangents).compactMap { $0 }
    }
    let directions = try points.map { point in
      point.type.isFloating ? Term.known(try draws.tensor(point.type)) : nil
    }
    let moved = try linearize(points, back)
    let tangents = try zip(moved.pushforward(directions), moved.value).flatMap { tangent, value in
      try tangent.orZeros(value.type).mean.knownValue().parts()
    }
    func at(_ step: Double) throws -> [Double] {
      let shifted = try zip(points, directions).map { point, direction in
        try direction.map { try point + $0.scaled(by: step) } ?? point
      }
      return try back(shifted).flatMap { try $0.mean.knownValue().parts() }
    }
    let step = 1e-4
    let near = zip(try at(step), try at(-step)).map { ($0 - $1) / (2 * step) }
    let far = zip(try at(2 * step), try at(-2 * step)).map { ($0 - $1) / (4 * step) }
    try #require(tangents.count == near.count)
    for (tangent, difference) in zip(tangents, zip(near, far).map { ($0 * 4 - $1) / 3 }) {
      #expect(abs(tangent - difference) <= 2e-6 * max(1, abs(difference)))
    }
  }

  private func expectAdjoint(
    _ line: Linearization, seed: Int, tolerance: Double = 1e-12
  ) throws {
    var draws = Draws(seed)
    let tangents = try line.inputTypes.map { type in
      type.isFloating ? Term.known(try draws.tensor(type)) : nil
    }
    let cotangents = try line.value.map { output in
      output.type.isFloating ? Term.known(try draws.tensor(output.type)) : nil
    }
    let moved = try line.pushforward(tangents), back = try line.pullback(cotangents)
    for (type, cotangent) in zip(line.inputTypes, back) {
      #expect(cotangent.map { $0.type == type } ?? true)
      #expect(cotangent == nil || type.isFloating)
    }
    let (left, leftScale) = try pairing(moved, cotangents)
    let (right, rightScale) = try pairing(back, tangents)
    #expect(
      abs(left - right) <= tolerance * max(leftScale, rightScale),
      "<u, J t> = \(left), <Jᵀ u, t> = \(right)")
  }

  /// Re Σ conj(a) b, and the sum of the moduli of its terms.
  private func pairing(_ a: [Term?], _ b: [Term?]) throws -> (Double, scale: Double) {
    var total = 0.0, scale = 0.0
    for case (let x?, let y?) in zip(a, b) {
      for (p, q) in zip(try x.mean.knownValue().parts(), try y.mean.knownValue().parts()) {
        total += p * q
        scale += abs(p * q)
      }
    }
    return (total, scale)
  }
}

extension Sample {
  /// The operation linearized at its operands.
  func line() throws -> Linearization {
    try linearize(operands.map { .known($0) }) { (x) throws(TraceError) in
      try Term.apply(operation, x)
    }
  }
}
