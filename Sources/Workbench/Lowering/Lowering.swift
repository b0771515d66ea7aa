import Language
import Tensors

/// Turns syntax into nodes: names become slots, operators become node classes.
///
/// At top level the window begins at slot 0, so that a global name is a local one there; inside
/// functions globals are looked up when used.
final class Lowering {
  let environment: Environment
  let module: Module
  /// The text that is lowered, for the definitions that functions keep.
  let source: Source
  /// The statement of the top level that is lowered, where it is one.
  var statement: SourceSpan?
  /// The training that is the last thing of that statement.
  var lastTraining: SourceSpan?
  /// The functions lowered so far.
  private(set) var functions: [Int] = []
  /// The scope of the function being lowered; at top level it holds only bound names.
  var scope: Scope
  var isTopLevel = true
  /// Where `end` finds its extent: the innermost index being lowered.
  private(set) var endSlots: [EndSlot] = []
  /// Where `_` finds the left side of the innermost pipe.
  var pipeSlots: [Int] = []

  /// Builtins that the statement hides behind a variable for the first time.
  private(set) var shadowed: [String] = []
  /// The loops around the statement being lowered, within its function.
  private var loops = 0
  /// Whether a sum or a comprehension stands around it, which no `return` can leave.
  private var isInTerm = false
  /// In the right side of a repeated factor the variables of which it sees one row, each with the index that
  /// stands behind it.
  private(set) var plate: [String: String] = [:]
  /// How often each kind of place that has a key of its own stands in the function so far.
  var occurrences: [String: Int] = [:]

  /// What stands in the place of the node of an expression, nil for the node itself.
  var instrument: ((Expression, Node) -> Node)?

  /// The slot of one index's extent, made when `end` is mentioned.
  final class EndSlot {
    var slot = -1
  }

  /// The number of the functions lowered together, and whether they go when no value calls them.
  private let group: Int, isTransient: Bool
  /// Hidden variables of the top level: nobody's once the statement is over.
  private(set) var scratch: [Int] = []

  /// Lowering of a text with the names of a module.
  ///
  /// Functions of modules stay, as do those of workspaces, which may be asked for again.
  init(_ environment: Environment, module: Module, source: Source, isTransient: Bool = true) {
    self.environment = environment
    self.module = module
    self.source = source
    self.isTransient = isTransient && module.isMain
    group = environment.newGroup()
    scope = Scope(parent: nil)
  }

  /// A scratch variable of the running window.
  func scratchSlot() -> Int {
    guard isTopLevel else { return scope.newSlot() }
    let slot = environment.scratchSlot()
    scratch.append(slot)
    return slot
  }

  /// Lowers an index expression, and tells the slot in which it wants the extent.
  func withEnd<Result>(
    _ body: () throws(Fault) -> Result
  ) throws(Fault) -> (Result, slot: Int) {
    let end = EndSlot()
    endSlots.append(end)
    defer { endSlots.removeLast() }
    return (try body(), end.slot)
  }

  /// The slot of a name that is assigned here.
  func assignmentSlot(_ name: Name) -> Int {
    if let slot = scope.slot(of: name.canonical) { return slot }
    if module.spellings[name.canonical] == nil {
      module.spellings[name.canonical] = name.spelled
      if environment.builtins.value(of: name.canonical) != nil { shadowed.append(name.spelled) }
    }
    module.definitions[name.canonical] = name.span
    module.put(name.canonical, at: statement.map { StatementPlace($0, module) })
    return environment.slot(of: name.canonical, in: module)
  }

  func pattern(_ pattern: Pattern) -> Destination {
    switch pattern {
    case .name(let name): .slot(assignmentSlot(name), name.span)
    case .tuple(let parts, let span): .tuple(parts.map(self.pattern), span)
    }
  }

  /// Lowers the right side of a factor that sees one row of these variables.
  func inPlate<Result>(
    _ rows: [String: String], _ body: () throws(Fault) -> Result
  ) throws(Fault) -> Result {
    let outer = plate
    plate = rows
    defer { plate = outer }
    return try body()
  }

  /// Binds the names of a sum or a comprehension while its body is lowered.
  func binding<Result>(
    _ pattern: Pattern, _ body: (Destination) throws(Fault) -> Result
  ) throws(Fault) -> Result {
    var count = 0
    let destination = bound(pattern, &count)
    let (outer, wasInTerm) = (loops, isInTerm)
    (loops, isInTerm) = (0, true)
    defer {
      scope.pop(count)
      (loops, isInTerm) = (outer, wasInTerm)
    }
    return try body(destination)
  }

  /// The body of a loop, which `break` and `next` may leave.
  func loopBody(_ body: Block) throws(Fault) -> Node {
    loops += 1
    defer { loops -= 1 }
    return try block(body)
  }

  /// `break`, `next`: only inside a loop of the same function.
  func leave(_ flow: Flow, _ word: String, _ span: SourceSpan) throws(Fault) -> Node {
    guard loops > 0 else {
      throw Fault("syntax", "\(word) stands only inside a loop", at: span)
    }
    return Leave(flow, span: span)
  }

  /// `return x`: only inside a function, not from within a sum.
  func leave(returning value: Expression?, _ span: SourceSpan) throws(Fault) -> Node {
    guard !isTopLevel, !isInTerm else {
      throw Fault(
        "syntax",
        isInTerm
          ? "return cannot leave a sum or a comprehension" : "return stands only inside a function",
        at: span)
    }
    let node = try value.map { (e) throws(Fault) in try expression(e) }
    return Leave(.returning, value: node, span: span)
  }

  private func bound(_ pattern: Pattern, _ count: inout Int) -> Destination {
    switch pattern {
    case .name(let name):
      let slot = scratchSlot()
      scope.push(name.canonical, slot: slot)
      count += 1
      return .slot(slot, name.span)
    case .tuple(let parts, let span):
      var destinations: [Destination] = []
      for part in parts { destinations.append(bound(part, &count)) }
      return .tuple(destinations, span)
    }
  }

  /// What a function without a name is called in messages.
  static let nameless = "the function"

  /// A function: its parameters, what it captures, its code.
  func function(
    name: String, _ parameters: [Parameter], _ body: Expression, ownName: String? = nil,
    span: SourceSpan
  ) throws(Fault) -> MakeFunction {
    var seen: Set<String> = []
    for parameter in parameters where !seen.insert(parameter.name.canonical).inserted {
      throw Fault(
        "syntax", "two parameters are called \(parameter.name.spelled)", at: parameter.name.span)
    }
    let inner = Scope(parent: scope, ownName: ownName)
    for parameter in parameters { inner.declare(parameter.name.canonical) }
    var captures: [MakeFunction.Capture] = []
    for free in Resolver.freeNames(of: parameters, body: body) {
      guard let capture = capture(free, ownName: ownName) else { continue }
      inner.declare(free)
      captures.append(capture)
    }
    for local in Resolver.assignedNames(in: body) { inner.declare(local) }
    let (outer, wasTopLevel, pipes, ends) = (scope, isTopLevel, pipeSlots, endSlots)
    let (outerLoops, wasInTerm, places) = (loops, isInTerm, occurrences)
    occurrences = [:]
    (scope, isTopLevel, pipeSlots, endSlots, loops, isInTerm) = (inner, false, [], [], 0, false)
    defer {
      (scope, isTopLevel, pipeSlots, endSlots) = (outer, wasTopLevel, pipes, ends)
      (loops, isInTerm, occurrences) = (outerLoops, wasInTerm, places)
    }
    var codes: [ParameterCode] = []
    for parameter in parameters {
      codes.append(
        ParameterCode(
          name: parameter.name.canonical, spelled: parameter.name.spelled,
          fallback: try parameter.initial.map { (e) throws(Fault) in try expression(e) },
          initial: parameter.initial.map { String(source.text(of: $0.span)) } ?? "",
          isRest: parameter.isRest))
    }
    let node = try expression(body)
    let id = environment.program.add(
      Function(
        name: name, parameters: codes,
        arity: parameters.contains(where: \.isRest) ? -1 : codes.count,
        required: codes.count { $0.fallback == nil && !$0.isRest },
        slots: inner.slotCount, height: node.height + 2, body: node, span: span, definition: span,
        captures: captures.count, itself: MakeFunction.itself(among: captures), group: group,
        isTransient: isTransient))
    functions.append(id)
    return MakeFunction(
      id, captures: captures,
      name: name == Lowering.nameless ? nil : name, span: span)
  }

  /// How a free name of a function is captured from the functions around it; nil for a global.
  private func capture(_ name: String, ownName: String?) -> MakeFunction.Capture? {
    if name == ownName, !isTopLevel { return .itself }
    guard let slot = scope.slot(of: name) else { return nil }
    return .local(slot)
  }
}
