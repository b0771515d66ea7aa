/// The names that a mistyped one was probably meant to be.
public enum Suggestion {
  /// The nearest names, best first: at most three, none farther than a third of the length.
  ///
  /// The distance counts insertions, deletions, substitutions and transpositions of neighbours;
  /// a difference of case alone counts as one, and so does a Greek letter for its name: `beta1` for `β1`.
  public static func nearest(
    to name: String, among candidates: some Sequence<String>
  ) -> [String] {
    let typed = Array(name)
    guard typed.count <= 64 else { return [] }
    let limit = max(1, typed.count / 3), spelled = Greek.spelledOut(name)
    var found: [(distance: Int, name: String)] = []
    for candidate in candidates where candidate != name {
      guard abs(candidate.count - typed.count) <= limit || Greek.spelledOut(candidate) == spelled
      else {
        continue
      }
      let isCase =
        candidate.lowercased() == name.lowercased() || Greek.spelledOut(candidate) == spelled
      let distance = isCase ? 1 : distance(typed, Array(candidate))
      // One letter for another is no likeness.
      guard distance <= limit, typed.count > 1 || isCase else { continue }
      // A name may be offered by several tables.
      if found.contains(where: { $0.name == candidate }) { continue }
      found.append((distance, candidate))
    }
    return found.sorted { ($0.distance, $0.name) < ($1.distance, $1.name) }.prefix(3).map(\.name)
  }

  /// The edit distance with transpositions of neighbours.
  static func distance(_ left: [Character], _ right: [Character]) -> Int {
    var beforeLast = [Int](repeating: 0, count: right.count + 1)
    var last = Array(0...right.count)
    for i in left.indices {
      var current = [i + 1]
      current.reserveCapacity(right.count + 1)
      for j in right.indices {
        let substitution = last[j] + (left[i] == right[j] ? 0 : 1)
        var best = min(substitution, last[j + 1] + 1, current[j] + 1)
        if i > 0, j > 0, left[i] == right[j - 1], left[i - 1] == right[j] {
          best = min(best, beforeLast[j - 1] + 1)
        }
        current.append(best)
      }
      (beforeLast, last) = (last, current)
    }
    return last[right.count]
  }
}
