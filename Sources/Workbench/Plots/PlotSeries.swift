import Language
import Plotting
import Tensors

/// Numbers that belong together in a picture: a line, or points.
struct PlotSeries {
  var x: [Double]
  var y: [Double]
  /// The standard errors of `y`, where it is an estimate.
  var errors: [Double]?
  var label: String?
  /// What the axis upwards is to show, where it is not all.
  var limits: AxisRange?

  /// The series of `y`: of a vector one, of a matrix its columns, of a tuple or a record its items.
  ///
  /// Without `x` they stand at 1, 2, 3 and so on.
  static func all(
    _ y: Value, over x: [Double]?, at span: SourceSpan, in builtin: String
  ) throws(Fault) -> [PlotSeries] {
    guard case .aggregate(let tree) = y else {
      return try columns(y, over: x, label: nil, at: span, in: builtin)
    }
    var all: [PlotSeries] = []
    for (position, item) in tree.items.enumerated() {
      all += try columns(item, over: x, label: tree.names?[position], at: span, in: builtin)
    }
    return all
  }

  private static func columns(
    _ y: Value, over x: [Double]?, label: String?, at span: SourceSpan, in builtin: String
  ) throws(Fault) -> [PlotSeries] {
    let numbers = try PlotNumbers.of(y, at: span, in: builtin)
    let rows = numbers.rows, width = numbers.width
    guard numbers.shape.count <= 2 else {
      throw Fault(
        "shape",
        "\(builtin): a line needs a vector, or a matrix of which it takes the columns, not "
          + y.kindDescription, at: span)
    }
    if let x, x.count != rows {
      throw Fault(
        "shape", "\(builtin): there are \(x.count) numbers along x and \(rows) along y", at: span)
    }
    let places: [Double]
    if let x { places = x } else { places = try counted(to: rows, at: span) }
    return (0..<width).map { k in
      let column = numbers.column(k)
      return PlotSeries(
        x: places, y: column.values, errors: column.errors,
        label: width == 1 ? label : label.map { "\($0) \(k + 1)" } ?? (width > 7 ? nil : "\(k + 1)")
      )
    }
  }

  /// 1, 2, 3 and so on; of very many numbers that takes a while.
  private static func counted(to count: Int, at span: SourceSpan) throws(Fault) -> [Double] {
    var numbers: [Double] = []
    numbers.reserveCapacity(count)
    for k in 0..<count {
      if k & 0xFFFF == 0 { try Turn.checkStop(at: span) }
      numbers.append(Double(k + 1))
    }
    return numbers
  }

  /// Its marks: a line in a style, with a band of two standard errors where it is an estimate.
  func marks(_ style: LineStyle) -> [any Mark] {
    var marks: [any Mark] = []
    if let errors {
      let low = zip(y, errors).map { $0 - 2 * $1 }, high = zip(y, errors).map { $0 + 2 * $1 }
      marks.append(
        style.hasLine
          ? Band(x: x, low: low, high: high, ink: style.ink)
          : ErrorBars(x: x, y: y, errors: errors.map { 2 * $0 }, ink: style.ink))
    }
    if style.isSteps {
      marks.append(Steps(x: x, y: y, label: label, ink: style.ink))
    } else if style.hasLine {
      var line = Line(x: x, y: y, label: label, ink: style.ink, dash: style.dash)
      line.hasSymbols = style.hasPoints
      marks.append(line)
    } else {
      marks.append(Points(x: x, y: y, label: label, ink: style.ink))
    }
    return marks
  }
}

/// How a series is drawn.
struct LineStyle {
  var ink: Ink?
  var dash: Stroke.Dash?
  var hasLine = true
  var hasPoints = false
  var isSteps = false

  /// The styles by name.
  static let names = ["solid", "dashed", "dotted", "dashdot", "points", "both", "steps"]

  /// The style of a name; of none a line as the series' are.
  init(_ name: String? = nil, ink: Ink? = nil) {
    self.ink = ink
    switch name {
    case "solid": dash = .solid
    case "dashed": dash = .dashed
    case "dotted": dash = .dotted
    case "dashdot": dash = .dashDotted
    case "points": (hasLine, hasPoints) = (false, true)
    case "both": hasPoints = true
    case "steps": isSteps = true
    default: break
    }
  }
}
