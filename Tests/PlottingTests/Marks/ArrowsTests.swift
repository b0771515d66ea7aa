import Testing

@testable import Plotting

/// Arrows point along their vectors, the longest as long as points are apart.
@Suite struct ArrowsTests {
  private func arrows(_ mark: Arrows, on pane: Pane = TestPane.plain) -> [(from: Point, to: Point)]
  {
    TestPane.shapes(mark, on: pane).compactMap {
      if case .arrow(let from, let to, _) = $0 { (from, to) } else { nil }
    }
  }

  @Test func standInTheMiddleAndPointAlong() {
    let arrow = arrows(Arrows(x: [0, 5, 10], y: [5, 5, 5], u: [0, 3, 0], v: [0, 4, 0]))[1]
    // Points are 50 units apart; up is less y.
    #expect(abs((arrow.from.x + arrow.to.x) / 2 - 50) < 1e-9)
    #expect(abs((arrow.from.y + arrow.to.y) / 2 - 50) < 1e-9)
    #expect(abs(arrow.to.x - arrow.from.x - 0.6 * 47.5) < 1e-9)
    #expect(abs(arrow.to.y - arrow.from.y + 0.8 * 47.5) < 1e-9)
  }

  @Test func distancesOfRegularGrids() {
    #expect(abs(Arrows.spacing(100, 100, 121) - 10) < 1e-9)
    #expect(abs(Arrows.spacing(100, 50, 66) - 10) < 1e-9)
    #expect(abs(Arrows.spacing(100, 0, 11) - 10) < 1e-9)
  }

  @Test func lengthsAreInProportion() {
    let found = arrows(Arrows(x: [0, 10], y: [5, 5], u: [1, 0.5], v: [0, 0]))
    let lengths = found.map { $0.to.x - $0.from.x }
    #expect(abs(lengths[0] - 95) < 1e-9 && abs(lengths[1] - 47.5) < 1e-9)
    let same = arrows(
      Arrows(x: [0, 10], y: [5, 5], u: [1, 1e-9], v: [0, 0], isNormalised: true))
    #expect(same.allSatisfy { abs($0.to.x - $0.from.x - 95) < 1e-9 })
  }

  @Test func directionsAreThoseOfTheAxes() throws {
    // Ten units to one across, one unit to one upwards: a vector (1, 1) is flat.
    let pane = TestPane.pane(0, 10, 0, 100)
    let arrow = try #require(arrows(Arrows(x: [5], y: [50], u: [1], v: [1]), on: pane).first)
    #expect(abs((arrow.to.x - arrow.from.x) / (arrow.from.y - arrow.to.y) - 10) < 1e-9)
    // Along y = x on logarithmic axes a tangent is a diagonal.
    let log = TestPane.pane(1, 100, 1, 100, isLog: true)
    let steep = try #require(arrows(Arrows(x: [20], y: [20], u: [1], v: [1]), on: log).first)
    #expect(abs((steep.to.x - steep.from.x) / (steep.from.y - steep.to.y) - 1) < 1e-9)
  }

  @Test func zeroIsADotAndNanNothing() {
    let mark = Arrows(x: [1, 5, 9], y: [5, 5, 5], u: [0, .nan, 1], v: [0, 1, 0])
    let found = arrows(mark)
    #expect(found.count == 2)
    #expect(found[0].from == Point(10, 50) && found[0].to == Point(10, 50))
    #expect(found[1].to.x > found[1].from.x)
  }

  @Test func tooManyAreMeans() {
    let count = 40_000
    let x = (0..<count).map { Double($0 % 200) / 20 }, y = (0..<count).map { Double($0 / 200) / 20 }
    let found = arrows(
      Arrows(
        x: x, y: y, u: Array(repeating: 1, count: count), v: Array(repeating: 0, count: count)))
    #expect(found.count > 50 && found.count < 500)
    #expect(found.allSatisfy { $0.from.y == $0.to.y && $0.to.x > $0.from.x })
  }

  @Test func lengthsAsColours() {
    let mark = Arrows(
      x: [1, 2], y: [1, 2], u: [3, 0], v: [4, 1], isNormalised: true, map: .viridis)
    #expect(mark.colourBar?.domain == Interval(0, 5) && !mark.isSeries)
    #expect(Arrows(x: [], y: [], u: [], v: [], map: .viridis).colourBar == nil)
  }
}
