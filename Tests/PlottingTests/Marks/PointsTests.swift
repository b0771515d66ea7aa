import Testing

@testable import Plotting

/// Points stand at their numbers, in the colours of others.
@Suite struct PointsTests {
  private func symbols(_ points: Points) -> [(places: [Point], symbol: Symbol)] {
    TestPane.shapes(points).compactMap {
      if case .symbols(let places, let symbol) = $0 { (places, symbol) } else { nil }
    }
  }

  @Test func standAtTheirNumbers() {
    let found = symbols(Points(x: [1, .nan, 3, 20], y: [2, 2, 4, 5]))
    #expect(found.map(\.places) == [[Point(10, 80), Point(30, 60)]])
  }

  @Test func coloursStandForNumbers() {
    let points = Points(x: [1, 2, 3, 4], y: [1, 2, 3, 4], colourBy: [0, 10, .nan, .infinity])
    #expect(points.colourBar?.domain == Interval(0, 10))
    let found = symbols(points)
    #expect(found.map(\.places.count) == [1, 1, 2])
    #expect(found[0].symbol.ink == .muted && found[0].places == [Point(30, 70)])
    #expect(found[1].places == [Point(10, 90)])
    #expect(found[2].places == [Point(20, 80), Point(40, 60)])
  }

  @Test func classesAreSeries() {
    let marks = Points.classes(
      x: [1, 2, 3], y: [4, 5, 6], classes: [7, 0, 7], names: ["zero", "one"])
    #expect(marks.map(\.label) == ["zero", "7"] && marks.map(\.x) == [[2], [1, 3]])
  }

  @Test func manyOnOneDotAreOne() {
    let found = symbols(
      Points(x: (0..<9000).map { 5 + Double($0) * 1e-6 }, y: (0..<9000).map { _ in 5 }))
    #expect(found[0].places.count == 1)
  }
}
