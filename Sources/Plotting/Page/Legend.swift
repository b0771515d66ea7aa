/// The signs and names of a panel's marks, laid out.
struct Legend {
  private let entries: [(label: String, sample: LegendSample)]
  private let text: TextMetrics
  /// The room that it takes.
  let size: Extents

  private static let scale = 0.92
  private var padding: Double { 0.5 * text.size }
  private var sampleWidth: Double { 1.9 * text.size }
  private var gap: Double { 0.55 * text.size }

  /// The legend of a panel; nil where it has none, or where not a single name fits.
  init?(_ panel: Panel, _ text: TextMetrics, room: Extents) {
    self.text = text
    var entries = panel.legendEntries
    let line = text.lineHeight
    let most = Int(max(0, min(1000, (room.height - text.size) / line)))
    guard !entries.isEmpty, most > 0 else { return nil }
    if entries.count > most {
      let rest = entries.count - most + 1
      entries.removeSubrange((most - 1)...)
      entries.append((label: "… \(rest) more", sample: LegendSample()))
    }
    let other = (1 + 1.9 + 0.55) * text.size
    self.entries = entries.map { entry in
      let label = PrintableText.onPage(entry.label)
      return (
        text.shortened(label, to: room.width - other, scale: Legend.scale), entry.sample
      )
    }
    let longest = self.entries.map { text.width($0.label, scale: Legend.scale) }.max() ?? 0
    guard longest > 0 else { return nil }
    size = Extents(other + longest, Double(entries.count) * line + text.size * 0.8)
    guard size.width <= room.width, size.height <= room.height else { return nil }
  }

  /// Its shapes with its top left corner at a place.
  ///
  /// - Parameters:
  ///   - corner: The top left corner.
  ///   - background: What is put behind it, so that marks below do not disturb; nil for nothing.
  /// - Returns: Signs, names and what is behind them.
  func shapes(at corner: Point, background: Colour?) -> [Shape] {
    var shapes: [Shape] = []
    if let background {
      let box = Box(x: corner.x, y: corner.y, width: size.width, height: size.height)
      shapes.append(.area(box.corners, Fill(.colour(background), opacity: 0.8)))
    }
    for (index, entry) in entries.enumerated() {
      let y = corner.y + 0.4 * text.size + (Double(index) + 0.5) * text.lineHeight
      let left = corner.x + padding
      shapes += sample(entry.sample, left: left, middle: y)
      shapes.append(
        .text(
          entry.label, at: Point(left + sampleWidth + gap, y),
          TextStyle(.text, scale: Legend.scale)))
    }
    return shapes.map { $0.scaled(by: text.thickness) }
  }

  private func sample(_ sample: LegendSample, left: Double, middle: Double) -> [Shape] {
    var shapes: [Shape] = []
    if let fill = sample.fill {
      let height = 0.8 * text.size
      let box = Box(x: left, y: middle - height / 2, width: sampleWidth, height: height)
      shapes.append(.area(box.corners, fill))
    }
    if let stroke = sample.stroke {
      shapes.append(.line([Point(left, middle), Point(left + sampleWidth, middle)], stroke))
    }
    if let symbol = sample.symbol {
      shapes.append(.symbols([Point(left + sampleWidth / 2, middle)], symbol))
    }
    return shapes
  }

  /// Where it stands inside a pane: at the place that was asked for, else in the corner where it hides
  /// least.
  func corner(_ place: LegendPlace, in pane: Pane) -> Point {
    let corners = corners(in: pane)
    switch place {
    case .topRight: return corners[0]
    case .topLeft: return corners[1]
    case .bottomRight: return corners[2]
    case .bottomLeft: return corners[3]
    case .automatic, .none, .outside: return best(in: pane).corner
    }
  }

  /// The corner where it hides least, and how much of it is touched by ink there, 0 to 1.
  func best(in pane: Pane) -> (corner: Point, hidden: Double) {
    let corners = corners(in: pane)
    let ink = InkMap(pane)
    let hidden = corners.map { corner in
      let box = Box(x: corner.x, y: corner.y, width: size.width, height: size.height)
      return (touched: ink.touched(of: box), ink: ink.share(of: box))
    }
    let least = hidden.min { $0 < $1 } ?? (0, 0)
    return zip(corners, hidden).first { $0.1 == least }.map { ($0.0, $0.1.touched) }
      ?? (corners[0], 0)
  }

  /// Top right, top left, bottom right, bottom left.
  private func corners(in pane: Pane) -> [Point] {
    let margin = 0.5 * text.size
    let left = min(margin, max(0, pane.width - size.width))
    let top = min(margin, max(0, pane.height - size.height))
    let right = max(0, pane.width - size.width - margin)
    let bottom = max(0, pane.height - size.height - margin)
    return [Point(right, top), Point(left, top), Point(right, bottom), Point(left, bottom)]
  }
}

extension Box {
  /// The corners in turn.
  var corners: [Point] {
    [Point(x, y), Point(right, y), Point(right, bottom), Point(x, bottom)]
  }
}
