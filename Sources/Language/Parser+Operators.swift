extension Parser {
  /// A whole expression, the loosest operator included.
  mutating func expression() throws(SyntaxError) -> Expression {
    try expression(.pipe)
  }

  /// An expression whose operators bind at least this tightly.
  mutating func expression(_ minimum: Precedence) throws(SyntaxError) -> Expression {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Parser.depthLimit else {
      throw tooDeep(Parser.depthLimit, at: span(token))
    }
    var left = try operand(minimum)
    while let next = try continued(left, minimum) { left = next }
    return left
  }

  /// A prefix operator with its operand, or a primary with what is postfixed to it.
  private mutating func operand(_ minimum: Precedence) throws(SyntaxError) -> Expression {
    let start = token
    switch start.kind {
    case .sign(.minus):
      advance()
      skipNewlines()
      let operand = try expression(.sign)
      return try node(.prefix(.negate, operand), span(start).joined(with: operand.span))
    case .sign(.plus):
      advance()
      skipNewlines()
      let operand = try expression(.sign)
      return Expression(operand.kind, span: span(start).joined(with: operand.span))
    case .keyword(.not):
      guard minimum <= .not else {
        throw misuse("`not` needs parentheses here", hint: "(not x)")
      }
      advance()
      skipNewlines()
      let operand = try expression(.not)
      return try node(.prefix(.not, operand), span(start).joined(with: operand.span))
    default:
      return try postfixed(primary())
    }
  }

  /// The expression with the next operator and its right side, or nil where none binds so tightly.
  private mutating func continued(
    _ left: Expression, _ minimum: Precedence
  ) throws(SyntaxError) -> Expression? {
    switch token.kind {
    case .sign(.pipe) where minimum <= .pipe:
      return try pipe(left)
    case .keyword(.or) where minimum <= .or:
      return try logical(.or, left, .or)
    case .keyword(.and) where minimum <= .and:
      return try logical(.and, left, .and)
    case .keyword(.in) where minimum <= .comparison:
      return try comparison(left)
    case .sign(.colon) where minimum <= .range:
      return try range(left)
    case .sign(let sign):
      if sign.comparison != nil, minimum <= .comparison { return try comparison(left) }
      guard let binary = sign.binary, minimum <= binary.precedence else { return nil }
      return try self.binary(binary, left)
    case .superscript(let exponent) where minimum <= .power:
      return try superscript(left, exponent)
    default:
      return nil
    }
  }

  private mutating func takeOperator() -> SourceSpan {
    let sign = span(token)
    advance()
    skipNewlines()
    return sign
  }

  private mutating func binary(
    _ binary: BinaryOperator, _ left: Expression
  ) throws(SyntaxError) -> Expression {
    let sign = takeOperator()
    // The exponent may carry a sign, and a power in it binds first.
    let right = try expression(binary == .power ? .sign : binary.precedence.tighter)
    return try node(.binary(binary, left, right, sign), left.span.joined(with: right.span))
  }

  private mutating func superscript(
    _ left: Expression, _ exponent: Int
  ) throws(SyntaxError) -> Expression {
    let sign = span(token)
    advance()
    let magnitude = try node(.integer(abs(exponent)), sign)
    let right = exponent < 0 ? try node(.prefix(.negate, magnitude), sign) : magnitude
    // Like a postfix sign, it leaves the next `^` outside.
    return try node(.binary(.power, left, right, sign), left.span.joined(with: sign))
  }

  private mutating func logical(
    _ connective: LogicalOperator, _ left: Expression, _ precedence: Precedence
  ) throws(SyntaxError) -> Expression {
    _ = takeOperator()
    let right = try expression(precedence.tighter)
    return try node(.logical(connective, left, right), left.span.joined(with: right.span))
  }

  private mutating func comparison(_ first: Expression) throws(SyntaxError) -> Expression {
    var links: [ComparisonLink] = []
    while let comparison = comparisonHere {
      let sign = takeOperator()
      let right = try expression(.range)
      links.append(ComparisonLink(comparison: comparison, right: right, sign: sign))
    }
    return try node(.comparison(first, links), span(from: first.span.start))
  }

  private var comparisonHere: ComparisonOperator? {
    switch token.kind {
    case .keyword(.in): .element
    case .sign(let sign): sign.comparison
    default: nil
    }
  }

  private mutating func range(_ from: Expression) throws(SyntaxError) -> Expression {
    try refuseOpenRange(after: from)
    _ = takeOperator()
    let second = try expression(.sum)
    guard isAt(.colon) else {
      let span = from.span.joined(with: second.span)
      return try node(.range(from: from, step: nil, to: second), span)
    }
    _ = takeOperator()
    let third = try expression(.sum)
    guard !isAt(.colon) else {
      throw misuse("a range has at most three parts, `from:step:to`", hint: "1:2:9")
    }
    let span = from.span.joined(with: third.span)
    return try node(.range(from: from, step: second, to: third), span)
  }

  /// `x[2:]` of other languages has its end named here.
  private func refuseOpenRange(after from: Expression) throws(SyntaxError) {
    guard indexDepth > 0 else { return }
    switch token(after: 1).kind {
    case .sign(.closeBracket), .sign(.comma):
      let text = String(
        decoding: bytes[Int(from.span.start)..<Int(from.span.end)].prefix(40), as: UTF8.self)
      throw misuse("a range in an index names its end", hint: "\(text):end")
    default: return
    }
  }

  private mutating func pipe(_ left: Expression) throws(SyntaxError) -> Expression {
    _ = takeOperator()
    let known = placeholders.count
    let right = try expression(.or)
    if case .call(_, let arguments) = right.kind {
      let direct = arguments.compactMap { argument -> SourceSpan? in
        guard case .placeholder = argument.value.kind else { return nil }
        return argument.value.span
      }
      placeholders = placeholders[..<known] + placeholders[known...].filter { !direct.contains($0) }
    }
    return try node(.pipe(left, right), left.span.joined(with: right.span))
  }
}
