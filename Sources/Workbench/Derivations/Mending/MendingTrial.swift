import Glibc
import Language
import Tensors

/// What a link says of its two sides, as far as a search can use it.
enum LinkComparison: Hashable {
  /// They are equal at every point.
  case equal
  /// Their differences between paired points are.
  case upToConstant
  /// Their ratios between paired points are.
  case upToFactor
}

/// A link that fails, as the search for what would mend it sees it: some generic points, one number for
/// each.
///
/// A tensor is projected on one fixed direction; where a link holds up to a term or a factor, what is seen
/// is the difference, of the logarithms for a factor, between a point and its partner.
final class MendingTrial {
  /// The link.
  let link: LinkTrial
  /// What it says.
  let comparison: LinkComparison
  /// The points of the search.
  let places: [PointPlace]
  /// The points by group, as positions in `places`.
  let byGroup: [(group: Int, positions: [Int])]
  /// The groups of the points, then those of their partners.
  let groups: [[PointGroup]]
  /// What is seen of the left side.
  let target: [Double]
  /// What is seen of the right side as it is.
  let own: [Double]
  /// The standard errors of what is seen of the left side where that is an estimate, else nil.
  let standardErrors: [Double]?
  /// How far apart the two sides may be by rounding.
  let tolerances: [Double]

  /// How many points a search looks at, and in how many groups.
  private static let wanted = 48, groupLimit = 4

  /// The trial of a link that says that its sides are equal; nil for an inequality, or where too few
  /// generic points have values on both sides.
  convenience init?(_ link: LinkTrial, givenSizesOnly: Bool) throws(Fault) {
    guard link.relation == .equal else { return nil }
    let places = try MendingTrial.places(link, givenSizesOnly)
    guard places.count >= 6 else { return nil }
    let (comparison, _) = MendingTrial.terms(of: link)
    var target: [Double] = [], own: [Double] = [], slack: [Double] = []
    for place in places {
      let (number, noise) = try MendingTrial.seen(link, link.left, comparison, place)
      let (other, more) = try MendingTrial.seen(link, link.right, comparison, place)
      target.append(number)
      own.append(other)
      slack.append(LinkVerdict.allowed * (noise + more) + LinkVerdict.relative * abs(number))
    }
    self.init(link, places, target, own, slack, standardErrors: nil)
  }

  /// The trial of a link whose left side is an estimate.
  ///
  /// - Parameters:
  ///   - link: The link, its right side without samples.
  ///   - estimates: Where the left side was estimated, with its mean and standard error as they are seen.
  /// - Throws: What evaluating the right side raises.
  convenience init?(
    _ link: LinkTrial, estimates: [(place: PointPlace, mean: Double, error: Double)]
  ) throws(Fault) {
    guard estimates.count >= 6 else { return nil }
    let errors = estimates.map { max($0.error, 1e-12 * abs($0.mean), 1e-300) }
    var own: [Double] = []
    for (place, _, _) in estimates {
      own.append(try MendingTrial.projection(of: link.right.values(place.group), place.row).0)
    }
    // A candidate may be 16 tolerances off, see `agrees`: 4.5 standard errors.
    self.init(
      link, estimates.map(\.place), estimates.map(\.mean), own, errors.map { 4.5 / 16 * $0 },
      standardErrors: errors)
  }

  private init(
    _ link: LinkTrial, _ places: [PointPlace], _ target: [Double], _ own: [Double],
    _ tolerances: [Double], standardErrors: [Double]?
  ) {
    self.link = link
    (comparison, groups) = MendingTrial.terms(of: link)
    self.places = places
    (self.target, self.own, self.tolerances) = (target, own, tolerances)
    self.standardErrors = standardErrors
    var positions: [Int: [Int]] = [:]
    for (position, place) in places.enumerated() {
      positions[place.group, default: []].append(position)
    }
    byGroup = positions.keys.sorted().map { ($0, positions[$0] ?? []) }
  }

  /// What a link says, with its points and their partners.
  private static func terms(of link: LinkTrial) -> (LinkComparison, [[PointGroup]]) {
    switch link.sense {
    case .exact: (.equal, [link.left.groups])
    case .upToConstant(let pairing): (.upToConstant, [link.left.groups, pairing.groups])
    case .upToFactor(let pairing): (.upToFactor, [link.left.groups, pairing.groups])
    }
  }

  /// How many numbers are seen.
  var count: Int { places.count }

  /// Generic points where both sides have decided values, spread over a few groups.
  private static func places(
    _ link: LinkTrial, _ givenSizesOnly: Bool
  ) throws(Fault) -> [PointPlace] {
    var candidates: [[PointPlace]] = []
    for (group, points) in link.left.groups.enumerated() {
      if givenSizesOnly, !points.isAsGiven { continue }
      let a = try link.left.values(group), b = try link.right.values(group)
      let isPaired: [Bool]
      switch link.sense {
      case .exact: isPaired = points.kinds.map { _ in true }
      case .upToConstant(let pairing), .upToFactor(let pairing): isPaired = pairing.isAllowed[group]
      }
      let rows = points.kinds.indices.filter {
        points.kinds[$0] == .generic && isPaired[$0] && a.isDecided[$0] && b.isDecided[$0]
      }
      if !rows.isEmpty { candidates.append(rows.map { PointPlace(group: group, row: $0) }) }
    }
    let chosen = candidates.prefix(groupLimit)
    guard !chosen.isEmpty else { return [] }
    return chosen.flatMap { $0.prefix(wanted / chosen.count) }
  }

  // MARK: What is seen

  /// The number seen of a side at a point, with its uncertainty.
  private static func seen(
    _ link: LinkTrial, _ side: TrialSide, _ comparison: LinkComparison, _ place: PointPlace
  ) throws(Fault) -> (Double, Double) {
    let own = try projection(of: side.values(place.group), place.row)
    switch link.sense {
    case .exact: return own
    case .upToConstant(let pairing):
      let other = try projection(
        of: (side === link.left ? pairing.left(link) : pairing.right(link)).values(place.group),
        place.row)
      return (own.0 - other.0, own.1 + other.1)
    case .upToFactor(let pairing):
      let other = try projection(
        of: (side === link.left ? pairing.left(link) : pairing.right(link)).values(place.group),
        place.row)
      return (
        log(abs(own.0)) - log(abs(other.0)), own.1 / abs(own.0) + other.1 / abs(other.0)
      )
    }
  }

  private static func projection(of values: SideValues, _ row: Int) -> (Double, Double) {
    let noise = values.noise[row].enumerated().reduce(0) { $0 + abs(weight($1.0) * $1.1) }
    return (projection(values.values[row]), noise)
  }

  /// What is seen of numbers at points and at their partners.
  func combined(_ own: [Double], _ partners: [Double]) -> [Double] {
    switch comparison {
    case .equal: own
    case .upToConstant: zip(own, partners).map { $0 - $1 }
    case .upToFactor: zip(own, partners).map { log(abs($0)) - log(abs($1)) }
    }
  }

  /// The product of estimates with the fixed vector, and its standard error.
  static func projection(_ means: [Double], errors: [Double]) -> (Double, Double) {
    let squares = errors.enumerated().reduce(0) { sum, error in
      let part = errors.count == 1 ? error.element : weight(error.offset) * error.element
      return sum + part * part
    }
    return (projection(means), squares.squareRoot())
  }

  /// The product with a fixed vector whose entries have no simple ratios; nan of nothing.
  static func projection(_ numbers: [Double]) -> Double {
    if numbers.count == 1 { return numbers[0] }
    guard !numbers.isEmpty else { return .nan }
    return numbers.enumerated().reduce(0) { $0 + weight($1.0) * $1.1 }
  }

  private static func weight(_ number: Int) -> Double {
    if number == 0 { return 1 }
    let golden = 0.6180339887498949 * Double(number + 1)
    return 0.7 + (golden - golden.rounded(.down)) * (number % 2 == 0 ? 1 : -1.3)
  }
}
