import Language

/// The edits that are tried by evaluating the side anew: signs, orders, drops, other names, functions.
struct DiscreteEdits {
  let context: SideContext
  private(set) var edits: [Edit] = []
  private var seen: Set<String> = []

  /// Everything that may be tried at the nodes of a side, cheapest first.
  init(_ context: SideContext) {
    self.context = context
    seen = [context.side.text]
    for site in context.sites {
      visit(site)
    }
    edits.sort { $0.cost < $1.cost }
  }

  mutating func add(
    _ site: Site, _ node: Expression, cost: Double, _ message: String? = nil,
    _ preposition: String? = nil
  ) {
    let edit = Edit(site, in: context.side, by: node, cost: cost, message, preposition)
    guard edit.isSubstantial, seen.insert(edit.side.text).inserted else { return }
    edits.append(edit)
  }

  private mutating func visit(_ site: Site) {
    switch site.role {
    case .function: visit(function: site)
    case .count: visit(count: site)
    case .value:
      visit(operators: site)
      visit(names: site)
      visit(calls: site)
      visit(tensors: site)
    }
  }

  // MARK: Operators

  private mutating func visit(operators site: Site) {
    switch site.node.kind {
    case .prefix(.negate, let operand):
      add(site, operand, cost: 1.8, "sign: `\(operand.text)` for `\(site.node.text)`")
    case .prefix(.norm, let operand):
      add(site, .applying("sum", operand.joined(.power, .number(2))), cost: 3)
    case .binary(let binary, let left, let right, _):
      visit(site, binary, left, right)
    case .comparison(let first, let links) where links.count == 1:
      let turned = links[0].replacingRight(by: first)
      add(site, .made(.comparison(links[0].right, [turned])), cost: 2)
    default: break
    }
  }

  private mutating func visit(
    _ site: Site, _ binary: BinaryOperator, _ left: Expression, _ right: Expression
  ) {
    switch binary {
    case .add:
      add(site, left - right, cost: 1.8, "sign of `\(right.text)`")
      add(site, right - left, cost: 1.8, "sign of `\(left.text)`")
      drop(site, left, right, "term")
    case .subtract:
      add(site, left + right, cost: 1.8, "sign of `\(right.text)`")
      add(site, right - left, cost: 2, "operands of - swapped", "in")
      add(site, left, cost: 2.3, "without the term `\(right.negated.text)`")
      add(site, right.negated, cost: 2.3, "without the term `\(left.text)`")
    case .multiply:
      add(site, left / right, cost: 2.6)
      add(site, right / left, cost: 2.8)
      add(site, left + right, cost: 3.2)
      drop(site, left, right, "factor")
    case .divide:
      add(site, right / left, cost: 2, "operands of / swapped", "in")
      add(site, left * right, cost: 2.6)
      add(site, left - right, cost: 3.2)
      add(site, left, cost: 2.3, "without the divisor `\(right.text)`")
      add(site, .number(1) / right, cost: 2.4, "without the factor `\(left.text)`")
    case .matrixProduct:
      // x @ A for A @ x is seldom meant: rather A' @ x.
      let isAlike =
        context.sort(of: site.path.child(0)) == context.sort(of: site.path.child(1))
      add(
        site, right.joined(.matrixProduct, left), cost: isAlike ? 2 : 2.4, "operands of @ swapped",
        "in")
      add(site, left * right, cost: 3)
      add(site, left, cost: 2.6, "without the factor `\(right.text)`")
      add(site, right, cost: 2.6, "without the factor `\(left.text)`")
    case .power:
      add(site, left, cost: 2.2, "without the power: `\(left.text)` for `\(site.node.text)`")
    }
  }

  /// Either operand alone.
  private mutating func drop(
    _ site: Site, _ left: Expression, _ right: Expression, _ what: String
  ) {
    add(site, left, cost: 2.3, "without the \(what) `\(right.text)`")
    add(site, right, cost: 2.3, "without the \(what) `\(left.text)`")
  }

  // MARK: Names

  private mutating func visit(names site: Site) {
    guard let name = site.node.variable else { return }
    for other in context.companions(of: name) where !site.bound.contains(name) {
      let isClose = context.names.contains { $0.name == name && $0.domain == other.domain }
      add(site, .named(other.name), cost: isClose ? 2.4 : 3)
    }
    for other in Set(site.bound).sorted() where other != name {
      add(site, .named(other), cost: 2.4)
    }
    guard site.bound.contains(name) else { return }
    for other in context.names where other.sort != .other {
      add(site, .named(other.name), cost: 2.6)
    }
  }

  /// A function by name: another of its family, another variable, its derivatives.
  private mutating func visit(function site: Site) {
    guard let name = site.node.variable else {
      if case .prime(let inner) = site.node.kind { visit(derivative: site, of: inner) }
      return
    }
    for sibling in SiblingFunctions.of(name) {
      // exp(x) - 1 is more often a term 1 that is missing.
      add(site, .named(sibling), cost: ["expm1", "log1p"].contains(sibling) ? 5.4 : 2.4)
    }
    guard context.functions.contains(name) else { return }
    for other in context.companions(of: name) { add(site, .named(other.name), cost: 2.4) }
    let prime = Expression.made(.prime(site.node))
    add(site, prime, cost: 2.4)
    add(site, .made(.prime(prime)), cost: 3)
  }

  private mutating func visit(derivative site: Site, of inner: Expression) {
    add(site, inner, cost: 2.4)
    add(site, .made(.prime(site.node)), cost: 2.4)
    if case .prime(let innermost) = inner.kind { add(site, innermost, cost: 3) }
  }

  /// An index or a bound that is one off, or another name.
  private mutating func visit(count site: Site) {
    guard site.node.variable != nil || site.node.literal != nil else { return }
    add(site, site.node - .number(1), cost: 2.6)
    add(site, site.node + .number(1), cost: 2.6)
    if let name = site.node.variable {
      for other in context.companions(of: name) { add(site, .named(other.name), cost: 2.4) }
      for other in site.bound where other != name { add(site, .named(other), cost: 2.4) }
    }
  }

  // MARK: Calls

  private mutating func visit(calls site: Site) {
    guard case .call(let callee, let arguments) = site.node.kind, let name = callee.variable else {
      return
    }
    for (first, second) in zip(arguments.indices, arguments.indices.dropFirst()) {
      guard case .positional(let a) = arguments[first], case .positional(let b) = arguments[second]
      else { continue }
      var swapped = arguments
      (swapped[first], swapped[second]) = (.positional(b), .positional(a))
      add(site, .made(.call(callee, swapped)), cost: 2, "arguments of \(name) swapped", "in")
    }
    guard arguments.count == 1, case .positional(let only) = arguments[0] else { return }
    if SiblingFunctions.unwrapped.contains(name) || context.functions.contains(name) {
      add(site, only, cost: 2.4, "without \(name): `\(only.text)` for `\(site.node.text)`")
    }
    if name == "log" || name == "sqrt" {
      add(site, .applying(name, only.joined(.power, .number(2))), cost: 3.8)
    }
  }
}
