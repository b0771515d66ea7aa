import Language
import Synchronization

/// The functions of the program, looked up by number.
///
/// A function that was redefined, or stood in a statement that is over, has no value that could call it:
/// its code goes, and its number is used again.
struct Program {
  private(set) var functions: ContiguousArray<Function> = []
  /// The statements of the top level that functions are made in.
  private(set) var statements: [StatementCode] = []
  /// Of each function the statement, and the how manieth of it the function is.
  private var owners: [Int: (statement: Int, number: Int)] = [:]
  /// Numbers of functions whose code went.
  private var free: [Int] = []
  /// How many functions there are before unused ones are looked for.
  private var limit = Program.fewest
  private static let fewest = 1000

  /// Adds a function; its number.
  mutating func add(_ function: Function) -> Int {
    guard let id = free.popLast() else {
      functions.append(function)
      return functions.count - 1
    }
    functions[id] = function
    return id
  }

  /// Notes the statement that functions are of, in the order of its text.
  @discardableResult
  mutating func note(
    _ statement: SourceSpan, of module: Module, functions: [Int]
  ) -> StatementCode {
    let code = StatementCode(functions: functions, span: statement, module: module)
    if functions.isEmpty { return code }
    for (number, id) in functions.enumerated() { owners[id] = (statements.count, number) }
    statements.append(code)
    return code
  }

  /// The statement that a function is made in, and the function's number there; nil for one of an
  /// expression that was only looked into.
  func statement(ofFunction id: Int) -> (code: StatementCode, number: Int)? {
    owners[id].map { (statements[$0.statement], $0.number) }
  }

  /// Lets go of the code of functions that no value calls, once there is much of it; only between
  /// statements, when nothing runs.
  mutating func releaseUnused() {
    if functions.count - free.count > limit { release() }
  }

  /// Lets go of all code that no value calls, also of modules, which were thrown away; whether none is left.
  mutating func releaseModules() -> Bool {
    for id in functions.indices { functions[id].isTransient = true }
    // Code that goes may have held values that call other code.
    var left = -1
    while left != free.count {
      left = free.count
      release()
    }
    guard left == functions.count else { return false }
    (functions, free) = ([], [])
    return true
  }

  private mutating func release() {
    var live: Set<Int> = []
    for id in functions.indices where functions[id].isHeld { live.insert(functions[id].group) }
    let nothing = Function.nothing
    free = []
    for id in functions.indices where !live.contains(functions[id].group) {
      functions[id] = nothing
      free.append(id)
    }
    statements.removeAll { functions[$0.functions[0]].group < 0 }
    owners = [:]
    for (index, code) in statements.enumerated() {
      for (number, id) in code.functions.enumerated() { owners[id] = (index, number) }
    }
    limit = max(Program.fewest, 2 * (functions.count - free.count))
  }
}

/// A statement of the top level and the functions that its text holds, by their numbers.
struct StatementCode {
  let functions: [Int]
  let span: SourceSpan
  let module: Module
}

/// The code of a function.
struct Function {
  let name: String
  let parameters: [ParameterCode]
  /// How many there are, read at every call; -1 where one of them takes all further arguments.
  let arity: Int
  /// How many of them have no default.
  let required: Int
  /// The most arguments that it takes by position.
  var most: Int { arity < 0 ? .max : arity }
  /// The size of its window: parameters, captures, locals.
  let slots: Int
  /// The deepest nesting of its nodes, the stack that a call is charged.
  let height: Int
  let body: Node
  let span: SourceSpan
  /// The text of the whole definition.
  let definition: SourceSpan
  /// How many values it captures from the functions around it.
  let captures: Int
  /// The capture that is the function itself, or -1.
  let itself: Int
  /// The functions that were lowered with it, which go when it goes; below 0 where its code went.
  let group: Int
  /// Whether it goes once no value is left that calls it or one of its group.
  fileprivate(set) var isTransient: Bool
  /// What every function value made of it holds.
  fileprivate(set) var lease = CodeLease()

  /// Whether its code must stay.
  fileprivate var isHeld: Bool {
    mutating get { group >= 0 && !(isTransient && isKnownUniquelyReferenced(&lease)) }
  }
}

/// Held by function values: while one is left, their code is kept.
final class CodeLease {
  /// A number that no other code ever has, unlike that of a function, which is used again.
  let number = CodeLease.count.add(1, ordering: .relaxed).newValue
  private static let count = Atomic(0)
}

/// A parameter of a script function.
struct ParameterCode {
  let name: String
  let spelled: String
  let fallback: Node?
  /// The default as typed.
  let initial: String
  /// Whether it is a tuple of all further arguments by position.
  let isRest: Bool

  /// The parameter as a call may write it.
  var shown: String {
    if isRest { return "\(spelled)..." }
    return fallback == nil ? spelled : "\(spelled)=\(initial)"
  }
}

extension Function {
  /// What stands in the place of code that went.
  fileprivate static var nothing: Function {
    let nowhere = SourceSpan(source: SourceID(0), start: 0, end: 0)
    return Function(
      name: "", parameters: [], arity: 0, required: 0, slots: 0, height: 1,
      body: Constant(.unset, span: nowhere), span: nowhere, definition: nowhere, captures: 0,
      itself: -1, group: -1, isTransient: false)
  }
}
