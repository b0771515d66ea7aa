import Foundation
import Testing

@testable import Workbench

@Suite struct GoldenLogTests {
  @Test func aLoggedSessionPassesAsATest() throws {
    let bench = try GoldenBench()
    let path = bench.folder.appendingPathComponent("session.gms").path
    let log = try GoldenLog(path: path, seed: 7, digits: 4)
    try log.append(entry: "half", outcome: StatementOutcome(output: "0.5"))
    try log.append(
      entry: "bad\n", outcome: StatementOutcome(diagnostics: "error[shape]: 2 vs 3", failed: true))
    try log.append(entry: "long(\n1)", outcome: StatementOutcome(output: "9\n"))
    try log.append(
      entry: "half\n#> 0.7\na = 1; pair",
      outcomes: [
        (StatementLines(first: 1, last: 1), StatementOutcome(output: "0.5")),
        (StatementLines(first: 3, last: 3), StatementOutcome()),
        (StatementLines(first: 3, last: 3), StatementOutcome(output: "1.53\n\nlayer1")),
      ])
    let expected = """
      #~ file: seed=7 digits=4
      half
      #> 0.5
      bad
      #!> error[shape]: 2 vs 3
      long(
      1)
      #> 9
      half
      #> 0.5
      a = 1; pair
      #> 1.53
      #>
      #> layer1

      """
    #expect(try bench.read("session.gms") == expected)
    #expect(bench.run() == 0)
    // Opened again, the log goes on where it ended.
    _ = try GoldenLog(path: path, seed: 1, digits: 6)
    #expect(try bench.read("session.gms") == expected)
  }

  @Test func aLogThatCannotBeOpenedIsAnError() {
    #expect(throws: (any Error).self) {
      try GoldenLog(path: "/no/such/folder/session.gms", seed: 0, digits: 6)
    }
  }
}
