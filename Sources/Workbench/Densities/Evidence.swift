import Language

/// `log_evidence(p, x | w; m)`, `posterior(p, x | w; m)`: what a density says of observed variables
/// after integrating over the others that they depend on, and of those others.
final class Evidence: Node {
  /// What is asked for.
  enum Wanted: String, CaseIterable {
    /// log ∫ p(x, z | w; m) dz
    case evidence = "log_evidence"
    /// p(z | x, w; m)
    case posterior

    /// The module of the library that computes it.
    var module: String {
      switch self {
      case .evidence: "evidence"
      case .posterior: "posteriors"
      }
    }
  }

  let wanted: Wanted
  let density: Node
  let query: DensityQuery
  /// The function of the library.
  private let function: Int
  private let site: UInt64

  init(
    _ wanted: Wanted, _ density: Node, _ query: DensityQuery, function: Int, site: UInt64,
    span: SourceSpan
  ) {
    self.wanted = wanted
    self.density = density
    self.query = query
    self.function = function
    self.site = site
    super.init(span: span, height: 12 + max(density.height, query.height))
  }

  override func eval(
    _ p: borrowing Program, _ r: inout Slots, _ m: inout State
  ) throws(Fault) -> Value {
    let value = try self.density.eval(p, &r, &m)
    guard case .density(let density) = value else {
      throw self.density.fault(
        "type", "\(wanted.rawValue) is of a density, not \(value.kindDescription)")
    }
    if LibraryText.approximating.contains(wanted.module) { m.sampling?.isApproximate = true }
    return try m.withKey(site, at: span) { (m) throws(Fault) in
      var asked = try AskedDensity(
        query, of: density, atPoint: true, for: wanted.rawValue, p, &r, &m)
      let selection = try FactorSelection(density, asked)
      if wanted == .posterior, selection.hidden.isEmpty {
        throw fault("density", "\(asked.text(density)) depends on nothing that is unknown")
      }
      try asked.evaluate(query, atPoint: true, p, &r, &m)
      return try density.call(
        function, [.tuple(selection.factors.map(\.part)), .record(asked.values)], at: span, p, &r,
        &m)
    }
  }
}

extension Lowering {
  /// `log_evidence(p, x=1)`; nil for another function.
  func evidence(
    _ callee: Expression, _ arguments: [Argument], _ e: Expression
  ) throws(Fault) -> Node? {
    try evidence(callee, arguments, given: [], parameters: [], e)
  }

  /// `log_evidence(p, x | w; m)`; nil for a term of another name.
  func evidence(of term: DensityTerm, _ e: Expression) throws(Fault) -> Node? {
    try evidence(
      term.density, term.variables, given: term.given, parameters: term.parameters, e)
  }

  private func evidence(
    _ callee: Expression, _ variables: [Argument], given: [Argument], parameters: [Argument],
    _ e: Expression
  ) throws(Fault) -> Node? {
    guard case .name(let name) = callee.kind,
      let wanted = Evidence.Wanted(rawValue: name.canonical),
      scope.slot(of: name.canonical) == nil, module.definitions[name.canonical] == nil
    else { return nil }
    guard case .positional(let density)? = variables.first, variables.count > 1 else {
      throw Fault(
        "arity", "\(name.spelled) takes a density and what was observed", at: e.span,
        hint: "\(name.spelled)(p, x=1.5)")
    }
    let observed = Array(variables.dropFirst())
    let query = DensityQuery(
      try arguments(observed, atPoint: true), given: try arguments(given, atPoint: true),
      parameters: try arguments(parameters, atPoint: true),
      span: observed[0].span.joined(with: observed[observed.count - 1].span))
    guard let slot = try environment.moduleSlot(wanted.module, name.canonical + "_of") else {
      throw Fault("name", "the library has no \(name.spelled)", at: e.span)
    }
    return Evidence(
      wanted, try expression(density), query, function: slot, site: site(ofCall: callee),
      span: e.span)
  }
}
