/// Marks inside axes.
public struct Panel: Sendable {
  /// What is drawn, the last one on top.
  public var marks: [any Mark]
  /// Above the axes; empty for none.
  public var title: String
  /// From left to right.
  public var x: Axis
  /// From bottom to top.
  public var y: Axis
  /// Where the legend stands.
  public var legend: LegendPlace
  /// Whether the axes have the same unit; nil where the marks say.
  public var isProportional: Bool?

  /// A panel with empty axes' labels.
  public init(
    marks: [any Mark], title: String = "", x: Axis = Axis(), y: Axis = Axis(),
    legend: LegendPlace = .automatic, isProportional: Bool? = nil
  ) {
    self.marks = marks
    self.title = title
    self.x = x
    self.y = y
    self.legend = legend
    self.isProportional = isProportional
  }

  /// Whether the axes have the same unit.
  public var keepsProportions: Bool {
    !x.isLog && !y.isLog && (isProportional ?? marks.contains(where: \.keepsProportions))
  }

  /// The number of the series of each mark: a mark that is none goes with the one after it.
  public var series: [Int] {
    var next = 0
    return marks.map { mark in
      defer { if mark.isSeries { next += 1 } }
      return next
    }
  }

  /// The names in the legend with their signs; empty where no mark has a name.
  public var legendEntries: [(label: String, sample: LegendSample)] {
    zip(marks, series).compactMap { mark, number in
      guard let label = mark.label, !label.isEmpty, legend != .none else { return nil }
      return (label, mark.sample(series: number))
    }
  }

  /// The first meaning of colours that a mark has.
  public var colourBar: ColourBar? { marks.lazy.compactMap(\.colourBar).first }

  /// What the marks are, counted: `2 × line, band`.
  var nouns: String {
    var counts: [(noun: String, count: Int)] = [], places: [String: Int] = [:]
    for noun in marks.map(\.noun) {
      if let place = places[noun] {
        counts[place].count += 1
      } else {
        places[noun] = counts.count
        counts.append((noun, 1))
      }
    }
    let parts = counts.map { $0.count == 1 ? $0.noun : "\($0.count) × \($0.noun)" }
    return parts.isEmpty ? "nothing" : parts.joined(separator: ", ")
  }
}

/// One of the two axes of a panel.
public struct Axis: Hashable, Codable, Sendable {
  /// What it shows; empty for no label.
  public var label: String
  /// Whether equal ratios have equal lengths.
  public var isLog: Bool
  /// The numbers from end to end, nil where the marks say; a bound of nan is the marks' own.
  public var range: AxisRange?
  /// Names at whole numbers from 1, in place of numbers; empty for numbers.
  public var names: [String]
  /// Whether line, ticks and labels are left out, as beside images.
  public var isHidden: Bool
  /// Whether what it shows is counted, so that only whole numbers have ticks; nil for no.
  public var isWhole: Bool?

  /// An axis: linear, from what the marks show.
  public init(
    label: String = "", isLog: Bool = false, range: AxisRange? = nil, names: [String] = [],
    isHidden: Bool = false, isWhole: Bool? = nil
  ) {
    self.label = label
    self.isLog = isLog
    self.range = range
    self.names = names
    self.isHidden = isHidden
    self.isWhole = isWhole
  }
}

/// The numbers from end to end of an axis, as they were asked for.
public struct AxisRange: Hashable, Codable, Sendable {
  /// The number at the left or bottom, nil where the marks say.
  public var low: Double?
  /// The number at the right or top, nil where the marks say.
  public var high: Double?

  /// A range; nil bounds are the marks' own.
  public init(low: Double?, high: Double?) {
    self.low = low
    self.high = high
  }
}

/// Where a legend stands.
public enum LegendPlace: String, Hashable, Codable, Sendable, CaseIterable {
  /// In the emptiest corner inside the axes.
  case automatic = "auto"
  /// Nowhere.
  case none
  case topRight = "top right"
  case topLeft = "top left"
  case bottomRight = "bottom right"
  case bottomLeft = "bottom left"
  /// Right of the axes.
  case outside
}
