import Language
import Tensors

/// Looks for what would mend a link that fails: a condition under which it holds, or a small edit of its
/// right side.
struct Mending {
  let trial: LinkTrial
  let verdict: LinkVerdict
  /// The number of the left side in its chain, from 0.
  let index: Int

  /// How long a search may compute.
  #if DEBUG
    static let limit = Duration.seconds(20)
  #else
    static let limit = Duration.seconds(3)
  #endif

  init(_ trial: LinkTrial, _ verdict: LinkVerdict, index: Int) {
    self.trial = trial
    self.verdict = verdict
    self.index = index
  }

  /// The fault with what was found, at the place that it is about.
  func diagnosed(_ fault: Fault) throws(Fault) -> Fault {
    if let condition = try condition() { return conditioned(fault, by: condition) }
    guard trial.relation == .equal else { return fault }
    if let repair = try repair() { return reported(repair, fault) }
    fault.details.notes += ["no single slip mends \(index + 2)"]
    fault.details.notes += try nearness()
    return fault
  }

  /// The fault of a link that has no value in part of the domain, with the condition under which it has.
  func conditioned(_ fault: Fault) throws(Fault) -> Fault {
    guard let condition = try condition() else { return fault }
    return conditioned(fault, by: condition)
  }

  // MARK: Repairs

  /// What would mend the right side at all sizes, or else at those that the header gives.
  func repair(within limit: Duration = Mending.limit) throws(Fault) -> Repair? {
    let deadline = ProcessorTime.now + limit
    let isVaried = trial.left.groups.contains { !$0.isAsGiven }
    var found: Repair?
    for givenSizesOnly in isVaried ? [false, true] : [true] where found == nil {
      let search = try MendingSearch(trial, givenSizesOnly: givenSizesOnly, until: deadline)
      found = try search?.run()
    }
    // Where the right side takes a long edit, the left one may take a short one.
    guard found?.isOneOfMany ?? true, ProcessorTime.now < deadline,
      let other = try repairOfLeft(until: deadline)
    else { return found }
    return found.map { $0.cost <= other.cost } ?? false ? found : other
  }

  /// What would mend the left side, if that is small and keeps all its variables.
  private func repairOfLeft(until deadline: ProcessorTime.Instant) throws(Fault) -> Repair? {
    let turned = LinkTrial(trial.right, trial.relation, trial.left, trial.sense)
    let search = try MendingSearch(turned, givenSizesOnly: false, until: deadline)
    guard var repair = try search?.run(), repair.edit.cost <= 8 else { return nil }
    let names = Set(Resolver.freeNames(of: trial.left.expression))
    guard names.isSubset(of: Resolver.freeNames(of: repair.edit.side)) else { return nil }
    repair.isOfLeft = true
    return repair
  }

  private func reported(_ repair: Repair, _ fault: Fault) -> Fault {
    let count = repair.givenSizesOnly ? verdict.atGivenSizes.count : verdict.count
    var evidence = "holds at all \(count) points"
    if repair.givenSizesOnly, count < verdict.count {
      let sizes = trial.left.stage.header.dimensions.compactMap { size in
        size.literal.map { "\(size.name.spelled) = \($0)" }
      }
      if !sizes.isEmpty { evidence += " with \(sizes.joined(separator: ", "))" }
    }
    return fault.mended(
      by: repair, number: repair.isOfLeft ? index + 1 : index + 2, evidence: evidence,
      in: trial.left.stage.session)
  }

  // MARK: What else can be said

  /// How near the sides are, and on which variables their difference or ratio does not depend.
  private func nearness() throws(Fault) -> [String] {
    guard case .exact = trial.sense else { return [] }
    var notes: [String] = []
    let largest = try largestDifference()
    if largest > 0, largest < 1e-3 {
      let digits = NumberStyle(digits: 1, notation: .scientific).format(largest)
      notes.append(
        "the sides differ by \(digits) of their size at most: equal to some digits, not exactly")
    }
    let names = trial.left.groups.first?.columns.map(\.name) ?? []
    for (what, isRatio) in [
      ("\(index + 1) - \(index + 2)", false), ("\(index + 1)/\(index + 2)", true),
    ] {
      var free: [String] = []
      for name in names where try isFree(of: name, ratio: isRatio) { free.append(name.spelled) }
      if !free.isEmpty, free.count < names.count || names.count == 1 {
        notes.append("\(what) does not depend on \(free.joined(separator: ", "))")
      }
    }
    return notes
  }

  /// Whether the difference of the sides, or their ratio, is the same at points that differ in one
  /// variable.
  private func isFree(of name: Name, ratio: Bool) throws(Fault) -> Bool {
    try MendingTrial.attempt { () throws(Fault) in
      let pairing = try Pairing([name], of: trial.left.groups, on: trial.left.stage)
      let paired = LinkTrial(
        trial.left, .equal, trial.right, ratio ? .upToFactor(pairing) : .upToConstant(pairing))
      return try paired.verdict().holds
    } ?? false
  }

  /// The largest |L - R|/max(|L|, |R|) at generic points.
  private func largestDifference() throws(Fault) -> Double {
    var largest = 0.0
    for (group, points) in trial.left.groups.enumerated() {
      let a = try trial.left.values(group), b = try trial.right.values(group)
      for row in points.kinds.indices
      where points.kinds[row] == .generic && a.isDecided[row] && b.isDecided[row] {
        for (x, y) in zip(a.values[row], b.values[row]) where max(abs(x), abs(y)) > 0 {
          largest = max(largest, abs(x - y) / max(abs(x), abs(y)))
        }
      }
    }
    return largest
  }

  // MARK: Conditions

  private func condition() throws(Fault) -> Expression? {
    try MendingTrial.attempt { () throws(Fault) in
      try ConditionSearch(trial, verdict)?.condition()
    } ?? nil
  }

  private func conditioned(_ fault: Fault, by condition: Expression) -> Fault {
    let details = fault.details
    let sign =
      switch trial.relation {
      case .equal: "="
      case .atMost: "<="
      case .atLeast: ">="
      }
    let given = verdict.atGivenSizes
    let others = given.places {
      if case .fails = $0 { true } else if case .nan = $0 { true } else { false }
    }
    let text = trial.left.stage.session.spaced(
      "`\(condition.text)`", as: [trial.left.expression, trial.right.expression]
    ).filter { $0 != "`" }
    return Fault(
      details.code,
      "\(index + 1) \(sign) \(index + 2) holds for \(text) only (it does not at \(others.count) of \(given.count) points)",
      at: details.span, operands: details.operands, notes: [details.message] + details.notes,
      hint: "where \(text)")
  }
}
