import Language
import Plotting

/// What the statements of one entry printed, for the session's log.
struct LogRecord {
  /// What one statement printed.
  typealias Outcome = (lines: StatementLines, outcome: StatementOutcome)

  /// Whether a log is being written.
  var isForLog = false
  /// Whether more was printed than a late log can begin with, so that it is not kept.
  private(set) var isOverfull = false
  private var size = 0
  private var outcomes: [Outcome] = []
  /// Where the code ends that was run, in UTF-8, nil where that is all.
  private var end: Int?
  private var output = ""
  private var diagnostics = ""

  mutating func note(_ event: SessionEvent) {
    switch event {
    case .output(let text), .page(let text): if isWanted(output) { output += text }
    case .diagnostic(let text): if isWanted(diagnostics) { diagnostics += text }
    case .figure(let figure):
      guard isWanted(output) else { return }
      let draw: @Sendable () -> String = { SessionEvent.text(of: figure) }
      // What Ctrl-C left is in no log, like all of its statement.
      output += figure.isLarge ? Stop.leaving(draw) ?? "" : draw()
    case .setting, .edit, .progress: break
    }
  }

  /// Whether more of a text is to be kept: all of it in a log, else what a late log begins with.
  private func isWanted(_ text: String) -> Bool {
    isForLog || text.utf8.count <= LogPrelude.most
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
    self.end = nil
    let lines = StatementLines(
      first: source.lineNumber(of: statement.span.start),
      last: source.lineNumber(of: max(statement.span.start, statement.span.end - 1)))
    let outcome = StatementOutcome(
      output: output.trimmingSuffix { $0 == "\n" },
      diagnostics: diagnostics.trimmingSuffix { $0 == "\n" }, failed: failed)
    (output, diagnostics) = ("", "")
    size += outcome.size
    if !isForLog, size > LogPrelude.most { (isOverfull, outcomes) = (true, []) }
    if !isOverfull { outcomes.append((lines, outcome)) }
  }

  /// Leaves a statement out, and what stands behind it: one that was not run to its end, or ended the
  /// session.
  mutating func drop(_ statement: Statement) {
    (output, diagnostics) = ("", "")
    end = Int(statement.span.start)
  }

  /// Leaves out what stands below a statement, as nothing of it was run.
  mutating func stop(after statement: Statement, in source: Source) {
    let line = source.lineNumber(of: max(statement.span.start, statement.span.end - 1))
    if line < source.lineStarts.count { end = Int(source.lineStarts[line]) }
  }

  /// The code of the entry that was run, without lines that are of the log itself.
  func entry(of source: Source) -> (text: String, outcomes: [Outcome]) {
    let text = String(decoding: Array(source.text.utf8.prefix(end ?? .max)), as: UTF8.self)
    var lines: [Substring] = [], outcomes = self.outcomes, removed: [Int] = []
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    {
      if line.drop(while: { $0 == " " }).hasPrefix(":log") {
        removed.append(index + 1)
      } else {
        lines.append(line)
      }
    }
    outcomes.removeAll { removed.contains($0.lines.first) }
    for index in outcomes.indices {
      let before = removed.count { $0 < outcomes[index].lines.first }
      outcomes[index].lines.first -= before
      outcomes[index].lines.last -= before
    }
    return (lines.joined(separator: "\n"), outcomes)
  }
}

/// What was entered so far and what it printed, in the form that logs have: a log that is begun late
/// begins with it.
struct LogPrelude {
  private(set) var entries: [(text: String, outcomes: [LogRecord.Outcome])] = []
  private var size = 0
  /// Whether it has grown too long to be kept.
  private(set) var isOverfull = false
  /// The bytes that are kept.
  static let most = 4 << 20

  /// Keeps nothing any more.
  mutating func giveUp() { (isOverfull, entries) = (true, []) }

  /// Appends an entry.
  mutating func append(_ entry: (text: String, outcomes: [LogRecord.Outcome])) {
    size += entry.outcomes.reduce(entry.text.utf8.count) {
      $0 + $1.outcome.size
    }
    if size > LogPrelude.most { giveUp() }
    if !isOverfull { entries.append(entry) }
  }
}

extension Session {
  /// Keeps an entry for logs, and in the log that is written; a log that cannot be written is closed with a
  /// warning.
  func write(_ record: LogRecord, of source: Source, _ show: (SessionEvent) -> Void) {
    if record.isOverfull { prelude.giveUp() }
    // What is kept nowhere need not be made.
    if prelude.isOverfull, log == nil { return }
    write(record.entry(of: source), show)
  }

  /// The same of an entry as it is written.
  func write(
    _ entry: (text: String, outcomes: [LogRecord.Outcome]), _ show: (SessionEvent) -> Void
  ) {
    if entry.text.allSatisfy(\.isWhitespace) { return }
    prelude.append(entry)
    guard let log else { return }
    do { try log.append(entry: entry.text, outcomes: entry.outcomes) } catch {
      self.log = nil
      show(.diagnostic("warning: the log \(log.path) cannot be written any more\n"))
    }
  }
}

extension StatementOutcome {
  /// About the bytes that it takes, though nothing was printed.
  fileprivate var size: Int { 64 + output.utf8.count + diagnostics.utf8.count }
}
