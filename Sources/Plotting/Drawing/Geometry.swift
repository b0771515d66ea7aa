/// A place in a pane or on a page, in units from the top left corner; y grows downwards.
public struct Point: Hashable, Sendable {
  /// From the left.
  public var x: Double
  /// From the top.
  public var y: Double

  /// A place.
  public init(_ x: Double, _ y: Double) {
    self.x = x
    self.y = y
  }

  /// Whether both coordinates are finite.
  public var isFinite: Bool { x.isFinite && y.isFinite }
}

/// A rectangle, in units from the top left corner.
public struct Box: Hashable, Sendable {
  /// The left edge.
  public var x: Double
  /// The top edge.
  public var y: Double
  /// From left to right, not negative.
  public var width: Double
  /// From top to bottom, not negative.
  public var height: Double

  /// A rectangle by its top left corner and its size.
  public init(x: Double, y: Double, width: Double, height: Double) {
    self.x = x
    self.y = y
    self.width = max(width, 0)
    self.height = max(height, 0)
  }

  /// The right edge.
  public var right: Double { x + width }
  /// The bottom edge.
  public var bottom: Double { y + height }
  /// The place in the middle.
  public var centre: Point { Point(x + width / 2, y + height / 2) }

  /// Whether a place lies in it or on its edge.
  public func contains(_ p: Point) -> Bool { p.x >= x && p.x <= right && p.y >= y && p.y <= bottom }
}

/// A width and a height in units.
public struct Extents: Hashable, Sendable {
  /// From left to right.
  public var width: Double
  /// From top to bottom.
  public var height: Double

  /// A width and a height.
  public init(_ width: Double, _ height: Double) {
    self.width = width
    self.height = height
  }
}

/// The finite numbers from `low` to `high`, both included; `low` may equal `high`.
public struct Interval: Hashable, Codable, Sendable {
  /// The least number.
  public private(set) var low: Double
  /// The greatest number.
  public private(set) var high: Double

  /// The interval between two finite numbers in any order; nil where one is not finite.
  public init?(_ a: Double, _ b: Double) {
    guard a.isFinite, b.isFinite else { return nil }
    low = min(a, b)
    high = max(a, b)
  }

  /// The interval between two numbers that are known to be finite; others are taken for the nearest
  /// finite ones, nan for 0.
  public init(spanning a: Double, _ b: Double) {
    let finite = { (number: Double) in
      let largest = Double.greatestFiniteMagnitude
      return number.isNaN ? 0 : max(-largest, min(largest, number))
    }
    low = min(finite(a), finite(b))
    high = max(finite(a), finite(b))
  }

  /// The smallest interval with all finite numbers of `values`, positive ones where `positive`; nil
  /// where there are none.
  public init?(of values: some Sequence<Double>, positive: Bool = false) {
    var low = Double.infinity, high = -Double.infinity
    for value in values where value.isFinite && (!positive || value > 0) {
      low = min(low, value)
      high = max(high, value)
    }
    self.init(low, high)
  }

  /// Whether its ends are finite and in order.
  var isSound: Bool { low.isFinite && high.isFinite && low <= high }

  /// The number at a share of the way from `low`, at 0, to `high`, at 1.
  public func at(_ share: Double) -> Double { low * (1 - share) + high * share }

  /// Half of the length: finite also where the length is not.
  public var halfLength: Double { high / 2 - low / 2 }

  /// Whether a number lies in it.
  public func contains(_ value: Double) -> Bool { value >= low && value <= high }

  /// The smallest interval with both in it.
  public func union(_ other: Interval?) -> Interval {
    guard let other else { return self }
    var sum = self
    sum.low = min(low, other.low)
    sum.high = max(high, other.high)
    return sum
  }
}
