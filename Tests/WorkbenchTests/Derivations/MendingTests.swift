import Language
import TestSupport
import Testing

@testable import Workbench

/// The search on slips made by program in links that hold.
@Suite struct MendingTests {
  /// A session that knows the divergences of the table.
  private func prompt() -> Prompt {
    let prompt = Prompt()
    prompt("KL(q, p) = { d(z, w) = 0 }")
    return prompt
  }

  @Test func linksOfTheTableHold() throws {
    let session = prompt().session
    for link in CorrectLinks.all where !link.left.contains("KL") && !link.right.contains("KL") {
      let trial = try SessionTrial(link, seed: 1, session: session)
      #expect(trial.holds, "\(link)")
    }
  }

  @Test(arguments: [1, 2, 3])
  func slipsAreMended(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    var tally = SlipTally()
    let session = prompt().session
    let links = CorrectLinks.all.filter { !$0.left.contains("KL") && !$0.right.contains("KL") }
    while tally.count < SlipTally.wanted {
      let link = generator.pick(links)
      let trial = try SessionTrial(link, seed: generator.next() >> 32, session: session)
      let correct = trial.right
      let all = SlipGenerator(correct, names: trial.names, functions: trial.functions).slips
      guard let kind = Slip.Kind.allCases.filter({ k in all.contains { $0.kind == k } }).randomElement(using: &generator),
        let slip = all.filter({ $0.kind == kind }).randomElement(using: &generator)
      else { continue }
      let slipped = trial.slipped(slip.side)
      if slipped.holds { continue }
      let search = MendingSearch(slipped, within: .seconds(60))
      let clock = ContinuousClock.now
      let found = search.run()
      tally.note(slip, link, found, correct, evaluations: search.evaluations, ContinuousClock.now - clock)
    }
    print(tally.report)
    #expect(tally.exactShare >= 0.9)
    #expect(tally.mendedShare >= 0.95)
  }
}

/// What was mended, and how.
struct SlipTally {
  static let wanted = 40
  var count = 0
  var mended = 0
  var exact = 0
  var amongThree = 0
  var lines: [String] = []

  mutating func note(
    _ slip: Slip, _ link: CorrectLink, _ found: Repair?, _ correct: Expression, evaluations: Int, _ time: Duration
  ) {
    count += 1
    let form = NormalForm(correct)
    var verdict = "NOT MENDED"
    if let found {
      mended += 1
      let answers = [found.edit] + found.alternatives
      let place = answers.firstIndex { NormalForm($0.side) == form }
      verdict = place.map { $0 == 0 ? "exact" : "place \($0 + 1)" } ?? "OTHER"
      if place == 0 { exact += 1 }
      if place != nil { amongThree += 1 }
    }
    let answer = found.map { "\($0.edit.message) -> \($0.edit.side.text) (\($0.edit.cost))" } ?? ""
    lines.append(
      "\(verdict == "exact" ? " " : "!") \(verdict) [\(slip.kind)] \(link.testDescription)\n      slip: \(slip.side.text)\n      \(answer)  \(evaluations) evaluations, \(time)")
  }

  var mendedShare: Double { Double(mended) / Double(count) }
  var exactShare: Double { Double(exact) / Double(count) }
  var report: String {
    lines.joined(separator: "\n") + "\n\(count) slips, \(mended) mended, \(exact) exact, \(amongThree) in three"
  }
}
