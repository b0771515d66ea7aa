import Glibc
import Language

/// The search for the smallest edit of a link's right side with which the link holds.
///
/// For each node of the side it asks which value there would make the link true at every point, and
/// whether that value is explained by something short; and it tries the small edits that no value
/// explains: other orders, names, functions. What is found is tried at all points, cheapest first.
final class MendingSearch {
  let trial: any MendingTrial
  let observer: SideObserver
  let deadline: ContinuousClock.Instant
  /// What is seen of the left side.
  let target: [Double]
  /// How far what is seen may be off by rounding.
  let tolerances: [Double]
  /// How many evaluations of a side at all search points there were, for the tests.
  private(set) var evaluations = 0

  /// The most candidates that are tried at all points.
  static let verifications = 40

  /// A search that ends with what it has after a time.
  init(_ trial: any MendingTrial, within limit: Duration = .seconds(1)) {
    self.trial = trial
    deadline = ContinuousClock.now + limit
    observer = SideObserver(comparison: trial.comparison, pointCount: trial.pointCount)
    let none = [Double](repeating: 1, count: trial.pointCount)
    target = observer.observe(trial.values(of: trial.left)(none, trial.pointCount))
    tolerances = trial.noise
  }

  var isOver: Bool { ContinuousClock.now > deadline }

  /// The best edit of the right side, or nil where no small one mends it.
  func run() -> Repair? {
    var candidates: [Edit] = []
    let context = context(of: trial.right)
    candidates += discrete(context)
    candidates += holes(context)
    return verified(candidates)
  }

  // MARK: Values

  /// The values of an expression at the search points, its holes being 1.
  func values(of e: Expression) -> [PointValue?] {
    evaluations += 1
    return trial.values(of: e)([Double](repeating: 1, count: trial.pointCount), trial.pointCount)
  }

  /// The nodes of a side with the sorts of their values.
  func context(of side: Expression) -> SideContext {
    let sites = Site.all(of: side, functions: trial.functions)
    var sorts: [NodePath: ValueSort] = [:]
    for site in sites where site.role == .value && site.isClosed {
      let found = observer.representatives(values(of: site.node))
      nodeValues[site.path] = found
      sorts[site.path] = ValueSort(found)
    }
    return SideContext(
      side: side, sites: sites, sorts: sorts, names: trial.names, functions: trial.functions)
  }

  /// The values of the nodes of the right side.
  private var nodeValues: [NodePath: [PointValue?]] = [:]

  // MARK: Candidates

  /// The discrete edits that hold at the search points.
  private func discrete(_ context: SideContext) -> [Edit] {
    var found: [Edit] = []
    for edit in DiscreteEdits(context).edits {
      if isOver { break }
      if agrees(edit.side) { found.append(edit) }
    }
    return found
  }

  /// Whether a side agrees with the left one at the search points: first at a few, as nearly all fail there.
  func agrees(_ side: Expression) -> Bool {
    let function = trial.values(of: side)
    for first in [min(6, trial.pointCount), trial.pointCount] {
      evaluations += 1
      let seen = observer.observe(function([Double](repeating: 1, count: trial.pointCount), first))
      let failures = seen.indices.count { p in
        let difference = abs(seen[p] - target[p])
        return !(difference <= 16 * tolerances[p] + 1e-9 * abs(target[p]))
      }
      guard 10 * failures <= seen.count else { return false }
    }
    return true
  }

  /// The edits that explain a hole.
  private func holes(_ context: SideContext) -> [Edit] {
    var edits = HoleEdits(side: context.side, vocabulary: vocabulary(context))
    for site in context.sites where site.role == .value && !isOver {
      let sort = context.sort(of: site.path)
      guard sort != .other || !site.isClosed else { continue }
      if let (c, errors) = solve(site, from: 1, { $0 * Hole.expression }) {
        let values = sort == .scalar ? nodeValues[site.path]?.map { $0?.scalar ?? .nan } : nil
        edits.explain(site, factors: c, errors: errors, values: values)
      }
      guard sort != .scalar else { continue }
      for partner in partners(sort) {
        let term = partner.map { Hole.expression * $0 } ?? Hole.expression
        if let (c, errors) = solve(site, from: 0, { $0 + term }) {
          edits.explain(site, multiples: c, errors: errors, of: partner)
        }
      }
    }
    return edits.edits
  }

  /// What a multiple of may be added to a tensor: ones, the identity, the names of its sort.
  private func partners(_ sort: ValueSort) -> [Expression?] {
    var partners: [Expression?] = [nil]
    if sort == .squareMatrix { partners.append(.named("I")) }
    if sort.isTensor {
      partners += trial.names.filter { $0.sort == sort }.map { Expression.named($0.name) }
    }
    return partners
  }

  /// The vocabulary of both sides.
  private func vocabulary(_ context: SideContext) -> Vocabulary {
    var parts: [(Expression, [PointValue?])] = []
    for site in context.sites {
      if let values = nodeValues[site.path] { parts.append((site.node, values)) }
    }
    let isRoot = { (site: Site) in site.path.steps.isEmpty }
    for site in Site.all(of: trial.left, functions: trial.functions)
    where site.role == .value && site.isClosed && !isRoot(site) {
      parts.append((site.node, observer.representatives(values(of: site.node))))
    }
    var source = VocabularySource { self.observer.representatives(self.values(of: $0)) }
    let left = trial.left.text
    return source.vocabulary(
      names: trial.names, functions: trial.functions, parts: parts.filter { $0.0.text != left })
  }

  // MARK: Holes

  /// The number wanted at each point in the hole of a side, with its error; also tried on the
  /// reciprocals and the logarithms where too few points find one.
  private func solve(
    _ site: Site, from start: Double, _ form: (Expression) -> Expression
  ) -> ([Double], [Double])? {
    let function = trial.values(of: trial.right.replacing(site.path, by: form(site.node)))
    var best: Secants?
    for scale in Scale.allCases {
      let goal = target.map(scale.apply)
      let slack = zip(tolerances, target).map { scale.error($0, at: $1) }
      let secants = Secants(from: start, tolerances: slack) { hole in
        evaluations += 1
        let seen = observer.observe(function(observer.spread(hole), trial.pointCount))
        return zip(seen, goal).map { scale.apply($0) - $1 }
      }
      if secants.share > (best?.share ?? 0) { best = secants }
      if secants.share >= 0.6 || isOver { break }
    }
    guard let best, best.share >= 0.4 else { return nil }
    return (best.roots, best.errors)
  }

  // MARK: Verdict

  /// The cheapest candidates with which the link holds everywhere.
  private func verified(_ candidates: [Edit]) -> Repair? {
    var seen: Set<String> = [trial.right.text]
    var found: [Edit] = []
    var tries = 0
    for edit in candidates.sorted(by: { $0.cost < $1.cost }) {
      guard seen.insert(edit.side.text).inserted, !pastes(edit) else { continue }
      if let first = found.first, edit.cost > first.cost + 2 || found.count == 3 { break }
      guard tries < MendingSearch.verifications, found.isEmpty || !isOver else { break }
      tries += 1
      if agrees(edit.side), trial.holds(withRight: edit.side) { found.append(edit) }
    }
    return found.first.map { Repair(edit: $0, alternatives: Array(found.dropFirst())) }
  }

  /// Whether an edit is only the other side in the place of this one.
  private func pastes(_ edit: Edit) -> Bool {
    NormalForm(edit.side) == NormalForm(trial.left) && edit.path.steps.isEmpty
  }

  /// What the secants are drawn on.
  private enum Scale: CaseIterable {
    case plain, reciprocal, logarithm

    func apply(_ x: Double) -> Double {
      switch self {
      case .plain: x
      case .reciprocal: 1 / x
      case .logarithm: log(abs(x))
      }
    }

    func error(_ error: Double, at x: Double) -> Double {
      switch self {
      case .plain: error
      case .reciprocal: error / (x * x)
      case .logarithm: error / abs(x)
      }
    }
  }
}
