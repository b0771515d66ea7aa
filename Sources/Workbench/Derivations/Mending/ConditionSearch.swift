import Glibc
import Language
import Tensors

/// The search for the condition under which a link holds, where it holds in part of the domain.
///
/// From points where it does not, the way to the nearest point where it does is bisected; what is the
/// same at all the boundary points that this gives is the condition.
struct ConditionSearch {
  private let trial: LinkTrial
  private let group: Int
  private let holding: [Int]
  private let failing: [Int]
  private let stage: DerivationStage

  /// How many ways are bisected, and how often.
  private static let ways = 24, halvings = 44

  /// The search among the generic points of one group with the sizes of the header; nil unless the link
  /// holds at 5 to 95 of 100 of them.
  init?(_ trial: LinkTrial, _ verdict: LinkVerdict) throws(Fault) {
    guard case .exact = trial.sense, let group = trial.left.groups.firstIndex(where: \.isAsGiven)
    else { return nil }
    var holding: [Int] = [], failing: [Int] = []
    for row in 0..<trial.left.groups[group].count {
      let place = PointPlace(group: group, row: row)
      guard verdict.kinds[place] == .generic, let judgement = verdict.judgements[place] else {
        continue
      }
      switch judgement {
      case .holds: holding.append(row)
      case .fails, .nan: failing.append(row)
      default: break
      }
    }
    let share = Double(holding.count) / Double(max(1, holding.count + failing.count))
    guard share >= 0.05, share <= 0.95, failing.count >= 3, holding.count >= 3 else { return nil }
    (self.trial, self.group, self.holding, self.failing) = (trial, group, holding, failing)
    stage = trial.left.stage
  }

  /// The condition, or nil where none was found.
  func condition() throws(Fault) -> Expression? {
    let points = trial.left.groups[group]
    guard !points.columns.isEmpty, let boundary = try boundary(points) else { return nil }
    let names = points.columns.filter { $0.of == nil }.map(\.name.spelled)
    let words = BoundaryVocabulary(
      names: names, sides: [trial.left.expression, trial.right.expression])
    let expressions = words.expressions
    let atBoundary = try values(expressions, boundary, Array(0..<boundary.count))
    let rows = holding + failing
    let atPoints = try values(expressions, points, rows)
    var found: (Expression, Double)?
    for (number, expression) in expressions.enumerated() {
      let border = BoundaryValue(atBoundary[number], spread: atPoints[number])
      guard let border else { continue }
      let holds = Array(atPoints[number].prefix(holding.count))
      let fails = Array(atPoints[number].dropFirst(holding.count))
      guard let isAbove = border.side(holds, fails) else { continue }
      let cost = words.costs[number] + border.constant.map(\.bits, or: 0)
      if cost < found?.1 ?? .infinity {
        found = (border.comparison(expression, isAbove: isAbove), cost)
      }
    }
    if let found { return found.0 }
    return monomial(expressions, words, atBoundary, atPoints)
  }

  // MARK: The boundary

  /// The points of the boundary, each the last one on its way at which the link holds.
  private func boundary(_ points: PointGroup) throws(Fault) -> PointGroup? {
    guard let coordinates = try Coordinates(points) else { return nil }
    let starts = failing.prefix(ConditionSearch.ways)
    let ends = starts.map { start in
      holding.min { coordinates.distance(start, $0) < coordinates.distance(start, $1) }
        ?? holding[0]
    }
    var low = starts.map { _ in 0.0 }, high = starts.map { _ in 1.0 }
    for _ in 0..<ConditionSearch.halvings {
      let middle = zip(low, high).map { ($0 + $1) / 2 }
      let between = try coordinates.group(Array(starts), ends, at: middle)
      for (way, holds) in try holds(between).enumerated() {
        if holds { high[way] = middle[way] } else { low[way] = middle[way] }
      }
    }
    return try coordinates.group(Array(starts), ends, at: high)
  }

  /// At which points of a group the link holds.
  private func holds(_ points: PointGroup) throws(Fault) -> [Bool] {
    let rows = Array(0..<points.count)
    let extra = trial.left.extra(group)
    let sides = [trial.left.expression, trial.right.expression]
    var seen: [SideValues] = []
    for side in sides {
      let recording = try RecordedSide(side, in: points, on: stage, extra: extra)
      seen.append(try SideValues(recording, at: rows, on: stage, repeats: 0))
    }
    return rows.map { row in
      let a = seen[0].values[row], b = seen[1].values[row]
      guard seen[0].failures[row] == nil, seen[1].failures[row] == nil, !a.isEmpty else {
        return false
      }
      return zip(a, b).allSatisfy { x, y in
        let slack = 1e-9 * max(abs(x), abs(y)) + 1e-12
        guard x.isFinite, y.isFinite else { return false }
        return switch trial.relation {
        case .equal: abs(x - y) <= slack
        case .atMost: x <= y + slack
        case .atLeast: x >= y - slack
        }
      }
    }
  }

  /// The values of scalar expressions at rows of a group, nan where there is none.
  private func values(
    _ expressions: [Expression], _ points: PointGroup, _ rows: [Int]
  ) throws(Fault) -> [[Double]] {
    var all: [[Double]] = []
    for expression in expressions {
      let numbers = try MendingTrial.attempt { () throws(Fault) in
        let side = try RecordedSide(
          expression, in: points, on: stage, extra: trial.left.extra(group))
        let values = try SideValues(side, at: rows, on: stage, repeats: 0)
        return rows.indices.map { values.values[$0].count == 1 ? values.values[$0][0] : .nan }
      }
      all.append(numbers ?? rows.map { _ in .nan })
    }
    return all
  }

  // MARK: Monomials

  /// A condition `g < c x^a y^b` of positive names: the combination of logarithms that is the same at all
  /// boundary points.
  private func monomial(
    _ expressions: [Expression], _ words: BoundaryVocabulary, _ border: [[Double]],
    _ points: [[Double]]
  ) -> Expression? {
    let scalars = expressions.indices.filter { number in
      words.isName(number) && points[number].allSatisfy { $0 > 0 }
        && border[number].allSatisfy { $0 > 0 }
    }
    guard scalars.count >= 2 else { return nil }
    for first in scalars {
      let others = scalars.filter { $0 != first }
      let known = others.map { Ingredient(expressions[$0], border[$0], cost: 1) }
      let wanted = WantedValues(border[first], errors: border[first].map { 1e-10 * $0 })
      guard let found = wanted.explanations(Vocabulary([], variables: known)).first else {
        continue
      }
      let right = found.expression
      let values = points[first].indices.map { p in
        points[first][p]
          / found.value { e in
            others.first { expressions[$0].text == e.text }.map { points[$0][p] } ?? .nan
          }
      }
      let holds = Array(values.prefix(holding.count)),
        fails = Array(values.dropFirst(holding.count))
      guard let border = BoundaryValue([1, 1, 1], spread: values),
        let isAbove = border.side(holds, fails)
      else { continue }
      return BoundaryValue.comparison(expressions[first], right, isAbove: isAbove)
    }
    return nil
  }
}

extension Optional {
  /// A number of what there is, or another one.
  fileprivate func map(_ number: (Wrapped) -> Double, or other: Double) -> Double {
    map(number) ?? other
  }
}
