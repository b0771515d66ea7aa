import Glibc
import Language
import Tensors

/// The search for the smallest edit of a link's right side with which the link holds.
///
/// For each node of the side it asks which value there would make the link true at every point, and
/// whether that value is explained by something short; and it tries the small edits that no value
/// explains: other orders, names, functions. What is found is tried at all points, cheapest first.
final class MendingSearch {
  let trial: MendingTrial
  /// The side to mend.
  let side: Expression
  let deadline: ProcessorTime.Instant
  /// Half of the time: what remains is for the holes.
  private let halfway: ProcessorTime.Instant
  /// Whether only the sizes that the header gives count.
  let givenSizesOnly: Bool
  let names: [LinkName]
  let functions: Set<String>

  /// The most candidates that are tried at all points.
  static let verifications = 40

  /// A search in the generic points of a link; nil where there are too few.
  convenience init?(
    _ link: LinkTrial, givenSizesOnly: Bool, until deadline: ProcessorTime.Instant
  ) throws(Fault) {
    guard let trial = try MendingTrial(link, givenSizesOnly: givenSizesOnly) else { return nil }
    try self.init(trial, givenSizesOnly: givenSizesOnly, until: deadline)
  }

  /// A search in the points of a trial.
  init(
    _ trial: MendingTrial, givenSizesOnly: Bool, until deadline: ProcessorTime.Instant
  ) throws(Fault) {
    self.trial = trial
    self.deadline = deadline
    halfway = deadline - (deadline - ProcessorTime.now) / 2
    self.givenSizesOnly = givenSizesOnly
    side = trial.link.right.expression
    (names, functions) = try trial.names()
  }

  var isOver: Bool { ProcessorTime.now > deadline }

  /// The best edit of the right side, or nil where no small one mends it.
  func run() throws(Fault) -> Repair? {
    let sites = Site.all(of: side, functions: functions)
    var candidates = try whole(sites[0])
    let field = try field(sites)
    let values = try field?.nodeValues() ?? [:]
    let context = SideContext(
      side: side, sites: sites, sorts: values.mapValues { ValueSort($0) }, names: names,
      functions: functions)
    candidates += try discrete(context)
    if let field { candidates += try explained(field, context, values) }
    candidates += try paired(context)
    if let repair = try verified(candidates) { return repair }
    return try isOver ? nil : verified(further(context))
  }

  // MARK: Candidates

  /// The discrete edits that hold at the search points.
  private func discrete(_ context: SideContext) throws(Fault) -> [Edit] {
    var found: [Edit] = []
    for edit in DiscreteEdits(context).edits {
      if ProcessorTime.now > halfway { break }
      if try trial.agrees(edit.side) { found.append(edit) }
    }
    return found
  }

  /// The side with holes in all nodes that may have one; where that cannot be recorded, in those that can
  /// by themselves.
  private func field(_ sites: [Site]) throws(Fault) -> HoleField? {
    let tensors = names.filter { $0.sort.isTensor }
    let usable = sites.filter { $0.role == .value && MendingSearch.mayHoldNumber($0.node) }
    let sorts = try sorts(usable)
    func partners(_ site: Site) -> [Expression] {
      guard let sort = sorts[site.path] else { return site.isClosed ? [] : [.number(1)] }
      // Beside a number the term follows from the factor, but for a pair of points with one term.
      if sort == .scalar { return trial.comparison == .equal ? [] : [.number(1)] }
      guard sort.isTensor else { return [] }
      return [.number(1)] + (sort == .squareMatrix ? [.named("I")] : [])
        + tensors.filter { $0.sort == sort }.map { Expression.named($0.name) }
    }
    if let field = try HoleField(trial, sites: usable, partners: partners) { return field }
    var alone: [Site] = []
    for site in usable where !isOver {
      if try HoleField(trial, sites: [site], partners: { _ in [] }) != nil { alone.append(site) }
    }
    return try HoleField(trial, sites: alone, partners: { _ in [] })
  }

  /// The sorts of the nodes that have values of their own.
  private func sorts(_ sites: [Site]) throws(Fault) -> [NodePath: ValueSort] {
    guard let field = try HoleField(trial, sites: sites, partners: { _ in [] }) else { return [:] }
    return try field.nodeValues().mapValues { ValueSort($0) }
  }

  /// Whether an expression may have a number as its value.
  static func mayHoldNumber(_ e: Expression) -> Bool {
    switch e.kind {
    case .integer, .float, .name, .prefix(.negate, _), .prefix(.norm, _), .binary, .call, .index,
      .field, .prime, .transposed, .matrix, .comprehension, .conditional, .block, .gradientIn,
      .logarithm:
      true
    case .imaginary, .boolean, .text, .result, .placeholder, .allIndices, .end,
      .prefix(.not, _), .prefix(.gradient, _), .comparison, .logical, .range, .lambda, .tuple,
      .record, .pipe, .density:
      false
    }
  }

  /// The edits that explain the numbers wanted in the holes.
  private func explained(
    _ field: HoleField, _ context: SideContext, _ values: [NodePath: [PointValue?]]
  ) throws(Fault) -> [Edit] {
    var edits = HoleEdits(
      side: side, other: trial.link.left.expression, vocabulary: try vocabulary(context, half: 0))
    for (hole, roots) in zip(field.holes, try roots(field)) {
      guard let roots, !isOver else { continue }
      if hole.partner == nil {
        let own = values[hole.site.path]
        let isScalar = own.map { ValueSort($0) == .scalar } ?? false
        edits.explain(
          hole.site, factors: roots.values, errors: roots.errors,
          values: isScalar ? own?.map { $0?.scalar ?? .nan } : nil)
      } else {
        let partner = hole.partner.flatMap { $0.literal == 1 ? nil : $0 }
        edits.explain(
          hole.site, multiples: roots.values, errors: roots.errors, of: partner,
          isTensor: context.sort(of: hole.site.path).isTensor)
      }
    }
    return edits.edits
  }

  // MARK: Holes

  private typealias Roots = (values: [Double], errors: [Double])

  /// The numbers wanted in each hole at each point; where too few points find one, tried again on the
  /// reciprocals and on the logarithms.
  private func roots(_ field: HoleField) throws(Fault) -> [Roots?] {
    var found = [(share: Double, roots: Roots)?](repeating: nil, count: field.holes.count)
    for scale in Scale.allCases where !isOver {
      let open = field.holes.indices.filter { (found[$0]?.share ?? 0) < 0.6 }
      guard !open.isEmpty else { break }
      let goal = trial.target.map(scale.apply)
      let slack = zip(trial.tolerances, trial.target).map { scale.error($0, at: $1) }
      let starts = open.flatMap { hole in goal.map { _ in field.holes[hole].start } }
      let secants = try Secants(from: starts, tolerances: open.flatMap { _ in slack }) {
        (numbers) throws(Fault) in
        let seen = try field.seen(open, numbers)
        return seen.indices.map { scale.apply(seen[$0]) - goal[$0 % goal.count] }
      }
      for (order, hole) in open.enumerated() {
        let range = order * goal.count..<(order + 1) * goal.count
        let values = Array(secants.roots[range])
        let share = Double(values.count(where: \.isFinite)) / Double(goal.count)
        if share >= 0.4, share > (found[hole]?.share ?? 0) {
          found[hole] = (share, (values, Array(secants.errors[range])))
        }
      }
    }
    return found.map { $0?.roots }
  }

  // MARK: Verdict

  /// The cheapest candidates with which the link holds everywhere.
  private func verified(_ candidates: [Edit]) throws(Fault) -> Repair? {
    var seen: Set<String> = [side.text], found: [Edit] = [], tries = 0
    for edit in candidates.sorted(by: { $0.cost < $1.cost }) {
      guard seen.insert(edit.side.text).inserted else { continue }
      if let first = found.first, edit.cost > first.cost + 2 || found.count == 3 { break }
      guard tries < MendingSearch.verifications, found.isEmpty || !isOver else { break }
      guard try trial.agrees(edit.side) else { continue }
      // What differs from an answer in writing only is no other one.
      let form = NormalForm(edit.side)
      if found.contains(where: { NormalForm($0.side) == form }) { continue }
      tries += 1
      if try trial.holds(withRight: edit.side, givenSizesOnly: givenSizesOnly) {
        found.append(edit)
      }
    }
    if trial.standardErrors != nil { found = try ranked(found) }
    return found.first.map {
      Repair(
        edit: $0, alternatives: Array(found.dropFirst()), givenSizesOnly: givenSizesOnly)
    }
  }

  /// Edits by their costs and by how well they fit estimates: the likelihood is exp(-χ²/2), in bits.
  private func ranked(_ edits: [Edit]) throws(Fault) -> [Edit] {
    var scored: [(edit: Edit, cost: Double)] = []
    for edit in edits {
      scored.append((edit, edit.cost + (try trial.misfit(withRight: edit.side) ?? 0) / 8))
    }
    return scored.sorted { $0.cost < $1.cost }.map(\.edit)
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
