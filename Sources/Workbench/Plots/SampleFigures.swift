import Glibc
import Language
import Plotting
import Tensors

/// Histograms of samples.
enum HistogramFigure {
  /// Bars of the counts of samples, or of their density.
  static func bars(
    _ values: [Double], bins: Int?, range: Interval?, isDensity: Bool, label: String? = nil,
    ink: Ink? = nil
  ) -> Bars {
    Bars(
      Bins(values, count: bins, range: range), asDensity: isDensity, label: label, ink: ink)
  }

  /// `hist(x)`: of several vectors one over the other.
  static func figure(_ a: Bound) throws(Fault) -> Figure {
    if a[0].isDistribution {
      throw a.fault(
        0, "a histogram is one of samples, and this is a distribution",
        hint: "hist(sample(D, 1000)) counts draws, plot(D) shows the density")
    }
    let call = PlotCall(a: a), range = try call.range(2)
    let bins = try call.count("bins", in: 1...10_000)
    let isDensity = try call.flag("density") ?? true
    var marks: [any Mark] = []
    if case .aggregate(let tree) = a[0] {
      for (position, item) in tree.items.enumerated() {
        let values = try PlotNumbers.of(item, at: a.spans[0], in: a.builtin.name).values
        marks.append(
          bars(
            values, bins: bins, range: range, isDensity: isDensity, label: tree.names?[position]))
      }
    } else {
      let values = try PlotNumbers.of(a[0], at: a.spans[0], in: a.builtin.name).values
      marks = [
        bars(
          values, bins: bins, range: range, isDensity: isDensity, label: try call.text("label"),
          ink: try call.ink())
      ]
    }
    var panel = Panel(marks: marks)
    panel.y.label = isDensity ? "density" : "count"
    return .panel(panel)
  }
}

/// Numbers as bars.
enum BarFigure {
  /// Bars side by side with names below: those given, or those of a record.
  ///
  /// Estimates have error bars of two standard errors.
  static func figure(_ a: Bound, values: Value, names: [String]?) throws(Fault) -> Figure {
    var names = names ?? [], groups: [[Double]] = [], errors: [[Double]?] = [],
      labels: [String] = []
    if case .aggregate(let tree) = values {
      var row: [Double] = [], rowErrors: [Double] = [], isEstimated = false
      for (position, item) in tree.items.enumerated() {
        let numbers = try PlotNumbers.of(item, at: a.spans[0], in: a.builtin.name)
        if numbers.shape.isEmpty {
          row += numbers.values
          rowErrors += numbers.errors ?? [0]
          isEstimated = isEstimated || numbers.errors != nil
        } else {
          groups.append(numbers.values)
          errors.append(numbers.errors)
          if let name = tree.names?[position] { labels.append(name) }
        }
      }
      if !row.isEmpty {
        if names.isEmpty, groups.isEmpty { names = tree.names ?? [] }
        groups.append(row)
        errors.append(isEstimated ? rowErrors : nil)
      }
    } else {
      let numbers = try PlotNumbers.of(values, at: a.spans[0], in: a.builtin.name)
      groups = [numbers.values]
      errors = [numbers.errors]
    }
    try check(groups, names, a)
    var marks: [any Mark] = Bars.grouped(groups, labels: labels)
    let width = 0.8 / Double(max(groups.count, 1))
    for (number, (values, error)) in zip(groups, errors).enumerated() {
      guard let error else { continue }
      let offset = (Double(number) - Double(groups.count - 1) / 2) * width
      let x = values.indices.map { Double($0 + 1) + offset }
      let lengths = error.map { 2 * $0 }
      marks.append(ErrorBars(x: x, y: values, errors: lengths, ink: .text))
    }
    var panel = Panel(marks: marks)
    panel.x.names = names
    panel.x.isWhole = true
    return .panel(panel)
  }
}

extension BarFigure {
  /// Refuses bars that cannot be drawn, and more or fewer names than there are bars.
  private static func check(_ groups: [[Double]], _ names: [String], _ a: Bound) throws(Fault) {
    for values in groups {
      guard let k = values.firstIndex(where: \.isInfinite) else { continue }
      throw a.fault(
        0, "number \(k + 1) is \(values[k]), and no bar is as long", code: "domain",
        hint: "nan in its place leaves a gap")
    }
    let count = groups.map(\.count).max() ?? 0
    guard names.isEmpty || names.count == count else {
      throw a.fault(
        min(1, a.spans.count - 1), "there are \(count) bars and \(names.count) names",
        code: "shape",
        hint: "names=(\"a\", \"b\") has a name for each bar")
    }
  }
}

/// Points in the plane.
enum ScatterFigure {
  /// `scatter(x, y)`, or of the two columns of a matrix; coloured by classes or by numbers.
  static func figure(_ a: Bound) throws(Fault) -> Figure {
    let call = PlotCall(a: a), name = a.builtin.name
    let (x, y) = try columns(a)
    let log = try call.logAxes(), form = try form(call), size = try size(call)
    var panel = Panel(marks: [])
    panel.isProportional = a.isNone(1) && !log.x && !log.y
    if let by = call.isGiven("by") ? call.value("by") : nil {
      let colours = try PlotNumbers.of(by, at: call.span("by"), in: name).values
      guard colours.count == x.count else {
        throw call.fault(
          at: "by", "there are \(x.count) points and \(colours.count) numbers to colour them by",
          code: "shape")
      }
      // Whole numbers of a type of their own are classes, while there are few enough to tell apart.
      let isByClass = [.i64, .bool].contains(by.numericType?.element) && Set(colours).count <= 20
      panel.marks =
        isByClass
        ? Points.classes(x: x, y: y, classes: colours.map { Int(exactly: $0) ?? 0 }).map {
          var points = $0
          points.form = form
          points.size = size
          return points
        }
        : [Points(x: x, y: y, colourBy: colours, form: form ?? .disc, size: size)]
    } else {
      panel.marks = [
        Points(
          x: x, y: y, label: try call.text("label"), ink: try call.ink(), form: form, size: size)
      ]
    }
    (panel.x.isLog, panel.y.isLog) = (log.x, log.y)
    return .panel(panel)
  }

  private static func size(_ call: PlotCall) throws(Fault) -> Double? {
    guard let size = try call.number("size") else { return nil }
    guard size > 0, size <= 1000 else {
      throw call.fault(
        at: "size", "size is the diameter of a point, above 0 and up to 1000, not \(size)")
    }
    return size
  }

  private static func form(_ call: PlotCall) throws(Fault) -> Symbol.Form? {
    guard let name = try call.choice("symbol") else { return nil }
    return Symbol.Form.allCases.first { "\($0)" == name }
  }

  /// Two vectors: two arguments, a pair of them, or the first two columns of a matrix.
  static func columns(_ a: Bound) throws(Fault) -> (x: [Double], y: [Double]) {
    let name = a.builtin.name
    var pair: (x: Value, y: Value)?
    if !a.isNone(1) {
      pair = (a[0], a[1])
    } else if case .aggregate(let tree) = a[0], tree.items.count == 2 {
      pair = (tree.items[0], tree.items[1])
    }
    guard let pair else {
      let numbers = try PlotNumbers.of(a[0], at: a.spans[0], in: name)
      guard numbers.shape.count == 2, numbers.width == 2 else {
        throw a.fault(
          0,
          "points in the plane are x and y, a pair of them, or a matrix of two columns, not "
            + a[0].kindDescription, code: "shape")
      }
      return (numbers.column(0).values, numbers.column(1).values)
    }
    let second = a.isNone(1) ? 0 : 1
    let x = try PlotNumbers.of(pair.x, at: a.spans[0], in: name).values
    let y = try PlotNumbers.of(pair.y, at: a.spans[second], in: name).values
    guard x.count == y.count else {
      throw a.fault(
        second, "there are \(x.count) numbers along x and \(y.count) along y", code: "shape")
    }
    return (x, y)
  }
}

/// Images.
enum ImageFigure {
  /// A stack of images: `n × h × w` grey ones, `n × h × w × 3` coloured ones, one of either, or vectors of
  /// `h·w` numbers in rows.
  static func figure(_ a: Bound, _ k: Int) throws(Fault) -> Figure {
    let call = PlotCall(a: a),
      numbers = try PlotNumbers.of(a[k], at: a.spans[k], in: a.builtin.name)
    var shape = numbers.shape, isColoured = false
    // A channel at the end, of one number or three.
    if shape.count >= 3, shape[shape.count - 1] == 3, shape.count == 4 || shape[1] != 3 {
      isColoured = true
      shape.removeLast()
    } else if shape.count == 4, shape[3] == 1 || shape[1] == 1 {
      shape.remove(at: shape[3] == 1 ? 3 : 1)
    }
    if !isColoured, shape.count == 2,
      call.isGiven("columns") || call.isGiven("height") || isFlat(shape)
    {
      let side = Int(Double(shape[1]).squareRoot())
      let height = try call.count("height", in: 1...100_000) ?? side
      guard height > 0, shape[1].isMultiple(of: height),
        height * height == shape[1] || call.isGiven("height")
      else {
        throw a.fault(
          k, "rows of \(shape[1]) numbers are no square images", code: "shape",
        )
      }
      shape = [shape[0], height, shape[1] / height]
    }
    if shape.count == 2 { shape.insert(1, at: 0) }
    guard shape.count == 3 else {
      throw a.fault(
        k,
        "images are a tensor of n × h × w numbers, or n × h × w × 3, not \(a[k].kindDescription)",
        code: "shape")
    }
    guard numbers.values.count <= 100_000_000 else {
      throw a.fault(k, "these are more than 10^8 pixels", code: "memory")
    }
    let map = try call.colourMap(or: .grey)
    return Images.figure(
      Images(
        values: numbers.values, height: shape[1], width: shape[2],
        kind: isColoured ? .colours : .shares(map),
        range: isColoured ? ImageFigure.range(a[k]) : nil,
        columns: try call.count("columns", in: 1...10_000)))
  }

  /// The numbers of black and of full light in colours: 0 and 255 of integers, 0 and 1 of others.
  private static func range(_ value: Value) -> Interval {
    Interval(spanning: 0, value.numericType?.element == .i64 ? 255 : 1)
  }

  /// Whether rows are long squares, of which a matrix is a stack of images rather than one image.
  private static func isFlat(_ shape: [Int]) -> Bool {
    let side = Int(Double(shape[1]).squareRoot())
    return side >= 4 && side * side == shape[1] && shape[0] != side
  }
}
