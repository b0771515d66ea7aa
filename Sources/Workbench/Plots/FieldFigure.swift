import Glibc
import Language
import Plotting
import Tensors

/// A function of the plane: its value as a colour, or, where it gives two numbers, an arrow.
struct FieldFigure {
  let a: Bound
  let call: PlotCall
  let values: FunctionValues
  let x: Interval
  let y: Interval
  let map: ColourMap

  /// A function over a rectangle, whose sides are arguments.
  init(_ a: Bound, function: Value, x: Int, y: Int) throws(Fault) {
    self.a = a
    call = PlotCall(a: a)
    values = FunctionValues(function: function, span: a.spans[0], builtin: a.builtin.name)
    self.x = try call.range(x) ?? Interval(spanning: -3, 3)
    self.y = try call.range(y) ?? self.x
    map = try call.colourMap(or: .viridis)
  }

  /// The picture, by what the function gives in the middle.
  func figure(
    _ p: borrowing Program, _ r: inout Slots, _ m: inout State
  ) throws(Fault) -> Figure {
    let middle = [x.low / 2 + x.high / 2, y.low / 2 + y.high / 2]
    let given = try values(at: [middle], p, &r, &m)[0]
    var marks: [any Mark]
    switch try values.parts(of: given).count {
    case 1: marks = try colours(p, &r, &m)
    case 2: marks = [try arrows(p, &r, &m)]
    case let count:
      throw a.fault(
        0, "a field gives one number, or two: an arrow; this one gives \(count)", code: "shape")
    }
    var panel = Panel(marks: marks)
    panel.isProportional = FieldFigure.areComparable(x, y)
    let names = (0...1).map { FunctionValues.parameter($0, of: values.function, p) }
    if let first = names[0], let second = names[1] {
      (panel.x.label, panel.y.label) = (first, second)
    }
    return .panel(panel)
  }

  /// Points of a grid, by rows from the bottom: the middles of `n × n` cells.
  static func middles(_ n: Int, _ x: Interval, _ y: Interval) -> [[Double]] {
    let share = { (cell: Int) in (Double(cell) + 0.5) / Double(n) }
    return (0..<n).flatMap { row in
      (0..<n).map { [x.at(share($0)), y.at(share(row))] }
    }
  }

  private func colours(
    _ p: borrowing Program, _ r: inout Slots, _ m: inout State
  ) throws(Fault) -> [any Mark] {
    let n = try call.count("n", in: 2...1000) ?? 80
    let numbers = try values.numbers(at: FieldFigure.middles(n, x, y), p, &r, &m).values
    return FieldFigure.marks(
      numbers, columns: n, x: x, y: y, map: map, levels: try FieldFigure.levels(call))
  }

  /// Which levels are drawn as lines: nil for none, an empty list for round numbers.
  static func levels(_ call: PlotCall) throws(Fault) -> [Double]? {
    guard call.isGiven("contours") else { return nil }
    let value = call.value("contours")
    if case .bool(let wanted) = value { return wanted ? [] : nil }
    return try PlotNumbers.of(value, at: call.span("contours"), in: call.a.builtin.name).values
  }

  /// A colour map, with lines of equal value over it where they are asked for.
  static func marks(
    _ values: [Double], columns: Int, x: Interval, y: Interval, map: ColourMap,
    levels: [Double]?
  ) -> [any Mark] {
    let grid = Grid(values: values, columns: columns, x: x, y: y, standing: .edges)
    let heat = HeatMap(grid, map: map, isSmooth: true)
    guard let levels else { return [heat] }
    var lines = Contours(
      grid, levels: levels.isEmpty ? nil : levels, ink: .text, hasLabels: true)
    lines.ground = heat.colourBar
    return [heat, lines]
  }

  /// Whether two axes can have the same unit without one of them being too short to read.
  static func areComparable(_ x: Interval, _ y: Interval) -> Bool {
    max(x.halfLength, y.halfLength) <= 4 * min(x.halfLength, y.halfLength)
  }

  /// Whether the axes of points can.
  static func areComparable(_ x: [Double], _ y: [Double]) -> Bool {
    guard let x = Interval(of: x), let y = Interval(of: y) else { return false }
    return areComparable(x, y)
  }

  /// `field(A)`: a matrix as a map.
  static func ofMatrix(_ a: Bound) throws(Fault) -> Figure {
    let numbers = try PlotNumbers.of(a[0], at: a.spans[0], in: a.builtin.name)
    guard numbers.shape.count == 2 else {
      throw a.fault(
        0, "a field is a function of the plane or a matrix, not \(a[0].kindDescription)",
        code: "shape")
    }
    return matrix(
      numbers.values, rows: numbers.shape[0], columns: numbers.shape[1],
      map: try PlotCall(a: a).colourMap(or: .viridis))
  }

  /// A matrix as a map, its first row at the top.
  static func matrix(_ values: [Double], rows: Int, columns: Int, map: ColourMap) -> Figure {
    let fromBottom = (0..<rows).reversed().flatMap { values[($0 * columns)..<(($0 + 1) * columns)] }
    let x = Interval(spanning: 0.5, Double(columns) + 0.5)
    let y = Interval(spanning: 0.5, Double(rows) + 0.5)
    var panel = Panel(
      marks: [
        HeatMap(Grid(values: fromBottom, columns: columns, x: x, y: y, standing: .edges), map: map)
      ])
    panel.x.label = "column"
    panel.x.isWhole = true
    panel.y.label = "row"
    panel.y.names = (1...max(rows, 1)).reversed().map(String.init)
    panel.isProportional = max(rows, columns) <= 8 * max(min(rows, columns), 1)
    return .panel(panel)
  }

  private func arrows(
    _ p: borrowing Program, _ r: inout Slots, _ m: inout State
  ) throws(Fault) -> any Mark {
    let n = try call.count("n", in: 2...200) ?? 15
    let points = FieldFigure.middles(n, x, y)
    var u: [Double] = [], v: [Double] = []
    for value in try values(at: points, p, &r, &m) {
      let parts = try values.parts(of: value)
      guard parts.count == 2 else {
        throw a.fault(0, "the field gives \(parts.count) numbers at one point, 2 elsewhere")
      }
      u.append(parts[0])
      v.append(parts[1])
    }
    // Next to nothing is nothing, also where all arrows have one length.
    let lengths = zip(u, v).map { hypot($0, $1) }
    let least = (lengths.filter(\.isFinite).max() ?? 0) * 1e-12
    for k in lengths.indices where lengths[k] < least { (u[k], v[k]) = (0, 0) }
    return Arrows(
      x: points.map { $0[0] }, y: points.map { $0[1] }, u: u, v: v,
      isNormalised: try call.flag("unit") ?? false, ink: try call.ink())
  }
}
