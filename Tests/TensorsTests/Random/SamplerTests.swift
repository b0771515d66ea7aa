import Testing

@testable import Tensors

@Suite struct SamplerTests {
  private func keys(_ count: Int, seed: UInt64 = 5) throws -> Tensor {
    let key = RandomKey(seed: seed)
    return try Tensor.fold(
      Tensor(repeating: .int(Int(truncatingIfNeeded: key.word)), Shape([count])),
      Tensor.range(from: 0, count: count, step: 1))
  }

  private func draws(_ sampler: Sampler, _ parameter: Double, _ count: Int) throws -> Tensor {
    try Tensor.sample(
      sampler, keys: keys(count),
      parameter: Tensor(repeating: .float(parameter), Shape([count])))
  }

  private static let shapes = [0.02, 0.3, 1, 1.5, 7, 200, 1e6, 1e12]

  /// √n·sup |F_n − F| against Kolmogorov's distribution: 1.95 is passed with probability 1e-3.
  @Test(arguments: shapes)
  func gammaDrawsFollowTheirDistribution(_ a: Double) throws {
    let count = 20_000
    let y = try draws(.logGamma, a, count).elements(as: Double.self).sorted()
    let p = SpecialFunction.gammaLower(0)
    var distance = 0.0
    for (i, y) in y.enumerated() {
      let f = p { $0 == 0 ? a : ScalarMath.apply(.exp, y) }
      distance = max(distance, f - Double(i) / Double(count), Double(i + 1) / Double(count) - f)
    }
    #expect(distance * Double(count).squareRoot() < 1.95, "\(a): \(distance)")
  }

  /// E y = ψ(a), Var y = ψ′(a), also where z = exp y underflows.
  @Test(arguments: shapes + [1e-5])
  func logarithmsHaveTheirMoments(_ a: Double) throws {
    let count = 50_000, y = try draws(.logGamma, a, count).elements(as: Double.self)
    let mean = ScalarMath.apply(.polygamma(0), a), variance = ScalarMath.apply(.polygamma(1), a)
    let fourth = ScalarMath.apply(.polygamma(3), a) + 2 * variance * variance
    let n = Double(count), average = y.reduce(0, +) / n
    let spread = y.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / n
    #expect(abs(average - mean) < 4 * (variance / n).squareRoot(), "\(a): \(average)")
    #expect(abs(spread - variance) < 4 * (fourth / n).squareRoot(), "\(a): \(spread)")
  }

  /// χ² of counts against the probabilities e^(−λ)λᵏ/k!.
  @Test(arguments: [1e-3, 0.4, 3, 9.99, 10, 11.5, 40, 1000])
  func countsFollowTheirDistribution(_ mean: Double) throws {
    let count = 40_000, top = Int(mean + 12 * mean.squareRoot() + 12)
    let k = try draws(.poisson, mean, count).elements(as: Int.self)
    var counts = [Int](repeating: 0, count: top + 1)
    for k in k { counts[min(k, top)] += 1 }
    let expected = (0...top).map { k in
      let log = ScalarMath.apply(.log, mean) * Double(k) - mean
      return Double(count)
        * ScalarMath.apply(.exp, log - ScalarMath.apply(.lgamma, Double(k) + 1))
    }
    let evidence = Evidence("poisson", counts: counts, expected: expected)
    #expect(evidence.p > 1e-4, "\(mean): \(evidence.p)")
  }

  /// Large means: (k − λ)/√λ is nearly normal.
  @Test(arguments: [1e6, 1e12, 0x1p50])
  func largeCountsHaveTheirMoments(_ mean: Double) throws {
    let count = 20_000, n = Double(count), width = mean.squareRoot()
    let z = try draws(.poisson, mean, count).elements(as: Int.self)
      .map { (Double($0) - mean) / width }
    #expect(abs(z.reduce(0, +) / n) < 4 / n.squareRoot())
    #expect(abs(z.reduce(0) { $0 + $1 * $1 } / n - 1) < 4 * (2 / n).squareRoot())
  }

  @Test func endsOfTheParameters() throws {
    let inf = Double.infinity
    for (a, expected) in [(0, -inf), (inf, inf), (-1, Double.nan), (.nan, .nan)] {
      for y in try draws(.logGamma, a, 3).elements(as: Double.self) { #expect(same(y, expected)) }
    }
    #expect(try draws(.poisson, 0, 4).elements(as: Int.self) == [0, 0, 0, 0])
    for mean in [-1, .nan, inf, 0x1.1p50] {
      #expect(throws: TensorError.self) { try draws(.poisson, mean, 2) }
    }
    #expect(try draws(.poisson, -1, 0).count == 0)
  }

  /// An element depends on its key and its parameter alone; f32 is the same number rounded.
  @Test(arguments: Sampler.allCases)
  func elementsAreTheirOwn(sampler: Sampler) throws {
    let keys = try keys(300)
    let parameter = try Tensor(Shape([300]), (0..<300).map { 0.05 + Double($0 % 17) })
    let all = try Tensor.sample(sampler, keys: keys, parameter: parameter)
    for i in stride(from: 0, to: 300, by: 13) {
      let one = try Tensor.sample(
        sampler, keys: Tensor(repeating: keys[flat: i], .scalar),
        parameter: Tensor(repeating: parameter[flat: i], .scalar))
      #expect(one.scalar == all[flat: i])
    }
    let half = try Tensor(repeating: .float(0.5), Shape([300]))
    let wide = try Tensor.sample(sampler, keys: keys, parameter: half)
    let narrow = try Tensor.sample(sampler, keys: keys, parameter: half.converted(to: .f32))
    switch sampler {
    case .logGamma: #expect(narrow.hasSameBits(as: try wide.converted(to: .f32)))
    case .poisson: #expect(narrow.hasSameBits(as: wide))
    }
  }

  @Test(arguments: Sampler.allCases)
  func anyNumberOfThreadsGivesTheSameBits(sampler: Sampler) throws {
    let before = ThreadPool.threads
    defer { ThreadPool.setThreads(before) }
    ThreadPool.setThreads(1)
    let expected = try draws(sampler, 12.5, 5000)
    for threads in [2, 3] {
      ThreadPool.setThreads(threads)
      #expect(try draws(sampler, 12.5, 5000).hasSameBits(as: expected))
    }
  }

  /// The bits never change: they are part of what a seed means.
  @Test func bitsStay() throws {
    let logs = [0.1, 0.9, 2.5, 1e4].map { a in try? draws(.logGamma, a, 50) }
      .flatMap { $0?.elements(as: Double.self) ?? [] }
    let counts = [0.2, 4, 30, 1e6].map { a in try? draws(.poisson, a, 50) }
      .flatMap { $0?.elements(as: Int.self) ?? [] }
    let got = [
      MathBitsTests.fingerprint(logs), MathBitsTests.fingerprint(counts.map { Double($0) }),
    ]
    #expect(logs.count == 200 && counts.count == 200)
    #expect(got == Self.fingerprints, "\(got.map { "0x\(String($0, radix: 16))" })")
  }

  private static let fingerprints: [UInt64] = [0x5d13_537f_1fd1_86fd, 0x6d3b_7f12_f725_c8c5]

  @Test func mistakes() throws {
    let one = try Tensor(1.0), key = try Tensor(1)
    #expect(throws: TensorError.self) { try Tensor.sample(.logGamma, keys: one, parameter: one) }
    #expect(throws: TensorError.self) { try Tensor.sample(.poisson, keys: key, parameter: key) }
    #expect(throws: TensorError.self) {
      try Tensor.sample(.logGamma, keys: keys(2), parameter: one)
    }
  }
}
