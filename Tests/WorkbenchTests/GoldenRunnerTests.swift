import Foundation
import Testing

@testable import Workbench

/// A folder with golden files and everything that a runner says about them.
final class GoldenBench {
  let folder: URL
  var answers: [String: StatementOutcome] = [
    "half": StatementOutcome(output: "0.5"),
    "pair": StatementOutcome(output: "1.53\n\nlayer1"),
    "bad": StatementOutcome(diagnostics: "error[shape]: 2 vs 3", failed: true),
    "worse": StatementOutcome(diagnostics: "warning: w\nerror[e]: x", failed: true),
    "rate": StatementOutcome(output: "error rate 0.5"),
    "nan": StatementOutcome(output: "nan"),
    "warn": StatementOutcome(output: "1", diagnostics: "warning: shadows"),
    "long(1)": StatementOutcome(output: "9"),
    "log": StatementOutcome(output: "step 300 loss 0.25"),
    "check y": StatementOutcome(diagnostics: "error[check]: y", failed: true),
  ]
  var said = ""
  var replies: [String] = []
  /// Under which seeds the statement `claim` holds.
  var holds: (UInt64) -> Bool = { _ in true }

  init() throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  func write(_ text: String, _ name: String = "a.gms") throws {
    try Data(text.utf8).write(to: folder.appendingPathComponent(name))
  }

  func read(_ name: String = "a.gms") throws -> String {
    try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
  }

  func run(_ change: (inout GoldenRunOptions) -> Void = { _ in }) -> Int32 {
    var options = GoldenRunOptions()
    change(&options)
    said = ""
    let runner = GoldenRunner(
      factory: { GoldenFakeSession(self.answers, $0, holds: self.holds) },
      write: { self.said += $0 },
      reply: { self.replies.isEmpty ? nil : self.replies.removeFirst() })
    return runner.run(paths: [folder.path], options: options)
  }
}

@Suite struct GoldenRunnerTests {
  @Test(arguments: [
    ("half\n#> 0.5\n", true),
    ("half\n#> 0.6\n", false),
    ("half #~ abs:0.2\n#> 0.6\n", true),
    ("#~ file: tol=abs:0.2\nhalf\n#> 0.6\n", true),
    ("#~ file: tol=abs:0.2\nhalf #~ abs:0.01\n#> 0.6\n", false),
    ("#~ abs:0.2\nhalf\n#> 0.6\n", true),
    ("x = \"#~ abs:9\"; half\n#> 0.6\n", false),
    ("pair\n#> 1.53\n#>\n#> layer1\n", true),
    ("pair\n#> 1.53\n#> ...\n", true),
    ("a = 1; half; pair\n#> 0.5\n#> 1.53\n#>\n#> layer1\n", true),
    ("half\n", false),
    ("a = 1\n#> 3\n", false),
    ("a = 1\n", true),
    ("bad\n#!> error[shape]: 2 vs 3\nhalf\n#> 0.5\n", true),
    ("bad\n#!> error[shape]: 2 vs 4\n", false),
    ("bad\n#!> error[..]\n", true),
    ("bad\n", false),
    ("half\n#!> error: x\n", false),
    ("bad; half\n#!> error[shape]: 2 vs 3\n", true),
    ("warn\n#> 1\n#!> warning: shadows\n", true),
    ("warn\n#> 1\n", false),
    ("worse\n#!> warning: w\n#!> error[e]: x\n", true),
    ("half #~ any\n", true),
    ("bad #~ any\n", false),
    ("half #~ xfail: known\n#> 0.6\n", true),
    ("bad #~ xfail: known\n", true),
    ("half #~ xfail: known\n#> 0.5\n", false),
    ("half #~ skip\n#> 0.6\n", true),
    ("half #~ slow\n#> 0.6\n", true),
    ("half #~ never\n#> 0.5\n", false),
    ("#~ file: colour=red\nhalf\n#> 0.5\n", false),
    ("#> 0.5\nhalf\n#> 0.5\n", false),
    ("half\n#> 0.5\n#~ abs:1\n", false),
    ("long(\n1)\n#> 9\n", true),
    ("long(\n#> 9\n1)\n", false),
    ("threads\n#> 1\n", false),
    ("threads #~ any\n", true),
    ("#~ file: seed=7 digits=4\nsettings\n#> 7 4 80\n", true),
    ("a ? b\n#!> error[syntax]: a ? b\nhalf\n#> 0.5\n", true),
    ("half\n#> 0.5\nlong(1\n#!> error[syntax]: unclosed (\nhalf\n#> 0.5\n", true),
    ("c = 1\nlong(\n1\n#!> error[syntax]: unclosed (\n", true),
    ("a ? b\nhalf\n#> 0.5\n", false),
    ("half\r\n#> 0.5\r\n", true),
    ("half\n\n# a comment\n#> 0.5", true),
    ("", true),
  ])
  func verdicts(_ text: String, _ passes: Bool) throws {
    let bench = try GoldenBench()
    try bench.write(text)
    #expect(bench.run() == (passes ? 0 : 1))
    #expect(
      bench.said.hasSuffix(
        passes ? "1 passed, 0 failed, 0 skipped\n" : "0 passed, 1 failed, 0 skipped\n"))
  }

  @Test func reportNamesPlaceNumbersAndTolerance() throws {
    let bench = try GoldenBench()
    try bench.write("a = 1\nhalf #~ rel:0.01\n#> 0.6\n")
    #expect(bench.run() == 1)
    #expect(bench.said.contains("a.gms:2: printed text differs"))
    #expect(bench.said.contains("  - #> 0.6\n  + #> 0.5\n"))
    #expect(bench.said.contains("got 0.5, want 0.6: Δ 0.1, allowed 0.006 (rel:0.01)"))
  }

  @Test func errorsAndOtherMismatchesDoNotStopTheFile() throws {
    let bench = try GoldenBench()
    try bench.write("bad\nhalf\n#> 0.6\nhalf\n")
    #expect(bench.run() == 1)
    for line in ["a.gms:1: unexpected error", "a.gms:2: ", "a.gms:4: prints without"] {
      #expect(bench.said.contains(line))
    }
  }

  @Test func slowPatternMissingAndOrder() throws {
    let bench = try GoldenBench()
    try bench.write("#~ file: slow\nhalf\n#> 0.5\n", "b.gms")
    try bench.write("half\n#> 0.5\n", "a.gms")
    try bench.write("ignored", "c.txt")
    #expect(bench.run() == 0)
    #expect(bench.said == "1 passed, 0 failed, 1 skipped\n")
    #expect(bench.run { $0.runsSlow = true } == 0)
    #expect(bench.said == "2 passed, 0 failed, 0 skipped\n")
    #expect(bench.run { $0.pattern = "b.g" } == 0)
    #expect(bench.said == "0 passed, 0 failed, 1 skipped\n")
    let runner = GoldenRunner(factory: { GoldenFakeSession([:], $0) }, write: { bench.said += $0 })
    #expect(runner.run(paths: ["no/such/file"]) == 1)
    #expect(bench.said.contains("no/such/file: no such file"))
  }

  @Test func junitIsWellFormedAndCounts() throws {
    let bench = try GoldenBench()
    bench.answers["odd"] = StatementOutcome(output: "<&\"\u{1}]]>")
    try bench.write("odd\n", "a&b.gms")
    try bench.write("half\n#> 0.5\n", "good.gms")
    try bench.write("#~ file: slow\n", "slow.gms")
    let path = bench.folder.appendingPathComponent("out.xml").path
    #expect(bench.run { $0.junitPath = path } == 1)
    let xml = try bench.read("out.xml")
    #expect(xml.contains("tests=\"3\" failures=\"1\" errors=\"0\" skipped=\"1\""))
    #expect(xml.contains("a&amp;b.gms"))
    #expect(!xml.unicodeScalars.contains("\u{1}"))
    #expect(isWellFormed(xml))
    #expect(!isWellFormed(xml.replacingOccurrences(of: "</failure>", with: "")))
  }

  /// Tags balance, and no `<` or bare `&` stands in text or attributes.
  private func isWellFormed(_ xml: String) -> Bool {
    var open: [Substring] = []
    for part in xml.split(separator: "<") {
      guard let end = part.lastIndex(of: ">") else { return false }
      let tag = part[..<end]
      let text = part[part.index(after: end)...]
      if text.contains("&") && !text.contains(";") { return false }
      let name = tag.prefix { $0 != " " && $0 != "/" }
      if tag.hasPrefix("?") || tag.hasSuffix("/") { continue }
      if tag.hasPrefix("/") {
        guard open.popLast() == tag.dropFirst() else { return false }
      } else {
        open.append(name)
      }
    }
    return open.isEmpty
  }
}
