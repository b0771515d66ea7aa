import Foundation
import Testing

/// The prompt on a terminal.
///
/// The bounds on time are ten times what is promised.
@Suite(.serialized, .timeLimit(.minutes(1)))
struct PromptTests {
  let home: Home

  init() throws { home = try Home() }

  private func prompt(
    _ arguments: [String] = ["-q"], environment: [String: String] = [:]
  ) throws -> Terminal {
    let terminal = try Terminal(arguments, in: home, environment: environment)
    terminal.expect("gm> ")
    return terminal
  }

  private func leave(_ terminal: Terminal) {
    terminal.send("\u{4}")
    #expect(terminal.exitCode() == 0)
  }

  @Test func evaluates() throws {
    let terminal = try prompt()
    terminal.send("20 + 22\r")
    terminal.expect("\n42\r\n")
    terminal.expect("gm> ")
    leave(terminal)
  }

  @Test func showsOneLineOfBanner() throws {
    let terminal = try Terminal([], in: home)
    terminal.expect("gm> ")
    let lines = terminal.received.withoutEscapes.split(separator: "\r\n")
    #expect(lines.count == 2)
    #expect(lines.first?.hasPrefix("gm ") == true)
  }

  @Test func entryOfSeveralLinesIsOneItemOfHistory() throws {
    let terminal = try prompt()
    terminal.send("(20 +\r")
    terminal.expect("\n    ")
    terminal.send("22)\r")
    terminal.expect("42\r\n")
    terminal.expect("gm> ")
    terminal.send("\u{1b}[A")
    terminal.expect("(20 +")
    terminal.expect("22)")
    terminal.send("\r")
    terminal.expect("42\r\n")
    #expect(try String(contentsOfFile: home.historyPath, encoding: .utf8) == "(20 +\\n    22)\n")
  }

  @Test func upFindsEntriesWithTheSameBeginning() throws {
    let terminal = try prompt()
    for entry in ["1 + 10", "2 + 10", "1 + 20", "3 + 10"] {
      terminal.send(entry + "\r")
      terminal.expect("gm> ")
    }
    terminal.send("1\u{1b}[A\u{1b}[A\r")
    terminal.expect("11\r\n")
    terminal.expect("gm> ")
    terminal.send("1\u{1b}[A\u{1b}[A\u{1b}[B\r")
    terminal.expect("11\r\n")
  }

  @Test func historyOutlivesTheSession() throws {
    let first = try prompt()
    first.send("30 + 3\r")
    first.expect("gm> ")
    leave(first)
    let attributes = try FileManager.default.attributesOfItem(atPath: home.historyPath)
    #expect(attributes[.posixPermissions] as? Int == 0o600)
    let second = try prompt()
    second.send("\u{1b}[A\r")
    second.expect("33\r\n")
  }

  @Test func searchSurvivesNabla() throws {
    let terminal = try prompt()
    for entry in ["θ = 40", "1 + 1 # ∇θ", "2 + 2"] {
      terminal.send(entry + "\r")
      terminal.expect("gm> ")
    }
    terminal.send("\u{12}∇θ\r")
    terminal.expect("\n2\r\n")
    terminal.expect("gm> ")
    terminal.send("\u{12}∇\u{7f}θ =\r")
    terminal.expect("\n40\r\n")
  }

  @Test func interruptClearsTheEntryAndKeepsTheSession() throws {
    let terminal = try prompt()
    terminal.send("kept = 41\r")
    terminal.expect("41\r\n")
    for _ in 1...5 {
      terminal.send("(1 + nonsense\u{3}")
      terminal.expect("gm> ")
    }
    terminal.signal(SIGINT)
    terminal.send("kept + 1\r")
    terminal.expect("42\r\n")
  }

  @Test func interruptStopsALoop() throws {
    let terminal = try prompt()
    terminal.send("kept = 41\r")
    terminal.expect("gm> ")
    terminal.send("while true { }\r")
    terminal.expect("}\r\n")
    Thread.sleep(forTimeInterval: 0.3)
    terminal.send("\u{3}")
    #expect(terminal.expect("gm> ") < .seconds(2))
    terminal.send("kept + 1\r")
    terminal.expect("42\r\n")
  }

  @Test func interruptPausesATraining() throws {
    let terminal = try prompt()
    terminal.send("r = train((w = 0.0,), (m, x) -> (m.w - x)^2, ones(8), steps=10^9)\r")
    // One line tells how it goes, after a second; it is erased at the end.
    terminal.expect("steps/s")
    terminal.send("\u{3}")
    #expect(terminal.expect("gm> ") < .seconds(2))
    #expect(terminal.received.contains("\r\u{1b}[K"))
    terminal.send("0 < r.steps < r.planned and r.steps == len(r.loss)\r")
    terminal.expect("true\r\n")
    terminal.send("resume(r, 10).steps - r.steps\r")
    terminal.expect("10\r\n")
  }

  @Test func pasteWaitsForEnter() throws {
    let terminal = try prompt()
    terminal.send("\u{1b}[200~a = 20\r\n\tb = a + 1\ra + b\u{1b}[201~")
    terminal.expect("a + b")
    #expect(!terminal.received.contains("41"))
    terminal.send("\r")
    terminal.expect("41\r\n")
  }

  @Test func pasteOfATranscriptRunsItsEntries() throws {
    let terminal = try prompt()
    terminal.send("\u{1b}[200~gm> a = (20 +\n 2)\n22\ngm> a * 2\n44\n\u{1b}[201~\r")
    terminal.expect("\n22\r\n44\r\n")
  }

  @Test func pasteOf50KilobytesIsQuick() throws {
    let terminal = try prompt()
    let line = "x = 1 + 2 + 3 + 4\n"
    let block = String(repeating: line, count: 50_000 / line.utf8.count) + "7000 + 77"
    let start = ContinuousClock().now
    terminal.send("\u{1b}[200~\(block)\u{1b}[201~\r")
    terminal.expect("7077\r\n")
    #expect(ContinuousClock().now - start < .seconds(5))
  }

  @Test(arguments: ["C", "POSIX", "C.UTF-8"])
  func greekInAnyLocale(locale: String) throws {
    let terminal = try prompt(environment: ["LC_ALL": locale])
    terminal.send("θ = 41\r")
    terminal.expect("θ = 41\r\n41\r\n")
    terminal.expect("gm> ")
    terminal.send("\\theta\t + 1\r")
    terminal.expect("θ + 1")
    terminal.expect("42\r\n")
  }

  @Test func undoAndWords() throws {
    let terminal = try prompt()
    terminal.send("10 + 5")
    terminal.send("\u{1b}[1;5D\u{1b}[1;5D2")
    terminal.send("\r")
    terminal.expect("215\r\n")
    terminal.expect("gm> ")
    terminal.send("10 + 5")
    terminal.expect("10 + 5")
    terminal.send("9")
    terminal.expect("9")
    terminal.send("\u{15}")
    terminal.send("\u{1f}\r")
    terminal.expect("69\r\n")
  }

  @Test func viKeys() throws {
    let terminal = try prompt()
    terminal.send(":set editing vi\r")
    terminal.expect("gm> ")
    terminal.send("10 + 5\u{1b}")
    Thread.sleep(forTimeInterval: 0.1)
    terminal.send("02x")
    terminal.send("i3\u{1b}[C\u{1b}[C\u{1b}[C1\r")
    terminal.expect("18\r\n")
  }

  @Test func startFileChoosesTheKeys() throws {
    try home.write(":set editing vi\n", to: "config/gm/gmrc")
    let terminal = try prompt()
    terminal.send("10 + 5\u{1b}")
    Thread.sleep(forTimeInterval: 0.1)
    terminal.send("xi9\r")
    terminal.expect("19\r\n")
  }

  @Test func resizeKeepsTheEntry() throws {
    let terminal = try prompt()
    terminal.send("20 + 2")
    terminal.expect("20 + 2")
    terminal.resize(rows: 30, columns: 30)
    terminal.expect("20 + 2")
    terminal.send("0\r")
    terminal.expect("40\r\n")
  }

  @Test(arguments: [SIGTERM, SIGHUP])
  func signalsAtThePromptLeaveTheTerminalInOrder(signal: Int32) throws {
    let terminal = try prompt()
    terminal.signal(signal)
    terminal.expect("\r\n")
    #expect(terminal.exitCode() == 0)
    #expect(terminal.received.contains("\u{1b}[?2004l"))
  }

  @Test func dumbTerminalGetsNoEscapes() throws {
    let terminal = try Terminal([], in: home, environment: ["TERM": "dumb"])
    terminal.send("20 + 22\r(1 +\r2)\r")
    terminal.expect("\n42\r\n")
    terminal.expect("3\r\n")
    terminal.send("missing_name\r")
    terminal.expect("error[")
    terminal.send("\u{4}")
    #expect(terminal.exitCode() == 0)
    #expect(!terminal.received.contains("\u{1b}"))
    #expect(!terminal.received.contains("gm>"))
  }

  @Test func mistakeInTheStartFileWarnsAndGoesOn() throws {
    try home.write("missing_name\n", to: "config/gm/gmrc")
    let terminal = try prompt()
    #expect(terminal.received.contains("error["))
    terminal.send("20 + 22\r")
    terminal.expect("42\r\n")
    let without = try prompt(["-q", "--no-rc"])
    #expect(!without.received.contains("error["))
  }

  @Test func unreadableHistoryWarnsOnce() throws {
    try home.write("", to: "state/gm/history/occupied")
    let terminal = try prompt()
    terminal.send("20 + 22\r")
    terminal.expect("42\r\n")
    terminal.send("20 + 23\r")
    terminal.expect("43\r\n")
    terminal.expect("gm> ")
    #expect(terminal.received.components(separatedBy: "no history").count == 2)
  }

  @Test func longHistoryDoesNotDelayThePrompt() throws {
    let lines = (1...100_000).map { "\($0) + 1000000\n" }.joined()
    try home.write(lines, to: "state/gm/history")
    let start = ContinuousClock().now
    let terminal = try prompt()
    #expect(ContinuousClock().now - start < .seconds(2))
    terminal.send("77777\u{1b}[A\r")
    terminal.expect("1077777\r\n")
  }
}
