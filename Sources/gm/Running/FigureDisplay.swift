import Glibc
import Plotting

/// How figures are drawn.
enum FigureChoice: String {
  /// As images where the terminal is known to show them, else in braille and blocks where the
  /// locale has them, else in ASCII.
  case auto
  case ascii, blocks, kitty, sixel
}

/// Draws figures on stdout, as large as the terminal is now.
struct FigureDisplay {
  /// How figures are drawn.
  var choice = FigureChoice.auto
  /// Whether they are light on dark: `auto`, `dark`, `light`.
  var theme = "auto"

  /// The columns that were asked for; nil for as many as the terminal has, 80 of a file.
  var columns: Int?

  /// The text that shows a figure, with escape sequences only where `isColoured`, or as an image.
  func text(of figure: Figure, isColoured: Bool) -> String {
    let isTerminal = isatty(STDOUT_FILENO) == 1
    let present = isTerminal ? TerminalSize.present : TerminalSize(rows: 24, columns: columns ?? 80)
    // More than a terminal has would be broken by it.
    let size = TerminalSize(
      rows: present.rows, columns: min(columns ?? present.columns, present.columns),
      cell: present.cell)
    let kind = resolved(isTerminal: isTerminal)
    if kind == .kitty || kind == .sixel, let image = image(of: figure, kind, size) { return image }
    let style = TerminalStyle(
      columns: size.columns, rows: rows(of: figure, size),
      glyphs: kind == .ascii ? .ascii : .blocks,
      colour: isColoured ? colours : .none, theme: colourTheme)
    return TerminalText.lines(figure, style).map { $0 + "\n" }.joined()
  }

  /// The prompt stays on the screen below a picture; a tall terminal is not filled by one panel.
  private func rows(of figure: Figure, _ size: TerminalSize) -> Int {
    let most = max(size.rows - 2, 3)
    let natural = max(16, size.columns * 22 / 80)
    if case .rows(let rows) = figure { return min(most, natural * max(rows.count, 1)) }
    return min(most, natural)
  }

  private func resolved(isTerminal: Bool) -> FigureChoice {
    guard choice == .auto else { return choice }
    if isTerminal, !terminalIsDumb() {
      if FigureDisplay.showsKittyImages { return .kitty }
      if FigureDisplay.showsSixelImages { return .sixel }
    }
    return FigureDisplay.isUnicode ? .blocks : .ascii
  }

  /// Terminals that show images of kitty's protocol say who they are; inside a multiplexer they cannot.
  private static var showsKittyImages: Bool {
    if environment("TMUX") != nil || environment("STY") != nil { return false }
    let program = environment("TERM_PROGRAM") ?? ""
    return environment("KITTY_WINDOW_ID") != nil || environment("TERM") == "xterm-kitty"
      || ["ghostty", "WezTerm"].contains(program) || environment("TERM") == "xterm-ghostty"
  }

  private static var showsSixelImages: Bool {
    if environment("TMUX") != nil || environment("STY") != nil { return false }
    let terminal = environment("TERM") ?? ""
    return ["foot", "foot-extra", "mlterm", "yaft-256color", "contour"].contains(terminal)
      || terminal.hasSuffix("-sixel")
  }

  /// Whether the locale writes Unicode, as the first of the variables that is set says.
  private static var isUnicode: Bool {
    let names = ["LC_ALL", "LC_CTYPE", "LANG"]
    guard let locale = names.lazy.compactMap({ environment($0) }).first else { return false }
    let upper = locale.uppercased()
    return upper.contains("UTF-8") || upper.contains("UTF8")
  }

  private var colours: TerminalStyle.Colours {
    ["truecolor", "24bit"].contains(environment("COLORTERM") ?? "") ? .trueColour : .palette256
  }

  /// The theme that was set, else what the terminal says of its background, else dark.
  private var colourTheme: Theme {
    switch theme {
    case "light": return .light
    case "dark": return .dark
    default:
      guard let last = environment("COLORFGBG")?.split(separator: ";").last, let ground = Int(last)
      else { return .dark }
      return ground == 7 || ground == 15 ? .light : .dark
    }
  }

  /// The figure as an image as wide as the terminal, or 100 columns of a wider one; nil where it cannot be made.
  private func image(of figure: Figure, _ kind: FigureChoice, _ size: TerminalSize) -> String? {
    let columns = min(size.columns, 100), rows = rows(of: figure, size)
    let cell = size.cell
    let width = columns * cell.width, height = rows * cell.height
    // At 8 pixels to a column the letters of a picture are as large as those of the terminal.
    let scale = Double(cell.width) / 8
    let style = PageStyle(
      width: Double(width) / scale, height: Double(height) / scale, theme: colourTheme)
    do throws(PictureError) {
      switch kind {
      case .kitty:
        let png = try Picture.bytes(of: figure.still, as: .png, style: style, dpi: 96 * scale)
        return KittyImage.encode(png: png, columns: columns, rows: rows) + "\n"
      case .sixel:
        let pixels = try Bitmap.pixels(Page.scene(figure.still, style), dpi: 96 * scale)
        return SixelImage.encode(
          width: pixels.width, height: pixels.height, colours: pixels.colours) + "\n"
      case .auto, .ascii, .blocks: return nil
      }
    } catch { return nil }
  }
}
