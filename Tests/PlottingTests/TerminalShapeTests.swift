import Testing

@testable import Plotting

/// Each kind of shape in a few cells.
@Suite struct TerminalShapeTests {
  private let ascii = TerminalStyle(columns: 0, rows: 0, glyphs: .ascii)
  private let blocks = TerminalStyle(columns: 0, rows: 0)
  private let coloured = TerminalStyle(columns: 0, rows: 0, colour: .trueColour)

  /// Shapes in a pane of cells, in units of the pane.
  private func draw(
    _ shapes: [Shape], _ columns: Int, _ rows: Int, _ style: TerminalStyle
  ) -> [String] {
    cells(shapes, columns, rows, style).grid.lines(style.colour)
  }

  private func cells(
    _ shapes: [Shape], _ columns: Int, _ rows: Int, _ style: TerminalStyle
  ) -> PaneCells {
    var cells = PaneCells(
      columns: columns, rows: rows, style: style, signs: SeriesSigns(shapes, [], style))
    cells.draw(shapes)
    return cells
  }

  private func line(_ points: [(Double, Double)], _ series: Int = 0) -> Shape {
    .line(points.map { Point($0.0, $0.1) }, Stroke(.series(series)))
  }

  // MARK: Lines

  @Test func linesOfASCIIShowTheirSlope() {
    #expect(draw([line([(0, 6), (3, 0)])], 3, 3, ascii) == ["  /", " /", "/"])
    #expect(draw([line([(0, 0), (3, 6)])], 3, 3, ascii) == ["\\", " \\", "  \\"])
    #expect(draw([line([(0, 3), (4, 3)])], 4, 3, ascii) == ["", "----", ""])
    #expect(draw([line([(1.5, 0), (1.5, 6)])], 3, 3, ascii) == [" |", " |", " |"])
    #expect(draw([line([(0, 2), (6, 0)])], 6, 1, ascii) == ["..--''"])
  }

  @Test func severalSeriesHaveTheirCharacters() {
    let shapes = [line([(0, 1), (4, 1), (4, 1)]), line([(0, 3), (4, 3), (4, 3)], 1)]
    #expect(draw(shapes, 4, 2, ascii) == ["****", "++++"])
  }

  @Test func brailleHasEightDots() {
    #expect(draw([line([(0, 0.5), (4, 0.5)])], 2, 1, blocks) == ["⠉⠉"])
    #expect(draw([line([(0.5, 0), (0.5, 4)])], 2, 1, blocks) == ["⡇"])
    #expect(draw([line([(0, 4), (4, 0)])], 2, 1, blocks) == ["⡠⠊"])
  }

  @Test func dashesAreHonoured() {
    let dashed = Shape.line(
      [Point(0, 0.5), Point(16, 0.5)], Stroke(.series(0), dash: .dashed))
    // 4 dots and 3 (2.5 rounded) without.
    #expect(draw([dashed], 8, 1, blocks) == ["⠉⠉ ⠈⠉⠁ ⠉"])
  }

  @Test func linesAreCutAtThePane() {
    let far = line([(-1000, 2), (1000, 2)])
    #expect(draw([far], 3, 1, blocks) == ["⠤⠤⠤"])
    let outside = line([(-5, -5), (-1, 10)])
    #expect(draw([outside], 3, 1, blocks) == [""])
    let wild = line([(.nan, 1), (2, .infinity), (1, 1), (2, 1)])
    #expect(draw([wild], 3, 1, blocks) == ["⠈⠂"] || draw([wild], 3, 1, blocks) == ["⠐⠂"])
  }

  // MARK: Arrows

  @Test(arguments: [
    (4.0, 0.0, "→", ">"), (3, -3, "↗", "/"), (0, -4, "↑", "^"), (-3, -3, "↖", "\\"),
    (-4, 0, "←", "<"), (-3, 3, "↙", "/"), (0, 4, "↓", "v"), (3, 3, "↘", "\\"),
  ])
  func shortArrowsAreSigns(_ dx: Double, _ dy: Double, _ sign: String, _ letter: String) {
    let arrow = { (middle: Point, scale: Double) in
      Shape.arrow(
        from: Point(middle.x - dx * scale / 2, middle.y - dy * scale / 2),
        to: Point(middle.x + dx * scale / 2, middle.y + dy * scale / 2), Stroke(.series(0)))
    }
    #expect(draw([arrow(Point(5, 6), 1)], 5, 3, blocks) == ["", "  " + sign, ""])
    #expect(draw([arrow(Point(2.5, 3), 0.5)], 5, 3, ascii) == ["", "  " + letter, ""])
  }

  @Test func longArrowsHaveHeads() {
    let arrow = Shape.arrow(from: Point(0, 2.5), to: Point(20, 2.5), Stroke(.series(0)))
    let drawn = draw([arrow], 10, 2, blocks)
    #expect(drawn[0].hasPrefix("⠤⠤⠤⠤⠤⠤⠤⠤"))
    #expect(drawn[0] != "⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤")
    let letters = Shape.arrow(from: Point(0, 1), to: Point(20, 1), Stroke(.series(0)))
    #expect(draw([letters], 20, 1, ascii) == ["------------------->"])
  }

  // MARK: Areas

  private func box(
    _ x: Double, _ y: Double, _ right: Double, _ bottom: Double, _ fill: Fill
  ) -> Shape {
    .area([Point(x, y), Point(right, y), Point(right, bottom), Point(x, bottom)], fill)
  }

  @Test(arguments: 1...8) func barsEndAtEighths(eighths: Int) {
    let bar = box(0, 8 - Double(eighths) / 2 - 4, 4, 8, Fill(.series(0)))
    let top = Array("▁▂▃▄▅▆▇█")[eighths - 1]
    #expect(draw([bar], 3, 2, blocks) == ["\(top)\(top)", "██"])
  }

  @Test func barsOfASCIIEndAtThirds() {
    #expect(draw([box(0, 1.6, 1, 4, Fill(.series(0)))], 1, 2, ascii) == [".", "#"])
    #expect(draw([box(0, 1, 1, 4, Fill(.series(0)))], 1, 2, ascii) == [":", "#"])
    #expect(draw([box(0, 0.1, 1, 4, Fill(.series(0)))], 1, 2, ascii) == ["#", "#"])
  }

  @Test func narrowBarsHaveAColumn() {
    #expect(draw([box(2.2, 0, 2.4, 4, Fill(.series(0)))], 3, 1, blocks) == [" █"])
    #expect(draw([box(2.2, 0, 2.2, 4, Fill(.series(0)))], 3, 1, blocks) == [""])
  }

  /// Bars with gaps are equally wide and keep their gaps, bars that touch have none.
  @Test(arguments: 8...60) func barsKeepTheirGaps(columns: Int) {
    let step = Double(columns) * 2 / 6
    let apart = (0..<6).map { index in
      box((Double(index) + 0.1) * step, 0, (Double(index) + 0.9) * step, 4, Fill(.series(0)))
    }
    let runs = draw(apart, columns, 1, blocks)[0].split(separator: " ").map(\.count)
    let cells = Double(columns) / 6
    if cells.rounded(.down) > (cells * 0.8).rounded(.down) {
      #expect(runs == Array(repeating: max(1, Int(cells * 0.8)), count: 6))
    }
    let touching = (0..<6).map { index in
      box(Double(index) * step, 0, Double(index + 1) * step, 4, Fill(.series(0)))
    }
    #expect(draw(touching, columns, 1, blocks) == [String(repeating: "█", count: columns)])
  }

  @Test func overlappingBarsShowBoth() {
    let first = Fill(.series(0), opacity: 0.7), second = Fill(.series(1), opacity: 0.7)
    let bars = [box(0, 0, 4, 4, first), box(2, 0, 6, 4, second)]
    #expect(draw(bars, 3, 1, blocks) == ["█▓▒"])
    let letters = [box(0, 0, 2, 2, first), box(1, 0, 3, 2, second)]
    #expect(draw(letters, 3, 1, ascii) == ["#%="])
    let grid = cells(bars, 3, 1, coloured).grid
    #expect(Set((0..<3).map { grid[$0, 0].ink }).count == 3)
  }

  @Test func stackedBarsShareACell() {
    let lower = box(0, 2, 2, 4, Fill(.series(0))), upper = box(0, 0, 2, 2, Fill(.series(1)))
    for shapes in [[lower, upper], [upper, lower]] {
      let look = cells(shapes, 1, 1, coloured).grid[0, 0].look
      #expect(look.text == "▄")
      #expect(look.ink == coloured.colour(of: .series(0)))
      #expect(look.background == coloured.colour(of: .series(1)))
    }
  }

  @Test func anOutlineOfABarIsItsEnd() {
    let corners = [Point(0, 2), Point(4, 2), Point(4, 8), Point(0, 8)]
    let shapes: [Shape] = [
      .area(corners, Fill(.series(0), opacity: 0.5)),
      .line(corners + [corners[0]], Stroke(.series(0))),
    ]
    #expect(draw(shapes, 2, 2, blocks) == ["▄▄", "██"])
  }

  @Test func shadesAreLight() {
    let shade = Shape.area(
      [Point(0, 0), Point(8, 0), Point(8, 8), Point(0, 8.5)], Fill(.series(0), opacity: 0.2))
    let dots = cells([shade], 4, 2, blocks).grid
    for row in 0..<2 {
      for column in 0..<4 { #expect(dots[column, row].dots.nonzeroBitCount == 1) }
    }
    let tinted = cells([shade], 4, 2, coloured).grid
    let mixed = Theme.dark.background.mixed(with: Theme.dark.series[0], 0.2)
    #expect(tinted[1, 1].top == mixed)
    #expect(tinted[1, 1].bottom == mixed)
  }

  @Test func linesAreSeenOverBars() {
    let bar = box(0, 0, 4, 4, Fill(.series(0)))
    let look = cells([bar, line([(0, 0.5), (4, 0.5)], 1)], 2, 1, coloured).grid[0, 0].look
    #expect(look.text == "⠉")
    #expect(look.ink == coloured.colour(of: .series(1)))
    #expect(look.background == coloured.colour(of: .series(0), opacity: 1))
  }

  // MARK: Symbols and text

  @Test func symbolsAreSigns() {
    let forms = Symbol.Form.allCases
    let shapes = forms.map { form in
      Shape.symbols([Point(Double(form.rawValue) + 0.5, 1)], Symbol(form, ink: .series(0)))
    }
    #expect(draw(shapes, forms.count, 1, ascii) == ["*#^%x+o"])
    let wide = forms.map { form in
      Shape.symbols([Point(Double(form.rawValue) * 2 + 1, 2)], Symbol(form, ink: .series(0)))
    }
    #expect(draw(wide, forms.count, 1, blocks) == ["●■▲◆×+○"])
    let small = Shape.symbols([Point(1.5, 3.5)], Symbol(.disc, size: 2, ink: .series(0)))
    #expect(draw([small], 1, 1, blocks) == ["⢀"])
  }

  @Test func textStandsAtItsPoint() {
    func text(_ text: String, _ x: Double, _ anchor: TextStyle.Anchor) -> [String] {
      draw([.text(text, at: Point(x, 1), TextStyle(anchor: anchor))], 12, 1, ascii)
    }
    #expect(text("abc", 4, .start) == ["    abc"])
    #expect(text("abc", 4, .middle) == ["   abc"])
    #expect(text("abc", 4, .end) == ["  abc"])
    #expect(text("漢字", 4, .start) == ["    漢字"])
    // Held inside, and cut where even that does not help.
    #expect(text("abcdef", 11, .start) == ["      abcdef"])
    #expect(text("abcdefghijklmn", 3, .start) == ["abcdefghijkl"])
    let upright = Shape.text("up", at: Point(1, 3), TextStyle(anchor: .middle, isUpwards: true))
    #expect(draw([upright], 3, 3, ascii) == [" u", " p", ""])
  }
}
