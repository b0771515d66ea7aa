/// Consecutive lines of expected output.
struct GoldenBlock: Hashable, Sendable {
  /// The lines it takes up in the file, counted from 1.
  var lines: [Int]
  /// What stdout should say; in a transcript, stderr too.
  var output: [String]
  /// What stderr should say; empty in a transcript.
  var diagnostics: [String]

  /// Whether the statement above must fail.
  func expectsError(in form: GoldenDocument.Form) -> Bool {
    switch form {
    // A warning may come before the error.
    case .script: diagnostics.contains { $0.hasPrefix("error") }
    case .transcript: output.contains { $0.hasPrefix("error[") || $0.hasPrefix("error:") }
    }
  }
}

/// A file with statements and what they should print.
struct GoldenDocument {
  /// Whether a comment says what the statement before it shows, rather than what the one behind it means.
  static func isMark(_ comment: Substring) -> Bool {
    ["#>", "#!", "#~"].contains { comment.hasPrefix($0) }
  }

  enum Form: Hashable, Sendable {
    /// A `.gms` file: expectations are comments.
    case script
    /// Fenced `gm>` blocks in Markdown.
    case transcript
  }

  var form: Form
  /// The file as it is, without line ends.
  var lines: [String]
  var endsLinesWithCR = false
  var endsWithNewline = true
  var header = GoldenHeader()
  /// What the session is given: line for line as in the file.
  var code: [String] = []
  var blocks: [GoldenBlock] = []
  /// Annotations by the line on which they stand.
  var annotations: [(line: Int, value: GoldenAnnotation)] = []
  /// The prompts' lines of a transcript.
  var entries: [ClosedRange<Int>] = []
  /// What is wrong with the golden marks themselves.
  var problems: [(line: Int, message: String)] = []

  init(text: String, form: Form) {
    self.form = form
    (lines, endsLinesWithCR, endsWithNewline) = Self.split(text)
    switch form {
    case .script: readScript()
    case .transcript: readTranscript()
    }
  }

  /// The text of a file with these lines.
  func text(of lines: [String]) -> String {
    let end = endsLinesWithCR ? "\r\n" : "\n"
    let body = lines.joined(separator: end)
    return endsWithNewline && !lines.isEmpty ? body + end : body
  }

  // By bytes: to a string, "\r\n" is one character.
  private static func split(_ text: String) -> ([String], endsWithCR: Bool, endsWithNewline: Bool) {
    let bytes = text.utf8
    guard !bytes.isEmpty else { return ([], false, true) }
    var parts = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    let endsWithNewline = bytes.last == UInt8(ascii: "\n")
    if endsWithNewline { parts.removeLast() }
    let carriageReturn = UInt8(ascii: "\r")
    let hasReturns =
      !parts.isEmpty
      && parts.dropLast(endsWithNewline ? 0 : 1).allSatisfy {
        $0.last == carriageReturn
      } && parts.count > (endsWithNewline ? 0 : 1)
    let lines = parts.map { part in
      String(Substring(part.last == carriageReturn && hasReturns ? part.dropLast() : part))
    }
    return (lines, hasReturns, endsWithNewline)
  }
}
