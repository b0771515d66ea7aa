import Foundation
import Testing

/// No escape byte reaches a pipe, whatever is asked; and how each of it ends.
@Suite(.serialized, .timeLimit(.minutes(2)))
struct EscapeTests {
  struct Case: CustomTestStringConvertible {
    let words: [String]
    var input = ""
    let code: Int32
    var testDescription: String { words.joined(separator: " ") + " < " + input }
  }

  static let cases = [
    Case(words: ["--help"], code: 0), Case(words: ["test", "--help"], code: 0),
    Case(words: ["--version"], code: 0), Case(words: ["--wrong"], code: 2),
    Case(words: ["test", "--wrong"], code: 2), Case(words: ["test", "/no/such"], code: 1),
    Case(words: ["-e", ":help"], code: 0), Case(words: ["-e", "?sum"], code: 0),
    Case(words: ["-e", "?~"], code: 0), Case(words: ["-e", "??gradient"], code: 0),
    Case(words: ["-e", ":set"], code: 0),
    Case(words: ["-e", "x = 1; f(y) = y", "-e", ":who"], code: 0),
    Case(words: ["-e", "missing"], code: 1), Case(words: ["-e", "1 +"], code: 1),
    Case(words: ["-e", "ones(2) + ones(3)"], code: 1), Case(words: ["-e", ":sorce f"], code: 1),
    Case(words: ["-e", ":set color auto", "-e", "missing"], code: 1),
    Case(words: ["-e", "check 1 ≈ 2"], code: 1), Case(words: ["-e", "check 1 ≈ 1"], code: 0),
    Case(words: ["-e", "error(\"mine\", \"own\")"], code: 1),
    Case(words: ["-e", "exit(4)"], code: 4),
    Case(words: ["-e", ":quit 3", "-e", "1"], code: 3),
    Case(words: ["--keep-going", "-e", "missing", "-e", "1"], code: 1),
    Case(words: ["-i", "-e", "1"], input: "2\n", code: 0),
    Case(words: ["-i"], input: "(1", code: 1),
    Case(words: ["-n", "-e", "(1"], code: 1), Case(words: ["-"], input: "missing\n", code: 1),
    Case(words: [], input: ":set digits 3; 1/3\n", code: 1),
    Case(words: ["-e", "f(n) = f(n + 1); f(1)"], code: 1),
    Case(words: ["--fuel", "1000", "-e", "while true { }"], code: 1),
    Case(words: ["--safe", "-e", ":log x.gms"], code: 1),
    Case(words: ["-e", "print(\"θ {1/3:.3f}\")"], code: 0),
    Case(
      words: ["-e", "r = train((w = 0.0,), (m, x) -> (m.w - x)^2, ones(8), steps=30000)"], code: 0),
  ]

  @Test(arguments: cases)
  func nothingIsEscaped(_ expected: Case) throws {
    let answer = try run(
      expected.words, input: expected.input, in: Home(),
      environment: ["TERM": "xterm-256color", "LC_ALL": "C.UTF-8", "COLUMNS": "80"])
    #expect(answer.code == expected.code, "\(answer)")
    #expect(!(answer.output + answer.complaint).unicodeScalars.contains { $0 == "\u{1b}" })
    #expect(!(answer.output + answer.complaint).contains("\r"))
  }

  /// Greek in and out, whatever the locale says.
  @Test(arguments: ["C", "POSIX", "C.UTF-8", "xx_YY.ISO-8859-1"]) func greek(locale: String) throws
  {
    let answer = try run(
      ["-e", "θ = 41", "-e", "∇(x -> x^2)(θ)", "-e", "θ + ω"], in: Home(),
      environment: ["LC_ALL": locale])
    #expect(answer.output == "41\n82.0\n" && answer.code == 1)
    #expect(answer.complaint.hasPrefix("error[name]: ω is not defined\n  θ + ω\n      ^"))
  }

  @Test(arguments: ["1 + 1\n#> 2\n", "1 + 1\n#> 3\n", "1 +\n"]) func tests(text: String) throws {
    let home = try Home(), script = try home.write(text, to: "a.gms")
    let answer = try run(["test", script], in: home, environment: ["TERM": "xterm"])
    #expect(answer.code == (text.contains("#> 2") ? 0 : 1))
    #expect(!(answer.output + answer.complaint).unicodeScalars.contains { $0 == "\u{1b}" })
  }

  @Test(arguments: [
    ["-e", "while true { }"], ["-e", "iterate(x -> x + 1, 0.0, 10^12)"],
    ["-e", "train((w = 0.0,), (m, x) -> (m.w - x)^2, ones(8), steps=10^9)"],
  ]) func interrupted(words: [String]) throws {
    let running = try start(["-e", "1"] + words, in: Home(), environment: ["TERM": "xterm"])
    #expect(running.output.fileHandleForReading.readData(ofLength: 2) == Data("1\n".utf8))
    Thread.sleep(forTimeInterval: 0.4)
    running.process.interrupt()
    running.process.waitUntilExit()
    #expect(running.process.terminationStatus == 130)
    let complaint = running.complaint.fileHandleForReading.readDataToEndOfFile()
    #expect(String(decoding: complaint, as: UTF8.self).hasPrefix("interrupted"))
    #expect(!complaint.contains(0x1b))
  }

  @Test func interruptedTestsReturn130() throws {
    let home = try Home(), script = try home.write("while true { }\n", to: "a.gms")
    let running = try start(["test", script], in: home)
    Thread.sleep(forTimeInterval: 0.6)
    running.process.interrupt()
    running.process.waitUntilExit()
    #expect(running.process.terminationStatus == 130)
  }
}
