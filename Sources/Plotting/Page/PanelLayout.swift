/// A panel on a page: what stands around its pane and how much room that takes.
struct PanelLayout {
  let panel: Panel
  let framing: Framing
  let text: TextMetrics
  let furniture: Furniture
  let theme: Theme

  static let titleScale = 1.08
  /// The length of a tick.
  var tick: Double { min(4, 0.35 * text.size) }
  /// Between things that stand beside each other.
  var gap: Double { 0.3 * text.size }

  /// The ticks of both axes and of the colour bar, for a pane of a size.
  struct Rows {
    var x: TickRow
    var y: TickRow
    var bar: TickRow
  }

  /// The colour bar, where it is shown.
  var bar: ColourBar? { furniture.contains(.colourBar) ? panel.colourBar : nil }

  /// The colour bar's scale, from the bottom up.
  func barScale(_ bar: ColourBar, height: Double) -> Scale? {
    guard bar.domain.low < bar.domain.high, !bar.isLog || bar.domain.low > 0 else { return nil }
    return Scale(bar.domain, length: height, isLog: bar.isLog, isReversed: true)
  }

  /// The ticks for a pane of a size.
  func rows(_ pane: Extents) -> Rows {
    let scales = framing.scales(panel, width: pane.width, height: pane.height)
    var rows = Rows(
      x: panel.x.isHidden
        ? TickRow(ticks: []) : TickRow.below(panel.x, scales.x, text, height: pane.height),
      y: panel.y.isHidden ? TickRow(ticks: []) : TickRow.beside(panel.y, scales.y, text),
      bar: TickRow(ticks: []))
    if let bar, let scale = barScale(bar, height: pane.height) {
      rows.bar = TickRow.beside(Axis(isLog: bar.isLog), scale, text)
    }
    if !furniture.contains(.tickLabels) {
      rows.x = rows.x.bare
      rows.y = rows.y.bare
    }
    return rows
  }

  /// The size of the pane inside a space.
  func paneSize(within space: Extents) -> Extents {
    let size = framing.paneSize(
      panel, within: Extents(max(space.width, 1), max(space.height, 1)))
    return Extents(max(1, size.width.rounded(.down)), max(1, size.height.rounded(.down)))
  }

  /// The lines of the title in a cell of a width, and their scale.
  func titleLines(width: Double) -> (lines: [String], scale: Double) {
    guard furniture.contains(.title), !panel.title.isEmpty else { return ([], 1) }
    let room = max(width - text.size, 0)
    let isLong = text.width(panel.title, scale: PanelLayout.titleScale, isBold: true) > room
    let scale = isLong ? 0.9 : PanelLayout.titleScale
    let lines = panel.title.split(whereSeparator: \.isNewline).map {
      PrintableText.onPage(String($0))
    }
    return (
      text.wrapped(lines.joined(separator: "\n"), to: room, most: 2, scale: scale, isBold: true),
      scale
    )
  }

  /// Whether the axis has a label beside it.
  func hasLabel(_ axis: Axis) -> Bool {
    furniture.contains(.axisLabels) && !axis.isHidden && !axis.label.isEmpty
  }

  /// The legend right of the axes, where it stands there.
  func outsideLegend(cell: Extents) -> Legend? {
    guard panel.legend == .outside, furniture.contains(.legendOutside) else { return nil }
    return Legend(
      panel, text, room: Extents(cell.width * 0.4, cell.height - text.lineHeight))
  }

  /// The room around a pane of a size in a cell of a size.
  func insets(pane: Extents, cell: Extents) -> Insets {
    let rows = rows(pane)
    let scales = framing.scales(panel, width: pane.width, height: pane.height)
    let margin = 0.7 * text.size
    var insets = Insets(left: margin, right: margin, top: margin, bottom: margin)
    if !panel.y.isHidden {
      let labels = rows.y.longest(text)
      insets.left += tick + (labels > 0 ? labels + gap : 0)
      if hasLabel(panel.y) { insets.left += text.lineHeight + gap }
    }
    if !panel.x.isHidden {
      let hasLabels = rows.x.ticks.contains { !$0.label.isEmpty }
      let height = rows.x.isTurned ? rows.x.longest(text) : text.size
      insets.bottom = 0.5 * text.size + tick + (hasLabels ? height + gap : 0)
      if hasLabel(panel.x) { insets.bottom += text.lineHeight + gap }
    }
    let title = titleLines(width: cell.width)
    if !title.lines.isEmpty {
      insets.top +=
        Double(title.lines.count) * text.lineHeight * title.scale + 0.35 * text.size
    }
    insets.right += right(rows, cell: cell)
    return insets.joined(overhang(rows, scales))
  }

  /// What stands right of a pane.
  private func right(_ rows: Rows, cell: Extents) -> Double {
    var width = 0.0
    if bar != nil { width += text.size * 2 + tick + gap + rows.bar.longest(text) }
    if let legend = outsideLegend(cell: cell) { width += legend.size.width + gap }
    return width
  }

  /// How far the first and last labels reach out.
  private func overhang(_ rows: Rows, _ scales: AxisPair<Scale>) -> Insets {
    var insets = Insets()
    let margin = 0.3 * text.size
    for tick in rows.x.ticks where !tick.label.isEmpty {
      let half = (rows.x.isTurned ? text.size : text.width(tick.label)) / 2
      let place = scales.x(tick.value)
      insets.left = max(insets.left, half - place + margin)
      insets.right = max(insets.right, place + half - scales.x.length + margin)
    }
    for tick in rows.y.ticks where !tick.label.isEmpty {
      let place = scales.y(tick.value), half = text.size / 2
      insets.top = max(insets.top, half - place + margin)
      insets.bottom = max(insets.bottom, place + half - scales.y.length + margin)
    }
    return insets
  }
}
