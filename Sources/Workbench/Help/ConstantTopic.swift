/// A name of a value that gm itself gives.
struct ConstantTopic: Sendable {
  let name: String
  let summary: String
  let example: HelpEntry.Example
  let synonyms: [String]

  init(
    _ name: String, _ summary: String, _ statement: String, _ output: String, _ synonyms: String...
  ) {
    self.name = name
    self.summary = summary
    example = .init(statement: statement, output: output)
    self.synonyms = synonyms
  }

  /// All of them: the numbers of the table of builtins, and what has no number.
  static let all: [ConstantTopic] =
    BuiltinTable.constants.map { constant in
      let (statement, output) = examples[constant.name] ?? (constant.name, "\(constant.value)")
      return ConstantTopic(constant.name, constant.meaning, statement, output)
    } + [
      ConstantTopic(
        "I", "the identity matrix; its size comes from a square partner, eye(n) has one of its own",
        "A = [1, 2; 3, 4]; A + 2*I", "i64[2×2]\n   3  2\n   3  6", "identity matrix", "eye"),
      ConstantTopic(
        "none", "no value: what an argument that may be left out holds", "kind(none)", "\"none\"",
        "null", "nil", "None", "missing"),
    ]

  private static let examples = [
    "π": ("cos(π)", "-1.0"), "inf": ("exp(-inf)", "0.0"), "nan": ("isnan(nan)", "true"),
  ]
}
