import Tensors
import Testing

@testable import Tracing

/// Every operation takes estimates as its derivative says.
@Suite struct PropagationTests {
  private static let blocks = 3

  /// The graph of one operation.
  private func graph(_ sample: Sample) throws -> Graph {
    let types = sample.operands.map { TensorType($0) }
    let results = try sample.operation.resultTypes(types), count = types.count
    let all = count..<(count + results.count)
    return Graph(
      types: types + results, inputCount: count,
      equations: [Equation(sample.operation, Array(0..<count), all)], outputs: Array(all))
  }

  /// The operands, the floating ones as estimates; of one source, or each of its own.
  private func estimates(_ sample: Sample, isShared: Bool) throws -> [Term] {
    try sample.operands.enumerated().map { index, operand in
      guard operand.type.isFloating else { return Term(operand) }
      return .estimate(
        try estimate(
          operand, blocks: Self.blocks, source: isShared ? 7 : UInt64(7 + index), seed: 50 + index))
    }
  }

  @Test(arguments: OperationKey.allCases, [true, false])
  func influencesAreDerivatives(key: OperationKey, isShared: Bool) throws {
    for sample in try key.samples() where sample.operation.decision == nil {
      let operands = try estimates(sample, isShared: isShared)
      guard operands.contains(where: \.isEstimate) else { continue }
      let graph = try graph(sample)
      let direct = try Term.apply(sample.operation, operands), inlined = try graph.inlined(operands)
      // What is constant to every derivative is a number.
      if case .stop = sample.operation {
        #expect(!direct[0].isEstimate)
        continue
      }
      let values = try sample.operation.evaluate(sample.operands)
      let sources = Set(operands.flatMap { $0.influences.map(\.source) })
      for source in sources {
        for block in 0..<Self.blocks {
          let direction = try zip(operands, sample.operands).map { term, operand in
            let zero = try Term.zeros(TensorType(operand)).knownValue()
            return try term.influences.first { $0.source == source }
              .map { try rows($0.deviations)[block] } ?? zero
          }
          let wanted = try graph.pushforward(sample.operands, tangents: [direction]).tangents[0]
          for (index, (result, other)) in zip(direct, inlined).enumerated() {
            #expect(try agree(result.mean.knownValue(), values[index], 0), "\(sample)")
            #expect(try agree(other.mean.knownValue(), values[index], 0), "\(sample)")
            guard TensorType(values[index]).isFloating else { continue }
            for term in [result, other] {
              let zero = try Term.zeros(TensorType(values[index])).knownValue()
              let moved = try term.influences.first { $0.source == source }
                .map { try rows($0.deviations)[block] }
              #expect(
                try agree(moved ?? zero, wanted[index], 1e-11), "\(sample) result \(index)")
            }
          }
        }
      }
    }
  }

  @Test(arguments: OperationKey.allCases) func whatDecidesIsRefused(key: OperationKey) throws {
    for sample in try key.samples() {
      guard sample.operation.decision != nil else { continue }
      let operands = try estimates(sample, isShared: true)
      guard operands.contains(where: \.isEstimate) else { continue }
      #expect(throws: TraceError.self, "\(sample)") {
        try Term.apply(sample.operation, operands)
      }
    }
  }

  @Test func errorsSayWhatIsRefused() throws {
    let e = Term.estimate(try estimate(Tensor(1.5), blocks: 4, source: 1, seed: 1))
    func refused(_ words: String, _ body: () throws -> Void) {
      do {
        try body()
        Issue.record("\(words) was not refused")
      } catch TraceError.estimate(let operation, let summary) {
        #expect(operation == words && summary.number == 1.5 && summary.error ?? 0 > 0)
      } catch { Issue.record("\(error)") }
    }
    refused("a comparison") { _ = try Term.compare(.less, e, Term(2.0)) }
    refused("floor") { _ = try Term.unary(.floor, e) }
    refused("quo") { _ = try Term.binary(.quotient, e, Term(2.0)) }
    refused("i64") { _ = try e.converted(to: .i64) }
    refused("argsort") {
      _ = try e.reshaped(to: Shape([1])).part(0, 1, axis: 0)
        .reshaped(to: .scalar).sortOrder(axis: 0)
    }
    refused("this") { _ = try e.knownValue() }
    #expect(e.value == nil)
  }

  /// Derivatives of functions that capture an estimate are estimates.
  @Test func derivativesOfCapturedEstimates() throws {
    let e = Term.estimate(try estimate(Tensor(1.5), blocks: 4, source: 1, seed: 1))
    // d/dx sin(x e) = e cos(x e), d²/dx² sin(x e) = -e² sin(x e).
    let f: (Term) throws(TraceError) -> Term = { (x) throws(TraceError) in
      try Term.unary(.sin, x * e)
    }
    let x = try Term(0.7)
    try expectSame(derivative(f)(x), e * Term.unary(.cos, x * e))
    try expectSame(derivative(derivative(f))(x), -(e * e * Term.unary(.sin, x * e)))
    let line = try linearize([x]) { (xs) throws(TraceError) in [try f(xs[0])] }
    try expectSame(line.value[0], Term.unary(.sin, x * e))
    try expectSame(line.gradient()[0], e * Term.unary(.cos, x * e))
    try expectSame(line.jacobian().reshaped(to: .scalar), e * Term.unary(.cos, x * e))
    // At an estimate.
    try expectSame(derivative(f)(e), e * Term.unary(.cos, e * e))
  }

  /// A norm and a modulus have a kink, which rules look for at the mean.
  @Test func derivativesAtKinksGoByTheMean() throws {
    let e = Term.estimate(try estimate(Tensor(-1.5), blocks: 4, source: 1, seed: 1))
    let x = try Term(0.7)
    try expectSame(
      derivative { (x) throws(TraceError) in try Term.unary(.abs, x * e) }(x), -e)
    try expectSame(
      derivative { (x) throws(TraceError) in
        try Term.stacked([x * e, x * e], axis: 0).norm()
      }(x), -e.scaled(by: 2.0.squareRoot()))
    let y = try Term.known(reals([2], [1, 2]))
    try expectSame((y + e).logSumExp(), e + y.logSumExp())
  }

  @Test func reverseModeGivesEstimates() throws {
    let e = Term.estimate(try estimate(reals([4], [1, 2, 3, 4]), blocks: 5, source: 1, seed: 1))
    let x = try Term.known(reals([4], [0.1, -0.3, 0.2, 0.7]))
    let line = try linearize([x]) { (xs) throws(TraceError) in
      [try Term.unary(.exp, Term.dot(xs[0], e))]
    }
    try expectSame(line.gradient()[0], e * Term.unary(.exp, Term.dot(x, e)))
  }

  @Test func comparisonsInsideATraceAreRefused() throws {
    let e = Term.estimate(try estimate(Tensor(1.5), blocks: 4, source: 1, seed: 1))
    for input in [true, false] {
      let builder = GraphBuilder()
      let x = Term.traced(
        input ? builder.input(TensorType(.f64)) : builder.input(for: try Term(2.0)))
      let product = try x * e
      #expect(product.isEstimated && !x.isEstimated)
      #expect(throws: TraceError.self) { try Term.compare(.less, product, Term(1.0)) }
      #expect(throws: TraceError.self) { try Term.unary(.sign, Term.unary(.sin, product)) }
      _ = try Term.compare(.less, x, Term(1.0))
      #expect(try builder.finish([product]).captures.count == 1)
    }
  }

  @Test func batchesOfEstimates() throws {
    let columns = Term.estimate(try estimate(reals([3], [1, 2, 3]), blocks: 5, source: 1, seed: 1))
    let builder = GraphBuilder(), x = Term.traced(builder.input(TensorType(.f64)))
    let e = Term.estimate(try estimate(Tensor(1.5), blocks: 5, source: 1, seed: 2))
    let trace = try builder.finish([Term.unary(.sin, x * e) + x])
    let rows = try trace.batched([columns], [true], count: 3)[0]
    try expectSame(rows, Term.unary(.sin, columns * e) + columns)
  }

  private func expectSame(
    _ a: Term, _ b: Term, _ place: SourceLocation = #_sourceLocation
  ) throws {
    let x = try a.asEstimate(place), y = try b.asEstimate(place)
    #expect(try agree(x.mean, y.mean, 1e-14), sourceLocation: place)
    #expect(x.influences.count == y.influences.count, sourceLocation: place)
    for (p, q) in zip(x.influences, y.influences) {
      #expect(p.source == q.source, sourceLocation: place)
      #expect(try agree(p.deviations, q.deviations, 1e-12), sourceLocation: place)
    }
  }
}

extension Term {
  /// What moved it; nothing where it is no estimate.
  fileprivate var influences: [Influence] {
    if case .estimate(let estimate) = self { estimate.influences } else { [] }
  }
}
