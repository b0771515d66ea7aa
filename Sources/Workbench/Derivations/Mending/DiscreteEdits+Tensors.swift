import Language

/// Edits of vectors and matrices, and of nodes whose value depends on a bound name, for which no
/// number can be wanted: elementwise powers, products with names of the same kind, transposes.
extension DiscreteEdits {
  mutating func visit(tensors site: Site) {
    let sort = context.sort(of: site.path)
    let isOpen = !site.isClosed
    guard sort.isTensor || isOpen else {
      if sort == .scalar, context.names.contains(where: { $0.sort == .squareMatrix }) {
        add(site, site.node * .named("I"), cost: 3.4)
      }
      return
    }
    if isValue(site) { powers(site) }
    if sort == .squareMatrix { matrix(site) }
    if sort == .vector || sort == .tensor { transposes(site) }
    if sort.isTensor { products(site, sort) }
    if isOpen { bound(site) }
  }

  /// Whether an open node may be a number: not a call of a distribution or a text.
  private func isValue(_ site: Site) -> Bool {
    switch site.node.kind {
    case .integer, .float, .text, .boolean, .lambda, .block, .tuple, .record, .conditional: false
    default: true
    }
  }

  private mutating func powers(_ site: Site) {
    if case .binary(.power, let base, let exponent, _) = site.node.kind, exponent.literal != nil {
      for power in [2.0, 0.5, -1, 3] where power != exponent.literal {
        add(site, base.raised(power), cost: 2.8 + 0.35 * (power == 3 ? 3.2 : 2))
      }
      return
    }
    for (power, bits) in [(2.0, 1.0), (0.5, 1), (-1, 0.5), (3, 1.6)] {
      let node = power == -1 ? .number(1) / site.node : site.node.raised(power)
      add(site, node, cost: 2.8 + 0.7 * bits)
    }
  }

  private mutating func matrix(_ site: Site) {
    switch site.node.kind {
    case .prime(let inner), .transposed(let inner):
      add(site, inner, cost: 2, "without the transpose: `\(inner.text)` for `\(site.node.text)`")
    default: add(site, .made(.prime(site.node)), cost: 2)
    }
    add(site, .applying("inv", site.node), cost: 2.6)
  }

  private mutating func transposes(_ site: Site) {
    switch site.node.kind {
    case .prime(let inner), .transposed(let inner):
      add(site, inner, cost: 2, "without the transpose: `\(inner.text)` for `\(site.node.text)`")
    default: add(site, .made(.prime(site.node)), cost: 2.2)
    }
  }

  /// Products, quotients and replacements by names of the same shape, and their logarithms.
  private mutating func products(_ site: Site, _ sort: ValueSort) {
    for other in context.names where other.sort == sort && other.name != site.node.variable {
      let t = Expression.named(other.name)
      add(site, site.node * t, cost: 4.2, "factor `\(other.name)`", "of")
      add(site, site.node / t, cost: 5, "divisor `\(other.name)`", "of")
      add(site, t, cost: 4.4)
      add(site, .applying("log", t), cost: 5.4)
      add(site, site.node * .applying("log", t), cost: 6)
      for second in context.names where second.sort == sort && second.name != other.name {
        add(site, .applying("log", t / .named(second.name)), cost: 6.4)
        add(site, t / .named(second.name), cost: 6.2)
      }
    }
    if sort == .vector || sort == .tensor {
      for scalar in context.names where scalar.sort == .scalar {
        add(site, site.node * .named(scalar.name), cost: 4.2, "factor `\(scalar.name)`", "of")
      }
    }
  }

  /// In a sum or an expectation: the bound names as factors, terms and divisors.
  private mutating func bound(_ site: Site) {
    guard isValue(site), site.size <= 12 else { return }
    for name in Set(site.bound).sorted() {
      let t = Expression.named(name)
      add(site, site.node * t, cost: 4.2, "factor `\(name)`", "of")
      add(site, site.node / t, cost: 5, "divisor `\(name)`", "of")
      add(site, site.node - t, cost: 5, "a missing term `-\(name)`", "beside")
      add(site, site.node + t, cost: 5, "a missing term `\(name)`", "beside")
    }
  }
}
