@testable import Language

/// The tree as an s-expression, for tests: spans and heights are left out.
enum SyntaxDump {
  static func of(_ statements: [Statement]) -> String {
    statements.map { of($0) + ($0.isMuted ? ";" : "") }.joined(separator: " ")
  }

  static func of(_ statement: Statement) -> String {
    switch statement.kind {
    case .expression(let value): of(value)
    case .assign(let target, let value): "(= \(of(target)) \(of(value)))"
    case .define(let name, let parameters, let body):
      "(def \(name.canonical) (\(of(parameters))) \(of(body)))"
    case .draw(let pattern, let distribution, like: let like): draw(pattern, distribution, like)
    case .factor(let factor): of(factor)
    case .loop(let pattern, in: let domain, let block):
      "(for \(of(pattern)) \(of(domain)) \(of(block)))"
    case .whileLoop(let condition, let block): "(while \(of(condition)) \(of(block)))"
    case .breakLoop: "break"
    case .next: "next"
    case .returnValue(let value): value.map { "(return \(of($0)))" } ?? "return"
    case .check(let check): of(check)
    case .explain(let value): "(explain \(of(value)))"
    case .derive(let derivation): of(derivation)
    case .use(.file(let path, _), as: let name): "(use \"\(path)\"\(of(name)))"
    case .use(.module(let module), as: let name): "(use \(module.canonical)\(of(name)))"
    case .command(let name, let argument): "(:\(name.spelled) [\(argument)])"
    case .help(let text): "(? [\(text)])"
    case .search(let text): "(?? [\(text)])"
    }
  }

  private static func of(_ name: Name?) -> String {
    name.map { " as \($0.canonical)" } ?? ""
  }

  private static func of(_ check: Check) -> String {
    let relation = check.relation.map { " \($0.comparison.sign) \(of($0.right))" } ?? ""
    let tolerances = check.tolerances.map { " \($0.measure.rawValue)=\(of($0.bound))" }.joined()
    return "(check \(of(check.left))\(relation)\(tolerances))"
  }

  private static func of(_ derivation: Derivation) -> String {
    var parts = derivation.entries.map { entry in
      switch entry {
      case .variable(let names, in: let domain):
        "(in \(names.map(\.canonical).joined(separator: " ")) \(of(domain)))"
      case .definition(let statement): of(statement)
      }
    }
    if let condition = derivation.condition { parts.append("(where \(of(condition)))") }
    parts.append(of(derivation.first))
    for link in derivation.links {
      let sense =
        switch link.sense {
        case .exact: ""
        case .upToConstant(let names): " const(\(names.map(\.canonical).joined(separator: " ")))"
        case .upToFactor(let names): " factor(\(names.map(\.canonical).joined(separator: " ")))"
        case .limit(let name, let values): " limit(\(name.canonical) \(of(values)))"
        }
      parts.append("(\(link.relation.rawValue) \(of(link.side))\(sense))")
    }
    return "(derive \(parts.joined(separator: " ")))"
  }

  static func of(_ target: Target) -> String {
    switch target {
    case .name(let name): name.canonical
    case .tuple(let parts, _): "(tuple \(parts.map { of($0) }.joined(separator: " ")))"
    case .field(let base, let name): "(. \(of(base)) \(name.canonical))"
    case .index(let base, let indices, _): "(at \(of(base)) \(of(indices)))"
    }
  }

  static func of(_ pattern: Pattern) -> String {
    switch pattern {
    case .name(let name): name.canonical
    case .tuple(let parts, _): "(\(parts.map { of($0) }.joined(separator: " ")))"
    }
  }

  private static func of(_ block: Block) -> String { "{\(of(block.statements))}" }

  private static func of(_ list: [Expression]) -> String {
    list.map { of($0) }.joined(separator: " ")
  }

  private static func of(_ parameters: [Parameter]) -> String {
    parameters.map { parameter in
      parameter.name.canonical + (parameter.isRest ? "..." : "")
        + (parameter.initial.map { "=" + of($0) } ?? "")
    }.joined(separator: " ")
  }

  private static func of(_ argument: Argument) -> String {
    switch argument {
    case .positional(let value): of(value)
    case .labelled(let name, let value): "\(name.canonical)=\(of(value))"
    case .spread(let value): "\(of(value))..."
    case .binder(let pattern, in: let domain): "\(of(pattern)) in \(of(domain))"
    case .draw(let pattern, let distribution, like: let like): draw(pattern, distribution, like)
    case .given(let value, condition: let condition): "(| \(of(value)) \(of(condition)))"
    }
  }

  private static func draw(
    _ pattern: Pattern, _ distribution: Expression, _ like: Expression?
  ) -> String {
    "(~ \(of(pattern)) \(of(distribution))\(like.map { " like=" + of($0) } ?? ""))"
  }

  static func of(_ expression: Expression) -> String {
    switch expression.kind {
    case .integer(let value): "\(value)"
    case .float(let value): "\(value)"
    case .imaginary(let value): "\(value)i"
    case .boolean(let value): "\(value)"
    case .text(let parts): "\"\(parts.map { of($0) }.joined())\""
    case .name(let name): name.canonical
    case .result(let number): "%" + (number.map { "\($0)" } ?? "")
    case .placeholder: "_"
    case .allIndices: ":"
    case .end: "end"
    case .prefix(let prefix, let operand): "(\(prefix) \(of(operand)))"
    case .gradientIn(let names, let operand):
      "(∇[\(names.map(\.canonical).joined(separator: " "))] \(of(operand)))"
    case .binary(let binary, let left, let right, _): "(\(binary.sign) \(of(left)) \(of(right)))"
    case .comparison(let first, let links):
      "(\(of(first))\(links.map { " \($0.comparison.sign) \(of($0.right))" }.joined()))"
    case .logical(let connective, let left, let right):
      "(\(connective) \(of(left)) \(of(right)))"
    case .range(let from, let step, let to):
      "(: \(of(from)) \(step.map { of($0) + " " } ?? "")\(of(to)))"
    case .call(let callee, let arguments):
      "(call \(([of(callee)] + arguments.map { of($0) }).joined(separator: " ")))"
    case .density(let term):
      "(density \(of(term.density)) \(list(term.variables))| \(list(term.given)); \(list(term.parameters)))"
    case .logarithm(let operand): "(log \(of(operand)))"
    case .index(let base, let indices): "(at \(of(base)) \(of(indices)))"
    case .field(let base, let name): "(. \(of(base)) \(name.canonical))"
    case .prime(let operand): "(' \(of(operand)))"
    case .transposed(let operand): "(ᵀ \(of(operand)))"
    case .lambda(let parameters, let body): "(-> (\(of(parameters))) \(of(body)))"
    case .block(let block): of(block)
    case .conditional(let condition, let then, let otherwise):
      "(if \(of(condition)) \(of(then))\(otherwise.map { " " + of($0) } ?? ""))"
    case .matrix(let rows): "[\(rows.map { of($0) }.joined(separator: "; "))]"
    case .comprehension(let body, let pattern, in: let domain):
      "[\(of(body)) for \(of(pattern)) in \(of(domain))]"
    case .tuple(let elements): "(tuple\(elements.map { " " + of($0) }.joined()))"
    case .record(let fields):
      "(record\(fields.map { " \($0.0.canonical)=\(of($0.1))" }.joined()))"
    case .pipe(let left, let right): "(|> \(of(left)) \(of(right)))"
    }
  }

  private static func list(_ arguments: [Argument]) -> String {
    arguments.map { of($0) + " " }.joined()
  }

  private static func of(_ factor: Factor) -> String {
    func names(_ variables: [Factor.Variable]) -> String {
      variables.map { $0.name.canonical + ($0.isIndexed ? "[] " : " ") }.joined()
    }
    let plate = factor.plate.map { plate in
      " [\(plate.index.canonical)\(plate.domain.map { " in " + of($0) } ?? "")]"
    }
    return
      "(factor \(factor.density.canonical) \(names(factor.variables))| \(names(factor.given)); "
      + factor.parameters.map { $0.canonical + " " }.joined()
      + "~ \(of(factor.distribution))\(plate ?? ""))"
  }

  private static func of(_ part: TextPart) -> String {
    switch part {
    case .literal(let text): text
    case .value(let value, let format): "{\(of(value))\(format.map { ":" + $0 } ?? "")}"
    }
  }
}
