import Foundation
import Tensors
import Testing

@testable import Tracing

@Suite struct EstimateTests {
  /// Rows (x, y) with known moments over the sample itself.
  private func data(_ n: Int, seed: Int) throws -> (tensor: Tensor, x: [Double], y: [Double]) {
    var draws = NormalDraws(seed)
    var x: [Double] = [], y: [Double] = []
    for _ in 0..<n {
      let a = draws.next(), b = draws.next()
      x.append(2 + 0.5 * a)
      y.append(3 + 0.3 * a + 0.4 * b)
    }
    return (try reals([n, 2], zip(x, y).flatMap { [$0, $1] }), x, y)
  }

  private func columns(_ tensor: Tensor) throws -> (Term, Term) {
    let e = Term.estimate(try Estimate(samples: tensor))
    return (
      try e.part(0, 1, axis: 0).reshaped(to: .scalar),
      try e.part(1, 1, axis: 0).reshaped(to: .scalar)
    )
  }

  private func mean(_ x: [Double]) -> Double { x.reduce(0, +) / Double(x.count) }

  /// The covariance of the means of two columns.
  private func covariance(_ x: [Double], _ y: [Double]) -> Double {
    let a = mean(x), b = mean(y), n = Double(x.count)
    return zip(x, y).reduce(0) { $0 + ($1.0 - a) * ($1.1 - b) } / (n * (n - 1))
  }

  private func near(_ a: Double, _ b: Double, _ tolerance: Double = 1e-12) -> Bool {
    (a - b).magnitude <= tolerance * b.magnitude
  }

  @Test(arguments: [1.0, 7, 50]) func functionsHaveTheErrorOfTheDeltaMethod(size: Double) throws {
    let (tensor, xs, ys) = try data(Int(10 * size), seed: 3), (x, y) = try columns(tensor)
    let a = mean(xs), b = mean(ys)
    let v = covariance(xs, xs), w = covariance(ys, ys), c = covariance(xs, ys)
    // Each function with its slopes in x and y.
    let cases: [(Term, value: Double, Double, Double)] = [
      (x, a, 1, 0), (try x.scaled(by: 3) + y, 3 * a + b, 3, 1), (try x - y, a - b, 1, -1),
      (try x * y, a * b, b, a), (try x / y, a / b, 1 / b, -a / (b * b)),
      (try Term.unary(.log, x), log(a), 1 / a, 0),
      (try Term.unary(.exp, x - y), exp(a - b), exp(a - b), -exp(a - b)),
      (try x.power(y), pow(a, b), b * pow(a, b - 1), pow(a, b) * log(a)),
      (try Term.binary(.maximum, x, y), b, 0, 1),
      (try Term.binary(.atan2, y, x), atan2(b, a), -b / (a * a + b * b), a / (a * a + b * b)),
    ]
    for (index, (term, value, p, q)) in cases.enumerated() {
      let e = try term.asEstimate()
      let variance = p * p * v + 2 * p * q * c + q * q * w
      #expect(near(try number(.known(e.mean)), value), "\(index)")
      #expect(near(e.variances[0], variance, 1e-10), "\(index)")
      #expect(near(try number(.known(e.standardError())), e.variances[0].squareRoot()))
      #expect(try number(.known(e.variance())) == e.variances[0])
    }
  }

  @Test func whatIsTheSameCancels() throws {
    let (x, y) = try columns(data(40, seed: 5).tensor)
    #expect(try (x - x).asEstimate().errors == [0])
    #expect(try (x - x).asEstimate().mean.scalar == .float(0))
    #expect(try (x / x).asEstimate().errors[0] < 1e-16)
    let same = try x * y / y - x
    #expect(try same.asEstimate().errors[0] < 1e-15)
    // Independent sources do not.
    let other = try columns(data(40, seed: 6).tensor).0
    let sum = try (x - other).asEstimate(), parts = [try x.asEstimate(), try other.asEstimate()]
    #expect(sum.influences.count == 2)
    #expect(near(sum.variances[0], parts[0].variances[0] + parts[1].variances[0]))
  }

  @Test(arguments: [1, 2, 999, 1000, 1001, 2500, 4001]) func samplesFillBlocks(n: Int) throws {
    let (tensor, xs, ys) = try data(n, seed: n), e = try Estimate(samples: tensor)
    let influence = e.influences[0], blocks = Swift.min(n, 1000)
    #expect(influence.deviations.shape == Shape([blocks, 2]))
    #expect(try agree(e.mean, reals([2], [mean(xs), mean(ys)]), 1e-13))
    let total = try Term.known(influence.deviations).sum(over: [0]).knownValue()
    #expect(total.elements(as: Double.self).allSatisfy { $0.magnitude < 1e-12 })
    if n == 1 { #expect(e.errors.allSatisfy { $0.isNaN }) }
    guard n > 1000 else { return }
    // Blocks of several samples estimate the same error, with a relative error of 1/√(2 B).
    for (got, column) in zip(e.errors, [xs, ys]) {
      #expect(near(got, covariance(column, column).squareRoot(), 4 / 2000.0.squareRoot()))
    }
  }

  @Test func blocksOfUnequalSizes() throws {
    // Draws 1, 2 | 3 | 4, 5, 9 of source 7.
    let e = try Estimate(blockSums: reals([3], [3, 3, 18]), counts: [2, 1, 3], source: 7)
    #expect(e.mean.scalar == .float(4) && e.influences[0].source == 7)
    let deviations = e.influences[0].deviations.elements(as: Double.self)
    for (got, wanted) in zip(deviations, [-5.0 / 6, -1.0 / 6, 1]) { #expect(near(got, wanted)) }
    #expect(near(e.variances[0], 1.5 * (25.0 / 36 + 1.0 / 36 + 1)))
  }

  @Test func equalSamplesAreOneSource() throws {
    let a = try Estimate(samples: randoms([9], seed: 1)),
      b = try Estimate(samples: randoms([9], seed: 1))
    let c = try Estimate(samples: randoms([9], seed: 2))
    let d = try Estimate(samples: randoms([9, 1], seed: 1))
    #expect(a.influences[0].source == b.influences[0].source)
    #expect(a.influences[0].source != c.influences[0].source)
    #expect(a.influences[0].source != d.influences[0].source)
  }

  @Test(arguments: [ElementType.f32, .f64, .c128, .i64, .bool]) func samplesOfEveryType(
    element: ElementType
  ) throws {
    let x = try Term.compare(.greater, .known(randoms([30, 2], seed: 4)), Term(0.1))
    let samples = try x.converted(to: element).knownValue()
    let e = try Estimate(samples: samples)
    #expect(e.mean.type == (element.isFloating ? element : .f64))
    #expect(try e.standardError().type == (element == .f32 ? .f32 : .f64))
    let wanted = try Estimate(samples: x.converted(to: .f64).knownValue()).errors
    for (got, wanted) in zip(e.errors, wanted) { #expect(near(got, wanted, 1e-5)) }
  }

  @Test func theErrorOfAComplexNumberIsThatOfItsDistance() throws {
    let (x, y) = try columns(data(40, seed: 5).tensor)
    let z = try Term.complex(x, y).asEstimate()
    let wanted = try x.asEstimate().variances[0] + y.asEstimate().variances[0]
    #expect(near(z.variances[0], wanted))
    // |z| has the error of its own derivative.
    let modulus = try Term.unary(.abs, .estimate(z)).asEstimate()
    let direct = try Term.unary(.sqrt, x * x + y * y).asEstimate()
    #expect(near(modulus.variances[0], direct.variances[0], 1e-10))
  }

  @Test func emptyOnesHaveNoErrors() throws {
    let e = try Estimate(samples: randoms([5, 0], seed: 1))
    #expect(e.mean.shape == Shape([0]) && e.errors.isEmpty && e.tailIndices.isEmpty)
    let sum = try Term.estimate(e).sum().asEstimate()
    #expect(sum.mean.scalar == .float(0) && sum.errors == [0])
    #expect(throws: TraceError.self) { try Estimate(samples: randoms([0, 2], seed: 1)) }
    #expect(throws: TraceError.self) { try Estimate(samples: Tensor(1.5)) }
  }

  @Test func errorsNeitherOverflowNorVanish() throws {
    for scale in [1e-200, 1e200] {
      let e = try Estimate(samples: reals([2], [scale, 3 * scale]))
      #expect(near(e.errors[0] / scale, 1))
    }
    let infinite = try Estimate(samples: reals([3], [1, .infinity, 2]))
    #expect(!infinite.errors[0].isFinite)
  }

  @Test func manySourcesArePooled() throws {
    let count = 40
    let estimates = try (0..<count).map {
      try estimate(Tensor(1.0), blocks: 1000, source: UInt64($0), seed: $0)
    }
    var sum = try Term(0.0)
    for estimate in estimates { sum = try sum + .estimate(estimate) }
    let pooled = try sum.asEstimate()
    #expect(pooled.influences.count <= Influence.most)
    // Of Σ_b (Σ_s d)² only the squares have a mean; 1000 blocks leave a relative error of √(2/1000).
    let total = estimates.reduce(0) { $0 + $1.variances[0] }
    #expect(near(pooled.variances[0], total, 4 * (2.0 / 1000).squareRoot()))
    // What is in the pool still cancels against the source by itself.
    var rest = sum
    for estimate in estimates.dropLast() { rest = try rest - .estimate(estimate) }
    let last = try rest.asEstimate()
    #expect(near(last.variances[0], estimates[count - 1].variances[0], 1e-9))
    #expect(try (rest - .estimate(estimates[count - 1])).asEstimate().errors[0] < 1e-12)
  }

  @Test func poolsKeepToTheirNumbersOfBlocks() throws {
    var sum = try Term(0.0)
    for k in 0..<40 {
      sum =
        try sum + .estimate(estimate(Tensor(1.0), blocks: 2 + k % 2, source: UInt64(k), seed: k))
    }
    #expect(try Set(sum.asEstimate().influences.map(\.blocks)) == [2, 3])
    #expect(try sum.asEstimate().influences.allSatisfy { $0.source == Influence.pool })
  }
}
