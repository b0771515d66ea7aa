import Foundation
import Testing

@testable import Workbench

/// A session keeps what entries made, whatever happens in them.
struct SessionTests {
  @Test func statementsRunInOrder() {
    let prompt = Prompt()
    #expect(prompt.shows("x = 3; y = x + 1\nx*y") == "4\n12")
    #expect(prompt.shows("x;").isEmpty)
    #expect(prompt.shows("f(t) = t^2; g = t -> t + 1").isEmpty)
    #expect(prompt.shows("for i in 1:2 { print(i); i }") == "1\n2")
    #expect(prompt.shows("{ a = 1; a + 1 }") == "2")
  }

  @Test func resultsAreKept() {
    let prompt = Prompt()
    #expect(prompt.shows("2 + 3\nans * 2\n% + 1; % + 1") == "5\n10\n12")
    #expect(prompt.shows("%1 + %2") == "15")
    #expect(prompt("%99").diagnostics.contains("error[name]"))
  }

  /// The part of a big variable that changes is not kept with it as the last result, unless it is named.
  @Test(arguments: [
    ("x[1] = 2", "ans", "2"), ("for i in 1:1 { x[i] = 2 }", "ans", "\"a result too big to keep\""),
    ("x[1] = 2", "%1", "\"a result too big to keep\""), ("x[0] = 2", "ans[1]", "0.0"),
    ("x[0] = 2", "%1[1]", "0.0"), ("x[1] = ans[2] + 2", "x[1]", "2.0"),
    ("y = 2*x; x[1] = 2", "y[1]", "0.0"), ("if false { x[1] = 2 }", "x[1]", "0.0"),
  ])
  func aChangedVariableIsNoResult(entry: String, question: String, answer: String) {
    let prompt = Prompt()
    prompt("x = zeros(200_000);")
    prompt(entry)
    #expect(prompt.shows(question) == answer)
  }

  /// What fails leaves every variable as it was, but for the statements before it.
  @Test(arguments: [
    ("y = 1; z = nope; w = 2", "y", "1"),
    ("x[7] = 1.0", "x", "f64[3]\n   1.0  2.0  3.0"),
    ("x[2, :] = 5", "x", "f64[3]\n   1.0  2.0  3.0"),
    ("r.b.c = 1", "r", "(a = 1, b = 2)"),
    ("(n, m) = (9, 8, 7)", "n", "4"),
    ("(n, m) = (9, error(\"no\"))", "n", "4"),
    ("n = f(0)", "n", "4"),
    ("for i in 1:3 { n = i; if i == 2 { error(\"no\") } }", "n", "2"),
    ("use nowhere", "n", "4"),
    ("n = (", "n", "4"),
  ])
  func aFailureKeepsTheRest(entry: String, name: String, value: String) {
    let prompt = Prompt()
    prompt("x = [1.0, 2.0, 3.0]; r = (a = 1, b = 2); n = 4; m = 5; f(k) = 1 + g(k); g(k) = k[3]")
    let reply = prompt(entry)
    #expect(reply.outcome == .failed)
    #expect(reply.diagnostics.contains("error["))
    #expect(prompt.shows(name) == value)
    #expect(prompt.shows("m") == "5" && prompt("w").outcome == .failed)
    // The windows of the abandoned calls are empty again.
    #expect(prompt.shows("h(a, b=a) = { c = a + b; c }; h(2)") == "4")
  }

  @Test func recursionEndsInAnError() {
    let prompt = Prompt { $0.stackBytes = 4 << 20 }
    prompt("f(n) = 1 + f(n + 1)")
    for _ in 0..<3 { #expect(prompt("f(1)").diagnostics.contains("error[depth]")) }
    #expect(prompt.shows("g(n) = if n == 0 { 0 } else { 1 + g(n - 1) }; g(20)") == "20")
  }

  @Test func aRedefinitionIsSeenByItsCallers() {
    let prompt = Prompt()
    #expect(prompt.shows("a = 2; f(x) = a*x; g(x) = f(x) + 1; g(3)") == "7")
    #expect(prompt.shows("a = 3; g(3)") == "10")
    #expect(prompt.shows("f(x) = -x; g(3)") == "-2")
  }

  @Test func quittingHasACode() {
    #expect(Prompt()(":quit").outcome == .quit(0))
    #expect(Prompt()(":quit 3").outcome == .quit(3))
    #expect(Prompt()("1 + 1; exit(4); 2").outcome == .quit(4))
  }

  @Test func whatWasPastedIsSaid() {
    let reply = Prompt()("3 − 1")
    #expect(reply.text == "2" && reply.diagnostics.hasPrefix("note: "))
  }

  @Test func failuresDoNotStopASessionThatKeepsGoing() {
    let reply = Prompt { $0.keepsGoing = true }("1\nnope\n2")
    #expect(reply.text == "1\n2" && reply.outcome == .failed)
  }

  @Test func argumentsAreATuple() {
    let prompt = Prompt { $0.arguments = ["data.csv", "7"] }
    #expect(prompt.shows("print(args[2], args[1])") == "7 data.csv")
  }
}
