import Testing

@testable import Plotting

/// Bins count every value once, where its bounds say.
@Suite struct BinsTests {
  @Test(arguments: 0..<300) func agreeWithCountingByBounds(seed: Int) {
    var generator = SplitMix(state: UInt64(seed))
    let size = Double.random(in: 1e-3...1e3, using: &generator)
    let shift = Double.random(in: -100...100, using: &generator)
    var values = (0..<Int.random(in: 0...400, using: &generator)).map { _ in
      shift + size * Double.random(in: -1...1, using: &generator)
    }
    if seed % 3 == 0 { values = values.map { $0.rounded() } }
    if seed % 5 == 0 { values += [.nan, .infinity, -.infinity] }
    let bins = Bins(values, count: seed % 2 == 0 ? nil : 1 + seed % 40)
    let edges = bins.edges
    for index in bins.counts.indices {
      let isLast = index == bins.counts.count - 1
      let expected = values.filter {
        $0 >= edges[index] && ($0 < edges[index + 1] || isLast && $0 == edges[index + 1])
      }.count
      #expect(bins.counts[index] == expected)
    }
    #expect(bins.total + bins.leftOut == values.count)
    #expect(bins.leftOut == values.filter { !$0.isFinite }.count)
    #expect(bins.counts.count <= Bins.most)
    #expect(zip(edges, edges.dropFirst()).allSatisfy { $0 < $1 })
  }

  @Test func densityHasAnAreaOfOne() {
    let bins = Bins((0..<1000).map { Double($0 * $0) / 7 })
    let heights = bins.heights(asDensity: true)
    let area = heights.indices.reduce(0) {
      $0 + heights[$1] * (bins.edges[$1 + 1] - bins.edges[$1])
    }
    #expect(abs(area - 1) < 1e-12)
    #expect(bins.heights() == bins.counts.map(Double.init))
  }

  @Test func widthIsThatOfFreedmanAndDiaconis() {
    // 1000 numbers evenly from 0 to 1: the quartiles are half apart, 2·0.5/10 is a tenth.
    let bins = Bins((0..<1000).map { Double($0) / 999 })
    #expect(bins.counts.count == 10 || bins.counts.count == 11)
  }

  @Test func wholeNumbersHaveBinsOfTheirOwn() {
    let bins = Bins([0, 1, 1, 3])
    #expect(bins.edges == [-0.5, 0.5, 1.5, 2.5, 3.5])
    #expect(bins.counts == [1, 2, 0, 1])
    #expect(Bins([5, 5]).edges == [4.5, 5.5])
    let many = Bins((0..<3000).map(Double.init))
    #expect(many.edges.allSatisfy { ($0 + 0.5) == ($0 + 0.5).rounded() })
    #expect(many.counts.count <= Bins.most && many.total == 3000)
  }

  @Test func halfOfTheValuesAreEqual() {
    // The quartiles are equal: 1 + log2 16 bins.
    let bins = Bins([Double](repeating: 0.5, count: 14) + [0.25, 0.75])
    #expect(bins.counts.count == 5 && bins.total == 16)
  }

  @Test func oneValueAndNone() {
    #expect(Bins([]).edges.isEmpty && Bins([.nan]).leftOut == 1)
    let one = Bins([0.3])
    #expect(one.counts == [1] && one.edges[0] < 0.3 && one.edges[1] > 0.3)
    #expect(Bins([1e308, 1e308]).total == 2)
  }

  @Test func outsideOfARange() {
    let bins = Bins([-1, 0, 0.5, 1, 2], count: 2, range: Interval(0, 1))
    #expect(bins.edges == [0, 0.5, 1] && bins.counts == [1, 2] && bins.leftOut == 2)
  }
}
