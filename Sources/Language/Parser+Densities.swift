extension Parser {
  // MARK: Terms

  /// The rest of `q(z | x; m)`, whose `|` or `;` is next.
  mutating func densityTerm(
    _ density: Expression, _ variables: [Argument]
  ) throws(SyntaxError) -> Expression {
    for argument in variables where !argument.isSpread { try requireNaming(argument) }
    if variables.isEmpty {
      throw misuse("a density names its variables before `|` and `;`", hint: "p(x | z; m)")
    }
    var given: [Argument] = [], parameters: [Argument] = []
    if skip(.bar) { given = try named() }
    if isAt(.bar) {
      throw misuse("what is given stands behind one `|`, with commas between", hint: ",")
    }
    if token.kind == .semicolon {
      advance()
      parameters = try named()
    }
    if token.kind == .semicolon {
      throw misuse("parameters stand behind one `;`, with commas between", hint: ",")
    }
    try closeList(.closeParenthesis)
    let term = DensityTerm(
      density: density, variables: variables, given: given, parameters: parameters)
    return try node(.density(term), span(from: density.span.start))
  }

  private mutating func named() throws(SyntaxError) -> [Argument] {
    var arguments: [Argument] = []
    repeat {
      let argument = try argument()
      try requireNaming(argument)
      arguments.append(argument)
    } while skip(.comma) && !isAt(.closeParenthesis)
    return arguments
  }

  /// Refuses what neither names a variable nor gives it a value.
  private func requireNaming(_ argument: Argument) throws(SyntaxError) {
    switch argument {
    case .positional, .labelled: return
    case .spread, .binder, .draw, .given:
      throw misuse(
        "a density takes names, and values by name", hint: "p(x=0 | z; m)", at: argument.span)
    }
  }

  /// `log f(x)`, `log p(x, z; m)`: the name of the logarithm is taken and a name is next.
  mutating func logarithm(_ log: Name) throws(SyntaxError) -> Expression {
    let operand = try self.name("a name")
    var callee = try node(.name(operand), operand.span)
    while isAt(.dot) { callee = try field(callee) }
    while skip(.prime) { callee = try node(.prime(callee), span(from: operand.span.start)) }
    guard isAt(.openParenthesis) else {
      throw misuse(
        "the argument of log stands in parentheses, unless it is a call",
        hint: "log(\(callee.span.end - callee.span.start <= 40 ? spelled(callee.span) : "x"))",
        at: log.span.joined(with: callee.span))
    }
    let call = try call(callee)
    return try node(.logarithm(call), span(from: log.span.start))
  }

  /// Whether the name `log` that was just taken stands before a call without parentheses.
  var beginsLogarithm: Bool {
    guard token.kind == .name else { return false }
    switch token(after: 1).kind {
    case .sign(.openParenthesis), .sign(.dot), .sign(.prime): return true
    // Words that go on a statement: `check a ≈ log tol 1e-3` is about something called log.
    default: return !["like", "as", "tol", "abs", "rel", "se", "up"].contains(text(token))
    }
  }

  // MARK: Factors

  /// `p(x | z; m) ~ D`; the `~` is next.
  mutating func factor(_ heading: Expression) throws(SyntaxError) -> Statement.Kind {
    let density: Expression, parts: [[Argument]]
    switch heading.kind {
    case .call(let callee, let arguments): (density, parts) = (callee, [arguments, [], []])
    case .density(let term):
      (density, parts) = (term.density, [term.variables, term.given, term.parameters])
    default: throw unexpected("a newline or `;`")
    }
    guard case .name(let name) = density.kind else {
      throw misuse("a factor is declared under a plain name", hint: "p(x) ~ D", at: density.span)
    }
    if Parser.moments.contains(name.canonical) {
      throw misuse(
        "`\(name.spelled)` is a moment: a density needs another name", hint: "p(x | z) ~ D",
        at: name.span)
    }
    var plate: Factor.Plate?
    let variables = try self.variables(parts[0], &plate, mayBound: true)
    let given = try self.variables(parts[1], &plate, mayBound: false)
    let parameters = try self.variables(parts[2], &plate, mayBound: false)
    try refuseDisorder(variables, given, parameters, plate, heading)
    advance()
    skipNewlines()
    let distribution = try expression()
    if token.kind == .name, text(token) == "like" {
      throw misuse("a factor says its shape itself: `like` belongs to draws", hint: nil)
    }
    if isAt(.comma) { throw misuse("each factor is a statement of its own", hint: ";") }
    return .factor(
      Factor(
        density: name, variables: variables, given: given, parameters: parameters.map(\.name),
        plate: plate, heading: heading.span, distribution: distribution))
  }

  /// The variables that arguments of a heading name.
  private func variables(
    _ arguments: [Argument], _ plate: inout Factor.Plate?, mayBound: Bool
  ) throws(SyntaxError) -> [Factor.Variable] {
    var variables: [Factor.Variable] = []
    for argument in arguments {
      guard case .positional(let value) = argument else {
        throw misuse(
          "a factor names its variables: values come where it is used", hint: nil,
          at: argument.span)
      }
      switch value.kind {
      case .name(let name): variables.append(Factor.Variable(name: name, isIndexed: false))
      case .index(let base, let indices):
        guard case .name(let name) = base.kind, indices.count == 1 else {
          throw misuse("a variable has one index at most", hint: "p(x[i])", at: value.span)
        }
        try join(&plate, indices[0], mayBound: mayBound)
        variables.append(Factor.Variable(name: name, isIndexed: true))
      default:
        throw misuse("a factor names its variables", hint: "p(x | z; m) ~ D", at: value.span)
      }
    }
    return variables
  }

  /// The plate with one more index that must be its own.
  private func join(
    _ plate: inout Factor.Plate?, _ index: Expression, mayBound: Bool
  ) throws(SyntaxError) {
    let name: Name, domain: Expression?
    switch index.kind {
    case .name(let index): (name, domain) = (index, nil)
    case .comparison(let first, let links):
      guard case .name(let index) = first.kind, links.count == 1, links[0].comparison == .element,
        mayBound, plate?.domain == nil
      else { throw noPlate(index) }
      (name, domain) = (index, links[0].right)
    default: throw noPlate(index)
    }
    if let known = plate, known.index.canonical != name.canonical {
      throw misuse(
        "a factor has one index: `\(known.index.spelled)` or `\(name.spelled)`", hint: nil,
        at: index.span)
    }
    plate = Factor.Plate(index: name, domain: plate?.domain ?? domain)
  }

  private func noPlate(_ index: Expression) -> SyntaxError {
    misuse(
      "the index of a factor is a name, which runs over the rows: p(x[i] | z[i]) or p(z[i in 1:n])",
      hint: nil, at: index.span)
  }

  /// Refuses a name that stands twice, and variables of which only some have the index.
  private func refuseDisorder(
    _ variables: [Factor.Variable], _ given: [Factor.Variable], _ parameters: [Factor.Variable],
    _ plate: Factor.Plate?, _ heading: Expression
  ) throws(SyntaxError) {
    if variables.isEmpty {
      throw misuse("a factor names what it is the law of", hint: "p(x) ~ D", at: heading.span)
    }
    var seen: Set<String> = []
    let names = (variables + given + parameters).map(\.name) + (plate.map { [$0.index] } ?? [])
    for name in names where !seen.insert(name.canonical).inserted {
      throw misuse("`\(name.spelled)` is named twice", hint: nil, at: name.span)
    }
    if let parameter = parameters.first(where: \.isIndexed) {
      throw misuse("a parameter has no index here", hint: nil, at: parameter.name.span)
    }
    guard let plate, let plain = variables.first(where: { !$0.isIndexed }) else { return }
    throw misuse(
      "a factor that is repeated has the index behind all its variables",
      hint: "\(plain.name.spelled)[\(plate.index.spelled)]", at: plain.name.span)
  }

  private func spelled(_ span: SourceSpan) -> String {
    String(decoding: bytes[Int(span.start)..<Int(span.end)], as: UTF8.self)
  }
}

extension Argument {
  fileprivate var isSpread: Bool { if case .spread = self { true } else { false } }
}
