/// Which names a function body assigns and which it takes from outside.
///
/// Functions are scopes; loops, branches and blocks are not. A name that the body assigns
/// anywhere is local in all of it.
public enum Resolver {
  /// The names that a body assigns, by their canonical forms, in the order of the text: by `=`, as
  /// the name of an inner function, by a loop, by `use ... as`; not those of inner functions'
  /// bodies, of binders and comprehensions, which end with their expression.
  public static func assignedNames(in body: Expression) -> [String] {
    var names = OrderedNames()
    collect(body, into: &names)
    return names.list
  }

  /// The same for statements, such as those of a module.
  public static func assignedNames(in statements: [Statement]) -> [String] {
    var names = OrderedNames()
    for statement in statements { collect(statement, into: &names) }
    return names.list
  }

  /// The names that a function uses, itself or in its inner functions, and neither has as a
  /// parameter nor assigns; by their canonical forms, in the order of first use.
  public static func freeNames(of parameters: [Parameter], body: Expression) -> [String] {
    var search = FreeNames()
    search.visitFunction(parameters, body)
    return search.found.list
  }

  /// The names that an expression uses and does not bind itself.
  public static func freeNames(of expression: Expression) -> [String] {
    var search = FreeNames()
    search.visit(expression)
    return search.found.list
  }

  private static func collect(_ expression: Expression, into names: inout OrderedNames) {
    switch expression.kind {
    case .lambda: return
    case .block(let block):
      for statement in block.statements { collect(statement, into: &names) }
    case .conditional(let condition, let then, let otherwise):
      collect(condition, into: &names)
      for statement in then.statements { collect(statement, into: &names) }
      if let otherwise { collect(otherwise, into: &names) }
    default:
      for child in expression.children { collect(child, into: &names) }
    }
  }

  private static func collect(_ statement: Statement, into names: inout OrderedNames) {
    switch statement.kind {
    case .assign(let target, let value):
      collect(value, into: &names)
      for name in target.names { names.insert(name.canonical) }
    case .define(let name, _, _):
      names.insert(name.canonical)
    case .loop(let pattern, in: let domain, let block):
      collect(domain, into: &names)
      for name in pattern.names { names.insert(name.canonical) }
      for statement in block.statements { collect(statement, into: &names) }
    case .whileLoop(let condition, let block):
      collect(condition, into: &names)
      for statement in block.statements { collect(statement, into: &names) }
    case .use(_, as: let name?): names.insert(name.canonical)
    case .expression, .returnValue, .check, .breakLoop, .next, .use, .command, .help, .search:
      for child in statement.children { collect(child, into: &names) }
    }
  }
}

/// Names in the order of their first insertion.
struct OrderedNames {
  private(set) var list: [String] = []
  private var known: Set<String> = []

  mutating func insert(_ name: String) {
    if known.insert(name).inserted { list.append(name) }
  }

  func contains(_ name: String) -> Bool { known.contains(name) }
}
