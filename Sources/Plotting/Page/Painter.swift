import CPicture

/// Draws the shapes of a scene with cairo.
struct Painter {
  private let scene: Scene
  private let context: OpaquePointer
  private let isVector: Bool

  init(_ scene: Scene, _ context: OpaquePointer, isVector: Bool) {
    self.scene = scene
    self.context = context
    self.isVector = isVector
  }

  /// Draws everything.
  func draw() {
    if !scene.isTransparent {
      set(scene.theme.background, 1)
      cairo_paint(context)
    }
    cairo_set_line_join(context, CAIRO_LINE_JOIN_ROUND)
    prepareFont()
    for group in scene.groups {
      cairo_save(context)
      cairo_translate(context, group.origin.x, group.origin.y)
      if let clip = group.clip {
        cairo_rectangle(context, clip.x, clip.y, clip.width, clip.height)
        cairo_clip(context)
      }
      for shape in group.shapes { draw(shape) }
      cairo_restore(context)
    }
  }

  /// Grey edges of letters, whose widths are those of the font whatever the resolution.
  private func prepareFont() {
    let options = cairo_font_options_create()
    defer { cairo_font_options_destroy(options) }
    cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY)
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_SLIGHT)
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF)
    cairo_set_font_options(context, options)
  }

  private func draw(_ shape: Shape) {
    switch shape {
    case .line(let points, let stroke):
      draw(points, stroke)
    case .arrow(let from, let to, let stroke): drawArrow(from, to, stroke)
    case .area(let points, let fill):
      trace(points)
      cairo_close_path(context)
      set(scene.theme.colour(of: fill.ink), fill.opacity)
      cairo_fill(context)
    case .symbols(let points, let symbol): draw(points, symbol)
    case .image(let raster, let box): draw(raster, box)
    case .text(let text, let point, let style):
      draw(PlacedText(text, at: point, style, letterSize: scene.letterSize))
    }
  }

  private func set(_ colour: Colour, _ opacity: Double) {
    cairo_set_source_rgba(
      context, Double(colour.red) / 255, Double(colour.green) / 255, Double(colour.blue) / 255,
      opacity.asOpacity)
  }

  private func trace(_ points: some Collection<Point>) {
    guard let first = points.first else { return }
    cairo_move_to(context, first.x, first.y)
    for point in points.dropFirst() { cairo_line_to(context, point.x, point.y) }
    if points.count == 1 { cairo_line_to(context, first.x, first.y) }
  }

  private func prepare(_ stroke: Stroke) {
    set(scene.theme.colour(of: stroke.ink), stroke.opacity)
    cairo_set_line_width(context, stroke.shownWidth)
    cairo_set_line_cap(context, CAIRO_LINE_CAP_BUTT)
    let dashes = stroke.dashLengths
    cairo_set_dash(context, dashes, Int32(dashes.count), 0)
  }

  private func draw(_ points: [Point], _ stroke: Stroke) {
    guard let first = points.first else { return }
    let isWhole = isVector || points.count <= Painter.piece || !stroke.dash.lengths.isEmpty
    if isWhole {
      prepare(stroke)
      trace(points)
      if points.allSatisfy({ $0 == first }) { cairo_set_line_cap(context, CAIRO_LINE_CAP_ROUND) }
      cairo_stroke(context)
      return
    }
    // A long line that crosses itself takes long as a whole: pieces that share a segment look alike.
    let opacity = stroke.opacity.asOpacity
    if opacity < 1 { cairo_push_group(context) }
    prepare(Stroke(stroke.ink, width: stroke.width))
    for start in stride(from: 0, to: points.count - 2, by: Painter.piece) {
      trace(points[start..<min(start + Painter.piece + 2, points.count)])
      cairo_stroke(context)
    }
    if opacity < 1 {
      cairo_pop_group_to_source(context)
      cairo_paint_with_alpha(context, opacity)
    }
  }

  /// How many points of a line are drawn at once.
  private static let piece = 40

  private func drawArrow(_ from: Point, _ to: Point, _ stroke: Stroke) {
    let outline = ArrowOutline(from: from, to: to, width: stroke.shownWidth)
    // Shaft and head together, so that they are not seen through each other.
    if stroke.opacity.asOpacity < 1 { cairo_push_group(context) }
    prepare(Stroke(stroke.ink, width: stroke.width, dash: stroke.dash))
    cairo_set_line_cap(context, CAIRO_LINE_CAP_ROUND)
    trace(outline.shaft)
    cairo_stroke(context)
    trace(outline.head)
    cairo_fill(context)
    if stroke.opacity.asOpacity < 1 {
      cairo_pop_group_to_source(context)
      cairo_paint_with_alpha(context, stroke.opacity.asOpacity)
    }
  }

  private func draw(_ points: [Point], _ symbol: Symbol) {
    set(scene.theme.colour(of: symbol.ink), symbol.opacity)
    cairo_set_dash(context, nil, 0, 0)
    cairo_set_line_cap(context, CAIRO_LINE_CAP_BUTT)
    let outline = symbol.outline
    if points.count > 5000 {
      drawMany(points, symbol)
      return
    }
    for point in points {
      switch outline {
      case .disc(let radius):
        cairo_arc(context, point.x, point.y, radius, 0, 2 * .pi)
        cairo_fill(context)
      case .ring(let radius, let width):
        cairo_set_line_width(context, width)
        cairo_new_path(context)
        cairo_arc(context, point.x, point.y, radius, 0, 2 * .pi)
        cairo_stroke(context)
      case .polygon(let corners):
        trace(corners.map { Point(point.x + $0.x, point.y + $0.y) })
        cairo_close_path(context)
        cairo_fill(context)
      case .strokes(let lines, let width):
        cairo_set_line_width(context, width)
        for line in lines { trace(line.map { Point(point.x + $0.x, point.y + $0.y) }) }
        cairo_stroke(context)
      }
    }
  }

  /// Many symbols as discs of one colour, each place drawn once.
  private func drawMany(_ points: [Point], _ symbol: Symbol) {
    let isThrough = !isVector && symbol.opacity.asOpacity < 1
    if isThrough { cairo_push_group(context) }
    set(scene.theme.colour(of: symbol.ink), isThrough ? 1 : symbol.opacity)
    cairo_set_line_cap(context, CAIRO_LINE_CAP_ROUND)
    cairo_set_line_width(context, max(symbol.size, 0.2))
    var row = Double.nan
    for run in DotRuns.runs(points) {
      // Dots of different rows cover each other, which takes long in one path.
      if run.from.y != row, !isVector { cairo_stroke(context) }
      row = run.from.y
      trace([run.from, run.to])
    }
    cairo_stroke(context)
    if isThrough {
      cairo_pop_group_to_source(context)
      cairo_paint_with_alpha(context, symbol.opacity.asOpacity)
    }
  }

  private func draw(_ text: PlacedText) {
    guard !text.text.isEmpty, text.size > 0 else { return }
    set(scene.theme.colour(of: text.style.ink), 1)
    cairo_select_font_face(
      context, "DejaVu Sans", CAIRO_FONT_SLANT_NORMAL,
      text.style.isBold ? CAIRO_FONT_WEIGHT_BOLD : CAIRO_FONT_WEIGHT_NORMAL)
    cairo_set_font_size(context, text.size)
    cairo_save(context)
    cairo_translate(context, text.base.x, text.base.y)
    if text.style.isUpwards { cairo_rotate(context, -.pi / 2) }
    var extents = cairo_text_extents_t()
    cairo_text_extents(context, text.text, &extents)
    // Wider than its room where the font is another, or has other letters: made narrower.
    let share = extents.x_advance > text.width * 1.02 ? text.width / extents.x_advance : 1
    let width = extents.x_advance * share
    if share < 1 { cairo_scale(context, max(share, 0.05), 1) }
    let lead =
      switch text.style.anchor {
      case .start: 0.0
      case .middle: width / 2
      case .end: width
      }
    cairo_move_to(context, -lead / max(share, 0.05), 0)
    cairo_show_text(context, text.text)
    cairo_restore(context)
    cairo_new_path(context)
  }

  private func draw(_ raster: Raster, _ box: Box) {
    guard box.width > 0, box.height > 0,
      let canvas = try? Canvas(width: raster.width, height: raster.height, isOpaque: false),
      let data = cairo_image_surface_get_data(canvas.surface)
    else { return }
    let stride = Int(cairo_image_surface_get_stride(canvas.surface))
    for row in 0..<raster.height {
      (data + row * stride).withMemoryRebound(to: UInt32.self, capacity: raster.width) { line in
        for column in 0..<raster.width {
          line[column] =
            raster.colour(column, row).map {
              0xFF00_0000 | UInt32($0.red) << 16 | UInt32($0.green) << 8 | UInt32($0.blue)
            } ?? 0
        }
      }
    }
    cairo_surface_mark_dirty(canvas.surface)
    cairo_save(context)
    cairo_rectangle(context, box.x, box.y, box.width, box.height)
    cairo_clip(context)
    cairo_translate(context, box.x, box.y)
    cairo_scale(
      context, box.width / Double(raster.width), box.height / Double(raster.height))
    cairo_set_source_surface(context, canvas.surface, 0, 0)
    let pattern = cairo_get_source(context)
    cairo_pattern_set_filter(
      pattern, raster.isEnlarged(in: box) ? CAIRO_FILTER_NEAREST : CAIRO_FILTER_GOOD)
    cairo_pattern_set_extend(pattern, CAIRO_EXTEND_PAD)
    cairo_paint(context)
    cairo_restore(context)
  }
}
