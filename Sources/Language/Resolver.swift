/// Which names a function body assigns and which it takes from outside.
///
/// Functions are scopes; loops, branches and blocks are not. A name that the body assigns
/// anywhere is local in all of it.
public enum Resolver {
  /// The names that a body assigns, by their canonical forms, in the order of the text: by `=`, as
  /// the name of an inner function, by a factor of a density, by a draw, by a loop, by `use ... as`; not those of inner functions'
  /// bodies, of binders and comprehensions, which end with their expression.
  public static func assignedNames(in body: Expression) -> [String] {
    var names = OrderedNames()
    collect(body) { names.insert($0.canonical) }
    return names.list
  }

  /// The names that statements assign, each where it is assigned first, in the order of the text.
  public static func assignments(in statements: [Statement]) -> [Name] {
    var names: [Name] = [], known: Set<String> = []
    for statement in statements {
      collect(statement) { name in
        if known.insert(name.canonical).inserted { names.append(name) }
      }
    }
    return names
  }

  /// The same for an expression, such as an `if`.
  public static func assignments(in expression: Expression) -> [Name] {
    var names: [Name] = [], known: Set<String> = []
    collect(expression) { name in
      if known.insert(name.canonical).inserted { names.append(name) }
    }
    return names
  }

  /// Whether a statement assigns names on its way, before its own value is there: a loop, a block.
  public static func assignsWithin(_ statement: Statement) -> Bool {
    switch statement.kind {
    case .assign(_, let value): !assignments(in: value).isEmpty
    case .expression(let value): !assignments(in: value).isEmpty
    case .define, .factor, .use, .command, .help, .search, .breakLoop, .next: false
    case .draw, .check, .explain, .derive, .returnValue:
      statement.children.contains { !assignments(in: $0).isEmpty }
    case .loop, .whileLoop: true
    }
  }

  /// Whether statements of a loop's body hold a `break` of that loop.
  public static func breaks(_ statements: [Statement]) -> Bool {
    statements.contains {
      contains($0, entersLoops: false) { if case .breakLoop = $0 { true } else { false } }
    }
  }

  /// Whether statements hold a `return` of the function around them.
  public static func returns(_ statements: [Statement]) -> Bool {
    statements.contains {
      contains($0, entersLoops: true) { if case .returnValue = $0 { true } else { false } }
    }
  }

  /// Whether a statement is, or holds outside of inner functions, one of a kind.
  private static func contains(
    _ statement: Statement, entersLoops: Bool, _ isWanted: (Statement.Kind) -> Bool
  ) -> Bool {
    if isWanted(statement.kind) { return true }
    switch statement.kind {
    case .define, .factor: return false
    case .loop(_, _, let body), .whileLoop(_, let body):
      return entersLoops
        && body.statements.contains { contains($0, entersLoops: true, isWanted) }
    case .breakLoop, .next, .returnValue, .expression, .assign, .draw, .check, .explain, .derive,
      .use,
      .command,
      .help, .search:
      return statement.children.contains { contains($0, entersLoops, isWanted) }
    }
  }

  private static func contains(
    _ expression: Expression, _ entersLoops: Bool, _ isWanted: (Statement.Kind) -> Bool
  ) -> Bool {
    switch expression.kind {
    case .lambda: false
    case .block(let block):
      block.statements.contains { contains($0, entersLoops: entersLoops, isWanted) }
    case .conditional(let condition, let then, let otherwise):
      contains(condition, entersLoops, isWanted)
        || then.statements.contains { contains($0, entersLoops: entersLoops, isWanted) }
        || otherwise.map { contains($0, entersLoops, isWanted) } == true
    default: expression.children.contains { contains($0, entersLoops, isWanted) }
    }
  }

  /// The same for statements, such as those of a module.
  public static func assignedNames(in statements: [Statement]) -> [String] {
    var names = OrderedNames()
    for statement in statements { collect(statement) { names.insert($0.canonical) } }
    return names.list
  }

  /// The names that a function uses, itself or in its inner functions, and neither has as a
  /// parameter nor assigns; by their canonical forms, in the order of first use.
  public static func freeNames(of parameters: [Parameter], body: Expression) -> [String] {
    var search = FreeNames()
    search.visitFunction(parameters, body)
    return search.found.list
  }

  /// The names that a statement of the top level uses, itself or in functions that it makes.
  public static func freeNames(of statement: Statement) -> [String] {
    var search = FreeNames()
    search.visit(statement)
    return search.found.list
  }

  /// The names that an expression uses and does not bind itself.
  public static func freeNames(of expression: Expression) -> [String] {
    var search = FreeNames()
    search.visit(expression)
    return search.found.list
  }

  private static func collect(_ expression: Expression, into add: (Name) -> Void) {
    switch expression.kind {
    case .lambda: return
    case .block(let block):
      for statement in block.statements { collect(statement, into: add) }
    case .conditional(let condition, let then, let otherwise):
      collect(condition, into: add)
      for statement in then.statements { collect(statement, into: add) }
      if let otherwise { collect(otherwise, into: add) }
    default:
      for child in expression.children { collect(child, into: add) }
    }
  }

  private static func collect(_ statement: Statement, into add: (Name) -> Void) {
    switch statement.kind {
    case .assign(let target, let value):
      collect(value, into: add)
      target.names.forEach(add)
    case .define(let name, _, _): add(name)
    case .factor(let factor): add(factor.density)
    case .draw(let pattern, _, like: _):
      for child in statement.children { collect(child, into: add) }
      pattern.names.forEach(add)
    case .loop(let pattern, in: let domain, let block):
      collect(domain, into: add)
      pattern.names.forEach(add)
      for statement in block.statements { collect(statement, into: add) }
    case .whileLoop(let condition, let block):
      collect(condition, into: add)
      for statement in block.statements { collect(statement, into: add) }
    case .use(_, as: let name?): add(name)
    case .expression, .returnValue, .check, .explain, .derive, .breakLoop, .next, .use, .command,
      .help,
      .search:
      for child in statement.children { collect(child, into: add) }
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
