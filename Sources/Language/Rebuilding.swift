extension Expression {
  /// The expression with each expression directly inside replaced by what the closure makes of it.
  ///
  /// The closure sees the children in the order of `forEachChild`, so that the n-th call is for the
  /// n-th child; spans stay those of the original.
  public func mappingChildren(_ transform: (Expression) -> Expression) -> Expression {
    Expression(kind.mappingChildren(transform), span: span)
  }
}

extension Expression.Kind {
  fileprivate func mappingChildren(_ f: (Expression) -> Expression) -> Expression.Kind {
    switch self {
    case .integer, .float, .imaginary, .boolean, .name, .result, .placeholder, .allIndices, .end:
      return self
    case .text(let parts): return .text(parts.map { $0.mappingChildren(f) })
    case .prefix(let prefix, let operand): return .prefix(prefix, f(operand))
    case .gradientIn(let names, let operand): return .gradientIn(names, f(operand))
    case .prime(let operand): return .prime(f(operand))
    case .transposed(let operand): return .transposed(f(operand))
    case .field(let operand, let name): return .field(f(operand), name)
    case .logarithm(let operand): return .logarithm(f(operand))
    case .binary(let binary, let left, let right, let sign):
      let first = f(left)
      return .binary(binary, first, f(right), sign)
    case .logical(let connective, let left, let right):
      let first = f(left)
      return .logical(connective, first, f(right))
    case .pipe(let left, let right):
      let first = f(left)
      return .pipe(first, f(right))
    case .comparison(let first, let links):
      let start = f(first)
      let mapped = links.map {
        ComparisonLink(comparison: $0.comparison, right: f($0.right), sign: $0.sign)
      }
      return .comparison(start, mapped)
    case .range(let from, let step, let to):
      let start = f(from), middle = step.map(f)
      return .range(from: start, step: middle, to: f(to))
    case .call, .index, .lambda, .block, .conditional, .matrix, .comprehension, .tuple, .record,
      .density:
      return mappingParts(f)
    }
  }

  /// The same for the forms with several parts.
  private func mappingParts(_ f: (Expression) -> Expression) -> Expression.Kind {
    switch self {
    case .call(let callee, let arguments):
      let function = f(callee)
      return .call(function, arguments.map { $0.mappingChildren(f) })
    case .index(let base, let indices):
      let whole = f(base)
      return .index(whole, indices.map(f))
    case .lambda(let parameters, let body):
      let mapped = parameters.map { $0.mappingChildren(f) }
      return .lambda(mapped, f(body))
    case .block(let block): return .block(block.mappingChildren(f))
    case .conditional(let condition, let then, let otherwise):
      let test = f(condition), first = then.mappingChildren(f)
      return .conditional(test, then: first, otherwise: otherwise.map(f))
    case .matrix(let rows): return .matrix(rows.map { $0.map(f) })
    case .comprehension(let body, let pattern, in: let domain):
      let element = f(body)
      return .comprehension(element, pattern, in: f(domain))
    case .tuple(let elements): return .tuple(elements.map(f))
    case .density(let term):
      let density = f(term.density)
      let variables = term.variables.map { $0.mappingChildren(f) }
      let given = term.given.map { $0.mappingChildren(f) }
      return .density(
        DensityTerm(
          density: density, variables: variables, given: given,
          parameters: term.parameters.map { $0.mappingChildren(f) }))
    case .record(let fields): return .record(fields.map { ($0.0, f($0.1)) })
    case .integer, .float, .imaginary, .boolean, .name, .result, .placeholder, .allIndices, .end,
      .text, .prefix, .gradientIn, .prime, .transposed, .field, .binary, .logical, .pipe,
      .comparison, .range, .logarithm:
      return self
    }
  }
}

extension TextPart {
  fileprivate func mappingChildren(_ f: (Expression) -> Expression) -> TextPart {
    switch self {
    case .literal: self
    case .value(let value, let format): .value(f(value), format: format)
    }
  }
}

extension Argument {
  fileprivate func mappingChildren(_ f: (Expression) -> Expression) -> Argument {
    switch self {
    case .positional(let value): return .positional(f(value))
    case .labelled(let name, let value): return .labelled(name, f(value))
    case .spread(let value): return .spread(f(value))
    case .binder(let pattern, in: let domain): return .binder(pattern, in: f(domain))
    case .draw(let pattern, let distribution, like: let like):
      let law = f(distribution)
      return .draw(pattern, law, like: like.map(f))
    case .given(let value, condition: let condition):
      let first = f(value)
      return .given(first, condition: f(condition))
    }
  }
}

extension Parameter {
  fileprivate func mappingChildren(_ f: (Expression) -> Expression) -> Parameter {
    Parameter(name, initial: initial.map(f), isRest: isRest)
  }
}

extension Block {
  fileprivate func mappingChildren(_ f: (Expression) -> Expression) -> Block {
    Block(span: span, statements: statements.map { $0.mappingChildren(f) })
  }
}

extension Target {
  fileprivate func mappingChildren(_ f: (Expression) -> Expression) -> Target {
    switch self {
    case .name: return self
    case .tuple(let parts, let span): return .tuple(parts.map { $0.mappingChildren(f) }, span)
    case .field(let base, let name): return .field(base.mappingChildren(f), name)
    case .index(let base, let indices, let span):
      let whole = base.mappingChildren(f)
      return .index(whole, indices.map(f), span)
    }
  }
}

extension Check {
  fileprivate func mappingChildren(_ f: (Expression) -> Expression) -> Check {
    let first = f(left)
    let second = relation.map {
      ComparisonLink(comparison: $0.comparison, right: f($0.right), sign: $0.sign)
    }
    return Check(
      left: first, relation: second,
      tolerances: tolerances.map { Tolerance(measure: $0.measure, bound: f($0.bound)) })
  }
}

extension Statement {
  fileprivate func mappingChildren(_ f: (Expression) -> Expression) -> Statement {
    Statement(span: span, kind: kind.mappingChildren(f), isMuted: isMuted)
  }
}

extension Statement.Kind {
  fileprivate func mappingChildren(_ f: (Expression) -> Expression) -> Statement.Kind {
    switch self {
    case .expression(let value): return .expression(f(value))
    case .assign(let target, let value):
      let right = f(value)
      return .assign(target.mappingChildren(f), right)
    case .define(let name, let parameters, let body):
      let mapped = parameters.map { $0.mappingChildren(f) }
      return .define(name, mapped, f(body))
    case .draw(let pattern, let distribution, like: let like):
      let law = f(distribution)
      return .draw(pattern, law, like: like.map(f))
    case .loop(let pattern, in: let domain, let body):
      let whole = f(domain)
      return .loop(pattern, in: whole, body.mappingChildren(f))
    case .whileLoop(let condition, let body):
      let test = f(condition)
      return .whileLoop(test, body.mappingChildren(f))
    case .returnValue(let value): return .returnValue(value.map(f))
    case .check(let check): return .check(check.mappingChildren(f))
    case .explain(let value): return .explain(f(value))
    // Declarations: nothing in them is a part of the value.
    case .factor, .derive, .breakLoop, .next, .use, .command, .help, .search: return self
    }
  }
}

extension ComparisonLink {
  /// A link that nobody typed.
  public init(_ comparison: ComparisonOperator, _ right: Expression) {
    self.init(comparison: comparison, right: right, sign: right.span)
  }

  /// The same comparison with another right operand.
  public func replacingRight(by right: Expression) -> ComparisonLink {
    ComparisonLink(comparison: comparison, right: right, sign: sign)
  }
}
