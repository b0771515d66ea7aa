import Language
import Tensors

extension Lowering {
  /// A builtin, not to be shadowed: what an operator stands for.
  func builtinNode(_ name: String, _ span: SourceSpan) -> Node {
    Constant(environment.builtins.value(of: name) ?? .unset, span: span)
  }

  func call(_ name: String, _ operand: Expression, _ span: SourceSpan) throws(Fault) -> Node {
    call(name, try expression(operand), span)
  }

  func call(_ name: String, _ node: Node, _ span: SourceSpan) -> Node {
    Call(
      builtinNode(name, span), arguments: ArgumentList(node, next: nil), count: 1,
      height: node.height, span: span)
  }

  func call(_ name: String, _ values: [Value], _ span: SourceSpan) throws(Fault) -> Node {
    var list: ArgumentList?
    for value in values.reversed() {
      list = ArgumentList(Constant(value, span: span), next: list)
    }
    return Call(
      builtinNode(name, span), arguments: list, count: values.count, height: 1, span: span)
  }

  /// `f(a, n=3)`.
  func call(
    _ callee: Expression, _ arguments: [Argument], _ e: Expression
  ) throws(Fault) -> Node {
    if case .binder(let pattern, let domain)? = arguments.first {
      return try accumulation(callee, pattern, domain, Array(arguments.dropFirst()), e)
    }
    if arguments.contains(where: \.isDraw) { return try expectation(callee, arguments, e) }
    if let frozen = try frozen(callee, arguments, e) { return frozen }
    if let timing = try timeIt(callee, arguments, e) { return timing }
    if let evidence = try evidence(callee, arguments, e) { return evidence }
    var nodes: [KeywordArgument] = []
    for argument in arguments {
      switch argument {
      case .positional(let value):
        nodes.append(KeywordArgument(name: nil, node: try expression(value), isSpread: false))
      case .labelled(let name, let value):
        nodes.append(
          KeywordArgument(
            name: name.canonical, nameSpan: name.span, node: try expression(value), isSpread: false)
        )
      case .spread(let value):
        nodes.append(KeywordArgument(name: nil, node: try expression(value), isSpread: true))
      case .binder(_, let domain):
        throw Fault("syntax", "`in` with a name stands first: sum(i in 1:n, ...)", at: domain.span)
      case .draw(_, let value, _), .given(let value, _):
        throw Fault(
          "syntax", "a condition follows draws", at: value.span,
          hint: "E(z ~ Normal(0, 1), z | z > 0)")
      }
    }
    let function = try expression(callee), site = site(ofCall: callee, arguments)
    guard nodes.allSatisfy({ $0.name == nil && !$0.isSpread }) else {
      return KeywordCall(function, nodes, site: site, span: e.span)
    }
    return positional(callee, function, nodes.map(\.node), site, e.span)
  }

  private func positional(
    _ callee: Expression, _ function: Node, _ nodes: [Node], _ site: UInt64, _ span: SourceSpan
  ) -> Node {
    var list: ArgumentList?
    for node in nodes.reversed() { list = ArgumentList(node, next: list) }
    let height = nodes.map(\.height).max() ?? 0
    let call = Call(
      function, arguments: list, count: nodes.count, height: height, site: site, span: span)
    guard case .name(let name) = callee.kind, scope.slot(of: name.canonical) == nil else {
      return call
    }
    let slot = environment.slot(of: name.canonical, in: module)
    if nodes.count == 1, let unary = ElementwiseBuiltins.unary[name.canonical] {
      return UnaryCall(unary, nodes[0], slot: slot, call: call, span: span)
    }
    if nodes.count == 2, let binary = ElementwiseBuiltins.binary[name.canonical] {
      let node = Binary.make(binary, nodes[0], nodes[1], operatorSpan: span, span: span)
      return BinaryCall(node, slot: slot, call: call, span: span)
    }
    return call
  }

  /// `sum(i in 1:n, e)`, `prod(...)`.
  private func accumulation(
    _ callee: Expression, _ pattern: Pattern, _ domain: Expression, _ rest: [Argument],
    _ e: Expression
  ) throws(Fault) -> Node {
    guard case .name(let name) = callee.kind,
      ["sum", "prod", "all", "any", "max", "min"].contains(name.canonical)
    else {
      throw Fault(
        "syntax", "only sum, prod, max, min, all and any bind a name with `in`", at: callee.span)
    }
    guard rest.count == 1, case .positional(let body) = rest[0] else {
      throw Fault(
        "arity", "\(name.spelled)(i in 1:n, e) has one expression after the domain", at: e.span)
    }
    let elements = try self.domain(domain)
    return try binding(pattern) { (destination) throws(Fault) in
      let term = try expression(body)
      switch name.canonical {
      case "sum":
        return Accumulate(
          .add, destination, elements, term, movesKeys: !module.freezesKeys, span: e.span)
      case "prod":
        return Accumulate(
          .multiply, destination, elements, term, movesKeys: !module.freezesKeys, span: e.span)
      default:
        let list = Comprehension(
          destination, elements, term, movesKeys: !module.freezesKeys, span: e.span)
        return Call(
          builtinNode(name.canonical, e.span), arguments: ArgumentList(list, next: nil), count: 1,
          height: list.height, span: e.span)
      }
    }
  }

  /// `x |> f |> g(_, 2)`.
  func pipe(_ left: Expression, _ right: Expression, _ e: Expression) throws(Fault) -> Node {
    let value = try expression(left)
    if case .call(let callee, let arguments) = right.kind,
      arguments.contains(where: \.isPlaceholder)
    {
      let slot = scratchSlot()
      pipeSlots.append(slot)
      defer { pipeSlots.removeLast() }
      let body = try call(callee, arguments, right)
      return Then(Assign(slot: slot, value, span: left.span), body, assigned: [])
    }
    let function = try expression(right)
    return Call(
      function, arguments: ArgumentList(value, next: nil), count: 1, height: value.height,
      site: site(ofCall: right), span: e.span)
  }

  func index(
    _ base: Expression, _ indices: [Expression], _ e: Expression
  ) throws(Fault) -> Node {
    if let row = try row(of: base, indices, e) { return row }
    let node = try expression(base)
    let (lowered, slots) = try self.indices(indices)
    return Index(node, lowered, slots: slots, span: e.span)
  }

  /// `z[i]` in a factor that is repeated over i: the row that it is given.
  private func row(
    of base: Expression, _ indices: [Expression], _ e: Expression
  ) throws(Fault) -> Node? {
    guard case .name(let name) = base.kind, let index = plate[name.canonical],
      case .name(let first)? = indices.first?.kind, first.canonical == index
    else { return nil }
    let node = variable(name)
    if indices.count == 1 { return node }
    let (lowered, slots) = try self.indices(Array(indices.dropFirst()))
    return Index(node, lowered, slots: slots, span: e.span)
  }

  func indices(_ indices: [Expression]) throws(Fault) -> ([IndexNode], slots: [Int]) {
    var nodes: [IndexNode] = [], slots: [Int] = []
    for index in indices {
      let (node, slot) = try withEnd { () throws(Fault) -> IndexNode in
        switch index.kind {
        case .allIndices: return .all
        case .range: return .range(try bounds(index))
        default: return .value(try expression(index))
        }
      }
      nodes.append(node)
      slots.append(slot)
    }
    return (nodes, slots)
  }

  func bounds(_ e: Expression) throws(Fault) -> RangeBounds {
    guard case .range(let from, let step, let to) = e.kind else {
      throw Fault("syntax", "a range is written a:b", at: e.span)
    }
    return RangeBounds(
      from: try expression(from), step: try step.map { (e) throws(Fault) in try expression(e) },
      to: try expression(to))
  }

  func domain(_ e: Expression) throws(Fault) -> Domain {
    if case .range = e.kind { return .range(try bounds(e)) }
    return .value(try expression(e))
  }
}

extension Argument {
  fileprivate var isDraw: Bool { if case .draw = self { true } else { false } }

  fileprivate var isPlaceholder: Bool {
    switch self {
    case .positional(let e), .labelled(_, let e), .spread(let e):
      if case .placeholder = e.kind { true } else { false }
    case .binder, .draw, .given: false
    }
  }
}
