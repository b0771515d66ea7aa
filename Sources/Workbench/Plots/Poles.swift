import Plotting

/// Where a function grows without bound, as 1/x does at 0: its line is broken there rather than drawn from
/// one end of the page to the other, and the axis shows the rest of it.
struct Poles {
  /// The line with a gap at each pole.
  private(set) var x: [Double]
  /// As many as `x`.
  private(set) var y: [Double]
  /// What the axis is to show, where a pole would make it show nothing else; a bound is nil where there is no pole.
  private(set) var limits: AxisRange?

  /// How much a value is greater than the one before it, as it comes closer to a pole.
  ///
  /// At half the distance 1/x is
  /// twice as great, and the square root of it 1.4 times; the logarithm is hardly greater.
  private static let growth = 1.2

  /// Looks for poles between points that are as close as they were made.
  ///
  /// - Parameters:
  ///   - x: The points in order.
  ///   - y: The values.
  ///   - usual: Values at even distances, of which nine tenths are shown whole.
  ///   - places: Where points stand along the axis.
  ///   - close: The distance of points that were put close together.
  init(x: [Double], y: [Double], usual: [Double], places: Scale, close: Double) {
    (self.x, self.y) = ([], [])
    let shown = Poles.shown(usual)
    var isUp = false, isDown = false
    for k in x.indices {
      self.x.append(x[k])
      self.y.append(y[k])
      guard k + 1 < x.count, places(x[k + 1]) - places(x[k]) <= close else { continue }
      let grows = Poles.grows(y, k, -1, beyond: shown)
      let falls = Poles.grows(y, k + 1, 1, beyond: shown)
      let isLeft = grows && (falls || !y[k + 1].isFinite)
      let isRight = falls && (grows || !y[k].isFinite)
      for (isPole, value) in [(isLeft, y[k]), (isRight, y[k + 1])] where isPole {
        if value > 0 { isUp = true } else { isDown = true }
      }
      if isLeft, isRight, (y[k] > 0) != (y[k + 1] > 0) {
        self.x.append(x[k] / 2 + x[k + 1] / 2)
        self.y.append(.nan)
      }
    }
    guard isUp || isDown, let shown else { return }
    limits = AxisRange(low: isDown ? shown.low : nil, high: isUp ? shown.high : nil)
  }

  /// Nine tenths of the values with as much below and above; nil for few, and where they are one number.
  private static func shown(_ usual: [Double]) -> Interval? {
    let sorted = usual.filter(\.isFinite).sorted()
    guard sorted.count >= 20 else { return nil }
    let low = sorted[sorted.count / 20], high = sorted[sorted.count - 1 - sorted.count / 20]
    guard high > low else { return nil }
    return Interval(low - (high - low), high + (high - low))
  }

  /// Whether values grow towards place `k`, seen from the side of `step`, to more than is shown: those of a
  /// fast oscillation, of which points are taken here and there, may seem to grow inside of it.
  private static func grows(
    _ y: [Double], _ k: Int, _ step: Int, beyond shown: Interval?
  ) -> Bool {
    guard y.indices.contains(k + 2 * step), y[k].isFinite, shown?.contains(y[k]) != true else {
      return false
    }
    let values = (abs(y[k]), abs(y[k + step]), abs(y[k + 2 * step]))
    return values.0 > growth * values.1 && values.1 > growth * values.2
  }
}
