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

  /// Kills a session, and brings it back.
  private func recovering(_ terminal: Terminal) throws -> Terminal {
    terminal.signal(SIGKILL)
    _ = terminal.exitCode()
    return try prompt(["--recover"])
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

  /// A terminal that is closed while nothing runs, and signals at the prompt, leave nothing either.
  @Test(arguments: [SIGTERM, SIGHUP, 0])
  func whatStandsAtThePromptComesBack(signal: Int32) throws {
    let terminal = try prompt()
    terminal.run("a = 41")
    terminal.send("half a li")
    terminal.awaitLine("gm> half a li")
    if signal == 0 { terminal.hangUp() } else { terminal.signal(signal) }
    #expect(terminal.exitCode() == 128 + (signal == 0 ? SIGHUP : signal))
    let later = try prompt(["--recover"])
    #expect(later.run("a + 1").last == "42")
    later.leave()
  }

  /// Several sessions are listed, and chosen from; where nobody would see it none is used up.
  @Test func sessionsAreChosen() throws {
    for k in 1...3 { try killed(["a = \(k)"], running: "while true { }", by: SIGKILL) }
    #expect(try run(["--recover"], in: home).code == 2)
    let list = try run(["--recover", "list"], in: home).output.split(separator: "\n")
    #expect(list.count == 3 && list[0].hasPrefix("1  ") && list[0].contains("2 statements"))
    #expect(try run(["--recover", "4"], in: home).code == 1)
    #expect(try run(["--recover", "nonsense"], in: home).code == 2)
    #expect(try run(["--recover", "--seed", "4"], in: home).code == 2)
    #expect(try run(["--recover", "forget", "2"], in: home).code == 0)
    let first = try prompt(["--recover", "2"])
    #expect(first.run("a").last == "1")
    // It is taken while it is there.
    #expect(try run(["--recover", "list"], in: home).output.split(separator: "\n").count == 1)
    let second = try prompt(["--recover"])
    #expect(second.run("a").last == "3")
    second.leave()
    first.leave()
    #expect(try run(["--recover", "list"], in: home).code == 1)
  }

  /// Ctrl-C leaves a statement out that takes too long the second time, and what follows is run.
  @Test func ctrlCLeavesAStatementOut() throws {
    let flag = try home.write("true", to: "flag.gms")
    try killed(
      ["a = 1", "use \"\(flag)\"", "b = 2"], running: "while true { }", by: SIGKILL)
    try home.write("while true { }", to: "flag.gms")
    let terminal = try Terminal(["--recover"], in: home, rows: 60)
    terminal.expect("recovering: 1 of")
    Thread.sleep(forTimeInterval: 0.5)
    terminal.send("\u{3}")
    terminal.awaitLine("gm>")
    #expect(terminal.received.contains("interrupted, and not run again"))
    #expect(terminal.received.contains("flag.gms has changed since it was read"))
    #expect(terminal.run("a + b").last == "3")
    terminal.leave()
  }

  /// What could not be written is written later: a database that was locked for a while is whole.
  @Test func aLockedDatabaseIsCaughtUpWith() throws {
    let terminal = try prompt()
    terminal.run("a = 1")
    // The lock of who writes to a journal of SQLite's.
    let journal = open(home.statePath + "-shm", O_RDWR | O_CLOEXEC)
    var lock = flock(
      l_type: Int16(F_WRLCK), l_whence: Int16(SEEK_SET), l_start: 120, l_len: 1, l_pid: 0)
    #expect(fcntl(journal, F_SETLK, &lock) == 0)
    terminal.run("b = 2", within: 20)
    terminal.run("c = 3")
    close(journal)
    Thread.sleep(forTimeInterval: 5.5)
    terminal.run("d = 4")
    #expect(terminal.received.components(separatedBy: "warning: neither history").count == 2)
    #expect(terminal.received.contains("are kept again"))
    let later = try recovering(terminal)
    #expect(later.run("(a, b, c, d)").last == "(1, 2, 3, 4)")
    later.leave()
  }

  /// A database that is moved away under a session, as advised where it is damaged: the journal goes on.
  @Test func aDatabaseThatIsMovedAwayIsBegunAgain() throws {
    let terminal = try prompt()
    terminal.run("a = 1")
    for suffix in ["", "-wal", "-shm"] {
      try? FileManager.default.removeItem(atPath: home.statePath + suffix)
    }
    terminal.run("b = a + 1")
    #expect(terminal.received.contains("was moved away"))
    let later = try recovering(terminal)
    #expect(later.run("(a, b)").last == "(1, 2)")
    later.leave()
  }

  /// A session that was recovered and is killed again comes back whole.
  @Test func recoveriesFollowEachOther() throws {
    try killed(["a = 1"], running: "while true { }", by: SIGKILL)
    let second = try prompt(["--recover"])
    second.run("b = a + 1")
    let third = try recovering(second)
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
