import Testing

@testable import Plotting

/// Reference lines go from one end of the pane to the other.
@Suite struct ReferenceLineTests {
  private func line(_ place: ReferenceLine.Place, on pane: Pane = TestPane.plain) -> [Point] {
    TestPane.lines(ReferenceLine(place), on: pane).first ?? []
  }

  private func isNear(_ points: [Point], _ expected: [Point]) -> Bool {
    points.count == expected.count
      && zip(points, expected).allSatisfy { abs($0.x - $1.x) < 1e-9 && abs($0.y - $1.y) < 1e-9 }
  }

  @Test func atNumbers() {
    #expect(line(.horizontal(y: 3)) == [Point(0, 70), Point(100, 70)])
    #expect(line(.vertical(x: 3)) == [Point(30, 100), Point(30, 0)])
    #expect(line(.horizontal(y: 11)).isEmpty && line(.vertical(x: .nan)).isEmpty)
  }

  @Test func throughAPoint() {
    #expect(isNear(line(.through(x: 0, y: 0, slope: 1)), [Point(0, 100), Point(100, 0)]))
    #expect(isNear(line(.through(x: 5, y: 5, slope: 2)), [Point(25, 100), Point(75, 0)]))
    #expect(isNear(line(.through(x: 5, y: 2, slope: 0)), [Point(0, 80), Point(100, 80)]))
    #expect(line(.through(x: 0, y: 20, slope: 1)).isEmpty)
    // The point may lie far outside.
    #expect(isNear(line(.through(x: -1000, y: -1000, slope: 1)), [Point(0, 100), Point(100, 0)]))
  }

  @Test func slopeIsAnExponentOnLogarithmicAxes() {
    let pane = TestPane.pane(1, 100, 1, 10_000, isLog: true)
    #expect(
      isNear(line(.through(x: 10, y: 100, slope: 2), on: pane), [Point(0, 100), Point(100, 0)]))
    #expect(line(.through(x: 0, y: 1, slope: 1), on: pane).isEmpty)
  }

  @Test func widenItsOwnAxisOnly() {
    let log = AxisPair(x: false, y: false)
    let level = ReferenceLine(.horizontal(y: 3)).extent(log: log)
    #expect(level.x == nil && level.y == Interval(3, 3))
    let free = ReferenceLine(.vertical(x: 3), isReached: false).extent(log: log)
    #expect(free.x == nil && free.y == nil)
    #expect(ReferenceLine(.horizontal(y: -1)).extent(log: AxisPair(x: true, y: true)).y == nil)
  }
}
