/// A recursive-descent parser with precedence climbing for operators.
///
/// It reads tokens by position, so looking ahead costs nothing, and stops at the first error. Both
/// its own recursion and the height of the trees it makes are bounded, so that no later pass over
/// a tree can run out of stack.
public struct Parser {
  /// How deep brackets, prefix signs and right sides may nest.
  public static let depthLimit = 250

  /// How high a tree may grow, which counts a chain such as `a + a + a` by its length.
  public static let heightLimit = 1000

  /// Whether a text could be run as it is.
  public enum Completeness: Hashable, Sendable {
    /// It parses.
    case complete
    /// It ends too early: the prompt reads another line.
    case incomplete
    /// More text cannot mend it.
    case invalid
  }

  let source: SourceID
  let bytes: [UInt8]
  let tokens: [Token]
  let partners: [Int: Int]
  /// The position of the innermost bracket that is never closed.
  let unclosed: Int?
  var position = 0
  var depth = 0
  /// How many `[ ]` of indices are open, where `end` means the extent.
  var indexDepth = 0
  /// Placeholders met whose pipe is not yet known.
  var placeholders: [SourceSpan] = []

  init(_ lexed: LexedText, source: SourceID, bytes: [UInt8], depth: Int = 0) {
    self.source = source
    self.bytes = bytes
    self.depth = depth
    tokens = lexed.tokens
    partners = lexed.partners
    unclosed = lexed.open.last
  }

  /// The statements of a text.
  ///
  /// - Parameters:
  ///   - source: The text.
  ///   - isStopped: Whether the user asked to stop, asked now and then: a text of a million lines takes
  ///     seconds.
  /// - Returns: The statements in their order.
  /// - Throws: What is wrong with the text, or `stopped`.
  public static func parse(
    _ source: Source, isStopped: @escaping () -> Bool = { false }
  ) throws(SyntaxError) -> [Statement] {
    var lexer = Lexer(source)
    lexer.isStopped = isStopped
    var parser = Parser(lexer.run(), source: source.id, bytes: lexer.bytes)
    return try parser.script(isStopped)
  }

  /// Whether Enter would run the text or open another line.
  public static func completeness(of text: String) -> Completeness {
    do throws(SyntaxError) {
      _ = try parse(Source(id: SourceID(0), name: "", text: text))
      return .complete
    } catch {
      return error.isIncomplete ? .incomplete : .invalid
    }
  }

  // MARK: Tokens

  var token: Token { tokens[position] }

  /// The token at a distance, the last one behind the end.
  func token(after distance: Int) -> Token {
    tokens[min(position + distance, tokens.count - 1)]
  }

  func isAt(_ sign: Sign) -> Bool { token.kind == .sign(sign) }
  func isAt(_ keyword: Keyword) -> Bool { token.kind == .keyword(keyword) }

  mutating func advance() {
    if position < tokens.count - 1 { position += 1 }
  }

  /// Skips the sign if it is next.
  mutating func skip(_ sign: Sign) -> Bool {
    guard isAt(sign) else { return false }
    advance()
    return true
  }

  /// Skips newlines after an operator or an opening, where the line goes on.
  mutating func skipNewlines() {
    while token.kind == .newline { advance() }
  }

  /// Takes the sign or complains that something else is there.
  @discardableResult
  mutating func expect(_ sign: Sign, _ what: String? = nil) throws(SyntaxError) -> SourceSpan {
    guard isAt(sign) else { throw unexpected(what ?? "`\(sign.rawValue)`") }
    let span = self.span(token)
    advance()
    return span
  }

  func text(_ token: Token) -> String {
    String(decoding: bytes[Int(token.start)..<Int(token.end)], as: UTF8.self)
  }

  func span(_ token: Token) -> SourceSpan {
    SourceSpan(source: source, start: token.start, end: token.end)
  }

  /// From an offset to the end of the last token taken.
  func span(from start: Int32) -> SourceSpan {
    let end = position > 0 ? tokens[position - 1].end : start
    return SourceSpan(source: source, start: start, end: max(start, end))
  }

  /// A name token, keywords allowed where nothing else can stand.
  mutating func name(_ what: String, allowingKeywords: Bool = false) throws(SyntaxError) -> Name {
    switch token.kind {
    case .name: break
    case .keyword where allowingKeywords: break
    case .keyword(let keyword):
      throw misuse("`\(keyword.rawValue)` is a keyword and no name", hint: keyword.rawValue + "_")
    default: throw unexpected(what)
    }
    let name = Name(text(token), span: span(token))
    advance()
    return name
  }

  // MARK: Trees

  /// A node of the tree, checked for its height.
  func node(_ kind: Expression.Kind, _ span: SourceSpan) throws(SyntaxError) -> Expression {
    let expression = Expression(kind, span: span)
    guard expression.height <= Parser.heightLimit else {
      throw tooDeep(Parser.heightLimit, at: span)
    }
    return expression
  }

  /// Runs the closure one level deeper.
  mutating func nested<Value>(
    _ body: (inout Parser) throws(SyntaxError) -> Value
  ) throws(SyntaxError) -> Value {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Parser.depthLimit else { throw tooDeep(Parser.depthLimit, at: span(token)) }
    return try body(&self)
  }
}
