/// Compares printed text with expected text: numbers with numbers, the rest character by
/// character.
struct GoldenMatcher: Hashable, Sendable {
  var tolerance = GoldenTolerance()

  /// Whether a whole block matches; a line `...` stands for any lines.
  func matches(got: [String], want: [String]) -> Bool {
    let want = want.flatMap(Self.expanded)
    return Self.alignment(
      want: want.count, got: got.count, isStar: { Self.isEllipsis(want[$0]) },
      equal: { matches(got: got[$1], want: want[$0]) }) != nil
  }

  /// Whether a line matches; `[..]` stands for anything within it.
  func matches(got: String, want: String) -> Bool {
    if got == want { return true }
    let pattern = GoldenScanner.atoms(of: want, holes: true)
    if aligned(pattern, GoldenScanner.atoms(of: got, holes: false)) != nil { return true }
    guard pattern.contains(.hole) else { return false }
    // A hole may also stand for part of a number: then digits are characters.
    let characters = GoldenScanner.atoms(of: want, holes: true, numbers: false)
    return aligned(characters, GoldenScanner.atoms(of: got, holes: false, numbers: false)) != nil
  }

  /// The numbers of two lines pairwise, when all else agrees and there is no hole.
  func numbers(got: String, want: String) -> [GoldenNumberComparison]? {
    let pattern = GoldenScanner.atoms(of: want, holes: true)
    let atoms = GoldenScanner.atoms(of: got, holes: false)
    guard pattern.count == atoms.count else { return nil }
    var comparisons: [GoldenNumberComparison] = []
    for (wanted, shown) in zip(pattern, atoms) {
      if case .number(let a) = shown, case .number(let b) = wanted {
        comparisons.append(a.compared(toWant: b, tolerance))
      } else if wanted != shown {
        return nil
      }
    }
    return comparisons
  }

  /// A line that ends in ` ...` stands for the rest of its line and of the lines below:
  /// `error[shape]: ...`.
  private static func expanded(_ line: String) -> [String] {
    guard line.hasSuffix(" ..."), !isEllipsis(line) else { return [line] }
    return [line.dropLast(3) + "[..]", "..."]
  }

  static func isEllipsis(_ line: String) -> Bool {
    line.allSatisfy { " \t.".contains($0) } && line.filter { $0 == "." } == "..."
  }

  private func aligned(_ pattern: [GoldenAtom], _ atoms: [GoldenAtom]) -> [Range<Int>]? {
    Self.alignment(
      want: pattern.count, got: atoms.count, isStar: { pattern[$0].isHole },
      equal: { equal(want: pattern[$0], got: atoms[$1]) })
  }

  private func equal(want: GoldenAtom, got: GoldenAtom) -> Bool {
    guard case .number(let b) = want, case .number(let a) = got else { return want == got }
    return a.compared(toWant: b, tolerance).matches
  }

  /// Matches a pattern with stars, each taken as short as possible.
  ///
  /// The result is what each star stands for. Going back to the last star is enough: an earlier
  /// match of a segment leaves more to all that follow.
  static func alignment(
    want: Int, got: Int, isStar: (Int) -> Bool, equal: (_ want: Int, _ got: Int) -> Bool
  ) -> [Range<Int>]? {
    var stars: [Range<Int>] = []
    var lastStar = -1
    var w = 0
    var g = 0
    while true {
      if w < want, isStar(w) {
        stars.append(g..<g)
        lastStar = w
        w += 1
      } else if w < want, g < got, equal(w, g) {
        w += 1
        g += 1
      } else if w == want, g == got {
        return stars
      } else if let star = stars.last, star.upperBound < got {
        g = star.upperBound + 1
        stars[stars.count - 1] = star.lowerBound..<g
        w = lastStar + 1
      } else {
        return nil
      }
    }
  }
}
