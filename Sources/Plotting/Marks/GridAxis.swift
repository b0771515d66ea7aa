/// The part of an axis of a pane that cells cover.
struct GridAxis {
  /// The first place that is covered, in units.
  let start: Double
  /// The last place that is covered, in units.
  let end: Double
  private let scale: Scale
  private let range: Interval
  private let cells: Int
  private let pixels: Int
  private let isWhole: Bool

  /// The most pixels of an image along an axis.
  static let most = 2048

  /// Nil where no cell is seen.
  ///
  /// - Parameters:
  ///   - range: From the first edge to the last one.
  ///   - cells: How many there are.
  ///   - scale: Where numbers stand.
  ///   - dot: The smallest length that is seen.
  init?(_ range: Interval, cells: Int, on scale: Scale, dot: Double) {
    // To the left of all numbers of a logarithmic axis lies 0.
    let isOpen = scale.isLog && range.low <= 0
    let outer = scale.isReversed ? scale.length : 0
    let low = isOpen ? outer : scale(range.low), high = scale(range.high)
    guard low.isFinite, high.isFinite, cells > 0 else { return nil }
    let from = max(0, min(low, high)), to = min(scale.length, max(low, high))
    guard to > from else { return nil }
    start = from
    end = to
    self.scale = scale
    self.range = range
    self.cells = cells
    isWhole =
      !scale.isLog && min(low, high) > -dot / 100 && max(low, high) < scale.length + dot / 100
    pixels = min(Dots.count(to - from, dot), GridAxis.most)
  }

  /// How the cells are seen, from the least number upwards: as they are where they can be, else in
  /// pixels of about a dot.
  func resampling(isSmooth: Bool) -> Resampling {
    if isWhole, isSmooth ? cells == 1 : cells <= 2 * pixels { return Resampling(identity: cells) }
    let bounds = (0...pixels).map { index -> Double in
      let share = Double(index) / Double(pixels)
      if isWhole { return share * Double(cells) }
      let place = scale.isReversed ? end - (end - start) * share : start + (end - start) * share
      let value = scale.value(at: place)
      return (value / 2 - range.low / 2) / range.halfLength * Double(cells)
    }
    return Resampling(bounds: bounds, cells: cells, isSmooth: isSmooth)
  }
}
