import Foundation

/// Renders mismatches: the place, the code, a unified difference and the numbers that moved.
struct GoldenReport {
  var path: String
  var document: GoldenDocument
  var cases: [GoldenCase]

  func text(of mismatch: GoldenMismatch) -> String {
    var result = "\(path):\(mismatch.line): \(mismatch.reason)\n"
    guard let got = mismatch.got else { return result }
    guard let index = mismatch.index else {
      return result + got.diagnostics.map { "  + \($0)\n" }.joined()
    }
    let golden = cases[index]
    for line in golden.lines { result += "    \(document.lines[line - 1])\n" }
    let matcher = GoldenJudge(document: document).matcher(for: golden)
    let shown = document.shown(got)
    let marks = document.form == .script ? ("#>", "#!>") : ("", "")
    result += difference(shown.output, golden.want.output, matcher, mark: marks.0)
    result += difference(shown.diagnostics, golden.want.diagnostics, matcher, mark: marks.1)
    return result
  }

  /// How far the numbers of a block moved, for the summary of an update.
  static func movement(want: [String], got: [String]) -> String {
    guard want.count == got.count else { return "\(want.count) → \(got.count) lines" }
    var largest = 0.0
    var relative = 0.0
    var others = 0
    for (old, new) in zip(want, got) where old != new {
      guard let pairs = GoldenMatcher().numbers(got: new, want: old) else {
        others += 1
        continue
      }
      for pair in pairs where !pair.matches {
        guard let delta = pair.delta, delta.isFinite else {
          others += 1
          continue
        }
        largest = max(largest, delta)
        if pair.want.value != 0 { relative = max(relative, delta / pair.want.value.magnitude) }
      }
    }
    var parts: [String] = []
    if largest > 0 { parts.append("max |Δ| \(short(largest)), relative \(short(relative))") }
    if others > 0 || parts.isEmpty { parts.append("text or integers changed") }
    return parts.joined(separator: "; ")
  }

  private func difference(
    _ got: [String], _ want: [String], _ matcher: GoldenMatcher, mark: String
  ) -> String {
    if matcher.matches(got: got, want: want) { return lines(want, " ", mark) }
    if want.count == got.count, !want.contains(where: GoldenMatcher.isEllipsis) {
      return zip(got, want).map { pairwise($0, $1, matcher, mark) }.joined()
    }
    return unified(got, want, matcher, mark)
  }

  private func pairwise(
    _ got: String, _ want: String, _ matcher: GoldenMatcher, _ mark: String
  ) -> String {
    if matcher.matches(got: got, want: want) { return lines([want], " ", mark) }
    var result = lines([want], "-", mark) + lines([got], "+", mark)
    for pair in matcher.numbers(got: got, want: want) ?? [] where !pair.matches {
      result += "      got \(pair.got.text), want \(pair.want.text)"
      if let delta = pair.delta {
        result += ": Δ \(Self.short(delta)), allowed \(Self.short(pair.allowed))"
      }
      result += " (\(pair.want.kind == .float ? matcher.tolerance.description : "exact"))\n"
    }
    return result
  }

  private func unified(
    _ got: [String], _ want: [String], _ matcher: GoldenMatcher, _ mark: String
  ) -> String {
    let changes = got.difference(from: want) { matcher.matches(got: $0, want: $1) }
    var removed: Set<Int> = []
    var inserted: Set<Int> = []
    for change in changes {
      switch change {
      case .remove(let offset, _, _): removed.insert(offset)
      case .insert(let offset, _, _): inserted.insert(offset)
      }
    }
    var result = ""
    var position = 0
    for (index, line) in want.enumerated() {
      if removed.contains(index) {
        result += lines([line], "-", mark)
        continue
      }
      while inserted.contains(position) {
        result += lines([got[position]], "+", mark)
        position += 1
      }
      result += lines([line], " ", mark)
      position += 1
    }
    return result + lines(Array(got.dropFirst(position)), "+", mark)
  }

  private func lines(_ lines: [String], _ sign: String, _ mark: String) -> String {
    lines.map { line in
      "  \(sign) \(mark.isEmpty ? line : GoldenDocument.marked(mark, line))\n"
    }.joined()
  }

  private static func short(_ value: Double) -> String {
    value == 0 ? "0" : String(format: "%.2g", value)
  }
}
