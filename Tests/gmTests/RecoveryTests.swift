import Foundation
import Testing

/// What becomes of a session that is killed: what it ran comes back, all but the statement that was running.
@Suite(.serialized, .timeLimit(.minutes(20)))
struct RecoveryTests {
  let home: Home

  init() throws { home = try Home() }

  private func prompt(_ words: [String] = []) throws -> Terminal {
    try Terminal.prompt(words, in: home, rows: 60)
  }

  /// Enters lines, the last of which runs for ever, and ends the process by a signal.
  private func killed(_ entries: [String], running: String, by signal: Int32) throws {
    let terminal = try prompt()
    for entry in entries { terminal.run(entry) }
    terminal.send(running + "\r")
    // It is in the journal before it runs.
    Thread.sleep(forTimeInterval: 0.5)
    terminal.signal(signal)
    _ = terminal.exitCode()
  }

  @Test(arguments: [SIGKILL, SIGTERM, SIGHUP])
  func whatWasRunComesBack(signal: Int32) throws {
    let file = home.path + "/y.npy"
    try killed(
      [
        "# The square of t.", "x ~ Normal(0, 1)", "y = [x, 2]", "f(t) = t^2",
        "save(y, \"\(file)\")",
        "1 / zz", "run = train((a = 3.0,), m -> m.a^2, steps=20)", "u ~ Normal(0, 1)",
        "k = 5; s = x + u",
      ], running: "while true { }", by: signal)
    try FileManager.default.removeItem(atPath: file)
    let terminal = try prompt(["--recover"])
    #expect(terminal.received.contains("this one was running, and is not run:\r\nwhile true { }"))
    #expect(terminal.received.contains("1 training not made again"))
    #expect(terminal.run("(f(3), k, s == x + u, u != x)").last == "(9, 5, true, true)")
    #expect(terminal.run("y[1] == x").last == "true")
    #expect(terminal.run("run.steps").last == "20")
    // Neither the file nor the training is there a second time.
    #expect(!FileManager.default.fileExists(atPath: file))
    #expect(terminal.run(":runs").filter { $0.contains("train(") }.count <= 1)
    #expect(terminal.run(":runs load 1 r").contains { $0.contains("r is run 1, of 20 steps") })
    #expect(terminal.run("r.steps").last == "20")
    terminal.leave()
    // A session that was left needs no recovery.
    #expect(try run(["--recover"], in: home).code == 1)
  }

  /// A session that was recovered and is killed again comes back whole.
  @Test func recoveriesFollowEachOther() throws {
    try killed(["a = 1"], running: "while true { }", by: SIGKILL)
    let second = try prompt(["--recover"])
    second.run("b = a + 1")
    second.signal(SIGKILL)
    _ = second.exitCode()
    let third = try prompt(["--recover"])
    #expect(third.run("a + b").last == "3")
    third.leave()
    #expect(try run(["--recover"], in: home).code == 1)
  }

  /// Two sessions at once: each is its own, and the history is that of both.
  @Test func severalSessionsAtOnce() throws {
    let first = try prompt(), second = try prompt()
    first.run("a = 10")
    second.run("b = 20")
    first.run("a = a + 1")
    second.signal(SIGKILL)
    _ = second.exitCode()
    first.leave()
    let third = try prompt(["--recover"])
    #expect(third.run("b").last == "20")
    let found = third.run(":history").filter { $0.hasSuffix("a = a + 1") || $0.hasSuffix("b = 20") }
    #expect(found.count == 2)
  }

  @Test func aSessionThatWasKilledIsTold() throws {
    try killed(["a = 1"], running: "while true { }", by: SIGKILL)
    let terminal = try prompt()
    terminal.run("1 + 1")
    terminal.run("2 + 2")
    #expect(terminal.received.components(separatedBy: "gm --recover brings it back").count == 2)
  }

  /// Every statement whose value was shown comes back; `GM_KILLS` is how often it is tried.
  @Test func killedAtAnyMoment() throws {
    let kills = ProcessInfo.processInfo.environment["GM_KILLS"].flatMap { Int($0) } ?? 8
    for kill in 0..<kills {
      let terminal = try prompt(["-q"])
      terminal.send((1...200).map { "v\($0) = 7000000 + \($0)\r" }.joined())
      terminal.wait(milliseconds: Int.random(in: 0...600))
      terminal.signal(SIGKILL)
      _ = terminal.exitCode()
      let shown =
        terminal.received.withoutEscapes.split(whereSeparator: \.isNewline)
        .compactMap { Int($0) }.map { $0 - 7_000_000 }.max() ?? 0
      if shown < 1 { continue }
      let later = try prompt(["--recover"])
      #expect(later.run("v\(shown)").last == "\(7_000_000 + shown)", "kill \(kill)")
      later.leave()
    }
  }

  /// Where nothing can be kept, one warning says so, and the session works.
  @Test(arguments: ["folder", "text", "file in the way"])
  func aUselessDatabaseIsToldOnce(kind: String) throws {
    switch kind {
    case "folder": try home.write("", to: "state/gm/gm.db/occupied")
    case "text": try home.write(String(repeating: "no database\n", count: 99), to: "state/gm/gm.db")
    default: try home.write("", to: "state/gm")
    }
    let terminal = try prompt()
    #expect(terminal.run("20 + 22").last == "42")
    #expect(terminal.run("run = train((a = 3.0,), m -> m.a^2, steps=20); run.steps").last == "20")
    #expect(terminal.run(":history").contains { $0.hasPrefix("error[command]: :history") })
    #expect(terminal.received.components(separatedBy: "warning: neither history").count == 2)
    terminal.leave()
  }
}
