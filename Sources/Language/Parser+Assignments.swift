extension Parser {
  /// An expression, or what it turns out to be the left side of.
  mutating func assignmentOrExpression() throws(SyntaxError) -> Statement.Kind {
    let start = token.start
    let first = try expression()
    if isAt(.comma) { return try severalTargets(first, from: start) }
    guard isAt(.assign) else {
      return isAt(.tilde) ? try drawStatement(first, from: start) : .expression(first)
    }
    if case .call(let callee, let arguments) = first.kind {
      let (name, parameters) = try signature(callee, arguments)
      return .define(name, parameters, try rightSide())
    }
    return .assign(try target(first), try rightSide())
  }

  /// Several targets without parentheses, as in `a, b = b, a`, are one tuple.
  private mutating func severalTargets(
    _ first: Expression, from start: Int32
  ) throws(SyntaxError) -> Statement.Kind {
    var elements = [first]
    while skip(.comma) { elements.append(try expression()) }
    let span = span(from: start)
    if isAt(.tilde) { throw drawnWithoutParentheses(from: start) }
    guard isAt(.assign) else {
      guard token.kind == .newline || token.kind == .end || token.kind == .semicolon else {
        throw unexpected("`=`")
      }
      throw misuse("a tuple stands in parentheses", hint: "(\(text(span)))", at: span)
    }
    var targets: [Target] = []
    for element in elements { targets.append(try target(element)) }
    let value = try rightSide(allowingList: true)
    return .assign(.tuple(targets, span), value)
  }

  private mutating func rightSide(allowingList: Bool = false) throws(SyntaxError) -> Expression {
    advance()
    skipNewlines()
    let first = try expression()
    guard isAt(.comma) else { return try checkedRightSide(first) }
    var elements = [first]
    while skip(.comma) { elements.append(try expression()) }
    let span = first.span.joined(with: span(from: first.span.start))
    guard allowingList else {
      throw misuse("a tuple stands in parentheses", hint: "(\(text(span)))", at: span)
    }
    return try node(.tuple(elements), span)
  }

  private func checkedRightSide(_ value: Expression) throws(SyntaxError) -> Expression {
    if isAt(.tilde) { throw drawnAsValue(value) }
    guard isAt(.assign) else { return value }
    throw misuse("one statement assigns once; equality is `==`", hint: nil)
  }

  func target(_ expression: Expression) throws(SyntaxError) -> Target {
    switch expression.kind {
    case .name(let name): return .name(name)
    case .field(let base, let name): return .field(try target(base), name)
    case .index(let base, let indices):
      return .index(try target(base), indices, expression.span)
    case .tuple(let elements) where !elements.isEmpty:
      var targets: [Target] = []
      for element in elements { targets.append(try target(element)) }
      return .tuple(targets, expression.span)
    case .density:
      throw misuse(
        "the parameters of a function are separated by commas; a factor is declared by `~`",
        hint: "~")
    case .comparison, .logical:
      throw misuse("`=` assigns; equality is `==`", hint: "==")
    case .boolean, .integer, .float, .imaginary, .text, .result:
      throw misuse("a constant cannot be assigned", hint: nil, at: expression.span)
    default:
      throw misuse(
        "only names, fields and indices of them can be assigned", hint: nil, at: expression.span)
    }
  }

  /// The name and the parameters that a call before `=` declares.
  private func signature(
    _ callee: Expression, _ arguments: [Argument]
  ) throws(SyntaxError) -> (Name, [Parameter]) {
    guard case .name(let name) = callee.kind else {
      throw misuse(
        "a function is defined under a plain name, or assigned as a lambda",
        hint: "\(text(callee.span)) = x -> x", at: callee.span)
    }
    var parameters: [Parameter] = []
    for argument in arguments {
      switch argument {
      case .positional(let value):
        guard case .name(let name) = value.kind else {
          throw misuse("a parameter is a name", hint: nil, at: value.span)
        }
        try add(Parameter(name, initial: nil), to: &parameters)
      case .labelled(let name, let value):
        try add(Parameter(name, initial: value), to: &parameters)
      case .spread(let value):
        guard case .name(let name) = value.kind else {
          throw misuse("a parameter is a name", hint: nil, at: value.span)
        }
        try add(Parameter(name, isRest: true), to: &parameters)
      case .binder, .draw, .given:
        throw misuse("a parameter is a name", hint: nil, at: argument.span)
      }
    }
    return (name, parameters)
  }

  private func text(_ span: SourceSpan) -> String {
    let text = String(decoding: bytes[Int(span.start)..<Int(span.end)], as: UTF8.self)
    return text.utf8.count <= 60 ? text : "a, b"
  }
}
