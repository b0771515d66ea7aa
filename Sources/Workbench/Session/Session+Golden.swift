import Foundation
import Language
import Tensors

/// A session under test: statement by statement, with what each printed.
public final class SessionUnderTest: GoldenSession {
  private let session: Session
  private var source: Source?
  private var parsed: [Statement] = []

  /// A fresh session with the settings of a golden file.
  public init(_ golden: GoldenOptions, stackBytes: Int) {
    var options = SessionOptions()
    options.threads = golden.threads
    options.seed = Int(clamping: golden.seed)
    options.digits = golden.digits
    options.width = golden.width
    options.script = golden.directory + "/script.gms"
    options.isGolden = true
    options.stackBytes = stackBytes
    MemoryBudget.measure()
    session = Session(options: options)
  }

  /// Parses a file.
  public func statements(of text: String, name: String) -> Result<[StatementLines], ParseFailure> {
    // As at the prompt, so that no diagnostic holds the number of a line: it stands under its
    // statement, and moves with it.
    let source = session.addSource(text, name: name, isFile: false)
    self.source = source
    do throws(SyntaxError) { parsed = try Parser.parse(source) } catch {
      let span = error.diagnostic.span
      return .failure(
        ParseFailure(
          diagnostics: session.render(error.diagnostic),
          line: span.map { source.lineNumber(of: $0.start) } ?? 1))
    }
    return .success(
      parsed.map { statement in
        StatementLines(
          first: source.lineNumber(of: statement.span.start),
          last: source.lineNumber(of: max(statement.span.start, statement.span.end - 1)))
      })
  }

  /// Runs one statement.
  public func run(statement index: Int) -> StatementOutcome {
    guard let source, parsed.indices.contains(index) else { return StatementOutcome() }
    var output = "", diagnostics = ""
    let outcome = session.run(parsed[index], in: source) { event in
      switch event {
      case .output(let text), .page(let text): output += text
      case .diagnostic(let text): diagnostics += text
      case .figure(let figure): output += SessionEvent.text(of: figure)
      case .setting, .edit, .progress: break
      }
    }
    let claims = GoldenClaims(
      parsed[index], output: output, diagnostics: diagnostics, failed: outcome != .ok)
    return StatementOutcome(
      output: output.trimmingSuffix { $0 == "\n" },
      diagnostics: diagnostics.trimmingSuffix { $0 == "\n" }, failed: outcome != .ok,
      claims: claims.judged, failsClaim: claims.fails)
  }
}

extension Session {
  /// A text at the prompt, for which a log has the form that goldens have.
  func textInHoles(_ text: () -> String) -> String {
    let shown = text()
    if writesGolden { return shown }
    writesGolden = true
    defer { writesGolden = false }
    let golden = text()
    if golden != shown { holes.append((shown, golden)) }
    return shown
  }
}
