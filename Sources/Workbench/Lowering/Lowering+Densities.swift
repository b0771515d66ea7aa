import Language

extension Lowering {
  /// `p(x | z; m) ~ D`.
  func factor(_ factor: Factor, _ span: SourceSpan) throws(Fault) -> Node {
    let title = String(source.text(of: factor.heading))
    let free = Resolver.freeNames(of: factor.arguments, body: factor.distribution)
    if let own = factor.variables.first(where: { free.contains($0.name.canonical) }) {
      throw Fault(
        "density", "\(title) is the law of \(own.name.spelled), so its right side cannot use it",
        at: factor.distribution.span)
    }
    let slot = assignmentSlot(factor.density)
    let indexed = Dictionary(
      factor.given.filter(\.isIndexed).map { ($0.name.canonical, factor.plate?.index.canonical) }
    ) { first, _ in first }.compactMapValues { $0 }
    let law = try inPlate(indexed) { () throws(Fault) in
      try function(name: title, factor.arguments, factor.distribution, span: span)
    }
    let rows = try factor.plate?.domain.map { (domain) throws(Fault) in
      try function(name: title, factor.domainArguments, domain, span: domain.span)
    }
    return try DeclareFactor(
      factor.density.spelled, slot: slot, DensityFactor.Heading(factor), law: law, rows: rows,
      text: String(source.text(of: span)), title: title, free: free, densityLibrary(at: span),
      span: span)
  }

  /// Where the library gives the notation its meaning.
  private func densityLibrary(at span: SourceSpan) throws(Fault) -> DensityLibrary {
    func slot(_ name: String) throws(Fault) -> Int {
      guard let slot = try environment.moduleSlot("densities", name) else {
        throw Fault("name", "the library has no \(name)", at: span)
      }
      return slot
    }
    return DensityLibrary(conditional: try slot("conditional"), logJoint: try slot("log_joint"))
  }

  /// `q(z | x; m)`.
  func density(_ term: DensityTerm, _ e: Expression) throws(Fault) -> Node {
    if let evidence = try evidence(of: term, e) { return evidence }
    func texts(_ list: some Sequence<Argument>) -> [String] {
      list.map { String(source.text(of: $0.span)) }
    }
    return DensityUse(
      try expression(term.density), try query(term, atPoint: false, e.span),
      typed: DensityUse.Typed(
        callee: String(source.text(of: term.density.span)), first: try firstName(of: term),
        rest: texts(term.variables.dropFirst()),
        parameters: texts(term.parameters)),
      site: site(ofCall: term.density), span: e.span)
  }

  private func firstName(of term: DensityTerm) throws(Fault) -> Node? {
    guard case .positional(let value)? = term.variables.first, case .name = value.kind else {
      return nil
    }
    return try expression(value)
  }

  /// `log f(x)`, `log p(x | z; m)`.
  func logarithm(_ operand: Expression, _ e: Expression) throws(Fault) -> Node {
    switch operand.kind {
    case .density(let term):
      return LogOfCall(
        try expression(term.density), try query(term, atPoint: true, operand.span), nil,
        site: site(ofCall: term.density), span: e.span)
    case .call:
      // Its parts serve both meanings: lowered for each they would double with every nesting.
      let node = try expression(operand)
      let logarithm = call("log", node, e.span)
      guard let (callee, query) = DensityQuery.callee(of: node) else { return logarithm }
      return LogOfCall(callee, query, logarithm, site: site("density"), span: e.span)
    default: return try call("log", operand, e.span)
    }
  }

  private func query(
    _ term: DensityTerm, atPoint: Bool, _ span: SourceSpan
  ) throws(Fault) -> DensityQuery {
    DensityQuery(
      try arguments(term.variables, atPoint: atPoint),
      given: try arguments(term.given, atPoint: true),
      parameters: try arguments(term.parameters, atPoint: true), span: span)
  }

  /// Arguments of a density; a variable that is only named has no value of its own.
  func arguments(
    _ arguments: [Argument], atPoint: Bool
  ) throws(Fault) -> [DensityQuery.Argument] {
    var list: [DensityQuery.Argument] = []
    for argument in arguments {
      switch argument {
      case .labelled(let name, let value):
        list.append(
          DensityQuery.Argument(
            name: name.canonical, spelled: name.spelled, value: try expression(value),
            isLabelled: true, isSpread: false, span: name.span.joined(with: value.span)))
      case .positional(let value), .spread(let value), .binder(_, let value),
        .draw(_, let value, _),
        .given(let value, _):
        var isSpread = false
        if case .spread = argument { isSpread = true }
        var name: Name?
        if case .name(let known) = value.kind { name = known }
        let node =
          atPoint || name == nil ? try expression(value) : Constant(.unset, span: value.span)
        list.append(
          DensityQuery.Argument(
            name: name?.canonical, spelled: name?.spelled ?? "", value: node, isLabelled: false,
            isSpread: isSpread, span: value.span))
      }
    }
    return list
  }
}

extension DensityFactor.Heading {
  init(_ factor: Factor) {
    func variables(_ list: [Factor.Variable]) -> [DensityFactor.Variable] {
      list.map {
        DensityFactor.Variable(
          name: $0.name.canonical, spelled: $0.name.spelled, isIndexed: $0.isIndexed)
      }
    }
    self.init(
      variables: variables(factor.variables), given: variables(factor.given),
      parameters: factor.parameters.map {
        DensityFactor.Variable(name: $0.canonical, spelled: $0.spelled, isIndexed: false)
      }, isRepeated: factor.plate != nil)
  }
}
