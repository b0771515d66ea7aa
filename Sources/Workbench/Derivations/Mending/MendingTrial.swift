import Language

/// What a link says of its two sides.
enum LinkComparison: Hashable {
  /// They are equal at every point.
  case equal
  /// Their differences are, over the pairs of points 0 and 1, 2 and 3, and so on.
  case upToConstant
  /// Their ratios are, over such pairs.
  case upToFactor
}

/// A link that fails, as the search for what would mend it sees it: names, points, values.
///
/// The points of the search are generic ones, about 48; those of a verdict are all that the link was
/// tried at.
protocol MendingTrial: AnyObject {
  /// The side that is taken as it stands.
  var left: Expression { get }
  /// The side to mend.
  var right: Expression { get }
  /// What the link says.
  var comparison: LinkComparison { get }
  /// The names drawn from domains and defined in the header, with their domains.
  var names: [LinkName] { get }
  /// The names that are functions.
  var functions: Set<String> { get }
  /// How many points the search has.
  var pointCount: Int { get }
  /// How far the two sides, as they are seen (`SideObserver`), may be apart by rounding: a number for each
  /// point, or for each pair of points.
  var noise: [Double] { get }

  /// The values of an expression at the first points, as a function of what `Hole.name` stands for at each.
  func values(of expression: Expression) -> (_ hole: [Double], _ first: Int) -> [PointValue?]

  /// Whether the link holds at all its points with another right side.
  func holds(withRight right: Expression) -> Bool
}

/// The place in a side where a number is sought.
enum Hole {
  /// The name that stands for the number; nobody can type it.
  static let name = "□"
  /// The number as an expression.
  static let expression = Expression.named(name)
}
