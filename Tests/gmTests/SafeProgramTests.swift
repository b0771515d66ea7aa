import Foundation
import Testing

/// Under `--safe` no other program is started, whatever a script or the environment names.
@Suite(.serialized, .timeLimit(.minutes(2)))
struct SafeProgramTests {
  private let home: Home

  init() throws { home = try Home() }

  private var mark: String { home.path + "/started" }

  /// Asks for pages and an editor in every way; whether a program was started.
  private func starts(_ arguments: [String]) throws -> Bool {
    let environment = ["PAGER": "touch \(mark)", "EDITOR": "touch \(mark); true"]
    let terminal = try Terminal.prompt(["-q"] + arguments, in: home, environment: environment)
    terminal.run("?keys")
    terminal.run(":set pager touch \(mark)")
    terminal.run("?keys")
    terminal.run(":edit")
    #expect(terminal.run("20 + 22").last == "42")
    return FileManager.default.fileExists(atPath: mark)
  }

  @Test func nothingIsStarted() throws {
    #expect(try !starts(["--safe"]))
    #expect(try starts([]))
  }

  /// What a script prints steers no terminal; pictures and what gm itself colours do.
  @Test func textsSteerNoTerminal() throws {
    let text = "a\u{1b}]0;title\u{7}b\u{9b}2Jθ\tc"
    let script = try home.write("print(\"\(text)\")\n", to: "script.gms")
    #expect(try run([script], in: home).output == text + "\n")
    #expect(
      try run(["--safe", script], in: home).output
        == "a\u{FFFD}]0;title\u{FFFD}b\u{FFFD}2Jθ\tc\n")
  }

  /// A script that changes the pager and shows pages, run from a terminal.
  @Test func aScriptStartsNothing() throws {
    let script = try home.write(":set pager touch \(mark)\n?keys\n:edit\n", to: "script.gms")
    let terminal = try Terminal(["--safe", script], in: home)
    #expect(terminal.exitCode() == 1)
    #expect(!FileManager.default.fileExists(atPath: mark))
  }
}
