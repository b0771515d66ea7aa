import Language
import Tensors
import Tracing

/// The mean of numbers over draws: exact over finite supports, data and quadrature nodes, else over
/// samples.
///
/// Draws are taken from left to right, and each later law may depend on earlier draws, so that the
/// mean over (x, z) is that over x of the mean over z given x. Draws that are sampled one after the
/// other share their samples.
struct ExpectationRun {
  let drawings: [Drawing]
  let method: ExpectationMethod
  let estimator: ExpectationEstimator
  let count: Int
  let span: SourceSpan
  let outcome = Outcome()

  /// How a mean was taken in the end.
  final class Outcome {
    /// Over samples.
    var isSampled = false
    /// Over the points of a support, of data or of a rule.
    var usesPoints = false
  }

  /// Records the values of one sample, whatever they are, as floating numbers.
  typealias Values = (
    borrowing Program, inout Slots, inout State
  ) throws(Fault) -> [Term]

  /// Draws that are being recorded for one sample.
  private struct Sample {
    /// How the draws depend on the number of the sample.
    let variation: Variation?
    /// The sum of the log densities of the draws, whose derivative is the score.
    var logDensity: Term?
  }

  /// The means of some numbers.
  func means(
    _ p: borrowing Program, _ r: inout Slots, _ m: inout State, _ values: Values
  ) throws(Fault) -> [Term] {
    try means(from: 0, nil, p, &r, &m, values)
  }

  private func means(
    from first: Int, _ sample: Sample?, _ p: borrowing Program, _ r: inout Slots,
    _ m: inout State, _ values: Values
  ) throws(Fault) -> [Term] {
    guard first < drawings.count else {
      let terms = try values(p, &r, &m)
      guard let logDensity = sample?.logDensity else { return terms }
      return try at { () throws(TraceError) in try scored(terms, logDensity) }
    }
    let drawing = drawings[first]
    let distribution = try drawing.resolved(p, &r, &m)
    if let points = try points(of: distribution, drawing, p, &r, &m) {
      return try weighted(points, drawing, p, &r, &m) { (p, r, m) throws(Fault) in
        try means(from: first + 1, sample, p, &r, &m, values)
      }
    }
    guard method.samples else {
      throw drawing.distribution.fault(
        "expectation", "\(distribution.name) has \(method.missing)",
        hint: "without method= the mean is taken over samples")
    }
    if let sample {
      let sample = try draw(drawing, distribution, sample, p, &r, &m)
      return try means(from: first + 1, sample, p, &r, &m, values)
    }
    return try sampled(p, &r, &m) { (sample, p, r, m) throws(Fault) in
      let sample = try draw(drawing, distribution, sample, p, &r, &m)
      return try means(from: first + 1, sample, p, &r, &m, values)
    }
  }

  private func at<Result>(
    _ body: () throws(TraceError) -> Result
  ) throws(Fault) -> Result { try recorded(at: span, body) }
}

// MARK: Samples

extension ExpectationRun {
  /// Binds a draw of the sample.
  private func draw(
    _ drawing: Drawing, _ distribution: Distribution, _ sample: Sample, _ p: borrowing Program,
    _ r: inout Slots, _ m: inout State
  ) throws(Fault) -> Sample {
    var value = try varied(drawing, distribution, sample, p, &r, &m), sample = sample
    if estimator.isScore {
      value = try value.mappingNumbers { (number) throws(Fault) in
        try at { () throws(TraceError) in
          guard let term = try number.term() else { return number }
          return Value(try term.stopped())
        }
      }
      let density = try drawing.call(
        distribution.logDensity, [value], at: drawing.distribution.span, p, &r, &m)
      let term = try Bound.term(density, at: drawing.distribution.span, in: "a log density")
      sample.logDensity = try at { () throws(TraceError) in
        if let sum = sample.logDensity { try sum + term } else { term }
      }
    }
    try drawing.pattern.bind(value, &r, &m)
    return sample
  }

  /// One draw, as the number of the sample varies it.
  private func varied(
    _ drawing: Drawing, _ distribution: Distribution, _ sample: Sample, _ p: borrowing Program,
    _ r: inout Slots, _ m: inout State
  ) throws(Fault) -> Value {
    m.variation = sample.variation
    defer { m.variation = nil }
    return try drawing.draw(from: distribution, p, &r, &m)
  }

  /// Numbers with the value of f and the derivative of E f in the mean.
  ///
  /// f + (f - b)(exp(ℓ - ⌊ℓ⌋) - 1), where ⌊ℓ⌋ is ℓ without its derivatives, has the value f and the
  /// derivative f' + (f - b) ℓ' (Williams, 1992; of all orders: Foerster and others, 2018, equation 6).
  ///
  /// Where b is the mean of the samples, the parts from which `centred` makes it: all f, all f w and
  /// w, with w = exp(ℓ - ⌊ℓ⌋) - 1.
  private func scored(_ terms: [Term], _ logDensity: Term) throws(TraceError) -> [Term] {
    let weight = try Term.unary(.expm1, logDensity - logDensity.stopped())
    var scored: [Term] = []
    if estimator.usesMean {
      for value in terms { scored.append(try value * weight) }
      return terms + scored + [weight]
    }
    for value in terms {
      var advantage = value
      if let baseline = estimator.baseline { advantage = try value - baseline }
      scored.append(try value + advantage * weight)
    }
    return scored
  }

  /// The means of f + (f - b) w with the mean of the samples as b, from those of all f, all f w and w.
  ///
  /// Such a b depends on f: leaving each sample out of its own baseline, b_i = (n b - f_i)/(n - 1),
  /// makes f_i - b_i = (f_i - b) n/(n - 1), which keeps the mean.
  private func centred(_ means: [Term]) throws(TraceError) -> [Term] {
    guard estimator.isScore, estimator.usesMean else { return means }
    let half = means.count / 2, n = Double(method.total(count))
    var centred: [Term] = []
    for index in 0..<half {
      let score = try means[half + index] - means[index].stopped() * means[2 * half]
      centred.append(try means[index] + score * Term(n / Swift.max(1, n - 1)))
    }
    return centred
  }

  /// The means over samples of numbers that are recorded once.
  private func sampled(
    _ p: borrowing Program, _ r: inout Slots, _ m: inout State,
    _ values: (
      Sample, borrowing Program, inout Slots, inout State
    ) throws(Fault) -> [Term]
  ) throws(Fault) -> [Term] {
    outcome.isSampled = true
    guard !estimator.usesMean || method.total(count) > 1 else {
      throw Fault(
        "domain", "the mean of the other samples is no baseline where n is 1", at: span,
        hint: "more samples: n=")
    }
    if m.fuel != nil { try Turn.burn(&m, at: span, steps: method.total(count)) }
    let key = try at { () throws(TraceError) in try m.keyTerm() }
    let builder = GraphBuilder()
    let number = builder.input(TensorType(.i64)), sampleKey = builder.input(TensorType(.i64))
    let trace = try record(builder, p, &r, &m) { (p, r, m) throws(Fault) in
      let (place, variation) = try at { () throws(TraceError) in
        try method.place(of: .traced(number), key: .traced(sampleKey), count: count)
      }
      // The key of an inner expectation has the number of the outer sample already.
      let outer = m.samples
      m.tracedKey = sampleKey
      m.samples = [place]
      defer { m.samples = outer }
      return try values(Sample(variation: variation), p, &r, &m)
    }
    return try at { () throws(TraceError) in
      let means = try centred(
        Average.apply(
          trace, key: key, count: method.total(count), group: method.group(count)))
      guard m.takesMeansAsNumbers else { return means }
      var numbers: [Term] = []
      for mean in means { numbers.append(mean.isEstimate ? try mean.stopped() : mean) }
      return numbers
    }
  }

  /// Records numbers inside a trace, with the errors that they raise.
  private func record(
    _ builder: GraphBuilder, _ p: borrowing Program, _ r: inout Slots, _ m: inout State,
    _ values: Values
  ) throws(Fault) -> Trace {
    let requirements = m.requirements, keys = m.keys
    m.traces.append(builder)
    m.requirements = []
    defer {
      m.traces.removeLast()
      m.requirements = requirements
      m.keys = keys
    }
    let terms = try values(p, &r, &m)
    return try at { () throws(TraceError) in
      var floating: [Term] = []
      for term in terms { floating.append(try term.floating()) }
      return try builder.finish(Requirement.apply(m.requirements, to: floating))
    }
  }
}

// MARK: Points

extension ExpectationRun {
  /// Points with weights that sum to 1; equal ones where they are nil.
  fileprivate struct Points {
    let rows: Value
    let weights: Term?
    let count: Int
  }

  /// The points over which the mean is a sum, nil where it is one over samples.
  private func points(
    of distribution: Distribution, _ drawing: Drawing, _ p: borrowing Program,
    _ r: inout Slots, _ m: inout State
  ) throws(Fault) -> Points? {
    let place = drawing.distribution.span
    var rule = method.usesSupport ? distribution.record.field("support") : nil
    var arguments: [Value] = []
    if case .quadrature(let n) = method, let nodes = distribution.record.field("quadrature") {
      rule = nodes
      arguments = [.int(n)]
    }
    guard let rule, case .function = rule else { return nil }
    guard let pair = try support(rule, arguments, drawing, p, &r, &m) else { return nil }
    guard case .aggregate(let tuple) = pair, tuple.items.count == 2 else { return nil }
    let rows = tuple.items[0], count: Int?
    do throws(OperationError) { count = try Selection.rowCount(of: rows) } catch {
      throw Fault(error, at: place)
    }
    guard let count else { return nil }
    let weights = try at { () throws(TraceError) in try tuple.items[1].term() }
    return Points(rows: rows, weights: weights, count: count)
  }

  /// The points that a rule gives; nil where memory cannot hold them, or where their number is known
  /// only when the graph runs, as in a support that depends on an earlier draw.
  private func support(
    _ rule: Value, _ arguments: [Value], _ drawing: Drawing, _ p: borrowing Program,
    _ r: inout Slots, _ m: inout State
  ) throws(Fault) -> Value? {
    let top = m.top, keys = m.keys
    do throws(Fault) {
      return try drawing.call(rule, arguments, at: drawing.distribution.span, p, &r, &m)
    } catch {
      guard ["trace", "memory"].contains(error.details.code), method.samples else { throw error }
      Frame.clear(from: top, &r, &m)
      m.flow = .normal
      m.keys = keys
      return nil
    }
  }

  /// The weighted sum of numbers over points.
  ///
  /// A point of weight 0 counts for nothing, whatever the numbers are there.
  private func weighted(
    _ points: Points, _ drawing: Drawing, _ p: borrowing Program, _ r: inout Slots,
    _ m: inout State, _ values: Values
  ) throws(Fault) -> [Term] {
    outcome.usesPoints = true
    let builder = GraphBuilder()
    var columns: [Term] = []
    let row = try points.rows.mappingNumbers { (part) throws(Fault) in
      let column = try Bound.term(part, at: span, in: "an expectation")
      columns.append(column)
      let extents = Array(column.shape.extents.dropFirst())
      return .traced(builder.input(column.type.with(Shape(extents))))
    }
    let number = builder.input(TensorType(.i64))
    columns.append(
      try at { () throws(TraceError) in try Term.positions(Shape([points.count])) })
    let trace = try record(builder, p, &r, &m) { (p, r, m) throws(Fault) in
      try m.enterTurn(.traced(number), of: m.keys, at: span)
      try drawing.pattern.bind(row, &r, &m)
      return try values(p, &r, &m)
    }
    return try at { () throws(TraceError) in
      var sums: [Term] = []
      for values in try trace.batched(columns, columns.map { _ in true }, count: points.count) {
        sums.append(try points.mean(of: values))
      }
      return sums
    }
  }
}

extension ExpectationRun.Points {
  /// Σ w_i x_i over the first axis.
  fileprivate func mean(of values: Term) throws(TraceError) -> Term {
    guard let weights else { return try values.mean(over: [0]) }
    let ones = [Int](repeating: 1, count: values.rank - 1)
    let column = try weights.reshaped(to: Shape([count] + ones))
    let zero = try Term(0.0)
    let isNothing = try Term.compare(.equal, column.withoutError, zero)
    let counted = try Term.select(isNothing, zero, values)
    return try (column * counted).sum(over: [0])
  }
}
