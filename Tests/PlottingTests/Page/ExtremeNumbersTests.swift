import Testing

@testable import Plotting

/// Numbers next to 0 and numbers next to each other are drawn as others are.
@Suite struct ExtremeNumbersTests {
  /// Numbers, and what the same picture shows of them at both axes.
  static let series: [[Double]] = [
    [1e-306, 2e-306, 1.5e-306], [-3e-307, 2e-307, 1e-307],
    [1e-306 / 10_000, 3e-306 / 10_000, 2e-306 / 10_000],
    [1e-300, 2e-300, 1.5e-300], [1.5e308, -1.5e308, 0], [1e15, 1e15 + 4, 1e15 + 2],
    [1, 1 + 2e-14, 1 + 1e-14], [-1e15, -1e15 - 4, -1e15 - 1],
  ]

  @Test(arguments: series) func aLineGoesThroughThePanel(y: [Double]) throws {
    let scene = Page.scene(Figure(Line(x: [1, 2, 3], y: y)))
    let pane = try #require(scene.pane), line = try #require(scene.markLines.first)
    #expect(scene.markLines.count == 1 && line.count == 3)
    #expect(line.allSatisfy { $0.isFinite && $0.y >= 0 && $0.y <= pane.height })
    let places = line.map(\.y), lowest = try #require(places.max())
    let highest = try #require(places.min())
    // All but the margins, and the number between the others where it belongs.
    #expect(lowest - highest > 0.85 * pane.height)
    let share = (y[2] / 2 - y[0] / 2) / (y[1] / 2 - y[0] / 2)
    #expect(abs((places[2] - places[0]) / (places[1] - places[0]) - share) < 0.02)
  }

  @Test(arguments: series) func theAxisHasNumbers(y: [Double]) throws {
    let labels = Page.scene(Figure(Line(x: [1, 2, 3], y: y))).texts()
    let range = try #require(Interval(of: y))
    let shown = labels.compactMap { Double($0.replacing("−", with: "-")) }.filter {
      range.widened(by: 0.05).contains($0) && !(1...3).contains($0) || range.contains($0)
    }
    #expect(Set(shown).count >= 2, "\(labels)")
  }

  @Test(arguments: series) func theTerminalShowsThem(y: [Double]) {
    let lines = TerminalText.lines(
      Figure(Line(x: [1, 2, 3], y: y)), TerminalStyle(columns: 80, rows: 24, glyphs: .ascii))
    let ticks = lines.compactMap { line in
      line.firstIndex(of: "+").flatMap {
        Double(line[..<$0].filter { $0 != " " })
      }
    }
    #expect(Set(ticks).count >= 2, "\(lines)")
    let pane = lines.dropLast(2).map { line in
      (line.firstIndex { "+|".contains($0) }).map { line[line.index(after: $0)...] } ?? ""
    }
    #expect(pane.count { $0.contains { $0 != " " } } >= 15, "\(lines)")
  }

  /// Equal units stay equal where a unit has no finite length.
  @Test func proportionsHoldNextToZero() throws {
    let points = Points(
      x: [0, 4e-307, 2e-307], y: [0, 2e-307, 1e-307], keepsProportions: true)
    var panel = Panel(marks: [points])
    panel.isProportional = true
    let size = Framing(panel).paneSize(panel, within: Extents(500, 400))
    #expect(abs(size.width / size.height - 2) < 1e-9 && size.width == 500)
  }

  /// What differs by rounding alone is one number.
  @Test func roundingIsNoCurve() throws {
    let y = [3.0, 3.0.nextUp, 3.0.nextDown, 3]
    let framing = Framing(Panel(marks: [Line(x: [1, 2, 3, 4], y: y)]))
    #expect(framing.y.low < 2.8 && framing.y.high > 3.2)
  }
}
