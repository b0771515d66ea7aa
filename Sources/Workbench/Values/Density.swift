import Language

/// A density `p`: its factors in the order in which they were declared.
public final class Density {
  /// The name under which it was declared.
  let name: String
  let factors: [DensityFactor]
  /// Where the library's meaning of the notation stands.
  let library: DensityLibrary
  /// How deep values nest in it.
  let nesting: Int

  init(_ name: String, _ factors: [DensityFactor], _ library: DensityLibrary) {
    self.name = name
    self.factors = factors
    self.library = library
    nesting = 1 + (factors.map { max($0.law.nesting, $0.rows.nesting) }.max() ?? 0)
  }

  /// The factors as typed, each on its line.
  var text: String { factors.map(\.text).joined(separator: "\n") }

  /// The variables that factors are the law of, as spelled.
  var variables: [String] { factors.flatMap { $0.heading.variables.map(\.spelled) } }

  /// The factor that is the law of a variable.
  func factor(of variable: String) -> DensityFactor? {
    factors.first { $0.heading.variables.contains { $0.name == variable } }
  }

  /// Whether something of the name is given in a factor.
  func givesSomewhere(_ name: String) -> Bool {
    factors.contains { $0.heading.given.contains { $0.name == name } }
  }

  /// Whether something of the name is a parameter of a factor.
  func hasParameter(_ name: String) -> Bool {
    factors.contains { $0.heading.parameters.contains { $0.name == name } }
  }

  /// The same density with other laws.
  func mappingLaws(_ change: (Value) -> Value) -> Density {
    Density(
      name,
      factors.map {
        DensityFactor(
          heading: $0.heading, law: change($0.law), rows: change($0.rows), text: $0.text,
          title: $0.title, span: $0.span, free: $0.free)
      }, library)
  }
}

/// A factor `p(x | z; m) ~ D` of a density.
struct DensityFactor {
  /// What names stand in the heading.
  let heading: Heading
  /// The right side as a function of the index, the values given and the parameters.
  let law: Value
  /// The values of the index as a function of the others, unset where the factor does not say them.
  let rows: Value
  /// The statement as typed.
  let text: String
  /// The heading as typed: `p(x | z; m)`.
  let title: String
  /// The statement.
  let span: SourceSpan
  /// What the right side takes from outside beyond its arguments.
  let free: [String]

  /// The names of a heading.
  struct Heading: Hashable, Codable {
    let variables: [Variable]
    let given: [Variable]
    let parameters: [Variable]
    /// Whether the factor is repeated over an index.
    let isRepeated: Bool

    /// What the law takes, without the index.
    var arguments: [Variable] { given + parameters }

    /// The names of its variables, by which a factor replaces another.
    var key: Set<String> { Set(variables.map(\.name)) }
  }

  /// A name of a heading.
  struct Variable: Hashable, Codable {
    /// What is looked up.
    let name: String
    /// What was typed.
    let spelled: String
    /// Whether the index stands behind it.
    let isIndexed: Bool
  }

  /// The factor as the library sees it: a record.
  var part: Value {
    func texts(_ names: [String]) -> Value { .tuple(names.map { .text($0) }) }
    let rows: Value = if case .unset = self.rows { .tuple([]) } else { self.rows }
    return .record([
      ("title", .text(title)),
      ("variables", texts(heading.variables.map(\.name))),
      ("given", texts(heading.given.map(\.name))),
      ("parameters", texts(heading.parameters.map(\.name))),
      ("arguments", texts(heading.arguments.map(\.name))),
      ("indexed", .tuple(heading.arguments.map { .bool($0.isIndexed) })),
      ("places", .tuple(heading.arguments.indices.map { .int($0 + 1) })),
      ("repeated", .bool(heading.isRepeated)), ("law", law), ("rows", rows),
    ])
  }
}

/// The functions of the library that give the notation its meaning, by their slots.
struct DensityLibrary {
  /// The distribution that a density with given values is.
  let conditional: Int
  /// The sum of the log densities of factors.
  let logJoint: Int
}
