/// The statements of a file, and the parts that do not parse where an error is expected.
struct GoldenParse {
  var statements: [StatementLines]
  var failures: [(lines: ClosedRange<Int>, failure: ParseFailure)]

  /// Parses the code of `document`.
  ///
  /// Code above a block that expects an error may fail to parse:
  /// it is blanked, so that the rest of the file still runs.
  static func of(
    _ document: GoldenDocument, name: String, in session: any GoldenSession
  ) -> Result<GoldenParse, ParseFailure> {
    var parser = GoldenParser(document: document, name: name, session: session)
    return parser.parse()
  }
}

private struct GoldenParser {
  let document: GoldenDocument
  let name: String
  let session: any GoldenSession
  var code: [String]
  /// The block from which on errors are looked for, and the first line that may be its code: the text
  /// above parses by now.
  private var next = (block: 0, floor: 1)

  init(document: GoldenDocument, name: String, session: any GoldenSession) {
    self.document = document
    self.name = name
    self.session = session
    code = document.code
  }

  mutating func parse() -> Result<GoldenParse, ParseFailure> {
    var failures: [(lines: ClosedRange<Int>, failure: ParseFailure)] = []
    while true {
      switch statements(upTo: code.count) {
      case .success(let statements):
        return .success(GoldenParse(statements: statements, failures: failures))
      case .failure(let failure):
        guard let (lines, expected) = firstExpectedFailure() else { return .failure(failure) }
        for line in lines { code[line - 1] = "" }
        failures.append((lines, expected))
      }
    }
  }

  private func statements(
    upTo count: Int, without lines: Range<Int> = 0..<0
  ) -> Result<[StatementLines], ParseFailure> {
    var part = Array(code[..<count])
    for line in lines { part[line - 1] = "" }
    return session.statements(of: part.joined(separator: "\n") + "\n", name: name)
  }

  /// The first block that expects an error and up to which the text does not parse, with the
  /// fewest lines above it whose removal mends that.
  private mutating func firstExpectedFailure() -> (ClosedRange<Int>, ParseFailure)? {
    for (index, block) in document.blocks.enumerated().dropFirst(next.block) {
      let end = blockStart(index), floor = next.floor
      defer { next = (index + 1, max(end, block.lines.last.map { $0 + 1 } ?? end)) }
      guard block.expectsError(in: document.form),
        case .failure(let failure) = statements(upTo: end - 1)
      else { continue }
      if document.form == .transcript {
        let entry = document.entries[index]
        let lines = entry.lowerBound..<(entry.upperBound + 1)
        guard case .success = statements(upTo: end - 1, without: lines) else { return nil }
        return (entry, failure)
      }
      for start in stride(from: end - 1, through: floor, by: -1) where !isBlank(start) {
        if case .success = statements(upTo: end - 1, without: start..<end) {
          return (start...lastLine(before: end), failure)
        }
      }
      return nil
    }
    return nil
  }

  /// The line after the code to which the block belongs.
  private func blockStart(_ index: Int) -> Int {
    switch document.form {
    case .script: document.blocks[index].lines[0]
    case .transcript: document.entries[index].upperBound + 1
    }
  }

  private func lastLine(before end: Int) -> Int {
    var line = end - 1
    while line > 1, isBlank(line) { line -= 1 }
    return line
  }

  private func isBlank(_ line: Int) -> Bool {
    let text = code[line - 1].drop { $0.isWhitespace }
    return text.isEmpty || text.hasPrefix("#")
  }
}
