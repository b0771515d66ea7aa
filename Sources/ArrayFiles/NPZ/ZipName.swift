/// Names of entries.
enum ZipName {
  /// The letters from 128 on of the character set of the first PCs, which names had before UTF-8.
  private static let letters = Array(
    "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u{a0}"
  )

  /// The text of a name; nil where it is no UTF-8 though it says so.
  static func text(_ bytes: UnsafeRawBufferPointer, isUTF8: Bool) -> String? {
    if isUTF8 { return String(validating: bytes, as: UTF8.self) }
    return String(bytes.map { $0 < 0x80 ? Character(UnicodeScalar($0)) : letters[Int($0) - 0x80] })
  }
}
