/// A line of text where it stands: what both renderers have to know.
struct PlacedText {
  /// What is written.
  let text: String
  /// The size of the letters.
  let size: Double
  /// Where the line that the letters stand on passes through: at the start, the middle or the end of
  /// the text.
  let base: Point
  /// The length of the text by the table.
  let width: Double
  /// How it stands.
  let style: TextStyle

  /// The height of capitals as a share of the size, and how far letters reach above and below.
  private static let capitals = 0.73, above = 0.78, below = 0.22

  /// A text of a scene with letters of a size.
  init(_ text: String, at point: Point, _ style: TextStyle, letterSize: Double) {
    self.text = PrintableText.onPage(text)
    self.style = style
    let scale = style.scale.isFinite ? max(0, min(style.scale, 20)) : 1
    size = letterSize * scale
    width = TextMetrics(size: size).width(self.text, isBold: style.isBold)
    let drop =
      switch style.height {
      case .top: PlacedText.above * size
      case .middle: PlacedText.capitals / 2 * size
      case .bottom: -PlacedText.below * size
      }
    base =
      style.isUpwards ? Point(point.x + drop, point.y) : Point(point.x, point.y + drop)
  }

  /// How far left of `base` (below it where it is written upwards) the text starts.
  var lead: Double {
    switch style.anchor {
    case .start: 0
    case .middle: width / 2
    case .end: width
    }
  }

  /// The rectangle that it covers.
  var box: Box {
    let above = PlacedText.above * size, height = size
    return style.isUpwards
      ? Box(x: base.x - above, y: base.y + lead - width, width: height, height: width)
      : Box(x: base.x - lead, y: base.y - above, width: width, height: height)
  }
}
