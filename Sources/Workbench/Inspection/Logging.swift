import Foundation
import Language
import Tensors

extension Session {
  /// `:log`.
  func startLog(_ argument: String, at span: SourceSpan) throws(Fault) {
    if argument == "off" || argument.isEmpty {
      if let log { output.write("the session was written to \(log.path)") }
      log = nil
      return
    }
    let typed = argument.trimmingCharacters(in: CharacterSet(charactersIn: "\""))
    let target = try output.files.writing(typed, at: span)
    let path = target.isWritten ? target.path : "/dev/null"
    let isLate = prelude.isOverfull || firstSeed < 0
    do {
      // What cannot be written leaves the session as it is.
      let seed = isLate ? Int(randomness.nextKey >> 33) : firstSeed
      let log = try GoldenLog(path: path, seed: UInt64(seed), digits: firstStyle.digits)
      if isLate { beginAgain(seed: seed) }
      try log.append(code: openingOfLog(isLate ? output.style : firstStyle))
      for entry in isLate ? [] : prelude.entries {
        try log.append(entry: entry.text, outcomes: entry.outcomes)
      }
      self.log = log
    } catch {
      let isUnread = (error as? POSIXError)?.code == .ENXIO
      throw Fault(
        "file", "\(path) cannot be written" + (isUnread ? ": nobody reads the pipe" : ""), at: span)
    }
    if !isLate, !prelude.entries.isEmpty {
      let count = prelude.entries.count
      output.write("the log begins with the \(count == 1 ? "entry" : "\(count) entries") so far")
    }
  }

  /// Makes the statements from here on the first of a log: its draws are the first of a seed, its results
  /// numbered from 1.
  private func beginAgain(seed: Int) {
    randomness.reseed(seed)
    firstSeed = seed
    output.forget()
    output.show(
      .diagnostic(
        "note: the log begins here, without the names that have a value; draws go on from seed(\(seed))\n"
      ))
  }

  /// The settings that a log does not begin with by itself.
  private func openingOfLog(_ style: NumberStyle) -> String {
    var lines: [String] = []
    if style.width != SessionOptions().width { lines.append(":set width \(style.width)") }
    if style.notation != .auto { lines.append(":set notation \(style.notation)") }
    return lines.map { $0 + "\n" }.joined()
  }

  /// A text that is another one each time, such as a time: in goldens its name.
  func hole(_ name: String, _ shown: String) -> String { writesGolden ? name : shown }
}

extension Session {
  /// Writes an entry that does not parse with the error that it gives.
  func log(
    _ entry: String, thatFailed failure: ParseFailure, _ show: (SessionEvent) -> Void
  ) {
    let outcome = StatementOutcome(
      diagnostics: failure.diagnostics.trimmingSuffix { $0 == "\n" }, failed: true)
    let count = max(1, entry.split(separator: "\n", omittingEmptySubsequences: false).count)
    write((entry, [(StatementLines(first: 1, last: count), outcome)]), show)
  }
}
