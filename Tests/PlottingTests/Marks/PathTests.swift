import Testing

@testable import Plotting

/// Paths have a sign at their start and heads that say where they go.
@Suite struct PathTests {
  @Test func startsWithARing() throws {
    let shapes = TestPane.shapes(Path(x: [.nan, 1, 9], y: [1, 5, 5]))
    let last = try #require(shapes.last)
    guard case .symbols(let points, let symbol) = last else {
      Issue.record("no sign")
      return
    }
    #expect(points == [Point(10, 50)] && symbol.form == .ring)
  }

  @Test func headsPointAlongAndLieOnTheLine() {
    let heads = TestPane.shapes(Path(x: [0, 10], y: [5, 5])).compactMap {
      shape -> (Point, Point)? in
      if case .arrow(let from, let to, _) = shape { (from, to) } else { nil }
    }
    #expect(heads.count == 2)
    for (from, to) in heads { #expect(to.x > from.x && from.y == 50 && to.y == 50) }
    #expect(abs(heads[0].0.x + heads[0].1.x - 50) < 1e-9)
  }

  @Test func shortOnesHaveNone() {
    let shapes = TestPane.shapes(Path(x: [5, 5.1], y: [5, 5]))
    #expect(!shapes.contains { if case .arrow = $0 { true } else { false } })
    #expect(TestPane.shapes(Path(x: [5, 8], y: [5, 5], start: nil, hasHeads: false)).count == 1)
  }
}
