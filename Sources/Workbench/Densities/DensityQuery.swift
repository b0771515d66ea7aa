import Language

/// What stands in the parentheses of a density that is used: `z | x; m=w`.
struct DensityQuery {
  /// One name, with its value where it has one.
  struct Argument {
    /// What is looked up; nil for what is no name.
    let name: String?
    let spelled: String
    /// The value: that of the variable in scope, or the one given by name.
    let value: Node
    /// Whether the value was given by name: `x=3`.
    let isLabelled: Bool
    /// Whether it is a record with a value for each variable: `s...`.
    let isSpread: Bool
    let span: SourceSpan
  }

  let variables: [Argument]
  let given: [Argument]
  let parameters: [Argument]
  let span: SourceSpan

  init(
    _ variables: [Argument], given: [Argument] = [], parameters: [Argument] = [], span: SourceSpan
  ) {
    self.variables = variables
    self.given = given
    self.parameters = parameters
    self.span = span
  }

  /// The deepest nesting of its values.
  var height: Int { (variables + given + parameters).map(\.value.height).max() ?? 0 }
}

extension DensityQuery {
  /// What a lowered call calls, and its arguments as a query; nil of another node.
  static func callee(of node: Node) -> (Node, DensityQuery)? {
    switch node {
    case let call as Call:
      return (call.callee, DensityQuery(call.nodes.map { Argument($0) }, span: call.span))
    case let call as KeywordCall:
      return (call.callee, DensityQuery(call.arguments.map { Argument($0) }, span: call.span))
    case let unary as UnaryCall: return callee(of: unary.call)
    case let binary as BinaryCall: return callee(of: binary.call)
    default: return nil
    }
  }
}

extension DensityQuery.Argument {
  /// An argument of a call.
  init(_ node: Node) {
    let fallback = (node as? LocalName)?.fallback ?? (node as? GlobalName)?.fallback
    self.init(
      name: fallback.map { Name.canonical($0.name) }, spelled: fallback?.name ?? "", value: node,
      isLabelled: false, isSpread: false, span: node.span)
  }

  /// An argument of a call with keywords.
  init(_ argument: KeywordArgument) {
    guard !argument.isSpread, let name = argument.name else {
      let plain = DensityQuery.Argument(argument.node)
      self.init(
        name: plain.name, spelled: plain.spelled, value: plain.value, isLabelled: false,
        isSpread: argument.isSpread, span: plain.span)
      return
    }
    self.init(
      name: name, spelled: name, value: argument.node, isLabelled: true, isSpread: false,
      span: argument.nameSpan ?? argument.node.span)
  }
}

/// A query whose values are known.
struct AskedDensity {
  /// A name that is asked for or given.
  struct Item {
    let name: String
    let spelled: String
    let span: SourceSpan
  }

  private(set) var variables: [Item] = []
  private(set) var given: [Item] = []
  private(set) var parameters: [Item] = []
  /// The values by name.
  private(set) var values: [(String, Value)] = []
  let span: SourceSpan
  /// The function that asks, `log_evidence`; nil where the density stands for itself.
  private var function: String?

  /// The names of a query; of values only the records that are spread are evaluated, as those have names.
  init(
    _ query: DensityQuery, of density: Density, atPoint: Bool, for function: String? = nil,
    _ p: borrowing Program, _ r: inout Slots, _ m: inout State
  ) throws(Fault) {
    span = query.span
    self.function = function
    for argument in query.variables {
      if argument.isSpread, atPoint {
        try spread(argument, p, &r, &m)
      } else {
        variables.append(try AskedDensity.item(argument, density))
      }
    }
    for argument in query.given { given.append(try AskedDensity.item(argument, density)) }
    for argument in query.parameters { parameters.append(try AskedDensity.item(argument, density)) }
  }

  /// Evaluates the values; those of the variables themselves only where the density is taken at a point.
  mutating func evaluate(
    _ query: DensityQuery, atPoint: Bool, _ p: borrowing Program, _ r: inout Slots,
    _ m: inout State
  ) throws(Fault) {
    if atPoint {
      for argument in query.variables where !argument.isSpread { try add(argument, p, &r, &m) }
    }
    for argument in query.given + query.parameters { try add(argument, p, &r, &m) }
  }

  /// Every variable of a density, with every parameter.
  init(allOf density: Density, at span: SourceSpan) {
    self.span = span
    for factor in density.factors {
      variables += factor.heading.variables.map {
        Item(name: $0.name, spelled: $0.spelled, span: span)
      }
      for parameter in factor.heading.parameters
      where !parameters.contains(where: { $0.name == parameter.name }) {
        parameters.append(Item(name: parameter.name, spelled: parameter.spelled, span: span))
      }
    }
  }

  private static func item(
    _ argument: DensityQuery.Argument, _ density: Density
  ) throws(Fault) -> Item {
    guard let name = argument.name, !argument.isSpread else {
      let known = density.variables.first ?? "x"
      throw Fault(
        "type", "the arguments of the density \(density.name) name its variables",
        at: argument.span, hint: "a value goes by its name: log \(density.name)(\(known)=...)")
    }
    return Item(name: name, spelled: argument.spelled, span: argument.span)
  }

  private mutating func add(
    _ argument: DensityQuery.Argument, _ p: borrowing Program, _ r: inout Slots, _ m: inout State
  ) throws(Fault) {
    guard let name = argument.name else { return }
    let value: Value
    do throws(Fault) { value = try argument.value.eval(p, &r, &m) } catch {
      guard !argument.isLabelled, error.details.code == "name" else { throw error }
      throw Fault(
        "name", "\(argument.spelled) has no value here", at: argument.span,
        hint: "\(argument.spelled)=... gives it one")
    }
    if case .unset = value { throw Fault("value", "this has no value", at: argument.value.span) }
    values.append((name, value))
  }

  /// `s...`: the fields of a record as values by name.
  private mutating func spread(
    _ argument: DensityQuery.Argument, _ p: borrowing Program, _ r: inout Slots, _ m: inout State
  ) throws(Fault) {
    let value = try argument.value.eval(p, &r, &m)
    guard case .aggregate(let record) = value, let names = record.names else {
      throw Fault(
        "type", "a record gives each variable its value, not \(value.kindDescription)",
        at: argument.span)
    }
    for (name, item) in zip(names, record.items) {
      variables.append(Item(name: name, spelled: name, span: argument.span))
      values.append((name, item))
    }
  }

  /// The query as it would be typed with these beside what it has.
  func typed(_ density: Density, given: [String] = [], parameters: [String] = []) -> String {
    let text = density.heading(
      variables.map(\.spelled), self.given.map(\.spelled) + given,
      self.parameters.map(\.spelled) + parameters)
    guard let function else { return text }
    return "\(function)(\(density.name), " + text.dropFirst(density.name.count + 1)
  }

  /// The query as it could be typed, without values: `p(x | z; m)`.
  func text(_ density: Density) -> String {
    density.heading(
      variables.map(\.spelled), given.map(\.spelled), parameters.map(\.spelled))
  }
}

extension Density {
  /// A heading: `p(x | z; m)`.
  func heading(_ variables: [String], _ given: [String], _ parameters: [String]) -> String {
    var text = "\(name)(" + variables.joined(separator: ", ")
    if !given.isEmpty { text += " | " + given.joined(separator: ", ") }
    if !parameters.isEmpty { text += "; " + parameters.joined(separator: ", ") }
    return text + ")"
  }
}
