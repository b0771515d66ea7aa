import Foundation
import Testing

/// The conversation at a terminal: banner, entries, locale, signals, what cannot edit.
@Suite(.serialized, .timeLimit(.minutes(2)))
struct PromptTests {
  let home: Home

  init() throws { home = try Home() }

  @Test func evaluates() throws {
    let terminal = try Terminal.prompt(in: home)
    #expect(terminal.run("20 + 22").suffix(2) == ["gm> 20 + 22", "42"])
    terminal.leave()
    #expect(terminal.screen.unknown.isEmpty)
  }

  @Test func showsOneLineOfBanner() throws {
    let terminal = try Terminal.prompt([], in: home)
    let lines = terminal.screen.lines
    #expect(lines.count == 2)
    #expect(lines.first?.hasPrefix("gm ") == true)
  }

  @Test(arguments: ["C", "POSIX", "C.UTF-8"])
  func greekInAnyLocale(locale: String) throws {
    let terminal = try Terminal.prompt(in: home, environment: ["LC_ALL": locale])
    #expect(terminal.run("θ = 41").suffix(2) == ["gm> θ = 41", "41"])
    #expect(terminal.run("\\theta\t + 1").suffix(2) == ["gm> θ + 1", "42"])
  }

  /// Whatever is typed while a statement runs is there at the next prompt, and is not shown before.
  @Test func typingAheadIsKept() throws {
    let terminal = try Terminal.prompt(in: home)
    terminal.send("for i in 1:300000 { i^2 }\r")
    Thread.sleep(forTimeInterval: 0.05)
    terminal.send("a = (1 +\r2)\ra + 40\rkept")
    let screen = terminal.awaitLine("gm> kept")
    #expect(
      screen.lines == [
        "gm> for i in 1:300000 { i^2 }", "gm> a = (1 +", "...> 2)", "3", "gm> a + 40", "43",
        "gm> kept",
      ])
    terminal.send("\u{3}")
    terminal.awaitLine("gm>")
    terminal.leave()
  }

  /// Keys that came before the first prompt, too.
  @Test func typingBeforeTheFirstPromptIsKept() throws {
    let terminal = try Terminal(["-q"], in: home)
    terminal.send("20 + 22\r")
    terminal.await { $0.lines.suffix(2) == ["42", "gm>"] }
    terminal.leave()
  }

  /// A value that turns out to be nan is worth a word, at the prompt only.
  @Test func aNanIsNoted() throws {
    let terminal = try Terminal.prompt(in: home)
    #expect(
      terminal.run("log(-1.0)").last?.hasPrefix("note: the value has a nan; :nan log(-1.0)") == true
    )
    #expect(terminal.run("0*nan").last == "nan")
  }

  @Test(arguments: [SIGTERM, SIGHUP])
  func signalsAtThePromptLeaveTheTerminalInOrder(signal: Int32) throws {
    let terminal = try Terminal.prompt(in: home)
    terminal.signal(signal)
    #expect(terminal.exitCode() == 128 + signal)
    #expect(terminal.received.contains("\u{1b}[?2004l"))
    #expect(terminal.echoes)
  }

  @Test func aSignalWhileAStatementRunsLeavesTheTerminalInOrder() throws {
    let terminal = try Terminal.prompt(in: home)
    terminal.send("while true { }\r")
    terminal.await { $0.row == 1 }
    Thread.sleep(forTimeInterval: 0.2)
    #expect(!terminal.echoes)
    terminal.signal(SIGTERM)
    #expect(terminal.exitCode() == 128 + SIGTERM)
    #expect(terminal.echoes)
  }

  /// Ctrl-Z under a shell, at the prompt and while a statement runs.
  @Test func stopsAndGoesOn() throws {
    let shell = try Terminal(
      ["--norc", "--noprofile", "-i"], in: home, environment: ["PS1": "shell$ "],
      program: "/bin/bash")
    shell.awaitLine("shell$")
    shell.send("'\(gmBinary)' -q\r")
    shell.awaitLine("gm>")
    shell.send("20 + 2")
    shell.awaitLine("gm> 20 + 2")
    shell.send("\u{1a}")
    shell.awaitLine("shell$")
    shell.send("fg\r")
    shell.awaitLine("gm> 20 + 2")
    shell.send("0\r")
    shell.await { $0.lines.suffix(2) == ["40", "gm>"] }
    // Long enough to be still running when it is stopped, also where it is compiled well.
    shell.send("for i in 1:10000000 { i^2 }; 77\r")
    shell.await { $0.line.isEmpty }
    Thread.sleep(forTimeInterval: 0.1)
    shell.send("\u{1a}")
    shell.awaitLine("shell$")
    shell.send("fg\r")
    shell.await(within: 30) { $0.lines.suffix(2) == ["77", "gm>"] }
  }

  /// A text longer than the screen goes to the pager that was set, by any of the ways to set it.
  @Test(arguments: [
    (["-q", "--set", "pager=sed 's/^/| /'"], [:]), (["-q"], ["GM_PAGER": "sed 's/^/| /'"]),
    (["-q"], ["PAGER": "sed 's/^/| /'"]),
  ])
  func pages(arguments: [String], environment: [String: String]) throws {
    let terminal = try Terminal.prompt(arguments, in: home, environment: environment)
    #expect(terminal.run("?keys").last?.hasPrefix("| ") == true)
    #expect(terminal.run("?sum").last?.hasPrefix("| ") == false)
    terminal.run(":set pager off")
    #expect(terminal.run("?keys").last?.hasPrefix("| ") == false)
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
    let terminal = try Terminal.prompt(in: home)
    #expect(terminal.received.contains("error["))
    #expect(terminal.run("20 + 22").last == "42")
    let without = try Terminal.prompt(["-q", "--no-rc"], in: home)
    #expect(!without.received.contains("error["))
  }

  @Test func startFileChoosesTheKeys() throws {
    try home.write(":set editing vi\n", to: "config/gm/gmrc")
    let terminal = try Terminal.prompt(in: home)
    terminal.send("10 + 5\u{1b}")
    Thread.sleep(forTimeInterval: 0.1)
    #expect(terminal.run("xi9").last == "19")
  }
}

extension Terminal {
  /// A gm at its first prompt.
  static func prompt(
    _ arguments: [String] = ["-q"], in home: Home, environment: [String: String] = [:],
    rows: UInt16 = 24, columns: UInt16 = 80, at location: SourceLocation = #_sourceLocation
  ) throws -> Terminal {
    let terminal = try Terminal(
      arguments, in: home, environment: environment, rows: rows, columns: columns)
    terminal.awaitLine("gm>", at: location)
    return terminal
  }

  /// Ctrl-D, and the end that it asks for.
  func leave(at location: SourceLocation = #_sourceLocation) {
    send("\u{4}")
    let code = exitCode()
    #expect(code == 0, sourceLocation: location)
  }
}
