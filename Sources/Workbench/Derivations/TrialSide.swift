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
    let values = try SideValues(
      recording(group), at: Array(0..<groups[group].count), on: stage)
    found[group] = values
    return values
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
