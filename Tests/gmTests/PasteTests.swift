import Foundation
import Testing

/// A pasted block is one edit, runs on Enter only, and may come from a transcript or a paper.
@Suite(.serialized, .timeLimit(.minutes(2)))
struct PasteTests {
  let home: Home

  init() throws { home = try Home() }

  private func paste(_ text: String) -> String { "\u{1b}[200~\(text)\u{1b}[201~" }

  @Test func waitsForEnter() throws {
    let terminal = try Terminal.prompt(in: home)
    terminal.send(paste("a = 20\r\n\tb = a + 1\ra + b\n\n"))
    let screen = terminal.awaitLine("...> a + b")
    #expect(screen.lines == ["gm> a = 20", "...>     b = a + 1", "...> a + b"])
    #expect(terminal.run("").last == "41")
    // One step of undo.
    terminal.send("1 + ")
    terminal.awaitLine("gm> 1 +")
    terminal.send(paste("2 + 3\n4"))
    terminal.awaitLine("...> 4")
    terminal.send("\u{1f}")
    terminal.awaitLine("gm> 1 +")
  }

  /// Each entry runs for itself: one that fails does not keep the others from running.
  @Test func aTranscriptRunsItsEntries() throws {
    let terminal = try Terminal.prompt(in: home)
    terminal.send(
      paste("gm> a = (20 +\n 2)\n22\ngm> missing\nerror[name]: missing\n  missing\ngm> a * 2\n44\n")
    )
    terminal.awaitLine("...> a * 2")
    let shown = terminal.run("")
    #expect(shown.last == "44")
    #expect(shown.contains { $0.hasPrefix("error[name]") })
    #expect(shown.contains("22"))
  }

  /// A session pasted back reproduces itself: with prompts of further lines, indented as in a page.
  @Test func aTranscriptPastesBack() throws {
    let terminal = try Terminal.prompt(in: home)
    terminal.send(
      paste("    gm> f(x) = {\n    ...>   x^2\n    ...> }\n    gm> f(3)\n    9\n"))
    let first = terminal.run("")
    #expect(first.last == "9")
    let shown = first.joined(separator: "\n")
    let second = try Terminal.prompt(in: home)
    second.send(paste(shown))
    #expect(second.run("").joined(separator: "\n") == shown)
  }

  @Test func signsOfAPaperBecomePlain() throws {
    let terminal = try Terminal.prompt(in: home)
    terminal.send(paste("3 − 1 × 2 # an en dash – stays"))
    let screen = terminal.await { $0.lines.last?.contains("− to -") == true }
    #expect(screen.line == "gm> 3 - 1 × 2 # an en dash – stays")
    #expect(terminal.run("").suffix(2) == ["gm> 3 - 1 × 2 # an en dash – stays", "1"])
    // Inside a string nothing changes.
    terminal.send("\"a ")
    terminal.send(paste("− b\""))
    #expect(terminal.run("").last == "\"a − b\"")
  }

  @Test func escapesInABlockAreText() throws {
    let terminal = try Terminal.prompt(in: home)
    terminal.send(paste("1 + \u{1b}[31m\u{7}2"))
    terminal.send("\u{1}")
    #expect(terminal.awaitLine("gm> 1 + [31m2").unknown.isEmpty)
  }

  @Test func fiftyKilobytesAreQuick() throws {
    let terminal = try Terminal.prompt(in: home)
    let line = "x = 1 + 2 + 3 + 4\n"
    let block = String(repeating: line, count: 50_000 / line.utf8.count) + "7000 + 77"
    let start = ContinuousClock().now
    terminal.send(paste(block))
    terminal.expect("7000 + 77")
    #expect(ContinuousClock().now - start < .seconds(5))
    terminal.send("\r")
    terminal.expect("7077\r\n")
  }

  /// Typed text streams in as fast, from terminals that do not mark what is pasted.
  @Test func unmarkedText() throws {
    let terminal = try Terminal.prompt(in: home)
    terminal.send(String(repeating: "a = 1 + 2; ", count: 400) + "1007\r")
    terminal.expect("\n1007\r\n")
  }
}
