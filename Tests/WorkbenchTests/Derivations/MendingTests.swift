import Glibc
import Language
import TestSupport
import Testing

@testable import Workbench

/// The search on slips made by program in links that hold.
@Suite struct MendingTests {
  /// The links whose functions there are.
  private func links() -> [CorrectLink] {
    CorrectLinks.all.filter { !$0.left.contains("KL(") && !$0.right.contains("KL(") }
  }

  @Test(arguments: 1...SlipTally.seeds)
  func slipsAreMended(seed: Int) throws {
    var generator = SeededGenerator(seed: UInt64(seed))
    var tally = SlipTally()
    let session = Prompt().session
    let links = links()
    while tally.count < SlipTally.wanted {
      let link = generator.pick(links)
      let correct = try expression(link.right)
      guard let slip = try slip(in: link, correct, session, &generator) else { continue }
      let trial = try link.withRight(slip.side.text).trial(in: session)
      let verdict = try trial.verdict()
      if verdict.holds || verdict.atGivenSizes.holds { continue }
      let clock = ContinuousClock.now
      let repair = try Mending(trial, verdict, index: 0).repair(within: .seconds(120))
      tally.note(
        slip, link, repair, correct, found: !verdict.failing.isEmpty, ContinuousClock.now - clock)
    }
    print(tally.report)
    #expect(tally.foundShare == 1)
    #expect(tally.mendedShare >= 0.95)
    #expect(tally.exactShare >= 0.9)
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
    let source = session.addSource(testDescription, name: "link", isFile: false)
    let statements = try Parser.parse(source)
    guard case .derive(let derivation)? = statements.first?.kind else {
      throw NotAnExpression(text: testDescription)
    }
    return try DerivationRun(
      derivation, in: session, module: session.main, source: source, at: statements[0].span
    ).trial(of: 0)
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
