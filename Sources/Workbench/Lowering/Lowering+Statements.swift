import Language

extension Lowering {
  /// The node of a block: its statements in a row; the last expression is its value.
  func block(_ block: Block) throws(Fault) -> Node {
    guard let last = block.statements.last else { return Constant(.unset, span: block.span) }
    var nodes: [Node] = []
    for each in block.statements { nodes.append(try statement(each)) }
    let parts = block.statements.map { assigned(in: [$0]) }
    switch last.kind {
    case .assign, .define, .factor: nodes[nodes.count - 1] = Valueless(nodes[nodes.count - 1])
    default: break
    }
    return sequence(nodes[...], parts[...])
  }

  /// The variables that statements assign in the running function.
  func assigned(in statements: [Statement]) -> [AssignedSlot] {
    assigned(Resolver.assignments(in: statements))
  }

  private func assigned(_ names: [Name]) -> [AssignedSlot] {
    names.compactMap { name in
      let slot =
        scope.slot(of: name.canonical)
        ?? (isTopLevel ? environment.slot(of: name.canonical, in: module) : nil)
      return slot.map { AssignedSlot(slot: $0, name: name.spelled, span: name.span) }
    }
  }

  /// The variables that an expression assigns in the running function, in its branches.
  func assigned(in expression: Expression) -> [AssignedSlot] {
    assigned(Resolver.assignments(in: expression))
  }

  private func turn(_ statement: Statement, _ body: Block) -> TurnCode {
    TurnCode(
      assigned: assigned(in: [statement]), breaks: Resolver.breaks(body.statements),
      returns: Resolver.returns(body.statements), movesKeys: !module.freezesKeys)
  }

  /// Statements in a row, halved again and again: a long block is not a deep one.
  private func sequence(
    _ nodes: ArraySlice<Node>, _ assigned: ArraySlice<[AssignedSlot]>
  ) -> Node {
    guard nodes.count > 1 else { return nodes[nodes.startIndex] }
    let middle = nodes.startIndex + nodes.count / 2
    return Then(
      sequence(nodes[..<middle], assigned[..<middle]),
      sequence(nodes[middle...], assigned[middle...]),
      assigned: AssignedSlot.joined(assigned[middle...]))
  }

  /// The node of one statement.
  func statement(_ s: Statement) throws(Fault) -> Node {
    switch s.kind {
    case .expression(let e): return try expression(e)
    case .assign(let target, let value): return try assign(target, value, s.span)
    case .define(let name, let parameters, let body):
      let slot = assignmentSlot(name)
      let made = try function(
        name: name.spelled, parameters, body, ownName: name.canonical, span: s.span)
      return Assign(slot: slot, made, span: s.span)
    case .draw(let pattern, let distribution, let like):
      return try draw(pattern, distribution, like: like, s.span)
    case .factor(let factor): return try self.factor(factor, s.span)
    case .loop(let pattern, let domain, let body):
      let elements = try self.domain(domain), destination = self.pattern(pattern)
      return For(destination, elements, try loopBody(body), turn: turn(s, body), span: s.span)
    case .whileLoop(let condition, let body):
      return While(
        try expression(condition), try loopBody(body), turn: turn(s, body), span: s.span)
    case .breakLoop: return try leave(.breaking, "break", s.span)
    case .next: return try leave(.continuing, "next", s.span)
    case .returnValue(let value): return try leave(returning: value, s.span)
    case .check(let check): return try self.check(check, s.span)
    case .derive:
      throw Fault("syntax", "a derivation stands only at top level", at: s.span)
    case .explain:
      throw Fault("syntax", "explain stands only at top level", at: s.span)
    case .use:
      throw Fault("syntax", "use stands only at top level", at: s.span)
    case .command, .help, .search:
      throw Fault("syntax", "metacommands stand only at top level", at: s.span)
    }
  }

  private func assign(
    _ target: Target, _ value: Expression, _ span: SourceSpan
  ) throws(Fault) -> Node {
    switch target {
    case .name(let name):
      if case .lambda(let parameters, let body) = value.kind {
        // f = x -> ... may call itself by its name, as f(x) = ... may.
        let slot = assignmentSlot(name)
        let made = try function(
          name: name.spelled, parameters, body, ownName: name.canonical, span: span)
        return Assign(slot: slot, made, span: span)
      }
      return try stored(value, in: assignmentSlot(name), span: span)
    case .tuple(let targets, let tupleSpan):
      let node = try expression(value)
      var destinations: [Destination] = []
      for target in targets { destinations.append(try destination(target)) }
      return AssignParts(.tuple(destinations, tupleSpan), node, span: span)
    case .field, .index: return try assignPath(target, value, span)
    }
  }

  private func destination(_ target: Target) throws(Fault) -> Destination {
    switch target {
    case .name(let name): return .slot(assignmentSlot(name), name.span)
    case .tuple(let targets, let span):
      var destinations: [Destination] = []
      for target in targets { destinations.append(try destination(target)) }
      return .tuple(destinations, span)
    case .field(_, let name):
      throw Fault("syntax", "a field is assigned alone", at: name.span)
    case .index(_, _, let span):
      throw Fault("syntax", "an element is assigned alone", at: span)
    }
  }

  private func assignPath(
    _ target: Target, _ value: Expression, _ span: SourceSpan
  ) throws(Fault) -> Node {
    let node = try expression(value)
    var steps: [PathStep] = [], height = node.height, current = target
    while true {
      switch current {
      case .field(let base, let name):
        steps.append(.field(name.canonical, name.span))
        current = base
      case .index(let base, let list, let indexSpan):
        let (nodes, slots) = try indices(list)
        height = nodes.reduce(height) { max($0, $1.height) }
        steps.append(.index(nodes, slots: slots, indexSpan))
        current = base
      case .tuple(_, let tupleSpan):
        throw Fault("syntax", "this cannot be assigned to", at: tupleSpan)
      case .name(let name):
        let isGlobal = scope.slot(of: name.canonical) == nil
        if isGlobal && !isTopLevel {
          throw Fault(
            "scope", "a function cannot assign the global \(name.spelled)", at: name.span,
            hint: "take it as a parameter and return the changed value")
        }
        return AssignPath(
          slot: scope.slot(of: name.canonical)
            ?? environment.slot(of: name.canonical, in: module),
          name: fallback(name), steps: steps.reversed(), value: node, user: module,
          targetSpan: name.span, span: span, height: height + 1)
      }
    }
  }

  private func check(_ check: Check, _ span: SourceSpan) throws(Fault) -> Node {
    var bounds = CheckNode.Bounds()
    for tolerance in check.tolerances {
      let bound = try expression(tolerance.bound)
      switch tolerance.measure {
      case .tolerance, .relative: bounds.relative = bound
      case .absolute: bounds.absolute = bound
      case .standardErrors: bounds.standardErrors = bound
      }
    }
    let left = try expression(check.left)
    guard let link = check.relation else {
      return CheckNode(left, .holds, sign: "", nil, bounds, span: span)
    }
    let relation: CheckNode.Relation
    switch link.comparison {
    case .approximately: relation = .approximately
    case .element:
      throw Fault("syntax", "check compares numbers: use ≈, ==, < and so on", at: link.sign)
    default: relation = link.comparison.kernel.map { .comparison($0) } ?? .holds
    }
    return CheckNode(
      left, relation, sign: String(source.text(of: link.sign)), try expression(link.right), bounds,
      span: span)
  }
}
