import Foundation
import Language

extension Session {
  /// `:log`.
  func startLog(_ argument: String, at span: SourceSpan) throws(Fault) {
    if argument == "off" || argument.isEmpty {
      if let log { output.write("the session was written to \(log.path)") }
      log = nil
      return
    }
    if options.isSafe { throw Fault("safe", "--safe forbids writing files", at: span) }
    let path = argument.trimmingCharacters(in: CharacterSet(charactersIn: "\""))
    // A log is replayed from its first statement on, so its draws are the first of a seed.
    if randomness.statements > 0 || randomness.seed < 0 {
      let seed = Int(randomness.nextKey >> 33)
      randomness.reseed(seed)
      output.show(.diagnostic("note: the draws go on from seed(\(seed)), which the log notes\n"))
    }
    firstSeed = randomness.seed
    do {
      let log = try GoldenLog(
        path: path, seed: UInt64(randomness.seed), digits: output.style.digits)
      try log.append(code: openingOfLog)
      self.log = log
    } catch { throw Fault("file", "\(path) cannot be written", at: span) }
    let names = main.definitions.keys.filter { value(of: $0) != nil }.sorted()
    guard !names.isEmpty else { return }
    let shown = names.prefix(4).map { main.spellings[$0] ?? $0 }.joined(separator: ", ")
    output.show(
      .diagnostic(
        "note: the log begins here, without \(shown)\(names.count > 4 ? ", ..." : "")\n"))
  }

  /// The settings that a log does not begin with by itself.
  private var openingOfLog: String {
    let style = output.style
    var lines: [String] = []
    if style.width != SessionOptions().width { lines.append(":set width \(style.width)") }
    if style.notation != .auto { lines.append(":set notation \(style.notation)") }
    return lines.map { $0 + "\n" }.joined()
  }

  /// A text that is another one each time, such as a time: in goldens its name, and in the log too.
  func hole(_ name: String, _ shown: String) -> String {
    if options.isGolden { return name }
    if log != nil { holes.append((shown, name)) }
    return shown
  }
}

extension Session {
  /// Writes an entry that does not parse with the error that it gives.
  func log(_ entry: String, thatFailed failure: ParseFailure) {
    guard let log else { return }
    let outcome = StatementOutcome(
      diagnostics: failure.diagnostics.trimmingSuffix { $0 == "\n" }, failed: true)
    try? log.append(entry: entry, outcome: outcome)
  }
}
