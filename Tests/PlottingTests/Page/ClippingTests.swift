import Testing

@testable import Plotting

/// What is cut or left out cannot be seen.
@Suite struct ClippingTests {
  private let box = Box(x: 0, y: 0, width: 10, height: 10)

  @Test func linesEndAtTheBox() {
    #expect(
      Clipping.line([Point(-10, 5), Point(20, 5)], to: box) == [[Point(0, 5), Point(10, 5)]])
    #expect(Clipping.line([Point(-10, 50), Point(20, 50)], to: box).isEmpty)
    // Out through the top and in again: two parts.
    let parts = Clipping.line([Point(2, 5), Point(2, -5), Point(8, -5), Point(8, 5)], to: box)
    #expect(parts == [[Point(2, 5), Point(2, 0)], [Point(8, 0), Point(8, 5)]])
    #expect(Clipping.line([Point(1, 1), Point(2, 2)], to: box) == [[Point(1, 1), Point(2, 2)]])
  }

  @Test func areasAreCut() {
    let large = Box(x: -5, y: -5, width: 100, height: 100).corners
    #expect(Set(Clipping.area(large, to: box)) == Set(box.corners))
    #expect(Clipping.area(large.map { Point($0.x + 500, $0.y) }, to: box).isEmpty)
  }

  /// Every point of a line stays within the tolerance of the shorter one.
  @Test(arguments: 0..<100) func simplifiedLinesPassAllPoints(seed: Int) {
    var generator = SplitMix(state: UInt64(seed))
    let step = [0.02, 0.5, 5][seed % 3]
    var point = Point(0, 0)
    let line = (0..<200).map { index in
      if seed % 2 == 0 || index % 17 == 0 {
        point.x += Double.random(in: -step...step, using: &generator)
        point.y += Double.random(in: -step...step, using: &generator)
      } else {
        point.x += step
        point.y += step / 3
      }
      return point
    }
    let short = Simplification.line(line, tolerance: 0.04)
    #expect(short.first == line.first && short.last == line.last)
    for point in line {
      let least = zip(short, short.dropFirst()).map { distance(point, $0, $1) }.min() ?? 0
      #expect(least <= 0.0401)
    }
    if seed % 2 == 1 { #expect(short.count < line.count / 2) }
  }

  private func distance(_ p: Point, _ a: Point, _ b: Point) -> Double {
    let dx = b.x - a.x, dy = b.y - a.y
    let length = dx * dx + dy * dy
    let share =
      length == 0 ? 0 : max(0, min(1, ((p.x - a.x) * dx + (p.y - a.y) * dy) / length))
    let x = p.x - a.x - share * dx, y = p.y - a.y - share * dy
    return (x * x + y * y).squareRoot()
  }

  @Test func touchingDotsAreOneLine() {
    let points = [Point(0, 0), Point(0.5, 0), Point(1, 0), Point(3, 0), Point(0, 2), Point(0.1, 2)]
    let runs = DotRuns.runs(points)
    #expect(runs.map(\.from) == [Point(0, 0), Point(3, 0), Point(0, 2)])
    #expect(runs.map(\.to) == [Point(1, 0), Point(3, 0), Point(0, 2)])
    #expect(DotRuns.runs([]).isEmpty)
    #expect(DotRuns.runs([Point(-3, -2)]).map(\.from) == [Point(-3, -2)])
  }
}
