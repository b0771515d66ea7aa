extension Parser {
  /// A derivation, from the word `derive` on.
  mutating func derivation() throws(SyntaxError) -> Derivation {
    advance()
    var entries: [Derivation.Entry] = [], condition: Expression?
    if isAt(.openParenthesis) { (entries, condition) = try header() }
    skipNewlines()
    try expect(.openBrace, "`{` and a chain of expressions")
    let outer = (indexDepth, placeholders)
    (indexDepth, placeholders) = (0, [])
    defer { (indexDepth, placeholders) = outer }
    skipSeparators()
    if isAt(.closeBrace) {
      throw misuse(
        "a derivation is a chain", hint: "derive (x in reals) { (x + 1)^2 = x^2 + 2*x + 1 }")
    }
    let first = try side()
    var links: [DerivationLink] = []
    while true {
      skipSeparators()
      if isAt(.closeBrace) { break }
      links.append(try link(isFirst: links.isEmpty))
    }
    guard !links.isEmpty else {
      throw misuse("a chain has at least two sides: a line that starts with `=` goes on", hint: nil)
    }
    try expect(.closeBrace)
    return Derivation(entries: entries, condition: condition, first: first, links: links)
  }

  private mutating func skipSeparators() {
    while token.kind == .newline || token.kind == .semicolon { advance() }
  }

  // MARK: Header

  private mutating func header() throws(SyntaxError) -> ([Derivation.Entry], Expression?) {
    advance()
    var entries: [Derivation.Entry] = [], names: Set<String> = []
    while !isAt(.closeParenthesis) {
      if token.kind == .semicolon {
        advance()
        continue
      }
      if isWhere {
        let condition = try condition()
        return (entries, condition)
      }
      let entry = try entry()
      for name in entry.names where !names.insert(name.canonical).inserted {
        throw misuse("`\(name.spelled)` is declared twice", hint: nil, at: name.span)
      }
      entries.append(entry)
      if isWhere { continue }
      guard token.kind == .semicolon || isAt(.closeParenthesis) else {
        if isAt(.comma) {
          throw misuse("entries are separated by `;`", hint: "k = 3; x in reals(k)")
        }
        throw unexpected("`;` or `)`")
      }
    }
    advance()
    return (entries, nil)
  }

  /// Whether `where` stands next, which is a name elsewhere.
  private var isWhere: Bool {
    guard token.kind == .name, text(token) == "where" else { return false }
    if case .keyword(.in) = token(after: 1).kind { return false }
    return true
  }

  private mutating func condition() throws(SyntaxError) -> Expression {
    advance()
    let condition = try expression()
    if token.kind == .semicolon { advance() }
    guard isAt(.closeParenthesis) else {
      if isAt(.comma) { throw misuse("several conditions are joined by `and`", hint: "and") }
      throw unexpected("`)`: the condition ends the header")
    }
    advance()
    return condition
  }

  private mutating func entry() throws(SyntaxError) -> Derivation.Entry {
    let start = token.start
    guard token.kind == .name else {
      throw unexpected("`x in reals`, `a = e` or `where`")
    }
    let isVariable =
      switch token(after: 1).kind {
      case .sign(.comma), .keyword(.in): true
      default: false
      }
    guard isVariable else {
      let kind = try assignmentOrExpression()
      let span = span(from: start)
      switch kind {
      case .assign(.name, _), .define:
        return .definition(Statement(span: span, kind: kind, isMuted: true))
      default:
        throw misuse(
          "an entry is `x in D`, or a definition `a = e`", hint: "x in reals", at: span)
      }
    }
    var names = [try name("a variable")]
    while skip(.comma) { names.append(try name("a variable")) }
    guard isAt(.in) else { throw unexpected("`in` and a domain") }
    advance()
    return .variable(names, in: try expression(.sum))
  }

  // MARK: Chain

  private mutating func side() throws(SyntaxError) -> Expression { try expression(.range) }

  private mutating func link(isFirst: Bool) throws(SyntaxError) -> DerivationLink {
    let start = token.start
    let relation: DerivationLink.Relation
    switch token.kind {
    case .sign(.assign): relation = .equal
    case .sign(.lessOrEqual): relation = .atMost
    case .sign(.greaterOrEqual): relation = .atLeast
    case .sign(.equal):
      throw misuse("a chain is written with `=`", hint: "=")
    case .sign(.approximately):
      throw misuse(
        "a chain is written with `=`; `up to const` and `limit` say in what sense", hint: "=")
    case .sign(.less), .sign(.greater):
      throw misuse("a chain has `=`, `<=` and `>=`", hint: isAt(.less) ? "<=" : ">=")
    default:
      throw unexpected(isFirst ? "`=` and the next side" : "`=`, `<=`, `>=` or `}`")
    }
    advance()
    skipNewlines()
    let side = try side()
    let sense = try sense()
    return DerivationLink(
      relation: relation, side: side, sense: sense, span: span(from: start))
  }

  /// `up to const(θ)`, `up to factor`, `limit T in [...]`; nothing is `exact`.
  private mutating func sense() throws(SyntaxError) -> DerivationLink.Sense {
    guard token.kind == .name else { return .exact }
    switch text(token) {
    case "up":
      advance()
      guard token.kind == .name, text(token) == "to" else {
        throw unexpected("`to`: up to const(θ), up to factor")
      }
      advance()
      let word = token.kind == .name ? text(token) : ""
      guard word == "const" || word == "factor" else {
        throw unexpected("`const` or `factor`")
      }
      advance()
      let names = try isAt(.openParenthesis) ? freeNames() : []
      return word == "const" ? .upToConstant(names) : .upToFactor(names)
    case "limit":
      advance()
      let name = try name("the variable that goes to its limit")
      guard isAt(.in) else {
        throw unexpected("`in` and the values on the way: limit T in [10, 100, 1000]")
      }
      advance()
      return .limit(name, try expression(.sum))
    default: return .exact
    }
  }

  private mutating func freeNames() throws(SyntaxError) -> [Name] {
    advance()
    var names = [try name("a variable")]
    while skip(.comma) { names.append(try name("a variable")) }
    try expect(.closeParenthesis, "`,` or `)`")
    return names
  }
}

extension Derivation.Entry {
  /// The names that the entry declares.
  public var names: [Name] {
    switch self {
    case .variable(let names, in: _): names
    case .definition(let statement):
      switch statement.kind {
      case .assign(let target, _): target.names
      case .define(let name, _, _): [name]
      default: []
      }
    }
  }
}
