/// Labels that do no harm.
enum PrintableText {
  /// A text on one line without what moves a cursor, turns the direction of writing or is no character: line breaks
  /// and tabs are blanks, what is no character is `\u{FFFD}`, the rest is left out.
  static func of(_ text: String) -> String {
    if text.utf8.allSatisfy({ (0x20..<0x7F).contains($0) }) { return text }
    var scalars = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x09...0x0D, 0x85, 0x2028, 0x2029: scalars.append(" ")
      case 0x00..<0x20, 0x7F..<0xA0, 0x200E...0x200F, 0x202A...0x202E, 0x2066...0x2069: break
      default:
        scalars.append(scalar.properties.isNoncharacterCodePoint ? "\u{FFFD}" : scalar)
      }
    }
    return String(scalars)
  }
}
