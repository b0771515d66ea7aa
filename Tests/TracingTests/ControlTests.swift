import Tensors
import Testing

@testable import Tracing

/// What the table does not reach: loops in groups, counts that a trace does not know, rows that end
/// at different turns, branches that must not run.
@Suite struct ControlTests {
  static let samples: [Sample] =
    (try? [OperationKey.cond, .whileLoop, .scan].flatMap { try $0.samples() }) ?? []

  /// The vjp of a graph as a graph, with every value unknown while it is recorded.
  private func pullback(_ graph: Graph) throws -> Graph {
    let types = graph.inputTypes + graph.outputTypes.filter(\.isFloating)
    return try Graph.recording(types) { (terms) throws(TraceError) in
      let builder = GraphBuilder()
      let inputs = terms.prefix(graph.inputCount)
      let outputs = try graph.inlined(inputs.map { .traced(builder.input(for: $0)) })
      let line = try Linearization(builder.finish(outputs))
      var cotangents = terms.dropFirst(graph.inputCount)
      let back = try line.pullback(
        graph.outputTypes.map { $0.isFloating ? cotangents.popFirst() : nil })
      var results: [Term] = []
      for (type, cotangent) in zip(graph.inputTypes, back) where type.isFloating {
        results.append(try cotangent.orZeros(type))
      }
      return results
    }
  }

  @Test(arguments: samples)
  func pullbackInATraceMatchesThePushforward(sample: Sample) throws {
    let graph = try sample.graph(), back = try pullback(graph)
    try back.verify()
    let forward = try graph.jvp(active: graph.inputTypes.map(\.isFloating))
    var draws = Draws(77)
    let directions = try sample.directions(graph, seed: 78)
    let cotangents = try graph.outputTypes.filter(\.isFloating).map { try draws.tensor($0) }
    let moved = try forward.evaluate(sample.operands + directions).dropFirst(graph.outputs.count)
    let pulled = try back.evaluate(sample.operands + cotangents)
    let left = try zip(cotangents, moved).reduce(0) { try $0 + inner($1.0, $1.1) }
    let right = try zip(pulled, directions).reduce(0) { try $0 + inner($1.0, $1.1) }
    #expect(abs(left - right) <= 1e-12 * max(1, abs(left)))
  }

  private func inner(_ a: Tensor, _ b: Tensor) throws -> Double {
    try zip(a.parts(), b.parts()).reduce(0) { $0 + $1.0 * $1.1 }
  }

  /// c ← tanh(c x) + c/2 past rows x, with what is kept.
  private func loop(length: Int, isReversed: Bool) throws -> Scan {
    let number = TensorType(.f64)
    let body = try graph([TensorType(.i64), number, number, number]) { (x) throws(TraceError) in
      let turn = try x[0].converted(to: .f64)
      let next = try Term.unary(.tanh, x[1] * x[2]) + x[1].scaled(by: 0.5) + turn * x[3]
      return [next, try next * x[2]]
    }
    return Scan(body: body, length: length, carried: 1, scanned: 1, isReversed: isReversed)
  }

  @Test(arguments: [7, 12, 16], [false, true])
  func aLoopInGroupsIsTheLoop(length: Int, isReversed: Bool) throws {
    let scan = try loop(length: length, isReversed: isReversed)
    let rows = try randoms([length], seed: 5)
    let operands: [Term] = [try Term(0.3), .known(rows), try Term(0.01)]
    let plain = try Term.apply(.scan(scan), operands)
    for size in [2, 3, 5] {
      let grouped = try scan.grouped(by: size, operands)
      for (a, b) in zip(plain, grouped) {
        #expect(try a.knownValue().hasSameBits(as: b.knownValue()), "groups of \(size)")
      }
    }
  }

  @Test(arguments: [false, true])
  func aLoopTooLongToKeepGoesBackInGroups(isReversed: Bool) throws {
    let scan = try loop(length: 50, isReversed: isReversed)
    let rows = Term.known(try randoms([50], seed: 6)), slope = try Term(0.01)
    let tangents = try scan.body.jvp(active: [false, true, false, false])
    // The joint loop of values and tangents, linear in the tangents.
    let joint = Scan(
      body: try graph([TensorType(.i64)] + Array(repeating: TensorType(.f64), count: 4)) {
        (x) throws(TraceError) in
        let all = try tangents.inlined([x[0], x[1], x[3], x[4], x[2]])
        return [all[0], all[2], all[3]]
      }, length: 50, carried: 2, scanned: 1, isReversed: isReversed)
    let point = Cotangents(
      operands: [try Term(0.3), nil, rows, slope],
      operandTypes: [TensorType(.f64), TensorType(.f64), rows.type, TensorType(.f64)],
      resultTypes: [TensorType(.f64), TensorType(.f64), rows.type],
      results: [nil, try Term(1.5), rows])
    let transposition = ScanTransposition(joint, point)
    let whole = try #require(transposition.cotangents()[1])
    let grouped = try #require(transposition.grouped(allowance: 100)?[1])
    #expect(try abs(number(whole) - number(grouped)) <= 1e-14 * abs(number(whole)))
    #expect(try transposition.grouped(allowance: 1 << 20)?.count == nil)
  }

  @Test func rowsEndAtDifferentTurns() throws {
    let type = TensorType(.f64)
    let loop = WhileLoop(
      condition: try graph([type, type]) { (x) throws(TraceError) in
        [try Term.compare(.less, x[0], x[1])]
      },
      body: try graph([type, type]) { (x) throws(TraceError) in [try x[0] + x[0]] }, carried: 1)
    let starts = try reals([4], [1, 3, 5, 100])
    let results = try loop.rulesForTest.batched(
      [.known(starts), Term(20.0)], [true, false], count: 4)
    #expect(try results[0].knownValue().elements(as: Double.self) == [32, 24, 20, 100])
  }

  @Test func aBranchThatFailsRunsOnlyForItsRows() throws {
    let type = TensorType(.f64, Shape([1, 1]))
    let branches = Branches(
      yes: try graph([type]) { (x) throws(TraceError) in [try Term.applyOne(.cholesky, [x[0]])] },
      no: try graph([type]) { (x) throws(TraceError) in [x[0]] })
    let matrices = try reals([3, 1, 1], [4, -9, 16])
    let rules = CondRules(branches: branches)
    let results = try rules.batched(
      [.known(mask([true, false, true])), .known(matrices)], [true, true], count: 3)
    #expect(try results[0].knownValue().elements(as: Double.self) == [2, -9, 4])
    #expect(throws: TraceError.self) {
      try rules.batched(
        [.known(mask([true, true, true])), .known(matrices)], [true, true], count: 3)
    }
  }

  @Test func whatIsRequiredIsRaisedWhereItIsReached() throws {
    let raised = Raised(TooManyTurns(limit: 3))
    let checked = try graph([TensorType(.bool), TensorType(.f64)]) { (x) throws(TraceError) in
      try Term.apply(.require(raised), x)
    }
    #expect(try checked.evaluate([Tensor(true), Tensor(2.5)])[0].scalar == .float(2.5))
    #expect(throws: TraceError.tensor(.raised(raised))) {
      try checked.evaluate([Tensor(false), Tensor(2.5)])
    }
  }
}

extension WhileLoop {
  fileprivate var rulesForTest: WhileRules { WhileRules(loop: self) }
}
