import Language

/// Looks for what would mend a link that fails.
struct Mending {
  let trial: LinkTrial
  let verdict: LinkVerdict
  /// The number of the left side in its chain, from 0.
  let index: Int

  init(_ trial: LinkTrial, _ verdict: LinkVerdict, index: Int) {
    self.trial = trial
    self.verdict = verdict
    self.index = index
  }

  /// The fault with what was found, at the place that it is about.
  func diagnosed(_ fault: Fault) throws(Fault) -> Fault { fault }

  /// The fault of a link that has no value in part of the domain, with the condition under which it has.
  func conditioned(_ fault: Fault) throws(Fault) -> Fault { fault }
}
