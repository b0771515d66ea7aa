import Foundation

/// Writes a session down as a golden file.
public struct GoldenLog {
  /// The file.
  public let path: String
  /// As long as it is open, who reads a pipe waits for more.
  private let opened: FileHandle

  /// A log at `path`; a file that is new or empty gets a header with the session's settings.
  public init(path: String, seed: UInt64, digits: Int) throws {
    self.path = path
    opened = try Self.opened(path, O_CREAT)
    // A pipe has no end to look for.
    guard (try? opened.seekToEnd()) ?? 0 == 0 else { return }
    try write("#~ file: seed=\(seed) digits=\(digits)\n")
  }

  /// A file to be written at its end.
  ///
  /// A pipe that nobody reads is an error (`ENXIO`), as is one that is full: neither is waited for.
  private static func opened(_ path: String, _ more: Int32 = 0) throws -> FileHandle {
    let descriptor = unsafe open(path, O_WRONLY | O_APPEND | O_NONBLOCK | O_CLOEXEC | more, 0o666)
    guard descriptor >= 0 else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
    return FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
  }

  /// Appends an entry and what it printed as a whole.
  public func append(entry: String, outcome: StatementOutcome) throws {
    let count = max(1, GoldenResult.lines(of: entry).count)
    try append(entry: entry, outcomes: [(StatementLines(first: 1, last: count), outcome)])
  }

  /// Appends code that prints nothing.
  public func append(code: String) throws {
    if !code.isEmpty { try write(code) }
  }

  /// Appends an entry of several statements, each with what it printed.
  public func append(
    entry: String, outcomes: [(lines: StatementLines, outcome: StatementOutcome)]
  ) throws {
    try write(Self.text(of: entry, outcomes))
  }

  private func write(_ text: String) throws {
    let file = try Self.opened(path)
    defer { try? file.close() }
    try file.write(contentsOf: Data(text.utf8))
  }

  /// The entry with its output under the lines that made it.
  static func text(
    of entry: String, _ outcomes: [(lines: StatementLines, outcome: StatementOutcome)]
  ) -> String {
    var lines = GoldenResult.lines(of: entry)
    while lines.last?.allSatisfy(\.isWhitespace) ?? false { lines.removeLast() }
    var result = ""
    var next = 0
    for (index, line) in lines.enumerated() {
      // Expectations that were pasted with the code give way to what was printed now.
      switch GoldenDocument.Mark(line: line) {
      case .output, .diagnostics: break
      case .annotation, nil: result += line + "\n"
      }
      let isLast = index == lines.count - 1
      var end = next
      while end < outcomes.count, isLast || outcomes[end].lines.last <= index + 1 { end += 1 }
      // A statement that begins on this line and goes on below it keeps the output of its
      // neighbours waiting.
      if end < outcomes.count, outcomes[end].lines.first <= index + 1 { continue }
      result += marks(outcomes[next..<end].map(\.outcome))
      next = end
    }
    return result
  }

  private static func marks(_ outcomes: [StatementOutcome]) -> String {
    let output = outcomes.flatMap { GoldenResult.lines(of: $0.output) }
    let diagnostics = outcomes.flatMap { GoldenResult.lines(of: $0.diagnostics) }
    return output.map { GoldenDocument.marked("#>", $0) + "\n" }.joined()
      + diagnostics.map { GoldenDocument.marked("#!>", $0) + "\n" }.joined()
  }
}
