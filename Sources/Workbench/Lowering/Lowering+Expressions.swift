import Language
import Tensors

extension Lowering {
  /// The node of an expression.
  func expression(_ e: Expression) throws(Fault) -> Node {
    var node = try plain(e)
    if e.span == lastTraining, e.isTraining { node = LastTraining(node) }
    return instrument?(e, node) ?? node
  }

  private func plain(_ e: Expression) throws(Fault) -> Node {
    switch e.kind {
    case .integer(let x): return Constant(.int(x), span: e.span)
    case .float(let x): return Constant(.float(x), span: e.span)
    case .imaginary(let x): return try imaginary(x, e)
    case .boolean(let b): return Constant(.bool(b), span: e.span)
    case .text(let parts): return try text(parts, e)
    case .name(let name): return try self.name(name)
    case .result where !module.isMain:
      throw Fault(
        "syntax", "a module has no results: % stands only at the prompt and in scripts", at: e.span)
    case .result(let number): return try call("result", number.map { [.int($0)] } ?? [], e.span)
    case .placeholder: return try placeholder(e)
    case .allIndices: throw Fault("syntax", "`:` alone is an index", at: e.span)
    case .end: return try end(e)
    case .prefix(let sign, let operand): return try prefix(sign, operand, e)
    case .gradientIn(let names, let body): return try gradient(in: names, of: body, e)
    case .binary(let sign, let a, let b, let span): return try binary(sign, a, b, span, e)
    case .comparison(let first, let links): return try comparison(first, links, e)
    case .logical(let sign, let a, let b):
      return Logical(try expression(a), try expression(b), isAnd: sign == .and, span: e.span)
    case .range: return MakeRange(try bounds(e), span: e.span)
    case .call(let callee, let arguments): return try call(callee, arguments, e)
    case .density(let term): return try density(term, e)
    case .logarithm(let operand): return try logarithm(operand, e)
    case .index(let base, let indices): return try index(base, indices, e)
    case .field(let base, let name):
      return Field(try expression(base), name.canonical, nameSpan: name.span, span: e.span)
    case .prime(let operand):
      return try call("prime", operand, e.span)
    case .transposed(let operand): return try call("transpose", operand, e.span)
    case .lambda(let parameters, let body):
      return try function(name: Lowering.nameless, parameters, body, span: e.span)
    case .block(let block): return try self.block(block)
    case .conditional(let condition, let then, let otherwise):
      return If(
        try expression(condition), try block(then),
        try otherwise.map { (e) throws(Fault) in try expression(e) }
          ?? Constant(.unset, span: e.span), assigned: assigned(in: e), span: e.span)
    case .matrix(let rows): return try matrix(rows, e)
    case .comprehension(let body, let pattern, let domain):
      let domain = try self.domain(domain)
      return try binding(pattern) { (destination) throws(Fault) in
        Comprehension(
          destination, domain, try expression(body), movesKeys: !module.freezesKeys, span: e.span)
      }
    case .tuple(let items):
      return MakeAggregate(try expressions(items), names: nil, span: e.span)
    case .record(let fields): return try record(fields, e)
    case .pipe(let left, let right): return try pipe(left, right, e)
    }
  }

  func expressions(_ list: [Expression]) throws(Fault) -> [Node] {
    var nodes: [Node] = []
    for e in list { nodes.append(try expression(e)) }
    return nodes
  }

  /// What a name means while no variable of it has a value.
  func fallback(_ name: Name) -> Fallback {
    environment.fallback(
      name, in: module, locals: scope.names,
      isAssigned: !isTopLevel && scope.slot(of: name.canonical) != nil)
  }

  /// A name: of the running function, or global.
  func name(_ name: Name) throws(Fault) -> Node {
    if let index = plate[name.canonical] {
      throw Fault(
        "density", "a factor that is repeated over \(index) sees one row of \(name.spelled)",
        at: name.span, hint: "\(name.spelled)[\(index)]")
    }
    return variable(name)
  }

  /// The variable of a name.
  func variable(_ name: Name) -> Node {
    let fallback = fallback(name)
    if let slot = scope.slot(of: name.canonical) {
      return LocalName(slot: slot, fallback: fallback, span: name.span)
    }
    let slot = environment.slot(of: name.canonical, in: module)
    return isTopLevel
      ? LocalName(slot: slot, fallback: fallback, span: name.span)
      : GlobalName(slot: slot, fallback: fallback, span: name.span)
  }

  /// `∇[θ] e`.
  private func gradient(
    in names: [Name], of body: Expression, _ e: Expression
  ) throws(Fault) -> Node {
    var seen: Set<String> = []
    var variables: [GradientIn.Variable] = []
    for name in names {
      guard seen.insert(name.canonical).inserted else {
        throw Fault("syntax", "\(name.spelled) is named twice", at: name.span)
      }
      let local = scope.slot(of: name.canonical)
      variables.append(
        GradientIn.Variable(
          node: try self.name(name),
          slot: local ?? environment.slot(of: name.canonical, in: module),
          isGlobal: local == nil))
    }
    let spelled = names.map(\.spelled).joined(separator: ", ")
    return GradientIn(variables, try expression(body), name: "∇[\(spelled)]", span: e.span)
  }

  private func imaginary(_ x: Double, _ e: Expression) throws(Fault) -> Node {
    let isTaken = scope.slot(of: "i") != nil || module.definitions["i"] != nil
    guard !isTaken else {
      let digits = source.text(of: e.span).dropLast()
      throw Fault(
        "name", "\(digits)i is an imaginary number, and a variable i is in scope", at: e.span,
        hint: "write \(digits)*i for the product or complex(0, \(digits)) for the number")
    }
    do throws(TensorError) {
      return Constant(.tensor(TensorBox(try Tensor(Complex128(0, x)))), span: e.span)
    } catch { throw Fault(OperationError(error), at: e.span) }
  }

  private func text(_ parts: [TextPart], _ e: Expression) throws(Fault) -> Node {
    var lowered: [MakeText.Part] = []
    for part in parts {
      switch part {
      case .literal(let literal): lowered.append(.literal(literal))
      case .value(let value, let format):
        var parsed: TextFormat?
        if let format {
          parsed = TextFormat(format)
          if parsed == nil {
            throw Fault(
              "format", "\"\(format)\" is no format", at: value.span,
              hint: "formats are .4g, .3f, 8.2e, 5d")
          }
        }
        lowered.append(.value(try expression(value), format: parsed))
      }
    }
    if lowered.isEmpty { return Constant(.text(""), span: e.span) }
    if lowered.count == 1, case .literal(let literal) = lowered[0] {
      return Constant(.text(literal), span: e.span)
    }
    return MakeText(lowered, span: e.span)
  }

  private func placeholder(_ e: Expression) throws(Fault) -> Node {
    guard let slot = pipeSlots.last else {
      throw Fault(
        "syntax", "`_` stands only among the arguments of a call after |>", at: e.span)
    }
    let fallback = Fallback(name: "_", builtin: nil) { [] }
    return LocalName(slot: slot, fallback: fallback, span: e.span)
  }

  private func end(_ e: Expression) throws(Fault) -> Node {
    guard let end = endSlots.last else {
      throw Fault("syntax", "`end` stands only inside an index", at: e.span)
    }
    if end.slot < 0 { end.slot = scratchSlot() }
    let fallback = Fallback(name: "end", builtin: nil) { [] }
    return LocalName(slot: end.slot, fallback: fallback, span: e.span)
  }

  private func prefix(
    _ sign: PrefixOperator, _ operand: Expression, _ e: Expression
  ) throws(Fault) -> Node {
    switch sign {
    case .negate:
      // A negative literal is a constant, so that a loop does not negate it each time.
      if case .integer(let x) = operand.kind { return Constant(.int(-x), span: e.span) }
      if case .float(let x) = operand.kind { return Constant(.float(-x), span: e.span) }
      return Negate(try expression(operand), span: e.span)
    case .not: return Not(try expression(operand), span: e.span)
    case .gradient: return try call("grad", operand, e.span)
    case .norm: return try call("norm", operand, e.span)
    }
  }

  private func binary(
    _ sign: BinaryOperator, _ a: Expression, _ b: Expression, _ span: SourceSpan, _ e: Expression,
    target: Int = -1
  ) throws(Fault) -> Node {
    if sign == .matrixProduct { return try product(a, b, span, e) }
    let x = try expression(a)
    var y = try expression(b)
    let function: BinaryFunction
    switch sign {
    case .add: function = .add
    case .subtract: function = .subtract
    case .multiply: function = .multiply
    case .divide: function = .divide
    case .power:
      function = .power
      // A negative literal exponent asks for the reciprocal: 2^-1 is 0.5.
      if let c = y as? Constant, case .int(let n) = c.value, n < 0 {
        y = Constant(.float(Double(n)), span: c.span)
      }
    case .matrixProduct: return try product(a, b, span, e)
    }
    return Binary.make(function, x, y, operatorSpan: span, span: e.span, target: target)
  }

  /// `a @ b`, which looks behind the primes of its sides.
  private func product(
    _ a: Expression, _ b: Expression, _ sign: SourceSpan, _ e: Expression
  ) throws(Fault) -> Node {
    var sides: [(node: Node, prime: Value?)] = []
    for side in [a, b] {
      switch side.kind {
      case .prime(let operand):
        sides.append((try expression(operand), environment.builtins.value(of: "prime")))
      case .transposed(let operand):
        sides.append((try expression(operand), environment.builtins.value(of: "transpose")))
      default: sides.append((try expression(side), nil))
      }
    }
    return MatrixProduct(
      sides[0].node, sides[1].node, primeA: sides[0].prime, primeB: sides[1].prime,
      spans: (a.span, b.span), operatorSpan: sign, span: e.span)
  }

  /// The value of an assignment, stored by the operator itself where it can.
  func stored(_ e: Expression, in slot: Int, span: SourceSpan) throws(Fault) -> Node {
    if case .binary(let sign, let a, let b, let operatorSpan) = e.kind, sign != .matrixProduct {
      return try binary(sign, a, b, operatorSpan, e, target: slot)
    }
    return Assign(slot: slot, try expression(e), span: span)
  }

  private func comparison(
    _ first: Expression, _ links: [ComparisonLink], _ e: Expression
  ) throws(Fault) -> Node {
    if links.count == 1 {
      let link = links[0]
      let a = try expression(first), b = try expression(link.right)
      guard let comparison = link.comparison.kernel else {
        return try special(link, a, b, e)
      }
      return Compare(comparison, a, b, operatorSpan: link.sign, span: e.span)
    }
    var chain: ChainLink?
    for link in links.reversed() {
      guard let comparison = link.comparison.kernel else {
        throw Fault("syntax", "this comparison cannot be chained", at: link.sign)
      }
      chain = ChainLink(
        comparison, try expression(link.right), operatorSpan: link.sign, next: chain)
    }
    guard let chain else { return try expression(first) }
    return Chain(try expression(first), chain, span: e.span)
  }

  private func special(
    _ link: ComparisonLink, _ a: Node, _ b: Node, _ e: Expression
  ) throws(Fault) -> Node {
    let name = link.comparison == .element ? "element" : "isclose"
    let list = ArgumentList(a, next: ArgumentList(b, next: nil))
    return Call(
      builtinNode(name, e.span), arguments: list, count: 2, height: max(a.height, b.height),
      span: e.span)
  }

  private func matrix(_ rows: [[Expression]], _ e: Expression) throws(Fault) -> Node {
    var nodes: [[Node]] = []
    for row in rows { nodes.append(try expressions(row)) }
    return MakeMatrix(nodes, span: e.span)
  }

  private func record(_ fields: [(Name, Expression)], _ e: Expression) throws(Fault) -> Node {
    var seen: Set<String> = []
    var nodes: [Node] = []
    for (name, value) in fields {
      guard seen.insert(name.canonical).inserted else {
        throw Fault("syntax", "two fields are called \(name.spelled)", at: name.span)
      }
      nodes.append(try expression(value))
    }
    return MakeAggregate(nodes, names: fields.map { $0.0.canonical }, span: e.span)
  }
}

extension ComparisonOperator {
  /// The kernel that compares, or nil for `≈` and `in`.
  var kernel: Comparison? {
    switch self {
    case .equal: .equal
    case .notEqual: .notEqual
    case .less: .less
    case .lessOrEqual: .lessOrEqual
    case .greater: .greater
    case .greaterOrEqual: .greaterOrEqual
    case .approximately, .element: nil
    }
  }
}
