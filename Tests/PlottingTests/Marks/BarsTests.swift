import Testing

@testable import Plotting

/// Bars stand on their base and reach their heights.
@Suite struct BarsTests {
  @Test func reachFromTheBase() {
    let areas = TestPane.areas(Bars(x: [2, 5], heights: [3, 6], width: 2))
    #expect(areas.count == 2)
    #expect(areas[0] == [Point(10, 70), Point(30, 70), Point(30, 100), Point(10, 100)])
    #expect(areas[1] == [Point(40, 40), Point(60, 40), Point(60, 100), Point(40, 100)])
  }

  @Test func negativeHeightsHangFromTheBase() {
    let pane = TestPane.pane(0, 10, -5, 5)
    let areas = TestPane.areas(Bars(x: [2, 5], heights: [2, -3], width: 2), on: pane)
    #expect(areas[0].map(\.y) == [30, 30, 50, 50])
    #expect(areas[1].map(\.y) == [50, 50, 80, 80])
  }

  @Test func edgesTouch() {
    let areas = TestPane.areas(Bars(edges: [0, 5, 10], heights: [1, 2]))
    #expect(areas.map { $0.map(\.x) } == [[0, 50, 50, 0], [50, 100, 100, 50]])
  }

  @Test func narrowBarsAreOneOutlineWithTheirExtremes() {
    let heights = (0..<5000).map { $0 == 2500 ? 9.0 : 1.0 }
    let edges = (0...5000).map { Double($0) / 500 }
    let areas = TestPane.areas(Bars(edges: edges, heights: heights))
    #expect(areas.count == 1)
    #expect(areas[0].count < 500)
    #expect(areas[0].map(\.y).min() == 10)
    #expect(areas[0].filter { $0.y < 85 }.allSatisfy { abs($0.x - 50) <= 1.0001 })
  }

  @Test func logarithmicAxisHasItsBaseAtTheBottom() {
    let pane = TestPane.pane(1, 100, 1, 100, isLog: true)
    let areas = TestPane.areas(Bars(edges: [1, 10, 100], heights: [10, 0]), on: pane)
    #expect(areas.count == 1)
    #expect(areas[0].map { $0.y.rounded() } == [50, 50, 100, 100])
  }

  @Test func baseLiesOnTheAxis() {
    let log = AxisPair(x: false, y: false)
    #expect(Bars(x: [1], heights: [2]).extent(log: log).flush == [.bottom])
    #expect(Bars(x: [1], heights: [-2]).extent(log: log).flush == [.top])
    #expect(Bars(x: [1, 2], heights: [-2, 2]).extent(log: log).flush.isEmpty)
    #expect(Bars(x: [1], heights: [2]).extent(log: log).y == Interval(0, 2))
  }

  @Test func widthIsFourFifthsOfTheLeastDistance() {
    let bars = Bars(x: [0, 2, 6], heights: [1, 1, 1])
    #expect(zip(bars.right, bars.left).allSatisfy { abs($0 - $1 - 1.6) < 1e-12 })
  }

  @Test func groupsStandSideBySide() {
    let groups = Bars.grouped([[1, 2], [3, 4]], labels: ["a", "b"])
    #expect(groups.map(\.label) == ["a", "b"])
    #expect(abs(groups[0].left[0] - 0.6) < 1e-12 && abs(groups[1].right[0] - 1.4) < 1e-12)
    #expect(abs(groups[0].right[1] - groups[1].left[1]) < 1e-12)
  }
}
