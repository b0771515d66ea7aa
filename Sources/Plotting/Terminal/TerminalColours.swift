extension CellGrid {
  /// The lines of the picture without blanks at their ends; colours end with their line.
  func lines(_ colours: TerminalStyle.Colours) -> [String] {
    (0..<rows).map { line($0, colours) }
  }

  private func line(_ row: Int, _ colours: TerminalStyle.Colours) -> String {
    guard let last = (0..<columns).last(where: { !self[$0, row].isBlank }) else { return "" }
    var text = "", pen = Pen()
    for column in 0...last where !self[column, row].isTail {
      let cell = self[column, row], look = cell.look
      if colours != .none {
        let next = Pen(look, isBold: cell.isBold, colours)
        text += next.codes(after: &pen)
      }
      text.append(look.text)
    }
    return pen == Pen() ? text : text + "\u{1B}[0m"
  }
}

/// What a terminal writes the next characters with, in its codes.
private struct Pen: Hashable {
  /// Nil for the terminal's own.
  var ink: String?
  var background: String?
  var isBold = false
  /// Whether only the background is seen.
  var isBlank = false

  init() {}

  init(
    _ look: (text: Character, ink: Colour?, background: Colour?), isBold: Bool,
    _ colours: TerminalStyle.Colours
  ) {
    ink = look.ink.map { TerminalColours.code($0, colours) }
    background = look.background.map { TerminalColours.code($0, colours) }
    self.isBold = isBold
    isBlank = look.text == " "
  }

  /// The codes that lead from another pen to this one, which it becomes.
  func codes(after pen: inout Pen) -> String {
    let isFresh =
      (background == nil && pen.background != nil)
      || (!isBlank && ((ink == nil && pen.ink != nil) || (!isBold && pen.isBold)))
    var codes: [String] = isFresh ? ["0"] : []
    if isFresh { pen = Pen() }
    if !isBlank, isBold, !pen.isBold {
      codes.append("1")
      pen.isBold = true
    }
    if !isBlank, let ink, ink != pen.ink {
      codes.append("38;" + ink)
      pen.ink = ink
    }
    if let background, background != pen.background {
      codes.append("48;" + background)
      pen.background = background
    }
    return codes.isEmpty ? "" : "\u{1B}[" + codes.joined(separator: ";") + "m"
  }
}

/// Colours as terminals name them.
enum TerminalColours {
  /// The parameters of a colour in a code that selects it.
  static func code(_ colour: Colour, _ colours: TerminalStyle.Colours) -> String {
    colours == .trueColour
      ? "2;\(colour.red);\(colour.green);\(colour.blue)" : "5;\(index(of: colour))"
  }

  /// The nearest of the 240 fixed ones among xterm's 256 colours: a cube of six levels, and greys.
  static func index(of colour: Colour) -> Int {
    func level(_ part: UInt8) -> Int {
      let part = Int(part)
      return levels.indices.min { abs(levels[$0] - part) < abs(levels[$1] - part) } ?? 0
    }
    let red = level(colour.red), green = level(colour.green), blue = level(colour.blue)
    // Of the greys the nearest one is that of the mean with the weights of the distance.
    let mean = (2 * Int(colour.red) + 4 * Int(colour.green) + 3 * Int(colour.blue)) / 9
    let grey = max(0, min(23, (mean - 3) / 10))
    let shade = 8 + 10 * grey
    let toCube = distance(colour, levels[red], levels[green], levels[blue])
    return distance(colour, shade, shade, shade) < toCube
      ? 232 + grey : 16 + 36 * red + 6 * green + blue
  }

  private static let levels = [0, 95, 135, 175, 215, 255]

  /// A squared distance that weighs green most, as eyes do.
  private static func distance(_ colour: Colour, _ red: Int, _ green: Int, _ blue: Int) -> Int {
    let r = Int(colour.red) - red, g = Int(colour.green) - green, b = Int(colour.blue) - blue
    return 2 * r * r + 4 * g * g + 3 * b * b
  }
}
