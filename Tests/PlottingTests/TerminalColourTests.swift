import Testing

@testable import Plotting

/// Widths of text and codes of colours.
@Suite struct TerminalColourTests {
  @Test(arguments: [
    ("", 0), ("abc", 3), ("θ₀", 2), ("漢字", 4), ("e\u{301}", 1), ("한글", 4), ("👍🏽", 2), ("👨‍👩‍👧", 2),
    ("é", 1), ("\u{1B}", 0), ("ｱ", 1), ("Ａ", 2), ("x\u{332}y", 2),
  ])
  func widthsOfText(_ text: String, _ width: Int) {
    #expect(CellWidth.of(text) == width)
  }

  @Test func textIsShortened() {
    #expect(CellWidth.fitted("abcdef", 4, .blocks) == "abc…")
    #expect(CellWidth.fitted("abcdef", 4, .ascii) == "abc~")
    #expect(CellWidth.fitted("漢字漢字", 4, .blocks) == "漢…")
    #expect(CellWidth.fitted("abcd", 4, .blocks) == "abcd")
    #expect(CellWidth.fitted("abcd", 1, .blocks) == "…")
    #expect(CellWidth.fitted("abcd", 0, .blocks) == "")
    #expect(CellWidth.fitted("abcd", -3, .blocks) == "")
  }

  @Test func labelsDoNoHarm() {
    #expect(PrintableText.inCells("a\u{1B}[2Jb\nc\td\u{202E}e\u{9B}f") == "a[2Jb c def")
  }

  /// The index is that of the nearest of all 240 colours.
  @Test func nearestOfThePalette() {
    var generator = SplitMix(state: 7)
    for _ in 0..<300 {
      let colour = Colour(UInt32(generator.next() & 0xFFFFFF))
      let index = TerminalColours.index(of: colour)
      let least = (16...255).map { distance(colour, palette($0)) }.min()
      #expect(distance(colour, palette(index)) == least)
    }
    #expect(TerminalColours.index(of: Colour(0)) == 16)
    #expect(TerminalColours.index(of: Colour(0xFFFFFF)) == 231)
  }

  private func palette(_ index: Int) -> Colour {
    if index >= 232 {
      let grey = UInt8(8 + 10 * (index - 232))
      return Colour(grey, grey, grey)
    }
    let levels: [UInt8] = [0, 95, 135, 175, 215, 255]
    let place = index - 16
    return Colour(levels[place / 36], levels[place / 6 % 6], levels[place % 6])
  }

  private func distance(_ a: Colour, _ b: Colour) -> Int {
    let red = Int(a.red) - Int(b.red), green = Int(a.green) - Int(b.green)
    let blue = Int(a.blue) - Int(b.blue)
    return 2 * red * red + 4 * green * green + 3 * blue * blue
  }

  /// Colours end with their line, and without them the characters are the same.
  @Test func coloursEndWithTheirLine() {
    for (_, figure) in TerminalFigures.all {
      for colour in [TerminalStyle.Colours.palette256, .trueColour] {
        let style = TerminalStyle(columns: 60, rows: 16, colour: colour)
        for line in TerminalText.lines(figure, style) where line.contains("\u{1B}") {
          let last = line.split(separator: "\u{1B}").last
          #expect(last?.hasPrefix("[0m") == true)
        }
      }
    }
    let plain = TerminalStyle(columns: 72, rows: 18)
    var coloured = plain
    coloured.colour = .trueColour
    let lines = TerminalText.lines(TerminalFigures.sine, coloured)
    #expect(lines.map(withoutCodes) == TerminalText.lines(TerminalFigures.sine, plain))
  }
}

/// A line without the codes of its colours.
func withoutCodes(_ line: String) -> String {
  var text = "", isCode = false
  for scalar in line.unicodeScalars {
    if scalar == "\u{1B}" { isCode = true }
    if !isCode { text.unicodeScalars.append(scalar) }
    if isCode, scalar == "m" { isCode = false }
  }
  return text
}
