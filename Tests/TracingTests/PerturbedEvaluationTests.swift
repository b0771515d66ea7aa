import Tensors
import Testing

@testable import Tracing

/// Evaluation with every result disturbed.
@Suite
struct PerturbedEvaluationTests {
  private func graph(
    _ types: [TensorType], _ f: ([Term]) throws(TraceError) -> [Term]
  ) throws -> Graph { try Graph.recording(types, f) }

  private let rows = TensorType(.f64, Shape([3]))

  @Test func undisturbedIsTheGraph() throws {
    let graph = try graph([rows, rows]) { (x) throws(TraceError) in
      [try Term.unary(.exp, x[0]) * x[1] + x[0]]
    }
    let inputs = [
      try Tensor(Shape([3]), [0.1, -2, 3]), try Tensor(Shape([3]), [1.5, 0.25, 7]),
    ]
    var plain = PerturbedEvaluation(rows: 3, by: 0, seed: 1)
    #expect(try plain(graph, inputs)[0].agrees(with: try graph.evaluate(inputs)[0]))
    #expect(plain.leaves == [false, false, false])
  }

  /// (x + 1) - x loses as many digits as x has before the point.
  @Test func cancellationShows() throws {
    let graph = try graph([rows]) { (x) throws(TraceError) in
      [try (x[0] + Term(1.0)) - x[0]]
    }
    let inputs = [try Tensor(Shape([3]), [1.0, 1e4, 1e8])]
    var spread = [0.0, 0, 0]
    for seed in 1...20 {
      var disturbed = PerturbedEvaluation(rows: 3, by: 0x1p-49, seed: UInt64(seed))
      for (row, x) in try disturbed(graph, inputs)[0].elements(as: Double.self).enumerated() {
        spread[row] += abs(x - 1) / 20
      }
    }
    for (row, size) in [1.0, 1e4, 1e8].enumerated() {
      let expected = 0x1p-49 * (size + 1) / 2
      #expect(spread[row] > expected / 3 && spread[row] < expected * 3, "\(row) \(spread[row])")
    }
  }

  @Test func overflowIsNoted() throws {
    let graph = try graph([rows]) { (x) throws(TraceError) in
      [try Term.unary(.exp, x[0] * x[0])]
    }
    let inputs = [try Tensor(Shape([3]), [1.0, 1e3, 1e-200])]
    var plain = PerturbedEvaluation(rows: 3, by: 0, seed: 1)
    _ = try plain(graph, inputs)
    #expect(plain.leaves == [false, true, false])
  }

  /// What underflows is as uncertain as what was lost: nothing where it is added to something, all
  /// where its logarithm is taken.
  @Test func underflowMattersWhereItIsMagnified() throws {
    let graph = try graph([rows]) { (x) throws(TraceError) in
      let small = try Term.unary(.exp, x[0])
      return [try small + Term(1.0), try Term.unary(.log, small)]
    }
    let inputs = [try Tensor(Shape([3]), [-1.0, -720, -740])]
    var disturbed = PerturbedEvaluation(rows: 3, by: 0x1p-49, seed: 3)
    let results = try disturbed(graph, inputs)
    for (x, row) in zip(results[0].elements(as: Double.self), 0...) where row > 0 {
      #expect(abs(x - 1) < 1e-14)
    }
    let logs = results[1].elements(as: Double.self)
    #expect(abs(logs[0] + 1) < 1e-13)
    // The logarithm of what is left is another number, or of a negative one.
    #expect(logs[1].isNaN || abs(logs[1] + 720) > 1)
    #expect(logs[2].isNaN || abs(logs[2] + 740) > 1)
  }

  /// An infinity that is passed on is no overflow.
  @Test func constantsMayBeInfinite() throws {
    let graph = try graph([rows]) { (x) throws(TraceError) in
      let isPositive = try Term.compare(.greater, x[0], Term(0.0))
      return [try Term.select(isPositive, x[0], Term(-Double.infinity))]
    }
    var plain = PerturbedEvaluation(rows: 3, by: 0, seed: 1)
    _ = try plain(graph, [try Tensor(Shape([3]), [1.0, -1, 2])])
    #expect(plain.leaves == [false, false, false])
  }

  /// Loops are disturbed turn by turn.
  @Test func loopsAreDisturbedInside() throws {
    let body = try Graph.recording([TensorType(.i64), rows, rows]) { (x) throws(TraceError) in
      [try (x[1] + x[2]) - x[2]]
    }
    let scan = Scan(body: body, length: 50, carried: 1, scanned: 0)
    let graph = try graph([rows, rows]) { (x) throws(TraceError) in
      try Term.apply(.scan(scan), [x[0], x[1]])
    }
    let inputs = [try Tensor(Shape([3]), [1.0, 1, 1]), try Tensor(Shape([3]), [0.0, 1e3, 1e6])]
    var disturbed = PerturbedEvaluation(rows: 3, by: 0x1p-49, seed: 5)
    let distances = try disturbed(graph, inputs)[0].elements(as: Double.self).map { abs($0 - 1) }
    #expect(distances[0] < 1e-12 && distances[1] > 1e-13 && distances[2] > 1e-10)
  }
}
