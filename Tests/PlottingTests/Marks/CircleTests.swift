import Testing

@testable import Plotting

/// Circles are round and closed.
@Suite struct CircleTests {
  @Test func isRoundAndClosed() throws {
    let line = try #require(TestPane.lines(Circle(x: 5, y: 5, radius: 3)).first)
    #expect(line.first == line.last && line.count > 60)
    for point in line {
      let x = point.x - 50, y = point.y - 50
      #expect(abs((x * x + y * y).squareRoot() - 30) < 1e-9)
    }
  }

  @Test func takesAllOfItself() {
    let extent = Circle(x: 1, y: 2, radius: -3).extent(log: AxisPair(x: false, y: false))
    #expect(extent.x == Interval(-2, 4) && extent.y == Interval(-1, 5))
    #expect(Panel(marks: [Circle()]).keepsProportions)
  }
}
