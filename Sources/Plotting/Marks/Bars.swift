/// Bars from a base to heights: of a histogram, which touch, or at positions, with gaps between.
///
/// On a logarithmic axis, where a base of 0 has no place, they stand on the bottom of the pane.
public struct Bars: Mark {
  /// The left edges.
  @Packed public private(set) var left: [Double]
  /// The right edges, as many as `left`.
  @Packed public private(set) var right: [Double]
  /// How far they reach, as many as `left`.
  @Packed public private(set) var heights: [Double]
  /// Where they begin.
  public var base: Double
  /// The name in the legend.
  public var label: String?
  /// The colour, or that of the series.
  public var ink: Ink?

  /// Bars at positions.
  ///
  /// - Parameters:
  ///   - x: The middles.
  ///   - heights: How far they reach, as many as `x`; of the longer one the rest is left out.
  ///   - width: How wide they are, or four fifths of the least distance.
  ///   - base: Where they begin.
  ///   - label: The name in the legend.
  ///   - ink: The colour, or that of the series.
  public init(
    x: [Double], heights: [Double], width: Double? = nil, base: Double = 0, label: String? = nil,
    ink: Ink? = nil
  ) {
    let count = min(x.count, heights.count)
    let asked = width ?? 0.8 * Bars.distance(x)
    let half = (asked.isFinite ? abs(asked) : 0.8) / 2
    left = x.prefix(count).map { $0 - half }
    right = x.prefix(count).map { $0 + half }
    self.heights = Array(heights.prefix(count))
    self.base = base.isFinite ? base : 0
    self.label = label
    self.ink = ink
  }

  /// Bars between bounds.
  ///
  /// - Parameters:
  ///   - edges: The bounds, one more than there are bars.
  ///   - heights: How far the bars reach.
  ///   - base: Where they begin.
  ///   - label: The name in the legend.
  ///   - ink: The colour, or that of the series.
  public init(
    edges: [Double], heights: [Double], base: Double = 0, label: String? = nil, ink: Ink? = nil
  ) {
    let count = min(max(edges.count - 1, 0), heights.count)
    left = Array(edges.prefix(count))
    right = Array(edges.dropFirst().prefix(count))
    self.heights = Array(heights.prefix(count))
    self.base = base.isFinite ? base : 0
    self.label = label
    self.ink = ink
  }

  /// A histogram.
  public init(
    _ bins: Bins, asDensity: Bool = false, label: String? = nil, ink: Ink? = nil
  ) {
    self.init(
      edges: bins.edges, heights: bins.heights(asDensity: asDensity), label: label, ink: ink)
  }

  /// Bars of several series side by side at 1, 2, ...
  ///
  /// - Parameters:
  ///   - heights: Those of each series.
  ///   - labels: The names of the series in the legend.
  /// - Returns: A mark for each series.
  public static func grouped(_ heights: [[Double]], labels: [String] = []) -> [Bars] {
    let width = 0.8 / Double(max(heights.count, 1))
    return heights.indices.map { series in
      let offset = (Double(series) - Double(heights.count - 1) / 2) * width
      return Bars(
        x: heights[series].indices.map { Double($0 + 1) + offset }, heights: heights[series],
        width: width, label: series < labels.count ? labels[series] : nil)
    }
  }

  /// Whether its parts fit together.
  public var isSound: Bool {
    left.count == heights.count && right.count == heights.count && base.isFinite
  }

  /// What it is.
  public var noun: String { heights.count == 1 ? "1 bar" : "\(heights.count) bars" }

  /// Both edges and the heights.
  public var numberCount: Int { 3 * heights.count }

  /// The numbers that it shows.
  public func extent(log: AxisPair<Bool>) -> Extent {
    let x = Interval(of: left, positive: log.x)?.union(Interval(of: right, positive: log.x))
    let sides = x ?? Interval(of: right, positive: log.x)
    guard let reach = Interval(of: heights, positive: log.y) else {
      return Extent(x: sides, y: nil)
    }
    if log.y, base <= 0 { return Extent(x: sides, y: reach) }
    // A base at an end of the axis lies on it.
    let flush: Set<Extent.Edge> =
      reach.low >= base ? [.bottom] : reach.high <= base ? [.top] : []
    return Extent(x: sides, y: reach.union(Interval(base, base)), flush: flush)
  }

  /// The sign in the legend.
  public func sample(series: Int) -> LegendSample {
    LegendSample(stroke: outline(series), fill: fill(series))
  }

  private func fill(_ series: Int) -> Fill { Fill(ink ?? .series(series), opacity: 0.55) }

  private func outline(_ series: Int) -> Stroke { Stroke(ink ?? .series(series), width: 1) }

  /// Draws it.
  public func draw(on pane: inout Pane) {
    let bars = BarBoxes(self, on: pane)
    for group in bars.groups {
      pane.draw(.area(group, fill(pane.series)))
      pane.draw(.line(group + [group[0]], outline(pane.series)))
    }
  }

  /// The least distance between positions, so far as bars of that width can be seen.
  private static func distance(_ x: [Double]) -> Double {
    guard let range = Interval(of: x), range.halfLength > 0 else { return 1 }
    let finite = x.filter(\.isFinite)
    let even = min(range.halfLength, .greatestFiniteMagnitude / 4) * 2 / Double(finite.count)
    guard finite.count <= 100_000 else { return even }
    let sorted = finite.sorted()
    let least = zip(sorted.dropFirst(), sorted).map { $0 / 2 - $1 / 2 }.filter { $0 > 0 }.min()
    return max(min((least ?? 0.5), .greatestFiniteMagnitude / 4) * 2, even / 20)
  }
}

/// The outlines of bars in a pane.
struct BarBoxes {
  /// Polygons: of each bar where there is room for its outline, else of bars that touch together.
  private(set) var groups: [[Point]] = []

  /// A bar from `upper` to `lower`, in units from the top.
  private struct Bar {
    var left: Double, right: Double, upper: Double, lower: Double
  }

  init(_ bars: Bars, on pane: Pane) {
    let floor = BarBoxes.floor(bars.base, pane)
    let found = BarBoxes.bars(bars, floor, pane)
    let least = max(4 * pane.dot.width, 0.35 * pane.em)
    let areWide = found.allSatisfy { $0.right - $0.left >= least }
    var run: [Bar] = []
    for bar in found {
      if let last = run.last, areWide || abs(bar.left - last.right) > pane.dot.width / 100 {
        groups.append(BarBoxes.outline(run))
        run = []
      }
      run.append(bar)
    }
    if !run.isEmpty { groups.append(BarBoxes.outline(run)) }
  }

  /// The base's place; a logarithmic axis without one has it at the bottom.
  private static func floor(_ base: Double, _ pane: Pane) -> Double {
    let place = pane.y(base)
    return place.isFinite ? held(place, pane.height, pane.em) : pane.height
  }

  /// A place held near the pane: what lies farther out is not seen.
  private static func held(_ place: Double, _ length: Double, _ em: Double) -> Double {
    max(-em, min(length + em, place))
  }

  private static func bars(_ bars: Bars, _ floor: Double, _ pane: Pane) -> [Bar] {
    var wide: [Bar] = []
    let dot = pane.dot.width
    // Of those within a column of dots the extremes are seen.
    var narrow = Dots.columns(of: pane) { Bar(left: 0, right: 0, upper: floor, lower: floor) }
    var isTaken = [Bool](repeating: false, count: narrow.count)
    for index in bars.heights.indices {
      let top = pane.y(bars.heights[index]), right = pane.x(bars.right[index])
      var left = pane.x(bars.left[index])
      // A logarithmic axis goes on for ever to the left.
      if pane.x.isLog, bars.left[index] <= 0 { left = 0 }
      guard bars.heights[index].isFinite, bars.left[index].isFinite, bars.right[index].isFinite,
        top.isFinite, right.isFinite, left.isFinite, max(left, right) >= 0,
        min(left, right) <= pane.width
      else { continue }
      let place = held(top, pane.height, pane.em)
      let bar = Bar(
        left: held(min(left, right), pane.width, pane.em),
        right: held(max(left, right), pane.width, pane.em), upper: min(place, floor),
        lower: max(place, floor))
      if bar.right - bar.left >= dot {
        wide.append(bar)
      } else if let column = Dots.column((bar.left + bar.right) / 2, pane) {
        isTaken[column] = true
        narrow[column].left = Double(column) * dot
        narrow[column].right = Double(column + 1) * dot
        narrow[column].upper = min(narrow[column].upper, bar.upper)
        narrow[column].lower = max(narrow[column].lower, bar.lower)
      }
    }
    let merged = narrow.indices.filter { isTaken[$0] }.map { narrow[$0] }
    return (wide + merged).sorted { $0.left < $1.left }
  }

  /// Along the upper edges and back along the lower ones.
  private static func outline(_ run: [Bar]) -> [Point] {
    let upper = run.flatMap { [Point($0.left, $0.upper), Point($0.right, $0.upper)] }
    let lower = run.reversed().flatMap { [Point($0.right, $0.lower), Point($0.left, $0.lower)] }
    return distinct(upper) + distinct(lower)
  }

  private static func distinct(_ points: [Point]) -> [Point] {
    points.indices.filter { $0 == 0 || points[$0] != points[$0 - 1] }.map { points[$0] }
  }
}
