extension Lexer {
  /// How deep strings may stand inside the values of strings.
  static let stringDepthLimit = 8

  /// A string literal with its values still unparsed.
  mutating func string() -> Token.Kind {
    do throws(SyntaxError) {
      return .string(try pieces(depth: 1))
    } catch {
      return .invalid(error)
    }
  }

  /// Reads from the opening quote to behind the closing one.
  private mutating func pieces(depth: Int) throws(SyntaxError) -> [StringPiece] {
    let start = position
    guard depth <= Lexer.stringDepthLimit else {
      throw SyntaxError(.depth(limit: Lexer.stringDepthLimit), at: span(from: start, to: start + 1))
    }
    position += 1
    var pieces: [StringPiece] = []
    var literal: [UInt8] = []
    while position < limit, peek() != UInt8(ascii: "\n") {
      switch peek() {
      case UInt8(ascii: "\""):
        position += 1
        if !literal.isEmpty { pieces.append(.literal(String(decoding: literal, as: UTF8.self))) }
        return pieces
      case UInt8(ascii: "\\"):
        literal.append(try escape())
      case UInt8(ascii: "{") where peek(1) != UInt8(ascii: "{"):
        if !literal.isEmpty { pieces.append(.literal(String(decoding: literal, as: UTF8.self))) }
        literal = []
        pieces.append(try value(depth: depth))
      case UInt8(ascii: "{"):
        literal.append(UInt8(ascii: "{"))
        position += 2
      case UInt8(ascii: "}"):
        try closingBrace()
        literal.append(UInt8(ascii: "}"))
      default:
        literal.append(peek())
        position += 1
      }
    }
    throw SyntaxError(.unclosedString, at: span(from: start, to: start + 1))
  }

  private mutating func closingBrace() throws(SyntaxError) {
    guard peek(1) == UInt8(ascii: "}") else {
      let reason = SyntaxError.Reason.string("a closing brace in a string is doubled", hint: "}}")
      throw SyntaxError(reason, at: span(from: position, to: position + 1))
    }
    position += 2
  }

  private mutating func escape() throws(SyntaxError) -> UInt8 {
    let start = position
    position = min(position + 2, limit)
    switch bytes[start..<limit].dropFirst().first {
    case UInt8(ascii: "n"): return UInt8(ascii: "\n")
    case UInt8(ascii: "t"): return UInt8(ascii: "\t")
    case UInt8(ascii: "\\"): return UInt8(ascii: "\\")
    case UInt8(ascii: "\""): return UInt8(ascii: "\"")
    default:
      throw SyntaxError(
        .string(
          "a backslash in a string is doubled; \\n, \\t and \\\" stand for signs", hint: #"\\"#),
        at: span(from: start, to: start + 1))
    }
  }

  /// Reads `{value}` or `{value:format}`, finding the end by counting brackets.
  private mutating func value(depth: Int) throws(SyntaxError) -> StringPiece {
    let open = position
    position += 1
    let start = position
    var brackets = 0
    var colon: Int?
    while position < limit, peek() != UInt8(ascii: "\n") {
      switch peek() {
      case UInt8(ascii: "\""):
        _ = try pieces(depth: depth + 1)
        continue
      case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"):
        brackets += 1
      case UInt8(ascii: "}") where brackets == 0:
        let end = position
        position += 1
        let format = colon.map { text(($0 + 1)..<end) }
        return .value(start..<(colon ?? end), format: format)
      case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"):
        brackets -= 1
      case UInt8(ascii: ":") where brackets == 0 && colon == nil:
        colon = position
      default:
        break
      }
      position += 1
    }
    throw SyntaxError(
      .string("the value in the string is not closed", hint: "{{"),
      at: span(from: open, to: open + 1))
  }
}
