/// A walk over an expression that finds the names it does not bind itself.
struct FreeNames {
  var found = OrderedNames()
  /// What the enclosing functions and binders bind, innermost last.
  private var scopes: [Set<String>] = []

  mutating func visitFunction(_ parameters: [Parameter], _ body: Expression) {
    // Defaults are evaluated where the earlier parameters are known.
    scopes.append([])
    for parameter in parameters {
      if let initial = parameter.initial { visit(initial) }
      bind(parameter.name.canonical)
    }
    for name in Resolver.assignedNames(in: body) { bind(name) }
    visit(body)
    scopes.removeLast()
  }

  mutating func visit(_ expression: Expression) {
    switch expression.kind {
    case .name(let name): use(name.canonical)
    case .gradientIn(let names, let operand):
      for name in names { use(name.canonical) }
      visit(operand)
    case .lambda(let parameters, let body): visitFunction(parameters, body)
    case .call(let callee, let arguments): visit(callee, arguments)
    case .density(let term): visit(term)
    case .logarithm(let operand):
      // A logarithm is of a density at a point: there the variables are values.
      for child in operand.children { visit(child) }
    case .comprehension(let body, let pattern, in: let domain):
      visit(domain)
      visit([body], binding: [pattern])
    case .block(let block): visit(block)
    case .conditional(let condition, let then, let otherwise):
      visit(condition)
      visit(then)
      if let otherwise { visit(otherwise) }
    default:
      for child in expression.children { visit(child) }
    }
  }

  /// A call: binders and draws hold in the arguments behind them.
  private mutating func visit(_ callee: Expression, _ arguments: [Argument]) {
    visit(callee)
    scopes.append([])
    for argument in arguments {
      argument.forEachChild { visit($0) }
      for name in argument.names { bind(name.canonical) }
    }
    scopes.removeLast()
  }

  /// A density as a distribution: its variables are named, not used.
  private mutating func visit(_ term: DensityTerm) {
    visit(term.density)
    for case .labelled(_, let value) in term.variables { visit(value) }
    for argument in term.given + term.parameters { visit(argument.value) }
  }

  private mutating func visit(_ expressions: [Expression], binding patterns: [Pattern]) {
    scopes.append(Set(patterns.flatMap(\.names).map(\.canonical)))
    for expression in expressions { visit(expression) }
    scopes.removeLast()
  }

  private mutating func visit(_ block: Block) {
    for statement in block.statements { visit(statement) }
  }

  mutating func visit(_ statement: Statement) {
    switch statement.kind {
    case .define(_, let parameters, let body): visitFunction(parameters, body)
    case .factor(let factor):
      if let domain = factor.plate?.domain { visitFunction(factor.domainArguments, domain) }
      visitFunction(factor.arguments, factor.distribution)
    case .loop(_, in: let domain, let block):
      visit(domain)
      visit(block)
    case .whileLoop(let condition, let block):
      visit(condition)
      visit(block)
    case .assign(let target, let value):
      visit(value)
      visit(target)
    case .expression, .draw, .returnValue, .check, .explain, .derive, .breakLoop, .next, .use,
      .command,
      .help,
      .search:
      for child in statement.children { visit(child) }
    }
  }

  private mutating func visit(_ target: Target) {
    for child in target.children { visit(child) }
  }

  private mutating func bind(_ name: String) {
    if scopes.isEmpty { scopes.append([]) }
    scopes[scopes.count - 1].insert(name)
  }

  private mutating func use(_ name: String) {
    guard !scopes.contains(where: { $0.contains(name) }) else { return }
    found.insert(name)
  }
}
