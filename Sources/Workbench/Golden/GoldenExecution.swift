/// What the statements of one case printed.
struct GoldenResult: Hashable, Sendable {
  var output: [String] = []
  var diagnostics: [String] = []
  var failed = false
  /// How many claims in standard errors were judged.
  var claims = 0
  /// Failed because such a claim does not hold.
  var failsClaim = false
  /// Not run: `skip`, or `slow` without being asked for.
  var isSkipped = false

  /// Lines of printed text; a last newline ends the last line.
  static func lines(of text: String) -> [String] {
    guard !text.isEmpty else { return [] }
    var lines = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    if lines.last?.isEmpty ?? false { lines.removeLast() }
    return lines.map { String(Substring($0)) }
  }
}

/// A file parsed and run once.
struct GoldenExecution {
  var document: GoldenDocument
  var cases: [GoldenCase] = []
  var results: [GoldenResult] = []
  /// The file as a whole does not parse.
  var parseFailure: ParseFailure?

  init(
    _ document: GoldenDocument, name: String, runsSlow: Bool, in session: any GoldenSession
  ) {
    self.document = document
    switch GoldenParse.of(document, name: name, in: session) {
    case .failure(let failure): parseFailure = failure
    case .success(let parse):
      cases = self.document.cases(of: parse)
      results = cases.map { Self.run($0, runsSlow: runsSlow, in: session) }
    }
  }

  /// Runs the statements of a line up to the first that fails.
  private static func run(
    _ golden: GoldenCase, runsSlow: Bool, in session: any GoldenSession
  ) -> GoldenResult {
    var result = GoldenResult()
    if golden.annotation.isSkipped || (golden.annotation.isSlow && !runsSlow) {
      result.isSkipped = true
      return result
    }
    if let failure = golden.parseFailure {
      result.diagnostics = GoldenResult.lines(of: failure.diagnostics)
      result.failed = true
      return result
    }
    for statement in golden.statements where !result.failed {
      let outcome = session.run(statement: statement)
      result.output += GoldenResult.lines(of: outcome.output)
      result.diagnostics += GoldenResult.lines(of: outcome.diagnostics)
      result.failed = outcome.failed
      result.claims += outcome.claims
      result.failsClaim = outcome.failsClaim
    }
    return result
  }
}
