/// Points in the plane; those that are not finite are left out.
public struct Points: Mark {
  /// From left to right.
  @Packed public private(set) var x: [Double]
  /// From bottom to top, as many as `x`.
  @Packed public private(set) var y: [Double]
  /// The name in the legend.
  public var label: String?
  /// The colour, or that of the series.
  public var ink: Ink?
  /// The symbol, or that of the series.
  public var form: Symbol.Form?
  /// The diameter in points, or smaller the more points there are.
  public var size: Double?
  /// Whether it is a series of its own.
  public var isSeries: Bool
  /// Whether its axes should have the same unit.
  public var keepsProportions: Bool
  /// A number for each point that its colour stands for, or nil where all have the same.
  public let numbers: [Double]?
  /// The colours of numbers.
  public var map: ColourMap

  /// Points; of the longer of `x` and `y` the rest is left out.
  ///
  /// - Parameters:
  ///   - x: From left to right.
  ///   - y: From bottom to top.
  ///   - colourBy: A number for each point that its colour stands for; points without one are muted.
  ///   - map: The colours of numbers.
  ///   - label: The name in the legend.
  ///   - ink: The colour, or that of the series.
  ///   - form: The symbol, or that of the series.
  ///   - size: The diameter in points, or smaller the more points there are.
  ///   - isSeries: Whether it is a series of its own.
  ///   - keepsProportions: Whether its axes should have the same unit.
  public init(
    x: [Double], y: [Double], colourBy: [Double]? = nil, map: ColourMap = .viridis,
    label: String? = nil, ink: Ink? = nil, form: Symbol.Form? = nil, size: Double? = nil,
    isSeries: Bool = true, keepsProportions: Bool = false
  ) {
    (self.x, self.y) = Pairs.of(x, y)
    self.label = label
    self.ink = ink
    self.form = form
    self.size = size
    self.isSeries = isSeries
    self.keepsProportions = keepsProportions
    self.map = map
    numbers = colourBy
  }

  /// Points of several classes: a mark for each class that has points, in the order of their numbers.
  ///
  /// - Parameters:
  ///   - x: From left to right.
  ///   - y: From bottom to top.
  ///   - classes: The class of each point.
  ///   - names: The names in the legend of the classes 0, 1, ...; others have their numbers.
  ///   - keepsProportions: Whether the axes should have the same unit.
  /// - Returns: Marks, each a series of its own.
  public static func classes(
    x: [Double], y: [Double], classes: [Int], names: [String] = [], keepsProportions: Bool = false
  ) -> [Points] {
    var members: [Int: [Int]] = [:]
    for index in 0..<min(x.count, y.count, classes.count) {
      members[classes[index], default: []].append(index)
    }
    return members.sorted { $0.key < $1.key }.map { number, indices in
      Points(
        x: indices.map { x[$0] }, y: indices.map { y[$0] },
        label: names.indices.contains(number) ? names[number] : String(number),
        keepsProportions: keepsProportions)
    }
  }

  /// Whether its parts fit together.
  public var isSound: Bool { x.count == y.count }

  /// What it is, for the summary of a figure.
  public var noun: String { x.count == 1 ? "1 point" : "\(x.count) points" }

  /// Both coordinates of its points.
  public var numberCount: Int { x.count + y.count }

  /// All finite numbers.
  public func extent(log: AxisPair<Bool>) -> Extent {
    Extent(x: Interval(of: x, positive: log.x), y: Interval(of: y, positive: log.y))
  }

  /// Its symbol.
  public func sample(series: Int) -> LegendSample {
    var symbol = symbol(series)
    symbol.size = 5.5
    symbol.opacity = 1
    return LegendSample(symbol: symbol)
  }

  /// What the colours stand for.
  public var colourBar: ColourBar? {
    guard let range = numbers.flatMap({ Interval(of: $0) }) else { return nil }
    let size = max(abs(range.low), abs(range.high))
    return ColourBar(domain: map.isCentred ? Interval(spanning: -size, size) : range, map: map)
  }

  /// Its symbols.
  public func draw(on pane: inout Pane) {
    let symbol = symbol(pane.series)
    let seen = Decimation.visible(x, y, size: symbol.size, on: pane)
    guard let numbers, let domain = colourBar?.domain else {
      return pane.draw(.symbols(seen.map(\.point), symbol))
    }
    // So many colours look as if they were all, and points of a colour are one shape.
    let most = 64
    var groups = [[Point]](repeating: [], count: most + 1)
    for (index, point) in seen {
      let number = index < numbers.count ? numbers[index] : .nan
      let share =
        domain.halfLength > 0 ? (number / 2 - domain.low / 2) / domain.halfLength : number * 0 + 0.5
      let isMissing = share.isNaN && !number.isInfinite
      let held = number == .infinity ? 1 : number == -.infinity ? 0 : max(0, min(1, share))
      groups[isMissing ? most : min(Int(held * Double(most)), most - 1)].append(point)
    }
    for index in [most] + Array(0..<most) {
      var symbol = symbol
      let share = (Double(index) + 0.5) / Double(most)
      symbol.ink = index == most ? .muted : .colour(map.colour(share))
      pane.draw(.symbols(groups[index], symbol))
    }
  }

  /// Many points are small and let those below show through.
  private func symbol(_ series: Int) -> Symbol {
    let size = size ?? (x.count <= 100 ? 5.5 : x.count <= 1000 ? 4 : x.count <= 10_000 ? 2.5 : 1.5)
    return Symbol(
      form ?? Theme.form(ofSeries: series), size: size, ink: ink ?? .series(series),
      // Colours that stand for numbers are to be told from each other.
      opacity: numbers != nil ? 1 : x.count <= 100 ? 0.9 : 0.8)
  }
}
