/// What help says of a statement, an operator or a sign: one record, from which `?~`, the overview,
/// the search, completion and a test of every example derive.
struct SyntaxTopic: Sendable {
  /// What it is asked for by: signs and words, the first of which stands for it in the overview.
  let names: [String]
  /// What it does, in one line.
  let summary: String
  /// Words that have a meaning only inside it, which lead to it; elsewhere they are free names.
  let inside: [String]
  /// How it is written.
  let forms: [String]
  /// Statements that can be run, and what they print.
  let example: (statement: String, output: String)
  /// Other words under which help finds it.
  let synonyms: [String]

  init(
    _ names: String..., summary: String, forms: String..., inside: [String] = [],
    synonyms: [String] = [], example: (statement: String, output: String)
  ) {
    self.names = names
    self.summary = summary
    self.forms = forms
    self.inside = inside
    self.synonyms = synonyms
    self.example = example
  }

  /// Every topic in the order of the overview.
  static let all =
    statements + functions + operators + values + randomness + densities
    + derivations

  /// The topic of a sign or a word.
  static func named(_ name: String) -> SyntaxTopic? {
    all.first { $0.names.contains(name) } ?? all.first { $0.inside.contains(name) }
  }

  /// The words of the language that are typed letter by letter, for completion.
  static let words = all.flatMap(\.names).filter { name in
    name.count > 1 && name.allSatisfy(\.isLetter)
  }

  /// Whether a name is part of another one's pair, as `(` is of `( )`.
  static func isPart(_ name: String) -> Bool { ["(", ")", "[", "]", "{", "}", ","].contains(name) }
}
