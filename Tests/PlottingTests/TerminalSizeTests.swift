import Glibc
import Testing

@testable import Plotting

/// Pictures of any size, of any numbers.
@Suite struct TerminalSizeTests {
  /// Panels of a layout say what goes upwards, also where three stand above each other.
  @Test(arguments: 1...3, 1...2) func layoutsKeepTheLabelsOfTheirAxes(rows: Int, columns: Int) {
    let figures = (0..<rows).map { row in
      (0..<columns).map { column in
        let line = Line(x: [0, 1, 2], y: [3, 1, 2])
        return Figure.panel(
          Panel(marks: [line], x: Axis(label: "t"), y: Axis(label: "up\(row)\(column)")))
      }
    }
    let lines = TerminalText.lines(
      .rows(figures), TerminalStyle(columns: 80, rows: 22, glyphs: .ascii))
    let text = lines.joined(separator: "\n")
    #expect(lines.count <= 22)
    for row in 0..<rows {
      for column in 0..<columns { #expect(text.contains("up\(row)\(column)"), "\(text)") }
    }
  }

  /// Numbers, ordinary ones and the worst.
  private func number(_ generator: inout SplitMix) -> Double {
    switch Int.random(in: 0..<12, using: &generator) {
    case 0: .nan
    case 1: Bool.random(using: &generator) ? .infinity : -.infinity
    case 2: Double.greatestFiniteMagnitude * (Bool.random(using: &generator) ? 1 : -1)
    case 3: Double.leastNonzeroMagnitude
    case 4: 0
    default: Double.random(in: -10...10, using: &generator)
    }
  }

  private func numbers(_ generator: inout SplitMix) -> [Double] {
    let count = [0, 1, 2, 7, 60][Int.random(in: 0..<5, using: &generator)]
    let isTame = Bool.random(using: &generator)
    return (0..<count).map { _ in
      isTame ? Double.random(in: -3...3, using: &generator) : number(&generator)
    }
  }

  private func name(_ generator: inout SplitMix) -> String {
    let names = [
      "", "a", "loss", "漢字漢字漢字漢字", "e\u{301}\u{1B}[31m\nx", "a long name of many words",
      String(repeating: "very ", count: 30), "θ₀",
    ]
    return names[Int.random(in: 0..<names.count, using: &generator)]
  }

  /// A mark of shapes of any places in the pane and around it.
  private func shapes(_ generator: inout SplitMix) -> DrawnShapes {
    let seed = generator.next()
    let hasBar = Bool.random(using: &generator)
    return DrawnShapes(
      label: name(&generator), sample: LegendSample(fill: Fill(.series(1), opacity: 0.3)),
      colourBar: hasBar
        ? Interval(1, 1000).map { ColourBar(domain: $0, map: .viridis, isLog: true) } : nil
    ) { pane in
      var generator = SplitMix(state: seed)
      func place() -> Point {
        Point(
          Double.random(in: -1...2, using: &generator) * pane.width,
          Double.random(in: -1...2, using: &generator) * pane.height)
      }
      let points = (0..<5).map { _ in place() }, corner = place(), other = place()
      let raster = Raster(width: 3, height: 2, shares: [0, 1, .nan, 0.5, 2, -1], map: .grey)
      return [
        .area(points, Fill(.series(0), opacity: Double.random(in: 0...1, using: &generator))),
        .area(
          [corner, Point(corner.x, other.y), other, Point(other.x, corner.y)], Fill(.series(2))),
        .line(points, Stroke(.series(0), dash: .dashDotted)), .line(points, Stroke(.muted)),
        .arrow(from: corner, to: other, Stroke(.series(3))),
        .symbols(points, Symbol(.plus, size: 2, ink: .series(1))),
        .text("漢 text", at: place(), TextStyle(anchor: .middle)),
        .text("up", at: place(), TextStyle(isUpwards: true)),
      ] + (raster.map { [.image($0, Box(x: corner.x, y: corner.y, width: 9, height: 5))] } ?? [])
    }
  }

  private func panel(_ generator: inout SplitMix) -> Panel {
    var marks: [any Mark] = []
    for _ in 0..<Int.random(in: 0...4, using: &generator) {
      let x = numbers(&generator), y = numbers(&generator), label = name(&generator)
      switch Int.random(in: 0..<10, using: &generator) {
      case 0: marks.append(Line(x: x, y: y, label: label))
      case 1: marks.append(Points(x: x, y: y, label: label))
      case 2: marks.append(Bars(x: x, heights: y, label: label))
      case 3: marks.append(Band(x: x, low: y, high: x, label: label))
      case 4: marks.append(ErrorBars(x: x, y: y, errors: x, label: label))
      case 5: marks.append(Steps(x: x, y: y, label: label))
      case 6: marks.append(Arrows(x: x, y: y, u: y, v: x, label: label))
      case 7: marks.append(Path(x: x, y: y, label: label, keepsProportions: true))
      default: marks.append(shapes(&generator))
      }
    }
    var panel = Panel(marks: marks, title: name(&generator))
    panel.x = axis(&generator)
    panel.y = axis(&generator)
    panel.legend = LegendPlace.allCases.randomElement(using: &generator) ?? .automatic
    panel.isProportional = Bool.random(using: &generator)
    return panel
  }

  private func axis(_ generator: inout SplitMix) -> Axis {
    var axis = Axis(label: name(&generator))
    axis.isLog = Int.random(in: 0..<4, using: &generator) == 0
    axis.isHidden = Int.random(in: 0..<6, using: &generator) == 0
    if Int.random(in: 0..<5, using: &generator) == 0 {
      axis.names = (0..<5).map { _ in name(&generator) }
    }
    if Int.random(in: 0..<5, using: &generator) == 0 {
      axis.range = AxisRange(low: number(&generator), high: number(&generator))
    }
    return axis
  }

  private func figure(_ generator: inout SplitMix) -> Figure {
    switch Int.random(in: 0..<5, using: &generator) {
    case 0:
      let rows = Int.random(in: 0...3, using: &generator)
      return .rows(
        (0..<rows).map { _ in
          (0..<Int.random(in: 0...3, using: &generator)).map { _ in .panel(panel(&generator)) }
        })
    case 1:
      return .frames(
        (0..<Int.random(in: 0...2, using: &generator)).map { _ in .panel(panel(&generator)) },
        seconds: 0.1)
    default: return .panel(panel(&generator))
    }
  }

  private func check(_ figure: Figure, _ style: TerminalStyle) {
    let lines = TerminalText.lines(figure, style)
    #expect(lines.count <= max(style.rows, 1))
    for line in lines {
      let plain = style.colour == .none ? line : withoutCodes(line)
      #expect(CellWidth.of(plain) <= max(style.columns, 1))
      #expect(!plain.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x7F })
      if style.colour == .none { #expect(plain.last != " ") }
    }
  }

  @Test(arguments: 1...30) func everySmallSize(columns: Int) {
    var generator = SplitMix(state: UInt64(columns))
    for rows in 1...30 {
      let glyphs: TerminalStyle.Glyphs = Bool.random(using: &generator) ? .ascii : .blocks
      let colours: [TerminalStyle.Colours] = [.none, .palette256, .trueColour]
      let style = TerminalStyle(
        columns: columns, rows: rows, glyphs: glyphs,
        colour: colours[Int.random(in: 0..<3, using: &generator)])
      check(figure(&generator), style)
    }
  }

  @Test(arguments: 0..<200) func sizesOfTerminals(seed: Int) {
    var generator = SplitMix(state: UInt64(seed + 1000))
    let style = TerminalStyle(
      columns: Int.random(in: 30...140, using: &generator),
      rows: Int.random(in: 10...50, using: &generator), glyphs: seed % 2 == 0 ? .ascii : .blocks)
    check(figure(&generator), style)
  }

  @Test func sizesThatAreNone() {
    for size in [0, -5, Int.min] {
      check(TerminalFigures.sine, TerminalStyle(columns: size, rows: 20))
      check(TerminalFigures.sine, TerminalStyle(columns: 20, rows: size))
    }
    let wide = TerminalText.lines(TerminalFigures.sine, TerminalStyle(columns: .max, rows: 8))
    #expect(wide.count == 8)
  }

  @Test func nothingToShow() {
    let style = TerminalStyle.golden
    #expect(TerminalText.lines(.rows([]), style) == [])
    #expect(TerminalText.lines(.rows([[], [.rows([])]]), style) == [])
    #expect(TerminalText.lines(.frames([], seconds: 1), style) == [])
    let empty = TerminalText.lines(.panel(Panel(marks: [])), style)
    #expect(empty.count == 18)
    #expect(empty.contains { $0.hasPrefix("  1+") })
  }

  /// What is least needed goes first.
  @Test func lowAndNarrowPicturesLeaveThingsOut() {
    func drawn(_ columns: Int, _ rows: Int) -> String {
      TerminalText.lines(
        TerminalFigures.sine,
        TerminalStyle(columns: columns, rows: rows, glyphs: .ascii)
      ).joined(separator: "\n")
    }
    #expect(drawn(72, 10).contains("time"))
    #expect(!drawn(72, 9).contains("time"))
    #expect(drawn(72, 8).contains("value"))
    #expect(!drawn(72, 7).contains("value"))
    #expect(drawn(72, 7).contains("A sine"))
    #expect(!drawn(72, 6).contains("A sine"))
    #expect(drawn(72, 5).contains("-10"))
    #expect(!drawn(72, 4).contains("-10"))
    #expect(drawn(72, 3).contains("+---"))
    #expect(!drawn(72, 2).contains("+---"))
    #expect(drawn(20, 12).contains("-1+"))
    #expect(!drawn(7, 12).contains("-1+"))
    let narrow = TerminalText.lines(
      TerminalFigures.field, TerminalStyle(columns: 28, rows: 12, glyphs: .ascii))
    #expect(narrow.allSatisfy { !$0.hasSuffix(" 4") })
  }

  /// Axes above each other begin in the same column, those beside each other end in the same row.
  @Test func panelsOfALayoutAreAligned() throws {
    let large = Figure(TerminalFigures.line { 1e4 * $0 })
    let layout = Figure.rows([[TerminalFigures.sine, TerminalFigures.names], [large, large]])
    let lines = TerminalText.lines(layout, TerminalStyle(columns: 80, rows: 40)).map(Array.init)
    var corners: [[Int]] = []
    for line in lines {
      let columns = line.indices.filter { line[$0] == "└" }
      if !columns.isEmpty { corners.append(columns) }
    }
    #expect(corners.count == 2)
    #expect(corners.allSatisfy { $0.count == 2 })
    #expect(corners.first?.first == corners.last?.first)
    #expect(corners.first?.last == corners.last?.last)
  }

  @Test func panelsWrapWhereTheyAreNarrow() {
    let figure = Figure.rows([[TerminalFigures.names, TerminalFigures.names]])
    func titles(_ columns: Int) -> Int {
      TerminalText.lines(figure, TerminalStyle(columns: columns, rows: 24))
        .filter { $0.contains("A week") }.count
    }
    #expect(titles(50) == 1)
    #expect(titles(49) == 2)
    let many = Figure.rows((0..<9).map { _ in [TerminalFigures.names] })
    let lines = TerminalText.lines(many, TerminalStyle(columns: 40, rows: 12))
    #expect(lines.last == "(6 more)")
  }
}
