extension SVGWriter {
  /// The most symbols that are written one by one; more are drawn by one path.
  private static let most = 1000

  /// Symbols: one element each, in a group with their colour.
  mutating func add(_ points: [Point], _ symbol: Symbol) {
    let outline = symbol.outline
    let opacity = symbol.opacity.asOpacity
    let look = paint(symbol, outline, opacity)
    if points.count == 1, let point = points.first {
      add(SVGWriter.element(outline, at: point, look: look))
    } else if points.count <= SVGWriter.most {
      add("<g\(look)>")
      for point in points { add("  " + SVGWriter.element(outline, at: point, look: "")) }
      add("</g>")
    } else {
      addMany(points, symbol, outline)
    }
  }

  private func paint(_ symbol: Symbol, _ outline: Symbol.Outline, _ opacity: Double) -> String {
    let part: String, width: String
    switch outline {
    case .disc, .polygon: (part, width) = ("fill", "")
    case .ring(_, let thickness), .strokes(_, let thickness):
      (part, width) = ("stroke", " stroke-width=\"\(SVGPath.number(thickness))\"")
    }
    return " \(part)=\"\(colour(symbol.ink))\"\(width)"
      + (opacity < 1 ? " \(part)-opacity=\"\(SVGPath.number(opacity))\"" : "")
  }

  private static func element(
    _ outline: Symbol.Outline, at point: Point, look: String
  ) -> String {
    let n = SVGPath.number
    var path = SVGPath()
    switch outline {
    case .disc(let radius), .ring(let radius, _):
      return "<circle cx=\"\(n(point.x))\" cy=\"\(n(point.y))\" r=\"\(n(radius))\"\(look)/>"
    case .polygon(let corners):
      path.add(corners.map { Point(point.x + $0.x, point.y + $0.y) })
      path.close()
    case .strokes(let lines, _):
      for line in lines { path.add(line.map { Point(point.x + $0.x, point.y + $0.y) }) }
    }
    return "<path d=\"\(path.text)\"\(look)/>"
  }

  /// Many symbols as discs: dots of a line with round ends, those that touch in a row joined.
  private mutating func addMany(_ points: [Point], _ symbol: Symbol, _ outline: Symbol.Outline) {
    var path = SVGPath()
    for run in DotRuns.runs(points) { path.add([run.from, run.to]) }
    let opacity = symbol.opacity.asOpacity
    add(
      "<path d=\"\(path.text)\" stroke=\"\(colour(symbol.ink))\" stroke-linecap=\"round\""
        + " stroke-width=\"\(SVGPath.number(max(symbol.size, 0.2)))\""
        + (opacity < 1 ? " stroke-opacity=\"\(SVGPath.number(opacity))\"" : "") + "/>")
  }
}
