import Language

/// A text read as statements, with the failures that it expects.
///
/// A script with `#!>` marks is a test of its errors; it runs in full also outside `gm test`.
struct Script {
  var statements: [Statement] = []
  var source: Source
  /// Code that does not parse where an error is expected, by line, with its diagnostic.
  var expectedFailures: [(line: Int, text: String)] = []
  /// The significant digits that the script's header asks for.
  private(set) var digits: Int?
  /// The seed that the script's header names, or the usual one where there is a header.
  private(set) var seed: Int?
  private var lines: [Substring] = []

  /// Parses a text; the error is the diagnostic to show.
  init(
    _ text: String, name: String, isFile: Bool, in session: Session
  ) throws(ParseFailure) {
    source = session.addSource(text, name: name, isFile: isFile)
    do throws(SyntaxError) {
      statements = try source.statements()
    } catch {
      guard isFile, !Stop.isRequested, text.contains("#!>") else {
        throw ParseFailure(diagnostics: session.render(error.diagnostic), line: 1)
      }
      let reader = ScriptReader(session)
      let document = GoldenDocument(text: text, form: .script)
      let parsed = try GoldenParse.of(document, name: name, in: reader).get()
      statements = reader.statements
      source = reader.source ?? source
      expectedFailures = parsed.failures.map { ($0.lines.lowerBound, $0.failure.diagnostics) }
    }
    if isFile {
      lines = source.text.split(separator: "\n", omittingEmptySubsequences: false)
      if lines.prefix(while: { $0.hasPrefix("#") }).contains(where: { $0.hasPrefix("#~ file:") }) {
        let header = GoldenDocument(text: source.text, form: .script).header
        (digits, seed) = (header.digits, Int(clamping: header.seed))
      }
    }
  }

  /// The lines of a statement, from 1.
  func lines(of statement: Statement) -> ClosedRange<Int> {
    let first = source.lineNumber(of: statement.span.start)
    return first...source.lineNumber(of: max(statement.span.start, statement.span.end - 1))
  }

  /// Whether a `#!>` mark stands under a line before any other code.
  func expectsFailure(after line: Int) -> Bool {
    for text in lines.dropFirst(line) {
      if text.hasPrefix("#!>") { return true }
      let isComment = text.hasPrefix("#") || text.allSatisfy(\.isWhitespace)
      if !isComment { return false }
    }
    return false
  }
}

/// Reads the parts of a script that parse.
private final class ScriptReader: GoldenSession {
  private let session: Session
  private(set) var statements: [Statement] = []
  private(set) var source: Source?

  init(_ session: Session) { self.session = session }

  func statements(of text: String, name: String) -> Result<[StatementLines], ParseFailure> {
    let source = session.addSource(text, name: name, isFile: true)
    do throws(SyntaxError) {
      statements = try Parser.parse(source)
      self.source = source
      return .success([])
    } catch {
      return .failure(ParseFailure(diagnostics: session.render(error.diagnostic), line: 1))
    }
  }

  func run(statement index: Int) -> StatementOutcome { StatementOutcome() }
}

extension Source {
  /// The statements of the text, unless Ctrl-C comes before they are all read.
  func statements() throws(SyntaxError) -> [Statement] {
    try Parser.parse(self, isStopped: { Stop.isRequested })
  }
}
