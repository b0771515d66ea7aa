/// The statements that share lines, and what they should print together.
struct GoldenCase: Hashable, Sendable {
  var lines: ClosedRange<Int>
  /// Which statements of the file these are, counted from 0.
  var statements: [Int]
  var want = GoldenBlock(lines: [], output: [], diagnostics: [])
  var annotation = GoldenAnnotation()
  /// The text does not parse; this is the expected diagnostic's counterpart.
  var parseFailure: ParseFailure?
}

extension GoldenDocument {
  /// Joins statements and expectations.
  ///
  /// Blocks that belong to no statement become problems.
  mutating func cases(of parse: GoldenParse) -> [GoldenCase] {
    var cases = form == .transcript ? entryCases(of: parse) : lineCases(of: parse)
    var used: Set<Int> = []
    for index in cases.indices {
      let previous = index > 0 ? cases[index - 1].lines.upperBound : 0
      for note in annotations
      where note.line > previous && note.line <= cases[index].lines.upperBound {
        cases[index].annotation.merge(note.value)
        used.insert(note.line)
      }
    }
    for note in annotations where !used.contains(note.line) {
      problems.append((note.line, "this annotation belongs to no statement"))
    }
    return cases
  }

  private func entryCases(of parse: GoldenParse) -> [GoldenCase] {
    zip(entries, blocks).map { entry, block in
      GoldenCase(
        lines: entry,
        statements: parse.statements.indices.filter { entry.contains(parse.statements[$0].first) },
        want: block,
        parseFailure: parse.failures.first { $0.lines.overlaps(entry) }?.failure)
    }
  }

  private mutating func lineCases(of parse: GoldenParse) -> [GoldenCase] {
    guard !lines.isEmpty else { return [] }
    var cases: [GoldenCase] = []
    for (index, statement) in parse.statements.enumerated() {
      let first = min(max(1, statement.first), lines.count)
      let last = min(max(first, statement.last), lines.count)
      if let previous = cases.last?.lines, first <= previous.upperBound {
        cases[cases.count - 1].lines = previous.lowerBound...max(previous.upperBound, last)
        cases[cases.count - 1].statements.append(index)
      } else {
        cases.append(GoldenCase(lines: first...last, statements: [index]))
      }
    }
    for (lines, failure) in parse.failures {
      cases.append(GoldenCase(lines: lines, statements: [], parseFailure: failure))
    }
    cases.sort { $0.lines.lowerBound < $1.lines.lowerBound }
    attachBlocks(to: &cases)
    return cases
  }

  private mutating func attachBlocks(to cases: inout [GoldenCase]) {
    var owner = -1
    for block in blocks {
      guard let first = block.lines.first else { continue }
      while owner + 1 < cases.count, cases[owner + 1].lines.lowerBound < first { owner += 1 }
      if owner < 0 {
        problems.append((first, "this expected output belongs to no statement"))
      } else if cases[owner].lines.contains(first) {
        problems.append((first, "this expected output stands inside a statement"))
      } else {
        cases[owner].want.lines += block.lines
        cases[owner].want.output += block.output
        cases[owner].want.diagnostics += block.diagnostics
      }
    }
  }
}

extension GoldenAnnotation {
  fileprivate mutating func merge(_ other: GoldenAnnotation) {
    tolerance = other.tolerance ?? tolerance
    isFree = isFree || other.isFree
    isSlow = isSlow || other.isSlow
    isSkipped = isSkipped || other.isSkipped
    expectedFailure = other.expectedFailure ?? expectedFailure
  }
}
