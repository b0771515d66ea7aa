import Testing

@testable import Plotting

/// Steps keep a number until the next one.
@Suite struct StepsTests {
  @Test func keepNumbers() {
    let lines = TestPane.lines(Steps(x: [0, 5, 10], y: [1, 3, 2]))
    #expect(
      lines == [
        [Point(0, 90), Point(50, 90), Point(50, 70), Point(100, 70), Point(100, 80)]
      ])
  }

  @Test func missingNumbersAreGaps() {
    let lines = TestPane.lines(Steps(x: [0, 2, 4, 6], y: [1, .nan, 3, 3]))
    #expect(lines == [[Point(0, 90), Point(20, 90)], [Point(40, 70), Point(60, 70)]])
  }

  @Test func sharesOfSamples() {
    let steps = Steps(distributionOf: [3, .nan, 1, 2, 2])
    #expect(steps.x == [1, 1, 2, 2, 3] && steps.y == [0, 0.25, 0.5, 0.75, 1])
  }
}
