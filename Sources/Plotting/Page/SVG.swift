/// Writes scenes as SVG 1.1: the same bytes for the same scene on every machine.
public enum SVG {
  /// The fonts that are asked for, of like widths; none is embedded.
  static let fonts = "DejaVu Sans, Verdana, Arial, sans-serif"

  /// The document: one element a line, groups with the names of the scene's groups.
  public static func text(_ scene: Scene) -> String {
    let width = SVGPath.number(scene.size.width), height = SVGPath.number(scene.size.height)
    var writer = SVGWriter(scene)
    let hasImages = scene.groups.lazy.flatMap(\.shapes).contains { shape in
      if case .image = shape { true } else { false }
    }
    let links = hasImages ? " xmlns:xlink=\"http://www.w3.org/1999/xlink\"" : ""
    writer.add(
      "<svg xmlns=\"http://www.w3.org/2000/svg\"\(links) width=\"\(width)\" height=\"\(height)\""
        + " viewBox=\"0 0 \(width) \(height)\" font-family=\"\(fonts)\" fill=\"none\""
        + " stroke-linejoin=\"round\">")
    writer.add("<title>\(escaped(scene.title))</title>")
    if !scene.isTransparent {
      writer.add(
        "<rect width=\"\(width)\" height=\"\(height)\" fill=\"\(scene.theme.background.hex)\"/>")
    }
    for group in scene.groups { writer.add(group) }
    writer.add("</svg>")
    return writer.lines.joined(separator: "\n") + "\n"
  }

  /// A text as it stands between elements or in an attribute.
  static func escaped(_ text: String) -> String {
    PrintableText.onPage(text)
      .replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
      .replacing("\"", with: "&quot;")
  }
}

/// The lines of an SVG document.
struct SVGWriter {
  private let scene: Scene
  /// What was written.
  private(set) var lines: [String] = []
  private var indent = ""

  init(_ scene: Scene) { self.scene = scene }

  mutating func add(_ line: String) { lines.append(indent + line) }

  /// A group; what is clipped is a document of its own inside the document, which needs no name.
  mutating func add(_ group: Scene.Group) {
    let origin = group.origin, n = SVGPath.number
    var close = "</g>"
    if let clip = group.clip {
      let x = origin.x + clip.x, y = origin.y + clip.y
      add(
        "<svg class=\"\(group.name)\" x=\"\(n(x))\" y=\"\(n(y))\" width=\"\(n(clip.width))\""
          + " height=\"\(n(clip.height))\" viewBox=\"\(n(clip.x)) \(n(clip.y)) \(n(clip.width))"
          + " \(n(clip.height))\">")
      close = "</svg>"
    } else if origin == Point(0, 0) {
      add("<g class=\"\(group.name)\">")
    } else {
      add("<g class=\"\(group.name)\" transform=\"translate(\(n(origin.x)) \(n(origin.y)))\">")
    }
    indent = "  "
    for shapes in SVGWriter.joinable(group.shapes) { add(shapes) }
    indent = ""
    add(close)
  }

  /// Runs of shapes that one path can draw: lines or arrows of one opaque stroke.
  private static func joinable(_ shapes: [Shape]) -> [ArraySlice<Shape>] {
    var runs: [ArraySlice<Shape>] = []
    var start = 0
    for index in shapes.indices.dropFirst() {
      if let a = joint(shapes[index]), a == joint(shapes[index - 1]) { continue }
      runs.append(shapes[start..<index])
      start = index
    }
    if start < shapes.count { runs.append(shapes[start...]) }
    return runs
  }

  private struct Joint: Equatable {
    var stroke: Stroke
    var isArrow: Bool
  }

  private static func joint(_ shape: Shape) -> Joint? {
    switch shape {
    case .line(_, let stroke) where stroke.opacity >= 1: Joint(stroke: stroke, isArrow: false)
    case .arrow(_, _, let stroke) where stroke.opacity >= 1: Joint(stroke: stroke, isArrow: true)
    case .line, .arrow, .area, .symbols, .image, .text: nil
    }
  }

  private mutating func add(_ shapes: ArraySlice<Shape>) {
    guard let first = shapes.first else { return }
    switch first {
    case .line(_, let stroke): addLines(shapes, stroke)
    case .arrow(_, _, let stroke): addArrows(shapes, stroke)
    case .area(let points, let fill):
      var path = SVGPath()
      path.add(points)
      path.close()
      add("<path d=\"\(path.text)\"\(attributes(fill))/>")
    case .symbols(let points, let symbol): add(points, symbol)
    case .image(let raster, let box): add(raster, box)
    case .text(let text, let point, let style): add(text, point, style)
    }
  }

  private mutating func addLines(_ shapes: ArraySlice<Shape>, _ stroke: Stroke) {
    var path = SVGPath()
    for case .line(let points, _) in shapes { path.add(points) }
    add("<path d=\"\(path.text)\"\(attributes(stroke))/>")
  }

  private mutating func addArrows(_ shapes: ArraySlice<Shape>, _ stroke: Stroke) {
    var shafts = SVGPath(), heads = SVGPath()
    for case .arrow(let from, let to, _) in shapes {
      let outline = ArrowOutline(from: from, to: to, width: stroke.shownWidth)
      shafts.add(outline.shaft)
      guard !outline.head.isEmpty else { continue }
      heads.add(outline.head)
      heads.close()
    }
    add("<path d=\"\(shafts.text)\"\(attributes(stroke)) stroke-linecap=\"round\"/>")
    if !heads.text.isEmpty {
      add("<path d=\"\(heads.text)\"\(attributes(Fill(stroke.ink, opacity: stroke.opacity)))/>")
    }
  }

  private func attributes(_ stroke: Stroke) -> String {
    var text =
      " stroke=\"\(colour(stroke.ink))\" stroke-width=\"\(SVGPath.number(stroke.shownWidth))\""
    if stroke.opacity.asOpacity < 1 {
      text += " stroke-opacity=\"\(SVGPath.number(stroke.opacity.asOpacity))\""
    }
    let dashes = stroke.dashLengths.map(SVGPath.number)
    if !dashes.isEmpty { text += " stroke-dasharray=\"\(dashes.joined(separator: " "))\"" }
    return text
  }

  private func attributes(_ fill: Fill) -> String {
    let opacity = fill.opacity.asOpacity
    return " fill=\"\(colour(fill.ink))\""
      + (opacity < 1 ? " fill-opacity=\"\(SVGPath.number(opacity))\"" : "")
  }

  func colour(_ ink: Ink) -> String { scene.theme.colour(of: ink).hex }

  private mutating func add(_ raster: Raster, _ box: Box) {
    let n = SVGPath.number
    let look =
      raster.isEnlarged(in: box)
      ? " style=\"image-rendering:optimizeSpeed;image-rendering:pixelated\"" : ""
    add(
      "<image x=\"\(n(box.x))\" y=\"\(n(box.y))\" width=\"\(n(box.width))\""
        + " height=\"\(n(box.height))\" preserveAspectRatio=\"none\"\(look)"
        + " xlink:href=\"data:image/png;base64,\(Base64.text(PNG.bytes(raster)))\"/>")
  }

  private mutating func add(_ text: String, _ point: Point, _ style: TextStyle) {
    let placed = PlacedText(text, at: point, style, letterSize: scene.letterSize)
    guard !placed.text.isEmpty else { return }
    let n = SVGPath.number
    let x = n(placed.base.x), y = n(placed.base.y)
    let place =
      style.isUpwards
      ? " transform=\"translate(\(x) \(y)) rotate(-90)\"" : " x=\"\(x)\" y=\"\(y)\""
    let anchor =
      switch style.anchor {
      case .start: ""
      case .middle: " text-anchor=\"middle\""
      case .end: " text-anchor=\"end\""
      }
    add(
      "<text\(place)\(anchor) font-size=\"\(n(placed.size))\""
        + (style.isBold ? " font-weight=\"bold\"" : "") + attributes(Fill(style.ink))
        + ">\(SVG.escaped(placed.text))</text>")
  }
}
