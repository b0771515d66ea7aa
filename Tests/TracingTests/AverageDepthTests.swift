import Foundation
import Tensors
import TestSupport
import Testing

@testable import Tracing

/// Means over samples at their edges: element types, widths beyond a chunk, means in means and in
/// loops, and runs that are stopped.
@Suite struct AverageDepthTests {
  private static let integer = TensorType(.i64)

  /// The mean of w (i + 1/2) over the samples i.
  private func ramp(_ type: TensorType, _ count: Int) throws -> Average {
    Average(
      body: try graph([Self.integer, Self.integer, type]) { (x) throws(TraceError) in
        let i = try x[0].converted(to: type.element == .c128 ? .f64 : type.element)
        return [try (i + i.constant(0.5)) * x[2]]
      }, count: count, blocks: Average.blocks(count: count, elements: type.shape.count))
  }

  @Test(
    arguments: [ElementType.f64, .f32, .c128],
    [
      ([], 8191), ([], 8193), ([3], 2731), ([8191], 3), ([8192], 4), ([8193], 3), ([100, 90], 5),
      ([0], 7),
    ])
  func everyTypeAndWidth(element: ElementType, size: (extents: [Int], count: Int)) throws {
    let type = TensorType(element, Shape(size.extents)), n = Double(size.count)
    let operand = try randoms(size.extents, seed: 5, element)
    let average = try ramp(type, size.count)
    #expect((1...size.count).contains(average.chunk))
    let key = try Tensor(3)
    let run = try AverageRun(average, [key, operand])
    let mean = try #require(try run.means().first), deviations = try run.deviations()[0]
    #expect(TensorType(mean) == type)
    #expect(deviations.shape == type.shape.rows(average.blocks))
    // The mean of i + 1/2 is n/2.
    let expected = try Term.known(operand).scaled(by: n / 2).knownValue()
    let tolerance = element == .f32 ? 1e-5 : 1e-13
    for (a, b) in zip(try mean.parts(), try expected.parts()) {
      #expect(abs(a - b) <= tolerance * max(abs(b), n / 2))
    }
    let sums = try Term.known(deviations).sum(over: [0]).knownValue()
    for sum in try sums.parts() { #expect(abs(sum) <= 10 * tolerance * n) }
  }

  /// The mean over j < m of exp(x z), with z the draw of sample j.
  private func drawn(_ m: Int) throws -> Average {
    Average(
      body: try graph([Self.integer, Self.integer, TensorType(.f64)]) { (x) throws(TraceError) in
        [try Term.unary(.exp, x[2] * Term.noise(.normal, Term.fold(x[1], x[0])))]
      }, count: m, blocks: Average.blocks(count: m, elements: 1))
  }

  /// The mean as a plain number, and its derivative in x.
  private func value(_ average: Average, _ key: Int, _ x: Double) throws -> Double {
    let mean = try AverageRun(average, [try Tensor(key), try Tensor(x)]).means()[0]
    return mean.elements(as: Double.self)[0]
  }

  private func folded(_ key: Int, _ index: Int) throws -> Int {
    let folded = try Term.fold(Term(key), Term(index)).knownValue()
    return folded.elements(as: Int.self)[0]
  }

  @Test func meansOfMeansAreSums() throws {
    let inner = try drawn(9), outer = 11
    let average = Average(
      body: try graph([Self.integer, Self.integer, TensorType(.f64)]) { (x) throws(TraceError) in
        try Term.apply(.average(inner), [Term.fold(x[1], x[0]), x[2]])
      }, count: outer, blocks: outer)
    let values = try (0..<outer).map { try value(inner, folded(5, $0), 0.7) }
    let mean = values.reduce(0, +) / Double(outer)
    #expect(abs(try value(average, 5, 0.7) - mean) <= 1e-14 * mean)
    let deviations = try AverageRun(average, [try Tensor(5), try Tensor(0.7)]).deviations()[0]
    for (d, v) in zip(deviations.elements(as: Double.self), values) {
      #expect(abs(d - (v - mean) / Double(outer)) <= 1e-14)
    }
    // Its derivatives, by both modes, against differences.
    let function = Graph(.average(average), [Self.integer, TensorType(.f64)], [TensorType(.f64)])
    try expectSlope(function, at: 0.7) { try value(average, 5, $0) }
  }

  /// The derivative of a function of a key and a number, forward and backward.
  private func expectSlope(
    _ function: Graph, at x: Double, _ value: (Double) throws -> Double
  ) throws {
    let h = 1e-4
    let slope =
      try (8 * (value(x + h) - value(x - h)) - value(x + 2 * h) + value(x - 2 * h)) / (12 * h)
    let primals = try function.primals([Term(5), Term(x)])
    let moved = try #require(try function.pushforward(primals: primals, [nil, Term(1.0)])[0])
    #expect(abs(try number(moved.mean) - slope) <= 1e-8 * max(1, abs(slope)))
    let tangents = try function.tangents(active: [false, true], of: [true])
    let back = try tangents.transposed([Term(5), Term(x), nil], cotangents: [Term(1.0)])
    #expect(abs(try number(try #require(back[2]).mean) - slope) <= 1e-8 * max(1, abs(slope)))
  }

  /// A mean in a loop, a branch and a loop with a condition, compiled, has the draws and the bits of
  /// one that is evaluated.
  @Test func meansInControlFlow() throws {
    let average = try drawn(50), types = [Self.integer, TensorType(.f64)]
    func step(_ x: Double, _ turn: Int) throws -> Double {
      try 0.5 * value(average, folded(5, turn), x)
    }
    let scan = Scan(
      body: try graph([Self.integer, TensorType(.f64), Self.integer]) { (x) throws(TraceError) in
        let mean = try Term.apply(.average(average), [Term.fold(x[2], x[0]), x[1]])[0]
        return [try mean * Term(0.5)]
      }, length: 4, carried: 1, scanned: 0, isReversed: false)
    let scanned = try graph(types) { (x) throws(TraceError) in
      try Term.apply(.scan(scan), [x[1], x[0]])
    }
    let loop = WhileLoop(
      condition: try graph([Self.integer, TensorType(.f64), Self.integer]) {
        (x) throws(TraceError) in [try Term.compare(.less, x[0], Term(4))]
      },
      body: try graph([Self.integer, TensorType(.f64), Self.integer]) { (x) throws(TraceError) in
        let mean = try Term.apply(.average(average), [Term.fold(x[2], x[0]), x[1]])[0]
        return [try x[0] + Term(1), try mean * Term(0.5)]
      }, carried: 2)
    let looped = try graph(types) { (x) throws(TraceError) in
      [try Term.apply(.whileLoop(loop), [Term(0), x[1], x[0]])[1]]
    }
    var expected = 0.7
    for turn in 0..<4 { expected = try step(expected, turn) }
    for graph in [scanned, looped] {
      let result = try Executable(graph)([try Term(5), try Term(0.7)])[0]
      #expect(try number(result) == expected)
      try expectSlope(graph, at: 0.7) { (x) in
        var x = x
        for turn in 0..<4 { x = try step(x, turn) }
        return x
      }
    }
    let branches = Branches(
      yes: try graph(types) { (x) throws(TraceError) in try Term.apply(.average(average), x) },
      no: try graph(types) { (x) throws(TraceError) in [x[1]] })
    let chosen = try graph(types) { (x) throws(TraceError) in
      try Term.apply(.cond(branches), [Term.compare(.greater, x[1], Term(0.0)), x[0], x[1]])
    }
    for (x, expected) in [(0.7, try value(average, 5, 0.7)), (-0.7, -0.7)] {
      #expect(try number(try Executable(chosen)([try Term(5), try Term(x)])[0].mean) == expected)
    }
  }

  /// A batch of keys and numbers is a loop over them, bit for bit where chunks are alike.
  @Test(arguments: [1, 2, 5, 300]) func batchesAreLoops(rows: Int) throws {
    let average = try drawn(40)
    let keys = try positions((0..<rows).map { $0 * 7 }), xs = try randoms([rows], seed: 3)
    let batched = try Operation.average(average).rules
      .batched([.known(keys), .known(xs)], [true, true], count: rows)[0].mean.knownValue()
    for (row, x) in xs.elements(as: Double.self).enumerated() {
      let expected = try value(average, row * 7, x)
      #expect(abs(batched.elements(as: Double.self)[row] - expected) <= 1e-15 * expected)
    }
  }

  static func endless() throws -> (Average, [Tensor]) {
    (try AverageDepthTests().drawn(1_000_000_000), [try Tensor(1), try Tensor(0.5)])
  }

  @Test func interruptionStopsWithin200Milliseconds() async {
    await #expect(processExitsWith: .success) {
      let (average, operands) = try Self.endless()
      let clock = ContinuousClock()
      for _ in 0..<10 {
        Interruption.flag.store(false, ordering: .relaxed)
        let begin = clock.now
        Thread.detachNewThread {
          usleep(30_000)
          Interruption.flag.store(true, ordering: .relaxed)
        }
        #expect(throws: TensorError.interrupted) { _ = try AverageRun(average, operands) }
        let seconds = (clock.now - begin - .milliseconds(30)) / .seconds(1)
        // Ten times what a quiet machine takes is still what is promised.
        #expect(seconds < (isSanitized ? 4 : 0.2), "\(seconds) s")
      }
    }
  }

  @Test func memoryDoesNotGrowWithTheSamples() async {
    await #expect(processExitsWith: .success) {
      let tests = AverageDepthTests()
      let before = MemoryBudget.bytesInUse
      MemoryBudget.allow(bytes: before + 32 << 20)
      let average = try tests.drawn(10_000_000)
      let mean = try AverageRun(average, [try Tensor(1), try Tensor(0.5)]).means()[0]
      // exp(1/8), within five of its standard errors √((e^(1/4) - 1) e^(1/4)/n).
      #expect(abs(mean.elements(as: Double.self)[0] - 1.1331484530668263) < 5 * 0.00019)
      #expect(MemoryBudget.bytesInUse < before + 1 << 20)
    }
  }

  @Test func samplesUseFuel() async {
    await #expect(processExitsWith: .success) {
      let (average, operands) = try Self.endless()
      MemoryBudget.ration(1 << 24)
      #expect(throws: TensorError.fuel) { _ = try AverageRun(average, operands) }
    }
  }
}
