import Language

/// The right side of a link with holes in all its nodes, at the points of a search: what is seen of it with
/// numbers in the holes.
struct HoleField {
  /// A hole: a factor of a node, or a term beside it.
  struct Hole {
    /// The node.
    let site: Site
    /// What multiple of is added to the node, nil where the node is multiplied; the number 1 stands for
    /// ones of the node's shape.
    let partner: Expression?
    /// The part of the instrumented side that has the hole.
    fileprivate let part: Int
    /// Whether the part's term is what is sought, not its factor.
    fileprivate let isTerm: Bool

    /// Where a search begins: a factor 1 or a term 0.
    var start: Double { partner == nil ? 1 : 0 }
  }

  /// The holes.
  private(set) var holes: [Hole] = []
  private let trial: MendingTrial
  /// For the points and for their partners, the instrumented sides of each group.
  private var sides: [[Int: InstrumentedSide]] = []
  private var parts: [Expression] = []
  private var instrumented: Expression

  /// The field of the nodes of a side, with the partners that each may get a multiple of; nil where the
  /// side cannot be recorded with holes.
  init?(
    _ trial: MendingTrial, sites: [Site], partners: (Site) -> [Expression]
  ) throws(Fault) {
    self.trial = trial
    instrumented = trial.link.right.expression
    // The innermost first, so that the paths of the outer ones stay.
    for site in sites.sorted(by: { $0.path.steps.count > $1.path.steps.count }) {
      holes.append(Hole(site: site, partner: nil, part: parts.count, isTerm: false))
      let own = parts.count
      parts.append(site.node)
      for partner in partners(site) {
        if partner.literal == 1 {
          holes.append(Hole(site: site, partner: partner, part: own, isTerm: true))
        } else {
          add(partner, beside: site)
        }
      }
    }
    guard try record() else { return nil }
  }

  /// A term `0*t` beside a node, the zero of which is a part of its own.
  private mutating func add(_ partner: Expression, beside site: Site) {
    let place = SourceSpan(
      source: SourceID(-2), start: Int32(parts.count), end: Int32(parts.count))
    let zero = Expression(.float(0), span: place)
    holes.append(Hole(site: site, partner: partner, part: parts.count, isTerm: true))
    parts.append(zero)
    guard let node = instrumented[site.path] else { return }
    instrumented = instrumented.replacing(site.path, by: node + zero * partner)
  }

  private mutating func record() throws(Fault) -> Bool {
    let stage = trial.link.right.stage
    for groups in trial.groups {
      var own: [Int: InstrumentedSide] = [:]
      for (group, _) in trial.byGroup {
        let side = TrialSide(instrumented, at: groups, on: stage, extra: trial.link.right.extra)
        guard
          let recording = try MendingTrial.attempt({ () throws(Fault) in
            try side.recording(group)
          }), let field = try InstrumentedSide(recording, parts: parts, on: stage)
        else { return false }
        own[group] = field
      }
      sides.append(own)
    }
    return true
  }

  /// The values of the nodes by their paths, nil for those inside binders.
  func nodeValues() throws(Fault) -> [NodePath: [PointValue?]] {
    var values: [NodePath: [PointValue?]] = [:]
    for (group, positions) in trial.byGroup {
      guard let side = sides[0][group] else { continue }
      let found = try side.partValues(at: positions.map { trial.places[$0].row })
      for hole in holes where hole.partner == nil {
        guard let numbers = found[hole.part], let shape = side.shapes[hole.part] else { continue }
        var own = values[hole.site.path] ?? [PointValue?](repeating: nil, count: trial.count)
        for (position, numbers) in zip(positions, numbers) {
          own[position] = PointValue(shape: shape.extents, numbers: numbers)
        }
        values[hole.site.path] = own
      }
    }
    return values
  }

  /// What is seen at each point with a number in a hole, for several holes at once: the numbers and what is
  /// seen lie hole by hole.
  func seen(_ chosen: [Int], _ numbers: [Double]) throws(Fault) -> [Double] {
    var halves = sides.map { _ in [Double](repeating: .nan, count: numbers.count) }
    for half in sides.indices {
      for (group, positions) in trial.byGroup {
        guard let side = sides[half][group] else { continue }
        var trials: [InstrumentedSide.Trial] = [], targets: [Int] = []
        for (order, hole) in chosen.enumerated() {
          for position in positions {
            let target = order * trial.count + position
            targets.append(target)
            trials.append(self.trial(holes[hole], trial.places[position].row, numbers[target]))
          }
        }
        for (target, values) in zip(targets, try side.values(trials)) {
          halves[half][target] = MendingTrial.projection(values)
        }
      }
    }
    return trial.combined(halves[0], halves[sides.count - 1])
  }

  private func trial(_ hole: Hole, _ row: Int, _ number: Double) -> InstrumentedSide.Trial {
    var trial = InstrumentedSide.Trial(row: row, hole: hole.part)
    if hole.isTerm { trial.term = number } else { trial.factor = number }
    return trial
  }
}
