import Language
import Tensors
import Tracing

/// A link of a derivation that is tried: two sides, how they are related and in what sense.
final class LinkTrial {
  /// In what sense sides are compared, with what points are paired by.
  enum Sense {
    case exact
    /// Differences between points that differ in these columns only are equal.
    case upToConstant(Pairing)
    /// Ratios between such points are equal.
    case upToFactor(Pairing)
  }

  let left: TrialSide, right: TrialSide
  let relation: DerivationLink.Relation
  let sense: Sense

  init(
    _ left: TrialSide, _ relation: DerivationLink.Relation, _ right: TrialSide,
    _ sense: Sense = .exact
  ) {
    self.left = left
    self.right = right
    self.relation = relation
    self.sense = sense
  }

  /// What points are paired by, nil where sides are compared as they are.
  var pairing: Pairing? {
    switch sense {
    case .exact: nil
    case .upToConstant(let pairing), .upToFactor(let pairing): pairing
    }
  }

  /// The same link with another right side.
  func with(right expression: Expression) -> LinkTrial {
    LinkTrial(left, relation, right.replaced(by: expression), sense)
  }

  /// The same link with another left side.
  func with(left expression: Expression) -> LinkTrial {
    LinkTrial(left.replaced(by: expression), relation, right, sense)
  }

  /// What all points say; failures are confirmed by more disturbances.
  func verdict() throws(Fault) -> LinkVerdict {
    var verdict = LinkVerdict()
    for group in left.groups.indices { try judge(group, &verdict) }
    return verdict
  }

  // MARK: Points

  private func judge(_ group: Int, _ verdict: inout LinkVerdict) throws(Fault) {
    let points = left.groups[group]
    var comparisons = try comparisons(group) { (side) throws(Fault) in try side.values(group) }
    // Only what fails needs to know how much quadrature rules are to blame.
    let usesRules = (try left.recording(group).usesRules, try right.recording(group).usesRules)
    let hasRules = usesRules.0 || usesRules.1
    if hasRules, comparisons.contains(where: \.fails) {
      comparisons = try self.comparisons(group) { (side) throws(Fault) in
        try side.valuesWithSecondOpinion(group)
      }
    }
    for (row, comparison) in comparisons.enumerated() {
      verdict.add(comparison, at: PointPlace(group: group, row: row), in: points)
    }
    if hasRules { return }
    try confirm((0..<points.count).filter { comparisons[$0].fails }, group, &verdict)
  }

  /// What each point of a group says by these values of the sides.
  private func comparisons(
    _ group: Int, _ values: (TrialSide) throws(Fault) -> SideValues
  ) throws(Fault) -> [Comparison] {
    let a = try values(left), b = try values(right)
    try requireSameShape(group, a, b)
    let others = try pairing.map { (pairing) throws(Fault) in
      (try values(pairing.left(self)), try values(pairing.right(self)))
    }
    let isPaired = pairing?.isAllowed[group]
    return left.groups[group].kinds.indices.map {
      isPaired?[$0] ?? true ? compared($0, a, b, others) : .none
    }
  }

  /// Failing points with four times as many disturbances, the worst eight of them: an unlucky few
  /// may have made the uncertainty too small.
  private func confirm(
    _ suspects: [Int], _ group: Int, _ verdict: inout LinkVerdict
  ) throws(Fault) {
    guard !suspects.isEmpty, case .exact = sense else { return }
    let worst = suspects.sorted {
      let p = verdict.excess[PointPlace(group: group, row: $0)] ?? 0
      let q = verdict.excess[PointPlace(group: group, row: $1)] ?? 0
      return p > q
    }
    let rows = Array(worst.prefix(8))
    let a = try left.values(group, at: rows, repeats: 16, seed: 7)
    let b = try right.values(group, at: rows, repeats: 16, seed: 7)
    for (place, row) in rows.enumerated() {
      verdict.add(
        compared(place, a, b, nil), at: PointPlace(group: group, row: row), in: left.groups[group])
    }
  }

  private func requireSameShape(
    _ group: Int, _ a: SideValues, _ b: SideValues
  ) throws(Fault) {
    guard !a.shapes.isEmpty, !b.shapes.isEmpty, a.shapes != b.shapes else { return }
    throw DerivationFault.shapes(
      left, right, try left.recording(group).form, try right.recording(group).form, a.shapes,
      b.shapes)
  }

  // MARK: One point

  struct Comparison {
    var judgement = LinkVerdict.Judgement.undecided
    var difference = 0.0
    var excess = 0.0
    /// The relative difference that would be seen.
    var resolution = 0.0

    static let none = Comparison()

    /// Whether the point contradicts the link.
    var fails: Bool { if case .fails = judgement { true } else { false } }
  }

  private func compared(
    _ row: Int, _ a: SideValues, _ b: SideValues, _ others: (SideValues, SideValues)?
  ) -> Comparison {
    if let one = LinkTrial.oneSided(row, a, b) { return one }
    guard a.isDecided[row], b.isDecided[row] else { return .none }
    var l = Quantity.list(a, row), r = Quantity.list(b, row)
    if let others {
      if let one = LinkTrial.oneSided(row, others.0, others.1) { return one }
      guard others.0.isDecided[row], others.1.isDecided[row] else { return .none }
      let l2 = Quantity.list(others.0, row), r2 = Quantity.list(others.1, row)
      switch sense {
      case .exact: break
      case .upToConstant:
        l = zip(l, l2).map { $0 - $1 }
        r = zip(r, r2).map { $0 - $1 }
      case .upToFactor: return factors(l, r, l2, r2)
      }
    }
    return judged(l, r)
  }

  /// Compares numbers that are to be related.
  private func judged(_ l: [Quantity], _ r: [Quantity]) -> Comparison {
    var result = Comparison(judgement: .holds)
    for (x, y) in zip(l, r) {
      let signed = x.value - y.value
      let difference: Double
      switch relation {
      case .equal: difference = abs(signed)
      case .atMost: difference = max(signed, 0)
      case .atLeast: difference = max(-signed, 0)
      }
      let largest = max(x.scale, y.scale)
      let allowed =
        LinkVerdict.allowed * (x.noise + y.noise) + LinkVerdict.relative * largest
      // What cancels is measured by what it was made of, which its rounding shows.
      let made = max(largest, (x.noise + y.noise) * 0x1p52)
      if made > 0 { result.difference = max(result.difference, difference / made) }
      if difference > allowed {
        result.judgement = .fails
      } else {
        // A number that is none of those near it by its own rounding, while the other side may be
        // any of them, says nothing.
        let clear = max(x.clear, y.clear)
        if allowed > LinkVerdict.coarsest * clear, clear > 0, result.judgement.holds {
          result.judgement = .undecided
        }
        if clear > 0 { result.resolution = max(result.resolution, allowed / clear) }
      }
      result.excess = max(result.excess, allowed > 0 ? difference / allowed : 0)
    }
    return result
  }

  /// Compares what is to be equal up to a factor: logarithms of ratios, and their signs.
  private func factors(
    _ l: [Quantity], _ r: [Quantity], _ l2: [Quantity], _ r2: [Quantity]
  ) -> Comparison {
    var logs: ([Quantity], [Quantity]) = ([], []), sign: Bool?
    for k in l.indices {
      let all = [l[k], l2[k], r[k], r2[k]]
      // Where a side vanishes, both must.
      if all.contains(where: { abs($0.value) <= LinkVerdict.allowed * $0.noise }) {
        let isZero = all.map { abs($0.value) <= LinkVerdict.allowed * $0.noise }
        if isZero[0] == isZero[2], isZero[1] == isZero[3] { continue }
        return Comparison(judgement: .fails, difference: 1, excess: 1)
      }
      let own = (l[k].value > 0) == (r[k].value > 0)
      let other = (l2[k].value > 0) == (r2[k].value > 0)
      // One factor for all numbers of a side, at all points.
      if own != other || own != sign ?? own {
        return Comparison(judgement: .fails, difference: 2, excess: 2)
      }
      sign = own
      logs.0.append(l[k].logarithm - l2[k].logarithm)
      logs.1.append(r[k].logarithm - r2[k].logarithm)
      if k > 0, l.indices.contains(k - 1), abs(l[k - 1].value) > 0, abs(r[k - 1].value) > 0 {
        logs.0.append(l[k].logarithm - l[k - 1].logarithm)
        logs.1.append(r[k].logarithm - r[k - 1].logarithm)
      }
    }
    return judged(logs.0, logs.1)
  }

  private static func oneSided(_ row: Int, _ a: SideValues, _ b: SideValues) -> Comparison? {
    let l = a.failures[row] == nil ? a.values[row] : [.nan]
    let r = b.failures[row] == nil ? b.values[row] : [.nan]
    guard !l.isEmpty, !r.isEmpty else { return nil }
    let nans = (l.contains(where: \.isNaN), r.contains(where: \.isNaN))
    if nans.0, nans.1 { return Comparison(judgement: .void) }
    if nans.0 != nans.1 {
      let other = nans.0 ? b : a
      guard other.isDecided[row] else { return nil }
      return Comparison(judgement: .nan(nans.0 ? .left : .right))
    }
    let infinite = (l.contains { !$0.isFinite }, r.contains { !$0.isFinite })
    guard infinite.0 != infinite.1, !nans.0 else { return nil }
    let other = infinite.0 ? b : a
    guard other.isDecided[row] else { return nil }
    return Comparison(judgement: .infinite(infinite.0 ? .left : .right))
  }
}

/// A number with its uncertainty.
struct Quantity {
  let value: Double
  let noise: Double
  /// The size of what it was made of, to which a relative tolerance is relative.
  let scale: Double

  static func list(_ side: SideValues, _ row: Int) -> [Quantity] {
    zip(side.values[row], side.noise[row]).map {
      Quantity(value: $0, noise: $1, scale: abs($0))
    }
  }

  static func - (a: Quantity, b: Quantity) -> Quantity {
    Quantity(
      value: a.value - b.value, noise: a.noise + b.noise, scale: max(a.scale, b.scale))
  }

  /// Its size, 0 where it may be 0.
  var clear: Double { abs(value) > LinkVerdict.allowed * noise ? abs(value) : 0 }

  /// Its logarithm, without the sign.
  var logarithm: Quantity {
    var log = Double.nan
    if case .number(let x)? = try? Term.unary(.log, .number(abs(value))) { log = x }
    return Quantity(value: log, noise: noise / abs(value) + 0x1p-52 * abs(log), scale: abs(log))
  }
}

extension TrialSide {
  /// Another expression in its place.
  func replaced(by other: Expression) -> TrialSide {
    TrialSide(other, at: groups, on: stage, extra: extra)
  }
}
