import Tensors
import Testing

@testable import Tracing

/// Batches against loops over their rows, for every sample of every operation.
@Suite struct BatchingTests {
  static let samples = TranspositionTests.samples.filter { !$0.operands.isEmpty }

  @Test(arguments: samples, [0, 1, 3])
  func batchIsALoopOverRows(sample: Sample, count: Int) throws {
    let flags = 1..<(1 << sample.operands.count)
    for choice in flags {
      let isBatched = sample.operands.indices.map { choice >> $0 & 1 == 1 }
      try expectLoop(sample, isBatched, count)
    }
  }

  private func expectLoop(_ sample: Sample, _ isBatched: [Bool], _ count: Int) throws {
    let rows = try (0..<count).map { row in
      try zip(sample.operands, isBatched).enumerated().map { place, operand in
        operand.1 ? try varied(operand.0, row, place, sample) : operand.0
      }
    }
    var operands: [Term] = []
    for (place, operand) in sample.operands.enumerated() {
      guard isBatched[place] else {
        operands.append(.known(operand))
        continue
      }
      operands.append(.known(try stacked(rows.map { $0[place] }, TensorType(operand))))
    }
    let rules = sample.operation.rules
    let results = try rules.batched(operands, isBatched, count: count)
    let types = try sample.operation.resultTypes(sample.operands.map { TensorType($0) })
    #expect(results.map(\.type) == types.map { $0.with($0.shape.rows(count)) })
    // Recorded for a batch, it is the same.
    let graph = try sample.graph()
    let (whole, flags) = try graph.batched(operands, isBatched, count: count)
    #expect(flags.allSatisfy { $0 })
    for (a, b) in zip(whole, results) {
      #expect(try a.mean.knownValue().hasSameBits(as: b.mean.knownValue()))
    }
    for (index, row) in rows.enumerated() {
      for (result, expected) in zip(results, try sample.operation.evaluate(row)) {
        try expectSame(result.mean.knownValue().firstAxisRow(index), expected, sample)
      }
    }
  }

  /// Another operand of the same kind: positions stay positions, a symmetric matrix symmetric.
  private func varied(
    _ operand: Tensor, _ row: Int, _ place: Int, _ sample: Sample
  ) throws -> Tensor {
    if row == 0 { return operand }
    // Integers in floats stay integers.
    if sample.operation.name == "convert" {
      return try Term.known(operand).reversed(axis: 0).mean.knownValue()
    }
    guard operand.type.isFloating else {
      let isPosition = place == 1 || sample.isRandom
      if operand.type == .bool || isPosition, operand.shape.rank > 0, operand.count > 0 {
        return try Term.known(operand).reversed(axis: 0).mean.knownValue()
      }
      return operand
    }
    return try Term.known(operand).scaled(by: 1 + 0.01 * Double(row)).mean.knownValue()
  }

  private func expectSame(_ a: Tensor, _ b: Tensor, _ sample: Sample) throws {
    switch sample.operation {
    case .reduce, .cumulative, .product, .eigenvalues, .eig, .eigh, .svd, .qr, .cholesky, .solve,
      .determinant, .logAbsDeterminant, .expm, .expmDerivative, .norm:
      #expect(TensorType(a) == TensorType(b))
      for (x, y) in zip(try a.parts(), try b.parts()) {
        #expect(abs(x - y) <= 1e-13 * max(1, abs(y)))
      }
    case .constant, .unary, .binary, .special, .sample, .compare, .select, .convert, .reshape,
      .transpose, .broadcast,
      .slice, .pad, .gather, .scatter, .scatterAdd, .concatenate, .argument, .sort, .sortOrder,
      .complex, .stop, .fold, .noise, .stratum, .unreparameterised, .require, .cond, .whileLoop,
      .scan, .average:
      #expect(a.hasSameBits(as: b))
    }
  }

  @Test func aPositionOutsideItsRowIsAnErrorInABatch() throws {
    let x = Term.known(try randoms([2, 3], seed: 51))
    for outside in [-1, 3] {
      let positions = Term.known(try Tensor(Shape([2, 1]), [outside, 0]))
      #expect(throws: TraceError.self) {
        try Operation.gather(axis: 0).rules.batched([x, positions], [true, true], count: 2)
      }
      let updates = Term.known(try randoms([2, 1], seed: 52))
      #expect(throws: TraceError.self) {
        try Operation.scatterAdd(axis: 0).rules
          .batched([x, positions, updates], [true, true, true], count: 2)
      }
    }
  }
}

/// Tensors of one type as the rows of a tensor.
private func stacked(_ rows: [Tensor], _ type: TensorType) throws -> Tensor {
  var all = try Tensor(rows: rows.count, of: type.shape, type.element)
  for (index, row) in rows.enumerated() { try all.setRow(index, to: row) }
  return all
}
