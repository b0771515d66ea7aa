/// Something drawn inside axes: a line, points, bars, a colour map.
///
/// A kind of mark is one type in one file. It says which numbers it shows and draws itself in shapes;
/// it knows of no renderer, and no renderer knows of it.
public protocol Mark: Codable, Sendable {
  /// What it is, for the line that describes a figure: `line`, `200 points`.
  var noun: String { get }
  /// How many numbers it holds.
  var numberCount: Int { get }
  /// The numbers that it shows.
  ///
  /// On logarithmic axes, which `log` names, only positive numbers count.
  func extent(log: AxisPair<Bool>) -> Extent
  /// Draws it.
  func draw(on pane: inout Pane)
  /// The name in the legend, or nil for none.
  var label: String? { get set }
  /// The sign in the legend, for a series of that number.
  func sample(series: Int) -> LegendSample
  /// Whether it is a series of its own, with the next colour. A mark that is not, such as a band,
  /// has the number of the next series that follows.
  var isSeries: Bool { get }
  /// Whether its axes should have the same unit, as where angles matter.
  var keepsProportions: Bool { get }
  /// What its colours stand for, or nil where they stand for nothing.
  var colourBar: ColourBar? { get }
  /// Whether its parts fit together, which a file that it is read from may have wrong.
  var isSound: Bool { get }
}

extension Mark {
  /// A series of its own.
  public var isSeries: Bool { true }
  /// Axes of any units.
  public var keepsProportions: Bool { false }
  /// Nothing in it can be at odds.
  public var isSound: Bool { true }
  /// No meaning of colours.
  public var colourBar: ColourBar? { nil }
}

/// One thing for each of the two axes.
public struct AxisPair<Element: Sendable>: Sendable {
  /// Of the axis from left to right.
  public var x: Element
  /// Of the axis from bottom to top.
  public var y: Element

  /// One thing for each axis.
  public init(x: Element, y: Element) {
    self.x = x
    self.y = y
  }
}

/// The numbers that something shows.
public struct Extent: Hashable, Sendable {
  /// An end of an axis.
  public enum Edge: Hashable, Sendable { case left, right, bottom, top }

  /// From left to right; nil where it adapts to others.
  public var x: Interval?
  /// From bottom to top; nil where it adapts to others.
  public var y: Interval?
  /// The ends at which there is to be no margin.
  public var flush: Set<Edge>

  /// An extent; with margins at all ends unless told.
  public init(x: Interval?, y: Interval?, flush: Set<Edge> = []) {
    self.x = x
    self.y = y
    self.flush = flush
  }
}

/// The sign beside a name in a legend.
public struct LegendSample: Hashable, Sendable {
  /// A short line.
  public var stroke: Stroke?
  /// A symbol, on the line where there is one.
  public var symbol: Symbol?
  /// A filled square, behind the others.
  public var fill: Fill?

  /// A sign.
  public init(stroke: Stroke? = nil, symbol: Symbol? = nil, fill: Fill? = nil) {
    self.stroke = stroke
    self.symbol = symbol
    self.fill = fill
  }
}

/// What colours stand for.
public struct ColourBar: Hashable, Codable, Sendable {
  /// The numbers from the first colour to the last.
  public var domain: Interval
  /// The colours.
  public var map: ColourMap
  /// Whether equal ratios have equal lengths.
  public var isLog: Bool

  /// What colours stand for; one number stands in the middle.
  public init(domain: Interval, map: ColourMap, isLog: Bool = false) {
    self.domain = isLog ? domain.openedByRatio : domain.opened
    self.map = map
    self.isLog = isLog
  }
}
