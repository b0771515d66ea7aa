import Glibc
import Language

/// The edits that explain which value would make the link true in the place of a node.
struct HoleEdits {
  /// Where the search has found its edits so far.
  private(set) var edits: [Edit] = []
  let side: Expression
  let vocabulary: Vocabulary
  /// The other side, which in the place of this one would mend everything.
  private let other: String

  init(side: Expression, other: Expression, vocabulary: Vocabulary) {
    self.side = side
    self.vocabulary = vocabulary
    self.other = other.tidied.text
  }

  private mutating func add(
    _ site: Site, _ node: Expression, cost: Double, _ message: String?,
    _ preposition: String? = nil
  ) {
    let edit = Edit(site, in: side, by: node, cost: cost, message, preposition)
    // What keeps the side and adds to it is no paste, even where it makes the other one.
    let isPaste = site.path.steps.isEmpty && message == nil && edit.side.text == other
    if edit.isSubstantial, !isPaste { edits.append(edit) }
  }

  // MARK: Factors

  /// Edits from the factors wanted at a node, and from its values where it is a number by itself.
  mutating func explain(_ site: Site, factors c: [Double], errors: [Double], values v: [Double]?) {
    let literal = site.node.literal
    if literal == nil {
      for factor in WantedValues(c, errors: errors).explanations(vocabulary) {
        explain(site, factor: factor)
      }
    }
    guard let v else { return }
    let scaled = zip(errors, v).map { $0 * abs($1) }
    let wanted = zip(c, v).map { $0 * $1 }
    for new in WantedValues(wanted, errors: scaled).explanations(vocabulary) {
      explain(site, replacement: new, literal: literal)
    }
    guard literal == nil else { return }
    for term in WantedValues(zip(wanted, v).map { $0 - $1 }, errors: scaled).explanations(
      vocabulary)
    {
      explain(site, term: term, beside: nil)
    }
    for sum in WantedValues(zip(wanted, v).map { $0 + $1 }, errors: scaled).explanations(
      vocabulary, limit: 2)
    {
      let cost = (sum.isConstant ? 3.4 : 4.4) + sum.cost + 0.7 * sum.constant.bits
      add(site, sum.expression - site.node, cost: cost, nil)
    }
    explain(site, powers: wanted, of: v, errors: errors)
  }

  fileprivate mutating func explain(_ site: Site, factor: Explanation) {
    let bits = factor.constant.bits
    guard factor.constant.value != 1 || !factor.isConstant else { return }
    // A divisor that is the node puts something else in its place.
    guard !factor.below.contains(where: { $0.text == site.node.text }) else { return }
    if factor.isConstant, factor.constant.value == -1 {
      return add(site, site.node.negated, cost: 1.8, "sign of `\(site.node.text)`")
    }
    let cost = factor.isConstant ? 2.7 + 0.7 * bits : 3.2 + factor.cost + bits
    for (form, extra) in [(factor, 0)] + named(factor) {
      add(site, form.times(site.node), cost: cost + extra, form.factorMessage, "of")
    }
  }

  private mutating func explain(_ site: Site, replacement new: Explanation, literal: Double?) {
    let bits = new.constant.bits
    if new.isConstant, let literal {
      guard new.constant.value != literal else { return }
      let message: String? =
        site.isFactor && new.constant.value == 1
        ? "without the \(isDivisor(site) ? "divisor" : "factor") `\(site.node.text)`" : nil
      return add(site, new.expression, cost: 1.6 + 0.5 * bits, message)
    }
    let cost = 3.4 + (new.isConstant ? 0.7 * bits + 0.6 : new.cost + bits)
    add(site, new.expression, cost: cost, nil)
  }

  /// Whether a node is what is divided by.
  private func isDivisor(_ site: Site) -> Bool {
    guard let parent = site.path.parent.flatMap({ side[$0] }),
      case .binary(.divide, _, _, _) = parent.kind
    else { return false }
    return site.path.steps.last == 1
  }

  /// Whether a term beside a node would need parentheses, as it stands behind a minus.
  private func isSubtracted(_ site: Site) -> Bool {
    guard let parent = site.path.parent.flatMap({ side[$0] }) else { return false }
    switch parent.kind {
    case .binary(.subtract, _, _, _): return site.path.steps.last == 1
    case .prefix(.negate, _): return true
    default: return false
    }
  }

  /// A constant by the names of the header that have its value, with what each costs besides: it is
  /// likelier to be meant where the side does not use it.
  private func named(_ e: Explanation) -> [(Explanation, Double)] {
    guard e.isConstant, abs(e.constant.value) != 1 else { return [] }
    var found: [(Explanation, Double)] = []
    for name in vocabulary.constants {
      let isUsed = Resolver.freeNames(of: side).contains(name.name)
      let ratios = [abs(e.constant.value) / name.value, abs(e.constant.value) * name.value]
      for (ratio, isAbove) in zip(ratios, [true, false]) where abs(ratio - 1) < 1e-12 {
        let sign: Double = e.constant.value < 0 ? -1 : 1
        guard let one = ShortConstant(sign, tolerance: 1e-12) else { continue }
        let factor = [Expression.named(name.name)]
        found.append(
          (
            Explanation(
              constant: one, above: isAbove ? factor : [], below: isAbove ? [] : factor,
              cost: e.cost), isUsed ? 0.4 : -0.3
          ))
      }
    }
    return found
  }

  /// The power of a number: log(c v)/log v, constant.
  private mutating func explain(
    _ site: Site, powers wanted: [Double], of v: [Double], errors: [Double]
  ) {
    let powers = zip(wanted, v).map { log(abs($0)) / log(abs($1)) }
    let slack = zip(errors, zip(wanted, v)).map { error, pair in
      error * abs(pair.1 / pair.0) / abs(log(abs(pair.1)))
    }
    guard let power = WantedValues(powers, errors: slack).constant(), !power.isLearned,
      power.value != 1
    else { return }
    let cost = 2.8 + 0.7 * power.bits
    var node = site.node.raised(power.value).tidied
    if power.value == -1 { node = .number(1) / site.node }
    if case .binary(.power, let base, let old, _) = site.node.kind, let old = old.literal {
      node = base.raised(old * power.value).tidied
    }
    add(site, node, cost: cost, nil)
  }

  // MARK: Terms

  /// Edits from the multiples of something that are wanted as a term beside a node.
  mutating func explain(
    _ site: Site, multiples c: [Double], errors: [Double], of partner: Expression?,
    isTensor: Bool
  ) {
    for term in WantedValues(c, errors: errors).explanations(vocabulary, limit: 3) {
      explain(site, term: term, beside: partner, extra: isTensor && partner == nil ? 2.3 : 0)
    }
  }

  fileprivate mutating func explain(
    _ site: Site, term: Explanation, beside partner: Expression?, extra: Double = 0
  ) {
    // -x beside x, too.
    if term.constant.value == -1, term.below.isEmpty, term.above.map(\.text) == [site.node.text] {
      return
    }
    let bits = term.constant.bits
    var cost = term.isConstant && partner == nil ? 3.6 + 0.7 * bits : 4 + term.cost + bits
    cost += partner == nil ? extra : 1
    if !site.takesTerms || isSubtracted(site) { cost += 1.5 }
    for (form, extra) in [(term, 0)] + named(term) {
      let expression = partner.map { form.times($0) } ?? form.expression
      add(
        site, site.node + expression, cost: cost + extra,
        "a missing term `\(expression.text)`", "beside")
    }
  }
}

extension HoleEdits {
  /// The edit by a factor or a term of a whole side.
  mutating func explain(_ root: Site, whole found: Explanation, isFactor: Bool) {
    if isFactor { explain(root, factor: found) } else { explain(root, term: found, beside: nil) }
  }

  /// The edit by two terms that a whole side lacks.
  mutating func explain(_ root: Site, terms a: Explanation, _ b: Explanation) {
    let sum = (a.expression + b.expression).tidied
    add(
      root, root.node + a.expression + b.expression, cost: 6 + a.total + b.total,
      "missing terms `\(sum.text)`", "beside")
  }

  /// Edits from the term that is missing in a whole side, or from its missing factor.
  mutating func explain(_ root: Site, whole: [Double], errors: [Double], isFactor: Bool) {
    for found in WantedValues(whole, errors: errors).explanations(vocabulary) {
      if isFactor { explain(root, factor: found) } else { explain(root, term: found, beside: nil) }
    }
  }
}

extension Explanation {
  /// What a factor is called: "factor `2`", "divisor `σ`".
  fileprivate var factorMessage: String {
    if above.isEmpty, constant.value == 1, !below.isEmpty {
      let divisor = below.dropFirst().reduce(below[0]) { $0 * $1 }
      return "divisor `\(divisor.text)`"
    }
    return "factor `\(expression.text)`"
  }
}
