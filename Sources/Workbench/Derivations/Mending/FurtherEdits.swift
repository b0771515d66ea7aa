import Glibc
import Language

extension MendingSearch {
  /// What is tried where no single edit mends the side: whole terms that are missing, sums and products of
  /// two quantities, coefficients of several terms.
  func further(_ context: SideContext) throws(Fault) -> [Edit] {
    guard trial.comparison == .equal, let root = context.sites.first,
      case .scalar? = try MendingTrial.attempt({ () throws(Fault) in
        ValueSort(try trial.values(of: side))
      })
    else { return [] }
    let (left, own, slack) = (trial.target, trial.own, trial.tolerances)
    let plain = try vocabulary(context, half: 0)
    let words = Vocabulary(plain.entries + (try twins(context)), variables: try variables(half: 0))
    var edits = HoleEdits(side: side, other: trial.link.left.expression, vocabulary: words)
    let missing = WantedValues(zip(left, own).map { $0 - $1 }, errors: slack)
    edits.explain(root, whole: missing.values, errors: slack, isFactor: false)
    edits.explain(root, pairs: missing, isFactor: false)
    var factors = HoleEdits(side: side, other: trial.link.left.expression, vocabulary: plain)
    factors.explain(
      root,
      pairs: WantedValues(
        zip(left, own).map { $0 / $1 }, errors: zip(slack, own).map { $0 / abs($1) }),
      isFactor: true)
    return try edits.edits + factors.edits + coefficients(root)
  }

  /// The terms of both sides with other variables in them: `(1 - p)*log(1 - p)` beside `p*log(p)`.
  private func twins(_ context: SideContext) throws(Fault) -> [Ingredient] {
    var terms = side.terms.map(\.term)
    let left = trial.link.left.expression.terms.map(\.term)
    // A left side of one term would come back as its own mirror image.
    if trial.standardErrors == nil, left.count > 1 { terms += left }
    let scalars = names.filter { $0.sort == .scalar }
    let units = scalars.filter { $0.domain.hasPrefix("unit") }.map(\.name)
    var exchanges: [[String: Expression]] = [
      Dictionary(uniqueKeysWithValues: units.map { ($0, .number(1) - .named($0)) })
    ]
    for name in scalars {
      if name.domain.hasPrefix("reals") {
        exchanges.append([name.name: Expression.named(name.name).negated])
      }
      for other in scalars where other.name > name.name && other.domain == name.domain {
        exchanges.append([name.name: .named(other.name), other.name: .named(name.name)])
        exchanges.append([name.name: .named(other.name)])
        exchanges.append([other.name: .named(name.name)])
      }
    }
    var known = Set(terms.map(\.text)), twins: [Ingredient] = []
    for exchange in exchanges where !exchange.isEmpty && !isOver {
      let others = terms.filter { $0.size <= 24 }.map { $0.exchanging(exchange).tidied }
        .filter { known.insert($0.text).inserted }
      // Together, but apart from those of other exchanges, which may leave the domain of a function.
      for (twin, values) in zip(others, try trial.values(of: others)) {
        twins.append(
          Ingredient(twin, values.map { $0?.scalar ?? .nan }, cost: 3 + Double(twin.size) / 6))
      }
    }
    return twins
  }

  /// Other coefficients of the terms of the side, by least squares: of more than one, as one alone is a
  /// factor of it.
  private func coefficients(_ root: Site) throws(Fault) -> [Edit] {
    let terms = side.terms
    guard (2...8).contains(terms.count) else { return [] }
    let columns = try trial.values(of: terms.map(\.term)).map { $0.map { $0?.scalar ?? .nan } }
    guard let solution = LeastSquares.solution(columns, trial.target, trial.tolerances) else {
      return []
    }
    var sum: Expression?, cost = 3.0
    for ((sign, term), coefficient) in zip(terms, solution) {
      guard abs(coefficient) > 1e-7 else {
        cost += 2.3
        continue
      }
      guard let short = ShortConstant(coefficient, tolerance: 1e-7), !short.isLearned else {
        return []
      }
      if short.value != sign { cost += 1.5 + 0.7 * short.bits }
      let product = Explanation(constant: short, above: [], below: [], cost: 0).times(term)
      sum = sum.map { $0 + product } ?? product
    }
    guard let sum else { return [] }
    let tidy = sum.tidied
    guard tidy.text != trial.link.left.expression.tidied.text else { return [] }
    return [Edit(root, in: side, by: tidy, cost: cost)]
  }
}

extension HoleEdits {
  /// Edits of a whole side by a product or, for a term, a sum of two quantities.
  mutating func explain(_ root: Site, pairs wanted: WantedValues, isFactor: Bool) {
    let entries = Array(
      vocabulary.entries.lazy.filter { $0.expression.text != root.node.text }.prefix(80))
    for found in wanted.products(of: entries) {
      explain(root, whole: found, isFactor: isFactor)
    }
    guard !isFactor else { return }
    for (a, b) in wanted.sums(of: entries) { explain(root, terms: a, b) }
  }
}

extension Expression {
  /// The terms of a sum with their signs, 1 or -1; the expression alone where it is none.
  var terms: [(sign: Double, term: Expression)] {
    switch kind {
    case .prefix(.negate, let inner): inner.terms.map { (-$0.sign, $0.term) }
    case .binary(.add, let left, let right, _): left.terms + right.terms
    case .binary(.subtract, let left, let right, _):
      left.terms + right.terms.map { (-$0.sign, $0.term) }
    // A minus before a product is read as that of its first factor.
    case .binary(.multiply, let left, let right, _):
      if case .prefix(.negate, let inner) = left.kind { [(-1, inner * right)] } else { [(1, self)] }
    default: [(1, self)]
    }
  }

  /// The expression with others in the place of names.
  func exchanging(_ names: [String: Expression]) -> Expression {
    if let name = variable, let other = names[name] { return other }
    return mappingChildren { $0.exchanging(names) }
  }
}
