/// What the places of a text are, for colours: from the lexer alone, so that a text may be half typed.
public struct SyntaxSpans: Sendable {
  /// What a place is.
  public enum Kind: Hashable, Sendable {
    case keyword, number, string, comment, command, name
    /// A name that an opening parenthesis follows.
    case called
  }

  /// A place in UTF-8 offsets, and what it is.
  public struct Span: Hashable, Sendable {
    /// The offsets.
    public let range: Range<Int>
    /// What it is.
    public let kind: Kind
  }

  /// The places in the order of the text; blanks and signs are none.
  public private(set) var spans: [Span] = []
  /// Each bracket by its offset, with the offset of its partner.
  public private(set) var partners: [Int: Int] = [:]

  /// Words that are keywords where a statement begins with them, and names elsewhere.
  private static let statementWords: Set = ["check", "derive", "use", "explain"]

  /// The places of a text.
  public init(_ text: String) {
    let bytes = Array(text.utf8)
    read(bytes, 0..<bytes.count, isValue: false)
    spans.sort { $0.range.lowerBound < $1.range.lowerBound }
  }

  private mutating func read(_ bytes: [UInt8], _ range: Range<Int>, isValue: Bool) {
    var lexer = Lexer(tolerating: bytes, range: range, isValue: isValue)
    let lexed = lexer.run(), tokens = lexed.tokens
    for comment in lexed.comments { add(.comment, Int(comment.start), Int(comment.end)) }
    for (open, close) in lexed.partners {
      partners[Int(tokens[open].start)] = Int(tokens[close].start)
      partners[Int(tokens[close].start)] = Int(tokens[open].start)
    }
    for place in tokens.indices { classify(tokens, place, bytes, range) }
  }

  private mutating func classify(
    _ tokens: [Token], _ place: Int, _ bytes: [UInt8], _ range: Range<Int>
  ) {
    let token = tokens[place], start = Int(token.start), end = Int(token.end)
    switch token.kind {
    case .integer, .float, .imaginary, .superscript: add(.number, start, end)
    case .keyword, .result: add(.keyword, start, end)
    case .command, .help, .search: add(.command, start, end)
    case .string(let pieces): add(pieces, start, end, bytes)
    case .name: add(kind(tokens, place, bytes), start, end)
    case .invalid where start < range.upperBound && bytes[start] == UInt8(ascii: "\""):
      // A string that is not closed yet: it may become one of this line.
      let line = bytes[start..<range.upperBound].firstIndex(of: UInt8(ascii: "\n"))
      add(.string, start, line ?? range.upperBound)
    case .sign, .newline, .semicolon, .end, .invalid: break
    }
  }

  /// A string, with what stands in its braces as code.
  private mutating func add(_ pieces: [StringPiece], _ start: Int, _ end: Int, _ bytes: [UInt8]) {
    var position = start
    for case .value(let value, _) in pieces {
      add(.string, position, value.lowerBound)
      read(bytes, value, isValue: true)
      position = value.upperBound
    }
    add(.string, position, end)
  }

  private func kind(_ tokens: [Token], _ place: Int, _ bytes: [UInt8]) -> Kind {
    let token = tokens[place], next = tokens[place + 1]
    let word = String(decoding: bytes[Int(token.start)..<Int(token.end)], as: UTF8.self)
    let begins =
      place == 0 || [.newline, .semicolon, .sign(.openBrace)].contains(tokens[place - 1].kind)
    let isNameAfter: Bool
    switch next.kind {
    case .sign(.assign), .sign(.openParenthesis), .newline, .semicolon, .end: isNameAfter = true
    default: isNameAfter = false
    }
    if begins, !isNameAfter, SyntaxSpans.statementWords.contains(word) { return .keyword }
    if begins, word == "derive", next.kind == .sign(.openParenthesis) { return .keyword }
    let isAdjacent = next.kind == .sign(.openParenthesis) && next.start == token.end
    return isAdjacent ? .called : .name
  }

  private mutating func add(_ kind: Kind, _ start: Int, _ end: Int) {
    if start < end { spans.append(Span(range: start..<end, kind: kind)) }
  }
}
