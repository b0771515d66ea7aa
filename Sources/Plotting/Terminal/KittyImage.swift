/// Images for terminals with kitty's graphics protocol.
public struct KittyImage {
  /// The control strings that show a PNG file at the cursor, in chunks of 4096 characters; the terminal
  /// answers nothing.
  ///
  /// - Parameters:
  ///   - png: The bytes of the file.
  ///   - columns: The cells from left to right that it fills; 0 or less for those of its pixels.
  ///   - rows: The cells from top to bottom that it fills; 0 or less for those of its pixels.
  /// - Returns: A string of ASCII; empty for no bytes.
  public static func encode(png: [UInt8], columns: Int, rows: Int) -> String {
    guard !png.isEmpty else { return "" }
    let text = Array(Base64.text(png).utf8)
    var keys = "f=100,a=T,q=2"
    if columns > 0 { keys += ",c=\(columns)" }
    if rows > 0 { keys += ",r=\(rows)" }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.count + text.count / 128 + 64)
    for start in stride(from: 0, to: text.count, by: chunk) {
      let end = min(start + chunk, text.count)
      let more = end < text.count ? "m=1" : "m=0"
      bytes += Array("\u{1B}_G\(start == 0 ? keys + "," : "q=2,")\(more);".utf8)
      bytes += text[start..<end]
      bytes += [0x1B, UInt8(ascii: "\\")]
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static let chunk = 4096
}
