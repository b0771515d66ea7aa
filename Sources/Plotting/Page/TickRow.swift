import Glibc

/// The ticks of an axis as they are written on a page.
struct TickRow {
  /// The ticks with their labels as they are written.
  var ticks: [Tick]
  /// Whether the labels are written upwards.
  var isTurned = false

  /// The longest label.
  func longest(_ text: TextMetrics) -> Double {
    ticks.reduce(0) { max($0, text.width($1.label)) }
  }

  /// The row with no labels.
  var bare: TickRow { TickRow(ticks: ticks.map { Tick($0.value, "") }) }

  /// The ticks below a pane of a height.
  ///
  /// Names that do not fit beside each other are turned.
  static func below(
    _ axis: Axis, _ scale: Scale, _ text: TextMetrics, height: Double
  ) -> TickRow {
    let names = names(axis, scale, text, room: 14 * text.size)
    let written = writing(scale)
    let ticks = Ticks.fitting(
      scale, names: names, isWhole: axis.isWhole ?? false,
      most: most(scale.length, each: 2.5 * text.size),
      gap: 0.9 * text.size, size: { text.width(written($0)) })
    guard names.isEmpty else {
      let shown = names.indices.filter { scale.domain.contains(Double($0 + 1)) }.count
      let room = scale.length / Double(max(shown, 1))
      guard ticks.count < shown, room >= text.lineHeight else { return TickRow(ticks: ticks) }
      let turned = Ticks.fitting(
        scale, names: shortened(names, text, room: min(9 * text.size, 0.75 * height)), gap: 0,
        size: { _ in text.size })
      return TickRow(ticks: turned, isTurned: true)
    }
    return TickRow(ticks: ticks.map { Tick($0.value, written($0.label)) }).sparse(scale)
      .within(scale, { text.width($0) })
  }

  /// The ticks left of a pane, or right of a colour bar.
  static func beside(_ axis: Axis, _ scale: Scale, _ text: TextMetrics) -> TickRow {
    let names = names(axis, scale, text, room: 12 * text.size)
    let written = writing(scale)
    let ticks = Ticks.fitting(
      scale, names: names, isWhole: axis.isWhole ?? false,
      most: most(scale.length, each: 2.4 * text.size),
      gap: 0.35 * text.size, size: { _ in text.size })
    let row = TickRow(
      ticks: ticks.map { Tick($0.value, names.isEmpty ? written($0.label) : $0.label) })
    return row.sparse(scale).within(scale, { _ in text.size })
  }

  private static func most(_ length: Double, each: Double) -> Int {
    Int(max(2, min(9, length / each)))
  }

  private static func names(
    _ axis: Axis, _ scale: Scale, _ text: TextMetrics, room: Double
  ) -> [String] {
    axis.isLog ? [] : shortened(axis.names.map { PrintableText.onPage($0) }, text, room: room)
  }

  private static func shortened(
    _ names: [String], _ text: TextMetrics, room: Double
  ) -> [String] {
    Shortening.names(
      names, atTheEnd: { text.shortened($0, to: room) },
      inTheMiddle: {
        Shortening.inTheMiddle($0, to: room, mark: "…", width: { text.width($0) })
      })
  }

  /// The row without small ticks where they would run together.
  private func sparse(_ scale: Scale) -> TickRow {
    let places = ticks.map { scale($0.value) }.sorted()
    let least = zip(places.dropFirst(), places).map { $0 - $1 }.min() ?? .infinity
    return least >= 2 ? self : TickRow(ticks: ticks.filter { !$0.label.isEmpty })
  }

  /// The row without a single label that is longer than the axis.
  private func within(_ scale: Scale, _ size: (String) -> Double) -> TickRow {
    let isTooLong = ticks.contains { !$0.label.isEmpty && size($0.label) > scale.length }
    return isTooLong ? bare : self
  }

  /// How labels of an axis are written: with a minus sign, and where powers of ten are far from 1 as
  /// `10⁻⁶`.
  private static func writing(_ scale: Scale) -> (String) -> String {
    let low = scale.domain.low, high = scale.domain.high
    let isFar = scale.isLog && (low < 1e-3 || high > 1e5) && log10(high) - log10(low) >= 4
    return { label in
      if isFar, let value = Double(label), value > 0 {
        let exponent = log10(value).rounded()
        if abs(exponent) < 400, abs(log10(value) - exponent) < 1e-9 {
          return power(Int(exponent))
        }
      }
      return label.replacing("-", with: "−")
    }
  }

  private static func power(_ exponent: Int) -> String {
    if exponent == 0 { return "1" }
    if exponent == 1 { return "10" }
    let digits = Array("⁰¹²³⁴⁵⁶⁷⁸⁹")
    let sign = exponent < 0 ? "⁻" : ""
    return "10" + sign
      + String(String(abs(exponent)).compactMap { $0.wholeNumberValue }.map { digits[$0] })
  }
}
