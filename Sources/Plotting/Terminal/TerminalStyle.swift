/// How a picture is drawn in the characters of a terminal.
public struct TerminalStyle: Hashable, Sendable {
  /// The characters that there are.
  public enum Glyphs: Hashable, Sendable {
    /// Those of ASCII.
    case ascii
    /// Braille, blocks and box lines of Unicode too.
    case blocks
  }

  /// The colours that there are.
  public enum Colours: Hashable, Sendable {
    /// None: no escape sequence is written.
    case none
    /// The 256 of xterm.
    case palette256
    /// All of 24 bits.
    case trueColour
  }

  /// From left to right, of the whole picture.
  public var columns: Int
  /// From top to bottom, of the whole picture.
  public var rows: Int
  /// The characters that there are.
  public var glyphs: Glyphs
  /// The colours that there are.
  public var colour: Colours
  /// The colours of the inks.
  public var theme: Theme

  /// A style.
  public init(
    columns: Int, rows: Int, glyphs: Glyphs = .blocks, colour: Colours = .none,
    theme: Theme = .dark
  ) {
    self.columns = columns
    self.rows = rows
    self.glyphs = glyphs
    self.colour = colour
    self.theme = theme
  }

  /// What tests compare: 72 columns, 18 rows, ASCII.
  public static let golden = TerminalStyle(columns: 72, rows: 18, glyphs: .ascii, colour: .none)

  /// The size of a cell in the units of a pane: dots of braille where there are some, else its
  /// width; it is twice as high as wide.
  var cell: Extents { glyphs == .blocks ? Extents(2, 4) : Extents(1, 2) }

  /// The smallest dot in the units of a pane; characters of ASCII show six parts of a cell.
  var dot: Extents { glyphs == .blocks ? Extents(1, 1) : Extents(1.0 / 2, 2.0 / 3) }

  /// The colour of an ink, seen through to the background; nil where there are no colours.
  func colour(of ink: Ink, opacity: Double = 1) -> Colour? {
    guard colour != .none else { return nil }
    let full = theme.colour(of: ink)
    return opacity < 1 ? theme.background.mixed(with: full, max(opacity, 0.25)) : full
  }
}
