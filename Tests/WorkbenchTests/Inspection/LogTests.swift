import Foundation
import TestSupport
import Testing

@testable import Workbench

/// `:log`: what was typed today is a test tomorrow, whatever it was.
struct LogTests {
  private static let entries = [
    "f(t) = -log(1 + exp(-t))", "f'(0)", "x = [1, 2; 3, 4]; x @ x\nx[2, :]", "x[0, 1]",
    "for i in 1:3 {\n  print(i, i^2)\n}", "z ~ Normal(0, 1)", "E(z ~ Normal(0, 1), z^2)",
    "g(A, v) = A @ v\nh(v) = {\n  w = 2*v\n  g(x, w)\n}", "h([1, 2, 3])", ":where",
    ":time h([1, 2])",
    ":who", ":mem", ":set", ":hist", "timeit(1 + 1, repeats=1)", "y = (", "f(1,\n  2",
    "1 + 1; nope; 3",
    "θ = 0.5 − 0.25", "x′", "‖[3, 4]‖", "E = 3", "use nn", "m = mlp(2, 3, 1); m([1.0, 2, 3])",
    "derive (a in reals(2)) {\n  sum(a)^2 - 1\n  = sum(a)^2 + 1\n}",
    "derive (s in positives) { log(s^2) = 2*log(s) }", "log(-1.0)", ":nan log(-1.0)",
    "check sum(x) ≈ 10", "check sum(x) ≈ 11", "# a comment alone", "explain f(2.0) - 1/2",
    "\"a {1/3:.3f}\"", ":type x", ":source f", "?sin", ":set digits 9", "π", ":clear x", "x",
    ":nonsense", ":reset", "z ~ Normal(0, 1)", "q = 3 # with a comment", "print(\"a\\nb\")",
    "1:3000", ":last",
    "train((w = 1.0), m -> (m.w - 2)^2, steps=20, opt=sgd(0.1)).loss[20]", "error(\"my own\")",
    "if true { 3 } else { 4 }", "r = (a = 1, b = eye(2))", "seed(7); w ~ Normal(0, 1); w",
  ]

  private func replay(_ entries: [String], _ change: (inout SessionOptions) -> Void) throws {
    let path = FileManager.default.temporaryDirectory
      .appendingPathComponent("gm-log-\(UUID().uuidString).gms").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    let prompt = Prompt(change)
    prompt("u ~ Normal(0, 1)")
    prompt(":log \(path)")
    for entry in entries { prompt(entry) }
    #expect(prompt.shows(":log off").contains(path))
    let text = try String(contentsOfFile: path, encoding: .utf8)
    var report = ""
    let code = GoldenRunner(
      factory: { SessionUnderTest($0, stackBytes: 8 << 20) }, write: { report += $0 }
    ).run(paths: [path])
    #expect(code == 0, "\(report)\n\(text)")
  }

  @Test func aLogPassesAtOnce() throws {
    try replay(LogTests.entries) { $0.isInteractive = true }
  }

  @Test(arguments: 0..<2) func soItDoesInAnyOrder(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    try replay(LogTests.entries.shuffled(using: &generator)) {
      $0.isInteractive = true
      $0.seed = Int(seed)
      $0.width = 60
    }
  }

  /// A pipe that nobody reads is refused, not waited for; one that is read gets what a file gets.
  @Test func aPipeIsReadWhereItIsLogged() throws {
    let path = FileManager.default.temporaryDirectory
      .appendingPathComponent("gm-log-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    #expect(unsafe mkfifo(path, 0o600) == 0)
    let prompt = Prompt()
    #expect(prompt(":log \(path)").diagnostics.contains("cannot be written: nobody reads the pipe"))
    let reader = FileHandle(
      fileDescriptor: unsafe open(path, O_RDONLY | O_NONBLOCK), closeOnDealloc: true)
    prompt(":log \(path)")
    prompt("1 + 1")
    let text = String(decoding: reader.availableData, as: UTF8.self)
    #expect(text.hasPrefix("#~ file: ") && text.hasSuffix("1 + 1\n#> 2\n"))
    try reader.close()
    #expect(prompt("2 + 2").diagnostics.contains("cannot be written any more"))
  }
}
