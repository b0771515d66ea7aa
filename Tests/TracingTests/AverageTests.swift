import Tensors
import Testing

@testable import Tracing

/// Means over samples against sums written out.
struct AverageTests {
  /// The mean of (i + c)² over i < n, with the blocks asked for.
  private func squares(_ count: Int, group: Int = 1, blocks: Int) throws -> Average {
    Average(
      body: try graph([TensorType(.i64), TensorType(.i64), TensorType(.f64)]) {
        (x) throws(TraceError) in
        let shifted = try x[0].converted(to: .f64) + x[2]
        return [try shifted * shifted]
      }, count: count, group: group, blocks: blocks)
  }

  private static let sizes = [
    (1, 1, 1), (2, 1, 2), (10, 1, 3), (10_000, 1, 1000), (8192, 1, 7), (8193, 1, 1),
    (50_001, 1, 50),
    (24, 4, 5), (30_000, 300, 100), (20_000, 10_000, 2),
  ]

  @Test(arguments: sizes)
  func meansAndDeviationsAreThoseOfSums(_ count: Int, _ group: Int, _ blocks: Int) throws {
    let average = try squares(count, group: group, blocks: blocks)
    let run = try AverageRun(average, [try Tensor(0), try Tensor(0.5)])
    let values = (0..<count).map { (Double($0) + 0.5) * (Double($0) + 0.5) }
    let mean = values.reduce(0, +) / Double(count)
    let found = try #require(try run.means().first).elements(as: Double.self)[0]
    #expect(abs(found - mean) <= 1e-12 * mean)
    let deviations = try #require(try run.deviations().first).elements(as: Double.self)
    #expect(deviations.count == blocks)
    #expect(abs(deviations.reduce(0, +)) <= 1e-12 * mean)
    var covered = 0
    for block in 0..<blocks {
      let samples = average.samples(of: block)
      #expect(samples.lowerBound == covered && samples.count % group == 0)
      #expect(samples.allSatisfy { average.block(of: $0) == block })
      covered = samples.upperBound
      let sum = values[samples].reduce(0, +)
      let expected = (sum - Double(samples.count) * mean) / Double(count)
      #expect(abs(deviations[block] - expected) <= 1e-11 * mean)
    }
    #expect(covered == count)
  }

  @Test func resultsDoNotDependOnThreads() throws {
    let threads = ThreadPool.threads
    defer { ThreadPool.setThreads(threads) }
    let average = Average(
      body: try graph([TensorType(.i64), TensorType(.i64)]) { (x) throws(TraceError) in
        let z = try Term.noise(.normal, Term.fold(x[1], x[0]))
        return [try Term.unary(.exp, z)]
      }, count: 100_000, blocks: 10)
    var results: [[Tensor]] = []
    for count in [1, 2, 5] {
      ThreadPool.setThreads(count)
      let run = try AverageRun(average, [try Tensor(5)])
      results.append(try run.means() + run.deviations())
    }
    for other in results.dropFirst() {
      #expect(zip(results[0], other).allSatisfy { $0.hasSameBits(as: $1) })
    }
  }

  @Test func anEvaluatedMeanIsAnEstimateThatKnowsItsDraws() throws {
    let average = try squares(1000, blocks: 100)
    let operands = [try Term(3), try Term(0.5)]
    let e = try Term.applyOne(.average(average), operands)
    let same = try Term.applyOne(.average(average), operands)
    guard case .estimate(let estimate) = e else {
      Issue.record("a mean over samples is an estimate")
      return
    }
    #expect(estimate.errors[0] > 0)
    guard case .estimate(let difference) = try e - same else {
      Issue.record("a difference of estimates is one")
      return
    }
    #expect(difference.errors == [0])
    let other = try Term.applyOne(.average(average), [try Term(4), try Term(0.5)])
    guard case .estimate(let independent) = try e - other else { return }
    #expect(abs(independent.errors[0] - 2.0.squareRoot() * estimate.errors[0]) < 1e-9)
  }
}
