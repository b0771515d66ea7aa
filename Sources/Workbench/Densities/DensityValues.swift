import Language

extension Density {
  /// `q(z | x; m)` as an expression: a distribution; the density itself where all variables have values.
  func value(
    of query: DensityQuery, _ p: borrowing Program, _ r: inout Slots, _ m: inout State
  ) throws(Fault) -> Value {
    let labelled = query.variables.filter(\.isLabelled)
    if labelled.isEmpty { return try distribution(query, p, &r, &m) }
    if let plain = query.variables.first(where: { !$0.isLabelled }) {
      throw Fault(
        "density",
        "\(labelled[0].spelled) has a value and \(plain.spelled) has none: with values for all variables a "
          + "density is a number, with none a distribution", at: query.span)
    }
    let log = try logDensity(query, p, &r, &m)
    do throws(OperationError) { return try Arithmetic.unary(.exp, log) } catch {
      throw Fault(error, at: query.span)
    }
  }

  private func distribution(
    _ query: DensityQuery, _ p: borrowing Program, _ r: inout Slots, _ m: inout State
  ) throws(Fault) -> Value {
    var asked = try AskedDensity(query, of: self, atPoint: false, p, &r, &m)
    let selection = try FactorSelection(self, asked)
    try asked.evaluate(query, atPoint: false, p, &r, &m)
    let names = asked.variables.map(\.name)
    let isWhole =
      selection.factors.count == 1
      && selection.factors[0].heading.variables.map(\.name) == names
    return try call(
      library.conditional,
      [
        .text(asked.text(self)), parts(selection), .tuple(names.map { .text($0) }),
        .record(asked.values), .bool(isWhole), .bool(!selection.hidden.isEmpty),
      ], at: query.span, p, &r, &m)
  }

  /// `log p(x | z; m)`.
  func logDensity(
    _ query: DensityQuery, _ p: borrowing Program, _ r: inout Slots, _ m: inout State
  ) throws(Fault) -> Value {
    var asked = try AskedDensity(query, of: self, atPoint: true, p, &r, &m)
    let selection = try FactorSelection(self, asked)
    try selection.requireNothingHidden()
    try asked.evaluate(query, atPoint: true, p, &r, &m)
    return try call(
      library.logJoint, [parts(selection), .record(asked.values)], at: query.span, p, &r, &m)
  }

  private func parts(_ selection: FactorSelection) -> Value {
    .tuple(selection.factors.map(\.part))
  }

  /// Calls a function of the library.
  func call(
    _ slot: Int, _ arguments: [Value], at span: SourceSpan, _ p: borrowing Program,
    _ r: inout Slots, _ m: inout State
  ) throws(Fault) -> Value {
    let function = m.recorder?.read(slot, r[slot]) ?? r[slot]
    return try Function.call(
      function, Arguments(positional: arguments, span: span), calleeSpan: span, p, &r, &m)
  }
}

/// `q(z | x; m)`, with a condition or parameters.
final class DensityUse: Node {
  let density: Node
  let query: DensityQuery
  /// The parts of the term as typed.
  struct Typed {
    let callee: String
    /// The first variable as an expression, where it is a name.
    let first: Node?
    /// The variables after the first.
    let rest: [String]
    let parameters: [String]
  }

  private let typed: Typed
  private let site: UInt64

  init(
    _ density: Node, _ query: DensityQuery, typed: Typed, site: UInt64,
    span: SourceSpan
  ) {
    self.density = density
    self.query = query
    self.typed = typed
    self.site = site
    // The library is called from here.
    super.init(span: span, height: 12 + max(density.height, query.height))
  }

  override func eval(
    _ p: borrowing Program, _ r: inout Slots, _ m: inout State
  ) throws(Fault) -> Value {
    let value = try self.density.eval(p, &r, &m)
    guard case .density(let density) = value else {
      let fault = DensityUse.notOne(value, at: span)
      guard case .function = value else { throw fault }
      throw withHint(fault, p, &r, &m)
    }
    return try m.withKey(site, at: span) { (m) throws(Fault) in
      try density.value(of: query, p, &r, &m)
    }
  }

  /// The fault of a function with `|` or `;` in its arguments, with what may be meant: they belong to the
  /// density that is its first argument.
  private func withHint(
    _ fault: Fault, _ p: borrowing Program, _ r: inout Slots, _ m: inout State
  ) -> Fault {
    guard let first = typed.first, case .density(let density)? = try? first.eval(p, &r, &m)
    else { return fault }
    let meant = density.heading(
      density.variables, query.given.map(\.spelled), typed.parameters)
    return Fault(
      "type", fault.details.message, at: span,
      hint: "\(typed.callee)(\(([meant] + typed.rest).joined(separator: ", ")))")
  }

  /// The fault of another value with `|` or `;` behind it.
  static func notOne(_ value: Value, at span: SourceSpan) -> Fault {
    if case .function = value {
      return Fault(
        "type", "a function takes its arguments with commas between: `|` and `;` are of densities",
        at: span)
    }
    return Fault(
      "type", "\(value.kindDescription) is no density", at: span, hint: "p(x | z) ~ Normal(z, 1)")
  }
}

/// `log f(x)`: of a density the log density at the values of its variables, else the logarithm.
final class LogOfCall: Node {
  let callee: Node
  let query: DensityQuery?
  /// The logarithm of an ordinary call; nil where `|` or `;` stands in it.
  let logarithm: Node?
  private let site: UInt64

  init(
    _ callee: Node, _ query: DensityQuery?, _ logarithm: Node?, site: UInt64, span: SourceSpan
  ) {
    self.callee = callee
    self.query = query
    self.logarithm = logarithm
    self.site = site
    super.init(
      span: span,
      height: 12 + max(callee.height, query?.height ?? 0, logarithm?.height ?? 0))
  }

  override func eval(
    _ p: borrowing Program, _ r: inout Slots, _ m: inout State
  ) throws(Fault) -> Value {
    let value = try callee.eval(p, &r, &m)
    guard case .density(let density) = value else {
      guard let logarithm else { throw DensityUse.notOne(value, at: span) }
      return try logarithm.eval(p, &r, &m)
    }
    guard let query else {
      throw fault("type", "the arguments of the density \(density.name) name its variables")
    }
    return try m.withKey(site, at: span) { (m) throws(Fault) in
      try density.logDensity(query, p, &r, &m)
    }
  }
}
