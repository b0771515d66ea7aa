/// Labels that do no harm: on one line, without what turns the direction of writing.
enum PrintableText {
  /// A text for a page, where a sign stands for each control.
  static func onPage(_ text: String) -> String { of(text, control: "\u{FFFD}") }

  /// A text for the cells of a terminal, where controls take no place.
  static func inCells(_ text: String) -> String { of(text, control: nil) }

  /// Line breaks and tabs are blanks, what is no character is `\u{FFFD}`.
  private static func of(_ text: String, control: Unicode.Scalar?) -> String {
    if text.utf8.allSatisfy({ (0x20..<0x7F).contains($0) }) { return text }
    var scalars = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x09...0x0D, 0x85, 0x2028, 0x2029: scalars.append(" ")
      case 0x00..<0x20, 0x7F..<0xA0: if let control { scalars.append(control) }
      case 0x200E...0x200F, 0x202A...0x202E, 0x2066...0x2069: break
      default:
        scalars.append(scalar.properties.isNoncharacterCodePoint ? "\u{FFFD}" : scalar)
      }
    }
    return String(scalars)
  }
}
