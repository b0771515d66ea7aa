import Testing

@testable import Plotting

/// Legends hide nothing where there is room.
@Suite struct TerminalLegendTests {
  private let style = TerminalStyle.golden

  /// A line from corner to corner of a pane, with the corners at its ends taken.
  private func lines(_ points: [(Double, Double)], legend: LegendPlace = .automatic) -> [String] {
    var panel = Panel(
      marks: [Line(x: points.map(\.0), y: points.map(\.1), label: "the line")], legend: legend)
    panel.x.range = AxisRange(low: 0, high: 10)
    panel.y.range = AxisRange(low: 0, high: 10)
    return TerminalText.lines(.panel(panel), style)
  }

  private func place(_ lines: [String]) -> (row: Int, column: Int)? {
    for (row, line) in lines.enumerated() {
      guard let range = line.firstRange(of: "the line") else { continue }
      return (row, line.distance(from: line.startIndex, to: range.lowerBound))
    }
    return nil
  }

  @Test func standsInAFreeCorner() throws {
    let rising = try #require(place(lines([(0, 0), (10, 10)])))
    #expect(rising.row < 2 && rising.column < 20)
    let falling = try #require(place(lines([(0, 10), (10, 0)])))
    #expect(falling.row < 2 && falling.column > 50)
    let upper = try #require(place(lines([(0, 10), (10, 10)])))
    #expect(upper.row > 12 && upper.column > 50)
    let cap = try #require(place(lines([(0, 0), (1, 10), (9, 10), (10, 0)])))
    #expect(cap.row > 12)
  }

  @Test func standsBelowWhereNoCornerIsFree() throws {
    let drawn = lines([(0, 0), (10, 10), (0, 10), (10, 0), (0, 0)])
    let found = try #require(place(drawn))
    #expect(found.row == drawn.count - 1)
    #expect(drawn.count == style.rows)
  }

  @Test func standsWhereItIsWanted() throws {
    let points = [(0.0, 5.0), (10, 5)]
    let right = try #require(place(lines(points, legend: .topRight)))
    #expect(right.row == 0 && right.column > 50)
    let left = try #require(place(lines(points, legend: .topLeft)))
    #expect(left.row == 0 && left.column < 20)
    let low = try #require(place(lines(points, legend: .bottomRight)))
    #expect(low.row == 15 && low.column > 50)
    let corner = try #require(place(lines(points, legend: .bottomLeft)))
    #expect(corner.row == 15 && corner.column < 20)
    #expect(place(lines(points, legend: .none)) == nil)
    let outside = lines(points, legend: .outside)
    let beside = try #require(place(outside))
    #expect(beside.column > 60 - 3)
    // The axis below ends before it.
    #expect((outside.first { $0.contains("+---") }?.count ?? 99) < beside.column)
  }

  /// The picture without a legend is the picture with one but for the cells of the legend.
  @Test(arguments: 0..<60) func hidesNothing(seed: Int) {
    var generator = SplitMix(state: UInt64(seed))
    let y = (0..<8).map { _ in Double.random(in: 0...10, using: &generator) }
    let points = y.enumerated().map { (Double($0) * 10 / 7, $1) }
    let with = lines(points), without = lines(points, legend: .none)
    // Below the axis the height is another one.
    guard let found = place(with), found.row < style.rows - 2 else { return }
    for (row, (a, b)) in zip(with, without).enumerated() {
      if row == found.row {
        let cut = (found.column - 4)..<(found.column + 8)
        let hidden = b.enumerated().filter { cut.contains($0.offset) && $0.element != " " }
        #expect(hidden.isEmpty)
      } else {
        #expect(a == b)
      }
    }
  }

  @Test func samplesShowWhatIsDrawn() {
    let drawn = TerminalText.lines(TerminalFigures.series, style).joined(separator: "\n")
    for sample in ["*** damped", "+++ flat", "ooo bell"] { #expect(drawn.contains(sample)) }
    let points = TerminalText.lines(TerminalFigures.points, style).joined(separator: "\n")
    for sample in ["*  spiral", "#  others"] { #expect(points.contains(sample)) }
    let blocks = TerminalStyle(columns: 72, rows: 18)
    let braille = TerminalText.lines(TerminalFigures.series, blocks).joined(separator: "\n")
    for sample in ["⠤⠤⠤⠤ damped", "⠤⠤ ⠤ flat", "⠄⠠ ⠄ bell"] { #expect(braille.contains(sample)) }
  }

  @Test func manyEntriesStandAtTheRight() {
    let lines = (0..<5).map { number in
      TerminalFigures.line("line \(number)") { $0.remainder(dividingBy: Double(number) + 2) }
    }
    let drawn = TerminalText.lines(
      .panel(Panel(marks: lines)), TerminalStyle(columns: 72, rows: 18, glyphs: .ascii))
    for (number, line) in drawn.prefix(5).enumerated() {
      #expect(line.hasSuffix(" line \(number)"))
    }
  }
}
