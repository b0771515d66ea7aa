extension Expression.Kind {
  /// The greatest height among the parts of the expression.
  var heightBelow: Int32 {
    var height: Int32 = 0
    forEachChild { height = max(height, $0.height) }
    return height
  }

  /// Calls the closure with each expression directly inside, in the order of the text, the
  /// expressions of statements of a block included.
  public func forEachChild(_ body: (Expression) -> Void) {
    switch self {
    case .integer, .float, .imaginary, .boolean, .name, .result, .placeholder, .allIndices, .end:
      break
    case .text(let parts):
      for case .value(let value, _) in parts { body(value) }
    case .prefix(_, let operand), .gradientIn(_, let operand), .prime(let operand),
      .transposed(let operand), .field(let operand, _), .logarithm(let operand):
      body(operand)
    case .binary(_, let left, let right, _), .logical(_, let left, let right),
      .pipe(let left, let right):
      body(left)
      body(right)
    case .comparison(let first, let links):
      body(first)
      for link in links { body(link.right) }
    case .range(let from, let step, let to):
      body(from)
      if let step { body(step) }
      body(to)
    case .call(let callee, let arguments):
      body(callee)
      for argument in arguments { argument.forEachChild(body) }
    case .density(let term):
      body(term.density)
      for argument in term.arguments { argument.forEachChild(body) }
    case .index(let base, let indices):
      body(base)
      indices.forEach(body)
    case .lambda(let parameters, let value):
      for case let initial? in parameters.map(\.initial) { body(initial) }
      body(value)
    case .block(let block):
      block.forEachChild(body)
    case .conditional(let condition, let then, let otherwise):
      body(condition)
      then.forEachChild(body)
      if let otherwise { body(otherwise) }
    case .matrix(let rows):
      for row in rows { row.forEach(body) }
    case .comprehension(let value, _, in: let domain):
      body(value)
      body(domain)
    case .tuple(let elements):
      elements.forEach(body)
    case .record(let fields):
      for (_, value) in fields { body(value) }
    }
  }
}

extension Expression {
  /// The expressions directly inside, in the order of the text.
  public var children: [Expression] {
    var children: [Expression] = []
    kind.forEachChild { children.append($0) }
    return children
  }
}

extension Argument {
  /// The expression of the argument; a binder's is its domain, a draw's its distribution.
  public var value: Expression {
    switch self {
    case .positional(let value), .labelled(_, let value), .spread(let value),
      .binder(_, in: let value), .draw(_, let value, like: _), .given(let value, condition: _):
      value
    }
  }

  /// Calls the closure with each expression of the argument, in the order of the text.
  public func forEachChild(_ body: (Expression) -> Void) {
    body(value)
    switch self {
    case .draw(_, _, like: let like?): body(like)
    case .given(_, condition: let condition): body(condition)
    case .positional, .labelled, .spread, .binder, .draw: break
    }
  }

  /// The names that the argument binds in those behind it.
  public var names: [Name] {
    switch self {
    case .binder(let pattern, in: _), .draw(let pattern, _, like: _): pattern.names
    case .positional, .labelled, .spread, .given: []
    }
  }

  /// The text of the argument, from its name or pattern to its last expression.
  public var span: SourceSpan {
    var last = value.span
    forEachChild { last = $0.span }
    return switch self {
    case .labelled(let name, _): name.span.joined(with: last)
    case .binder(let pattern, in: _), .draw(let pattern, _, like: _):
      pattern.span.joined(with: last)
    case .positional, .spread, .given: value.span.joined(with: last)
    }
  }
}

extension Block {
  /// Calls the closure with each expression directly inside its statements.
  public func forEachChild(_ body: (Expression) -> Void) {
    for statement in statements { statement.forEachChild(body) }
  }
}

extension Statement {
  /// Calls the closure with each expression directly inside, in the order of evaluation.
  public func forEachChild(_ body: (Expression) -> Void) {
    switch kind {
    case .expression(let value): body(value)
    case .assign(let target, let value):
      body(value)
      target.forEachChild(body)
    case .define(_, let parameters, let value):
      for case let initial? in parameters.map(\.initial) { body(initial) }
      body(value)
    case .draw(_, let distribution, like: let like):
      body(distribution)
      if let like { body(like) }
    case .factor(let factor):
      if let domain = factor.plate?.domain { body(domain) }
      body(factor.distribution)
    case .loop(_, in: let domain, let block):
      body(domain)
      block.forEachChild(body)
    case .whileLoop(let condition, let block):
      body(condition)
      block.forEachChild(body)
    case .returnValue(let value): if let value { body(value) }
    case .explain(let value): body(value)
    case .check(let check):
      body(check.left)
      if let relation = check.relation { body(relation.right) }
      for tolerance in check.tolerances { body(tolerance.bound) }
    case .derive(let derivation): derivation.forEachChild(body)
    case .breakLoop, .next, .use, .command, .help, .search: break
    }
  }
}

extension Statement {
  /// The expressions directly inside.
  public var children: [Expression] {
    var children: [Expression] = []
    forEachChild { children.append($0) }
    return children
  }
}

extension Target {
  /// The index expressions inside.
  public var children: [Expression] {
    var children: [Expression] = []
    forEachChild { children.append($0) }
    return children
  }

  /// The names whose values the assignment changes: `r` of `r.a[2] = 1`.
  public var names: [Name] {
    switch self {
    case .name(let name): [name]
    case .tuple(let parts, _): parts.flatMap(\.names)
    case .field(let base, _), .index(let base, _, _): base.names
    }
  }

  /// Calls the closure with each index expression inside.
  public func forEachChild(_ body: (Expression) -> Void) {
    switch self {
    case .name: break
    case .tuple(let parts, _): for part in parts { part.forEachChild(body) }
    case .field(let base, _): base.forEachChild(body)
    case .index(let base, let indices, _):
      base.forEachChild(body)
      indices.forEach(body)
    }
  }

  /// The text of the target.
  public var span: SourceSpan {
    switch self {
    case .name(let name): name.span
    case .tuple(_, let span), .index(_, _, let span): span
    case .field(let base, let name): base.span.joined(with: name.span)
    }
  }
}

extension Pattern {
  /// The text of the pattern.
  public var span: SourceSpan {
    switch self {
    case .name(let name): name.span
    case .tuple(_, let span): span
    }
  }

  /// The names that the pattern binds, in order.
  public var names: [Name] {
    switch self {
    case .name(let name): [name]
    case .tuple(let parts, _): parts.flatMap(\.names)
    }
  }
}
