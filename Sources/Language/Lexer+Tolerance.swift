// Reading a text that is still being typed: the lexer goes on behind what it cannot read.
extension Lexer {
  /// A place at which a text ends inside a string.
  enum OpenString: Equatable {
    /// The offset of the first character behind the quote.
    case text(Int)
    /// The offset of the first character of a value in the string.
    case value(Int)
  }

  /// A lexer of a part of a text that goes on behind errors.
  init(tolerating bytes: [UInt8], range: Range<Int>, isValue: Bool) {
    self.init(bytes, range, isValue: isValue)
    isTolerant = true
  }

  /// Goes on behind a string with an error, or notes that the text ends in it.
  mutating func passBrokenString(from quote: Int) {
    switch Lexer.scan(bytes, from: quote, limit: limit) {
    case .closed(let end), .cut(let end): position = end
    case .open(let place):
      position = limit
      openString = place
    }
  }

  private enum Scan {
    /// The closing quote stands before this offset.
    case closed(Int)
    /// A newline stands at this offset.
    case cut(Int)
    case open(OpenString)
  }

  /// Finds the end of a string, whatever is wrong with its escapes and braces.
  private static func scan(
    _ bytes: [UInt8], from quote: Int, limit: Int, depth: Int = 0
  ) -> Scan {
    // Each level is read once more by the one around it.
    guard depth < 8 else { return .open(.text(quote + 1)) }
    var place = quote + 1
    while place < limit {
      switch bytes[place] {
      case UInt8(ascii: "\""): return .closed(place + 1)
      case UInt8(ascii: "\n"): return .cut(place)
      case UInt8(ascii: "\\"): place = min(place + 2, limit)
      case UInt8(ascii: "{") where place + 1 < limit && bytes[place + 1] == UInt8(ascii: "{"):
        place += 2
      case UInt8(ascii: "{"):
        switch scanValue(bytes, from: place + 1, limit: limit, depth: depth) {
        case .closed(let end): place = end
        case let other: return other
        }
      default: place += 1
      }
    }
    return .open(.text(quote + 1))
  }

  /// Finds the end of a value in a string by counting brackets.
  private static func scanValue(
    _ bytes: [UInt8], from start: Int, limit: Int, depth level: Int
  ) -> Scan {
    var place = start, depth = 0
    while place < limit {
      switch bytes[place] {
      case UInt8(ascii: "\n"): return .cut(place)
      case UInt8(ascii: "\""):
        switch scan(bytes, from: place, limit: limit, depth: level + 1) {
        case .closed(let end): place = end
        case .cut(let end): return .cut(end)
        // The inner string is found again when the value is read.
        case .open: return .open(.value(start))
        }
        continue
      case UInt8(ascii: "}") where depth == 0: return .closed(place + 1)
      case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
      case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"): depth -= 1
      default: break
      }
      place += 1
    }
    return .open(.value(start))
  }
}
