import Language

/// The factors of a density that a query needs, in an order in which each comes after those that it
/// depends on.
///
/// For variables V with G given: the factor of each v in V, and, for what is given there and neither in V
/// nor in G, the factor of that in turn. The product of these factors is the density of V and of what was
/// added, given G, as long as G holds nothing that depends on them (the factorisation of a directed
/// graph: Koller and Friedman 2009, theorem 3.1); what was added is left to be integrated out.
struct FactorSelection {
  private(set) var factors: [DensityFactor] = []
  /// The variables beyond those asked for, by name and as spelled.
  private(set) var hidden: [DensityFactor.Variable] = []

  private let density: Density
  private let asked: AskedDensity
  private let wanted: Set<String>
  private let given: Set<String>

  init(_ density: Density, _ asked: AskedDensity) throws(Fault) {
    self.density = density
    self.asked = asked
    wanted = Set(asked.variables.map(\.name))
    given = Set(asked.given.map(\.name))
    try refuseDisorder()
    for item in asked.variables { try collect(item) }
    try requireParameters()
    if !isOneFactor { try refuseConsequences() }
    try order()
  }

  /// Whether the query is the heading of one factor.
  private var isOneFactor: Bool {
    factors.count == 1 && hidden.isEmpty && given == Set(factors[0].heading.given.map(\.name))
  }

  // MARK: Names

  private func refuseDisorder() throws(Fault) {
    var seen: Set<String> = []
    for item in asked.variables + asked.given + asked.parameters
    where !seen.insert(item.name).inserted {
      throw Fault("density", "\(item.spelled) is named twice", at: item.span)
    }
    for item in asked.variables where density.factor(of: item.name) == nil {
      throw lacks(item)
    }
    for item in asked.given
    where density.factor(of: item.name) == nil && !density.givesSomewhere(item.name) {
      throw lacks(item)
    }
    for item in asked.parameters where !density.hasParameter(item.name) {
      let isVariable = density.factor(of: item.name) != nil || density.givesSomewhere(item.name)
      throw Fault(
        "density", "\(density.name) has no parameter \(item.spelled)", at: item.span,
        hint: isVariable
          ? "\(item.spelled) is a variable: it stands before the `;`" : renamed(item))
    }
  }

  private var parameters: [String] {
    density.factors.flatMap { $0.heading.parameters.map(\.spelled) }
  }

  /// The hint for a parameter that may go by another name where the density is used.
  private func renamed(_ item: AskedDensity.Item) -> String? {
    let known = Set(asked.parameters.map(\.name))
    let open = density.factors.flatMap(\.heading.parameters).filter { !known.contains($0.name) }
    guard let parameter = open.first else { return near(item, parameters) }
    return
      "\(parameter.spelled)=\(item.spelled) gives its parameter \(parameter.spelled) this value"
  }

  private func lacks(_ item: AskedDensity.Item) -> Fault {
    if density.hasParameter(item.name) {
      return Fault(
        "density", "\(item.spelled) is a parameter of \(density.name)", at: item.span,
        hint: "parameters stand behind a `;`: \(density.name)(...; \(item.spelled))")
    }
    if density.givesSomewhere(item.name) {
      return Fault(
        "density", "\(density.name) has no factor for \(item.spelled)", at: item.span,
        hint: "\(density.name)(\(item.spelled)) ~ ... declares it")
    }
    return Fault(
      "density", "\(density.name) has no variable \(item.spelled)", at: item.span,
      hint: near(item, density.variables))
  }

  private func near(_ item: AskedDensity.Item, _ known: [String]) -> String? {
    if let near = Suggestion.nearest(to: item.name, among: known).first {
      return "did you mean \(near)?"
    }
    return known.isEmpty ? nil : "it has \(known.joined(separator: ", "))"
  }

  // MARK: Factors

  /// Takes the factor of a variable, and what that one needs.
  private mutating func collect(_ item: AskedDensity.Item) throws(Fault) {
    var open = [item.name]
    while let name = open.popLast() {
      guard let factor = density.factor(of: name),
        !factors.contains(where: { $0.heading == factor.heading })
      else { continue }
      factors.append(factor)
      for variable in factor.heading.variables where !wanted.contains(variable.name) {
        if given.contains(variable.name) { throw posterior(of: variable.spelled) }
        hide(variable)
      }
      for variable in factor.heading.given.reversed()
      where !wanted.contains(variable.name) && !given.contains(variable.name) {
        guard density.factor(of: variable.name) != nil else { throw needs(variable, factor) }
        hide(variable)
        open.append(variable.name)
      }
    }
  }

  private mutating func hide(_ variable: DensityFactor.Variable) {
    if !hidden.contains(where: { $0.name == variable.name }) { hidden.append(variable) }
  }

  private func requireParameters() throws(Fault) {
    let known = Set(asked.parameters.map(\.name))
    for factor in factors {
      for parameter in factor.heading.parameters where !known.contains(parameter.name) {
        throw Fault(
          "density", "\(factor.title) needs its parameter \(parameter.spelled)", at: asked.span,
          hint: asked.typed(density, parameters: [parameter.spelled]))
      }
    }
  }

  /// Refuses values of what depends on the variables that are asked for: that is Bayes' rule, not a
  /// product of factors.
  private func refuseConsequences() throws(Fault) {
    let causes = wanted.union(hidden.map(\.name))
    for item in asked.given where reaches(from: item.name, causes) {
      throw posterior(of: item.spelled)
    }
  }

  /// Whether a variable depends on one of others, through any number of factors.
  private func reaches(from name: String, _ causes: Set<String>) -> Bool {
    var open = [name], seen: Set<String> = []
    while let name = open.popLast() {
      guard seen.insert(name).inserted, let factor = density.factor(of: name) else { continue }
      for variable in factor.heading.given {
        if causes.contains(variable.name) { return true }
        open.append(variable.name)
      }
    }
    return false
  }

  // MARK: Order

  /// Puts the factors in order: one is next when all that it depends on is known.
  private mutating func order() throws(Fault) {
    var known = given, rest = factors, ordered: [DensityFactor] = []
    while !rest.isEmpty {
      guard
        let next = rest.firstIndex(where: { factor in
          factor.heading.given.allSatisfy { known.contains($0.name) }
        })
      else { throw cycle(of: rest) }
      let factor = rest.remove(at: next)
      known.formUnion(factor.heading.variables.map(\.name))
      ordered.append(factor)
    }
    factors = ordered
  }

  /// The fault of factors none of which can come first.
  private func cycle(of rest: [DensityFactor]) -> Fault {
    // Each of these needs a variable of another: walking from need to need must come back.
    var path: [(variable: DensityFactor.Variable, need: DensityFactor.Variable)] = []
    var variable = rest[0].heading.variables[0]
    while !path.contains(where: { $0.variable.name == variable.name }) {
      guard
        let factor = rest.first(where: { factor in
          factor.heading.variables.contains { $0.name == variable.name }
        }),
        let need = factor.heading.given.first(where: { need in
          rest.contains { $0.heading.variables.contains { $0.name == need.name } }
        })
      else { break }
      path.append((variable, need))
      variable = need
    }
    let start = path.firstIndex { $0.variable.name == variable.name } ?? 0
    let steps = path[start...].map { "\($0.variable.spelled) needs \($0.need.spelled)" }
    return Fault(
      "density",
      "the factors of \(density.name) form a cycle: \(steps.joined(separator: ", "))",
      at: asked.span)
  }
}

// MARK: What is missing

extension FactorSelection {
  private var title: String { asked.text(density) }

  private func needs(
    _ variable: DensityFactor.Variable, _ factor: DensityFactor
  ) -> Fault {
    let name = variable.spelled
    return Fault(
      "density",
      "\(title) needs \(name), on which \(factor.title) depends, and \(density.name) has no factor "
        + "for it",
      at: asked.span,
      hint: asked.typed(density, given: [name]))
  }

  /// The product of the factors, the last first, as on paper.
  private var product: String { factors.reversed().map(\.title).joined(separator: " ") }

  /// The fault of a density that is an integral.
  func requireNothingHidden() throws(Fault) {
    guard !hidden.isEmpty else { return }
    let differentials = hidden.map { "d" + $0.spelled }.joined(separator: " ")
    throw Fault(
      "density", "\(title) = ∫ \(product) \(differentials) is not declared", at: asked.span,
      hint: "\(call("log_evidence")) computes it where it can")
  }

  private func posterior(of known: String) -> Fault {
    let all = density.heading(
      (asked.variables + asked.given).map(\.spelled), [], asked.parameters.map(\.spelled))
    let evidence = density.heading(
      asked.given.map(\.spelled), [], asked.parameters.map(\.spelled))
    var observed =
      "posterior(\(density.name), " + asked.given.map(\.spelled).joined(separator: ", ")
    if !asked.parameters.isEmpty {
      observed += "; " + asked.parameters.map(\.spelled).joined(separator: ", ")
    }
    return Fault(
      "density",
      "\(title) = \(all) / \(evidence) is not declared, as \(known) depends on "
        + asked.variables.map(\.spelled).joined(separator: ", "),
      at: asked.span, hint: "\(observed)) computes it where it can")
  }

  /// The query as arguments of a function of densities.
  private func call(_ name: String) -> String {
    density.heading(
      asked.variables.map(\.spelled), asked.given.map(\.spelled),
      asked.parameters.map(\.spelled)
    ).replacing("\(density.name)(", with: "\(name)(\(density.name), ", maxReplacements: 1)
  }
}
