import Language
import Tensors

extension MendingTrial {
  /// What becomes of a fault while something is tried: code that does not evaluate is no candidate,
  /// but an interruption ends the search.
  static func attempt<Result>(
    _ body: () throws(Fault) -> Result
  ) throws(Fault) -> Result? {
    do throws(Fault) { return try body() } catch {
      if ["interrupted", "fuel"].contains(error.details.code) { throw error }
      return nil
    }
  }

  /// A side of the link with another expression in the place of the right one, at the points or at their
  /// partners.
  private func side(_ e: Expression, _ half: Int) -> TrialSide {
    TrialSide(e, at: groups[half], on: link.right.stage, extra: link.right.extra)
  }

  /// The values of an expression at the points, nil where it has none.
  func values(of e: Expression) throws(Fault) -> [PointValue?] {
    try values(of: [e])[0]
  }

  /// The values of expressions at the points, or at their partners: together where all of them have
  /// values, else one by one.
  func values(of expressions: [Expression], half: Int = 0) throws(Fault) -> [[PointValue?]] {
    let none = [PointValue?](repeating: nil, count: count)
    guard !expressions.isEmpty else { return [] }
    let whole = expressions.count == 1 ? expressions[0] : .made(.tuple(expressions))
    let found = try MendingTrial.attempt { () throws(Fault) in
      var all = expressions.map { _ in none }
      for (group, positions) in byGroup {
        let side = side(whole, half)
        let recording = try side.recording(group)
        // A record of the header has several numbers, and no value of its own.
        let fits = recording.numberCount == expressions.count
        guard fits || expressions.count == 1 && recording.numberCount == 0 else {
          throw Fault("derive", "no number", at: nil)
        }
        let values = try SideValues(
          recording, at: positions.map { places[$0].row }, on: side.stage, repeats: 0)
        for (place, position) in positions.enumerated() where values.failures[place] == nil {
          split(values, place, recording) { all[$0][position] = $1 }
        }
      }
      return all
    }
    if let found { return found }
    guard expressions.count > 1 else { return [none] }
    let middle = expressions.count / 2
    return try values(of: Array(expressions[..<middle]), half: half)
      + values(of: Array(expressions[middle...]), half: half)
  }

  /// The values of the parts of a tuple at one row.
  private func split(
    _ values: SideValues, _ row: Int, _ side: RecordedSide, _ note: (Int, PointValue) -> Void
  ) {
    let numbers = values.values[row]
    if values.shapes.count == 1 || side.numberCount == 1 {
      return note(0, PointValue(shape: values.shapes.first?.extents ?? [], numbers: numbers))
    }
    let isComplex = side.form.parts.filter(\.isNumeric).map { $0.numericType?.element == .c128 }
    var start = 0
    for (number, shape) in values.shapes.enumerated() {
      let size = shape.count * (number < isComplex.count && isComplex[number] ? 2 : 1)
      guard start + size <= numbers.count else { return }
      note(number, PointValue(shape: shape.extents, numbers: Array(numbers[start..<start + size])))
      start += size
    }
  }

  /// What is seen of another right side, at the first so many points of each group, nan elsewhere.
  func seen(_ e: Expression, groups limit: Int, rows: Int) throws(Fault) -> [Double]? {
    try MendingTrial.attempt { () throws(Fault) in
      var halves = groups.map { _ in [Double](repeating: .nan, count: count) }
      for half in groups.indices {
        let side = side(e, half)
        for (group, positions) in byGroup.prefix(limit) {
          let chosen = Array(positions.prefix(rows))
          let recording = try side.recording(group)
          let values = try SideValues(
            recording, at: chosen.map { places[$0].row }, on: side.stage, repeats: 0)
          let wanted = try link.right.values(group)
          guard values.shapes.isEmpty || values.shapes == wanted.shapes else {
            throw Fault("shape", "another shape", at: nil)
          }
          for (place, position) in chosen.enumerated() where values.failures[place] == nil {
            halves[half][position] = MendingTrial.projection(values.values[place])
          }
        }
      }
      return combined(halves[0], halves[groups.count - 1])
    }
  }

  /// Whether a side agrees with the left one at the points of the search: first at a few, as nearly all
  /// that do not fail there.
  func agrees(_ e: Expression) throws(Fault) -> Bool {
    for (groups, rows) in [(1, 6), (byGroup.count, count)] {
      guard let seen = try seen(e, groups: groups, rows: rows) else { return false }
      let tried = byGroup.prefix(groups).flatMap { $0.positions.prefix(rows) }
      let failures = tried.count { p in
        !(abs(seen[p] - target[p]) <= 16 * tolerances[p] + 1e-9 * abs(target[p]))
      }
      guard 10 * failures <= tried.count else { return false }
    }
    return true
  }

  /// Whether the link holds at all its points with another right side.
  func holds(withRight e: Expression, givenSizesOnly: Bool) throws(Fault) -> Bool {
    if standardErrors != nil { return try misfit(withRight: e) != nil }
    return try MendingTrial.attempt { () throws(Fault) in
      let verdict = try link.with(right: e).verdict()
      return givenSizesOnly ? verdict.atGivenSizes.holds : verdict.holds
    } ?? false
  }

  /// How badly a right side fits the estimates of the left one: χ² less its mean; nil where it does not
  /// fit, as one point or all together are too far away.
  func misfit(withRight e: Expression) throws(Fault) -> Double? {
    guard let standardErrors, let seen = try seen(e, groups: byGroup.count, rows: count) else {
      return nil
    }
    let scores = seen.indices.map { (seen[$0] - target[$0]) / standardErrors[$0] }
    guard scores.allSatisfy({ abs($0) <= 4.5 }) else { return nil }
    let number = Double(scores.count)
    let sum = scores.reduce(0, +) / number.squareRoot()
    let excess = scores.reduce(0) { $0 + $1 * $1 } - number
    return abs(sum) <= 4.5 && excess <= 5 * (2 * number).squareRoot() ? excess : nil
  }

  // MARK: Names

  /// The names of the header that are drawn or defined here, and those that are functions.
  func names() throws(Fault) -> (names: [LinkName], functions: Set<String>) {
    var names: [LinkName] = [], functions: Set<String> = []
    let header = link.left.stage.header
    let needed = header.needed(
      for: [link.left, link.right].flatMap { Resolver.freeNames(of: $0.expression) })
    let sizes = Set(header.dimensions.map(\.name.canonical))
    // The size of a vector may be what is missing.
    let used = Set(needed.map(\.name.canonical)).union(
      needed.filter { $0.domain != nil }.flatMap(\.uses).filter(sizes.contains))
    for entry in header.entries where used.contains(entry.name.canonical) {
      let name = entry.name.canonical
      let sort = ValueSort(try values(of: .named(name)))
      if sort == .other { functions.insert(name) }
      let domain =
        sizes.contains(name)
        ? "size" : entry.domain.map { SyntaxPrinter.text(of: $0) } ?? "definition of \(name)"
      names.append(LinkName(name: name, domain: domain, sort: sort))
    }
    return (names, functions)
  }
}
