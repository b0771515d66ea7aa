extension Parser {
  /// An operand without its postfix signs.
  mutating func primary() throws(SyntaxError) -> Expression {
    let start = token
    let span = span(start)
    switch start.kind {
    case .integer(let value): return try literal(.integer(value))
    case .float(let value): return try literal(.float(value))
    case .imaginary(let value): return try literal(.imaginary(value))
    case .result(let number): return try literal(.result(number))
    case .string(let pieces): return try textLiteral(pieces)
    case .name: return try nameOrLambda()
    case .keyword(let keyword): return try keywordExpression(keyword)
    case .sign(.openParenthesis): return try parenthesised()
    case .sign(.openBracket): return try bracketed()
    case .sign(.openBrace):
      let block = try block()
      return try node(.block(block), block.span)
    case .sign(.nabla): return try gradient()
    case .sign(.norm), .sign(.doubleBar): return try norm()
    case .sign(.placeholder):
      throw misuse("`_` stands only for an argument of a call after `|>`", hint: nil, at: span)
    default: throw unexpected("an operand")
    }
  }

  private mutating func literal(_ kind: Expression.Kind) throws(SyntaxError) -> Expression {
    let span = span(token)
    advance()
    return try node(kind, span)
  }

  private mutating func nameOrLambda() throws(SyntaxError) -> Expression {
    let name = try name("a name")
    if name.canonical == "log", beginsLogarithm { return try logarithm(name) }
    guard isAt(.arrow) else { return try node(.name(name), name.span) }
    return try lambda([Parameter(name, initial: nil)], from: name.span.start)
  }

  /// The body behind `->`, as far to the right as it goes.
  mutating func lambda(
    _ parameters: [Parameter], from start: Int32
  ) throws(SyntaxError) -> Expression {
    try expect(.arrow)
    skipNewlines()
    let body = try expression()
    return try node(.lambda(parameters, body), span(from: start))
  }

  private mutating func keywordExpression(_ keyword: Keyword) throws(SyntaxError) -> Expression {
    switch keyword {
    case .true: return try literal(.boolean(true))
    case .false: return try literal(.boolean(false))
    case .if: return try conditional()
    case .end:
      guard indexDepth > 0 else {
        throw misuse("`end` is the extent of an axis, inside `[ ]` of an index", hint: "x[end]")
      }
      return try literal(.end)
    case .for, .while, .return, .break, .next:
      throw misuse("`\(keyword.rawValue)` begins a statement and has no value", hint: nil)
    case .else:
      throw misuse("`else` stands on the line of the `}` before it", hint: nil)
    case .not:
      throw misuse("`not` needs parentheses here", hint: "(not x)")
    case .in, .and, .or:
      throw unexpected("an operand")
    }
  }

  /// `if c { } else if d { } else { }`, built from the last branch up.
  private mutating func conditional() throws(SyntaxError) -> Expression {
    var branches: [(start: Int32, condition: Expression, then: Block)] = []
    var last: Expression?
    while true {
      let start = token.start
      advance()
      let condition = try expression()
      branches.append((start, condition, try block("`{` and the branch")))
      guard isAt(.else) else { break }
      advance()
      if isAt(.if) { continue }
      let block = try block("`{` or `if`")
      last = try node(.block(block), block.span)
      break
    }
    let end = span(from: token.start)
    for branch in branches.reversed() {
      let span = SourceSpan(source: source, start: branch.start, end: end.end)
      last = try node(.conditional(branch.condition, then: branch.then, otherwise: last), span)
    }
    guard let last else { throw unexpected("a condition") }
    return last
  }

  /// `∇f`, where `∇` binds tighter than a call, and `∇[θ] e`.
  private mutating func gradient() throws(SyntaxError) -> Expression {
    let start = span(token)
    advance()
    if isAt(.openBracket) { return try gradientIn(from: start) }
    switch token.kind {
    case .superscript:
      throw misuse("the Laplacian is `laplacian(f)`", hint: "laplacian(f)", at: span(token))
    case .sign(.at): throw misuse("the divergence is `div(f)`", hint: "div(f)")
    case .name where text(token) == "log" && token(after: 1).kind == .name:
      throw misuse(
        "the gradient of an expression names its variables", hint: "∇[x] log p(x)",
        at: start.joined(with: span(token)))
    default: break
    }
    var operand = try nested { parser throws(SyntaxError) in try parser.primary() }
    // A gradient has no fields: `∇m.loss` means the loss of m.
    while isAt(.dot) { operand = try field(operand) }
    return try node(.prefix(.gradient, operand), start.joined(with: operand.span))
  }

  /// `∇[θ] e`: as on paper, e is a whole product but one term of a sum.
  private mutating func gradientIn(from start: SourceSpan) throws(SyntaxError) -> Expression {
    try expect(.openBracket)
    var names = [try name("a name")]
    while skip(.comma) { names.append(try name("a name")) }
    try expect(.closeBracket)
    let operand = try expression(.product)
    return try node(.gradientIn(names, operand), start.joined(with: operand.span))
  }

  /// A norm, `‖e‖` or in plain signs `||e||`, up to its closing bars.
  private mutating func norm() throws(SyntaxError) -> Expression {
    let start = token
    guard case .sign(let bars) = start.kind else { throw unexpected("a norm") }
    advance()
    let operand = try expression()
    try expect(bars, "`\(bars.rawValue)` to end the norm")
    return try node(.prefix(.norm, operand), span(from: start.start))
  }

  /// A string whose values are parsed at their own places.
  private mutating func textLiteral(_ pieces: [StringPiece]) throws(SyntaxError) -> Expression {
    let span = span(token)
    var parts: [TextPart] = []
    for piece in pieces {
      switch piece {
      case .literal(let text): parts.append(.literal(text))
      case .value(let range, let format):
        parts.append(.value(try value(in: range), format: format))
      }
    }
    advance()
    return try node(.text(parts), span)
  }

  private func value(in range: Range<Int>) throws(SyntaxError) -> Expression {
    var lexer = Lexer(source, bytes: bytes, range: range)
    var parser = Parser(lexer.run(), source: source, bytes: bytes, depth: depth)
    do throws(SyntaxError) {
      let value = try parser.expression()
      guard parser.token.kind == .end else { throw parser.unexpected("`}`") }
      if let stray = parser.placeholders.first { throw parser.strayPlaceholder(stray) }
      return value
    } catch {
      guard error.isIncomplete else { throw error }
      throw SyntaxError(
        .string("the braces in the string hold no whole value", hint: "{{"), at: error.span)
    }
  }
}
