import Glibc
import Testing

@testable import Plotting

/// A reader takes the numbers from a picture that were drawn, within a cell.
@Suite struct TerminalReadingTests {
  /// A picture as a reader sees it: characters in columns, and the numbers at the axes.
  private struct Reading {
    let rows: [[Character]]
    /// The column of the axis at the left and the row of the one below.
    let axis: Int, floor: Int
    /// Numbers with the cells at which they stand.
    var x: [(value: Double, cell: Double)] = [], y: [(value: Double, cell: Double)] = []

    init?(_ lines: [String]) {
      rows = lines.map(Array.init)
      guard let floor = rows.lastIndex(where: { $0.contains("└") || $0.contains("+") }),
        let axis = rows[floor].firstIndex(where: { "└+".contains($0) })
      else { return nil }
      self.axis = axis
      self.floor = floor
      for row in 0..<floor where rows[row].count > axis && "┤+".contains(rows[row][axis]) {
        let label = String(rows[row][..<axis]).trimmingSpaces
        if let value = Double(label) { y.append((value, Double(row) + 0.5)) }
      }
      readBelow()
    }

    /// The numbers below, each at the tick above it.
    private mutating func readBelow() {
      let labels = rows[floor + 1]
      var column = 0
      while column < labels.count {
        guard labels[column] != " " else {
          column += 1
          continue
        }
        let end = labels[column...].firstIndex(of: " ") ?? labels.count
        let ticks = (column..<end).filter {
          $0 != axis && $0 < rows[floor].count && "┬+".contains(rows[floor][$0])
        }
        if let value = Double(String(labels[column..<end])), let tick = ticks.first {
          x.append((value, Double(tick) + 0.5))
        }
        column = end
      }
    }

    /// The number at a cell, by the first and the last one at an axis.
    func value(_ ticks: [(value: Double, cell: Double)], at cell: Double) -> Double? {
      guard let a = ticks.first, let b = ticks.last, a.cell != b.cell else { return nil }
      return a.value + (cell - a.cell) / (b.cell - a.cell) * (b.value - a.value)
    }

    /// How much a cell is, in numbers.
    func step(_ ticks: [(value: Double, cell: Double)]) -> Double {
      guard let a = value(ticks, at: 0), let b = value(ticks, at: 1) else { return .nan }
      return abs(b - a)
    }
  }

  /// Of a line y = f(x) all points that are seen lie within a cell of f.
  @Test(arguments: 0..<40) func linesReadAsTheyAre(seed: Int) throws {
    var generator = SplitMix(state: UInt64(seed))
    let slope = Double.random(in: -5...5, using: &generator)
    let bend = Double.random(in: -2...2, using: &generator)
    let scale = pow(10, Double(Int.random(in: -3...3, using: &generator)))
    let start = Double.random(in: -20...20, using: &generator)
    let f = { (x: Double) in scale * (slope * (x - start) + bend * (x - start - 3) * (x - start)) }
    let x = (0...300).map { start + Double($0) / 50 }
    let isASCII = seed % 2 == 0
    let style = TerminalStyle(
      columns: Int.random(in: 50...120, using: &generator),
      rows: Int.random(in: 16...40, using: &generator), glyphs: isASCII ? .ascii : .blocks)
    let lines = TerminalText.lines(Figure(Line(x: x, y: x.map(f))), style)
    let reading = try #require(Reading(lines))
    try #require(reading.x.count >= 2 && reading.y.count >= 2)
    let across = reading.step(reading.x), down = reading.step(reading.y)
    var seen = 0
    for row in 0..<reading.floor {
      for column in (reading.axis + 1)..<max(reading.rows[row].count, reading.axis + 1)
      where reading.rows[row][column] != " " {
        seen += 1
        let at = try #require(reading.value(reading.x, at: Double(column) + 0.5))
        let read = try #require(reading.value(reading.y, at: Double(row) + 0.5))
        // The least distance from the line over the width of a cell to each side.
        let near = (-8...8).map { f(at + Double($0) / 8 * across) }
        let low = (near.min() ?? 0) - down, high = (near.max() ?? 0) + down
        #expect(read >= low && read <= high)
      }
    }
    // And it goes from end to end.
    #expect(seen >= style.columns - reading.axis - 5)
  }

  @Test func barsReadAsTheyAre() throws {
    let heights = [3, 7, 4.4, 9, 1, 5]
    let lines = TerminalText.lines(
      .panel(Panel(marks: [TerminalFigures.bars(heights)])), TerminalStyle(columns: 80, rows: 24))
    let reading = try #require(Reading(lines))
    for (index, height) in heights.enumerated() {
      // The bar above its number below the axis.
      let column = try #require(
        reading.x.first { $0.value == Double(index + 1) }.map { Int($0.cell) })
      let top = try #require(
        (0..<reading.floor).first {
          reading.rows[$0].count > column && reading.rows[$0][column] != " "
        })
      let eighths = try #require("▁▂▃▄▅▆▇█".firstIndex(of: reading.rows[top][column]))
      let share = Double("▁▂▃▄▅▆▇█".distance(from: "▁▂▃▄▅▆▇█".startIndex, to: eighths) + 1) / 8
      let read = try #require(reading.value(reading.y, at: Double(top) + 1 - share))
      #expect(abs(read - height) <= 0.75 * reading.step(reading.y))
    }
  }
}

extension String {
  /// The text without blanks at both ends.
  fileprivate var trimmingSpaces: String {
    var text = Substring(self)
    while text.first == " " { text.removeFirst() }
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}
