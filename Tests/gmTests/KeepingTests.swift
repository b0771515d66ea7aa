import Foundation
import TestSupport
import Testing

/// A training that is killed or paused is not lost, and goes on as if it had not been.
@Suite(.timeLimit(.minutes(3)))
struct KeepingTests {
  private let home: Home
  private var path: String { home.path + "/run.gmw" }

  init() throws { home = try Home() }

  private func training(steps: Int, more: String = "") -> String {
    "run = train((w = [0.0, 0.0]), (m, x) -> sum((m.w - x)^2), Normal([1.0, 2.0], 1), steps=\(steps), "
      + "opt=adam(0.001), batch=16\(more))"
  }

  /// Killed at any moment: what was kept last is whole, and ends with the bits of a run that was not.
  @Test func aKilledTrainingIsKept() throws {
    let keep = ", keep=\"\(path)\", every=40"
    for delay in [0.5, 0.63, 0.8] {
      let running = try start(
        ["-e", training(steps: 100_000_000, more: keep)], in: home)
      Thread.sleep(forTimeInterval: delay)
      var waited = 0
      while !FileManager.default.fileExists(atPath: path), waited < 200 {
        Thread.sleep(forTimeInterval: 0.05)
        waited += 1
      }
      kill(running.process.processIdentifier, SIGKILL)
      running.process.waitUntilExit()
      let kept = try run(
        [
          "--set", "digits=17", "-e", "k = load(\"\(path)\"); (k.steps > 0, mod(k.steps, 40))",
          "-e",
          "k = resume(k, 10);",
          "-e", "(k.loss[end], k.model.w[1], k.model.w[2])", "-e", "k.steps",
        ], in: home)
      #expect(kept.code == 0, "\(kept.complaint)")
      let lines = kept.output.split(separator: "\n").map(String.init)
      #expect(lines.first == "(true, 0)")
      let steps = try #require(lines.last.flatMap { Int($0) })
      let whole = try run(
        [
          "--set", "digits=17", "-e", training(steps: steps) + ";", "-e",
          "(run.loss[end], run.model.w[1], run.model.w[2])",
        ], in: home)
      #expect(whole.output.split(separator: "\n").map(String.init) == [lines[1]])
      let names = try FileManager.default.contentsOfDirectory(atPath: home.path)
      // What a killed write left is beside the file, not in its place.
      #expect(names.filter { $0.hasPrefix("run.gmw") && !$0.hasSuffix(".tmp") } == ["run.gmw"])
      try FileManager.default.removeItem(atPath: path)
    }
  }

  /// Ctrl-C pauses a training, `:save` keeps it, and another session goes on.
  @Test func aPausedTrainingIsSaved() throws {
    let terminal = try Terminal.prompt(in: home)
    terminal.send(training(steps: 100_000_000) + "\r")
    Thread.sleep(forTimeInterval: 1)
    terminal.send("\u{3}")
    terminal.await { $0.line == "gm>" }
    #expect(terminal.run("run.steps > 0").last == "true")
    let steps = try #require(terminal.run("run.steps").last.flatMap { Int($0) })
    #expect(terminal.run(":save \(path)").last?.contains("name") == true)
    terminal.run("run = resume(run, 50);", within: 30)
    let loss = terminal.run("run.loss[end]").last
    let other = try run(
      [
        "-e", ":load \(path)", "-e", "run.steps", "-e", "run = resume(run, 50);", "-e",
        "run.loss[end]",
      ], in: home)
    let lines = other.output.split(separator: "\n").map(String.init)
    #expect(lines.dropFirst().first == "\(steps)")
    #expect(lines.last == loss)
  }

  /// What cannot be kept does not end the training: it is told, and the run is there.
  @Test func aTrainingOutlivesItsFile() throws {
    let answer = try run(
      [
        "-e", training(steps: 300, more: ", keep=\"\(home.path)/full.gmw\", every=100"), "-e",
        "run.steps",
      ],
      in: home)
    #expect(answer.code == 0 && answer.output.hasSuffix("300\n"))
    try FileManager.default.createDirectory(
      atPath: home.path + "/folder.gmw", withIntermediateDirectories: true)
    let refused = try run(
      [
        "-e", training(steps: 300, more: ", keep=\"\(home.path)/folder.gmw\", every=100"), "-e",
        "run.steps",
      ],
      in: home)
    #expect(refused.output.hasSuffix("300\n"))
    #expect(refused.complaint.contains("warning: the run is not kept: cannot write"))
  }

  /// Beyond a limit on the size of files a write fails, says why, and leaves the old file; it does not end gm.
  ///
  /// Not under a sanitizer: that of threads writes a file of its own, and dies where it cannot.
  @Test(.enabled(if: !isSanitized)) func aLimitOfSizesEndsNothing() throws {
    let old = try run(["-e", "save(1, \"\(path)\")"], in: home)
    #expect(old.code == 0)
    let entries = [
      training(steps: 300, more: ", keep=\"\(path)\", every=100"), "run.steps",
      "save(zeros(10000), \"\(home.path)/x.npy\")",
    ]
    let answer = try run(entries.flatMap { ["-e", $0] }, in: home, limit: "-f 8")
    #expect(!answer.wasKilled)
    #expect(answer.output.hasSuffix("300\n"))
    #expect(answer.complaint.contains("warning: the run is not kept: cannot write"))
    #expect(answer.complaint.contains("the file is larger than the system allows"))
    #expect(answer.complaint.contains("cannot write \(home.path)/x.npy"))
    let names = try FileManager.default.contentsOfDirectory(atPath: home.path)
    #expect(!names.contains("x.npy") && !names.contains { $0.hasSuffix(".tmp") })
    #expect(try run(["-e", "load(\"\(path)\")"], in: home).output == "1\n")
  }
}
