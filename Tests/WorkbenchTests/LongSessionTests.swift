import Testing

@testable import Workbench

/// A session keeps what is in use, however long it runs, and nothing else.
struct LongSessionTests {
  private let prompt = Prompt()

  /// Runs so many entries that whatever is not in use has gone.
  private func goOn(_ entry: (Int) -> String = { "h(x) = x + \($0)" }) {
    for k in 1...2500 { prompt(entry(k)) }
  }

  @Test func codeOfRedefinedFunctionsGoes() {
    goOn()
    #expect(prompt.shows("h(1)") == "2501")
    #expect(prompt.session.environment.program.functions.count < 2000)
    #expect(prompt.session.environment.program.statements.count < 2000)
  }

  @Test func whatAValueCallsStays() {
    prompt("f(x) = { g = y -> x*y; g }; made = f(3); f(x) = 0")
    prompt("kept = (a = x -> x^2, b = [1, 2]); (k -> { pair = (t -> k*t, 5) })(2)")
    prompt("slope = grad(x -> x^3)")
    prompt("p(x) ~ Normal(0, 2)")
    goOn()
    #expect(prompt.shows("made(5)") == "15")
    #expect(prompt.shows("kept.a(4)") == "16")
    #expect(prompt.shows("slope(2.0)") == "12.0")
    #expect(prompt.shows("p") == "p(x) ~ Normal(0, 2)")
    #expect(prompt.shows("exp(log p(x=0.0))") == "0.199471")
  }

  @Test func aFunctionWhoseNumberIsUsedAgainIsNotTakenForTheOther() {
    for k in 1...1500 {
      let got = prompt.shows("grad(x -> \(k)*x^2)(1.0)")
      if got != "\(2 * k).0" { Issue.record("\(k): \(got)") }
    }
  }

  @Test func textsInUseStay() {
    prompt("f(x) = x + # what is added\n  1")
    prompt("v = [1, 2]")
    goOn { "x = \($0)" }
    #expect(prompt.session.sources.count < 3500)
    #expect(prompt.shows(":source f").contains("what is added"))
    let message = prompt("v + [1, 2, 3]").diagnostics
    #expect(message.contains("  v         : i64[2]"))
    #expect(prompt.shows(":where").contains("v + [1, 2, 3]"))
    goOn { "x = \($0)" }
    #expect(prompt.shows(":where").contains("v + [1, 2, 3]"))
  }

  @Test func hiddenVariablesOfStatementsAreUsedAgain() {
    prompt("v = [1, 2, 3]; sum(i in 1:3, v[end]) + ([4, 5] |> sum(_))")
    let before = prompt.session.environment.slotCount
    for _ in 1...50 {
      #expect(prompt.shows("sum(i in 1:3, v[end]) + ([4, 5] |> sum(_))") == "18")
      prompt("[1/0 for i in 1:3][end + unheardof]")
    }
    #expect(prompt.session.environment.slotCount <= before + 4)
  }

  /// What `:reset` throws away is kept by nothing: code, variables and texts of modules.
  @Test(arguments: ["use gan", "p(z) ~ Normal(0, 1); p", "train((w = 1.0), m -> m.w^2, steps=2)"])
  func modulesGoWhenASessionIsReset(entry: String) throws {
    #expect(prompt(entry).outcome == .ok)
    prompt(":reset")
    let session = prompt.session, slots = session.environment.slotCount
    for _ in 1...3 {
      let shown = prompt(entry)
      #expect(shown.outcome == .ok, "\(shown.diagnostics)")
      let loaded = LoadedModules(session)
      #expect(loaded.count > 0)
      prompt(":reset")
      #expect(loaded.count == 0)
      #expect(session.environment.program.functions.isEmpty)
      #expect(session.sources.values.allSatisfy { $0.origin == .prompt })
      #expect(session.paths.isEmpty)
    }
    // A name that is new has a place of its own once.
    #expect(session.environment.slotCount <= slots + 10)
  }

  /// The modules that a session has read, as long as something keeps them.
  private struct LoadedModules {
    private final class Held { weak var module: Module? }
    private let all: [Held]

    init(_ session: Session) {
      all = session.modules.values.map { loaded in
        let held = Held()
        held.module = loaded.module
        return held
      }
    }

    var count: Int { all.count { $0.module != nil } }
  }

  @Test func aSessionThatWasResetWorks() {
    prompt("use gan; p(z) ~ Normal(0, 2); f(x) = quad(t -> x*t, 0, 1); kept = f(3.0)")
    for _ in 1...3 {
      prompt(":reset")
      #expect(prompt("kept").diagnostics.contains("error[name]"))
      prompt("a = 1; b = 2; f(x) = quad(t -> x*t, 0, 1); p(z) ~ Normal(0, 2)")
      #expect(prompt.shows("f(3.0) ~= 1.5") == "true")
      #expect(prompt.shows("exp(log p(z=0.0))") == "0.199471")
      #expect(prompt.shows("a + sum(i in 1:3, b)") == "7")
    }
  }

  @Test func oldResultsGo() {
    for k in 1...10_100 { prompt("\(k)") }
    #expect(prompt.shows("%") == "10100")
    #expect(prompt.shows("%5000") == "5000")
    #expect(prompt("%3").diagnostics.contains("the result 3 is not kept any more"))
    #expect(prompt.shows(":hist 1").contains("%10102"))
  }

  @Test func bigResultsLeaveRoom() {
    for k in 1...500 { prompt("full(\(k).0, 100_000)") }
    #expect(prompt.shows("%500[1]") == "500.0")
    #expect(prompt("%100").diagnostics.contains("not kept any more"))
    #expect(prompt.shows("%400[1]") == "400.0")
  }
}
