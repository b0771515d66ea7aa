import Language

/// A node of a side with what stands around it.
struct Site {
  /// What the place of a node lets it be.
  enum Role: Hashable {
    /// A number, a tensor or anything else with a value.
    case value
    /// The function of a call, or what a prime differentiates.
    case function
    /// An index, a bound of a range, a size.
    case count
  }

  let path: NodePath
  let node: Expression
  let role: Role
  /// The names that the expressions around it bind: draws, indices of sums, parameters.
  let bound: [String]
  /// Whether it is multiplied or divided, so that a sum in its place needs parentheses.
  let isFactor: Bool
  /// Whether it is an exponent.
  let isExponent: Bool
  /// The number of nodes of its tree.
  let size: Int

  /// Whether a sum stands in its place without parentheses: it is a sum itself, or the term of one.
  var takesTerms: Bool {
    if case .binary(let binary, _, _, _) = node.kind, binary == .add || binary == .subtract {
      return true
    }
    return !isFactor
  }

  /// Whether the node has a value of its own: it uses none of the bound names.
  var isClosed: Bool {
    bound.isEmpty || Set(Resolver.freeNames(of: node)).isDisjoint(with: bound)
  }

  /// The nodes of a side, the root first, in the order of the text.
  ///
  /// - Parameters:
  ///   - side: The side.
  ///   - functions: The names that are functions, which a prime differentiates; others it transposes.
  /// - Returns: A site for each node.
  static func all(of side: Expression, functions: Set<String> = []) -> [Site] {
    var walk = SiteWalk(functions: functions)
    walk.visit(side, at: NodePath(), Around())
    return walk.sites
  }

  /// What a node hands to its children.
  fileprivate struct Around {
    var role = Role.value
    var bound: [String] = []
    var isFactor = false
    var isExponent = false

    func with(_ role: Role, binding names: [String] = []) -> Around {
      Around(role: role, bound: bound + names)
    }
  }
}

/// The walk that finds the sites.
private struct SiteWalk {
  let functions: Set<String>
  var sites: [Site] = []

  mutating func visit(_ node: Expression, at path: NodePath, _ around: Site.Around) {
    sites.append(
      Site(
        path: path, node: node, role: around.role, bound: around.bound, isFactor: around.isFactor,
        isExponent: around.isExponent, size: node.size))
    let roles = surroundings(of: node, around)
    for (number, child) in node.children.enumerated() {
      visit(child, at: path.child(number), roles(number))
    }
  }

  /// What stands around each child of a node.
  private func surroundings(
    of node: Expression, _ around: Site.Around
  ) -> (Int) -> Site.Around {
    let plain = around.with(around.role == .count ? .count : .value)
    switch node.kind {
    case .binary(let binary, _, _, _):
      var inner = plain
      inner.isFactor = binary == .multiply || binary == .divide || binary == .matrixProduct
      inner.isExponent = around.isExponent
      var exponent = plain
      exponent.isExponent = true
      return { binary == .power && $0 == 1 ? exponent : inner }
    case .prefix(.negate, _):
      var inner = plain
      (inner.isFactor, inner.isExponent) = (around.isFactor, around.isExponent)
      return { _ in inner }
    case .prime(let inner):
      return isFunction(inner) ? { _ in around.with(.function) } : { _ in plain }
    case .prefix(.gradient, _): return { _ in around.with(.function) }
    case .range: return { _ in around.with(.count) }
    case .index: return { $0 == 0 ? plain : around.with(.count) }
    case .lambda(let parameters, _):
      return { _ in around.with(.value, binding: parameters.map(\.name.canonical)) }
    case .comprehension(_, let pattern, in: _):
      let names = pattern.names.map(\.canonical)
      return { $0 == 0 ? around.with(.value, binding: names) : plain }
    case .block(let block):
      let names = Resolver.assignedNames(in: block.statements)
      return { _ in around.with(.value, binding: names) }
    case .call(let callee, let arguments):
      return call(callee, arguments, around)
    default: return { _ in plain }
    }
  }

  /// Whether a prime behind this is a derivative.
  private func isFunction(_ e: Expression) -> Bool {
    if case .prime(let inner) = e.kind { return isFunction(inner) }
    return e.variable.map(functions.contains) ?? false
  }

  /// Draws and indices hold in the arguments behind them.
  private func call(
    _ callee: Expression, _ arguments: [Argument], _ around: Site.Around
  ) -> (Int) -> Site.Around {
    var places = [around.with(.function)]
    var names: [String] = []
    let isSize = callee.variable.map(SiteWalk.shapers.contains) ?? false
    for argument in arguments {
      argument.forEachChild { _ in
        places.append(around.with(isSize ? .count : .value, binding: names))
      }
      names += argument.names.map(\.canonical)
    }
    return { places[$0] }
  }

  /// Functions whose arguments are sizes.
  private static let shapers: Set = ["zeros", "ones", "eye", "reshape"]
}
