import Language

/// A function as typed: what `explain` puts in the place of a call.
struct FunctionDefinition {
  let parameters: [Parameter]
  let body: Expression
  /// The whole definition.
  let span: SourceSpan
  let source: Source
  let module: Module
  let name: String
}

/// Where an expression stands that is explained.
///
/// A part of a formula is evaluated where it stands: within the expectation that it is in, within the
/// call that it is in, beside the terms that stand beside it, so that it has the draws that it has there.
indirect enum ExplainedPlace {
  /// A statement of the session.
  case statement(Source)
  /// The whole of one of a list of expressions in a place.
  case term(Site)
  /// The value of an expectation, which is one of a list of expressions in a place.
  case moment(Site)
  /// The body of the function that is called by one of a list of expressions in a place.
  case body(Site, FunctionDefinition)

  /// One of a list of expressions in a place.
  struct Site {
    let list: [Expression]
    let index: Int
    let place: ExplainedPlace
    var expression: Expression { list[index] }
  }

  /// The text in which expressions of the place stand, and the module that gives names their meaning.
  func surroundings(_ main: Module) -> (source: Source, module: Module, locals: Set<String>) {
    switch self {
    case .statement(let source): return (source, main, [])
    case .term(let site): return site.place.surroundings(main)
    case .moment(let site):
      var outer = site.place.surroundings(main)
      if case .call(_, let arguments) = site.expression.kind {
        for argument in arguments { outer.locals.formUnion(argument.names.map(\.canonical)) }
      }
      return outer
    case .body(_, let definition):
      let own = definition.parameters.map(\.name.canonical)
      return (
        definition.source, definition.module,
        Set(own).union(Resolver.assignedNames(in: definition.body))
      )
    }
  }
}

extension Session {
  /// The values of some expressions in a place; nil where what stands there has no such value.
  func values(
    of list: [Expression], at place: ExplainedPlace, _ functions: [SourceSpan: Value] = [:]
  ) throws(Fault) -> [Value]? {
    guard let first = list.first else { return [] }
    let tuple = Expression(.tuple(list), span: first.span)
    switch place {
    case .statement(let source):
      let lowering = lowering(main, source, functions)
      return try evaluatePart(try lowering.expression(tuple)).items(list.count)
    case .term(let site): return try value(of: tuple, at: site, functions)?.items(list.count)
    case .moment(let site):
      guard case .call(let callee, let arguments) = site.expression.kind else { return nil }
      let changed = arguments.map { argument in
        if case .positional = argument { return Argument.positional(tuple) }
        return argument
      }
      let moment = Expression(.call(callee, changed), span: site.expression.span)
      return try value(of: moment, at: site, functions)?.items(list.count)
    case .body(let site, let definition):
      guard case .call(let callee, _) = site.expression.kind else { return nil }
      let lowering = lowering(definition.module, definition.source, functions)
      let made = try lowering.function(
        name: definition.name, definition.parameters, definition.body.replacingValue(with: tuple),
        span: definition.span)
      var functions = functions
      functions[callee.span] = try evaluatePart(made)
      return try value(of: site.expression, at: site, functions)?.items(list.count)
    }
  }

  /// The value of what stands in the place of one of a list.
  private func value(
    of e: Expression, at site: ExplainedPlace.Site, _ functions: [SourceSpan: Value]
  ) throws(Fault) -> Value? {
    var list = site.list
    list[site.index] = e
    return try values(of: list, at: site.place, functions)?[site.index]
  }

  private func lowering(
    _ module: Module, _ source: Source, _ functions: [SourceSpan: Value]
  ) -> Lowering {
    let lowering = Lowering(environment, module: module, source: source)
    lowering.instrument = { (e, node) in
      functions[e.span].map { Constant($0, span: e.span) } ?? node
    }
    return lowering
  }

  /// The definition of the function that an expression calls in a place; nil where it calls none that is
  /// written in the language, at top level.
  func definition(calledBy e: Expression, at place: ExplainedPlace) -> FunctionDefinition? {
    guard case .call(let callee, let arguments) = e.kind,
      arguments.allSatisfy({ $0.names.isEmpty })
    else { return nil }
    let (_, module, locals) = place.surroundings(main)
    var found: Value?, shown = ""
    switch callee.kind {
    case .name(let name) where !locals.contains(name.canonical):
      found = value(of: name.canonical, in: module)
      shown = name.spelled
    case .field(let base, let name):
      guard case .name(let owner) = base.kind, !locals.contains(owner.canonical),
        case .module(let library)? = value(of: owner.canonical, in: module)
      else { return nil }
      found = value(of: name.canonical, in: library)
      shown = name.spelled
    default: return nil
    }
    guard case .function(let closure)? = found else { return nil }
    return definition(of: closure, named: shown)
  }

  private func definition(of closure: Closure, named name: String) -> FunctionDefinition? {
    guard case .script(let id) = closure.body, closure.captured.isEmpty, closure.itself < 0 else {
      return nil
    }
    let span = environment.program.functions[id].definition
    guard let source = sources[span.source],
      let statement = (try? parsed(typed(span), at: span))?.0.first
    else { return nil }
    let module = paths[span.source].flatMap { modules[$0]?.module } ?? main
    let parts: ([Parameter], Expression)
    switch statement.kind {
    case .define(_, let parameters, let body): parts = (parameters, body)
    case .assign(_, let value), .expression(let value):
      guard case .lambda(let parameters, let body) = value.kind else { return nil }
      parts = (parameters, body)
    default: return nil
    }
    return FunctionDefinition(
      parameters: parts.0, body: parts.1, span: span, source: source, module: module, name: name)
  }
}

extension Value {
  /// The items of a tuple of so many.
  fileprivate func items(_ count: Int) -> [Value]? {
    guard case .aggregate(let tuple) = self, tuple.items.count == count else { return nil }
    return tuple.items
  }
}
