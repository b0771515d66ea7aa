import Foundation
import Testing

/// The history: once each, in the order of the last use, and quick however long it is.
///
/// The bounds on time leave room for a debug build beside other tests.
@Suite(.serialized, .timeLimit(.minutes(1)))
struct LongHistoryTests {
  let home: Home

  init() throws { home = try Home() }

  private func prompt() throws -> Terminal { try Terminal.prompt(in: home) }

  private static let up = "\u{1b}[A"

  @Test func aHundredThousandEntriesDelayNothing() throws {
    let lines = (1...100_000).map { "\($0) + 1000000*sin(0)  # an entry of usual length\n" }
      .joined()
    try home.write("7 + 70000  # the oldest\n" + lines, to: "state/gm/history")
    // The first session takes the entries of the old file into the database.
    let first = try prompt()
    first.send(Self.up)
    #expect(first.expect("100000 + 1000000*sin(0)") < .seconds(5))
    first.send("\u{3}")
    first.expect("gm> ")
    first.leave()
    let start = ContinuousClock().now
    let terminal = try prompt()
    #expect(ContinuousClock().now - start < .seconds(1))
    terminal.send(Self.up)
    #expect(terminal.expect("100000 + 1000000*sin(0)") < .seconds(1))
    terminal.send("\u{3}")
    terminal.expect("gm> ")
    terminal.send("\u{12}oldest")
    #expect(terminal.expect("# the oldest") < .seconds(3))
    terminal.send("\r")
    terminal.expect("70007\r\n")
  }

  @Test func entriesStandOnceWhereTheyWereUsedLast() throws {
    try home.write("1 + 1\n2 + 2\n1 + 1\n\n3 + 3", to: "state/gm/history")
    let terminal = try prompt()
    #expect(terminal.run("2 + 2").last == "4")
    // From the last on: 2 + 2, the line that was cut off, 1 + 1, and no second 1 + 1 or 2 + 2.
    for _ in 1...6 { terminal.send(Self.up) }
    #expect(terminal.run("").last == "2")
    for _ in 1...3 { terminal.send(Self.up) }
    #expect(terminal.run("").last == "6")
  }

  /// Entries of several lines and backslashes come back as they were.
  @Test func linesAndBackslashes() throws {
    let first = try prompt()
    #expect(first.run("print(\"a\\\\nb\")").last == "a\\nb")
    first.type("(40 +\r2)")
    #expect(first.run("").last == "42")
    first.leave()
    let second = try prompt()
    #expect(second.run("print\(Self.up)").last == "a\\nb")
    #expect(second.run("(40\(Self.up)").last == "42")
  }
}
