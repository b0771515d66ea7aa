import Testing

@testable import Tensors

/// Statistical tests with fixed seeds: they pass or fail for good.
///
/// There are fewer than 500 statistics. Each fails with a probability of 10⁻⁷ if the numbers are
/// random, all together with at most 5·10⁻⁵.
@Suite struct RandomBatteryTests {
  static let bound = 1e-7
  static let count = 1 << 15

  private func expect(_ evidence: [Evidence]) {
    for one in evidence { #expect(one.p >= Self.bound, "\(one.name): p = \(one.p)") }
  }

  @Test(arguments: RandomStream.all)
  func uniformNumbers(stream: RandomStream) throws {
    let numbers = try stream.numbers(.uniform, Self.count)
    let battery = UniformBattery(numbers: numbers.elements(as: Double.self), bits: stream.bits)
    let sorted = try numbers.sorted(axis: 0).elements(as: Double.self)
    expect(battery.evidence() + [Evidence("Kolmogorov-Smirnov", sorted: sorted)])
    #expect(sorted[0] > 0 && sorted[Self.count - 1] < 1)
  }

  @Test(arguments: RandomStream.all)
  func normalNumbers(stream: RandomStream) throws {
    let numbers = try stream.numbers(.normal, Self.count)
    let x = numbers.elements(as: Double.self), n = Double(Self.count)
    let powers = x.reduce(into: SIMD4<Double>.zero) { sum, x in
      let square = x * x
      sum += SIMD4(x, square - 1, square * x, square * square - 3)
    }
    // The variances of x, x², x³ and x⁴ are 1, 2, 15 and 96.
    let z = powers / (n * SIMD4(1, 2, 15, 96)).squareRoot()
    var evidence = (0..<4).map { Evidence("moment \($0 + 1)", z: z[$0]) }
    let half = try Tensor(-0.5.squareRoot())
    let levels = try Tensor.combine(
      .multiply, Tensor.map(.erfc, Tensor.combine(.multiply, numbers.sorted(axis: 0), half)),
      Tensor(0.5))
    evidence.append(Evidence("Kolmogorov-Smirnov", sorted: levels.elements(as: Double.self)))
    for lag in [1, 2, 3, 4, 64, 256] {
      let sum = zip(x, x.dropFirst(lag)).reduce(0) { $0 + $1.0 * $1.1 }
      evidence.append(Evidence("correlation at \(lag)", z: sum / (n - Double(lag)).squareRoot()))
      let squares = zip(x, x.dropFirst(lag)).reduce(0) {
        $0 + ($1.0 * $1.0 - 1) * ($1.1 * $1.1 - 1)
      }
      evidence.append(
        Evidence("squares at \(lag)", z: squares / 2 / (n - Double(lag)).squareRoot()))
    }
    expect(evidence)
  }

  @Test(arguments: RandomStream.all)
  func normalTails(stream: RandomStream) throws {
    let count = 1 << 17
    let sizes = try Tensor.map(.abs, stream.numbers(.normal, count))
    let evidence = try [3.0, 4, 5].map { level in
      let beyond = try Tensor.compare(.greater, sizes, Tensor(level)).converted(to: .i64)
      let mean = Double(count) * ScalarMath.apply(.erfc, level / 2.0.squareRoot())
      let seen = try beyond.reduced(.sum, over: [0], keepingAxes: false)
      guard case .int(let number) = seen.scalar else { return Evidence("a count", p: 0) }
      return level == 3
        ? Evidence("beyond 3", z: (Double(number) - mean) / mean.squareRoot())
        : Evidence("beyond \(level)", count: number, mean: mean)
    }
    expect(evidence)
  }

  /// Events of neighbouring keys and of neighbouring seeds, position by position.
  @Test(arguments: [true, false])
  func eventsOfNeighbours(isFolded: Bool) throws {
    let rows = 1024, columns = 64
    let words = (0..<rows).map { row -> Int in
      let index = UInt64(row)
      let key = isFolded ? RandomKey(seed: 7).folded(index) : RandomKey(seed: index)
      return Int(truncatingIfNeeded: key.word)
    }
    let x = try Tensor.noise(
      .normal, keys: Tensor(Shape([rows]), words), event: Shape([columns]), type: .f64)
    let size = Double(rows * columns)
    var evidence: [Evidence] = []
    for axis in [0, 1] {
      let sums = try x.reduced(.sum, over: [axis], keepingAxes: false).elements(as: Double.self)
      let square = sums.reduce(0) { $0 + $1 * $1 } / Double(axis == 0 ? rows : columns)
      evidence.append(Evidence("sums of axis \(axis)", chiSquare: square, freedom: sums.count))
    }
    let numbers = x.elements(as: Double.self)
    for distance in [1, 2, 8, 512] {
      let lag = distance * columns
      let sum = zip(numbers, numbers.dropFirst(lag)).reduce(0) { $0 + $1.0 * $1.1 }
      evidence.append(
        Evidence("keys at \(distance)", z: sum / (size - Double(lag)).squareRoot()))
    }
    expect(evidence)
  }

  /// Every bit of a key and of an index moves every bit of the folded key with probability 1/2.
  @Test(arguments: [true, false])
  func avalancheOfFolding(ofKey: Bool) {
    let trials = 256
    var moved = [Int](repeating: 0, count: 64 * 64), samples = Samples(11)
    for _ in 0..<trials {
      let key = samples.bits(), index = UInt64(samples.below(1000))
      let folded = RandomKey.fold(key, index)
      for bit in 0..<64 {
        let flip: UInt64 = 1 << UInt64(bit)
        var change = folded ^ RandomKey.fold(ofKey ? key ^ flip : key, ofKey ? index : index ^ flip)
        while change != 0 {
          moved[bit << 6 | change.trailingZeroBitCount] += 1
          change &= change - 1
        }
      }
    }
    let expected = Double(trials) / 2
    let square = moved.reduce(0.0) {
      $0 + (Double($1) - expected) * (Double($1) - expected) / (expected / 2)
    }
    expect([Evidence("avalanche", chiSquare: square, freedom: 64 * 64)])
    let total = Double(moved.reduce(0, +)), all = Double(64 * 64 * trials)
    expect([Evidence("moved bits", z: (total - all / 2) / (all / 4).squareRoot())])
  }

  /// The order of folds matters, and no two paths meet.
  @Test func pathsGiveKeysOfTheirOwn() {
    let key = RandomKey(seed: 3), n: UInt64 = 64
    var keys = Set<UInt64>(), differing = 0
    for a in 0..<n {
      keys.insert(RandomKey(seed: a).word)
      keys.insert(key.folded(a).word)
      for b in 0..<n {
        keys.insert(key.folded(a).folded(b).word)
        if a != b {
          let swapped = key.folded(a).folded(b).word ^ key.folded(b).folded(a).word
          differing += swapped.nonzeroBitCount
        }
      }
    }
    #expect(keys.count == Int(n * n + 2 * n))
    let bits = Double(n * (n - 1) * 64)
    // Each pair is counted twice, so the variance is twice that of independent bits.
    expect([Evidence("order", z: (Double(differing) - bits / 2) / (bits / 2).squareRoot())])
  }

  @Test func namesHaveStableKeys() {
    #expect(RandomKey.hash("z") != RandomKey.hash("x"))
    #expect(RandomKey.hash("") == RandomKey.mix(0xcbf2_9ce4_8422_2325))
    #expect(RandomKey(seed: 1).folded("z") == RandomKey(seed: 1).folded(RandomKey.hash("z")))
  }

  /// The tests can fail: each of these generators is known to be bad, and found to be.
  @Test(arguments: zip(["Weyl", "RANDU", "halves", "biased"], [14, 1, 3, 1]))
  func badGeneratorsFail(name: String, fewest: Int) throws {
    var state: UInt32 = 1, samples = Samples(3)
    let good = (0..<Self.count).map { _ in Double.unit(samples.bits()) }
    let numbers: [Double] = (0..<Self.count).map { k in
      switch name {
      case "Weyl": return (Double(k + 1) * 0.6180339887498949).truncatingRemainder(dividingBy: 1)
      case "RANDU":
        state = (state &* 65539) & 0x7fff_ffff
        return Double(state) / 0x1p31
      // Every number twice.
      case "halves": return good[k / 2]
      default: return good[k] * 0.98
      }
    }
    let found = UniformBattery(numbers: numbers, bits: 23).evidence().filter { $0.p < Self.bound }
    #expect(found.count >= fewest, "\(found.map(\.name))")
  }
}
