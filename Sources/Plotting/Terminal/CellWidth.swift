/// The number of terminal cells that text takes.
enum CellWidth {
  /// The cells of a line of text.
  static func of(_ text: String) -> Int { text.reduce(0) { $0 + of($1) } }

  /// The cells of one character with all its accents: 0, 1 or 2.
  static func of(_ character: Character) -> Int {
    if character.isASCII { return isControl(character) ? 0 : 1 }
    return min(2, character.unicodeScalars.reduce(0) { $0 + of($1) })
  }

  /// The text held to a number of cells; what is left out is marked.
  static func fitted(_ text: String, _ width: Int, _ glyphs: TerminalStyle.Glyphs) -> String {
    let text = PrintableText.inCells(text)
    if of(text) <= width { return text }
    let mark = glyphs == .blocks ? "…" : "~"
    guard width > 1 else { return width == 1 ? mark : "" }
    var kept = "", used = 0
    for character in text {
      used += of(character)
      if used > width - 1 { break }
      kept.append(character)
    }
    while kept.last == " " { kept.removeLast() }
    return kept + mark
  }

  /// Names held to a number of cells, so that those that differ still do.
  static func fitted(
    names: [String], _ width: Int, _ glyphs: TerminalStyle.Glyphs
  ) -> [String] {
    let mark = glyphs == .blocks ? "…" : "~"
    return Shortening.names(
      names, atTheEnd: { fitted($0, width, glyphs) },
      inTheMiddle: {
        Shortening.inTheMiddle(
          PrintableText.inCells($0), to: Double(width), mark: mark, width: { Double(of($0)) })
      })
  }

  private static func isControl(_ character: Character) -> Bool {
    guard let value = character.asciiValue else { return true }
    return value < 0x20 || value == 0x7F
  }

  private static func of(_ scalar: Unicode.Scalar) -> Int {
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format, .control: return 0
    default: break
    }
    // The vowels and finals of conjoining Hangul stand in the cell of their consonant.
    if (0x1160...0x11FF).contains(scalar.value) { return 0 }
    return wide.contains { $0.contains(scalar.value) } ? 2 : 1
  }

  /// East Asian wide characters and emoji (Unicode Annex 11).
  private static let wide: [ClosedRange<UInt32>] = [
    0x1100...0x115F, 0x231A...0x231B, 0x2329...0x232A, 0x23E9...0x23EC, 0x23F0...0x23F0,
    0x23F3...0x23F3, 0x25FD...0x25FE, 0x2614...0x2615, 0x2648...0x2653, 0x267F...0x267F,
    0x2693...0x2693, 0x26A1...0x26A1, 0x26AA...0x26AB, 0x26BD...0x26BE, 0x26C4...0x26C5,
    0x26CE...0x26CE, 0x26D4...0x26D4, 0x26EA...0x26EA, 0x26F2...0x26F3, 0x26F5...0x26F5,
    0x26FA...0x26FA, 0x26FD...0x26FD, 0x2705...0x2705, 0x270A...0x270B, 0x2728...0x2728,
    0x274C...0x274C, 0x274E...0x274E, 0x2753...0x2755, 0x2757...0x2757, 0x2795...0x2797,
    0x27B0...0x27B0, 0x27BF...0x27BF, 0x2B1B...0x2B1C, 0x2B50...0x2B50, 0x2B55...0x2B55,
    0x2E80...0x303E, 0x3041...0xA4CF, 0xA960...0xA97C, 0xAC00...0xD7A3, 0xF900...0xFAFF,
    0xFE30...0xFE6F, 0xFF01...0xFF60, 0xFFE0...0xFFE6, 0x16FE0...0x18CFF, 0x1B000...0x1B2FF,
    0x1F004...0x1F004, 0x1F0CF...0x1F0CF, 0x1F18E...0x1F18E, 0x1F191...0x1F19A,
    0x1F200...0x1F320, 0x1F32D...0x1F64F, 0x1F680...0x1F6FF, 0x1F7E0...0x1F7EB,
    0x1F900...0x1F9FF, 0x1FA70...0x1FAFF, 0x20000...0x3FFFD,
  ]
}
