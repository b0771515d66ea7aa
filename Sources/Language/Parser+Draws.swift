extension Parser {
  /// What stands on both sides of the `~` of a draw, with what `like` gives the shape.
  typealias Draw = (pattern: Pattern, distribution: Expression, like: Expression?)

  /// The rest of a draw, from its `~` on: `~ D`, `~ D like x`.
  ///
  /// `like` is a word only here, where nothing else could stand.
  mutating func draw(_ drawn: Expression) throws(SyntaxError) -> Draw {
    let pattern = try pattern(drawn: drawn)
    advance()
    skipNewlines()
    let distribution = try expression()
    guard token.kind == .name, text(token) == "like" else { return (pattern, distribution, nil) }
    advance()
    skipNewlines()
    return (pattern, distribution, try expression())
  }

  /// A draw as a statement, which stands alone.
  mutating func drawStatement(
    _ drawn: Expression, from start: Int32
  ) throws(SyntaxError) -> Statement.Kind {
    switch drawn.kind {
    case .call, .density: return try factor(drawn)
    default: break
    }
    let draw = try draw(drawn)
    if isAt(.comma) { throw severalDraws(from: start) }
    return .draw(draw.pattern, draw.distribution, like: draw.like)
  }

  /// The names that a draw binds, read as an expression; the `~` is next.
  private func pattern(drawn expression: Expression) throws(SyntaxError) -> Pattern {
    switch expression.kind {
    case .call, .density:
      throw misuse(
        "a factor of a density is a statement, without a value", hint: nil, at: expression.span)
    case .lambda(_, let body): throw drawnAsValue(body)
    default: return try names(expression)
    }
  }

  private func names(_ expression: Expression) throws(SyntaxError) -> Pattern {
    switch expression.kind {
    case .name(let name): return .name(name)
    case .tuple(let elements) where !elements.isEmpty:
      var parts: [Pattern] = []
      for element in elements { parts.append(try names(element)) }
      return .tuple(parts, expression.span)
    case .boolean, .integer, .float, .imaginary, .text, .result:
      throw misuse("a constant cannot be drawn", hint: "z ~ Normal(0, 1)", at: expression.span)
    default:
      throw misuse(
        "a draw binds a name, or names in parentheses", hint: "z ~ Normal(0, 1)",
        at: expression.span)
    }
  }

  // MARK: Conditions

  /// The argument with the condition behind it, if any: `expr | condition`.
  ///
  /// A condition belongs to the expression of an expectation; in any other call it is that of a
  /// density, and the `|` stays.
  mutating func conditioned(
    _ argument: Argument, of callee: Expression, after earlier: [Argument]
  ) throws(SyntaxError) -> Argument {
    try refuseBehindCondition(argument, after: earlier)
    guard isAt(.bar) else { return argument }
    guard Parser.conditions(callee, earlier + [argument]) else { return argument }
    guard case .positional(let value) = argument, !value.kind.isPlaceholder else {
      throw misuse("a condition follows the expression", hint: "E(z ~ Normal(0, 1), z | z > 0)")
    }
    advance()
    let condition = try expression()
    if isAt(.bar) { throw misuse("several conditions are joined by `and`", hint: "and") }
    return .given(value, condition: condition)
  }

  /// The functions whose arguments draw.
  static let moments: Set = ["E", "Var", "Cov", "P"]

  /// Whether a call's arguments may hold a condition.
  private static func conditions(_ callee: Expression, _ arguments: [Argument]) -> Bool {
    if case .name(let name) = callee.kind, moments.contains(name.canonical) { return true }
    return arguments.contains { if case .draw = $0 { true } else { false } }
  }

  private func refuseBehindCondition(
    _ argument: Argument, after earlier: [Argument]
  ) throws(SyntaxError) {
    guard case .given? = earlier.last(where: { !$0.isLabelled }), !argument.isLabelled else {
      return
    }
    throw misuse(
      "the condition ends the arguments without a name", hint: nil, at: argument.span)
  }

  // MARK: Complaints

  /// For a draw where a value should stand, as in `f(x) = z ~ D`; the `~` is next.
  func drawnAsValue(_ drawn: Expression) -> SyntaxError {
    var rest = self
    do throws(SyntaxError) {
      _ = try pattern(drawn: drawn)
      let draw = try? rest.draw(drawn)
      let names = text(from: drawn.span.start, to: drawn.span.end)
      let whole = text(from: drawn.span.start, to: rest.span(from: drawn.span.start).end)
      let isShown = draw != nil && whole.utf8.count <= 60
      return misuse(
        "a draw is a statement, without a value",
        hint: isShown ? "{ \(whole); \(names) }" : "{ z ~ Normal(0, 1); z }")
    } catch {
      return error
    }
  }

  /// For `z ~ D, w ~ E` as a statement; the comma is next.
  private func severalDraws(from start: Int32) -> SyntaxError {
    var rest = self
    let first = text(from: start, to: span(from: start).end)
    rest.advance()
    let second = rest.token.start
    guard let drawn = try? rest.expression(), rest.isAt(.tilde), (try? rest.draw(drawn)) != nil
    else { return unexpected("a newline or `;`") }
    let others = text(from: second, to: rest.span(from: second).end)
    let isShown = first.utf8.count + others.utf8.count <= 80
    return misuse(
      "each draw is a statement of its own", hint: isShown ? "\(first); \(others)" : ";")
  }

  /// For `a, b ~ D`; the `~` is next.
  func drawnWithoutParentheses(from start: Int32) -> SyntaxError {
    let names = text(from: start, to: span(from: start).end)
    return misuse(
      "names drawn together stand in parentheses",
      hint: names.utf8.count <= 60 ? "(\(names))" : "(a, b)", at: span(from: start))
  }

  private func text(from start: Int32, to end: Int32) -> String {
    String(decoding: bytes[Int(start)..<Int(end)], as: UTF8.self)
  }
}

extension Argument {
  fileprivate var isLabelled: Bool { if case .labelled = self { true } else { false } }
}

extension Expression.Kind {
  fileprivate var isPlaceholder: Bool { if case .placeholder = self { true } else { false } }
}
