extension Name {
  /// The canonical form of a spelled name: composed, and the Greek letter for its name.
  public static func canonical(_ spelled: String) -> String {
    guard spelled.utf8.contains(where: { $0 >= 0x80 }) else {
      return Greek.letters[spelled] ?? spelled
    }
    switch spelled {
    case "∂": return "partial"
    case "∞": return "inf"
    default: return Composition.composed(spelled)
    }
  }
}

/// The composition of letters with their accents, so that one name has one spelling.
///
/// The standard library compares canonically equivalent characters as equal: a table of all
/// composed letters keyed by character therefore finds the composed form of any spelling.
enum Composition {
  private static let letters: [Character: Unicode.Scalar] = {
    let blocks: [ClosedRange<UInt32>] = [0xC0...0x24F, 0x370...0x52F, 0x1E00...0x1FFF]
    var letters: [Character: Unicode.Scalar] = [:]
    for value in blocks.joined() {
      guard let scalar = Unicode.Scalar(value), scalar.properties.isAlphabetic else { continue }
      let letter = Character(scalar)
      // Some letters of U+1F00... are second spellings of one met before.
      if letters[letter] == nil { letters[letter] = scalar }
    }
    letters["K"] = "K"
    letters["Å"] = "Å"
    return letters
  }()

  /// The text with each letter and its accents composed as far as Unicode has such a letter.
  static func composed(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for character in text {
      if character.unicodeScalars.count == 1, character.isASCII {
        result.append(contentsOf: character.unicodeScalars)
      } else {
        append(character, to: &result)
      }
    }
    return String(result)
  }

  private static func append(_ character: Character, to result: inout String.UnicodeScalarView) {
    let scalars = Array(character.unicodeScalars)
    // No letter has more than three accents.
    for count in stride(from: min(4, scalars.count), through: 1, by: -1) {
      var prefix = String.UnicodeScalarView()
      prefix.append(contentsOf: scalars[..<count])
      let text = String(prefix)
      guard text.count == 1, let letter = letters[Character(text)] else { continue }
      result.append(letter)
      result.append(contentsOf: scalars[count...])
      return
    }
    result.append(contentsOf: scalars)
  }
}
