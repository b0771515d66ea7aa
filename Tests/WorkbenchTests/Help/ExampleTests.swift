import Testing

@testable import Workbench

/// `example(name)`.
struct ExampleTests {
  @Test func itShowsStatementsAndWhatTheyPrint() {
    let prompt = Prompt()
    #expect(prompt.shows("example(sum)") == "gm> sum([1, 2, 3])\n6")
    #expect(prompt.shows("example(\"mlp\")").hasPrefix("gm> use nn;"))
    #expect(prompt.shows("example(\"=\")") == "gm> f(x, n=3) = x^n\ngm> f(2)\n8")
    #expect(prompt.shows("example(\"error[shape]\")").contains("\nerror[shape]"))
    #expect(prompt.shows("example(adam)").contains("0.9"))
    #expect(prompt.shows("use gan; example(game)").contains("0.0 + 0.5i"))
  }

  @Test func itTouchesNothing() {
    let prompt = Prompt()
    prompt("opt = 7; z ~ Normal(0, 1)")
    let z = prompt.shows("z")
    prompt("example(adam); example(\"~\")")
    #expect(prompt.shows("opt") == "7" && prompt.shows("z") == z)
    let fresh = Prompt()
    fresh("z ~ Normal(0, 1)")
    #expect(fresh.shows("w ~ Normal(0, 1)") == prompt.shows("w ~ Normal(0, 1)"))
  }

  @Test func whatThereIsNotIsSaid() {
    let prompt = Prompt()
    #expect(prompt("example(\"adamm\")").diagnostics.contains("did you mean adam"))
    #expect(prompt("example(3)").diagnostics.contains("error[type]"))
    #expect(prompt("example(x -> x)").diagnostics.contains("error["))
    #expect(prompt("example(\"nn\")").diagnostics.contains("help has no example"))
  }

  @Test func itEndsWithTheFuel() {
    let prompt = Prompt { $0.fuel = 200 }
    #expect(prompt("while true { example(sum) }").diagnostics.contains("error[fuel]"))
  }
}
