import Testing

@testable import Workbench

/// `timeit(e)`.
struct TimeItTests {
  @Test func anExpressionIsTimed() throws {
    let prompt = Prompt()
    let text = prompt.shows("timeit(sin(1.0), repeats=2)")
    let form = /[0-9.]+ .?s ± [0-9.]+ .?s \(2 × [0-9]+ runs; best [0-9.]+ .?s, first [0-9.]+ .?s\)/
    #expect(text.wholeMatch(of: form) != nil, "\(text)")
    prompt("f(x) = sum(i in 1:2000, i*x); t = timeit(f(0.5), repeats=3)")
    #expect(
      prompt.shows("(t.repeats, t.loops >= 1, t.best <= t.mean, t.sd >= 0)")
        == "(3, true, true, true)")
    // A repetition takes 20 ms or more.
    #expect(prompt.shows("t.loops*t.mean > 0.01") == "true")
    #expect(Prompt { $0.isGolden = true }.shows("timeit(1 + 1, repeats=1)") == "[TIME]")
  }

  @Test func drawsAndNamesStayAsTheyWere() {
    let (one, other) = (Prompt(), Prompt())
    one("timeit({ z ~ Normal(0, 1); z }, repeats=1)")
    other("{ z ~ Normal(0, 1); z }")
    #expect(one.shows("w ~ Normal(0, 1)") == other.shows("w ~ Normal(0, 1)"))
    #expect(one.shows("timeit(print(\"no\"), repeats=1).repeats") == "1")
  }

  @Test(arguments: [
    "timeit()", "timeit(1, 2, 3)", "timeit(1, repeats=0)", "timeit(1, n=3)", "timeit(nope)",
    "grad(x -> timeit(x, repeats=1).mean)(1.0)",
  ])
  func mistakesAreTold(statement: String) {
    let reply = Prompt()(statement)
    #expect(reply.outcome == .failed && reply.diagnostics.contains("^"), "\(reply)")
  }
}
