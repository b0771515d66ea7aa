extension GoldenMatcher {
  /// Expected text that matches `got`, with as much of `want` kept as still holds: lines that
  /// match, and holes.
  func rewritten(want: [String], got: [String]) -> [String] {
    let kept = keepingEllipses(want: want, got: got) ?? keepingEnds(want: want, got: got)
    return matches(got: got, want: kept) ? kept : got
  }

  /// Keeps each `...` when the lines between them can still be told apart by their text.
  private func keepingEllipses(want: [String], got: [String]) -> [String]? {
    let stars = want.indices.filter { Self.isEllipsis(want[$0]) }
    guard
      let ranges = Self.alignment(
        want: want.count, got: got.count, isStar: { Self.isEllipsis(want[$0]) },
        equal: { resembles(got: got[$1], want: want[$0]) }), ranges.count == stars.count
    else { return nil }
    var result: [String] = []
    var star = 0
    var position = 0
    for line in want {
      if Self.isEllipsis(line) {
        result.append(line)
        position = ranges[star].upperBound
        star += 1
      } else {
        result.append(rewritten(want: line, got: got[position]))
        position += 1
      }
    }
    return result
  }

  /// Keeps matching lines at the beginning and at the end.
  private func keepingEnds(want: [String], got: [String]) -> [String] {
    var head = 0
    while head < want.count, head < got.count, matches(got: got[head], want: want[head]) {
      head += 1
    }
    var tail = 0
    while tail < want.count - head, tail < got.count - head,
      matches(got: got[got.count - 1 - tail], want: want[want.count - 1 - tail])
    {
      tail += 1
    }
    let middle = got[head..<(got.count - tail)]
    let old = want[head..<(want.count - tail)]
    guard middle.count == old.count else {
      return Array(want[..<head]) + Array(middle) + Array(want[(want.count - tail)...])
    }
    return Array(want[..<head]) + zip(old, middle).map { rewritten(want: $0, got: $1) }
      + Array(want[(want.count - tail)...])
  }

  private func rewritten(want: String, got: String) -> String {
    if matches(got: got, want: want) { return want }
    let pattern = GoldenScanner.atoms(of: want, holes: true)
    guard pattern.contains(.hole) else { return got }
    let atoms = GoldenScanner.atoms(of: got, holes: false)
    guard let holes = relaxedAlignment(pattern, atoms) else { return got }
    var result = ""
    var position = 0
    for hole in holes {
      result += atoms[position..<hole.lowerBound].map(\.shown).joined() + "[..]"
      position = hole.upperBound
    }
    return result + atoms[position...].map(\.shown).joined()
  }

  private func resembles(got: String, want: String) -> Bool {
    if matches(got: got, want: want) { return true }
    return relaxedAlignment(
      GoldenScanner.atoms(of: want, holes: true), GoldenScanner.atoms(of: got, holes: false)) != nil
  }

  /// As in matching, but any number stands for any other.
  private func relaxedAlignment(_ pattern: [GoldenAtom], _ atoms: [GoldenAtom]) -> [Range<Int>]? {
    Self.alignment(
      want: pattern.count, got: atoms.count, isStar: { pattern[$0].isHole },
      equal: {
        if case .number = pattern[$0], case .number = atoms[$1] { return true }
        return pattern[$0] == atoms[$1]
      })
  }
}

/// The new lines of one block.
struct GoldenEdit: Hashable, Sendable {
  /// Lines that go, counted from 1.
  var removed: [Int]
  /// Where the new ones come: after this line, counted in the old file.
  var after: Int
  var added: [String]
}

extension GoldenDocument {
  /// What would make `golden` match `got`.
  func edit(_ golden: GoldenCase, to got: GoldenResult, _ matcher: GoldenMatcher) -> GoldenEdit {
    let shown = shown(got)
    var output = matcher.rewritten(want: golden.want.output, got: shown.output)
    var errors = matcher.rewritten(want: golden.want.diagnostics, got: shown.diagnostics)
    let block = GoldenBlock(lines: [], output: output, diagnostics: errors)
    if block.expectsError(in: form) != got.failed {
      // `...` matches an error, and does not say that there must be one.
      (output, errors) = (shown.output, shown.diagnostics)
    }
    let model = form == .script ? golden.want.lines.first : nil
    let indent = String(
      lines[(model ?? golden.lines.lowerBound) - 1].prefix { $0 == " " || $0 == "\t" })
    let after = (golden.want.lines.first ?? golden.lines.upperBound + 1) - 1
    var added: [String]
    switch form {
    case .script:
      added = output.map { Self.marked("#>", $0) } + errors.map { Self.marked("#!>", $0) }
    case .transcript: added = output.map(Self.withoutTrailingBlanks)
    }
    if !indent.isEmpty { added = added.map { indent + $0 } }
    return GoldenEdit(removed: golden.want.lines, after: after, added: added)
  }

  /// The lines of the file after all edits.
  func applying(_ edits: [GoldenEdit]) -> [String] {
    let removed = Set(edits.flatMap(\.removed))
    let additions = Dictionary(edits.map { ($0.after, $0.added) }, uniquingKeysWith: +)
    var result = additions[0] ?? []
    for (index, line) in lines.enumerated() {
      if !removed.contains(index + 1) { result.append(line) }
      result += additions[index + 1] ?? []
    }
    return result
  }

  static func marked(_ mark: String, _ line: String) -> String {
    let text = withoutTrailingBlanks(line)
    return text.isEmpty ? mark : "\(mark) \(text)"
  }

  private static func withoutTrailingBlanks(_ line: String) -> String {
    var text = line[...]
    while let last = text.last, last.isWhitespace { text.removeLast() }
    return String(text)
  }
}
