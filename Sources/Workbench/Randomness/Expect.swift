import Language
import Tensors
import Tracing

/// `E(z ~ q, e)`, `Var`, `Cov`, `P`: moments over draws.
///
/// Over samples the value is an estimate, which carries its standard error; where a graph is being
/// recorded it is a number of the graph.
final class Expect: Node {
  /// What is computed.
  enum Moment: String, CaseIterable {
    /// E f
    case mean = "E"
    /// E |f - E f|²
    case variance = "Var"
    /// E (f - E f)(g - E g)ᵀ
    case covariance = "Cov"
    /// The mean of a truth value.
    case probability = "P"
  }

  /// What the call says beside draws and values.
  struct Options {
    var count: Node?
    var method: Node?
    /// The n of `method=quad(n)`.
    var nodes: Node?
    var estimator: Node?
    var baseline: Node?
  }

  private let moment: Moment
  private let drawings: [Drawing]
  private let values: [Node]
  private let condition: Node?
  private let options: Options
  private let site: UInt64

  init(
    _ moment: Moment, _ drawings: [Drawing], _ values: [Node], given condition: Node?,
    _ options: Options, site: UInt64, span: SourceSpan
  ) {
    self.moment = moment
    self.drawings = drawings
    self.values = values
    self.condition = condition
    self.options = options
    self.site = site
    let nodes =
      values
      + [
        condition, options.count, options.method, options.nodes, options.estimator,
        options.baseline,
      ].compactMap { $0 }
    // A moment calls back: its recording needs stack of its own.
    let own = 12
    super.init(
      span: span,
      height: own + nodes.reduce(drawings.map(\.height).max() ?? 0) { max($0, $1.height) })
  }

  override func eval(
    _ p: borrowing Program, _ r: inout Slots, _ m: inout State
  ) throws(Fault) -> Value {
    let keys = m.keys
    defer { m.keys = keys }
    try m.enterKey(site, at: span)
    let method = try method(p, &r, &m), estimator = try estimator(p, &r, &m)
    let run = ExpectationRun(
      drawings: drawings, method: method, estimator: estimator,
      count: try count(isOfOne: isPlainMean && !estimator.usesMean, p, &r, &m), span: span)
    switch moment {
    case .mean, .probability: return try mean(run, p, &r, &m)
    case .variance: return try variance(run, p, &r, &m)
    case .covariance: return try covariance(run, p, &r, &m)
    }
  }

  // MARK: Moments

  private func mean(
    _ run: ExpectationRun, _ p: borrowing Program, _ r: inout Slots, _ m: inout State
  ) throws(Fault) -> Value {
    var form = Value.unset
    let means = try means(run, p, &r, &m) { (p, r, m) throws(Fault) in
      form = try values[0].eval(p, &r, &m)
      return try numbers(form, at: values[0])
    }
    return filled(form, means)
  }

  private func variance(
    _ run: ExpectationRun, _ p: borrowing Program, _ r: inout Slots, _ m: inout State
  ) throws(Fault) -> Value {
    var form = Value.unset
    let spreads = try spreads(run, p, &r, &m) { (p, r, m) throws(Fault) in
      form = try values[0].eval(p, &r, &m)
      return try numbers(form, at: values[0])
    } products: { (terms) throws(TraceError) in
      var squares: [Term] = []
      for term in terms { squares.append(try term.squaredModulus()) }
      return squares
    }
    return filled(form, spreads)
  }

  private func covariance(
    _ run: ExpectationRun, _ p: borrowing Program, _ r: inout Slots, _ m: inout State
  ) throws(Fault) -> Value {
    let spreads = try spreads(run, p, &r, &m) { (p, r, m) throws(Fault) in
      var sides: [Term] = []
      for node in values {
        let side = try numbers(try node.eval(p, &r, &m), at: node)
        guard side.count == 1, side[0].rank < 2, side[0].element != .c128 else {
          throw node.fault("shape", "Cov is of real numbers and vectors")
        }
        sides.append(side[0])
      }
      return sides
    } products: { (sides) throws(TraceError) in
      let a = sides[0], b = sides[sides.count - 1]
      let rows = a.rank == 1 ? [a.shape[0]] : [], columns = b.rank == 1 ? [b.shape[0]] : []
      let column = try a.reshaped(to: Shape(rows + columns.map { _ in 1 }))
      return [try column * b]
    }
    return Value(spreads[0])
  }

  /// The means of products of distances from means.
  ///
  /// Both passes have the same draws; of n samples, and nothing but samples, the second is divided by
  /// n - 1.
  private func spreads(
    _ run: ExpectationRun, _ p: borrowing Program, _ r: inout Slots, _ m: inout State,
    _ values: ExpectationRun.Values,
    products: ([Term]) throws(TraceError) -> [Term]
  ) throws(Fault) -> [Term] {
    let keys = m.keys
    // A mean product of distances does not move to first order with the means from which they are
    // taken, so neither does its error.
    let centres = try means(run, p, &r, &m, values).map(\.withoutError)
    m.keys = keys
    let spreads = try means(run, p, &r, &m) { (p, r, m) throws(Fault) in
      let terms = try values(p, &r, &m)
      return try recorded(at: span) { () throws(TraceError) in
        var distances: [Term] = []
        for (term, centre) in zip(terms, centres) { distances.append(try term - centre) }
        return try products(distances)
      }
    }
    let n = Double(run.method.total(run.count))
    if run.outcome.isSampled, n < 3 {
      throw fault("domain", "\(moment.rawValue) needs at least 3 samples to know its error")
    }
    guard run.outcome.isSampled, !run.outcome.usesPoints, condition == nil, n > 1 else {
      return spreads
    }
    return try recorded(at: span) { () throws(TraceError) in
      var corrected: [Term] = []
      for spread in spreads { corrected.append(try spread * Term(n / (n - 1))) }
      return corrected
    }
  }

  /// The means of numbers, under the condition: E(f | A) = E(1_A f)/E(1_A).
  private func means(
    _ run: ExpectationRun, _ p: borrowing Program, _ r: inout Slots, _ m: inout State,
    _ values: ExpectationRun.Values
  ) throws(Fault) -> [Term] {
    guard let condition else { return try run.means(p, &r, &m, values) }
    let sums = try run.means(p, &r, &m) { (p, r, m) throws(Fault) in
      let holds = try condition.eval(p, &r, &m)
      guard holds.numericType == TensorType(.bool), let mask = try? holds.term() else {
        throw condition.fault(
          "type", "a condition is true or false, not \(holds.kindDescription)")
      }
      let terms = try values(p, &r, &m)
      return try recorded(at: span) { () throws(TraceError) in
        let event = try mask.asEvent()
        var counted: [Term] = []
        for term in terms { counted.append(try Term.select(mask, term, Term(0.0)) * event) }
        return counted + [event]
      }
    }
    let share = sums[sums.count - 1]
    if share.isNothing {
      throw condition.fault("expectation", "the condition never holds: there is nothing to average")
    }
    let count = Double(run.method.total(run.count))
    if run.outcome.isSampled, !run.outcome.usesPoints, let hits = share.known?.mean.value?.scalar,
      case .float(let part) = hits, part * count < 1.5
    {
      throw condition.fault(
        "expectation",
        "the condition holds for one of \(run.method.total(run.count)) samples, "
          + "which says nothing of the error", hint: "more samples: n=")
    }
    return try recorded(at: span) { () throws(TraceError) in
      var means: [Term] = []
      for sum in sums.dropLast() { means.append(try sum / share) }
      return means
    }
  }

  /// The numbers of a value, floating.
  private func numbers(_ value: Value, at node: Node) throws(Fault) -> [Term] {
    var terms: [Term] = []
    for part in value.parts {
      guard part.isNumeric, moment != .probability || part.numericType == TensorType(.bool) else {
        throw node.fault(
          "type",
          moment == .probability
            ? "P is of something true or false, not \(part.kindDescription)"
            : "\(moment.rawValue) is of numbers, not \(part.kindDescription)")
      }
      let term = try Bound.term(part, at: node.span, in: moment.rawValue)
      terms.append(
        try recorded(at: node.span) { () throws(TraceError) in
          try moment == .probability ? term.asEvent() : term.floating()
        })
    }
    return terms
  }

  private func filled(_ form: Value, _ numbers: [Term]) -> Value {
    var rest = numbers.map { Value($0) }[...]
    return form.filled(&rest)
  }
}

// MARK: Options

extension Expect {
  /// Whether one sample is an estimate without bias: not of a spread, nor of a ratio of means, as under a
  /// condition.
  private var isPlainMean: Bool {
    switch moment {
    case .mean, .probability: condition == nil
    case .variance, .covariance: false
    }
  }

  /// The samples that the call asks for; in a step of training one, where that `isOfOne`, as steps average
  /// over their draws themselves.
  private func count(
    isOfOne: Bool, _ p: borrowing Program, _ r: inout Slots, _ m: inout State
  ) throws(Fault) -> Int {
    let factor = m.sampling?.factor ?? 1
    let usual = m.sampling?.count ?? (m.isTraining && isOfOne ? 1 : Expect.samples)
    guard let node = options.count else { return factor * usual }
    let value = try node.eval(p, &r, &m).known
    if value.isNone { return factor * usual }
    guard let count = value.whole else {
      throw node.fault(
        "argument", "n is a number of samples, not \(ValuePrinter().literal(value))")
    }
    guard count >= 1 else {
      throw node.fault("domain", "a mean needs at least one sample, n is \(count)")
    }
    guard count <= Average.mostSamples else {
      throw node.fault("domain", "a mean takes at most 2^50 samples, n is \(count)")
    }
    return Swift.min(Average.mostSamples, count * factor)
  }

  /// How many samples there are unless the call says so, or stands in a step of training.
  private static let samples = 10_000

  private func method(
    _ p: borrowing Program, _ r: inout Slots, _ m: inout State
  ) throws(Fault) -> ExpectationMethod {
    if let node = options.nodes {
      guard let n = try node.eval(p, &r, &m).known.whole, n >= 1 else {
        throw node.fault("argument", "quad(n) takes a number of nodes, at least 1")
      }
      m.sampling?.usesRules = true
      return .quadrature(m.sampling?.nodes(of: n) ?? n)
    }
    guard let node = options.method else { return .plain(isForced: false) }
    let value = try node.eval(p, &r, &m)
    if case .text(let name) = value,
      let named = ExpectationMethod.named.first(where: { $0.name == name })
    {
      return named.method
    }
    let names = ExpectationMethod.named.map { "\"\($0.name)\"" }.joined(separator: ", ")
    throw node.fault(
      "argument", "method is one of \(names), or quad(n), not \(ValuePrinter().literal(value))")
  }

  private func estimator(
    _ p: borrowing Program, _ r: inout Slots, _ m: inout State
  ) throws(Fault) -> ExpectationEstimator {
    var estimator = ExpectationEstimator(isScore: try isScore(p, &r, &m))
    guard let node = options.baseline else { return estimator }
    guard estimator.isScore else {
      throw node.fault(
        "argument", "a baseline belongs to the score estimator", hint: "estimator=\"score\"")
    }
    let value = try node.eval(p, &r, &m)
    if case .text("mean") = value {
      estimator.usesMean = true
    } else {
      guard value.isNumeric else {
        throw node.fault(
          "argument", "baseline is a number or \"mean\", not \(ValuePrinter().literal(value))")
      }
      estimator.baseline = try Bound.term(value, at: node.span, in: "baseline")
    }
    return estimator
  }

  private func isScore(
    _ p: borrowing Program, _ r: inout Slots, _ m: inout State
  ) throws(Fault) -> Bool {
    guard let node = options.estimator else { return false }
    let value = try node.eval(p, &r, &m)
    switch value {
    case .text("score"): return true
    case .text("path"): return false
    default:
      throw node.fault(
        "argument",
        "estimator is \"path\" or \"score\", not \(ValuePrinter().literal(value))")
    }
  }
}

extension Term {
  /// A truth value as 0 or 1, of which a derivative is refused: it is not 0 as that of a constant
  /// would be, but concentrated where the event begins.
  fileprivate func asEvent() throws(TraceError) -> Term {
    let number = try converted(to: .f64)
    guard case .traced(let truth) = self else { return number }
    let compared = truth.builder.compared(in: truth)
    return compared.isEmpty
      ? number : try number.unreparameterised(Operation.event, parameters: compared)
  }

  /// The mean in place of an estimate.
  var withoutError: Term {
    if case .estimate(let estimate) = self { .known(estimate.mean) } else { self }
  }

  /// Whether it is known to be 0, though perhaps only from samples.
  fileprivate var isNothing: Bool {
    if case .estimate(let estimate) = self { return estimate.mean.scalar == .float(0) }
    return value?.scalar == .float(0)
  }
}
