import Foundation
import Testing

/// Ctrl-C returns to the prompt, and the session is kept.
///
/// The bound is ten times what is promised: 200 ms.
@Suite(.serialized, .timeLimit(.minutes(5)))
struct InterruptTests {
  let home: Home

  init() throws { home = try Home() }

  @Test func clearsTheEntryAndKeepsTheSession() throws {
    let terminal = try Terminal.prompt(in: home)
    terminal.run("kept = 41")
    for _ in 1...5 {
      terminal.send("(1 + nonsense")
      terminal.awaitLine("gm> (1 + nonsense")
      terminal.send("\u{3}")
      terminal.awaitLine("gm>")
    }
    // Five in a row, and the signal from elsewhere.
    terminal.send("\u{3}\u{3}\u{3}\u{3}\u{3}")
    terminal.await { $0.lines.suffix(5).allSatisfy { $0 == "gm>" } }
    let row = terminal.screen.row
    terminal.signal(SIGINT)
    terminal.await { $0.row > row && $0.line == "gm>" }
    #expect(terminal.run("kept + 1").last == "42")
  }

  /// What takes long, each with how long it takes to be at it.
  static let longRunning: [(what: String, setUp: String, entry: String, seconds: Double)] = [
    ("a scalar loop", "1", "while true { }", 0.3),
    ("a loop with an accumulator", "1", "s = 0.0; for i in 1:10^10 { s = s + 1/i^2 }; s", 0.3),
    (
      "a compiled loop", "1",
      "iterate((x, y) -> (x + 0.1*y, y - 0.1*x), (1.0, 0.0), 10^10)", 0.6
    ),
    ("a product", "A = normal_noise(4096, 4096);", "for i in 1:100 { A @ A }", 0.8),
    ("an eigenvalue problem", "A = normal_noise(2000, 2000);", "eig(A)", 1),
    (
      "a training", "1", "train((w = 0.0,), (m, x) -> (m.w - x)^2, ones(8), steps=10^9)", 0.6
    ),
    ("an expectation", "1", "E(z ~ Normal(0, 1), exp(z), n=10^9)", 0.6),
    ("deep recursion", "f(n) = if n < 2 { n } else { f(n - 1) + f(n - 2) }", "f(60)", 0.3),
    ("a derivation", "1", "derive (x in reals(4000)) { sum(x @ eye(4000)) = sum(x) }", 0.1),
  ]

  @Test(arguments: longRunning)
  func stops(what: String, setUp: String, entry: String, seconds: Double) throws {
    let terminal = try Terminal.prompt(in: home)
    terminal.run("kept = 41")
    terminal.run(setUp, within: 60)
    terminal.send(entry + "\r")
    terminal.await { $0.line.isEmpty }
    Thread.sleep(forTimeInterval: seconds)
    terminal.await { $0.line.isEmpty }
    let start = ContinuousClock().now
    terminal.send("\u{3}")
    terminal.await { $0.line == "gm>" }
    #expect(ContinuousClock().now - start < .seconds(2), "\(what)")
    #expect(terminal.screen.transcript.contains { $0.hasPrefix("interrupted") }, "\(what)")
    #expect(terminal.run("kept + 1").last == "42")
  }

  @Test func pausesATraining() throws {
    let terminal = try Terminal.prompt(in: home)
    terminal.send("r = train((w = 0.0,), (m, x) -> (m.w - x)^2, ones(8), steps=10^9)\r")
    // One line tells how it goes, after a second; it is erased at the end.
    terminal.expect("steps/s")
    terminal.send("\u{3}")
    terminal.await { $0.line == "gm>" }
    #expect(!terminal.screen.lines.contains { $0.contains("steps/s") })
    #expect(terminal.run("0 < r.steps < r.planned and r.steps == len(r.loss)").last == "true")
    #expect(terminal.run("resume(r, 10).steps - r.steps").last == "10")
  }

  /// A completion that has much to offer.
  @Test func leavesACompletion() throws {
    let terminal = try Terminal.prompt(in: home)
    terminal.run("for i in 1:1 { kept = 41 }")
    terminal.send("lo\t\t\t")
    terminal.await { $0.lines.count > 4 }
    let start = ContinuousClock().now
    terminal.send("\u{3}")
    let screen = terminal.awaitLine("gm>")
    #expect(ContinuousClock().now - start < .seconds(2))
    // The list is gone with the entry.
    #expect(!screen.lines.contains { $0.hasPrefix("  log") })
    #expect(terminal.run("kept + 1").last == "42")
  }
}
