/// The tokens of a text, and what the parser and tools want to know beside them.
struct LexedText: Sendable {
  var tokens: [Token] = []
  /// For each opening bracket by its token's position, the position of the closing one.
  var partners: [Int: Int] = [:]
  /// The positions of brackets that are never closed, outermost first.
  var open: [Int] = []
  var comments: [SourceSpan] = []
}

/// Cuts a text into tokens.
///
/// The innermost open bracket decides about newlines: inside `(` and `[` they are blanks, so none
/// is emitted. The lexer never fails: what it cannot read becomes an `invalid` token, and the
/// parser complains about whatever comes first.
struct Lexer {
  let source: SourceID
  let bytes: [UInt8]
  let limit: Int
  var position: Int
  var result = LexedText()
  /// Whether the text is the value inside a string, where nothing is a statement.
  let isValue: Bool
  /// Whether it goes on behind what it cannot read.
  var isTolerant = false
  /// Whether the user asked to stop: what comes after is then left out.
  var isStopped: () -> Bool = { false }
  /// Where a tolerant lexer found the end of the text inside a string.
  var openString: OpenString?

  init(_ source: Source) {
    self.source = source.id
    bytes = Array(source.text.utf8)
    limit = bytes.count
    position = 0
    isValue = false
  }

  /// A lexer for the value inside a string.
  init(_ source: SourceID, bytes: [UInt8], range: Range<Int>) {
    self.init(bytes, range, isValue: true, source)
  }

  /// A lexer for a part of a text.
  init(_ bytes: [UInt8], _ range: Range<Int>, isValue: Bool, _ source: SourceID = SourceID(0)) {
    self.source = source
    self.bytes = bytes
    self.isValue = isValue
    limit = range.upperBound
    position = range.lowerBound
  }

  /// The spans of the comments of a text, from `#` to the end of the line.
  static func comments(of source: Source) -> [SourceSpan] {
    var lexer = Lexer(source)
    return lexer.run().comments
  }

  /// Reads the whole text.
  mutating func run() -> LexedText {
    while position < limit {
      if skipBlank() { continue }
      if result.tokens.count & 0xFFF == 0, isStopped() { break }
      let start = position
      let kind = nextKind()
      if position == start { position += 1 }
      if isTolerant, case .invalid = kind, bytes[start] == UInt8(ascii: "\"") {
        passBrokenString(from: start)
      }
      append(kind, from: start)
      if case .invalid = kind, !isTolerant { break }
    }
    result.tokens.append(Token(kind: .end, start: Int32(limit), end: Int32(limit)))
    return result
  }

  // MARK: Bytes

  /// The byte at a distance from the position, 0 behind the end.
  func peek(_ distance: Int = 0) -> UInt8 {
    position + distance < limit ? bytes[position + distance] : 0
  }

  func span(from start: Int, to end: Int? = nil) -> SourceSpan {
    SourceSpan(source: source, start: Int32(start), end: Int32(end ?? position))
  }

  func text(_ range: Range<Int>) -> String {
    String(decoding: bytes[range], as: UTF8.self)
  }

  /// The scalar at an offset and its width; the bytes are valid UTF-8.
  func scalar(at offset: Int) -> (scalar: Unicode.Scalar, width: Int)? {
    guard offset < limit else { return nil }
    let first = bytes[offset]
    if first < 0x80 { return (Unicode.Scalar(first), 1) }
    let width = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
    guard offset + width <= limit else { return nil }
    var value = UInt32(first) & (0x7F >> UInt32(width))
    for byte in bytes[(offset + 1)..<(offset + width)] { value = value << 6 | UInt32(byte & 0x3F) }
    return Unicode.Scalar(value).map { ($0, width) }
  }

  // MARK: Blanks and brackets

  /// Skips one blank, comment or insignificant newline.
  private mutating func skipBlank() -> Bool {
    switch peek() {
    case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"), 0x0C, 0x0B:
      position += 1
      return true
    case UInt8(ascii: "#"):
      let start = position
      skipLine()
      result.comments.append(span(from: start))
      return true
    case UInt8(ascii: "\n"):
      guard !newlineSeparates else { return false }
      position += 1
      return true
    default:
      return false
    }
  }

  mutating func skipLine() {
    while position < limit, peek() != UInt8(ascii: "\n") { position += 1 }
    if position > 0, position < limit, bytes[position - 1] == UInt8(ascii: "\r") { position -= 1 }
  }

  private var newlineSeparates: Bool {
    guard !isValue, let open = result.open.last else { return !isValue }
    return result.tokens[open].kind == .sign(.openBrace)
  }

  /// Whether a statement begins at the position, outside all brackets.
  private var isAtStatement: Bool {
    guard !isValue, result.open.isEmpty else { return false }
    switch result.tokens.last?.kind {
    case nil, .newline, .semicolon, .command, .help, .search: return true
    default: return false
    }
  }

  private mutating func append(_ kind: Token.Kind, from start: Int) {
    var kind = kind
    if case .sign(let sign) = kind {
      if sign.closing != nil {
        result.open.append(result.tokens.count)
      } else if [.closeParenthesis, .closeBracket, .closeBrace].contains(sign) {
        kind = close(sign, at: start)
      }
    }
    result.tokens.append(Token(kind: kind, start: Int32(start), end: Int32(position)))
  }

  private mutating func close(_ sign: Sign, at start: Int) -> Token.Kind {
    guard let open = result.open.last, case .sign(let opening) = result.tokens[open].kind else {
      return .invalid(SyntaxError(.unmatched(sign.rawValue, open: nil), at: span(from: start)))
    }
    guard opening.closing == sign else {
      let reason = SyntaxError.Reason.unmatched(sign.rawValue, open: opening.rawValue)
      return .invalid(SyntaxError(reason, at: span(from: start)))
    }
    result.open.removeLast()
    result.partners[open] = result.tokens.count
    return .sign(sign)
  }

  // MARK: Tokens

  private mutating func nextKind() -> Token.Kind {
    let byte = peek()
    if isAtStatement, let kind = lineKind(byte) { return kind }
    switch byte {
    case UInt8(ascii: "\n"):
      position += 1
      return .newline
    case UInt8(ascii: ";"):
      position += 1
      return .semicolon
    case UInt8(ascii: "\""):
      return string()
    case UInt8(ascii: "0")...UInt8(ascii: "9"):
      return number()
    case UInt8(ascii: ".") where Lexer.isDigit(peek(1)):
      return number()
    case UInt8(ascii: "%"):
      return resultLabel()
    default:
      return word() ?? superscript() ?? sign()
    }
  }

  /// A metacommand or a question for help, which takes the rest of the line.
  private mutating func lineKind(_ byte: UInt8) -> Token.Kind? {
    let kind: Token.Kind
    switch byte {
    case UInt8(ascii: "?"): kind = peek(1) == byte ? .search : .help
    case UInt8(ascii: ":"): kind = .command
    default: return nil
    }
    let start = position
    skipLine()
    guard kind == .command, !(start + 1 < limit && Lexer.isLetter(bytes[start + 1])) else {
      return kind
    }
    position = start + 1
    let reason = SyntaxError.Reason.misuse(
      "a metacommand is `:` followed by its name", hint: ":help")
    return .invalid(SyntaxError(reason, at: span(from: start)))
  }

  private mutating func resultLabel() -> Token.Kind {
    position += 1
    let start = position
    while Lexer.isDigit(peek()) { position += 1 }
    if position == start, peek() == UInt8(ascii: "%") {
      position += 1
      return .result(-2)
    }
    guard position > start else { return .result(nil) }
    guard let number = Int(text(start..<position)) else {
      let reason = SyntaxError.Reason.number("there is no result of this number", hint: "%1")
      return .invalid(SyntaxError(reason, at: span(from: start - 1)))
    }
    return .result(number)
  }

  /// A name or a keyword.
  private mutating func word() -> Token.Kind? {
    let start = position
    guard let (first, width) = scalar(at: position) else { return nil }
    if first == "∂" || first == "∞" {
      position += width
      return .name
    }
    if first == "∈" {
      position += width
      return .keyword(.in)
    }
    guard Lexer.beginsName(first) else { return nil }
    position += width
    while let (next, width) = scalar(at: position), Lexer.continuesName(next) { position += width }
    let word = text(start..<position)
    if word == "_" { return .sign(.placeholder) }
    return Keyword(rawValue: word).map { .keyword($0) } ?? .name
  }

  private mutating func superscript() -> Token.Kind? {
    let start = position
    let isNegative = scalar(at: position)?.scalar == "⁻"
    if isNegative { position += 3 }
    var value = 0
    var count = 0
    while count < 18, let (scalar, width) = scalar(at: position),
      let digit = Lexer.superscriptDigits[scalar]
    {
      value = value * 10 + digit
      count += 1
      position += width
    }
    guard count > 0 else {
      position = start
      return nil
    }
    return .superscript(isNegative ? -value : value)
  }

  private mutating func sign() -> Token.Kind {
    guard let (first, width) = scalar(at: position) else { return .end }
    let start = position
    if let sign = Sign.unicode[first] {
      position += width
      return .sign(sign)
    }
    if !Lexer.joinsSign(peek(1)), let sign = Sign.single[Int(peek())] {
      position += 1
      return .sign(sign)
    }
    for (typed, here) in Sign.foreign where begins(with: typed) {
      position += typed.utf8.count
      let reason = SyntaxError.Reason.misuse(
        typed == "//"
          ? "`//` is no sign: a comment starts with `#`, the integer quotient is `quo(a, b)`"
          : "`\(typed)` is written `\(here)`", hint: typed == "//" ? "quo(a, b)" : nil)
      return .invalid(SyntaxError(reason, at: span(from: start)))
    }
    for length in [3, 2, 1] where position + length <= limit {
      guard let sign = Sign(rawValue: text(position..<(position + length))) else { continue }
      position += length
      return .sign(sign)
    }
    return stranger(first, width: width)
  }

  private mutating func stranger(_ first: Unicode.Scalar, width: Int) -> Token.Kind {
    let start = position
    position += width
    while let (next, width) = scalar(at: position),
      next.properties.generalCategory == .nonspacingMark
    {
      position += width
    }
    let shown = text(start..<position)
    let reason: SyntaxError.Reason =
      switch first {
      case "!": .misuse("`!` is written `not`", hint: nil)
      case "?": .misuse("`?` asks for help at the start of a line", hint: nil)
      default:
        .character(
          first.value < 0x20
            ? (first.value < 0x10 ? "U+000" : "U+00")
              + String(first.value, radix: 16, uppercase: true) : shown)
      }
    return .invalid(SyntaxError(reason, at: span(from: start)))
  }

  private func begins(with sign: String) -> Bool {
    position + sign.utf8.count <= limit
      && bytes[position..<(position + sign.utf8.count)].elementsEqual(sign.utf8)
  }
}
