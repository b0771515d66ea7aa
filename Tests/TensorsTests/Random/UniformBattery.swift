@testable import Tensors

/// The empirical tests of Knuth (The Art of Computer Programming 2, 3.3.2) and tests of single bits
/// on a list of uniform numbers.
struct UniformBattery {
  let numbers: [Double]
  /// Random bits in a number.
  let bits: Int

  private var count: Int { numbers.count }

  func evidence() -> [Evidence] {
    [
      equidistribution(256), tuples(2, 32), tuples(3, 10), runs(up: true), runs(up: false),
      gaps(0, 0.25), gaps(0.4, 0.5), poker(), birthdays(), coupons(), frequencies(), bitPairs(),
      repeatedBits(), spectrum(),
    ] + [1, 2, 3, 4, 7, 16, 64, 256, 1000].map(correlation)
  }

  private func cell(_ u: Double, _ cells: Int) -> Int { Int(u * Double(cells)) }

  private func equidistribution(_ cells: Int) -> Evidence {
    var counts = [Int](repeating: 0, count: cells)
    for u in numbers { counts[cell(u, cells)] += 1 }
    let expected = [Double](repeating: Double(count) / Double(cells), count: cells)
    return Evidence("equidistribution", counts: counts, expected: expected)
  }

  /// Non-overlapping tuples in a grid.
  private func tuples(_ size: Int, _ cells: Int) -> Evidence {
    let all = (0..<size).reduce(1) { product, _ in product * cells }
    var counts = [Int](repeating: 0, count: all)
    for start in stride(from: 0, through: count - size, by: size) {
      var place = 0
      for k in 0..<size { place = place * cells + cell(numbers[start + k], cells) }
      counts[place] += 1
    }
    let expected = [Double](repeating: Double(count / size) / Double(all), count: all)
    return Evidence("tuples of \(size)", counts: counts, expected: expected)
  }

  /// Lengths of monotone runs; the number that ends a run is dropped, so that runs are independent:
  /// length r has probability 1/r! − 1/(r + 1)!.
  private func runs(up: Bool) -> Evidence {
    var counts = [Int](repeating: 0, count: 7), k = 0
    while k + 1 < count {
      var length = 1
      while k + length < count, (numbers[k + length] > numbers[k + length - 1]) == up {
        length += 1
      }
      guard k + length < count else { break }
      counts[min(length, 7) - 1] += 1
      k += length + 1
    }
    let total = Double(counts.reduce(0, +))
    let factorials = [1.0, 2, 6, 24, 120, 720, 5040]
    var expected = (0..<6).map { total * (1 / factorials[$0] - 1 / factorials[$0 + 1]) }
    expected.append(total / 5040)
    return Evidence("runs \(up ? "up" : "down")", counts: counts, expected: expected)
  }

  /// How many numbers lie between two in an interval.
  private func gaps(_ low: Double, _ high: Double) -> Evidence {
    let p = high - low, most = 60
    var counts = [Int](repeating: 0, count: most + 1), gap = 0
    for u in numbers {
      if low <= u, u < high {
        counts[min(gap, most)] += 1
        gap = 0
      } else {
        gap += 1
      }
    }
    var rest = Double(counts.reduce(0, +)), expected: [Double] = []
    for _ in 0..<most {
      expected.append(rest * p)
      rest *= 1 - p
    }
    return Evidence("gaps of \(low)...\(high)", counts: counts, expected: expected + [rest])
  }

  /// How many of five digits are different.
  private func poker() -> Evidence {
    var counts = [Int](repeating: 0, count: 5)
    for start in stride(from: 0, through: count - 5, by: 5) {
      var seen = 0
      for k in 0..<5 { seen |= 1 << cell(numbers[start + k], 10) }
      counts[seen.nonzeroBitCount - 1] += 1
    }
    // 10·9···/10⁵ times the partitions of five things into r parts.
    let chances = [0.0001, 0.0135, 0.18, 0.504, 0.3024]
    return Evidence(
      "poker", counts: counts, expected: chances.map { $0 * Double(count / 5) })
  }

  /// Marsaglia's birthday spacings: of 512 birthdays in a year of 2²² days, the number of equal
  /// spacings is Poisson distributed with mean 512³ / 4·2²², the year of f32 being long enough.
  private func birthdays() -> Evidence {
    let days = 1 << 22, people = 512
    var repeats = 0, years = 0
    for start in stride(from: 0, through: count - people, by: people) {
      let sorted = numbers[start..<start + people].map { cell($0, days) }.sorted()
      let spacings = zip(sorted, sorted.dropFirst()).map { $1 - $0 }.sorted()
      for (a, b) in zip(spacings, spacings.dropFirst()) where a == b { repeats += 1 }
      years += 1
    }
    let mean = Double(years) * 8
    // Exactly known only in the limit: the mean is lower by some per mille.
    return Evidence("birthdays", z: (Double(repeats) - mean) / (mean * 1.05).squareRoot())
  }

  /// How many digits until all eight have occurred.
  private func coupons() -> Evidence {
    let d = 8, most = 80
    var counts = [Int](repeating: 0, count: most + 1), length = 0, seen = 0
    for u in numbers {
      seen |= 1 << cell(u, d)
      length += 1
      if seen == (1 << d) - 1 {
        counts[min(length, most)] += 1
        (length, seen) = (0, 0)
      }
    }
    let total = Double(counts.reduce(0, +))
    // The chance of having k different ones after each length.
    var chance = [1.0] + [Double](repeating: 0, count: d), expected = [0.0], finished = 0.0
    for _ in 1..<most {
      for k in stride(from: d, through: 1, by: -1) {
        chance[k] =
          chance[k] * Double(k) / Double(d)
          + chance[k - 1] * Double(d - k + 1) / Double(d)
      }
      chance[0] = 0
      expected.append(chance[d] * total)
      finished += chance[d]
      chance[d] = 0
    }
    return Evidence(
      "coupons", counts: counts, expected: expected + [(1 - finished) * total])
  }

  /// Σ (u − 1/2)(v − 1/2) of numbers at a distance.
  private func correlation(_ lag: Int) -> Evidence {
    var sum = 0.0
    for k in lag..<count { sum += (numbers[k] - 0.5) * (numbers[k - lag] - 0.5) }
    return Evidence("correlation at \(lag)", z: 12 * sum / Double(count - lag).squareRoot())
  }

  /// The power at 16 frequencies together: each is exponentially distributed.
  private func spectrum() -> Evidence {
    let n = min(count, 2048)
    var sum = 0.0
    for k in 1...16 {
      let angle = 2 * Double.pi * Double(k * 29) / Double(n)
      let turn = Complex128(ScalarMath.apply(.cos, angle), ScalarMath.apply(.sin, angle))
      var power = Complex128(0), phase = Complex128(1)
      for i in 0..<n {
        power = power + phase * Complex128(numbers[i] - 0.5)
        phase = phase * turn
      }
      sum += (power.real * power.real + power.imaginary * power.imaginary) * 24 / Double(n)
    }
    return Evidence("spectrum", chiSquare: sum, freedom: 32)
  }

  // MARK: Single bits

  /// For each bit, lowest first, its value in all numbers as one long word.
  private func planes(_ n: Int) -> [[UInt64]] {
    var planes = [[UInt64]](repeating: [UInt64](repeating: 0, count: n / 64), count: bits)
    let scale = Double(1 << bits)
    for i in 0..<n {
      var word = UInt64(numbers[i] * scale)
      for bit in 0..<bits {
        planes[bit][i >> 6] |= (word & 1) << UInt64(i & 63)
        word >>= 1
      }
    }
    return planes
  }

  private func ones(_ words: [UInt64]) -> Int { words.reduce(0) { $0 + $1.nonzeroBitCount } }

  private func square(_ ones: Int, of n: Int) -> Double {
    let excess = Double(2 * ones - n)
    return excess * excess / Double(n)
  }

  private func frequencies() -> Evidence {
    let n = min(count, 8192)
    let sum = planes(n).reduce(0) { $0 + square(ones($1), of: n) }
    return Evidence("frequency of bits", chiSquare: sum, freedom: bits)
  }

  /// Whether two bits of a number agree, for all pairs.
  private func bitPairs() -> Evidence {
    let n = 4096, planes = planes(n)
    var sum = 0.0
    for i in 0..<bits {
      for j in 0..<i {
        var agreeing = 0
        for k in 0..<n / 64 { agreeing += (planes[i][k] ^ planes[j][k]).nonzeroBitCount }
        sum += square(agreeing, of: n)
      }
    }
    return Evidence("pairs of bits", chiSquare: sum, freedom: bits * (bits - 1) / 2)
  }

  /// Whether a bit is that of the next number.
  private func repeatedBits() -> Evidence {
    let n = min(count, 8192)
    var sum = 0.0
    for plane in planes(n) {
      var differing = 0
      for k in 1..<n / 64 {
        let shifted = plane[k - 1] >> 1 | plane[k] << 63
        differing += (plane[k - 1] ^ shifted).nonzeroBitCount
      }
      sum += square(differing, of: n - 64)
    }
    return Evidence("repeated bits", chiSquare: sum, freedom: bits)
  }
}
