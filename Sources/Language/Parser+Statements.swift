extension Parser {
  /// The statements of a whole text.
  mutating func script(_ isStopped: () -> Bool) throws(SyntaxError) -> [Statement] {
    var statements: [Statement] = []
    while true {
      skipSeparators()
      if isStopped() { throw SyntaxError(.stopped, at: span(token)) }
      if token.kind == .end { return statements }
      statements.append(try statement(until: .end))
    }
  }

  /// Statements up to this token, which is not taken.
  private mutating func statements(until end: Token.Kind) throws(SyntaxError) -> [Statement] {
    var statements: [Statement] = []
    while true {
      skipSeparators()
      if token.kind == end { return statements }
      if token.kind == .end { throw unexpected("`}`") }
      statements.append(try statement(until: end))
    }
  }

  private mutating func skipSeparators() {
    while token.kind == .newline || token.kind == .semicolon { advance() }
  }

  private mutating func statement(until end: Token.Kind) throws(SyntaxError) -> Statement {
    let start = token.start
    let kind = try statementKind()
    if let stray = placeholders.first { throw strayPlaceholder(stray) }
    let span = span(from: start)
    let isMuted = token.kind == .semicolon
    guard isMuted || token.kind == .newline || token.kind == end else {
      throw unexpectedAfterStatement()
    }
    return Statement(span: span, kind: kind, isMuted: isMuted)
  }

  /// Statements in braces.
  mutating func block(_ expected: String = "`{`") throws(SyntaxError) -> Block {
    let start = token.start
    try expect(.openBrace, expected)
    // Inside braces a new statement begins: an outer index no longer lends its `end`.
    let outer = (indexDepth, placeholders)
    (indexDepth, placeholders) = (0, [])
    defer { (indexDepth, placeholders) = outer }
    let statements = try statements(until: .sign(.closeBrace))
    try expect(.closeBrace)
    return Block(span: span(from: start), statements: statements)
  }

  private mutating func statementKind() throws(SyntaxError) -> Statement.Kind {
    switch token.kind {
    case .command: return command()
    case .help: return .help(lineArgument(dropping: 1))
    case .search: return .search(lineArgument(dropping: 2))
    case .sign(.colon):
      throw misuse("a metacommand stands at the start of a line, outside braces", hint: nil)
    case .keyword(let keyword):
      if let kind = try keywordStatement(keyword) { return kind }
    case .name:
      if let kind = try contextualStatement() { return kind }
    default: break
    }
    return try assignmentOrExpression()
  }

  // MARK: Lines

  private mutating func command() -> Statement.Kind {
    let start = token.start + 1
    let line = text(token).dropFirst()
    let word = String(line.prefix { $0.isLetter || $0.isNumber || $0 == "_" })
    let end = start + Int32(truncatingIfNeeded: word.utf8.count)
    let name = Name(word, span: SourceSpan(source: source, start: start, end: end))
    let argument = String(line.dropFirst(word.count))
    advance()
    return .command(name, argument: Parser.trimmed(argument))
  }

  private mutating func lineArgument(dropping count: Int) -> String {
    let argument = String(text(token).dropFirst(count))
    advance()
    return Parser.trimmed(argument)
  }

  private static func trimmed(_ text: String) -> String {
    let start = text.drop { $0.isWhitespace }
    guard let last = start.lastIndex(where: { !$0.isWhitespace }) else { return "" }
    return String(start[...last])
  }

  // MARK: Keywords

  private mutating func keywordStatement(
    _ keyword: Keyword
  ) throws(SyntaxError) -> Statement.Kind? {
    switch keyword {
    case .for: return try loop()
    case .while:
      advance()
      let condition = try expression()
      return .whileLoop(condition, try loopBody())
    case .break:
      advance()
      return .breakLoop
    case .next:
      advance()
      return .next
    case .return:
      advance()
      switch token.kind {
      case .newline, .semicolon, .end, .sign(.closeBrace): return .returnValue(nil)
      default: return .returnValue(try expression())
      }
    case .if, .else, .in, .and, .or, .not, .true, .false, .end: return nil
    }
  }

  private mutating func loop() throws(SyntaxError) -> Statement.Kind {
    advance()
    let pattern = try pattern()
    guard isAt(.in) else { throw unexpected("`in` and what to walk over") }
    advance()
    let domain = try expression()
    return .loop(pattern, in: domain, try loopBody())
  }

  /// Loops in loops nest without an expression between, so they are counted here.
  private mutating func loopBody() throws(SyntaxError) -> Block {
    try nested { parser throws(SyntaxError) in try parser.block() }
  }

  /// Statements that begin with a word which is a name elsewhere.
  private mutating func contextualStatement() throws(SyntaxError) -> Statement.Kind? {
    let word = text(token)
    switch word {
    case "check", "use", "explain":
      let next = token(after: 1).kind
      guard ![.sign(.assign), .sign(.comma), .sign(.tilde)].contains(next) else {
        throw misuse("`\(word)` begins a statement and cannot be a variable", hint: nil)
      }
      advance()
      if word == "explain" { return .explain(try expression()) }
      return word == "check" ? .check(try check()) : try use()
    case "derive":
      switch token(after: 1).kind {
      case .sign(.openBrace): return .derive(try derivation())
      case .sign(.openParenthesis):
        // A call of a function with this name has no braces behind it.
        guard let close = partners[position + 1], tokens[close + 1].kind == .sign(.openBrace)
        else {
          if partners[position + 1] == nil { throw unexpected("`)` and `{`") }
          return nil
        }
        return .derive(try derivation())
      default: return nil
      }
    default: return nil
    }
  }

  private mutating func check() throws(SyntaxError) -> Check {
    let claim = try expression()
    var tolerances: [Tolerance] = []
    while token.kind == .name, let measure = Tolerance.Measure(rawValue: text(token)) {
      if tolerances.contains(where: { $0.measure == measure }) {
        throw misuse("the tolerance `\(measure.rawValue)` is given twice", hint: nil)
      }
      advance()
      tolerances.append(Tolerance(measure: measure, bound: try expression(.range)))
    }
    guard case .comparison(let left, let links) = claim.kind, links.count == 1,
      let link = links.first, link.comparison != .element
    else { return Check(left: claim, relation: nil, tolerances: tolerances) }
    return Check(left: left, relation: link, tolerances: tolerances)
  }

  private mutating func use() throws(SyntaxError) -> Statement.Kind {
    let library: Statement.Library
    switch token.kind {
    case .string(let pieces):
      let span = span(token)
      switch pieces.first {
      case .literal(let path)? where pieces.count == 1: library = .file(path, span)
      default: throw misuse("the name of a file is a plain text", hint: "use \"lib.gms\"")
      }
      advance()
    case .name: library = .module(try name("a module"))
    default: throw unexpected("a module, or a file in quotes,")
    }
    guard token.kind == .name, text(token) == "as" else { return .use(library, as: nil) }
    advance()
    return .use(library, as: try name("the name to use"))
  }
}
