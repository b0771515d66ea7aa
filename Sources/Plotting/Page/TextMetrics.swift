/// How much room text takes on a page: from a table, so that a picture is laid out alike on every
/// machine, whatever its fonts.
public struct TextMetrics: Hashable, Sendable {
  /// The size of the letters, in units.
  public let size: Double

  /// The metrics of letters of a size.
  public init(size: Double) { self.size = size }

  /// From one line of text to the next.
  public var lineHeight: Double { size * 1.25 }
  /// How much thinner lines and smaller symbols are beside small letters.
  var thickness: Double { max(0.5, min(1, size / 11)) }

  /// The width of a line of text in units.
  ///
  /// - Parameters:
  ///   - text: A line.
  ///   - scale: A multiple of the size.
  ///   - isBold: Whether it is bold.
  /// - Returns: The sum of the advance widths.
  public func width(_ text: String, scale: Double = 1, isBold: Bool = false) -> Double {
    let sum = text.unicodeScalars.reduce(0) { $0 + TextMetrics.advance($1, isBold: isBold) }
    return Double(sum) * size * scale / 1000
  }

  /// The text, or as many letters of it as there is room for and `…`; empty where there is no room.
  ///
  /// - Parameters:
  ///   - text: A line.
  ///   - room: The width that it may have.
  ///   - scale: A multiple of the size.
  ///   - isBold: Whether it is bold.
  /// - Returns: What fits.
  public func shortened(
    _ text: String, to room: Double, scale: Double = 1, isBold: Bool = false
  ) -> String {
    if width(text, scale: scale, isBold: isBold) <= room { return text }
    var used = width("…", scale: scale, isBold: isBold)
    guard used <= room else { return "" }
    var kept = ""
    for character in text {
      used += width(String(character), scale: scale, isBold: isBold)
      guard used <= room else { break }
      kept.append(character)
    }
    while kept.last == " " { kept.removeLast() }
    return kept + "…"
  }

  /// The lines of a text, broken between words where it is too long for one; the last one is
  /// shortened where there are more than `most`.
  ///
  /// - Parameters:
  ///   - text: A text; its own line breaks are kept.
  ///   - room: The width that a line may have.
  ///   - most: The most lines.
  ///   - scale: A multiple of the size.
  ///   - isBold: Whether it is bold.
  /// - Returns: Lines that fit.
  public func wrapped(
    _ text: String, to room: Double, most: Int, scale: Double = 1, isBold: Bool = false
  ) -> [String] {
    var lines: [String] = []
    for paragraph in text.split(whereSeparator: \.isNewline) {
      var line = ""
      for word in paragraph.split(separator: " ") {
        let longer = line.isEmpty ? String(word) : line + " " + word
        if line.isEmpty || lines.count + 1 >= most
          || width(longer, scale: scale, isBold: isBold) <= room
        {
          line = longer
        } else {
          lines.append(line)
          line = String(word)
        }
      }
      lines.append(line)
    }
    return lines.prefix(most).map { shortened($0, to: room, scale: scale, isBold: isBold) }
      .filter { !$0.isEmpty }
  }

  /// The advance width of a character in thousandths of the size.
  static func advance(_ scalar: Unicode.Scalar, isBold: Bool) -> Int {
    let code = Int(scalar.value)
    if code >= 32, code < 127 { return (isBold ? asciiBold : ascii)[code - 32] }
    if code >= 0x391, code <= 0x3C9 { return (isBold ? greekBold : greek)[code - 0x391] }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format, .control: return 0
    case .otherNumber where code < 0x2100: return isBold ? 440 : 401
    case .mathSymbol: return 838
    default: break
    }
    if isWide(code) { return 1000 }
    return isBold ? 780 : 685
  }

  /// Whether a character is as wide as high: those of East Asia, and pictures.
  private static func isWide(_ code: Int) -> Bool {
    switch code {
    case 0x1100...0x115F, 0x2E80...0xA4CF, 0xA960...0xA97C, 0xAC00...0xD7A3, 0xF900...0xFAFF,
      0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F000...0x1FAFF, 0x20000...0x3FFFD,
      0x2026:
      true
    default: false
    }
  }

  /// DejaVu Sans from space to `~`.
  private static let ascii = [
    318, 401, 460, 838, 636, 950, 780, 275, 390, 390, 500, 838, 318, 361, 318, 337, 636, 636,
    636, 636, 636, 636, 636, 636, 636, 636, 337, 337, 838, 838, 838, 531, 1000, 684, 686, 698,
    770, 632, 575, 775, 752, 295, 295, 656, 557, 863, 748, 787, 603, 787, 695, 635, 611, 732,
    684, 989, 685, 611, 685, 390, 337, 390, 838, 500, 500, 613, 635, 550, 635, 615, 352, 635,
    634, 278, 278, 579, 278, 974, 634, 612, 635, 635, 411, 521, 392, 634, 592, 818, 592, 592,
    525, 636, 337, 636, 838,
  ]
  /// DejaVu Sans Bold from space to `~`.
  private static let asciiBold = [
    348, 456, 521, 838, 696, 1002, 872, 306, 457, 457, 523, 838, 380, 415, 380, 365, 696, 696,
    696, 696, 696, 696, 696, 696, 696, 696, 400, 400, 838, 838, 838, 580, 1000, 774, 762, 734,
    830, 683, 683, 821, 837, 372, 372, 775, 637, 995, 837, 850, 733, 850, 770, 720, 682, 812,
    774, 1103, 771, 724, 725, 457, 365, 457, 838, 500, 500, 675, 716, 593, 716, 678, 435, 716,
    712, 343, 343, 665, 343, 1042, 712, 687, 716, 716, 493, 595, 478, 712, 652, 924, 645, 652,
    582, 712, 365, 712, 838,
  ]
  /// DejaVu Sans from `Α` to `ω`.
  private static let greek = [
    684, 686, 557, 684, 632, 685, 752, 787, 295, 656, 684, 863, 748, 632, 787, 752, 603, 0, 632,
    611, 611, 787, 685, 787, 764, 295, 611, 659, 541, 634, 338, 579, 659, 638, 592, 612, 541,
    544, 634, 612, 338, 589, 592, 636, 559, 558, 612, 602, 635, 587, 634, 602, 579, 660, 578,
    660, 837,
  ]
  /// DejaVu Sans Bold from `Α` to `ω`.
  private static let greekBold = [
    774, 762, 637, 774, 683, 725, 837, 850, 372, 775, 774, 995, 837, 632, 850, 837, 733, 0, 683,
    682, 724, 850, 771, 850, 850, 372, 724, 687, 557, 712, 390, 675, 687, 716, 681, 687, 557,
    591, 712, 687, 390, 710, 633, 736, 681, 591, 687, 791, 716, 593, 779, 638, 675, 782, 645,
    794, 869,
  ]
}
