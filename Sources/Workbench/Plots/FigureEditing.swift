import Language
import Plotting
import Tensors

/// Figures made from figures.
enum FigureEditing {
  /// The figure that an argument is.
  static func figure(_ k: Int, of a: Bound) throws(Fault) -> Figure {
    guard case .figure(let figure) = a[k] else {
      throw a.fault(
        k, "\(a.name(k)) must be a figure, not \(a[k].kindDescription)",
        hint: "plot(x) is the picture of a value")
    }
    return figure
  }

  /// Figures on top of each other: marks of all in the axes of the first.
  static func overlay(_ a: Bound) throws(Fault) -> Figure {
    // A comprehension gives a tuple of figures.
    let figures = zip(a.rest, a.restSpans).flatMap { value, span in
      if case .aggregate(let tuple) = value, !tuple.items.isEmpty {
        tuple.items.map { ($0, span) }
      } else {
        [(value, span)]
      }
    }
    var panels: [Panel] = [], weight = 0
    for (value, span) in figures {
      panels.append(try panel(value, at: span))
      weight += Figure.panel(panels[panels.count - 1]).weight(upTo: Figure.heaviest)
      try Figure.requireRoom(for: weight, at: a.span)
    }
    panels = namingSeries(panels)
    guard var sum = panels.first else {
      throw Fault("arity", "overlay needs a figure", at: a.span, hint: a.builtin.signature)
    }
    for panel in panels.dropFirst() {
      sum.marks += panel.marks
      if sum.title.isEmpty { sum.title = panel.title }
      sum.x = merged(sum.x, panel.x)
      sum.y = merged(sum.y, panel.y)
      sum.isProportional = sum.isProportional ?? panel.isProportional
    }
    return .panel(sum)
  }

  /// The panel that a figure to be laid over others is.
  private static func panel(_ value: Value, at span: SourceSpan) throws(Fault) -> Panel {
    switch value {
    case .figure(.panel(let panel)): return panel
    case .figure(let figure):
      throw Fault(
        "type", "overlay takes figures of one panel each, and this is a \(figure.summary)",
        at: span, hint: "overlay the panels first: layout((overlay(f, g), h))")
    default:
      throw Fault("type", "overlay takes figures, not \(value.kindDescription)", at: span)
    }
  }

  /// The panels with the names of their axes as those of their series, where they are called differently: no
  /// axis can say what all of them are.
  private static func namingSeries(_ panels: [Panel]) -> [Panel] {
    let named = panels.filter { !$0.y.label.isEmpty }
    guard Set(named.map(\.y.label)).count > 1, named.allSatisfy({ onlyCurve($0) != nil }) else {
      return panels
    }
    return panels.map { panel in
      var panel = panel
      if let k = onlyCurve(panel), !panel.y.label.isEmpty {
        panel.marks[k].label = panel.marks[k].label ?? panel.y.label
      }
      panel.y.label = ""
      return panel
    }
  }

  /// The place of the one series of a panel whose numbers are those of the axis upwards; nil where it has
  /// several, or shows the plane.
  private static func onlyCurve(_ panel: Panel) -> Int? {
    let series = panel.marks.indices.filter { panel.marks[$0].isSeries }
    guard series.count == 1 else { return nil }
    let mark = panel.marks[series[0]]
    return mark is Line || mark is Steps || mark is Bars || mark is Points ? series[0] : nil
  }

  private static func merged(_ first: Axis, _ second: Axis) -> Axis {
    var axis = first
    if axis.label.isEmpty { axis.label = second.label }
    if axis.names.isEmpty { axis.names = second.names }
    axis.range = axis.range ?? second.range
    // What is logarithmic in one of them alone stays as the first has it.
    return axis
  }

  /// Figures in rows: each argument a row, a tuple of figures or one figure.
  static func layout(_ a: Bound) throws(Fault) -> Figure {
    var rows: [[Figure]] = []
    for (value, span) in zip(a.rest, a.restSpans) {
      switch value {
      case .figure(let figure): rows.append([figure])
      case .aggregate(let tuple):
        var row: [Figure] = []
        for (position, item) in tuple.items.enumerated() {
          guard case .figure(var figure) = item else {
            throw Fault(
              "type",
              "layout: item \(position + 1) of a row is \(item.kindDescription), not a figure",
              at: span)
          }
          // A record names its figures.
          if let name = tuple.names?[position], case .panel(var panel) = figure,
            panel.title.isEmpty
          {
            panel.title = name
            figure = .panel(panel)
          }
          row.append(figure)
        }
        if row.isEmpty { throw Fault("argument", "layout: a row is empty", at: span) }
        rows.append(row)
      default:
        throw Fault(
          "type", "layout takes rows, tuples of figures, not \(value.kindDescription)", at: span)
      }
    }
    guard !rows.isEmpty else {
      throw Fault("arity", "layout needs a row of figures", at: a.span, hint: a.builtin.signature)
    }
    return .rows(rows)
  }

  /// A figure with a title, an animation with the same one on each frame.
  static func title(_ a: Bound) throws(Fault) -> Figure {
    let text = try a.text(1), figure = try figure(0, of: a)
    try requireNoRows(
      figure, a, hint: "layout((title(f, \"a\"), title(g, \"b\"))), or layout((a = f, b = g))")
    return figure.mapping { $0.title = text }
  }

  /// Refuses a layout, where only its parts can be meant.
  private static func requireNoRows(_ figure: Figure, _ a: Bound, hint: String) throws(Fault) {
    if case .rows = figure {
      throw a.fault(0, "a layout has no \(a.builtin.name) of its own", hint: hint)
    }
  }

  /// A figure with other axes.
  static func axes(_ a: Bound) throws(Fault) -> Figure {
    let call = PlotCall(a: a), figure = try figure(0, of: a)
    let x = try call.text("x"), y = try call.text("y")
    let logs = call.isGiven("log") ? try call.logAxes() : nil
    let xlim = try limits(3, a), ylim = try limits(4, a)
    let isEqual = try call.flag("equal"), isHidden = try call.flag("hidden")
    let names = a.isNone(8) ? nil : try texts(a[8], at: a.spans[8], of: a)
    return figure.mapping { panel in
      if let x { panel.x.label = x }
      if let y { panel.y.label = y }
      if let logs { (panel.x.isLog, panel.y.isLog) = (logs.x, logs.y) }
      if let xlim { panel.x.range = xlim }
      if let ylim { panel.y.range = ylim }
      if let isEqual { panel.isProportional = isEqual }
      if let isHidden { (panel.x.isHidden, panel.y.isHidden) = (isHidden, isHidden) }
      if let names { panel.x.names = names }
    }
  }

  /// A pair of bounds, of which each may be `none`.
  private static func limits(_ k: Int, _ a: Bound) throws(Fault) -> AxisRange? {
    guard !a.isNone(k) else { return nil }
    if case .aggregate(let pair) = a[k], pair.items.count == 2,
      pair.items.contains(where: \.isNone)
    {
      var bounds: [Double?] = []
      for item in pair.items {
        bounds.append(
          item.isNone
            ? nil : try PlotNumbers.of(item, at: a.spans[k], in: a.builtin.name).values.first)
      }
      return AxisRange(low: bounds[0], high: bounds[1])
    }
    let range = try PlotCall.range(a[k], at: a.spans[k], name: a.name(k), of: a.builtin.name)
    return AxisRange(low: range.low, high: range.high)
  }

  /// A tuple of texts, or one text.
  static func texts(_ value: Value, at span: SourceSpan, of a: Bound) throws(Fault) -> [String] {
    if case .text(let text) = value { return [text] }
    if case .aggregate(let tuple) = value {
      let texts = tuple.items.compactMap { item in
        if case .text(let text) = item { text } else { nil as String? }
      }
      if texts.count == tuple.items.count { return texts }
    }
    throw Fault(
      "type", "\(a.builtin.name) needs texts here, (\"a\", \"b\"), not \(value.kindDescription)",
      at: span)
  }

  /// A figure with names for its series, or with its legend at another place.
  static func legend(_ a: Bound) throws(Fault) -> Figure {
    let figure = try figure(0, of: a),
      names = a.isNone(1) ? nil : try texts(a[1], at: a.spans[1], of: a)
    let place = try PlotCall(a: a).choice("at").flatMap { LegendPlace(rawValue: $0) }
    if names != nil { try requireNoRows(figure, a, hint: "layout((legend(f, (\"a\", \"b\")), g))") }
    if let names, let panel = figure.panels.first {
      let count = panel.marks.count(where: \.isSeries)
      guard names.count <= count else {
        throw a.fault(
          1, "the figure has \(count) series, and these are \(names.count) names", code: "argument")
      }
    }
    return figure.mapping { panel in
      if let place { panel.legend = place }
      guard let names else { return }
      var next = 0
      for k in panel.marks.indices where panel.marks[k].isSeries && next < names.count {
        panel.marks[k].label = names[next]
        next += 1
      }
    }
  }

  /// Frames whose axes all go through the numbers of all of them, so that what moves on the page moves.
  private static func sharingAxes(_ frames: [Figure]) -> [Figure] {
    let panels = frames.map(\.panels)
    guard let first = panels.first, panels.allSatisfy({ $0.count == first.count }) else {
      return frames
    }
    let ranges = first.indices.map { place in
      let framings = panels.map { Framing($0[place]) }
      return framings.dropFirst().reduce((x: framings[0].x, y: framings[0].y)) {
        (x: $0.x.union($1.x), y: $0.y.union($1.y))
      }
    }
    return frames.map { frame in
      var place = 0
      return frame.mapping { panel in
        let range = ranges[place]
        place += 1
        panel.x.range = panel.x.range ?? AxisRange(low: range.x.low, high: range.x.high)
        panel.y.range = panel.y.range ?? AxisRange(low: range.y.low, high: range.y.high)
      }
    }
  }

  /// A figure for each of some times.
  static func animate(
    _ a: Bound, _ p: borrowing Program, _ r: inout Slots, _ m: inout State
  ) throws(Fault) -> Figure {
    let f = try a.function(0), rate = try a.float(2, default: 10), keys = m.keys
    guard rate > 0, rate <= 100 else {
      throw a.fault(2, "rate is a number of frames in a second, up to 100", code: "domain")
    }
    defer { m.keys = keys }
    let times: [Value]
    do throws(OperationError) {
      guard let rows = try Selection.rows(of: a[1]) else {
        throw OperationError("type", "animate: a scalar has no elements")
      }
      times = rows
    } catch { throw Fault(error, at: a.spans[1]) }
    var frames: [Figure] = [], weight = 0
    for (position, time) in times.enumerated() {
      try Turn.poll(&m, at: a.span)
      try m.enterTurn(position, of: keys, at: a.span)
      let value = try Function.call(
        f, Arguments(positional: [time], span: a.span), calleeSpan: a.spans[0], p, &r, &m)
      guard case .figure(let figure) = value else {
        throw a.fault(0, "frames must give a figure, not \(value.kindDescription)")
      }
      frames.append(figure)
      let more = figure.weight(upTo: Figure.heaviest)
      MemoryBudget.note(work: more)
      weight += more
      try Figure.requireRoom(for: weight, at: a.span)
    }
    guard !frames.isEmpty else { throw a.fault(1, "there are no times", code: "domain") }
    return .frames(sharingAxes(frames), seconds: 1 / rate)
  }
}
