import Language

/// What the statements of one entry printed, for the session's log.
struct LogRecord {
  private(set) var outcomes: [(lines: StatementLines, outcome: StatementOutcome)] = []
  private var output = ""
  private var diagnostics = ""

  mutating func note(_ event: SessionEvent) {
    switch event {
    case .output(let text): output += text
    case .diagnostic(let text): diagnostics += text
    case .setting, .progress: break
    }
  }

  /// Closes the record of a statement.
  mutating func end(_ statement: Statement, in source: Source, failed: Bool) {
    let lines = StatementLines(
      first: source.lineNumber(of: statement.span.start),
      last: source.lineNumber(of: max(statement.span.start, statement.span.end - 1)))
    let outcome = StatementOutcome(
      output: output.trimmingSuffix { $0 == "\n" },
      diagnostics: diagnostics.trimmingSuffix { $0 == "\n" }, failed: failed)
    outcomes.append((lines, outcome))
    (output, diagnostics) = ("", "")
  }
}

extension Session {
  /// Appends an entry to the log, once per entry; a log that cannot be written is closed with a
  /// warning.
  func write(_ record: LogRecord, of source: Source) {
    guard let log, !record.outcomes.isEmpty else { return }
    do { try log.append(entry: source.text, outcomes: record.outcomes) } catch {
      self.log = nil
      output.show(.diagnostic("warning: the log \(log.path) cannot be written any more\n"))
    }
  }
}
