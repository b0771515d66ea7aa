import Testing

@testable import Plotting

/// Ticks stand at round numbers and their labels do not meet.
@Suite struct TicksTests {
  private func ticks(
    _ low: Double, _ high: Double, isLog: Bool = false, length: Double = 400
  ) -> [Tick] {
    Ticks.fitting(
      Scale(Interval(spanning: low, high), length: length, isLog: isLog), gap: 8,
      size: { Double($0.count) * 7 })
  }

  private func labels(_ low: Double, _ high: Double, isLog: Bool = false) -> [String] {
    ticks(low, high, isLog: isLog).map(\.label).filter { !$0.isEmpty }
  }

  @Test func standAtRoundNumbers() {
    #expect(labels(0, 1) == ["0", "0.2", "0.4", "0.6", "0.8", "1"])
    #expect(labels(-3, 3) == ["-3", "-2", "-1", "0", "1", "2", "3"])
    #expect(labels(0, 7) == ["0", "1", "2", "3", "4", "5", "6", "7"])
    #expect(labels(0, 3.2e6) == ["0", "5e5", "1e6", "1.5e6", "2e6", "2.5e6", "3e6"])
    #expect(
      labels(0, 4e-7) == [
        "0", "5e-8", "1e-7", "1.5e-7", "2e-7", "2.5e-7", "3e-7", "3.5e-7", "4e-7",
      ])
    #expect(labels(1, 1000, isLog: true).contains("100"))
    #expect(labels(1e-12, 1e12, isLog: true).count >= 4)
  }

  /// What is counted has ticks at whole numbers, unless there is none to be seen.
  @Test func wholeNumbersAlone() {
    func labels(_ low: Double, _ high: Double) -> [String] {
      Ticks.fitting(
        Scale(Interval(spanning: low, high), length: 400), isWhole: true, gap: 8,
        size: { Double($0.count) * 7 }
      ).map(\.label)
    }
    #expect(labels(0.6, 3.4) == ["1", "2", "3"])
    #expect(labels(0.9, 2.1) == ["1", "2"])
    #expect(labels(0, 9000).count > 4)
    #expect(labels(0.9, 1.1) == ["1"])
    #expect(labels(0.2, 0.4).count > 2)
  }

  /// Whatever the numbers, labels do not meet, differ, and read as the numbers where they stand.
  @Test(arguments: 0..<2000) func fit(seed: Int) {
    var generator = SplitMix(state: UInt64(seed))
    let isLog = seed % 3 == 0
    let magnitude = Double.random(in: -300...300, using: &generator)
    let centre = Double.random(in: -10...10, using: &generator)
    let scale = power(10, magnitude)
    let low = isLog ? scale : centre * scale
    let high =
      isLog
      ? min(scale * power(10, Double.random(in: 0.1...200, using: &generator)), 1e307)
      : low + Double.random(in: 1e-3...10, using: &generator) * scale
    guard let domain = Interval(low, high), domain.low < domain.high else { return }
    let length = Double.random(in: 20...800, using: &generator)
    let axis = Scale(domain, length: length, isLog: isLog)
    let ticks = Ticks.fitting(axis, gap: 6, size: { Double($0.count) * 7 })
    let labelled = ticks.filter { !$0.label.isEmpty }
    #expect(Set(labelled.map(\.label)).count == labelled.count)
    for (before, after) in zip(labelled, labelled.dropFirst()) {
      let distance = abs(axis(after.value) - axis(before.value))
      let needed = Double(before.label.count + after.label.count) * 3.5 + 6
      #expect(distance >= needed - 1e-6)
    }
    for tick in labelled {
      let read = Double(tick.label)!
      #expect(abs(read - tick.value) <= 1e-9 * max(abs(tick.value), abs(domain.high)))
    }
  }

  private func power(_ base: Double, _ exponent: Double) -> Double {
    Scale(Interval(spanning: 1, base), length: 1, isLog: true).value(at: exponent)
  }
}

/// SplitMix64 (Steele, Lea and Flood 2014): numbers that a seed repeats.
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
