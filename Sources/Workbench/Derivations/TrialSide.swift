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

  /// The values at all points of a group.
  func values(_ group: Int) throws(Fault) -> SideValues {
    if let known = found[group] { return known }
    let recording = try recording(group)
    let rows = Array(0..<groups[group].count)
    var values = try SideValues(recording, at: rows, on: stage)
    if recording.isApproximate { values.addNoise { TrialSide.tolerated * abs($0) } }
    if recording.usesRules {
      let other = try withOtherRules { (side) throws(Fault) in
        try SideValues(side.recording(group), at: rows, on: stage, repeats: 0)
      }
      values.addDistance(from: other)
    }
    found[group] = values
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

  /// The same side at other points of the same groups.
  func at(_ other: [PointGroup]) -> TrialSide {
    TrialSide(expression, at: other, on: stage, extra: extra)
  }
}
