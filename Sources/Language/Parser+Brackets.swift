extension Parser {
  /// What `(` begins: a group, a tuple, a record, or the parameters of a lambda.
  mutating func parenthesised() throws(SyntaxError) -> Expression {
    let start = token.start
    if let close = partners[position], tokens[close + 1].kind == .sign(.arrow) {
      return try lambda(try parameters(), from: start)
    }
    let isRecord = token(after: 1).kind == .name && token(after: 2).kind == .sign(.assign)
    advance()
    if isRecord { return try record(from: start) }
    if skip(.closeParenthesis) { return try node(.tuple([]), span(from: start)) }
    let first = try expression()
    if skip(.closeParenthesis) { return Expression(first.kind, span: span(from: start)) }
    var elements = [first]
    while skip(.comma), !isAt(.closeParenthesis) { elements.append(try expression()) }
    try closeList(.closeParenthesis)
    return try node(.tuple(elements), span(from: start))
  }

  private mutating func record(from start: Int32) throws(SyntaxError) -> Expression {
    var fields: [(Name, Expression)] = []
    repeat {
      if isAt(.closeParenthesis) { break }
      let name = try name("a field `name = value`")
      if fields.contains(where: { $0.0.canonical == name.canonical }) {
        throw misuse("the field `\(name.spelled)` is given twice", hint: nil, at: name.span)
      }
      try expect(.assign, "`=` and the value of the field")
      fields.append((name, try expression()))
    } while skip(.comma)
    try closeList(.closeParenthesis)
    return try node(.record(fields), span(from: start))
  }

  /// What `[` begins: a vector, a matrix, or a comprehension.
  mutating func bracketed() throws(SyntaxError) -> Expression {
    let start = token.start
    advance()
    if skip(.closeBracket) { return try node(.matrix([]), span(from: start)) }
    var rows: [[Expression]] = [[try expression()]]
    if isAt(.for) { return try comprehension(rows[0][0], from: start) }
    while true {
      if skip(.comma) {
        if isAt(.closeBracket) || token.kind == .semicolon { continue }
        rows[rows.count - 1].append(try expression())
      } else if token.kind == .semicolon {
        advance()
        if isAt(.closeBracket) { break }
        rows.append([try expression()])
      } else {
        break
      }
    }
    try closeList(.closeBracket)
    return try node(.matrix(rows), span(from: start))
  }

  private mutating func comprehension(
    _ body: Expression, from start: Int32
  ) throws(SyntaxError) -> Expression {
    advance()
    let pattern = try pattern()
    guard isAt(.in) else { throw unexpected("`in`") }
    advance()
    let domain = try expression()
    try expect(.closeBracket)
    return try node(.comprehension(body, pattern, in: domain), span(from: start))
  }

  /// The closing bracket of a list, with a word about commas where one is missing.
  mutating func closeList(_ sign: Sign) throws(SyntaxError) {
    if skip(sign) { return }
    switch token.kind {
    case .integer, .float, .imaginary, .name, .string:
      throw misuse("elements are separated by commas", hint: ",")
    case .semicolon where sign == .closeParenthesis:
      throw misuse("`;` separates statements, and the rows of `[ ]`", hint: ",")
    default: throw unexpected("`,` or `\(sign.rawValue)`")
    }
  }

  /// A name, or names in parentheses.
  mutating func pattern() throws(SyntaxError) -> Pattern {
    guard isAt(.openParenthesis) else { return .name(try name("a name to bind")) }
    return try nested { parser throws(SyntaxError) in
      let start = parser.token.start
      parser.advance()
      var parts = [try parser.pattern()]
      while parser.skip(.comma), !parser.isAt(.closeParenthesis) {
        parts.append(try parser.pattern())
      }
      try parser.expect(.closeParenthesis, "`,` or `)`")
      return .tuple(parts, parser.span(from: start))
    }
  }
}
