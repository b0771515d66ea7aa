import Glibc
import Language
import Plotting
import Tensors

/// The density of a distribution: over the line a curve, of counts bars, in the plane colours.
struct DensityFigure {
  let a: Bound
  let call: PlotCall
  private let record: Aggregate

  /// The density of the first argument, a distribution.
  init(_ a: Bound) throws(Fault) {
    guard case .aggregate(let record) = a[0] else {
      throw a.fault(0, "a density needs a distribution, not \(a[0].kindDescription)")
    }
    self.a = a
    self.record = record
    call = PlotCall(a: a)
  }

  func figure(
    _ p: borrowing Program, _ r: inout Slots, _ m: inout State
  ) throws(Fault) -> Figure {
    switch try eventShape(p, &r, &m) {
    case []: return try isDiscrete ? bars(p, &r, &m) : curve(p, &r, &m)
    case [2]: return try map(p, &r, &m)
    case let shape:
      throw a.fault(
        0,
        "a density is drawn over the line or the plane; this one is of \(shape.reduce(1, *)) numbers",
        code: "shape", hint: "plot(sample(D, 1000)) shows draws")
    }
  }

  private var domain: Aggregate? {
    if case .aggregate(let domain)? = record.field("domain") { domain } else { nil }
  }

  /// Whether its draws are integers.
  private var isDiscrete: Bool {
    guard case .text(let set)? = domain?.field("set") else { return false }
    return set == "integers"
  }

  private func callField(
    _ name: String, _ arguments: [Value], _ p: borrowing Program, _ r: inout Slots,
    _ m: inout State
  ) throws(Fault) -> Value? {
    guard let field = record.field(name), case .function = field else { return nil }
    return try Function.call(
      field, Arguments(positional: arguments, span: a.span), calleeSpan: a.spans[0], p, &r, &m)
  }

  /// The shape of a draw.
  private func eventShape(
    _ p: borrowing Program, _ r: inout Slots, _ m: inout State
  ) throws(Fault) -> [Int] {
    guard let draw = try callField("draw", [], p, &r, &m)?.known, let type = draw.numericType else {
      throw a.fault(0, "its draws are no numbers")
    }
    return (0..<type.shape.rank).map { type.shape[$0] }
  }

  /// The numbers of a moment, where the distribution has it in closed form and they are finite.
  private func moment(
    _ name: String, _ p: borrowing Program, _ r: inout Slots, _ m: inout State
  ) throws(Fault) -> [Double]? {
    guard let value = try callField(name, [], p, &r, &m), value.isNumeric else { return nil }
    let values = try PlotNumbers.of(value, at: a.spans[0], in: a.builtin.name).values
    return values.allSatisfy(\.isFinite) ? values : nil
  }

  /// The density at points.
  private func densities(
    _ points: [[Double]], _ p: borrowing Program, _ r: inout Slots, _ m: inout State
  ) throws(Fault) -> [Double] {
    guard let log = record.field("log_density") else { return [] }
    let values = FunctionValues(function: log, span: a.spans[0], builtin: a.builtin.name)
    let logarithms = try values.numbers(at: points, p, &r, &m).values
    return logarithms.map { exp($0) }
  }

  /// A bound of the domain, where it has one.
  private func bound(_ name: String) -> Double? {
    switch domain?.field(name) {
    case .int(let x)?: Double(x)
    case .float(let x)?: x.isFinite ? x : nil
    default: nil
    }
  }

  /// Where the density is to be seen: what was asked for, else four standard deviations around the mean, else
  /// where it is more than a thousandth of the greatest value found; inside the domain.
  private func range(
    _ p: borrowing Program, _ r: inout Slots, _ m: inout State
  ) throws(Fault) -> Interval {
    if !a.isNone(1), !a.isNone(2), a[1].numericType?.shape.rank == 0 {
      return try call.interval(from: 1, to: 2)
    }
    if let range = try call.range(1) { return range }
    var shown: Interval?
    if let mean = try moment("mean", p, &r, &m), let variance = try moment("variance", p, &r, &m),
      mean.count == 1, variance.count == 1, variance[0] > 0
    {
      let spread = 4 * variance[0].squareRoot()
      shown = Interval(mean[0] - spread, mean[0] + spread)
    }
    let range: Interval
    if let shown { range = shown } else { range = try search(p, &r, &m) }
    return Interval(
      max(range.low, bound("low") ?? -.infinity), min(range.high, bound("high") ?? .infinity))
      ?? range
  }

  /// Where the density is more than a thousandth of the greatest value on a grid that is close near 0 and wide far
  /// from it.
  private func search(
    _ p: borrowing Program, _ r: inout Slots, _ m: inout State
  ) throws(Fault) -> Interval {
    let places = (-400...400).map { sinh(Double($0) / 25) / 100 }
    let values = try densities(places.map { [$0] }, p, &r, &m)
    let greatest = values.filter(\.isFinite).max() ?? 0
    let seen = zip(places, values).filter { $1 > greatest / 1000 }.map(\.0)
    guard greatest > 0, let low = seen.first, let high = seen.last, low < high,
      let range = Interval(low, high)
    else {
      throw a.fault(
        0, "no density is found between -4000 and 4000: plot(D, from, to) says where it is",
        code: "domain")
    }
    return range
  }

  private func curve(
    _ p: borrowing Program, _ r: inout Slots, _ m: inout State
  ) throws(Fault) -> Figure {
    let range = try range(p, &r, &m), n = try call.count("n", in: 2...100_000) ?? 401
    let x = (0..<n).map { range.at(Double($0) / Double(n - 1)) }
    let y = try densities(x.map { [$0] }, p, &r, &m).map { $0.isFinite ? $0 : .nan }
    var panel = Panel(marks: [Line(x: x, y: y, ink: try call.ink())])
    panel.x.label = "x"
    panel.y.label = "density"
    return .panel(panel)
  }

  private func bars(
    _ p: borrowing Program, _ r: inout Slots, _ m: inout State
  ) throws(Fault) -> Figure {
    let range = try range(p, &r, &m)
    let low = range.low.rounded(.up), high = max(low, range.high.rounded(.down))
    guard low.magnitude < 0x1p53, high.magnitude < 0x1p53 else {
      throw a.fault(0, "integers are drawn up to 2^53 in size", code: "domain")
    }
    // Of many integers every second, tenth or so, in bars as wide as these are apart.
    let step = max(1, ((high - low) / 2000).rounded(.up))
    let x = stride(from: low, through: high, by: step).map { $0 }
    let y = try integerDensities(x, p, &r, &m)
    var panel = Panel(marks: [Bars(x: x, heights: y, ink: try call.ink())])
    panel.x.label = "x"
    panel.y.label = "probability"
    return .panel(panel)
  }

  private func integerDensities(
    _ x: [Double], _ p: borrowing Program, _ r: inout Slots, _ m: inout State
  ) throws(Fault) -> [Double] {
    var values: [Double] = []
    for k in x {
      try Turn.poll(&m, at: a.span)
      let value = try callField("log_density", [.int(Int(k))], p, &r, &m) ?? .unset
      let numbers = try PlotNumbers.of(value, at: a.spans[0], in: a.builtin.name).values
      guard numbers.count == 1 else {
        throw a.fault(0, "its log_density gives \(numbers.count) numbers, not 1", code: "shape")
      }
      values.append(exp(numbers[0]))
    }
    return values
  }

  private func map(
    _ p: borrowing Program, _ r: inout Slots, _ m: inout State
  ) throws(Fault) -> Figure {
    var sides: [Interval?] = [try call.range(1), try call.range(2)]
    if sides.contains(where: { $0 == nil }) {
      let draws = try spread(p, &r, &m)
      for k in 0...1 { sides[k] = sides[k] ?? draws[k] }
    }
    guard let x = sides[0], let y = sides[1] else { throw a.fault(0, "it has no width") }
    let n = try call.count("n", in: 2...1000) ?? 80
    let points = FieldFigure.middles(n, x, y)
    var panel = Panel(
      marks: FieldFigure.marks(
        try densities(points, p, &r, &m), columns: n, x: x, y: y,
        map: try call.colourMap(or: .viridis), levels: try FieldFigure.levels(call)))
    panel.isProportional = true
    return .panel(panel)
  }

  /// The sides of a rectangle that holds the density: its moments say, else a few hundred draws.
  private func spread(
    _ p: borrowing Program, _ r: inout Slots, _ m: inout State
  ) throws(Fault) -> [Interval?] {
    if let mean = try moment("mean", p, &r, &m), let variance = try moment("variance", p, &r, &m),
      mean.count == 2, variance.count == 2
    {
      return (0...1).map {
        let half = 3.2 * max(variance[$0], .leastNormalMagnitude).squareRoot()
        return Interval(mean[$0] - half, mean[$0] + half)
      }
    }
    let keys = m.keys
    defer { m.keys = keys }
    var columns: [[Double]] = [[], []]
    for turn in 0..<400 {
      try m.enterTurn(turn, of: keys, at: a.span)
      guard let draw = try callField("draw", [], p, &r, &m) else { continue }
      let values = try PlotNumbers.of(draw, at: a.spans[0], in: a.builtin.name).values
      guard values.count == 2 else { continue }
      for k in 0...1 { columns[k].append(values[k]) }
    }
    return columns.map { column in
      guard let seen = Interval(of: column) else { return nil }
      return Interval(seen.low - seen.halfLength / 5, seen.high + seen.halfLength / 5)
    }
  }
}
