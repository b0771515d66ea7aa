@testable import Workbench

/// A session whose statements are looked up in a table; statements are separated by newlines and
/// `;`, and `(` is closed on a later line.
final class GoldenFakeSession: GoldenSession {
  var answers: [String: StatementOutcome]
  let options: GoldenOptions
  private var statements: [String] = []
  private(set) var ran: [String] = []
  /// Whether the statement `claim` holds under a seed.
  let holds: (UInt64) -> Bool

  init(
    _ answers: [String: StatementOutcome], _ options: GoldenOptions = GoldenOptions(),
    holds: @escaping (UInt64) -> Bool = { _ in true }
  ) {
    self.answers = answers
    self.options = options
    self.holds = holds
  }

  func statements(of text: String, name: String) -> Result<[StatementLines], ParseFailure> {
    statements = []
    var found: [StatementLines] = []
    var open: (text: String, first: Int)?
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    {
      let code = line.prefix { $0 != "#" }
      for part in code.split(separator: ";") {
        let text = part.split(separator: " ").joined(separator: " ")
        if text.isEmpty { continue }
        if text.contains("?") {
          return .failure(
            ParseFailure(diagnostics: "error[syntax]: \(text)", line: index + 1))
        }
        let whole = (open?.text ?? "") + text
        let first = open?.first ?? index + 1
        if whole.count(where: { $0 == "(" }) > whole.count(where: { $0 == ")" }) {
          open = (whole, first)
        } else {
          open = nil
          statements.append(whole)
          found.append(StatementLines(first: first, last: index + 1))
        }
      }
    }
    if let open {
      return .failure(
        ParseFailure(diagnostics: "error[syntax]: unclosed (", line: open.first))
    }
    return .success(found)
  }

  func run(statement index: Int) -> StatementOutcome {
    let text = statements[index]
    ran.append(text)
    if text == "threads" { return StatementOutcome(output: "\(options.threads)") }
    if text == "settings" {
      return StatementOutcome(output: "\(options.seed) \(options.digits) \(options.width)")
    }
    if text == "claim" {
      return holds(options.seed)
        ? StatementOutcome(output: "ok 1 ± 0.1 ≈ 1 (0.2 se)", claims: 1)
        : StatementOutcome(
          diagnostics: "error[check]: 2 ± 0.1 ≈ 1 (10 se) does not hold", failed: true, claims: 1,
          failsClaim: true)
    }
    if let answer = answers[text] { return answer }
    return text.contains("=")
      ? StatementOutcome()
      : StatementOutcome(diagnostics: "error[name]: \(text)", failed: true)
  }
}
