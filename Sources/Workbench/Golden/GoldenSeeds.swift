/// What a run under another seed says of the claims in standard errors.
///
/// Each claim `check a ≈ b se k` fails by chance, with probability p = erfc(k/√2): 2.7e-3 for k = 3,
/// 6.3e-5 for k = 4. Among hundreds of claims one run would be wrong too often; so a claim that
/// fails is tried again under four further seeds, and is called wrong where at least two of them
/// fail, too. A true claim is called wrong with probability p·6p² = 6p³: 1.2e-7 for k = 3, 1.5e-12
/// for k = 4, while one that is off by far fails nearly always.
struct GoldenSeeds: Hashable, Sendable {
  /// The further seeds of a claim that fails.
  static let tries = 4
  /// How many of them have to fail as well.
  static let failures = 2

  /// Claims that were judged.
  var judged = 0
  /// Those that failed and were tried again.
  var retried = 0
  /// Those called wrong.
  var wrong = 0

  static func + (left: GoldenSeeds, right: GoldenSeeds) -> GoldenSeeds {
    GoldenSeeds(
      judged: left.judged + right.judged, retried: left.retried + right.retried,
      wrong: left.wrong + right.wrong)
  }

  /// The seeds that follow one, within what a session can be given.
  static func further(than seed: UInt64) -> [UInt64] {
    (1...UInt64(tries)).map { (seed &+ $0) & UInt64(Int.max) }
  }

  /// The line before a run.
  static func announcement(_ seed: UInt64) -> String {
    "seed \(seed): only claims in standard errors are judged, and errors that no file expects; "
      + "--seed \(seed) repeats this run\n"
  }

  /// The line after a run.
  var summary: String {
    let claims = judged == 1 ? "1 claim in standard errors" : "\(judged) claims in standard errors"
    guard retried > 0 else { return "\(claims) judged, none failed\n" }
    return "\(claims) judged, \(retried) failed and tried under \(Self.tries) further seeds, "
      + "\(wrong) wrong, as \(Self.failures) of those fail, too\n"
  }
}

extension GoldenJudge {
  /// How many claims of a run are judged: not those that are expected to fail.
  func claims(of run: GoldenExecution) -> Int {
    zip(run.cases, run.results).reduce(0) { count, pair in
      let (golden, got) = pair
      let isFree =
        golden.annotation.expectedFailure != nil || golden.want.expectsError(in: document.form)
      return isFree ? count : count + got.claims
    }
  }

  /// Under another seed only the claims in standard errors say something, and errors that have
  /// nothing to do with a claim; what is printed must still not depend on the threads.
  func mismatchUnderSeed(
    _ golden: GoldenCase, _ got: GoldenResult, _ other: GoldenResult
  ) -> GoldenMismatch? {
    guard golden.annotation.expectedFailure == nil else { return nil }
    let reason: String
    var claimFails = false
    if !golden.annotation.isFree, got != other {
      reason = "one thread and several threads print different things"
    } else if golden.want.expectsError(in: document.form) || !got.failed {
      return nil
    } else if got.failsClaim {
      reason = "fails with this seed"
      claimFails = true
    } else if got.diagnostics.contains(where: { $0.hasPrefix("error[check]") }) {
      return nil
    } else {
      reason = "unexpected error"
    }
    var mismatch = GoldenMismatch(line: golden.lines.lowerBound, reason: reason, got: got)
    mismatch.isFailedClaim = claimFails
    return mismatch
  }
}

extension GoldenRunner {
  /// What is wrong with a file under another seed, once claims that failed were tried again.
  func judged(
    _ mismatches: [GoldenMismatch], of document: GoldenDocument, at path: String,
    _ options: GoldenRunOptions, seed: UInt64
  ) -> (mismatches: [GoldenMismatch], seeds: GoldenSeeds) {
    var seeds = GoldenSeeds()
    seeds.retried = mismatches.count(where: \.isFailedClaim)
    guard seeds.retried > 0 else { return (mismatches, seeds) }
    let others = GoldenSeeds.further(than: seed).map { next in
      var options = options
      options.checksSeed = next
      return execute(document, path, threads: 1, options)
    }
    var left: [GoldenMismatch] = []
    for var mismatch in mismatches {
      if mismatch.isFailedClaim, let index = mismatch.index {
        let failures = others.count {
          $0.results.indices.contains(index) && $0.results[index].failed
        }
        if failures < GoldenSeeds.failures { continue }
        mismatch.reason =
          "wrong: fails with seed \(seed) and \(failures) of \(others.count) further seeds"
        seeds.wrong += 1
      }
      left.append(mismatch)
    }
    return (left, seeds)
  }
}
