import Foundation
import Testing

/// What was typed before: in this session and in earlier ones.
@Suite(.serialized, .timeLimit(.minutes(2)))
struct HistoryTests {
  let home: Home

  init() throws { home = try Home() }

  private func prompt(_ entries: String...) throws -> Terminal {
    let terminal = try Terminal.prompt(in: home)
    for entry in entries { terminal.run(entry) }
    return terminal
  }

  @Test func entryOfSeveralLinesIsOneItem() throws {
    let terminal = try prompt()
    terminal.type("(20 +\r22)")
    terminal.run("")
    #expect(terminal.screen.lines == ["gm> (20 +", "...>     22)", "42", "gm>"])
    terminal.send("\u{1b}[A")
    let screen = terminal.awaitLine("...>     22)")
    #expect(screen.lines.suffix(2) == ["gm> (20 +", "...>     22)"])
    #expect(terminal.run("").last == "42")
    #expect(terminal.run(":history 22 (20").last(where: { $0.hasSuffix(" 22)") }) != nil)
  }

  @Test func upFindsEntriesWithTheSameBeginning() throws {
    let terminal = try prompt("1 + 10", "2 + 10", "1 + 20", "3 + 10")
    #expect(terminal.run("1\u{1b}[A\u{1b}[A").last == "11")
    // Each entry is there once, where it was used last.
    #expect(terminal.run("1\u{1b}[A\u{1b}OA\u{1b}[B").last == "11")
    #expect(terminal.run("\u{10}\u{10}").last == "13")
  }

  /// Inside an entry of several lines Up and Down move the cursor, and search beyond its ends.
  @Test func upMovesInsideAnEntryFirst() throws {
    let terminal = try prompt("1 + 1")
    terminal.type("[10,\r20,\r30]")
    terminal.awaitLine("...>     30]")
    terminal.send("\u{1b}[A")
    #expect(terminal.awaitLine("...>     20,").column == 12)
    terminal.send("\u{1b}[A\u{1}1")
    terminal.awaitLine("gm> 1[10,")
    terminal.send("\u{1b}[A")
    terminal.awaitLine("gm> 1 + 1")
    // Down comes back to what was being typed.
    terminal.send("\u{1b}[B\u{8}")
    #expect(terminal.awaitLine("gm> [10,").column == 4)
    // And goes on in its lines.
    terminal.send("\u{1b}[B")
    terminal.awaitLine("...>     20,")
    terminal.send("\u{1b}[A\u{1b}[A")
    terminal.awaitLine("gm> 1 + 1")
    terminal.send("\u{1b}[B\u{1b}[B\u{1b}[B")
    terminal.awaitLine("...>     30]")
  }

  @Test func outlivesTheSession() throws {
    let first = try prompt("30 + 3")
    first.leave()
    let attributes = try FileManager.default.attributesOfItem(atPath: home.statePath)
    #expect(attributes[.posixPermissions] as? Int == 0o600)
    #expect(try prompt().run("\u{1b}[A").last == "33")
  }

  @Test func searchKnowsSignsOutsideASCII() throws {
    let terminal = try prompt("θ = 40", "1 + 1 # ∇θ", "2 + 2")
    terminal.send("\u{12}∇θ")
    terminal.awaitLine("search '∇θ': 1 + 1 # ∇θ")
    #expect(terminal.run("").last == "2")
    #expect(terminal.run("\u{12}∇\u{7f}θ =").last == "40")
    terminal.send("\u{12}nothing like it")
    terminal.await { $0.line.hasPrefix("no 'nothing like it':") }
    terminal.send("\u{7}")
    terminal.awaitLine("gm>")
  }

  @Test func searchGoesBothWays() throws {
    let terminal = try prompt("1 + 7", "2 + 7", "3 + 7")
    terminal.send("\u{12}7\u{12}\u{12}")
    terminal.awaitLine("search '7': 1 + 7")
    terminal.send("\u{13}")
    terminal.awaitLine("search '7': 2 + 7")
    // The key that ends the search does what it does elsewhere.
    #expect(terminal.run("\u{5}0").last == "72")
  }

  /// Ctrl-O runs an entry of the history and offers the one after it.
  @Test func runsAStretchAgain() throws {
    let terminal = try prompt("a = 1", "b = a + 1", "c = b + 1")
    terminal.send("\u{10}\u{10}\u{10}\u{f}")
    terminal.awaitLine("gm> b = a + 1")
  }

  @Test func unreadableHistoryWarnsOnce() throws {
    try home.write("", to: "state/gm/gm.db/occupied")
    let terminal = try prompt()
    #expect(terminal.run("20 + 22").last == "42")
    #expect(terminal.run("20 + 23").last == "43")
    #expect(terminal.received.components(separatedBy: "neither history").count == 2)
  }
}
