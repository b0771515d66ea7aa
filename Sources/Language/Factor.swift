/// A factor of a density as declared: `p(x | z; m) ~ D`, `p(x[i] | z[i]; m) ~ D`.
public struct Factor: Sendable {
  /// The density that it belongs to: `p`.
  public let density: Name
  /// What it is the law of: `x`.
  public let variables: [Variable]
  /// What it depends on: `z`.
  public let given: [Variable]
  /// Its parameters: `m`.
  public let parameters: [Name]
  /// The index over whose values the factor is repeated, independently.
  public let plate: Plate?
  /// The text up to the `~`.
  public let heading: SourceSpan
  /// The right side, evaluated when the factor is used.
  public let distribution: Expression

  /// A variable of a factor.
  public struct Variable: Sendable {
    /// The name.
    public let name: Name
    /// Whether the plate's index stands behind it, so that a row of it belongs to each repetition.
    public let isIndexed: Bool

    /// The variable as typed in the heading of a factor with this plate.
    public func spelled(_ plate: Plate?) -> String {
      guard isIndexed, let plate else { return name.spelled }
      return "\(name.spelled)[\(plate.index.spelled)]"
    }
  }

  /// The index of a repeated factor.
  public struct Plate: Sendable {
    /// The index: `i`.
    public let index: Name
    /// Its values, where the factor says them: `1:n` of `p(z[i in 1:n]) ~ D`.
    public let domain: Expression?
  }

  /// What the right side takes from outside, in order: the index, the values given, the parameters.
  public var arguments: [Parameter] {
    let names = [plate?.index].compactMap { $0 } + given.map(\.name) + parameters
    return names.map { Parameter($0, initial: nil) }
  }

  /// What the values of the index take from outside.
  public var domainArguments: [Parameter] {
    plate == nil ? arguments : Array(arguments.dropFirst())
  }
}

/// `q(z | x; m)`, or `p(x; m)`: what a condition or parameters show to be a density.
public struct DensityTerm: Sendable {
  /// The density: a name, or a field that holds one.
  public let density: Expression
  /// The variables before `|`.
  public let variables: [Argument]
  /// What is given, behind `|`.
  public let given: [Argument]
  /// The parameters, behind `;`.
  public let parameters: [Argument]

  /// All arguments in the order of the text.
  public var arguments: [Argument] { variables + given + parameters }

  /// The density of these arguments.
  public init(
    density: Expression, variables: [Argument], given: [Argument], parameters: [Argument]
  ) {
    self.density = density
    self.variables = variables
    self.given = given
    self.parameters = parameters
  }
}
