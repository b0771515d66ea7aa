/// What help says of a code of errors, the word in `error[shape]`.
struct ErrorTopic: Sendable {
  let code: String
  /// What it means, in one line.
  let meaning: String
  /// The usual causes.
  let causes: [String]
  /// What to do.
  let remedy: String
  /// A statement that raises it, and its message; nil where a session alone cannot.
  let example: (statement: String, message: String)?

  init(
    _ code: String, _ meaning: String, causes: String..., remedy: String,
    example: (statement: String, message: String)?
  ) {
    self.code = code
    self.meaning = meaning
    self.causes = causes
    self.remedy = remedy
    self.example = example
  }

  /// Every code that gm raises, in the order of its errors: of the text, of names and calls, of values, of numbers, of
  /// what is large, of the parts of the language, of the world outside.
  static let all = text + calls + values + numbers + limits + statements + surroundings

  /// The codes.
  static let codes = Set(all.map(\.code))
}
