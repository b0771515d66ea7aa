/// A text at a point of the plane.
public struct Note: Mark {
  /// What it says, in one line.
  public let text: String
  /// From left to right.
  public let x: Double
  /// From bottom to top.
  public let y: Double
  /// Which part of the text stands at the point, from left to right.
  public var anchor: TextStyle.Anchor
  /// Which part of the text stands at the point, from top to bottom.
  public var height: TextStyle.Height
  /// The colour.
  public var ink: Ink
  /// The name in the legend.
  public var label: String? {
    get { nil }
    set {}
  }

  /// A text at a point.
  public init(
    _ text: String, x: Double, y: Double, anchor: TextStyle.Anchor = .start,
    height: TextStyle.Height = .middle, ink: Ink = .text
  ) {
    self.text = text
    self.x = x
    self.y = y
    self.anchor = anchor
    self.height = height
    self.ink = ink
  }

  /// What it is.
  public var noun: String { "note" }

  /// Its place.
  public var numberCount: Int { 2 }

  /// Whether it is a series of its own.
  public var isSeries: Bool { false }

  /// The numbers that it shows.
  public func extent(log: AxisPair<Bool>) -> Extent {
    Extent(x: Interval(of: [x], positive: log.x), y: Interval(of: [y], positive: log.y))
  }

  /// The sign in the legend.
  public func sample(series: Int) -> LegendSample { LegendSample() }

  /// Draws it.
  public func draw(on pane: inout Pane) {
    let point = pane.point(x, y)
    guard !text.isEmpty, x.isFinite, y.isFinite, point.isFinite, pane.box.contains(point) else {
      return
    }
    let anchor = anchor(at: point.x, pane)
    // A little away from the point that it names.
    let gap = pane.em * 0.35
    var place = point
    switch anchor {
    case .start: place.x += gap
    case .end: place.x -= gap
    case .middle: break
    }
    switch height {
    case .top: place.y += gap
    case .bottom: place.y -= gap
    case .middle: break
    }
    pane.draw(.text(text, at: place, TextStyle(ink, anchor: anchor, height: height)))
  }

  /// To the other side of the point where the text would go beyond the pane.
  private func anchor(at place: Double, _ pane: Pane) -> TextStyle.Anchor {
    let width = Note.width(of: text, pane)
    switch anchor {
    case .start: return place + width > pane.width && place - width >= 0 ? .end : .start
    case .end: return place - width < 0 && place + width <= pane.width ? .start : .end
    case .middle:
      if place + width / 2 > pane.width { return .end }
      return place - width / 2 < 0 ? .start : .middle
    }
  }

  /// About how wide a text is: letters are a little more than half as wide as they are high.
  static func width(of text: String, _ pane: Pane) -> Double {
    Double(text.count) * 0.6 * pane.em
  }
}
