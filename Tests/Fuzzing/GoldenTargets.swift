import Foundation
import TestSupport

@testable import Language
@testable import Workbench

/// The reader, matcher and rewriter of goldens.
extension FuzzTarget {
  static let golden = FuzzTarget(
    name: "golden", summary: "scripts as goldens: read, compared, rewritten, and right then",
    form: .text, seeds: { FuzzTexts.pieces(FuzzTexts.scripts, lines: 15) }
  ) { try checkGolden(String(decoding: $0, as: UTF8.self), .script) }

  static let transcript = FuzzTarget(
    name: "transcript", summary: "Markdown as goldens: read, compared, rewritten, and right then",
    form: .text, seeds: { FuzzTexts.pieces(FuzzTexts.readme, lines: 25) }
  ) { try checkGolden(String(decoding: $0, as: UTF8.self), .transcript) }

  /// What a document has nothing against after it was rewritten, it has nothing against again.
  private static func checkGolden(_ text: String, _ form: GoldenDocument.Form) throws {
    let document = GoldenDocument(text: text, form: form)
    try FuzzComplaint.unless(document.text(of: document.lines) == text, "it is not written as read")
    let session = FuzzGoldenSession(text)
    let execution = GoldenExecution(document, name: "fuzz", runsSlow: false, in: session)
    let judge = GoldenJudge(document: execution.document, isUnderSeed: false)
    let mismatches = judge.mismatches(execution, execution)
    let report = GoldenReport(path: "fuzz", document: execution.document, cases: execution.cases)
    var edits: [GoldenEdit] = [], hasOthers = false
    for mismatch in mismatches {
      _ = report.text(of: mismatch)
      guard let index = mismatch.index, let got = mismatch.got else {
        hasOthers = true
        continue
      }
      let golden = execution.cases[index]
      edits.append(execution.document.edit(golden, to: got, judge.matcher(for: golden)))
    }
    let written = execution.document.text(of: execution.document.applying(edits))
    guard !hasOthers, !edits.isEmpty else { return }
    let again = GoldenDocument(text: written, form: form)
    let second = GoldenExecution(again, name: "fuzz", runsSlow: false, in: session)
    guard second.cases.count == execution.cases.count else {
      throw FuzzComplaint(
        "\(execution.cases.count) cases become \(second.cases.count):\n\(written)")
    }
    let left = GoldenJudge(document: second.document, isUnderSeed: false).mismatches(second, second)
    try FuzzComplaint.unless(left.isEmpty, "rewritten, it does not match:\n\(written)")
  }
}

/// A session that runs nothing: what a statement shows is decided by its number and by the document.
private final class FuzzGoldenSession: GoldenSession {
  private let lines: [String]
  private static let outcomes = [
    StatementOutcome(), StatementOutcome(output: "1.53"),
    StatementOutcome(output: "f64[2×2]\n   0.0  -0.5\n   0.5   0.0"),
    StatementOutcome(output: "ok 1.0031 ± 0.0141 ≈ 1 (0.2 se)", claims: 1),
    StatementOutcome(diagnostics: "error[shape]: 2 and 3 do not fit", failed: true),
    StatementOutcome(
      output: "x = 2  ", diagnostics: "note: said once\nerror[name]: y", failed: true),
    StatementOutcome(output: "a\n\nb ..."), StatementOutcome(diagnostics: "warning: nan"),
    StatementOutcome(output: "-1e-300 nan inf 12345.6789012"),
  ]

  init(_ text: String) {
    lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  func statements(of text: String, name: String) -> Result<[StatementLines], ParseFailure> {
    let source = Source(id: SourceID(1), name: name, origin: .prompt, text: text)
    do throws(SyntaxError) {
      return .success(
        try Parser.parse(source).map { statement in
          StatementLines(
            first: source.lineNumber(of: statement.span.start),
            last: source.lineNumber(of: max(statement.span.start, statement.span.end - 1)))
        })
    } catch {
      let line = error.diagnostic.span.map { source.lineNumber(of: $0.start) } ?? 1
      let text = DiagnosticRenderer().render(error.diagnostic) { _ in source }
      return .failure(ParseFailure(diagnostics: text, line: line))
    }
  }

  func run(statement index: Int) -> StatementOutcome {
    let choice = (index &* 7 &+ lines.count) % (Self.outcomes.count + 1)
    return choice < Self.outcomes.count
      ? Self.outcomes[choice] : StatementOutcome(output: "\(index).000001 ± 0.1")
  }
}
