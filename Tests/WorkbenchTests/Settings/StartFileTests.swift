import Testing

@testable import Workbench

/// The rc file: mistakes are shown where they stand, and the rest is run.
struct StartFileTests {
  private func run(_ text: String) -> (StartFile.Outcome, Session, String) {
    let session = Prompt().session
    var said = ""
    let outcome = StartFile(text, path: "/home/gmrc").run(in: session) { event in
      if case .diagnostic(let text) = event { said += text }
    }
    return (outcome, session, said)
  }

  @Test func goesOnWithTheNextStatement() {
    let (outcome, session, said) = run("a = 1\n:set digits 99\nb = missing\nc = 3\n")
    #expect(outcome == StartFile.Outcome(failures: 2, stopped: false))
    #expect(session.value(of: "a") != nil && session.value(of: "c") != nil)
    #expect(session.value(of: "b") == nil)
    #expect(said.contains("/home/gmrc:2") && said.contains("/home/gmrc:3"), "\(said)")
    #expect(said.contains("^^") && said.contains("hint: digits is 1 to 17"))
  }

  @Test func statementsOfSeveralLinesStayTogether() {
    let (outcome, session, said) = run("f(x) = {\n  x +\n    1\n}\n\n# words\nb = f(\n1)\n")
    #expect(outcome == StartFile.Outcome() && said.isEmpty, "\(said)")
    #expect(session.value(of: "b") != nil)
  }

  @Test func anOpenBracketDoesNotHideTheRest() {
    let (outcome, session, said) = run("a = (1\nb = 2\nx = \"open\nc = 3 )\nd = 4")
    #expect(outcome.failures == 3)
    #expect(session.value(of: "b") != nil && session.value(of: "d") != nil)
    #expect(said.contains("/home/gmrc:2") && said.contains("/home/gmrc:4"), "\(said)")
  }

  @Test func aMistakeInAFunctionIsToldOnce() {
    let (outcome, session, said) = run("f(x) = {\n  x +* 1\n  y = 2\n}\nd = 4\ng = {\n  1")
    #expect(outcome.failures == 2)
    #expect(session.value(of: "d") != nil && session.value(of: "y") == nil)
    #expect(said.contains("/home/gmrc:2") && said.contains("/home/gmrc:6"), "\(said)")
  }

  @Test(arguments: ["", "\n\n", "# only words", "\r\n1;\r\n"]) func harmless(text: String) {
    let (outcome, _, said) = run(text)
    #expect(outcome == StartFile.Outcome() && said.isEmpty)
  }

  @Test func quitLeavesTheRestOut() {
    let (outcome, session, _) = run("a = 1\n:quit\nb = 2")
    #expect(outcome == StartFile.Outcome(failures: 0, stopped: true))
    #expect(session.value(of: "a") != nil && session.value(of: "b") == nil)
  }
}
