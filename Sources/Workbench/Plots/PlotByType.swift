import Language
import Plotting
import Tensors

/// The natural picture of a value: what `plot(x)` shows follows from the type.
struct PlotByType {
  let a: Bound
  let call: PlotCall
  private let style: LineStyle

  init(_ a: Bound) throws(Fault) {
    self.a = a
    call = PlotCall(a: a)
    style = LineStyle(try call.choice("style"), ink: try call.ink())
  }

  /// The picture of the first argument, or of functions and numbers over what follows it.
  func figure(
    _ p: borrowing Program, _ r: inout Slots, _ m: inout State
  ) throws(Fault) -> Figure {
    try requireUse(p)
    let figure = try unlabelled(p, &r, &m), log = try call.logAxes()
    let label = try call.text("label"), title = try call.text("title"), isLog = call.isGiven("log")
    return figure.mapping { panel in
      if isLog { (panel.x.isLog, panel.y.isLog) = (log.x, log.y) }
      if let title { panel.title = title }
      guard let label, let k = panel.marks.lastIndex(where: \.isSeries) else { return }
      panel.marks[k].label = label
    }
  }

  /// Refuses an argument that the picture of such a value has no use for.
  private func requireUse(_ p: borrowing Program) throws(Fault) {
    if case .aggregate(let tree) = a[0], tree.field("plot") != nil { return }
    let isFunction = isFunctions(a[0]) || (!a.isNone(1) && isFunctions(a[1]))
    let isPlane = isFunctions(a[0]) && isOfPlane(p)
    let isRun = !isFunctions(a[0]) && a[0].isRun
    var refused: [(name: String, owner: String)] = []
    if !isRun { refused.append(("smooth", "a run, plot(run, smooth=0.9)")) }
    if !isPlane {
      refused.append(("unit", "a field of arrows, plot((x, y) -> (-y, x), unit=true)"))
      if !a[0].isDistribution {
        refused.append(("contours", "a function of the plane, plot((x, y) -> x*y, contours=true)"))
      }
    }
    if !isFunction, !a[0].isDistribution {
      refused.append(("n", "a function, plot(f, -3, 3, n=500)"))
    }
    for (name, owner) in refused where call.isGiven(name) {
      throw call.fault(
        at: name, "\(name) has no meaning here: it belongs to \(owner)", code: "argument",
        hint: "leave \(name) out")
    }
  }

  /// Whether the first argument is shown over the plane: over a rectangle, or as it takes two numbers.
  private func isOfPlane(_ p: borrowing Program) -> Bool {
    if isRange(1), isRange(2) { return true }
    return FunctionValues.takesPoint(a[0], p) && a.isNone(2) && (a.isNone(1) || isRange(1))
  }

  private func unlabelled(
    _ p: borrowing Program, _ r: inout Slots, _ m: inout State
  ) throws(Fault) -> Figure {
    if case .aggregate(let tree) = a[0], let own = tree.field("plot") {
      return try picture(own, p, &r, &m)
    }
    if isFunctions(a[0]) { return try functions(p, &r, &m) }
    if a[0].isDistribution { return try DensityFigure(a).figure(p, &r, &m) }
    if !a.isNone(1) { return try pairs(p, &r, &m) }
    switch a[0].known {
    case .figure(let figure): return figure
    case .aggregate(let tree) where tree.items.isEmpty:
      throw a.fault(0, "none has no picture")
    case .aggregate(let tree): return try tree.names == nil ? series() : record(tree)
    case .tensor(let box): return try tensor(box.tensor)
    case .int, .float, .bool, .estimate, .traced: return try series()
    case .unset, .function, .density, .module, .identity, .text:
      throw a.fault(
        0, "\(a[0].kindDescription) has no picture",
        hint: "a function, numbers, a distribution, a run, a figure have")
    }
  }

  // MARK: functions

  /// Whether it is a function, or several in a tuple or a record; a model counts as one.
  private func isFunctions(_ value: Value) -> Bool {
    switch value {
    case .function: return true
    case .aggregate(let tree):
      if value.isDistribution || value.isRun { return false }
      if tree.field("apply") != nil { return true }
      return !tree.items.isEmpty
        && tree.items.allSatisfy { if case .function = $0 { true } else { false } }
    default: return false
    }
  }

  private func functions(
    _ p: borrowing Program, _ r: inout Slots, _ m: inout State
  ) throws(Fault) -> Figure {
    if isOfPlane(p) {
      return try FieldFigure(a, function: a[0], x: 1, y: 2).figure(p, &r, &m)
    }
    var functions: [(value: Value, name: String?)] = [
      (a[0], FunctionValues.name(of: a[0], p, m.output))
    ]
    if case .aggregate(let tree) = a[0], tree.field("apply") == nil {
      functions = []
      for (k, item) in tree.items.enumerated() {
        functions.append((item, tree.names?[k] ?? FunctionValues.name(of: item, p, m.output)))
      }
    }
    let isOne = functions.count == 1
    var all: [PlotSeries] = []
    for (value, name) in functions {
      all += try sampled(value, label: isOne ? nil : name, p, &r, &m)
    }
    var panel = Panel(marks: all.flatMap { $0.marks(style) })
    if try !call.logAxes().y {
      let low = all.compactMap { $0.limits?.low }.min(),
        high = all.compactMap { $0.limits?.high }.max()
      if low != nil || high != nil { panel.y.range = AxisRange(low: low, high: high) }
    }
    panel.x.label = FunctionValues.parameter(0, of: functions[0].value, p) ?? "x"
    if isOne, let name = functions[0].name {
      let isOfRecord = if case .aggregate(let tree) = a[0] { tree.names != nil } else { false }
      let isNamed = isOfRecord || FunctionValues.isNamed(functions[0].value)
      panel.y.label = isNamed ? "\(name)(\(panel.x.label))" : name
    }
    return .panel(panel)
  }

  /// A function over an interval, or at the numbers of a vector.
  private func sampled(
    _ function: Value, label: String?, _ p: borrowing Program, _ r: inout Slots, _ m: inout State
  ) throws(Fault) -> [PlotSeries] {
    let values = FunctionValues(function: function, span: a.spans[0], builtin: a.builtin.name)
    let isLog = try call.logAxes().x
    if a.isNone(2), !a.isNone(1), a[1].numericType?.shape.rank == 1 {
      let x = try PlotNumbers.of(a[1], at: a.spans[1], in: a.builtin.name).values
      let y = try values.numbers(at: x.map { [$0] }, p, &r, &m)
      return [PlotSeries(x: x, y: y.values, errors: y.errors, label: label)]
    }
    let range = try interval(isLog: isLog)
    let count = try call.count("n", in: 2...100_000) ?? 201
    return try CurveSampling(values: values, range: range, isLog: isLog, count: count)
      .series(label: label, p, &r, &m)
  }

  private func interval(isLog: Bool) throws(Fault) -> Interval {
    if isRange(1), a.isNone(2), let range = try call.range(1) {
      if isLog { try requirePositive(range.low) }
      return range
    }
    // As wide as a field is where nothing is said; ratios of it are even to both sides of 1.
    if a.isNone(1), a.isNone(2) { return Interval(spanning: isLog ? 0.1 : -3, isLog ? 10 : 3) }
    if a.isNone(1) || a.isNone(2) {
      throw a.fault(
        a.isNone(2) ? 1 : 2, "an interval has two ends", code: "arity", hint: "plot(f, -3, 3)")
    }
    let range = try call.interval(from: 1, to: 2)
    if isLog { try requirePositive(range.low) }
    return range
  }

  private func requirePositive(_ low: Double) throws(Fault) {
    guard low > 0 else {
      throw a.fault(1, "a logarithmic axis begins above 0, not at \(low)", code: "domain")
    }
  }

  /// Whether an argument is a pair of numbers.
  private func isRange(_ k: Int) -> Bool {
    guard !a.isNone(k) else { return false }
    if case .aggregate(let pair) = a[k] {
      return pair.names == nil && pair.items.count == 2
        && pair.items.allSatisfy { $0.numericType?.shape.rank == 0 }
    }
    return a[k].numericType.map { $0.shape.rank == 1 && $0.shape[0] == 2 } ?? false
  }

  // MARK: numbers

  /// Numbers, or a function, over numbers: `plot(x, y)`.
  private func pairs(
    _ p: borrowing Program, _ r: inout Slots, _ m: inout State
  ) throws(Fault) -> Figure {
    let name = a.builtin.name
    let x = try PlotNumbers.of(a[0], at: a.spans[0], in: name)
    if isFunctions(a[1]) {
      let f = FunctionValues(function: a[1], span: a.spans[1], builtin: name)
      let y = try f.numbers(at: x.values.map { [$0] }, p, &r, &m)
      let series = PlotSeries(x: x.values, y: y.values, errors: y.errors, label: nil)
      return .panel(Panel(marks: series.marks(style)))
    }
    let all = try PlotSeries.all(a[1], over: x.values, at: a.spans[1], in: name)
    return .panel(Panel(marks: all.flatMap { $0.marks(style) }))
  }

  /// The numbers of the first argument as lines over 1, 2, ...
  private func series() throws(Fault) -> Figure {
    let all = try PlotSeries.all(a[0], over: nil, at: a.spans[0], in: a.builtin.name)
    // One number is seen as a point, and so are estimates beside each other.
    let isShort = all.allSatisfy { $0.y.count == 1 } || all.contains { $0.errors != nil }
    let style = !call.isGiven("style") && isShort ? LineStyle("points", ink: style.ink) : style
    return .panel(Panel(marks: all.flatMap { $0.marks(style) }, x: Axis(isWhole: true)))
  }

  /// A vector as a line, a complex one as a spectrum, samples in rows as points, other matrices as a map,
  /// stacks of matrices as images.
  private func tensor(_ tensor: Tensor) throws(Fault) -> Figure {
    if tensor.type == .c128 {
      let z = tensor.elements(as: Complex128.self)
      return .panel(Spectrum.panel(real: z.map(\.real), imaginary: z.map(\.imaginary)))
    }
    let shape = (0..<tensor.shape.rank).map { tensor.shape[$0] }
    switch shape.count {
    case 0, 1: return try series()
    case 2:
      let numbers = try PlotNumbers.of(a[0], at: a.spans[0], in: a.builtin.name)
      if let figure = samples(numbers) { return figure }
      return FieldFigure.matrix(
        numbers.values, rows: shape[0], columns: shape[1],
        map: try call.colourMap(or: .viridis))
    default: return try ImageFigure.figure(a, 0)
    }
  }

  /// Rows as samples: of one number a histogram, of two points in the plane, of three to six points for each
  /// pair of coordinates.
  ///
  /// A matrix with hardly more rows than columns is none of samples.
  private func samples(_ numbers: PlotNumbers) -> Figure? {
    let width = numbers.width
    guard (1...6).contains(width), numbers.rows >= (width <= 2 ? 3 : 20) else { return nil }
    let columns = (0..<width).map { numbers.column($0).values }
    switch width {
    case 1: return Figure(HistogramFigure.bars(columns[0], bins: nil, range: nil, isDensity: true))
    case 2:
      return Figure(Points(x: columns[0], y: columns[1], ink: style.ink, keepsProportions: true))
    default: return ScatterMatrix.figure(columns)
    }
  }

  // MARK: records

  private func record(_ tree: Aggregate) throws(Fault) -> Figure {
    if a[0].isRun, let figure = RunFigure.figure(of: tree, share: try share()) { return figure }
    guard let names = tree.names, !names.isEmpty else {
      throw a.fault(0, "\(a[0].kindDescription) has no picture")
    }
    // Numbers with names are bars, vectors with names are lines.
    if tree.items.allSatisfy({ $0.numericType?.shape.rank == 0 }) {
      return try BarFigure.figure(a, values: a[0], names: nil)
    }
    return try series()
  }

  /// The picture that a record brings with it: a figure, or a function of no argument that makes one.
  private func picture(
    _ own: Value, _ p: borrowing Program, _ r: inout Slots, _ m: inout State
  ) throws(Fault) -> Figure {
    var value = own
    if case .function = own {
      value = try Function.call(
        own, Arguments(positional: [], span: a.span), calleeSpan: a.spans[0], p, &r, &m)
    }
    guard case .figure(let figure) = value else {
      throw a.fault(
        0,
        "the field plot of the record is no figure, nor a function () -> figure: it is "
          + value.kindDescription)
    }
    return figure
  }

  private func share() throws(Fault) -> Double? {
    guard let share = try call.number("smooth") else { return nil }
    guard share >= 0, share < 1 else {
      throw call.fault(
        at: "smooth", "smooth is how much of the average a step leaves: 0 for no smoothing, below 1"
      )
    }
    return share
  }
}
