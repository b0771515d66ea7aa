extension SyntaxPrinter {
  /// Prints a statement without its separator.
  mutating func print(_ statement: Statement) {
    switch statement.kind {
    case .expression(let value): print(value)
    case .assign(let target, let value):
      print(target)
      write(" = ")
      print(value)
    case .define(let name, let parameters, let body):
      write(name.spelled)
      print(parameters)
      write(" = ")
      print(body)
    case .draw(let pattern, let distribution, like: let like): print(pattern, distribution, like)
    case .factor(let factor): print(factor)
    case .loop(let pattern, in: let domain, let block):
      write("for ")
      print(pattern)
      write(" in ")
      print(domain)
      write(" ")
      print(block)
    case .whileLoop(let condition, let block):
      write("while ")
      print(condition)
      write(" ")
      print(block)
    case .breakLoop: write("break")
    case .next: write("next")
    case .returnValue(let value):
      write(value == nil ? "return" : "return ")
      if let value { print(value) }
    case .check(let check): print(check)
    case .explain(let value):
      write("explain ")
      print(value)
    case .derive(let derivation): print(derivation)
    case .use(let library, as: let name): print(library, name)
    case .command(let name, let argument):
      write(":" + name.spelled + (argument.isEmpty ? "" : " " + argument))
    case .help(let text): write((text.hasPrefix("?") ? "? " : "?") + text)
    case .search(let text): write("??" + text)
    }
  }

  private mutating func print(_ factor: Factor) {
    var domain = factor.plate?.domain
    write(factor.density.spelled + "(")
    list(factor.variables) { printer, variable in
      guard variable.isIndexed, let plate = factor.plate, let values = domain else {
        return printer.write(variable.spelled(factor.plate))
      }
      printer.write("\(variable.name.spelled)[\(plate.index.spelled) in ")
      printer.print(values, .range)
      printer.write("]")
      domain = nil
    }
    if !factor.given.isEmpty {
      write(" | ")
      list(factor.given) { $0.write($1.spelled(factor.plate)) }
    }
    if !factor.parameters.isEmpty {
      write("; ")
      list(factor.parameters) { $0.write($1.spelled) }
    }
    write(") ~ ")
    print(factor.distribution)
  }

  private mutating func print(_ check: Check) {
    write("check ")
    print(check.left, check.relation == nil ? .lambda : .range)
    if let relation = check.relation { print(relation) }
    for tolerance in check.tolerances {
      write(" \(tolerance.measure.rawValue) ")
      print(tolerance.bound, .range)
    }
  }

  private mutating func print(_ library: Statement.Library, _ name: Name?) {
    write("use ")
    switch library {
    case .file(let path, _): print([.literal(path)])
    case .module(let module): write(module.spelled)
    }
    if let name { write(" as " + name.spelled) }
  }

  private mutating func print(_ target: Target) {
    switch target {
    case .name(let name): write(name.spelled)
    case .tuple(let parts, _):
      write("(")
      list(parts) { $0.print($1) }
      write(parts.count == 1 ? ",)" : ")")
    case .field(let base, let name):
      print(base)
      write("." + name.spelled)
    case .index(let base, let indices, _):
      print(base)
      write("[")
      list(indices)
      write("]")
    }
  }

  /// A draw, as a statement or as an argument.
  mutating func print(_ pattern: Pattern, _ distribution: Expression, _ like: Expression?) {
    print(pattern)
    write(" ~ ")
    print(distribution)
    guard let like else { return }
    write(" like ")
    print(like)
  }

  mutating func print(_ pattern: Pattern) {
    switch pattern {
    case .name(let name): write(name.spelled)
    case .tuple(let parts, _):
      write("(")
      list(parts) { $0.print($1) }
      write(parts.count == 1 ? ",)" : ")")
    }
  }

  /// The parameters of a definition: `(x, n=3)` as typed.
  mutating func print(_ parameters: [Parameter]) {
    write("(")
    list(parameters) { printer, parameter in
      printer.write(parameter.name.spelled + (parameter.isRest ? "..." : ""))
      if let initial = parameter.initial {
        printer.write("=")
        printer.print(initial)
      }
    }
    write(")")
  }

  /// `x` or `(x, n=3)` before the arrow.
  mutating func print(lambda parameters: [Parameter]) {
    if parameters.count == 1, parameters[0].initial == nil, !parameters[0].isRest {
      write(parameters[0].name.spelled)
    } else {
      print(parameters)
    }
  }
}
