import Glibc
import Plotting

/// A mark of given shapes.
struct DrawnShapes: Mark {
  var numberCount: Int { 0 }
  var x: Interval?
  var y: Interval?
  var flush: Set<Extent.Edge> = [.left, .right, .bottom, .top]
  var shapes: @Sendable (Pane) -> [Shape]
  var noun: String { "shapes" }
  var label: String?
  var legendSample = LegendSample()
  var keepsProportions = false
  var colourBar: ColourBar?

  init(
    x: Interval? = Interval(0, 1), y: Interval? = Interval(0, 1), label: String? = nil,
    sample: LegendSample = LegendSample(), colourBar: ColourBar? = nil,
    _ shapes: @escaping @Sendable (Pane) -> [Shape]
  ) {
    self.x = x
    self.y = y
    self.label = label
    self.shapes = shapes
    self.colourBar = colourBar
    legendSample = sample
  }

  // Functions are kept in no file.
  init(from decoder: any Decoder) throws { throw CancellationError() }
  func encode(to encoder: any Encoder) throws { throw CancellationError() }

  func extent(log: AxisPair<Bool>) -> Extent { Extent(x: x, y: y, flush: flush) }
  func sample(series: Int) -> LegendSample { legendSample }
  func draw(on pane: inout Pane) {
    for shape in shapes(pane) { pane.draw(shape) }
  }
}

/// Figures that are compared line by line.
enum TerminalFigures {
  static let x = (0...200).map { Double($0) / 10 - 10 }

  static func line(_ label: String? = nil, _ f: (Double) -> Double) -> Line {
    Line(x: x, y: x.map(f), label: label)
  }

  static var sine: Figure {
    var panel = Panel(marks: [line { sin($0 / 2) }], title: "A sine")
    panel.x.label = "time θ₀"
    panel.y.label = "value"
    return .panel(panel)
  }

  static var series: Figure {
    let marks = [
      line("damped") { exp(-abs($0) / 5) * cos($0) }, line("flat") { 0.2 + $0 / 50 },
      line("bell") { exp(-($0 - 5) * ($0 - 5) / 8) },
    ]
    return .panel(Panel(marks: marks, title: "Three series"))
  }

  static var logarithmic: Figure {
    var panel = Panel(marks: [
      Line(x: (1...100).map(Double.init), y: (1...100).map { pow(Double($0), -3) })
    ])
    panel.x.isLog = true
    panel.y.isLog = true
    return .panel(panel)
  }

  static var points: Figure {
    let angles = (0..<24).map { Double($0) * 2.4 }
    let spiral = angles.map { (sqrt($0) * cos($0), sqrt($0) * sin($0)) }
    return .panel(
      Panel(marks: [
        Points(x: spiral.map(\.0), y: spiral.map(\.1), label: "spiral"),
        Points(x: [2, 4, 6], y: [6, 7, 6.5], label: "others"),
      ]))
  }

  static func bars(_ heights: [Double]) -> DrawnShapes {
    let fill = Fill(.series(0))
    return DrawnShapes(
      x: Interval(0.4, Double(heights.count) + 0.6), y: Interval(of: [0] + heights),
      sample: LegendSample(fill: fill)
    ) { pane in
      heights.enumerated().map { index, height in
        let a = pane.point(Double(index) + 0.6, 0), b = pane.point(Double(index) + 1.4, height)
        return .area([a, Point(b.x, a.y), b, Point(a.x, b.y)], fill)
      }
    }
  }

  static var names: Figure {
    var panel = Panel(marks: [bars([3, 7, 4.4, 9, 1, 0.3, 5])], title: "A week")
    panel.x.names = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
    return .panel(panel)
  }

  static var signed: Figure { .panel(Panel(marks: [bars([2, -3, 4, -1])])) }

  static func field(_ columns: Int, _ rows: Int, _ map: ColourMap = .viridis) -> DrawnShapes {
    let shares = (0..<columns * rows).map { place in
      let x = Double(place % columns) + 0.5, y = Double(place / columns) + 0.5
      return Float(x / Double(columns) * y / Double(rows))
    }
    return DrawnShapes(
      x: Interval(0, 2), y: Interval(0, 1),
      colourBar: Interval(0, 4).map { ColourBar(domain: $0, map: map) }
    ) { pane in
      Raster(width: columns, height: rows, shares: shares, map: map).map { [.image($0, pane.box)] }
        ?? []
    }
  }

  static var field: Figure { .panel(Panel(marks: [field(120, 60)], title: "A field")) }

  static var shade: Figure {
    let band = DrawnShapes(x: Interval(-10, 10), y: Interval(-1.5, 1.5)) { pane in
      let upper = x.map { pane.point($0, sin($0 / 2) + 0.4) }
      let lower = x.reversed().map { pane.point($0, sin($0 / 2) - 0.4) }
      return [
        .area(upper + lower, Fill(.series(0), opacity: 0.2)),
        .line([pane.point(-10, 0), pane.point(10, 0)], Stroke(.muted)),
        .line([pane.point(4, -1.5), pane.point(4, 1.5)], Stroke(.muted)),
      ]
    }
    return .panel(Panel(marks: [band, line("mean") { sin($0 / 2) }]))
  }

  static var circle: Figure {
    let angles = (0...100).map { Double($0) * .pi / 50 }
    return .panel(
      Panel(
        marks: [Line(x: angles.map { cos($0) }, y: angles.map { sin($0) })], isProportional: true))
  }

  static var layout: Figure { .rows([[sine, names], [series]]) }
  static var frames: Figure { .frames([names, sine], seconds: 0.1) }

  static var all: [(name: String, figure: Figure)] {
    [
      ("sine", sine), ("series", series), ("logarithmic", logarithmic), ("points", points),
      ("names", names), ("signed", signed), ("field", field), ("shade", shade),
      ("circle", circle), ("layout", layout), ("frames", frames),
    ]
  }
}
