import Foundation
import Testing

@testable import Workbench

@Suite struct GoldenUpdateTests {
  @Test(arguments: [
    ("half\n#> 0.6\n", "half\n#> 0.5\n"),
    ("half\n", "half\n#> 0.5\n"),
    ("half", "half\n#> 0.5"),
    ("a = 1\n#> 3\nhalf\n#> 0.5\n", "a = 1\nhalf\n#> 0.5\n"),
    ("half #~ abs:1e-9\n#> 0.6\n", "half #~ abs:1e-9\n#> 0.5\n"),
    (
      "half\n#> 0.6\n\n# note\npair\n#> 1.5\n",
      "half\n#> 0.5\n\n# note\npair\n#> 1.53\n#>\n#> layer1\n"
    ),
    ("half #~ abs:0.2\n#> 0.6\nhalf\n#> 0.6\n", "half #~ abs:0.2\n#> 0.6\nhalf\n#> 0.5\n"),
    ("log\n#> step 200 loss [..]\n", "log\n#> step 300 loss [..]\n"),
    ("pair\n#> 1.54\n#> ...\n", "pair\n#> 1.53\n#> ...\n"),
    ("bad\n#!> error[shape]: 2 vs 4\n", "bad\n#!> error[shape]: 2 vs 3\n"),
    ("half\n#!> error[shape]\n", "half\n#> 0.5\n"),
    ("half\r\n#> 0.6\r\n", "half\r\n#> 0.5\r\n"),
    ("long(\n1)\n# between\n#> 8\n", "long(\n1)\n# between\n#> 9\n"),
    ("  half\n  #> 0.6\n", "  half\n  #> 0.5\n"),
    (
      "half #~ xfail: why\n#> 0.6\npair\n",
      "half #~ xfail: why\n#> 0.6\npair\n#> 1.53\n#>\n#> layer1\n"
    ),
    ("a ? b\n#!> error[syntax]: c\n", "a ? b\n#!> error[syntax]: a ? b\n"),
  ])
  func roundTrip(_ old: String, _ new: String) throws {
    let bench = try GoldenBench()
    try bench.write(old)
    #expect(bench.run() == 1)
    #expect(try bench.read() == old)
    #expect(bench.run { $0.updates = true } == 0)
    #expect(try bench.read() == new)
    #expect(bench.run { $0.updates = true } == 0)
    #expect(bench.said == "1 passed, 0 failed, 0 skipped\n")
    #expect(try bench.read() == new)
    #expect(bench.run() == 0)
  }

  @Test(arguments: [
    ("bad\n", "a new error", "bad\n#!> error[shape]: 2 vs 3\n"),
    ("nan\n#> 0.5\n", "a new nan", "nan\n#> nan\n"),
    // What stands for any lines is no error that is expected.
    ("bad\n#!> ...\n", "a new error", "bad\n#!> error[shape]: 2 vs 3\n"),
  ])
  func refusesHazards(_ old: String, _ hazard: String, _ new: String) throws {
    let bench = try GoldenBench()
    try bench.write(old)
    #expect(bench.run { $0.updates = true } == 1)
    #expect(bench.said.contains("not updated: \(hazard) (--accept-errors)"))
    #expect(try bench.read() == old)
    #expect(
      bench.run {
        $0.updates = true
        $0.acceptsErrors = true
      } == 0)
    #expect(try bench.read() == new)
    #expect(bench.run() == 0)
  }

  @Test func threadsThatDisagreeAreNeverWritten() throws {
    let bench = try GoldenBench()
    try bench.write("threads\n#> 7\n")
    #expect(
      bench.run {
        $0.updates = true
        $0.acceptsErrors = true
      } == 1)
    #expect(try bench.read() == "threads\n#> 7\n")
  }

  @Test func summarySaysHowFarNumbersMoved() throws {
    let bench = try GoldenBench()
    try bench.write("half\n#> 0.4\nlong(1)\n#> 8\n")
    #expect(bench.run { $0.updates = true } == 0)
    #expect(bench.said.contains("a.gms:1: updated, max |Δ| 0.1, relative 0.25\n"))
    #expect(bench.said.contains("a.gms:3: updated, text or integers changed\n"))
  }

  @Test func permissionsAndLinksSurvive() throws {
    let bench = try GoldenBench()
    let manager = FileManager.default
    try bench.write("half\n", "real.txt")
    let target = bench.folder.appendingPathComponent("real.txt").path
    let link = bench.folder.appendingPathComponent("a.gms").path
    try manager.createSymbolicLink(atPath: link, withDestinationPath: target)
    try manager.setAttributes([.posixPermissions: 0o755], ofItemAtPath: target)
    #expect(bench.run { $0.updates = true } == 0)
    #expect(try bench.read("real.txt") == "half\n#> 0.5\n")
    #expect(try manager.destinationOfSymbolicLink(atPath: link) == target)
    let mode = try manager.attributesOfItem(atPath: target)[.posixPermissions] as? Int
    #expect(mode == 0o755)
    #expect(try manager.contentsOfDirectory(atPath: bench.folder.path).count == 2)
  }

  @Test(arguments: [
    (["y", "y"], "half\n#> 0.5\nbad\n#!> error[shape]: 2 vs 3\n", 0),
    (["n", "y"], "half\n#> 0.6\nbad\n#!> error[shape]: 2 vs 3\n", 1),
    (["maybe", "y", "n"], "half\n#> 0.5\nbad\n", 1),
    (["q", "y"], "half\n#> 0.6\nbad\n", 1),
    ([], "half\n#> 0.6\nbad\n", 1),
  ])
  func review(_ replies: [String], _ new: String, _ code: Int) throws {
    let bench = try GoldenBench()
    try bench.write("half\n#> 0.6\nbad\n")
    bench.replies = replies
    #expect(bench.run { $0.reviews = true } == Int32(code))
    #expect(try bench.read() == new)
    #expect(bench.said.contains("accept? [y/n/q] "))
  }

  /// Whatever was expected and printed, the rewritten text matches and does not move again.
  @Test func rewritingAlwaysMatches() {
    let parts = ["a", "0.5", "0.50001", "0.50002", "7", "[..]", "...", "", "nan", "1.0 + 2.0i"]
    var state: UInt64 = 1
    func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    func block() -> [String] {
      (0..<next(5)).map { _ in
        (0..<next(3)).map { _ in parts[next(parts.count)] }.joined(separator: " ")
      }
    }
    for _ in 0..<3000 {
      let want = block()
      let got = block()
      let matcher = GoldenMatcher()
      let new = matcher.rewritten(want: want, got: got)
      #expect(matcher.matches(got: got, want: new), "\(want) \(got) \(new)")
      if matcher.matches(got: got, want: want) { #expect(new == want) }
    }
  }
}
