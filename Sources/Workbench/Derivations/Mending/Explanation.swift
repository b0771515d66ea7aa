import Glibc
import Language

/// Something short that has the wanted values: a constant times powers of ingredients.
struct Explanation {
  /// The constant factor.
  let constant: ShortConstant
  /// The factors above the line, and those below it.
  let above: [Expression]
  let below: [Expression]
  /// What the factors besides the constant cost, in bits.
  let cost: Double

  /// Whether nothing but a constant is needed.
  var isConstant: Bool { above.isEmpty && below.isEmpty }

  /// The explanation as an expression.
  var expression: Expression { Explanation.quotient(of: above, and: below, times: constant) }

  /// The product with another expression: the constant before it, the factors behind.
  func times(_ node: Expression) -> Expression {
    Explanation.quotient(of: [node] + above, and: below, times: constant)
  }

  /// One line, the sign before it.
  private static func quotient(
    of above: [Expression], and below: [Expression], times constant: ShortConstant
  ) -> Expression {
    var top = above, bottom = below
    if constant.above.literal != 1 || top.isEmpty { top.insert(constant.above, at: 0) }
    if constant.below != 1 { bottom.insert(.number(constant.below), at: 0) }
    var result = top.dropFirst().reduce(top[0]) { $0 * $1 }
    if let first = bottom.first { result = result / bottom.dropFirst().reduce(first) { $0 * $1 } }
    return (constant.value < 0 ? result.negated : result).tidied
  }
}

/// The numbers that are to be explained, one a point.
struct WantedValues {
  /// The numbers; nan where none was found.
  let values: [Double]
  /// How far each may be off.
  let errors: [Double]
  /// The points that have one.
  let known: [Int]
  /// The logarithms of the magnitudes.
  private let logarithms: [Double]
  /// How far each may be off relative to itself, with what the fit of a form allows.
  private let tolerances: [Double]

  init(_ values: [Double], errors: [Double]) {
    self.values = values
    self.errors = errors
    known = values.indices.filter { values[$0].isFinite }
    logarithms = values.map { log(abs($0)) }
    tolerances = zip(values, errors).map { 1e-6 + 8 * $1 / abs($0) }
  }

  // MARK: Constants

  /// The constant that most points agree on: three in five of those known, or two in five of all,
  /// where the others found another root.
  func constant() -> ShortConstant? {
    guard 5 * known.count >= 2 * values.count else { return nil }
    let sorted = known.map { values[$0] }.sorted()
    let pivots = [sorted[sorted.count / 2]] + known.prefix(8).map { values[$0] }
    for pivot in pivots {
      let agreeing = known.filter { abs(values[$0] - pivot) <= 1e-6 * abs(pivot) + 8 * errors[$0] }
      guard 5 * agreeing.count >= 3 * known.count || 5 * agreeing.count >= 2 * values.count,
        let (value, error) = mean(of: agreeing, values, errors)
      else { continue }
      if let short = ShortConstant(value, tolerance: 1e-7 + 8 * error / abs(value)) {
        return short
      }
    }
    return nil
  }

  /// The mean of some numbers weighted by their errors, and about how far it may be off.
  private func mean(
    of points: [Int], _ values: [Double], _ errors: [Double]
  ) -> (Double, Double)? {
    guard !points.isEmpty else { return nil }
    var (sum, weights, least) = (0.0, 0.0, Double.infinity)
    for point in points {
      let error = max(errors[point], 1e-15 * abs(values[point]), 1e-300)
      let weight = 1 / (error * error)
      sum += weight * values[point]
      weights += weight
      least = min(least, error)
    }
    guard weights.isFinite, weights > 0 else { return nil }
    let value = sum / weights
    // Rounding may be off the same way everywhere; the errors of estimates are independent.
    let isEstimate = least > 1e-5 * abs(value)
    return (value, isEstimate ? 1 / weights.squareRoot() : least)
  }

  // MARK: Forms

  /// The explanations found, cheapest first, at most `limit`.
  func explanations(_ vocabulary: Vocabulary, limit: Int = 5) -> [Explanation] {
    guard 5 * known.count >= 3 * values.count else {
      return constant().map { [Explanation(constant: $0, above: [], below: [], cost: 0)] } ?? []
    }
    var found: [Explanation] = []
    if let constant = constant() {
      found.append(Explanation(constant: constant, above: [], below: [], cost: 0))
    }
    let fit = MonomialFit(variables: vocabulary.variables, points: usable)
    if let monomial = monomial(fit, times: nil, power: 0) { found.append(monomial) }
    if let exponential = exponential(fit) { found.append(exponential) }
    for entry in vocabulary.entries {
      for power in [1.0, -1, 2, -2, 0.5, -0.5] {
        if let explained = multiple(of: entry, power: power) { found.append(explained) }
      }
      for power in [1.0, -1] {
        if let explained = monomial(fit, times: entry, power: power) { found.append(explained) }
      }
    }
    return Array(found.sorted { $0.total < $1.total }.prefix(limit))
  }

  /// The known points where the number is not zero.
  private var usable: [Int] { known.filter { values[$0] != 0 } }

  /// The explanation by a constant times a power of one ingredient.
  private func multiple(of entry: Ingredient, power: Double) -> Explanation? {
    let ratio = { (p: Int) in logarithms[p] - power * entry.logarithms[p] }
    // Most entries fail at once: two points that differ are enough to see it, if not both are odd ones.
    let probes = known.prefix(6)
    let agreements = zip(probes, probes.dropFirst()).count { a, b in
      abs(ratio(a) - ratio(b)) <= tolerances[a] + tolerances[b]
    }
    guard agreements >= 2 else { return nil }
    guard let constant = constant(of: ratio, sign: { sign(of: entry, power, at: $0) }) else {
      return nil
    }
    let cost = entry.cost + (power < 0 ? 0.8 : 0) + (abs(power) == 1 ? 0 : 0.8)
    return form(constant, [(entry.expression, power)], cost: cost)
  }

  /// The sign of the number over that of the power of a ingredient.
  private func sign(of entry: Ingredient, _ power: Double, at point: Int) -> Double {
    let own: Double = values[point] < 0 ? -1 : 1
    return abs(power) == 1 && entry.values[point] < 0 ? -own : own
  }

  /// The constant whose logarithm most points have as their ratio, with one sign.
  private func constant(
    of ratio: (Int) -> Double, sign: (Int) -> Double
  ) -> ShortConstant? {
    let ratios = known.map(ratio).filter(\.isFinite).sorted()
    guard !ratios.isEmpty else { return nil }
    let pivot = ratios[ratios.count / 2]
    let agreeing = known.filter { abs(ratio($0) - pivot) <= tolerances[$0] }
    guard 5 * agreeing.count >= 3 * known.count, let first = agreeing.first,
      agreeing.allSatisfy({ sign($0) == sign(first) })
    else { return nil }
    let best = agreeing.min { tolerances[$0] < tolerances[$1] } ?? first
    // Of estimates the mean is known better than any of them.
    let isEstimate = tolerances[best] > 1e-5
    let known = isEstimate ? agreeing : [best]
    let weight = known.reduce(0) { $0 + 1 / (tolerances[$1] * tolerances[$1]) }
    let mean =
      known.reduce(0) { $0 + ratio($1) / (tolerances[$1] * tolerances[$1]) } / weight
    let short = ShortConstant(
      sign(first) * exp(mean), tolerance: isEstimate ? 1 / weight.squareRoot() : tolerances[best])
    return short.flatMap { $0.isLearned ? nil : $0 }
  }

  /// The explanation by a constant times a ingredient times powers of variables.
  private func monomial(
    _ fit: MonomialFit, times entry: Ingredient?, power: Double
  ) -> Explanation? {
    let wanted = { (p: Int) in logarithms[p] - power * (entry?.logarithms[p] ?? 0) }
    guard let exponents = fit.exponents(of: wanted) else { return nil }
    // With a power of the entry itself it is a form that was tried.
    if let name = entry?.expression.variable,
      zip(exponents, fit.variables).contains(where: { $0 != 0 && $1.expression.variable == name })
    {
      return nil
    }
    let ratio = { (p: Int) in
      wanted(p) - zip(exponents, fit.variables).reduce(0) { $0 + $1.0 * $1.1.logarithms[p] }
    }
    let sign = { (p: Int) in
      zip(exponents, fit.variables).reduce(
        entry.map { self.sign(of: $0, power, at: p) } ?? (values[p] < 0 ? -1 : 1)
      ) { $0 * (abs($1.0).truncatingRemainder(dividingBy: 2) == 1 && $1.1.values[p] < 0 ? -1 : 1) }
    }
    guard let constant = constant(of: ratio, sign: sign) else { return nil }
    var powers: [(Expression, Double)] = entry.map { [($0.expression, power)] } ?? []
    var cost = (entry?.cost ?? 0) + (power < 0 ? 0.8 : 0)
    for (exponent, variable) in zip(exponents, fit.variables) where exponent != 0 {
      powers.append((variable.expression, exponent))
      cost += 1 + (exponent == 1 ? 0 : exponent == -1 ? 0.5 : 1)
    }
    return form(constant, powers, cost: cost)
  }

  /// The explanation by the exponential of a constant times powers of variables.
  private func exponential(_ fit: MonomialFit) -> Explanation? {
    let signs = Set(usable.map { values[$0] < 0 })
    guard signs.count == 1, usable.count == known.count, !fit.variables.isEmpty else { return nil }
    let exponents = WantedValues(logarithms, errors: zip(values, errors).map { $1 / abs($0) })
    let inner = MonomialFit(variables: fit.variables, points: exponents.usable)
    guard let found = exponents.monomial(inner, times: nil, power: 0),
      let one = ShortConstant(signs.contains(true) ? -1 : 1, tolerance: 1e-9)
    else { return nil }
    return Explanation(
      constant: one, above: [.applying("exp", found.expression)], below: [],
      cost: 2.5 + found.total)
  }

  private func form(
    _ constant: ShortConstant, _ powers: [(Expression, Double)], cost: Double
  ) -> Explanation {
    func part(_ sign: Double) -> [Expression] {
      powers.filter { $0.1 * sign > 0 }.map { abs($0.1) == 1 ? $0.0 : $0.0.raised(abs($0.1)) }
    }
    return Explanation(constant: constant, above: part(1), below: part(-1), cost: cost)
  }
}

extension Explanation {
  /// The bits of everything together.
  var total: Double { cost + constant.bits }
}

extension Explanation {
  /// Its value, with the values of its factors' names.
  func value(_ value: (Expression) -> Double) -> Double {
    func power(_ e: Expression) -> Double {
      if case .binary(.power, let base, let exponent, _) = e.kind, let p = exponent.literal {
        return pow(value(base), p)
      }
      if let (name, arguments) = e.plainCall, name == "sqrt", let only = arguments.first {
        return sqrt(value(only))
      }
      return value(e)
    }
    return constant.value * above.reduce(1) { $0 * power($1) } / below.reduce(1) { $0 * power($1) }
  }
}
