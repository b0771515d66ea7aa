import Testing

@testable import Plotting

/// Bands fill what lies between two curves.
@Suite struct BandTests {
  @Test func fillsBetween() throws {
    let areas = TestPane.areas(Band(x: [0, 5, 10], low: [1, 2, 3], high: [4, 5, 6]))
    #expect(
      areas == [
        [
          Point(0, 60), Point(50, 50), Point(100, 40), Point(100, 70), Point(50, 80), Point(0, 90),
        ]
      ])
  }

  @Test func isBrokenAtNan() {
    let band = Band(x: [0, 1, 2, 3, 4], low: [1, 1, .nan, 1, 1], high: [2, 2, 2, 2, 2])
    let areas = TestPane.areas(band)
    #expect(areas.map { $0.map(\.x) } == [[0, 10, 10, 0], [30, 40, 40, 30]])
    #expect(!band.isSeries)
  }

  @Test func endlessBoundsReachTheEdge() {
    let areas = TestPane.areas(
      Band(x: [0, 1], low: [-.infinity, 1], high: [2, .infinity]))
    #expect(areas == [[Point(0, 80), Point(10, 0), Point(10, 90), Point(0, 100)]])
    let log = TestPane.pane(1, 100, 1, 100, isLog: true)
    let bottom = TestPane.areas(Band(x: [1, 100], low: [-1, 0], high: [10, 10]), on: log)
    #expect(bottom.first?.map { $0.y.rounded() } == [50, 50, 100, 100])
  }

  @Test func decimatesWithItsExtremes() throws {
    let x = (0..<50_000).map { Double($0) / 5000 }
    let high = x.indices.map { $0 == 12_345 ? 9.0 : 5 }
    let low = x.indices.map { $0 == 33_333 ? 1.0 : 4 }
    let area = try #require(TestPane.areas(Band(x: x, low: low, high: high)).first)
    #expect(area.count < 1000)
    #expect(area.map(\.y).min() == 10 && area.map(\.y).max() == 90)
  }
}
