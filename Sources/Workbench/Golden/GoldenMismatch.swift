/// Why `--update` does not write a result unless told.
enum GoldenHazard: Hashable, Sendable {
  case newError
  case newNaN
  /// One thread and several threads print different things: no text would match both.
  case threadsDisagree

  var description: String {
    switch self {
    case .newError: "a new error"
    case .newNaN: "a new nan"
    case .threadsDisagree: "threads disagree"
    }
  }
}

/// One place where a file does not do what it says.
struct GoldenMismatch {
  var line: Int
  var reason: String
  /// What was printed; nil where there is nothing to rewrite.
  var got: GoldenResult?
  /// Which case of the file it is.
  var index: Int?
  var hazards: Set<GoldenHazard> = []
  /// A claim in standard errors that failed under another seed, as it may do by chance.
  var isFailedClaim = false
}

/// Says whether the results of a case are as expected.
struct GoldenJudge {
  var document: GoldenDocument
  /// Whether the runs had another seed than the file's own.
  var isUnderSeed = false

  func matcher(for golden: GoldenCase) -> GoldenMatcher {
    GoldenMatcher(tolerance: golden.annotation.tolerance ?? document.header.tolerance)
  }

  /// Everything wrong with a file, given its runs with one thread and with several.
  func mismatches(_ single: GoldenExecution, _ several: GoldenExecution) -> [GoldenMismatch] {
    var found = single.document.problems.map { GoldenMismatch(line: $0.line, reason: $0.message) }
    if let failure = single.parseFailure {
      found.append(
        GoldenMismatch(
          line: failure.line, reason: "the file does not parse",
          got: GoldenResult(diagnostics: GoldenResult.lines(of: failure.diagnostics))))
    }
    for (index, golden) in single.cases.enumerated() where !single.results[index].isSkipped {
      let other = several.results.indices.contains(index) ? several.results[index] : GoldenResult()
      guard var mismatch = mismatch(golden, single.results[index], other) else { continue }
      mismatch.index = index
      found.append(mismatch)
    }
    return found.sorted { $0.line < $1.line }
  }

  private func mismatch(
    _ golden: GoldenCase, _ got: GoldenResult, _ other: GoldenResult
  ) -> GoldenMismatch? {
    if isUnderSeed { return mismatchUnderSeed(golden, got, other) }
    let found = plainMismatch(golden, got, other)
    guard golden.annotation.expectedFailure != nil else { return found }
    guard found == nil else { return nil }
    return GoldenMismatch(
      line: golden.lines.lowerBound, reason: "passes, though it is marked xfail")
  }

  private func plainMismatch(
    _ golden: GoldenCase, _ got: GoldenResult, _ other: GoldenResult
  ) -> GoldenMismatch? {
    let expectsError = golden.want.expectsError(in: document.form)
    let reason: String
    if got.failed != expectsError {
      reason = got.failed ? "unexpected error" : "the expected error did not come"
    } else if !golden.annotation.isFree, got != other {
      reason = "one thread and several threads print different things"
    } else if golden.annotation.isFree || matches(golden, got) {
      return nil
    } else {
      reason = Self.difference(golden.want, got)
    }
    var mismatch = GoldenMismatch(line: golden.lines.lowerBound, reason: reason, got: got)
    if got.failed && !expectsError { mismatch.hazards.insert(.newError) }
    if Self.nanCount(got.output) > Self.nanCount(golden.want.output) {
      mismatch.hazards.insert(.newNaN)
    }
    if got != other { mismatch.hazards.insert(.threadsDisagree) }
    return mismatch
  }

  private func matches(_ golden: GoldenCase, _ got: GoldenResult) -> Bool {
    let matcher = matcher(for: golden)
    let shown = document.shown(got)
    return matcher.matches(got: shown.output, want: golden.want.output)
      && matcher.matches(got: shown.diagnostics, want: golden.want.diagnostics)
  }

  private static func difference(_ want: GoldenBlock, _ got: GoldenResult) -> String {
    if want.lines.isEmpty { return "prints without an expectation" }
    return got.output.isEmpty && got.diagnostics.isEmpty
      ? "prints nothing" : "printed text differs"
  }

  private static func nanCount(_ lines: [String]) -> Int {
    lines.reduce(0) { count, line in
      count
        + GoldenScanner.atoms(of: line, holes: false).count {
          if case .number(let number) = $0 { number.text.contains("nan") } else { false }
        }
    }
  }
}

extension GoldenDocument {
  /// Printed text as this form shows it: in a transcript stdout and stderr are one.
  func shown(_ result: GoldenResult) -> (output: [String], diagnostics: [String]) {
    guard form == .transcript else { return (result.output, result.diagnostics) }
    var all = (result.output + result.diagnostics)[...]
    while let last = all.last, last.allSatisfy(\.isWhitespace) { all.removeLast() }
    while let first = all.first, first.allSatisfy(\.isWhitespace) { all.removeFirst() }
    return (Array(all), [])
  }
}
