import Foundation
import Language
import Testing

@testable import Workbench

/// What `gm test --seed` judges, and how often it looks before it calls a claim wrong.
@Suite struct GoldenSeedsTests {
  /// A script and whether it passes under another seed.
  @Test(arguments: [
    // Printed text is the file's own seed's.
    ("half\n#> 0.6\n", true),
    ("half\n", true),
    ("a = 1\n#> 3\n", true),
    // So are claims without se, and errors that are expected.
    ("check y\n", true),
    ("check y\n#> ok 3\n", true),
    ("half\n#!> error: x\n", true),
    ("bad\n#!> error[shape]: other words\n", true),
    // An error that no claim made is one under every seed.
    ("bad\n", false),
    ("bad\n#> 0.5\n", false),
    ("half; bad\n", false),
    ("unknown\n", false),
    ("bad #~ xfail: known\n", true),
    ("bad #~ any\n", false),
    ("bad #~ skip\n", true),
    ("a ? b\nhalf\n", false),
    ("half #~ never\n", false),
    // The same for one thread and several.
    ("threads\n", false),
    ("threads #~ any\n", true),
    ("claim\n#> ok 5 ± 1 ≈ 5 (0.1 se)\n", true),
  ])
  func verdicts(_ text: String, _ passes: Bool) throws {
    let bench = try GoldenBench()
    try bench.write(text)
    #expect(bench.run { $0.checksSeed = 99 } == (passes ? 0 : 1), "\(bench.said)")
    #expect(bench.said.hasPrefix("seed 99: "))
    #expect(
      bench.said.hasSuffix(
        passes ? "1 passed, 0 failed, 0 skipped\n" : "0 passed, 1 failed, 0 skipped\n"))
  }

  /// Among the four further seeds, how many fail and whether the claim is called wrong.
  @Test(arguments: [(0, false), (1, false), (2, true), (3, true), (4, true)])
  func aClaimThatFailsIsTriedAgain(_ failures: Int, _ isWrong: Bool) throws {
    let bench = try GoldenBench()
    try bench.write("claim\nclaim; half\n")
    let failing = Set([99] + GoldenSeeds.further(than: 99).prefix(failures))
    bench.holds = { !failing.contains($0) }
    #expect(bench.run { $0.checksSeed = 99 } == (isWrong ? 1 : 0))
    let wrong = isWrong ? 2 : 0
    #expect(
      bench.said.contains(
        "2 claims in standard errors judged, 2 failed and tried under 4 further seeds, "
          + "\(wrong) wrong, as 2 of those fail, too\n"))
    let place = "a.gms:2: wrong: fails with seed 99 and \(failures) of 4 further seeds"
    #expect(bench.said.contains(place) == isWrong)
  }

  @Test func aClaimThatHoldsIsNotTriedAgain() throws {
    let bench = try GoldenBench()
    try bench.write("claim\n")
    var seeds: [UInt64] = []
    bench.holds = {
      seeds.append($0)
      return true
    }
    #expect(bench.run { $0.checksSeed = 7 } == 0)
    #expect(seeds == [7, 7])
    #expect(bench.said.contains("1 claim in standard errors judged, none failed\n"))
  }

  @Test func theFilesOwnSeedGivesWay() throws {
    let bench = try GoldenBench()
    try bench.write("#~ file: seed=3\nclaim\n#> ok 1 ± 0.1 ≈ 1 (0.2 se)\n")
    var seeds: Set<UInt64> = []
    bench.holds = {
      seeds.insert($0)
      return true
    }
    #expect(bench.run() == 0)
    #expect(seeds == [3])
    #expect(bench.run { $0.checksSeed = 8 } == 0)
    #expect(seeds == [3, 8])
  }

  @Test func nothingIsWritten() throws {
    let bench = try GoldenBench()
    let text = "half\n#> 0.6\nclaim\nbad\n"
    try bench.write(text)
    bench.holds = { _ in false }
    bench.replies = ["y", "y", "y"]
    for change in [\GoldenRunOptions.updates, \.reviews] {
      let code = bench.run {
        $0.checksSeed = 5
        $0[keyPath: change] = true
        $0.acceptsErrors = true
      }
      #expect(code == 1)
      #expect(try bench.read() == text)
    }
  }

  @Test func furtherSeedsAreOnesThatASessionTakes() {
    for seed in [0, 1, 99, UInt64(Int.max) - 2, UInt64(Int.max)] {
      let seeds = GoldenSeeds.further(than: seed)
      #expect(Set(seeds + [seed]).count == GoldenSeeds.tries + 1)
      #expect(seeds.allSatisfy { $0 <= UInt64(Int.max) })
    }
  }

  /// Sessions as they are: what is claimed in a function or a loop counts too.
  @Test func realClaims() throws {
    let bench = try GoldenBench()
    try bench.write(
      """
      xs = [0.9, 1.1, 1.05, 0.97, 1.0, 1.02]; e = estimate(xs);
      f(a) = { check e ≈ a se 4 }
      check e ≈ 1 se 4
      check e < 2 se 3; check [e, e] ≈ 1 se 4
      f(1)
      for i in 1:2 { check e ≈ 1.0 se 4 }
      check value(e) ≈ 3
      f(2)
      check e ≈ 1
      check e ≈ 1.5 se 4
      #!> error[check]: ...
      """)
    let path = bench.folder.path
    var options = GoldenRunOptions(), said = ""
    options.checksSeed = 11
    let runner = GoldenRunner(
      factory: { SessionUnderTest($0, stackBytes: 1 << 20) }, write: { said += $0 })
    #expect(runner.run(paths: [path], options: options) == 1)
    let places = said.split(separator: "\n").filter { $0.hasPrefix(path) }
    #expect(places.count == 2, "\(said)")
    #expect(said.contains("a.gms:8: wrong: fails with seed 11 and 4 of 4 further seeds"))
    #expect(said.contains("a.gms:9: unexpected error"))
    #expect(said.contains("7 claims in standard errors judged, 1 failed"))
  }

  /// A wrong claim is found under any seed, a true one holds, and what is printed is not judged.
  @Test(arguments: [UInt64(1), 2, 3]) func claimsAboutDraws(seed: UInt64) throws {
    let bench = try GoldenBench()
    try bench.write(
      """
      z ~ Normal(0, 1)
      #> 3.0
      check z < -100
      check E(z ~ Normal(1, 2), z^2, n=4000) ≈ 5 se 5
      check E(z ~ Normal(1, 2), z^2, n=4000) ≈ 6 se 4
      """)
    var options = GoldenRunOptions(), said = ""
    options.checksSeed = seed
    let runner = GoldenRunner(
      factory: { SessionUnderTest($0, stackBytes: 1 << 20) }, write: { said += $0 })
    #expect(runner.run(paths: [bench.folder.path], options: options) == 1)
    #expect(said.contains("a.gms:5: wrong: fails with seed \(seed)"), "\(said)")
    #expect(said.contains("2 claims in standard errors judged, 1 failed"), "\(said)")
  }

  /// One thread and several draw the same, and another seed draws something else.
  @Test func drawsArePinned() throws {
    let bench = try GoldenBench()
    let script = "z ~ Normal(0, 1) like zeros(3)\nE(z ~ Normal(0, 1), exp(z), n=3000)\n"
    try bench.write("#~ file: seed=3\n" + script)
    try bench.write("#~ file: seed=4\n" + script, "b.gms")
    var options = GoldenRunOptions()
    let runner = GoldenRunner(
      factory: { SessionUnderTest($0, stackBytes: 1 << 20) }, write: { bench.said += $0 })
    options.updates = true
    #expect(runner.run(paths: [bench.folder.path], options: options) == 0, "\(bench.said)")
    options.updates = false
    options.threads = 3
    #expect(runner.run(paths: [bench.folder.path], options: options) == 0, "\(bench.said)")
    #expect(try bench.read().dropFirst(16) != bench.read("b.gms").dropFirst(16))
  }

  /// A plain run of a script draws what its golden run does.
  @Test func aPlainRunTakesTheSeedOfTheHeader() {
    func draw(_ seed: Int?, header: String) -> String {
      var shown = ""
      let session = Prompt { $0.seed = seed }.session
      let outcome = session.run("\(header)\nz ~ Normal(0, 1)", name: "a", isFile: true) { event in
        if case .output(let text) = event { shown += text }
      }
      #expect(outcome == .ok)
      return shown
    }
    #expect(draw(nil, header: "#~ file: seed=5") == draw(5, header: ""))
    #expect(draw(nil, header: "#~ file: seed=5") != draw(nil, header: ""))
    #expect(draw(nil, header: "") == draw(0, header: "#~ file: digits=6"))
    #expect(draw(6, header: "#~ file: seed=5") == draw(6, header: ""))
  }

  /// Text and whether it makes a claim in standard errors.
  @Test(arguments: [
    ("check a ≈ b se 4", true), ("check a ≈ b", false), ("check a ≈ b tol 1e-3 se 4", true),
    ("for i in 1:3 { check a ≈ i se 4 }", true), ("while c { if d { check a ≈ 1 se 3 } }", true),
    ("if c { 1 } else { check a ≈ 1 se 4 }", true), ("f(x) = { check x ≈ 1 se 4 }", true),
    ("map(x -> { check x ≈ 1 se 4 }, 1:3)", true), ("se = 4; check a ≈ se", false),
    ("if c { check a ≈ 1 }", false),
  ])
  func statementsThatClaim(_ text: String, _ claims: Bool) throws {
    let source = Source(id: SourceID(1), name: "", text: text)
    let statement = try #require(try Parser.parse(source).last)
    #expect(statement.claimsStandardErrors == claims)
  }

  /// What a statement `f(1)` printed: output, diagnostics, claims judged, whether one fails.
  @Test(arguments: [
    ("ok 1.0031 ± 0.0141 ≈ 1 (0.2 se)", "", 1, false),
    (
      "ok 1 ≈ 1\nok 1.0 ± 0.1 ≈ 1 (0.2 se)\n3.0 (2 se)\nok 2 ± 1 ≈ 1 (1 se; k = 0.9)\n", "", 2,
      false
    ),
    ("ok f(2) ≈ 3", "", 0, false),
    ("ok 1 ± 0 < 2 (without error)", "", 1, false),
    ("", "error[check]: no\n  check x ≈ 1 se 4\n  ^^^^^\n", 1, true),
    ("ok 1 ± 1 ≈ 1 (0.2 se)\n", "error[check]: no\n  check x ≈ 1 se 4\n  ^^^^^\n", 2, true),
    ("", "error[check]: no\n  check x ≈ 1 tol 1e-3\n  ^^^^^\n", 0, false),
    ("", "error[shape]: no\n  check x ≈ 1 se 4\n  ^^^^^\n", 0, false),
    ("", "note: n\nerror[check]: no\n  f(x) = { check x ≈ 1 se 4 }\n", 1, true),
  ])
  func claimsOfWhatWasPrinted(
    _ output: String, _ diagnostics: String, _ judged: Int, _ fails: Bool
  ) throws {
    let statement = try #require(
      try Parser.parse(Source(id: SourceID(1), name: "", text: "f(1)")).first)
    let claims = GoldenClaims(
      statement, output: output, diagnostics: diagnostics, failed: !diagnostics.isEmpty)
    #expect(claims.judged == judged)
    #expect(claims.fails == fails)
  }
}
