/// What a mark is drawn with: all that a renderer has to know.
///
/// A mark says what it looks like in these, in the units of a `Pane`; a renderer draws these and
/// knows of no mark.
public enum Shape: Hashable, Sendable {
  /// A line through points, all of them finite.
  case line([Point], Stroke)
  /// A line with a head at its end.
  case arrow(from: Point, to: Point, Stroke)
  /// A filled polygon; it closes itself.
  case area([Point], Fill)
  /// The same symbol at many points.
  case symbols([Point], Symbol)
  /// An image that fills a rectangle; its first row is at the top.
  case image(Raster, Box)
  /// A line of text at a point.
  case text(String, at: Point, TextStyle)
}

/// How a line is drawn.
public struct Stroke: Hashable, Sendable {
  /// How the line is broken.
  public enum Dash: Int, Hashable, Codable, Sendable, CaseIterable {
    case solid, dashed, dotted, dashDotted

    /// On and off lengths in multiples of the width, empty for a solid line.
    public var lengths: [Double] {
      switch self {
      case .solid: []
      case .dashed: [4, 2.5]
      case .dotted: [1, 2]
      case .dashDotted: [5, 2, 1, 2]
      }
    }
  }

  /// The colour.
  public var ink: Ink
  /// In points (1/96 inch on a page); a terminal has one width.
  public var width: Double
  /// How the line is broken.
  public var dash: Dash
  /// 0 for invisible to 1 for opaque.
  public var opacity: Double

  /// A stroke; solid and opaque unless told.
  public init(_ ink: Ink, width: Double = 1.75, dash: Dash = .solid, opacity: Double = 1) {
    self.ink = ink
    self.width = width
    self.dash = dash
    self.opacity = opacity
  }
}

/// How an area is filled.
public struct Fill: Hashable, Sendable {
  /// The colour.
  public var ink: Ink
  /// 0 for invisible to 1 for opaque.
  public var opacity: Double

  /// A fill; opaque unless told.
  public init(_ ink: Ink, opacity: Double = 1) {
    self.ink = ink
    self.opacity = opacity
  }
}

/// A small sign that stands for a point.
public struct Symbol: Hashable, Sendable {
  /// The form of a symbol.
  public enum Form: Int, Hashable, Codable, Sendable, CaseIterable {
    case disc, square, triangle, diamond, cross, plus, ring

    /// The character that stands for it where there are only characters.
    public var character: Character {
      switch self {
      case .disc: "*"
      case .square: "#"
      case .triangle: "^"
      case .diamond: "%"
      case .cross: "x"
      case .plus: "+"
      case .ring: "o"
      }
    }
  }

  /// The form.
  public var form: Form
  /// The diameter in points.
  public var size: Double
  /// The colour.
  public var ink: Ink
  /// 0 for invisible to 1 for opaque.
  public var opacity: Double

  /// A symbol; opaque unless told.
  public init(_ form: Form, size: Double = 5, ink: Ink, opacity: Double = 1) {
    self.form = form
    self.size = size
    self.ink = ink
    self.opacity = opacity
  }
}

/// How a text stands at its point.
public struct TextStyle: Hashable, Sendable {
  /// Which part of the text stands at the point, from left to right.
  public enum Anchor: String, Hashable, Codable, Sendable { case start, middle, end }
  /// Which part of the text stands at the point, from top to bottom.
  public enum Height: String, Hashable, Codable, Sendable { case top, middle, bottom }

  /// The colour.
  public var ink: Ink
  /// The size, as a multiple of the pane's letters.
  public var scale: Double
  /// From left to right.
  public var anchor: Anchor
  /// From top to bottom.
  public var height: Height
  /// Whether it is written upwards, turned by a quarter to the left.
  public var isUpwards: Bool
  /// Whether it is bold.
  public var isBold: Bool

  /// A style of text.
  public init(
    _ ink: Ink = .text, scale: Double = 1, anchor: Anchor = .start, height: Height = .middle,
    isUpwards: Bool = false, isBold: Bool = false
  ) {
    self.ink = ink
    self.scale = scale
    self.anchor = anchor
    self.height = height
    self.isUpwards = isUpwards
    self.isBold = isBold
  }
}
