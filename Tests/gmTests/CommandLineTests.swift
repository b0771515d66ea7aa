import Foundation
import TestSupport
import Testing

/// What `gm` says and returns where nobody sits at a terminal.
@Suite(.serialized, .timeLimit(.minutes(1)))
struct CommandLineTests {
  struct Case: CustomTestStringConvertible {
    let words: [String]
    var input = ""
    let code: Int32
    var output = ""
    var complaint = ""

    var testDescription: String { words.joined(separator: " ") + " < " + input }
  }

  static let cases = [
    Case(words: ["-e", "20 + 22"], code: 0, output: "42\n"),
    Case(words: ["-e", "x = 41", "-e", "x + 1"], code: 0, output: "41\n42\n"),
    Case(words: ["-e", "-2 + 3"], code: 0, output: "1\n"),
    Case(words: ["-e", "2 +"], code: 1, complaint: "error[syntax]"),
    Case(words: ["-e", "missing_name", "-e", "1"], code: 1, complaint: "error["),
    Case(
      words: ["--keep-going", "-e", "missing_name", "-e", "1"], code: 1, output: "1\n",
      complaint: "error["),
    Case(words: ["-e", ":quit", "-e", "1"], code: 0),
    Case(words: ["-n", "-e", "1 + 1"], code: 0),
    Case(words: ["-n", "-e", "(1"], code: 1, complaint: "error["),
    Case(words: [], input: "1 + 1\n(2 +\n3)\n", code: 0, output: "2\n5\n"),
    Case(words: ["-"], input: "1 + 1", code: 0, output: "2\n"),
    Case(words: [], input: "1\nmissing_name\n2\n", code: 1, output: "1\n", complaint: "error["),
    Case(
      words: ["--keep-going", "-"], input: "1\nmissing_name\n2\n", code: 1, output: "1\n2\n",
      complaint: "error["),
    Case(words: [], input: "", code: 0),
    Case(words: ["--version"], code: 0, output: "gm 0.1.0\n"),
    Case(words: ["--wrong"], code: 2, complaint: "gm: Unknown option '--wrong'"),
    Case(words: ["--threads", "0"], code: 2, complaint: "gm: --threads"),
    Case(words: ["--threads", "many"], code: 2, complaint: "gm: "),
    Case(words: ["--color", "blue"], code: 2, complaint: "gm: "),
    Case(words: ["--recover"], code: 1, complaint: "gm: there is no session to recover"),
    Case(words: ["/no/such/file.gms"], code: 2, complaint: "gm: cannot read /no/such/file.gms"),
    Case(words: ["/"], code: 2, complaint: "gm: cannot read /"),
    Case(
      words: ["--seed", "-1", "-e", "1"], code: 2, complaint: "gm: --seed must not be negative"),
    Case(words: ["--fuel", "1e9", "-e", "1"], code: 0, output: "1\n"),
    Case(words: ["--fuel", "1_000_000", "-e", "1"], code: 0, output: "1\n"),
    Case(
      words: ["--fuel", "-5", "-e", "1"], code: 2,
      complaint: "gm: --fuel must be at least 1, not -5"),
    Case(
      words: ["--fuel", "1.5", "-e", "1"], code: 2,
      complaint: "gm: The value '1.5' is invalid for '--fuel <n>': it is a whole number"),
    Case(words: ["test", "--seed", "seven"], code: 2, complaint: "gm: --seed is a number"),
    Case(words: ["test", "--seed", "-3"], code: 2, complaint: "gm: "),
    Case(words: ["test", "--seed", "7", "--update"], code: 2, complaint: "gm: --update and"),
    Case(words: ["test", "--seed", "random", "--review"], code: 2, complaint: "gm: --update and"),
    Case(words: ["test", "--threads", "0"], code: 2, complaint: "gm: --threads"),
    Case(words: ["test", "--wrong"], code: 2, complaint: "gm: Unknown option '--wrong'"),
  ]

  @Test(arguments: cases)
  func answers(_ expected: Case) throws {
    let home = try Home()
    let answer = try run(expected.words, input: expected.input, in: home)
    #expect(answer.code == expected.code)
    #expect(answer.output == expected.output)
    #expect(answer.complaint.hasPrefix(expected.complaint))
    #expect(expected.complaint.isEmpty == answer.complaint.isEmpty)
    #expect(!(answer.output + answer.complaint).contains("\u{1b}"))
    #expect(!FileManager.default.fileExists(atPath: home.statePath))
  }

  @Test func runsAScriptAndLeavesItsOptionsToIt() throws {
    let home = try Home()
    let script = try home.write("#!/usr/bin/env gm\n20 + 22\n", to: "a.gms")
    let answer = try run([script, "--wrong", "-e", "1"], in: home)
    #expect(answer == Answer(code: 0, output: "42\n", complaint: ""))
  }

  @Test func colourOnDemand() throws {
    let answer = try run(["--color", "always", "-e", "missing_name"], in: try Home())
    #expect(answer.complaint.hasPrefix("\u{1b}[1;31merror["))
  }

  @Test func interruptedScriptReturns130() throws {
    let home = try Home()
    let running = try start(["-e", "1", "-e", "while true { }"], in: home)
    // What is printed before the loop does not wait for its end.
    #expect(running.output.fileHandleForReading.readData(ofLength: 2) == Data("1\n".utf8))
    Thread.sleep(forTimeInterval: 0.2)
    running.process.interrupt()
    running.process.waitUntilExit()
    #expect(running.process.terminationStatus == 130)
  }

  @Test func interruptedReadingReturns130() throws {
    let running = try start(["-"], in: try Home())
    Thread.sleep(forTimeInterval: isSanitized ? 5 : 0.3)
    running.process.interrupt()
    running.process.waitUntilExit()
    #expect(running.process.terminationStatus == 130)
  }

  @Test func closedPipeEndsQuietly() throws {
    let lines = String(repeating: "1 + 1\n", count: 20_000)
    let home = try Home()
    let script = try home.write(lines, to: "long.gms")
    let shell = Process()
    let complaint = Pipe()
    shell.executableURL = URL(fileURLWithPath: "/bin/sh")
    shell.arguments = ["-c", "'\(gmBinary)' '\(script)' | head -n 1"]
    shell.standardOutput = FileHandle.nullDevice
    shell.standardError = complaint
    try shell.run()
    shell.waitUntilExit()
    #expect(complaint.fileHandleForReading.readDataToEndOfFile().isEmpty)
  }
}
