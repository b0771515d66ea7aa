/// Which extreme element a search looks for.
public enum Extremum: Hashable, Sendable, CaseIterable {
  /// The smallest.
  case minimum
  /// The largest.
  case maximum

  /// The name of gm's function that gives its position.
  public var name: String {
    switch self {
    case .minimum: "argmin"
    case .maximum: "argmax"
    }
  }
}
