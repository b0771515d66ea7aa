extension Parser {
  /// The operand with its calls, indices, fields and primes.
  mutating func postfixed(_ operand: Expression) throws(SyntaxError) -> Expression {
    var operand = operand
    while case .sign(let sign) = token.kind {
      switch sign {
      case .openParenthesis: operand = try call(operand)
      case .openBracket: operand = try index(operand)
      case .dot: operand = try field(operand)
      case .prime:
        advance()
        operand = try node(.prime(operand), span(from: operand.span.start))
      case .transpose:
        advance()
        operand = try node(.transposed(operand), span(from: operand.span.start))
      default: return operand
      }
    }
    return operand
  }

  mutating func field(_ base: Expression) throws(SyntaxError) -> Expression {
    advance()
    let name = try name("the name of a field", allowingKeywords: true)
    return try node(.field(base, name), base.span.joined(with: name.span))
  }

  mutating func call(_ callee: Expression) throws(SyntaxError) -> Expression {
    try refuseLiteral(callee)
    try expect(.openParenthesis)
    var arguments: [Argument] = []
    var labels: Set<String> = []
    // Inside a call in an index, `end` still means the extent of the indexed value.
    while !isAt(.closeParenthesis) {
      let argument = try conditioned(argument(), of: callee, after: arguments)
      if case .labelled(let name, _) = argument, !labels.insert(name.canonical).inserted {
        throw misuse("the argument `\(name.spelled)` is given twice", hint: nil, at: name.span)
      }
      arguments.append(argument)
      if isDivided(callee, arguments) { continue }
      guard skip(.comma) else { break }
    }
    if isAt(.bar) || token.kind == .semicolon { return try densityTerm(callee, arguments) }
    if isAt(.doubleBar) {
      throw misuse("`||` stands between the two distributions of KL", hint: "KL(q || p)")
    }
    try closeList(.closeParenthesis)
    return try node(.call(callee, arguments), span(from: callee.span.start))
  }

  /// Skips the bars of `KL(q || p)`, which stand for the comma.
  private mutating func isDivided(_ callee: Expression, _ arguments: [Argument]) -> Bool {
    guard case .name(let name) = callee.kind, name.canonical == "KL", arguments.count == 1,
      case .positional = arguments[0]
    else { return false }
    return skip(.doubleBar) || skip(.norm)
  }

  private func refuseLiteral(_ callee: Expression) throws(SyntaxError) {
    switch callee.kind {
    case .integer, .float, .imaginary:
      guard let close = partners[position] else { throw unexpected("an operator") }
      let end = tokens[close].end
      let product = end - callee.span.start <= 60
      let left = shownText(callee.span.start, callee.span.end)
      throw SyntaxError(
        .number(
          "a product needs its sign",
          hint: product ? "\(left)*\(shownText(token.start, end))" : nil),
        at: SourceSpan(source: source, start: callee.span.start, end: token.end))
    default: return
    }
  }

  private func shownText(_ start: Int32, _ end: Int32) -> String {
    String(decoding: bytes[Int(start)..<Int(end)], as: UTF8.self)
  }

  mutating func argument() throws(SyntaxError) -> Argument {
    if isAt(.placeholder) { return .positional(try placeholder()) }
    if token.kind == .name, token(after: 1).kind == .sign(.assign) {
      let name = try name("a name")
      advance()
      return .labelled(name, isAt(.placeholder) ? try placeholder() : try expression())
    }
    if beginsBinder {
      let pattern = try pattern()
      advance()
      return .binder(pattern, in: try expression())
    }
    let value = try expression()
    if isAt(.tilde) {
      let draw = try draw(value)
      return .draw(draw.pattern, draw.distribution, like: draw.like)
    }
    return skip(.ellipsis) ? .spread(value) : .positional(value)
  }

  private mutating func placeholder() throws(SyntaxError) -> Expression {
    let span = span(token)
    advance()
    placeholders.append(span)
    return try node(.placeholder, span)
  }

  func strayPlaceholder(_ span: SourceSpan) -> SyntaxError {
    misuse("`_` stands only for an argument of the call right after `|>`", hint: nil, at: span)
  }

  /// Whether `i in` or `(a, b) in` is next, which binds; a membership test stands in parentheses.
  private var beginsBinder: Bool {
    if token.kind == .name { return token(after: 1).kind == .keyword(.in) }
    guard isAt(.openParenthesis), let close = partners[position],
      tokens[close + 1].kind == .keyword(.in), close > position + 1
    else { return false }
    return tokens[(position + 1)..<close].allSatisfy { token in
      switch token.kind {
      case .name, .sign(.comma), .sign(.openParenthesis), .sign(.closeParenthesis): true
      default: false
      }
    }
  }

  private mutating func index(_ base: Expression) throws(SyntaxError) -> Expression {
    try expect(.openBracket)
    indexDepth += 1
    defer { indexDepth -= 1 }
    if isAt(.closeBracket) {
      throw misuse("an index is missing", hint: "x[1]")
    }
    var indices: [Expression] = []
    repeat {
      if isAt(.closeBracket) { break }
      indices.append(try indexElement())
    } while skip(.comma)
    guard token.kind != .semicolon else {
      throw misuse("axes of an index are separated by commas", hint: ",")
    }
    try closeList(.closeBracket)
    return try node(.index(base, indices), span(from: base.span.start))
  }

  private mutating func indexElement() throws(SyntaxError) -> Expression {
    guard isAt(.colon) else { return try expression() }
    switch token(after: 1).kind {
    case .sign(.closeBracket), .sign(.comma):
      let span = span(token)
      advance()
      return try node(.allIndices, span)
    default:
      throw misuse("a range in an index names its start", hint: "1:")
    }
  }

  /// `(x, n=3)` of a definition or a lambda.
  mutating func parameters() throws(SyntaxError) -> [Parameter] {
    try expect(.openParenthesis)
    var parameters: [Parameter] = []
    while !isAt(.closeParenthesis) {
      let name = try name("the name of a parameter")
      let isRest = skip(.ellipsis)
      let initial = skip(.assign) ? try expression() : nil
      try add(Parameter(name, initial: initial, isRest: isRest), to: &parameters)
      guard skip(.comma) else { break }
    }
    try closeList(.closeParenthesis)
    return parameters
  }

  func add(_ parameter: Parameter, to parameters: inout [Parameter]) throws(SyntaxError) {
    let name = parameter.name
    if parameters.contains(where: { $0.name.canonical == name.canonical }) {
      throw misuse("the parameter `\(name.spelled)` is named twice", hint: nil, at: name.span)
    }
    try refuseDisorder(parameter, after: parameters)
    parameters.append(parameter)
  }

  /// Behind `rest...` a parameter goes by name, so it has a default; before it the defaults come last.
  private func refuseDisorder(
    _ parameter: Parameter, after parameters: [Parameter]
  ) throws(SyntaxError) {
    let name = parameter.name
    if parameter.isRest {
      if let initial = parameter.initial {
        throw misuse(
          "`\(name.spelled)...` needs no default: without further arguments it is ()", hint: nil,
          at: initial.span)
      }
      if let rest = parameters.first(where: \.isRest) {
        throw misuse(
          "only one parameter takes all further arguments, and `\(rest.name.spelled)...` does",
          hint: nil, at: name.span)
      }
      return
    }
    guard parameter.initial == nil else { return }
    if parameters.contains(where: \.isRest) {
      throw misuse(
        "a parameter behind `...` goes by name and has a default", hint: "\(name.spelled)=0",
        at: name.span)
    }
    if parameters.last?.initial != nil {
      throw misuse(
        "a parameter without a default follows one that has one", hint: nil, at: name.span)
    }
  }
}
