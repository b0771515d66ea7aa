extension SyntaxPrinter {
  /// Prints an expression, in parentheses where its operator binds looser than its place asks.
  mutating func print(_ expression: Expression, _ minimum: Precedence = .lambda) {
    guard expression.kind.precedence >= minimum else { return parenthesised(expression) }
    switch expression.kind {
    case .integer(let value): write("\(value)")
    case .float(let value): write("\(value)")
    case .imaginary(let value): write(SyntaxPrinter.digits(of: value) + "i")
    case .boolean(let value): write("\(value)")
    case .text(let parts): print(parts)
    case .name(let name): write(name.spelled)
    case .result(let number): write("%" + (number.map { $0 < 0 ? "%" : String($0) } ?? ""))
    case .placeholder: write("_")
    case .allIndices: write(":")
    case .end: write("end")
    case .prefix(let prefix, let operand): print(prefix, operand)
    case .gradientIn(let names, let operand):
      write("∇[\(names.map(\.spelled).joined(separator: ", "))] ")
      print(operand, .product)
    case .binary(let binary, let left, let right, _): print(binary, left, right)
    case .comparison(let first, let links): print(first, links)
    case .logical(let connective, let left, let right):
      print(left, connective == .or ? .or : .and)
      write(connective == .or ? " or " : " and ")
      print(right, connective == .or ? .and : .not)
    case .range(let from, let step, let to): range(from, step, to)
    case .pipe(let left, let right):
      print(left, .pipe)
      write(" |> ")
      print(right, .or)
    case .call, .index, .field, .prime, .transposed: postfix(expression.kind)
    case .density(let term): print(term)
    case .logarithm(let operand):
      write("log ")
      print(operand, .postfix)
    case .lambda(let parameters, let body):
      print(lambda: parameters)
      write(" -> ")
      print(body)
    case .block(let block): print(block)
    case .conditional: conditional(expression)
    case .matrix, .comprehension, .tuple, .record: bracketed(expression.kind)
    }
  }

  private mutating func parenthesised(_ expression: Expression) {
    write("(")
    print(expression)
    write(")")
  }

  private static func digits(of value: Double) -> String {
    let digits = "\(value)"
    return digits.hasSuffix(".0") ? String(digits.dropLast(2)) : digits
  }

  // MARK: Operators

  private mutating func print(_ prefix: PrefixOperator, _ operand: Expression) {
    switch prefix {
    case .negate:
      write("-")
      print(operand, .sign)
    case .not:
      write("not ")
      print(operand, .not)
    case .norm:
      write("‖")
      print(operand)
      write("‖")
    case .gradient:
      write("∇")
      if operand.kind.followsGradient { print(operand, .postfix) } else { parenthesised(operand) }
    }
  }

  private mutating func print(
    _ binary: BinaryOperator, _ left: Expression, _ right: Expression
  ) {
    guard binary != .power else {
      print(left, .postfix)
      write("^")
      return print(right, .sign)
    }
    print(left, binary.precedence)
    write(" \(binary.sign) ")
    print(right, binary.precedence.tighter)
  }

  private mutating func print(_ first: Expression, _ links: [ComparisonLink]) {
    print(first, .range)
    for link in links { print(link) }
  }

  mutating func print(_ link: ComparisonLink) {
    write(" \(link.comparison.sign) ")
    print(link.right, .range)
  }

  private mutating func range(_ from: Expression, _ step: Expression?, _ to: Expression) {
    for part in [from, step].compactMap({ $0 }) {
      print(part, .sum)
      write(":")
    }
    print(to, .sum)
  }

  // MARK: Postfix

  private mutating func postfix(_ kind: Expression.Kind) {
    switch kind {
    case .call(let callee, let arguments):
      print(callee, .postfix)
      write("(")
      print(arguments, of: callee)
      write(")")
    case .index(let base, let indices):
      print(base, .postfix)
      write("[")
      list(indices)
      write("]")
    case .field(let base, let name):
      if case .prefix(.gradient, _) = base.kind {
        parenthesised(base)
      } else {
        print(base, .postfix)
      }
      write("." + name.spelled)
    case .prime(let operand):
      print(operand, .postfix)
      write("'")
    case .transposed(let operand):
      print(operand, .postfix)
      write("ᵀ")
    default: break
    }
  }

  /// Arguments; the two distributions of a divergence with bars between them.
  private mutating func print(_ arguments: [Argument], of callee: Expression) {
    guard case .name(let name) = callee.kind, name.canonical == "KL", arguments.count == 2,
      case .positional(let p) = arguments[0], case .positional(let q) = arguments[1]
    else { return list(arguments) { $0.print($1) } }
    unbound(p)
    write(" || ")
    unbound(q)
  }

  private mutating func print(_ term: DensityTerm) {
    print(term.density, .postfix)
    write("(")
    list(term.variables) { $0.print($1) }
    if !term.given.isEmpty {
      write(" | ")
      list(term.given) { $0.print($1) }
    }
    if !term.parameters.isEmpty {
      write("; ")
      list(term.parameters) { $0.print($1) }
    }
    write(")")
  }

  private mutating func print(_ argument: Argument) {
    switch argument {
    case .positional(let value): unbound(value)
    case .spread(let value):
      unbound(value)
      write("...")
    case .labelled(let name, let value):
      write(name.spelled + "=")
      print(value)
    case .binder(let pattern, in: let domain):
      print(pattern)
      write(" in ")
      print(domain)
    case .draw(let pattern, let distribution, like: let like): print(pattern, distribution, like)
    case .given(let value, condition: let condition):
      unbound(value)
      write(" | ")
      print(condition)
    }
  }

  /// An argument's expression, in parentheses where it would be read as one that binds.
  private mutating func unbound(_ value: Expression) {
    if value.kind.looksLikeBinder { parenthesised(value) } else { print(value) }
  }

  // MARK: Brackets and branches

  private mutating func bracketed(_ kind: Expression.Kind) {
    switch kind {
    case .matrix(let rows):
      write("[")
      for (number, row) in rows.enumerated() {
        if number > 0 { write("; ") }
        list(row)
      }
      write("]")
    case .comprehension(let body, let pattern, in: let domain):
      write("[")
      print(body)
      write(" for ")
      print(pattern)
      write(" in ")
      print(domain)
      write("]")
    case .tuple(let elements):
      write("(")
      list(elements)
      write(elements.count == 1 ? ",)" : ")")
    case .record(let fields):
      write("(")
      list(fields) { printer, field in
        printer.write(field.0.spelled + " = ")
        printer.print(field.1)
      }
      write(")")
    default: break
    }
  }

  private mutating func conditional(_ expression: Expression) {
    var branch = expression
    while case .conditional(let condition, let then, let otherwise) = branch.kind {
      write("if ")
      print(condition)
      write(" ")
      print(then)
      guard let otherwise else { return }
      write(" else ")
      branch = otherwise
    }
    print(branch)
  }
}

extension Expression.Kind {
  /// How tightly the outermost operator binds.
  fileprivate var precedence: Precedence {
    switch self {
    case .lambda, .block, .conditional: .lambda
    case .pipe: .pipe
    case .logical(.or, _, _): .or
    case .logical(.and, _, _): .and
    case .prefix(.not, _): .not
    case .comparison: .comparison
    case .range: .range
    case .binary(let binary, _, _, _): binary.precedence
    // It takes the factors behind it, so as a factor it stands in parentheses.
    case .gradientIn: .sum
    case .prefix(.negate, _): .sign
    case .integer, .float, .imaginary, .boolean, .text, .name, .result, .placeholder, .allIndices,
      .end, .prefix, .call, .density, .logarithm, .index, .field, .prime, .transposed, .matrix,
      .comprehension, .tuple, .record:
      .postfix
    }
  }

  /// Whether `∇` may stand directly before it.
  fileprivate var followsGradient: Bool {
    switch self {
    case .field(let base, _): base.kind.followsGradient
    case .name, .integer, .float, .imaginary, .boolean, .text, .result, .end, .tuple, .record,
      .prefix(.gradient, _), .prefix(.norm, _):
      true
    default: false
    }
  }

  /// Whether an argument printed so would be read as `i in d`, which binds.
  fileprivate var looksLikeBinder: Bool {
    switch self {
    case .comparison(let first, let links):
      switch first.kind {
      case .name, .tuple: links.first?.comparison == .element
      default: false
      }
    case .logical(_, let left, _), .pipe(let left, _): left.kind.looksLikeBinder
    default: false
    }
  }
}
