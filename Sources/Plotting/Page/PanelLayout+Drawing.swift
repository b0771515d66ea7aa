extension PanelLayout {
  /// Everything of the panel, with its pane in a box of whole units inside a cell.
  func groups(pane box: Box, cell: Box) -> [Scene.Group] {
    let pane = framing.draw(
      panel, width: box.width, height: box.height, dot: Extents(0.5, 0.5), em: text.size)
    let rows = rows(Extents(box.width, box.height))
    var groups = [grid(rows, pane, box)] + marks(pane, box, cell)
    groups.append(Scene.Group("axes", shapes: axes(rows, pane, box)))
    groups.append(Scene.Group("text", shapes: titles(rows, box, cell)))
    if let bar { groups.append(colourBar(bar, rows.bar, box)) }
    groups.append(legend(pane, box, cell))
    return groups.filter { !$0.shapes.isEmpty }
  }

  /// The middle of the pixel that a place lies in: thin lines there are crisp.
  private func crisp(_ place: Double) -> Double { place.rounded(.down) + 0.5 }

  /// Light lines at the labelled ticks; none across names.
  private func grid(_ rows: Rows, _ pane: Pane, _ box: Box) -> Scene.Group {
    let stroke = Stroke(.grid, width: 1)
    var shapes: [Shape] = []
    for tick in rows.x.ticks where panel.x.names.isEmpty && isMajor(tick, rows.x) {
      let x = box.x + crisp(pane.x(tick.value))
      shapes.append(.line([Point(x, box.y), Point(x, box.bottom)], stroke))
    }
    for tick in rows.y.ticks where panel.y.names.isEmpty && isMajor(tick, rows.y) {
      let y = box.y + crisp(pane.y(tick.value))
      shapes.append(.line([Point(box.x, y), Point(box.right, y)], stroke))
    }
    return Scene.Group("grid", shapes: shapes)
  }

  /// Whether a tick is no small one.
  private func isMajor(_ tick: Tick, _ row: TickRow) -> Bool {
    !tick.label.isEmpty || row.ticks.allSatisfy(\.label.isEmpty)
  }

  /// The marks: lines and areas end at the pane, symbols at its edge are whole.
  private func marks(_ pane: Pane, _ box: Box, _ cell: Box) -> [Scene.Group] {
    let clip = Box(x: -1, y: -1, width: box.width + 2, height: box.height + 2)
    let reach = Box(x: -40, y: -40, width: box.width + 80, height: box.height + 80)
    let edge = Box(x: -0.5, y: -0.5, width: box.width + 1, height: box.height + 1)
    var groups: [Scene.Group] = []
    for shape in pane.shapes {
      let isWhole =
        switch shape {
        case .symbols, .text: true
        case .line, .arrow, .area, .image: false
        }
      let parts = shape.clipped(to: isWhole ? edge : reach).map {
        kept($0, box, cell).simplified.scaled(by: text.thickness)
      }
      if parts.isEmpty { continue }
      if groups.last.map({ ($0.clip == nil) == isWhole }) != true {
        groups.append(
          Scene.Group("marks", origin: Point(box.x, box.y), clip: isWhole ? nil : clip))
      }
      groups[groups.count - 1].shapes += parts
    }
    return groups
  }

  /// A text moved so far that it stays in the cell; other shapes as they are.
  private func kept(_ shape: Shape, _ box: Box, _ cell: Box) -> Shape {
    guard case .text(let text, var point, let style) = shape else { return shape }
    let place = PlacedText(text, at: point, style, letterSize: self.text.size).box
    let left = cell.x - box.x + 1, right = cell.right - box.x - 1
    let top = cell.y - box.y + 1, bottom = cell.bottom - box.y - 1
    point.x += max(left - place.x, min(0, right - place.right))
    point.y += max(top - place.y, min(0, bottom - place.bottom))
    return .text(text, at: point, style)
  }

  /// Axis lines and ticks; around a colour map a frame.
  private func axes(_ rows: Rows, _ pane: Pane, _ box: Box) -> [Shape] {
    let stroke = Stroke(.axis, width: 1)
    let left = box.x + 0.5, bottom = box.bottom + 0.5, right = box.right + 0.5, top = box.y + 0.5
    var shapes: [Shape] = []
    if !panel.x.isHidden, !panel.y.isHidden {
      var line = [Point(left, top), Point(left, bottom), Point(right, bottom)]
      if panel.colourBar != nil { line += [Point(right, top), Point(left - 0.5, top)] }
      shapes.append(.line(line, stroke))
    } else if !panel.x.isHidden {
      shapes.append(.line([Point(left, bottom), Point(right, bottom)], stroke))
    } else if !panel.y.isHidden {
      shapes.append(.line([Point(left, top), Point(left, bottom)], stroke))
    }
    for tick in rows.x.ticks where panel.x.names.isEmpty {
      let x = box.x + crisp(pane.x(tick.value))
      let length = isMajor(tick, rows.x) ? self.tick : self.tick * 0.6
      shapes.append(.line([Point(x, bottom), Point(x, bottom + length)], stroke))
    }
    for tick in rows.y.ticks where panel.y.names.isEmpty {
      let y = box.y + crisp(pane.y(tick.value))
      let length = isMajor(tick, rows.y) ? self.tick : self.tick * 0.6
      shapes.append(.line([Point(left - length, y), Point(left, y)], stroke))
    }
    return shapes
  }

  /// The labels of ticks and axes, and the title.
  private func titles(_ rows: Rows, _ box: Box, _ cell: Box) -> [Shape] {
    let scales = framing.scales(panel, width: box.width, height: box.height)
    let below = box.bottom + 0.5 + tick + gap
    let beside = box.x - tick - gap
    var shapes: [Shape] = []
    let turned = TextStyle(.text, anchor: .end, isUpwards: true)
    let upright = TextStyle(.text, anchor: .middle, height: .top)
    for tick in rows.x.ticks where !tick.label.isEmpty {
      let place = Point(box.x + scales.x(tick.value), below)
      shapes.append(.text(tick.label, at: place, rows.x.isTurned ? turned : upright))
    }
    for tick in rows.y.ticks where !tick.label.isEmpty {
      let place = Point(beside, box.y + scales.y(tick.value))
      shapes.append(.text(tick.label, at: place, TextStyle(.text, anchor: .end)))
    }
    let hasLabels = rows.x.ticks.contains { !$0.label.isEmpty }
    let height = !hasLabels ? 0 : rows.x.isTurned ? rows.x.longest(text) : text.size
    if hasLabel(panel.x) {
      shapes += label(
        panel.x.label, middle: box.x + box.width / 2, from: cell.x, to: cell.right,
        across: below + height + 0.45 * text.size, isUpwards: false)
    }
    if hasLabel(panel.y) {
      let right = beside - rows.y.longest(text) - 0.45 * text.size
      shapes += label(
        panel.y.label, middle: box.y + box.height / 2, from: box.y - 0.6 * text.size,
        to: box.bottom + tick + gap + height + 0.5 * text.size,
        across: right, isUpwards: true)
    }
    return shapes + title(box, cell)
  }

  /// The label of an axis, in the middle of the pane or as near to it as the cell lets it.
  private func label(
    _ label: String, middle: Double, from: Double, to: Double, across: Double, isUpwards: Bool
  ) -> [Shape] {
    let room = to - from - text.size
    let whole = PrintableText.onPage(label)
    let scale = text.width(whole) > room ? 0.85 : 1
    let shown = text.shortened(whole, to: room, scale: scale)
    if shown.isEmpty { return [] }
    let half = text.width(shown, scale: scale) / 2 + 0.3 * text.size
    let centre = max(from + half, min(to - half, middle))
    let style = TextStyle(
      .text, scale: scale, anchor: .middle, height: isUpwards ? .bottom : .top,
      isUpwards: isUpwards)
    return [.text(shown, at: isUpwards ? Point(across, centre) : Point(centre, across), style)]
  }

  private func title(_ box: Box, _ cell: Box) -> [Shape] {
    let title = titleLines(width: cell.width)
    let style = TextStyle(
      .text, scale: title.scale, anchor: .middle, height: .bottom, isBold: true)
    return title.lines.enumerated().map { index, line in
      let half = text.width(line, scale: title.scale, isBold: true) / 2 + 0.4 * text.size
      let x = max(cell.x + half, min(cell.right - half, box.x + box.width / 2))
      let above = Double(title.lines.count - 1 - index) * text.lineHeight * title.scale
      return .text(line, at: Point(x, box.y - 0.5 * text.size - above), style)
    }
  }

  /// What the colours stand for, right of the pane.
  private func colourBar(_ bar: ColourBar, _ row: TickRow, _ box: Box) -> Scene.Group {
    let left = box.right + text.size.rounded(), width = text.size.rounded()
    let place = Box(x: left, y: box.y, width: width, height: box.height)
    var group = Scene.Group("colours")
    let steps = 128
    // The first row is at the top, where the greatest number is.
    let shares = (0..<steps).map { 1 - (Float($0) + 0.5) / Float(steps) }
    if let raster = Raster(width: 1, height: steps, shares: shares, map: bar.map) {
      group.shapes.append(.image(raster, place))
    }
    let stroke = Stroke(.axis, width: 1)
    let frame = Box(x: left + 0.5, y: box.y + 0.5, width: width, height: box.height)
    group.shapes.append(.line(frame.corners + [Point(left, box.y + 0.5)], stroke))
    guard let scale = barScale(bar, height: box.height) else { return group }
    for tick in row.ticks {
      let y = box.y + scale(tick.value), right = left + width + 0.5
      let length = tick.label.isEmpty ? self.tick * 0.6 : self.tick
      group.shapes.append(
        .line(
          [
            Point(right, box.y + crisp(scale(tick.value))),
            Point(right + length, box.y + crisp(scale(tick.value))),
          ], stroke))
      if !tick.label.isEmpty {
        group.shapes.append(
          .text(tick.label, at: Point(right + self.tick + gap, y), TextStyle(.text)))
      }
    }
    return group
  }

  private func legend(_ pane: Pane, _ box: Box, _ cell: Box) -> Scene.Group {
    var group = Scene.Group("legend")
    if let legend = outsideLegend(cell: Extents(cell.width, cell.height)) {
      let x = cell.right - legend.size.width - 0.2 * text.size
      group.shapes = legend.shapes(at: Point(x, box.y), background: nil)
    } else if furniture.contains(.legendInside), panel.legend != .none,
      let legend = Legend(panel, text, room: Extents(box.width * 0.7, box.height))
    {
      let corner = legend.corner(panel.legend, in: pane)
      group.shapes = legend.shapes(
        at: Point(box.x + corner.x, box.y + corner.y), background: theme.background)
    }
    return group
  }
}
