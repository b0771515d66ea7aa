import Glibc
import Language

extension MendingSearch {
  /// The vocabulary of both sides at the points, or at their partners.
  func vocabulary(_ context: SideContext, half: Int) throws(Fault) -> Vocabulary {
    try Vocabulary(ingredients(context, half: half), variables: variables(half: half))
  }

  /// The scalar variables.
  func variables(half: Int) throws(Fault) -> [Ingredient] {
    let scalars = names.filter { $0.sort == .scalar }.map { Expression.named($0.name) }
    return zip(scalars, try trial.values(of: scalars, half: half)).map {
      Ingredient($0, $1.map { $0?.scalar ?? .nan }, cost: 1)
    }
  }

  /// The ingredients that the closed parts of both sides give, and what is near to them.
  private func ingredients(_ context: SideContext, half: Int) throws(Fault) -> [Ingredient] {
    let left = trial.link.left.expression
    // The parts of an estimate are estimates.
    let others =
      trial.standardErrors != nil
      ? [] : Site.all(of: left, functions: functions).filter { !$0.path.steps.isEmpty }
    var parts: [Expression] = []
    for site in context.sites + others
    where site.role == .value && site.isClosed && site.size <= 12
      && MendingSearch.mayHoldNumber(site.node)
    {
      // The left side itself would mend everything.
      guard site.node.text != left.text, !parts.contains(where: { $0.text == site.node.text })
      else { continue }
      parts.append(site.node)
    }
    var source = VocabularySource()
    return try source.ingredients(
      names: names, functions: functions,
      parts: Array(zip(parts, try trial.values(of: parts, half: half)))
    ) { (expressions) throws(Fault) in try trial.values(of: expressions, half: half) }
  }

  /// Where a link holds up to a term or a factor, a term of the whole side, or a factor of it, that is
  /// missing: no hole finds it, as the same number at a point and its partner changes nothing.
  ///
  ///     (L - L') - (R - R') = c (D - D'),    (L/L')/(R/R') = (D/D')^a
  func paired(_ context: SideContext) throws(Fault) -> [Edit] {
    guard trial.comparison != .equal, !isOver,
      let seen = try trial.seen(side, groups: trial.byGroup.count, rows: trial.count),
      let root = context.sites.first
    else { return [] }
    let isFactor = trial.comparison == .upToFactor
    let rest = zip(trial.target, seen).map { isFactor ? exp($0 - $1) : $0 - $1 }
    let own = try ingredients(context, half: 0), partners = try ingredients(context, half: 1)
    var known: [String: Ingredient] = [:]
    for partner in partners { known[partner.expression.text] = partner }
    var differences: [Ingredient] = []
    for entry in own {
      guard let other = known[entry.expression.text] else { continue }
      let powers: [Double] = isFactor ? [1] : [1, 2, -1, -2, 3, 0.5]
      for power in powers {
        let values = zip(entry.values, other.values).map {
          isFactor ? $0 / $1 : pow($0, power) - pow($1, power)
        }
        let form =
          power == 1
          ? entry.expression
          : power < 0
            ? .number(1) / entry.expression.raised(-power).tidied : entry.expression.raised(power)
        differences.append(
          Ingredient(form, values, cost: entry.cost + (power == 1 ? 0 : 0.8)))
      }
    }
    let words = Vocabulary(differences, variables: try variables(half: 0))
    let errors = zip(trial.tolerances, rest).map { isFactor ? $0 * $1 : $0 }
    var edits = HoleEdits(side: side, other: trial.link.left.expression, vocabulary: words)
    edits.explain(root, whole: rest, errors: errors, isFactor: isFactor)
    return edits.edits
  }
}
