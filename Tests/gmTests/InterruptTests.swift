import Foundation
import TestSupport
import Testing

/// Ctrl-C returns to the prompt, and the session is kept.
///
/// The bound is ten times what is promised: 200 ms.
@Suite(.serialized, .timeLimit(.minutes(10)))
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

  @Test(arguments: LongWork.all)
  func stops(_ work: LongWork) throws {
    let terminal = try Terminal.prompt(in: home)
    terminal.run("kept = 41")
    let placed = { (entry: String) in entry.replacing("FOLDER", with: home.path) }
    for entry in work.before { terminal.run(placed(entry), within: 60) }
    terminal.send(placed(work.entry) + "\r")
    terminal.await { $0.line.isEmpty }
    Thread.sleep(forTimeInterval: work.seconds)
    // A training shows how it goes.
    terminal.await { $0.line != "gm>" }
    let start = ContinuousClock().now
    terminal.send("\u{3}")
    terminal.await { $0.line == "gm>" }
    let time = ContinuousClock().now - start
    #expect(time < .seconds(2), "\(work.what)")
    if ProcessInfo.processInfo.environment["GM_LATENCY"] != nil { print("\(work.what): \(time)") }
    #expect(
      terminal.screen.transcript.contains { $0.hasPrefix("interrupted") },
      "\(work.what): \(terminal.screen.transcript.suffix(5))")
    #expect(terminal.run("kept + 1").last == "42")
    if let (entry, answer) = work.after { #expect(terminal.run(entry).last == answer) }
  }

  /// One text that a slow terminal takes long to show.
  @Test(arguments: ["print(x)", "{ print(x); kept = 0 }", "x"])
  func leavesALongText(entry: String) throws {
    let terminal = try Terminal.prompt(in: home)
    terminal.run("kept = 41; x = \"0123456\\n\"; for k in 1:20 { x = \"{x}{x}\" };")
    // Nothing is read before the signal.
    terminal.send("for k in 1:10^6 { k }; \(entry)\r")
    Thread.sleep(forTimeInterval: 1.5)
    terminal.signal(SIGINT)
    terminal.await { $0.line == "gm>" }
    #expect(terminal.received.utf8.count < 1 << 20)
    #expect(terminal.screen.transcript.contains { $0.hasPrefix("interrupted") })
    #expect(terminal.run("kept + 1").last == "42")
  }

  /// Where nobody presses Ctrl-C a long text is whole, however slowly it is read.
  @Test func aLongTextIsWhole() throws {
    let code = "x = \"αβγδ\\n\"; for k in 1:18 { x = \"{x}{x}\" }; print(x); print(7)"
    let running = try start(["-e", code], in: home)
    try running.input.fileHandleForWriting.close()
    Thread.sleep(forTimeInterval: 0.5)
    let output = running.output.fileHandleForReading.readDataToEndOfFile()
    running.process.waitUntilExit()
    #expect(running.process.terminationStatus == 0)
    let text = String(repeating: "αβγδ\n", count: 1 << 18) + "\n7\n"
    #expect(output == Data(text.utf8))
  }

  /// What a module brings in is not half there: the next `use` reads it again.
  @Test func leavesAModule() throws {
    let lines = (0..<100_000).map { "a\($0 % 1000) = \($0)" }.joined(separator: "\n")
    let path = try home.write(lines + "\nlast = 7\n", to: "long.gms")
    let terminal = try Terminal.prompt(in: home)
    terminal.send("use \"\(path)\"\r")
    Thread.sleep(forTimeInterval: 0.1)
    terminal.send("\u{3}")
    terminal.await(within: 60) { $0.line == "gm>" }
    #expect(terminal.screen.transcript.contains { $0.contains("interrupted") })
    terminal.run("use \"\(path)\"", within: 100)
    #expect(terminal.run("last").last == "7")
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

  static let endless = "train((w = 0.0,), (m, x) -> (m.w - x)^2, ones(8), steps=10^9)"

  /// What comes after a training is not done with the part of it that was made.
  @Test(arguments: [
    "a = g()", "{ r = \(endless); save(r.model, \"FOLDER/m.gmw\"); print(\"saved\") }",
    "a = \(endless).model.w", "save(\(endless).model, \"FOLDER/m.gmw\")",
    "a = resume(\(endless), 10)", "for k in 1:3 { a = \(endless) }",
    "if true { a = \(endless); print(\"saved\") }",
  ])
  func endsWhatATrainingIsPartOf(entry: String) throws {
    let terminal = try Terminal.prompt(in: home)
    let placed = { (entry: String) in entry.replacing("FOLDER", with: home.path) }
    terminal.run(
      placed(
        "g() = { r = \(Self.endless); save(r.model, \"FOLDER/m.gmw\"); print(\"saved\"); r }; a = 7"
      ))
    terminal.send(placed(entry) + "\r")
    terminal.expect("steps/s")
    terminal.send("\u{3}")
    let screen = terminal.await { $0.line == "gm>" }
    #expect(
      screen.transcript.contains("interrupted; ans is the run so far, resume(ans) goes on with it"))
    #expect(!screen.transcript.contains("saved"))
    #expect(!FileManager.default.fileExists(atPath: home.path + "/m.gmw"))
    #expect(terminal.run("0 < ans.steps < ans.planned").last == "true")
    #expect(terminal.run("a").last == "7")
  }

  /// A run gets its name where the training is all that the statement ends with.
  @Test(arguments: [
    ("r = \(endless)", "r"), ("{ s = 1; r = \(endless) }", "r"), (endless, "ans"),
    ("{ s = 1; \(endless) }", "ans"), (":time \(endless)", "ans"),
    ("r = (w = 0.0,) |> train(_, (m, x) -> (m.w - x)^2, ones(8), steps=10^9)", "r"),
  ])
  func namesAPausedRun(entry: String, name: String) throws {
    let terminal = try Terminal.prompt(in: home)
    terminal.send(entry + "\r")
    terminal.expect("steps/s")
    terminal.send("\u{3}")
    let screen = terminal.await { $0.line == "gm>" }
    #expect(
      screen.transcript.contains(
        "interrupted: the training is paused; resume(\(name)) goes on with it"))
    #expect(terminal.run("resume(\(name), 10).steps == \(name).steps + 10").last == "true")
  }

  /// Interrupts a gm without a terminal, which ends as such; what it complains of.
  private func interrupting(_ running: Running) -> String {
    running.process.interrupt()
    running.process.waitUntilExit()
    #expect(running.process.terminationStatus == 130)
    let complaint = running.complaint.fileHandleForReading.readDataToEndOfFile()
    return String(decoding: complaint, as: UTF8.self)
  }

  /// A script is over: nobody can type what goes on with its run.
  @Test(arguments: [("r = ", ""), ("r = ", "save(r.model, \"m.gmw\")"), ("r = 1 + ", "")])
  func pausesATrainingOfAScript(before: String, after: String) throws {
    let script = try home.write("\(before)\(Self.endless)\n\(after)\n", to: "a.gms")
    let running = try start([script], in: home)
    Thread.sleep(forTimeInterval: 3)
    let complaint = interrupting(running)
    #expect(complaint == "interrupted: the training is paused; :runs has it\n")
    #expect(!FileManager.default.fileExists(atPath: home.path + "/m.gmw"))
  }

  /// A pipe that has a writer and no bytes, and a device without an end.
  @Test(arguments: ["pipe", "/dev/zero"]) func leavesAFile(name: String) throws {
    let path = name.hasPrefix("/") ? name : home.path + "/" + name
    if !name.hasPrefix("/") { #expect(mkfifo(path, 0o600) == 0) }
    let writer = open(path, O_RDWR)
    defer { close(writer) }
    let terminal = try Terminal.prompt(in: home)
    for entry in ["load(\"\(path)\")", ":load \(path)"] {
      terminal.send("\(entry)\r")
      terminal.await { $0.line.isEmpty }
      Thread.sleep(forTimeInterval: 0.2)
      terminal.send("\u{3}")
      terminal.await { $0.line == "gm>" && $0.transcript.dropLast().last == "interrupted" }
      terminal.run("1 + 1")
    }
  }

  /// A script of a million lines is left also where it is only parsed.
  @Test(arguments: [[], ["-n"]]) func leavesALongScript(options: [String]) throws {
    let lines = String(repeating: "f(x) = x^2 + [1, 2, 3]\n", count: 500_000)
    let running = try start(options + [try home.write(lines, to: "big.gms")], in: home)
    Thread.sleep(forTimeInterval: 1.5)
    let start = ContinuousClock.now
    let complaint = interrupting(running)
    #expect(ContinuousClock.now - start < .seconds(2))
    #expect(complaint == "interrupted\n")
  }

  /// `gm test` says where it was.
  @Test func leavesATest() throws {
    try home.write("1 + 1\n#> 2\n", to: "tests/a.gms")
    let endless = try home.write("while true { }\n", to: "tests/b.gms")
    let running = try start(["test", home.path + "/tests"], in: home)
    Thread.sleep(forTimeInterval: isSanitized ? 10 : 2)
    let complaint = interrupting(running)
    #expect(complaint == "interrupted in \(endless); before it 1 passed, 0 failed, 0 skipped\n")
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
