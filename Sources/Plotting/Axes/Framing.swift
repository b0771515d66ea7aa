import Glibc

/// The numbers that the axes of a panel go through: those of its marks with a margin, unless the
/// figure says others.
public struct Framing: Sendable {
  /// From left to right.
  public let x: Interval
  /// From bottom to top.
  public let y: Interval

  /// A margin at each end that is not flush, as a share of the length.
  private static let margin = 0.05

  /// The numbers of a panel's axes.
  ///
  /// A panel without numbers goes from 0 to 1; one number stands in the middle.
  public init(_ panel: Panel) {
    let log = AxisPair(x: panel.x.isLog, y: panel.y.isLog)
    var x: Interval?, y: Interval?
    var flush: Set<Extent.Edge> = []
    for mark in panel.marks {
      let extent = mark.extent(log: log)
      // An end is flush where the mark that reaches it wants it to be.
      Framing.join(&x, extent.x, &flush, extent.flush, .left, .right)
      Framing.join(&y, extent.y, &flush, extent.flush, .bottom, .top)
    }
    self.x = Framing.domain(
      x, panel.x, flushLow: flush.contains(.left), flushHigh: flush.contains(.right))
    self.y = Framing.domain(
      y, panel.y, flushLow: flush.contains(.bottom), flushHigh: flush.contains(.top))
  }

  private static func join(
    _ sum: inout Interval?, _ part: Interval?, _ flush: inout Set<Extent.Edge>,
    _ wanted: Set<Extent.Edge>, _ low: Extent.Edge, _ high: Extent.Edge
  ) {
    guard let part else { return }
    guard let before = sum else {
      sum = part
      flush.formUnion(wanted.intersection([low, high]))
      return
    }
    if part.low < before.low { flush.remove(low) }
    if part.low <= before.low, wanted.contains(low) { flush.insert(low) }
    if part.high > before.high { flush.remove(high) }
    if part.high >= before.high, wanted.contains(high) { flush.insert(high) }
    sum = before.union(part)
  }

  /// The numbers of an axis with margins.
  private static func domain(
    _ marks: Interval?, _ axis: Axis, flushLow: Bool, flushHigh: Bool
  ) -> Interval {
    let isUsable = { (bound: Double?) in
      bound.flatMap { $0.isFinite && (!axis.isLog || $0 > 0) ? $0 : nil }
    }
    let low = isUsable(axis.range?.low), high = isUsable(axis.range?.high)
    var shown = marks ?? Interval(spanning: axis.isLog ? 1 : 0, axis.isLog ? 10 : 1)
    if let low, let high {
      shown = Interval(spanning: low, high)
    } else {
      if let low { shown = Interval(spanning: low, max(low, shown.high)) }
      if let high { shown = Interval(spanning: min(high, shown.low), high) }
    }
    return axis.isLog
      ? widenedLog(shown, low: low == nil && !flushLow, high: high == nil && !flushHigh)
      : widened(shown, low: low == nil && !flushLow, high: high == nil && !flushHigh)
  }

  private static func widened(_ shown: Interval, low: Bool, high: Bool) -> Interval {
    let largest = Double.greatestFiniteMagnitude
    if shown.isOneNumber { return shown.opened }
    let pad = shown.halfLength * 2 * margin
    let padding = pad.isFinite ? pad : largest * margin
    return Interval(
      spanning: low ? shown.low - padding : shown.low, high ? shown.high + padding : shown.high)
  }

  private static func widenedLog(_ shown: Interval, low: Bool, high: Bool) -> Interval {
    let a = log10(shown.low), b = log10(shown.high)
    let pad = b - a < 1e-12 ? 0.5 : (b - a) * margin
    let isOne = b - a < 1e-12
    let bottom = low || isOne ? pow(10, a - pad) : shown.low
    let top = high || isOne ? pow(10, b + pad) : shown.high
    return Interval(spanning: max(bottom, .leastNonzeroMagnitude), top)
  }

  /// Scales for a pane of a size.
  public func scales(_ panel: Panel, width: Double, height: Double) -> AxisPair<Scale> {
    AxisPair(
      x: Scale(x, length: width, isLog: panel.x.isLog),
      y: Scale(y, length: height, isLog: panel.y.isLog, isReversed: true))
  }

  /// The size of the pane inside a space: all of it, or, where the panel keeps proportions, the
  /// largest part with the same unit on both axes.
  public func paneSize(_ panel: Panel, within space: Extents) -> Extents {
    guard panel.keepsProportions, x.halfLength > 0, y.halfLength > 0 else { return space }
    let unit = min(space.width / x.halfLength, space.height / y.halfLength)
    // Next to 0 a unit has no finite length: the axes keep their ratio.
    let ratio = x.halfLength / y.halfLength
    let size =
      unit.isFinite
      ? Extents(unit * x.halfLength, unit * y.halfLength)
      : Extents(min(space.width, space.height * ratio), min(space.height, space.width / ratio))
    // Axes a hundred times as long as wide are better out of proportion than unseen.
    return min(size.width, size.height) < max(space.width, space.height) / 100 ? space : size
  }

  /// The shapes of all marks of a panel, in a pane of a size.
  public func draw(_ panel: Panel, width: Double, height: Double, dot: Extents, em: Double) -> Pane
  {
    let scales = scales(panel, width: width, height: height)
    var pane = Pane(x: scales.x, y: scales.y, dot: dot, em: em)
    for (mark, number) in zip(panel.marks, panel.series) {
      pane.series = number
      mark.draw(on: &pane)
    }
    return pane
  }
}
