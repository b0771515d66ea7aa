import Language

/// What the statements of one entry printed, for the session's log.
struct LogRecord {
  private(set) var outcomes: [(lines: StatementLines, outcome: StatementOutcome)] = []
  private var output = ""
  private var diagnostics = ""

  mutating func note(_ event: SessionEvent) {
    switch event {
    case .output(let text), .page(let text): output += text
    case .diagnostic(let text): diagnostics += text
    case .editing, .edit, .progress: break
    }
  }

  /// Closes the record of a statement, with what a golden shows in place of what is another text each time.
  mutating func end(
    _ statement: Statement, in source: Source, failed: Bool, holes: [(shown: String, name: String)]
  ) {
    for hole in holes {
      if let range = output.firstRange(of: hole.shown) {
        output.replaceSubrange(range, with: hole.name)
      } else if let range = diagnostics.firstRange(of: hole.shown) {
        diagnostics.replaceSubrange(range, with: hole.name)
      }
    }
    let lines = StatementLines(
      first: source.lineNumber(of: statement.span.start),
      last: source.lineNumber(of: max(statement.span.start, statement.span.end - 1)))
    let outcome = StatementOutcome(
      output: output.trimmingSuffix { $0 == "\n" },
      diagnostics: diagnostics.trimmingSuffix { $0 == "\n" }, failed: failed)
    outcomes.append((lines, outcome))
    (output, diagnostics) = ("", "")
  }

  /// Leaves a statement out that was not run to its end, or ended the session.
  mutating func drop() { (output, diagnostics) = ("", "") }
}

extension Session {
  /// Appends an entry to the log, once per entry; a log that cannot be written is closed with a
  /// warning.
  func write(_ record: LogRecord, of source: Source) {
    guard let log, let first = record.outcomes.first, let last = record.outcomes.last else {
      return
    }
    // A log begins and ends within an entry where its commands stand among others.
    let lines = source.text.split(separator: "\n", omittingEmptySubsequences: false)
    let isWhole = !lines.contains { $0.drop { $0 == " " }.hasPrefix(":log") }
    let code = isWhole ? lines : Array(lines[(first.lines.first - 1)..<last.lines.last])
    let outcomes =
      isWhole
      ? record.outcomes
      : record.outcomes.map {
        ($0.lines.moved(by: 1 - first.lines.first), $0.outcome)
      }
    do { try log.append(entry: code.joined(separator: "\n"), outcomes: outcomes) } catch {
      self.log = nil
      output.show(.diagnostic("warning: the log \(log.path) cannot be written any more\n"))
    }
  }
}

extension StatementLines {
  /// The lines as counted from elsewhere.
  fileprivate func moved(by count: Int) -> StatementLines {
    StatementLines(first: first + count, last: last + count)
  }
}
