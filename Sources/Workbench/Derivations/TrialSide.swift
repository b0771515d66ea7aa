import Language
import Tensors

/// A side of a derivation with its values at the points, each computed when it is asked for.
final class TrialSide {
  let expression: Expression
  let stage: DerivationStage
  let groups: [PointGroup]
  /// Names beside those of the header, with their values in each group.
  let extra: (Int) -> [(name: Name, value: Value)]
  private var recorded: [Int: RecordedSide] = [:]
  private var found: [Int: SideValues] = [:]
  private var reconsidered: [Int: SideValues] = [:]

  init(
    _ expression: Expression, at groups: [PointGroup], on stage: DerivationStage,
    extra: @escaping (Int) -> [(name: Name, value: Value)] = { _ in [] }
  ) {
    self.expression = expression
    self.groups = groups
    self.stage = stage
    self.extra = extra
  }

  /// The side as recorded for a group.
  func recording(_ group: Int) throws(Fault) -> RecordedSide {
    if let known = recorded[group] { return known }
    let side = try RecordedSide(
      expression, in: groups[group], on: stage, extra: extra(group))
    recorded[group] = side
    return side
  }

  /// The values at all points of a group; their uncertainty is that of rounding and tolerances.
  func values(_ group: Int) throws(Fault) -> SideValues {
    if let known = found[group] { return known }
    let values = try values(group, at: Array(0..<groups[group].count))
    found[group] = values
    return values
  }

  /// The same with what quadrature rules of other numbers of nodes would give counted as uncertainty.
  func valuesWithSecondOpinion(_ group: Int) throws(Fault) -> SideValues {
    var values = try values(group)
    guard try recording(group).usesRules else { return values }
    if let known = reconsidered[group] { return known }
    let rows = Array(0..<groups[group].count)
    let other = try withOtherRules { (side) throws(Fault) in
      try SideValues(side.recording(group), at: rows, on: stage, repeats: 0)
    }
    values.addDistance(from: other)
    reconsidered[group] = values
    return values
  }

  /// The values at some points of a group.
  func values(
    _ group: Int, at rows: [Int], repeats: Int = SideValues.repeats, seed: UInt64 = 1
  ) throws(Fault) -> SideValues {
    let recording = try recording(group)
    var values = try SideValues(recording, at: rows, on: stage, repeats: repeats, seed: seed)
    if recording.isApproximate { values.addNoise { TrialSide.tolerated * abs($0) } }
    return values
  }

  /// The relative uncertainty of what stops at a tolerance: those of the library are near 10^-10.
  private static let tolerated = 4e-12

  /// The same side with quadrature rules of other numbers of nodes.
  private func withOtherRules<Result>(
    _ body: (TrialSide) throws(Fault) -> Result
  ) throws(Fault) -> Result {
    let usual = stage.sampling
    defer { stage.sampling = usual }
    stage.sampling.hasOtherRules = true
    return try body(TrialSide(expression, at: groups, on: stage, extra: extra))
  }

  /// Whether it has means over samples.
  func isSampled() throws(Fault) -> Bool {
    guard !groups.isEmpty else { return false }
    return try recording(0).isSampled
  }

  /// The same side at some of its groups.
  func keeping(_ kept: [Int]) -> TrialSide {
    let extra = extra
    let side = TrialSide(expression, at: kept.map { groups[$0] }, on: stage) { extra(kept[$0]) }
    for (index, group) in kept.enumerated() { side.recorded[index] = recorded[group] }
    return side
  }

  /// The same side at other points of the same groups.
  func at(_ other: [PointGroup]) -> TrialSide {
    TrialSide(expression, at: other, on: stage, extra: extra)
  }
}
