import Language
import Tensors
import Tracing

/// Where the expressions of a derivation are evaluated: a session, the names of the header, and
/// what these are bound to.
final class DerivationStage {
  let session: Session
  let module: Module
  let source: Source
  let header: DerivationHeader
  /// The whole statement, for errors that have no better place.
  let span: SourceSpan
  /// Draws of points and of means have keys that follow from this one.
  let key: UInt64
  /// Numbers that the draws of means are multiplied by: see `State.sampling`.
  var sampling = DerivationSampling()

  init(
    _ session: Session, module: Module, source: Source, header: DerivationHeader, span: SourceSpan
  ) {
    self.session = session
    self.module = module
    self.source = source
    self.header = header
    self.span = span
    key = session.randomness.nextKey
  }

  /// An expression as a function of names of the header, after the definitions that it needs.
  ///
  /// `instrument` may put other nodes in the place of those of the expression.
  func function(
    _ expression: Expression, of names: [Name],
    instrument: ((Expression, Node) -> Node)? = nil
  ) throws(Fault) -> Value {
    let bound = Set(names.map(\.canonical))
    let needed = header.needed(for: Resolver.freeNames(of: expression)).filter {
      $0.definition != nil && !bound.contains($0.name.canonical)
    }
    var body = expression
    if !needed.isEmpty {
      let statements =
        needed.compactMap(\.definition)
        + [Statement(span: expression.span, kind: .expression(expression))]
      body = Expression(
        .block(Block(span: expression.span, statements: statements)), span: expression.span)
    }
    let lambda = Expression(.lambda(names.map { Parameter($0) }, body), span: expression.span)
    let lowering = Lowering(session.environment, module: module, source: source)
    lowering.instrument = instrument
    let node = try lowering.expression(lambda)
    return try perform { (p, r, m) throws(Fault) in try node.eval(p, &r, &m) }
  }

  /// Does something with the session's variables.
  func perform<Result>(_ work: Session.Work<Result>) throws(Fault) -> Result {
    let sampling = sampling
    return try session.perform(height: 64, at: span) { (p, r, m) throws(Fault) in
      m.sampling = sampling
      return try work(p, &r, &m)
    }
  }

  /// A key for this purpose.
  func key(_ purpose: String, _ number: Int = 0) -> UInt64 {
    RandomKey(word: key).folded(purpose).folded(UInt64(bitPattern: Int64(number))).word
  }

  /// Calls a function while a graph is not being recorded.
  func call(_ f: Value, _ arguments: [Value], key: UInt64) throws(Fault) -> Value {
    try perform { (p, r, m) throws(Fault) in
      m.keys = KeyScope(bits: key, traced: nil)
      return try Function.call(
        f, Arguments(positional: arguments, span: span), calleeSpan: span, p, &r, &m)
    }
  }
}

/// How means over samples are taken while a derivation is tried.
struct DerivationSampling {
  /// The number of samples of a mean that does not say one; nil for the usual number.
  var count: Int?
  /// By what the numbers of samples are multiplied.
  var factor = 1
  /// Whether quadrature rules have other numbers of nodes than those asked for.
  var hasOtherRules = false
  /// Whether a quadrature rule was used.
  var usesRules = false
  /// Whether a function was used that stops at a tolerance: a solver, an integral, an `ode`.
  var isApproximate = false

  /// How many nodes a rule has for which n were asked: a second opinion on a small rule has one more,
  /// so that a rule that is exact agrees with it, on a large one a quarter less.
  func nodes(of n: Int) -> Int { hasOtherRules ? (n < 16 ? n + 1 : n * 3 / 4) : n }
}
