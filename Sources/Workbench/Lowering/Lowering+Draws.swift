import Language

extension Lowering {
  /// `z ~ D like x` as a statement.
  func draw(
    _ pattern: Pattern, _ distribution: Expression, like: Expression?, _ span: SourceSpan
  ) throws(Fault) -> Node {
    let (law, shape) = try self.law(distribution, like)
    return Draw(drawing(self.pattern(pattern), pattern, law, shape, span), span: span)
  }

  private func law(
    _ distribution: Expression, _ like: Expression?
  ) throws(Fault) -> (Node, Node?) {
    (
      try expression(distribution),
      try like.map { (e) throws(Fault) in try expression(e) }
    )
  }

  private func drawing(
    _ destination: Destination, _ pattern: Pattern, _ law: Node, _ like: Node?,
    _ span: SourceSpan
  ) -> Drawing {
    Drawing(
      pattern: destination, distribution: law, like: like,
      empirical: environment.librarySlot("Empirical") ?? -1, site: site(ofDraw: pattern),
      span: span)
  }

  /// `E(z ~ q, x ~ data, e | c, n=100)`, `Var`, `Cov`, `P`.
  func expectation(
    _ callee: Expression, _ arguments: [Argument], _ e: Expression
  ) throws(Fault) -> Node {
    guard case .name(let name) = callee.kind,
      let moment = Expect.Moment(rawValue: name.canonical)
    else {
      throw Fault(
        "syntax", "only E, Var, Cov and P bind a name with `~`", at: callee.span,
        hint: "E(z ~ Normal(0, 1), z^2)")
    }
    let site = site("moment " + moment.rawValue)
    return try moments(of: moment, arguments[...], [], site, e)
  }

  /// Binds one draw after the other, then lowers the rest where all are in scope.
  private func moments(
    of moment: Expect.Moment, _ arguments: ArraySlice<Argument>, _ drawings: [Drawing],
    _ site: UInt64, _ e: Expression
  ) throws(Fault) -> Node {
    guard case .draw(let pattern, let distribution, let like)? = arguments.first else {
      return try lowered(moment, Array(arguments), drawings, site, e)
    }
    let (law, shape) = try self.law(distribution, like)
    return try binding(pattern) { (destination) throws(Fault) in
      let drawing = drawing(destination, pattern, law, shape, distribution.span)
      return try moments(of: moment, arguments.dropFirst(), drawings + [drawing], site, e)
    }
  }

  private func lowered(
    _ moment: Expect.Moment, _ arguments: [Argument], _ drawings: [Drawing], _ site: UInt64,
    _ e: Expression
  ) throws(Fault) -> Node {
    var values: [Node] = [], condition: Node?, options = Expect.Options()
    for argument in arguments {
      switch argument {
      case .positional(let value): values.append(try expression(value))
      case .given(let value, let given):
        values.append(try expression(value))
        condition = try expression(given)
      case .labelled(let name, let value): try option(name, value, &options)
      case .draw(_, let distribution, _):
        throw Fault(
          "syntax", "the draws stand before the expression", at: distribution.span)
      case .spread(let value), .binder(_, let value):
        throw Fault("syntax", "\(moment.rawValue) takes draws and an expression", at: value.span)
      }
    }
    let wanted = moment == .covariance ? 1...2 : 1...1
    guard wanted.contains(values.count) else {
      throw Fault(
        "arity",
        moment == .covariance
          ? "Cov takes one or two expressions after the draws, not \(values.count)"
          : "\(moment.rawValue) takes one expression after the draws, not \(values.count)",
        at: e.span,
        hint: moment == .covariance || values.isEmpty ? nil : "several make a tuple: (a, b)")
    }
    return Expect(
      moment, drawings, values, given: condition, options, site: site, span: e.span)
  }

  private func option(
    _ name: Name, _ value: Expression, _ options: inout Expect.Options
  ) throws(Fault) {
    switch name.canonical {
    case "n": options.count = try expression(value)
    case "method":
      // A rule with its number of nodes, not a call of the integrator.
      if case .call(let rule, let arguments) = value.kind, case .name(let name) = rule.kind,
        name.canonical == "quad", arguments.count == 1, case .positional(let n) = arguments[0]
      {
        options.nodes = try expression(n)
      } else {
        options.method = try expression(value)
      }
    case "estimator": options.estimator = try expression(value)
    case "baseline": options.baseline = try expression(value)
    default:
      let known = ["n", "method", "estimator", "baseline"]
      let near = Suggestion.nearest(to: name.canonical, among: known)
      throw Fault(
        "argument", "an expectation has no argument \(name.spelled)", at: name.span,
        hint: near.first.map { "did you mean \($0)=?" }
          ?? "the arguments by name are n, method, estimator and baseline")
    }
  }

  /// `frozen(n, e)`, nil where the name is the user's own.
  func frozen(
    _ callee: Expression, _ arguments: [Argument], _ e: Expression
  ) throws(Fault) -> Node? {
    guard case .name(let name) = callee.kind, name.canonical == "frozen",
      scope.slot(of: "frozen") == nil, module.definitions["frozen"] == nil,
      arguments.count == 2, case .positional(let n) = arguments[0],
      case .positional(let body) = arguments[1]
    else { return nil }
    return Frozen(try expression(n), try expression(body), span: e.span)
  }

  /// `timeit(e)`, `timeit(e, repeats=7)`, nil where the name is the user's own.
  func timeIt(
    _ callee: Expression, _ arguments: [Argument], _ e: Expression
  ) throws(Fault) -> Node? {
    guard case .name(let name) = callee.kind, name.canonical == "timeit",
      scope.slot(of: "timeit") == nil, module.definitions["timeit"] == nil
    else { return nil }
    var body: Expression?, repeats: Expression?
    for argument in arguments {
      switch argument {
      case .positional(let value) where body == nil: body = value
      case .positional(let value) where repeats == nil: repeats = value
      case .labelled(let name, let value) where name.canonical == "repeats" && repeats == nil:
        repeats = value
      case .labelled(let name, _):
        throw Fault(
          "argument", "timeit has no argument \(name.spelled)", at: name.span,
          hint: "did you mean repeats=?")
      case .positional, .spread, .binder, .draw, .given:
        throw Fault("arity", "timeit takes one expression", at: argument.span, hint: "timeit(f(x))")
      }
    }
    guard let body else {
      throw Fault("arity", "timeit needs an expression", at: e.span, hint: "timeit(f(x))")
    }
    return TimeIt(
      try expression(body), repeats: try repeats.map { (e) throws(Fault) in try expression(e) },
      span: e.span)
  }
}
