import Language

/// Pairs of points that differ in some variables only: what does not depend on these cancels in a
/// difference.
final class Pairing {
  /// The points with the variables of their neighbours.
  let groups: [PointGroup]
  /// For each group which of its points have such a partner that satisfies the condition.
  let isAllowed: [[Bool]]
  private var sides: [ObjectIdentifier: TrialSide] = [:]

  /// Gives each point the values that its neighbour has of some variables, of all where none is
  /// named.
  init(
    _ names: [Name], of groups: [PointGroup], on stage: DerivationStage
  ) throws(Fault) {
    let wanted = Set(names.map(\.canonical))
    for name in names {
      guard let entry = stage.header[name.canonical], entry.domain != nil else {
        throw Fault(
          "derive", "\(name.spelled) is no variable of the header", at: name.span,
          hint: "\(name.spelled) in reals")
      }
      if groups.contains(where: { $0.integers.contains { $0.name.canonical == name.canonical } }) {
        throw Fault(
          "derive",
          "\(name.spelled) is an integer, the same at many points: terms free of it cannot be told",
          at: name.span)
      }
    }
    var shifted: [PointGroup] = [], allowed: [[Bool]] = []
    for group in groups {
      let order = (0..<group.count).map { ($0 + 1) % group.count }
      var columns: [PointGroup.Column] = []
      for column in group.columns {
        guard wanted.isEmpty || wanted.contains(column.name.canonical) else {
          columns.append(column)
          continue
        }
        columns.append(
          PointGroup.Column(
            name: column.name, rows: try column.rows.taking(order), of: column.of))
      }
      let partner = PointGroup(
        integers: group.integers, columns: columns, kinds: group.kinds,
        isAsGiven: group.isAsGiven)
      shifted.append(partner)
      let satisfying = Set(try stage.satisfying(partner))
      allowed.append((0..<partner.count).map { satisfying.contains($0) })
    }
    self.groups = shifted
    isAllowed = allowed
  }

  func left(_ trial: LinkTrial) -> TrialSide { side(trial.left) }
  func right(_ trial: LinkTrial) -> TrialSide { side(trial.right) }

  private func side(_ side: TrialSide) -> TrialSide {
    if let known = sides[ObjectIdentifier(side)] { return known }
    let partner = side.at(groups)
    sides[ObjectIdentifier(side)] = partner
    kept.append(side)
    return partner
  }

  /// The sides that were asked for, so that no other one gets their identity.
  private var kept: [TrialSide] = []
}
