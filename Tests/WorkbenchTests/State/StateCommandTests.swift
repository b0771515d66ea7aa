import Foundation
import Storage
import TestSupport
import Testing

@testable import Workbench

/// `:history` and `:runs`, in a session that keeps them and in one that does not.
@Suite struct StateCommandTests {
  let folder = TemporaryFolder()

  private func prompt() -> Prompt {
    let prompt = Prompt { $0.seed = 2 }
    prompt.session.state = state
    return prompt
  }

  private let state: SessionState

  init() {
    state = SessionState(
      path: "\(folder.path)/gm.db", words: [], warn: { Issue.record("\($0)") })
  }

  @Test func trainingsAreKept() throws {
    let prompt = prompt()
    #expect(prompt.shows(":runs") == "there is no run yet: train makes one")
    prompt("run = train((a = 3.0,), m -> m.a^2, steps=40)")
    prompt("other = train((a = 2.0, b = [1.0, 2]), m -> m.a^2 + sum(m.b^2), steps=30);")
    prompt("train((a = 1.0,), m -> log(m.a - 1.02), steps=20)")
    let rows = prompt.shows(":runs").split(separator: "\n")
    #expect(rows.count == 4)
    #expect(rows[1].hasPrefix("1 ") && rows[1].contains(" 40 ") && rows[1].contains("done"))
    #expect(rows[3].contains("failed"))
    let one = prompt(":runs 2")
    #expect(one.figures.count == 1)
    #expect(one.output.contains("3 numbers in 2 leaves") && one.output.contains("steps      30\n"))
    let both = try prompt.panel(":runs 1 2")
    #expect(both.marks.count == 2)
    #expect(try prompt.panel(":runs plot 1 2").marks.count == 2)
    #expect(prompt.shows(":runs load 2 back") == "back is run 2, of 30 steps")
    #expect(prompt.shows("back.model == other.model and back.loss == other.loss").contains("true"))
    #expect(prompt.shows("resume(back, 5).steps") == "35")
    #expect(prompt.shows(":runs load 1") == "ans is run 1, of 40 steps")
    #expect(prompt.shows("ans.steps") == "40")
  }

  @Test(arguments: [
    (":runs 9", "there is no run 9"), (":runs x", "not x"), (":runs load", "takes the number"),
    (":runs load 9 r", "there is no run 9"), (":runs load 1 2", "2 is no name"),
    (":runs compare", "needs numbers"), (":runs 0 -3", "there is no run"),
    (":history 0", "takes a number"), (":runs plot x", "not x"),
    (":runs load 1 a b", "takes the number"),
  ])
  func wrongArgumentsAreTold(entry: String, complaint: String) {
    let prompt = prompt()
    prompt("train((a = 3.0,), m -> m.a^2, steps=4)")
    let reply = prompt(entry)
    #expect(reply.outcome == .failed)
    #expect(reply.diagnostics.contains(complaint), "\(reply.diagnostics)")
  }

  @Test func entriesAreFound() {
    let prompt = prompt()
    #expect(prompt.shows(":history") == "there is no entry yet")
    for (entry, outcome) in [("elbo = 1", Outcome.ok), ("zz", .failed), ("(1 +\n2)", .interrupted)]
    {
      state.end(state.add(entry: entry), outcome)
    }
    let rows = prompt.shows(":history").split(separator: "\n")
    #expect(rows.count == 4)
    #expect(rows[0].hasSuffix("elbo = 1") && rows[1].contains("failed  "))
    #expect(rows[2].contains("interrupted (1 +") && rows[3].hasSuffix("    2)"))
    #expect(prompt.shows(":history 1 lb").hasSuffix("elbo = 1"))
    #expect(prompt.shows(":history nothing") == "no entry has these words")
  }

  @Test func aSessionWithoutStateSaysSo() {
    let prompt = Prompt()
    for entry in [":runs", ":history", ":runs load 1 r"] {
      #expect(prompt(entry).diagnostics.contains("keeps no history and no runs"))
    }
    #expect(prompt.shows("train((a = 3.0,), m -> m.a^2, steps=4).steps") == "4")
  }
}
