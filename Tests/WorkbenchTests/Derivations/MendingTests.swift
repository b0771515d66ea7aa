import Glibc
import Language
import TestSupport
import Testing

@testable import Workbench

/// The search on slips made by program in links that hold.
@Suite struct MendingTests {
  /// Every link of the table holds: one in ten of them here, all in the long run.
  @Test(arguments: 1...SlipTally.seeds)
  func linksHold(seed: Int) throws {
    let session = Prompt { $0.seed = seed }.session
    let stride = SlipTally.isLong ? 1 : 10
    #expect(CorrectLinks.all.count >= 200)
    for number in Swift.stride(from: seed % stride, to: CorrectLinks.all.count, by: stride) {
      let link = CorrectLinks.all[number]
      let verdict = try link.trial(in: session).verdict()
      #expect(verdict.atGivenSizes.holds, "\(link), seed \(seed)")
    }
  }

  @Test(arguments: 1...SlipTally.seeds)
  func slipsAreMended(seed: Int) throws {
    var generator = SeededGenerator(seed: UInt64(seed))
    var tally = SlipTally()
    let session = Prompt().session
    let links = CorrectLinks.all
    while tally.count < SlipTally.wanted {
      let link = generator.pick(links)
      let correct = try expression(link.right)
      guard let slip = try slip(in: link, correct, session, &generator) else { continue }
      let trial = try link.withRight(slip.side.text).trial(in: session)
      let verdict = try trial.verdict()
      // A slip that changes no value is none: a term free of x where a link holds up to one, `S` for `S'`.
      if verdict.atGivenSizes.holds, try isNeutral(slip, link, session) { continue }
      let clock = ContinuousClock.now
      let repair = try Mending(trial, verdict, index: 0).repair(within: .seconds(120))
      tally.note(
        slip, link, repair, correct, found: !verdict.failing.isEmpty, ContinuousClock.now - clock)
    }
    if SlipTally.isLong { print(tally.report) }
    #expect(tally.foundShare == 1)
    #expect(tally.mendedShare >= 0.95)
    #expect(tally.exactShare >= 0.9)
  }

  /// Whether a side with a slip has the values of the right one.
  private func isNeutral(_ slip: Slip, _ link: CorrectLink, _ session: Session) throws -> Bool {
    var sides = link.withRight(slip.side.text)
    sides.left = link.right
    return try sides.trial(in: session).verdict().atGivenSizes.holds
  }

  /// A slip of a kind drawn at random.
  private func slip(
    in link: CorrectLink, _ correct: Expression, _ session: Session,
    _ generator: inout SeededGenerator
  ) throws -> Slip? {
    let trial = try link.trial(in: session)
    guard let points = try MendingTrial(trial, givenSizesOnly: false) else { return nil }
    let (names, functions) = try points.names()
    let all = SlipGenerator(correct, names: names, functions: functions).slips
    let kinds = Slip.Kind.allCases.filter { kind in all.contains { $0.kind == kind } }
    guard let kind = kinds.randomElement(using: &generator) else { return nil }
    return all.filter { $0.kind == kind }.randomElement(using: &generator)
  }
}

extension CorrectLink {
  /// The link with another right side.
  func withRight(_ text: String) -> CorrectLink {
    var link = self
    link.right = text
    return link
  }

  /// The link as a session tries it.
  func trial(in session: Session) throws -> LinkTrial {
    try LinkTrial.only(testDescription, in: session)
  }
}

/// What was mended, and how.
struct SlipTally {
  /// How many slips for each seed, and how many seeds: GM_SLIPS=100x10 for a long run.
  static let (wanted, seeds): (Int, Int) = {
    let parts = getenv("GM_SLIPS").map {
      String(cString: $0).split(separator: "x").compactMap { Int($0) }
    }
    guard let parts, parts.count == 2 else { return (12, 1) }
    return (parts[0], parts[1])
  }()

  /// Whether this is the long run.
  static let isLong = getenv("GM_SLIPS") != nil

  var count = 0
  var detected = 0
  var mended = 0
  var exact = 0
  var amongThree = 0
  var lines: [String] = []

  mutating func note(
    _ slip: Slip, _ link: CorrectLink, _ repair: Repair?, _ correct: Expression, found: Bool,
    _ time: Duration
  ) {
    count += 1
    if found { detected += 1 }
    let form = NormalForm(correct)
    var verdict = "NOT MENDED"
    if let repair {
      mended += 1
      let answers = [repair.edit] + repair.alternatives
      let place = answers.firstIndex { NormalForm($0.side) == form }
      verdict = place.map { $0 == 0 ? "exact" : "place \($0 + 1)" } ?? "OTHER"
      if place == 0 { exact += 1 }
      if place != nil { amongThree += 1 }
    }
    let answer = repair.map { "\($0.edit.message) -> \($0.edit.side.text) (\($0.edit.cost))" } ?? ""
    lines.append(
      "\(verdict == "exact" ? " " : "!") \(verdict) [\(slip.kind)] \(link)\n      slip: \(slip.side.text)\n      \(answer) \(time)"
    )
  }

  var foundShare: Double { Double(detected) / Double(count) }
  var mendedShare: Double { Double(mended) / Double(count) }
  var exactShare: Double { Double(exact) / Double(count) }
  var report: String {
    lines.joined(separator: "\n")
      + "\n\(count) slips, \(detected) found, \(mended) mended, \(exact) exact, \(amongThree) in three"
  }
}
