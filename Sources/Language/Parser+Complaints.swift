extension Parser {
  func misuse(_ message: String, hint: String?, at span: SourceSpan? = nil) -> SyntaxError {
    SyntaxError(.misuse(message, hint: hint), at: span ?? self.span(token))
  }

  func tooDeep(_ limit: Int, at span: SourceSpan) -> SyntaxError {
    let end = min(span.end, span.start + 1)
    let start = SourceSpan(source: source, start: span.start, end: end)
    return SyntaxError(.depth(limit: limit), at: start)
  }

  /// The complaint that something else stands where this was expected.
  ///
  /// At the end of the text this means that more may come; what the lexer could not read, and
  /// what other languages write here, have their own words.
  func unexpected(_ expected: String) -> SyntaxError {
    switch token.kind {
    case .invalid(let error): error
    case .end: ended(expected)
    case .newline where position > 0:
      SyntaxError(.unexpected(shown, expected: expected), at: lastSpan)
    case .sign(.openParenthesis) where isOperand(before: position):
      misuse("a product needs its sign", hint: nil)
    case .sign(.assign) where expected.hasPrefix("`in`"):
      misuse("a loop walks with `in`", hint: "for i in 1:n { }")
    case .sign(.assign) where expected != "an operand" && !isOperand(before: position):
      SyntaxError(.unexpected(shown, expected: expected), at: span(token))
    case .sign(.assign) where isCompound:
      misuse("there is no assignment with an operator", hint: "x = x + 1", at: lastSpan)
    case .sign(.assign):
      misuse("`=` assigns at the start of a statement; equality is `==`", hint: "==")
    case .sign(.prime) where !isOperand(before: position):
      misuse("text stands in double quotes", hint: "\"text\"")
    case .sign(.bar) where !isOperand(before: position):
      misuse("an absolute value is `abs(x)`", hint: "abs(x)")
    case .sign(.bar):
      misuse(
        "`|` is followed by a condition, in the arguments of E, Var, Cov and P and of a density; "
          + "a choice is `or`",
        hint: "or")
    case .sign(.tilde):
      misuse(
        "a draw is a statement, or an argument of E, Var, Cov and P", hint: "z ~ Normal(0, 1)")
    case .sign(.doubleBar): misuse("`||` is written `or`", hint: "or")
    case .result where isOperand(before: position):
      misuse("`%` is the last result; a remainder is `mod(a, b)`", hint: "mod(a, b)")
    default: SyntaxError(.unexpected(shown, expected: expected), at: span(token))
    }
  }

  /// What may stand behind a whole statement.
  func unexpectedAfterStatement() -> SyntaxError {
    guard position > 0, isOperand(before: position), beginsOperand else {
      return unexpected("a newline or `;`")
    }
    let previous = tokens[position - 1]
    if previous.kind == .sign(.prime), position > 1, tokens[position - 2].end < previous.start {
      return misuse("text stands in double quotes", hint: "\"text\"", at: span(previous))
    }
    if let foreign = foreignWord(previous) { return foreign }
    let both = SourceSpan(source: source, start: previous.start, end: token.end)
    let isText = previous.kind.isString || token.kind.isString
    return misuse(
      "two operands without an operator",
      hint: both.end - both.start > 40 || isText || previous.kind == .sign(.prime)
        ? nil : "\(text(previous))*\(text(token))")
  }

  /// A word that begins a statement in other languages.
  private func foreignWord(_ token: Token) -> SyntaxError? {
    guard token.kind.isName else { return nil }
    switch text(token) {
    case "def", "function", "fn", "func", "fun":
      return misuse("a function is defined without a keyword", hint: "f(x) = x^2", at: span(token))
    case "lambda", "λ":
      return misuse("a function without a name is an arrow", hint: "x -> x^2", at: span(token))
    case "let", "var", "const", "local", "global", "val", "auto":
      return misuse("a variable needs no keyword", hint: "x = 3", at: span(token))
    case "import", "from", "using", "require", "include":
      return misuse("a module is brought in by `use`", hint: "use gan", at: span(token))
    case "print", "echo", "println":
      return misuse("print is a function", hint: "print(x)", at: span(token))
    case "elif", "elseif", "elsif":
      return misuse("`\(text(token))` is written `else if`", hint: nil, at: span(token))
    default: return nil
    }
  }

  private func ended(_ expected: String) -> SyntaxError {
    if let unclosed {
      return SyntaxError(.unclosed(text(tokens[unclosed])), at: span(tokens[unclosed]))
    }
    guard position > 0 else {
      return SyntaxError(.unfinished(after: "the start", expected: expected), at: span(token))
    }
    let after = "`\(text(tokens[last]))`"
    return SyntaxError(.unfinished(after: after, expected: expected), at: lastSpan)
  }

  /// The last token that is no newline.
  private var last: Int {
    var last = max(0, position - 1)
    while last > 0, tokens[last].kind == .newline { last -= 1 }
    return last
  }

  private var lastSpan: SourceSpan { span(tokens[last]) }

  /// How a message calls the token at the position.
  private var shown: String {
    switch token.kind {
    case .newline: return "the end of the line"
    case .semicolon: return "`;`"
    case .end: return "the end"
    case .string: return "a string"
    default:
      let text = text(token)
      return text.utf8.count <= 40 ? "`\(text)`" : "`\(text.prefix(20))...`"
    }
  }

  /// Whether the token before could end an operand.
  func isOperand(before position: Int) -> Bool {
    guard position > 0 else { return false }
    switch tokens[position - 1].kind {
    case .integer, .float, .imaginary, .string, .name, .superscript, .result: return true
    case .keyword(let keyword): return keyword == .true || keyword == .false || keyword == .end
    case .sign(let sign):
      return [.closeParenthesis, .closeBracket, .prime, .transpose].contains(sign)
    default: return false
    }
  }

  /// Whether an operator stands directly before, as in `+=`.
  private var isCompound: Bool {
    guard position > 0, tokens[position - 1].end == token.start,
      case .sign(let sign) = tokens[position - 1].kind
    else { return false }
    return sign.binary != nil
  }

  private var beginsOperand: Bool {
    switch token.kind {
    case .integer, .float, .imaginary, .string, .name: true
    default: false
    }
  }
}

extension Token.Kind {
  fileprivate var isString: Bool { if case .string = self { true } else { false } }

  fileprivate var isName: Bool { if case .name = self { true } else { false } }
}
