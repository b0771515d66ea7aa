import Language

/// Looks for what would mend a link that fails.
struct Mending {
  let trial: LinkTrial
  let verdict: LinkVerdict
  /// The number of the left side in its chain, from 0.
  let index: Int

  /// How long a search may take.
  #if DEBUG
    static let limit = Duration.seconds(20)
  #else
    static let limit = Duration.seconds(1)
  #endif

  init(_ trial: LinkTrial, _ verdict: LinkVerdict, index: Int) {
    self.trial = trial
    self.verdict = verdict
    self.index = index
  }

  /// The fault with what was found, at the place that it is about.
  func diagnosed(_ fault: Fault) throws(Fault) -> Fault {
    guard let repair = try repair() else { return fault }
    return reported(repair, fault)
  }

  /// What would mend the right side at all sizes, or else at those that the header gives.
  func repair(within limit: Duration = Mending.limit) throws(Fault) -> Repair? {
    let deadline = ContinuousClock.now + limit
    let isVaried = trial.left.groups.contains { !$0.isAsGiven }
    for givenSizesOnly in isVaried ? [false, true] : [true] {
      let search = try MendingSearch(trial, givenSizesOnly: givenSizesOnly, until: deadline)
      if let repair = try search?.run() { return repair }
    }
    return nil
  }

  private func reported(_ repair: Repair, _ fault: Fault) -> Fault {
    let details = fault.details
    let evidence =
      repair.isOneOfMany
      ? "is one way to mend \(index + 2)" : "would mend \(index + 2)"
    var notes = [
      "\(repair.edit.message) \(evidence): it holds at all points tried (evidence, not proof)"
    ]
    for other in repair.alternatives { notes.append("or: \(other.message)") }
    return Fault(
      details.code, details.message, at: repair.edit.original.span, operands: details.operands,
      notes: details.notes + notes, hint: details.hint)
  }

  /// The fault of a link that has no value in part of the domain, with the condition under which it has.
  func conditioned(_ fault: Fault) throws(Fault) -> Fault { fault }
}
