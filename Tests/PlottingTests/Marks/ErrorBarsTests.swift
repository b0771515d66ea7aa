import Testing

@testable import Plotting

/// Error bars reach as far as the errors.
@Suite struct ErrorBarsTests {
  @Test func reachUpAndDownWithCaps() {
    let lines = TestPane.lines(ErrorBars(x: [5], y: [5], below: [1], above: [2]))
    #expect(
      lines == [
        [
          Point(47.5, 60), Point(52.5, 60), Point(50, 60), Point(50, 30), Point(47.5, 30),
          Point(52.5, 30),
        ]
      ])
  }

  @Test func reachToBothSides() throws {
    let line = try #require(
      TestPane.lines(ErrorBars(x: [5], y: [5], before: [1], after: [3])).first)
    #expect(line.map(\.x).min() == 40 && line.map(\.x).max() == 80)
  }

  @Test func endlessOnesHaveNoCap() {
    let lines = TestPane.lines(ErrorBars(x: [5], y: [5], below: [.infinity], above: [1]))
    #expect(lines == [[Point(50, 100), Point(50, 40), Point(47.5, 40), Point(52.5, 40)]])
    #expect(TestPane.lines(ErrorBars(x: [5, 6], y: [5, .nan], errors: [.nan, 1])).isEmpty)
  }

  @Test func logarithmicAxes() {
    let pane = TestPane.pane(1, 100, 1, 100, isLog: true)
    let lines = TestPane.lines(ErrorBars(x: [10], y: [10], errors: [20]), on: pane)
    // 10 - 20 has no logarithm.
    #expect(lines.first?.map(\.y).max() == 100)
  }

  @Test func extentTakesTheErrors() {
    let bars = ErrorBars(x: [1, 2], y: [5, 6], errors: [2, .infinity])
    let extent = bars.extent(log: AxisPair(x: false, y: false))
    #expect(extent.y == Interval(3, 7) && extent.x == Interval(1, 2) && !bars.isSeries)
  }

  @Test func manyAreOneForEachColumnOfDots() {
    let x = (0..<20_000).map { Double($0) / 2000 }
    let bars = ErrorBars(x: x, y: x.map { _ in 5 }, errors: x.map { $0 == 5 ? 4 : 1 })
    let lines = TestPane.lines(bars)
    #expect(lines.count <= 100)
    #expect(lines.flatMap { $0 }.map(\.y).min() == 10)
  }
}
