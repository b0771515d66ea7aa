import Testing

@testable import Plotting

/// Many numbers are sorted as few are.
@Suite struct AscendingTests {
  @Test(arguments: [0, 1, 1000, 60_000, 100_001]) func sorts(count: Int) {
    var generator = SplitMix(state: UInt64(count))
    let values = (0..<count).map { index -> Double in
      switch index % 7 {
      case 0: -Double.random(in: 0...1e300, using: &generator)
      case 1: Double.random(in: 0...1e-300, using: &generator)
      case 2: [0, -.infinity, .infinity, 1][index / 7 % 4]
      default: Double.random(in: -5...5, using: &generator)
      }
    }
    #expect(Ascending.sorted(values) == values.sorted())
  }
}
