import Glibc

/// How many values fall between edges: what a histogram shows.
public struct Bins: Hashable, Sendable {
  /// The bounds of the bins, ascending, one more than there are bins; empty where there is no value.
  ///
  /// A value on a bound belongs to the bin above it, one on the last bound to the last bin.
  public let edges: [Double]
  /// The values in each bin.
  public let counts: [Int]
  /// The values that are nan or infinite, or lie outside the range that was asked for.
  public let leftOut: Int

  /// The most bins that are chosen by themselves.
  public static let most = 200

  /// Counts values.
  ///
  /// The width of a bin is that of Freedman and Diaconis (1981), `2·IQR·n^(-1/3)`; where half of the
  /// values are equal it is that of Sturges (1926), a `1 + log2 n`th of the range. Whole numbers have
  /// bins of a whole width that are centred on them.
  ///
  /// - Parameters:
  ///   - values: In any order.
  ///   - count: How many bins, or as many as the values ask for.
  ///   - range: From the first bound to the last, or from the least value to the greatest.
  public init(_ values: [Double], count: Int? = nil, range: Interval? = nil) {
    guard let found = Interval(of: values) else {
      (edges, counts, leftOut) = ([], [], values.count)
      return
    }
    edges =
      if let count {
        Bins.even(range ?? found, count)
      } else {
        Bins.chosen(values, found, range)
      }
    (counts, leftOut) = Bins.count(values, edges)
  }

  /// The values that were counted.
  public var total: Int { counts.reduce(0, +) }

  /// The heights of bars: counts, or densities, whose bars have an area of 1 in all.
  public func heights(asDensity: Bool = false) -> [Double] {
    guard asDensity else { return counts.map(Double.init) }
    let total = Double(max(total, 1))
    return counts.indices.map {
      let half = edges[$0 + 1] / 2 - edges[$0] / 2
      return min(Double(counts[$0]) / total / 2 / half, .greatestFiniteMagnitude)
    }
  }

  /// Bins of the same width; a range of one number reaches to both sides of it.
  private static func even(_ range: Interval, _ count: Int) -> [Double] {
    let range = range.spread
    let count = max(1, min(count, 1_000_000))
    var edges = (0...count).map { range.at(Double($0) / Double(count)) }
    edges[0] = range.low
    edges[count] = range.high
    // Numbers may be too close for so many different bounds between them.
    return edges.indices.filter { $0 == 0 || edges[$0] > edges[$0 - 1] }.map { edges[$0] }
  }

  /// Bounds that suit the values.
  private static func chosen(_ values: [Double], _ found: Interval, _ range: Interval?) -> [Double]
  {
    let shown = range ?? found
    let width = width(values, found)
    if range == nil, found.low > -0x1p51, found.high < 0x1p51, areWhole(values) {
      let distance = found.high - found.low
      // Few numbers have a bin each, also where there are few values.
      let step =
        distance < 50 ? 1 : max(1, width.rounded(), (distance / Double(most - 1)).rounded(.up))
      let bins = Int((distance / step).rounded(.down)) + 1
      return (0...bins).map { found.low - 0.5 + Double($0) * step }
    }
    let bins = (shown.halfLength / (width / 2)).rounded(.up)
    return even(shown, bins.isFinite ? Int(max(1, min(bins, Double(most)))) : 1)
  }

  private static func areWhole(_ values: [Double]) -> Bool {
    values.allSatisfy { !$0.isFinite || $0 == $0.rounded(.towardZero) }
  }

  /// The width of a bin; 0 only where all values are equal.
  private static func width(_ values: [Double], _ found: Interval) -> Double {
    // Quartiles of every so manieth value are near enough for a width.
    let every = max(1, values.count / 65_536)
    var sample: [Double] = []
    for index in stride(from: 0, to: values.count, by: every) where values[index].isFinite {
      sample.append(values[index])
    }
    sample.sort()
    if sample.count > 1 {
      let spread = quantile(sample, 0.75) / 2 - quantile(sample, 0.25) / 2
      let width = 4 * spread / cbrt(Double(values.count))
      if width > 0, width.isFinite { return width }
    }
    return found.halfLength / (1 + log2(Double(max(values.count, 1)))).rounded(.up) * 2
  }

  private static func quantile(_ sorted: [Double], _ share: Double) -> Double {
    let place = share * Double(sorted.count - 1)
    let index = min(Int(place), sorted.count - 2)
    let rest = place - Double(index)
    return sorted[index] * (1 - rest) + sorted[index + 1] * rest
  }

  private static func count(_ values: [Double], _ edges: [Double]) -> (counts: [Int], left: Int) {
    let bins = edges.count - 1
    guard bins > 0 else { return ([], values.count) }
    var counts = [Int](repeating: 0, count: bins)
    var left = 0
    let low = edges[0], high = edges[bins]
    let factor = Double(bins) / (high / 2 - low / 2)
    for value in values {
      guard value >= low, value <= high else {
        left += 1
        continue
      }
      let place = (value / 2 - low / 2) * factor
      var bin = place < Double(bins) ? Int(place) : bins - 1
      // The bounds as they stand decide, not the quotient, which is rounded.
      while bin > 0, value < edges[bin] { bin -= 1 }
      while bin < bins - 1, value >= edges[bin + 1] { bin += 1 }
      counts[bin] += 1
    }
    return (counts, left)
  }
}
