import Foundation
import Testing

/// The keys: each changes an entry as the table says.
@Suite(.serialized, .timeLimit(.minutes(2)))
struct EditingTests {
  let home: Home

  init() throws { home = try Home() }

  /// What is typed, and the lines of the entry then, with where the cursor is: `|`.
  static let keys: [(what: String, typed: String, entry: String)] = [
    ("words backwards", "10 + abc5\u{1b}[1;5D\u{1b}b", "|10 + abc5"),
    ("words forwards", "10 + abc5\u{1}\u{1b}[1;3C\u{1b}f", "10 + abc5|"),
    ("a word is a name", "θ_1*x₂\u{1b}b\u{1b}b", "|θ_1*x₂"),
    ("characters", "aθb\u{2}\u{2}\u{6}\u{1b}[D", "a|θb"),
    ("a letter and its mark are one", "x\u{302}y\u{2}\u{2}", "|x\u{302}y"),
    ("line start and end", "abc\u{1}x\u{5}y", "xabcy|"),
    ("home and end", "abc\u{1b}[Hx\u{1b}[Fy\u{1b}OHz", "z|xabcy"),
    ("delete forwards", "abc\u{1}\u{1b}[3~\u{4}", "|c"),
    ("backspace takes the mark first", "x\u{302}\u{7f}", "x|"),
    ("kill to the end, yank twice", "abc def\u{1b}b\u{b}\u{19}\u{19}", "abc defdef|"),
    ("kill the line, yank", "abc\u{15}x\u{19}", "xabc|"),
    ("kills in a row are one", "ab cd ef\u{17}\u{17}\u{15}\u{19}", "ab cd ef|"),
    ("kills forwards in a row", "ab cd\u{1}\u{1b}d\u{1b}d-\u{19}", "-ab cd|"),
    ("a name at a time", "f(x_1 + y\u{1b}\u{7f}\u{1b}\u{7f}", "f(|"),
    ("a blank word at a time", "a = f(x) + 1\u{17}\u{17}\u{17}", "a = |"),
    ("earlier kills", "ab\u{15}cd\u{15}\u{19}\u{1b}y", "ab|"),
    ("swap characters", "acb\u{14}", "abc|"),
    ("swap words", "beta*alpha\u{1b}t", "alpha*beta|"),
    ("open line", "ab\u{2}\u{1b}\r", "a\n|b"),
    ("text start and end", "(a\r\u{1b}<x\u{1b}>y", "x(a\n    y|"),
    ("the same with Ctrl-Home", "(a\r\u{1b}[1;5Hx\u{1b}[1;5Fy", "x(a\n    y|"),
    ("Ctrl-Delete kills a word", "ab cd\u{1}\u{1b}[3;5~", "| cd"),
    ("line start inside a text", "(a\rbc\u{1}x", "(a\nx|    bc"),
    ("kill inside a text", "(ab\rcd)\u{1b}[A\u{1}\u{b}", "|\n    cd)"),
    ("join lines", "(ab\rcd)\u{1b}[A\u{5}\u{b}", "(ab|    cd)"),
    ("back to the margin", "(ab\r\u{7f}c", "(ab\nc|"),
    ("a bracket goes back one step", "f(x) = {\rx\r}", "f(x) = {\n    x\n}|"),
    ("indentation follows brackets", "g(\r[1,\r2", "g(\n    [1,\n        2|"),
    (
      "brackets in strings and comments do not count", "f(\"((\", # [[\rx", "f(\"((\", # [[\n    x|"
    ),
    ("undo", "one two\u{1f}", "one |"),
    ("undo and redo", "one two\u{1f}\u{1f}\u{1b}_", "one |"),
    ("undo of a kill", "one two\u{15}\u{1f}", "one two|"),
    ("tab at a margin indents", "(\r\u{7f}\tx", "(\n    x|"),
  ]

  @Test func everyKey() throws {
    let terminal = try Terminal.prompt(in: home)
    for (what, typed, entry) in Self.keys {
      // One key after the other, as undo counts what was shown.
      for key in keystrokes(typed) {
        terminal.send(key)
        if what.contains("undo") || key == "\r" { Thread.sleep(forTimeInterval: 0.03) }
      }
      let lines = "gm> \(entry)".replacing("\n", with: "\n...> ").split(separator: "\n")
      let row = lines.firstIndex { $0.contains("|") } ?? 0
      let column = lines[row].firstIndex(of: "|").map { lines[row][..<$0].count } ?? 0
      let expected = lines.map { trimmed(String($0).replacing("|", with: "")) }
      let screen = terminal.await(at: #_sourceLocation) { screen in
        screen.lines.suffix(lines.count) == expected && screen.column == column
      }
      #expect(screen.lines.suffix(lines.count) == expected, "\(what)")
      #expect(screen.lines.count - screen.row == lines.count - row, "\(what)")
      terminal.send("\u{3}")
      terminal.awaitLine("gm>")
      terminal.send("\u{c}")
      terminal.await { $0.lines == ["gm>"] }
    }
    terminal.leave()
  }

  private func trimmed(_ line: String) -> String {
    var line = line
    while line.last == " " { line.removeLast() }
    return line
  }

  /// Escape sequences as one stroke each.
  private func keystrokes(_ typed: String) -> [String] {
    typed.matches(of: /\u{1b}\[[0-9;]*[A-Za-z~]|\u{1b}O.|\u{1b}(?:.|\r)|[\s\S]/).map {
      String($0.output)
    }
  }

  @Test func viKeys() throws {
    let terminal = try Terminal.prompt(in: home)
    terminal.run(":set editing vi")
    terminal.send("10 + 5\u{1b}")
    Thread.sleep(forTimeInterval: 0.1)
    terminal.send("02x")
    #expect(terminal.run("i3\u{1b}[C\u{1b}[C\u{1b}[C1").last == "18")
    terminal.send("10 + 5\u{1b}")
    Thread.sleep(forTimeInterval: 0.1)
    terminal.send("dd")
    terminal.awaitLine("gm>")
    terminal.send("u")
    terminal.awaitLine("gm> 10 + 5")
    #expect(terminal.run("").last == "15")
  }

  @Test func resizeKeepsTheEntry() throws {
    let terminal = try Terminal.prompt(in: home)
    terminal.send("20 + 2")
    terminal.awaitLine("gm> 20 + 2")
    terminal.resize(rows: 30, columns: 30)
    terminal.expect("20 + 2")
    terminal.send("0\r")
    terminal.expect("40\r\n")
  }

  /// The display is right in a narrow terminal: wrapped rows, the cursor at a full row, a list.
  @Test func twentyColumns() throws {
    let terminal = try Terminal.prompt(in: home, rows: 10, columns: 20)
    terminal.send("x = 1 + 2 + 3 + ")
    #expect(terminal.await { $0.lines == ["gm> x = 1 + 2 + 3 +", ""] || $0.row == 1 }.column == 0)
    terminal.send("4")
    terminal.await { $0.lines == ["gm> x = 1 + 2 + 3 +", "4"] }
    terminal.send("\u{1}9")
    terminal.await { $0.lines == ["gm> 9x = 1 + 2 + 3 +", " 4"] && $0.row == 0 }
    terminal.send("\u{8}\u{5}\r")
    terminal.await { $0.lines == ["gm> x = 1 + 2 + 3 +", "4", "10", "gm>"] }
    terminal.send("log\t")
    terminal.await { $0.lines.count > 5 && $0.line == "gm> log" }
    terminal.send("\u{3}")
    #expect(terminal.run("theta = 7").last == "7")
    #expect(terminal.run("missing(theta)").contains { $0.hasPrefix("error[name]") })
    #expect(terminal.screen.unknown.isEmpty)
  }

  /// An entry taller than the terminal shows the part around the cursor, and all of it afterwards.
  @Test func entryTallerThanTheTerminal() throws {
    let terminal = try Terminal.prompt(in: home, rows: 8, columns: 40)
    let block = (1...30).map { "a\($0) = \($0);" }.joined(separator: "\n")
    terminal.send("\u{1b}[200~\(block)\u{1b}[201~")
    terminal.await { $0.line == "...> a30 = 30;" && $0.lines.count == 8 }
    terminal.send("\u{1b}<")
    terminal.await { $0.line == "gm> a1 = 1;" && $0.lines.last == "… row 1 of 30" }
    let transcript = terminal.run("\u{1b}>")
    #expect(
      transcript.suffix(30) == (["gm> a1 = 1;"] + (2...30).map { "...> a\($0) = \($0);" })[...])
    #expect(terminal.run("a30 + a1").last == "31")
  }

  /// Syntax has colours, brackets show their partners, and NO_COLOR keeps all plain.
  @Test func colours() throws {
    let terminal = try Terminal.prompt(in: home)
    terminal.send("for k in 1:22 { sin(k) } # so \"much\"")
    let screen = terminal.await { $0.line.hasSuffix("\"much\"") }
    #expect(screen.look(of: "for") == [35])
    #expect(screen.look(of: "22") == [36])
    #expect(screen.look(of: "sin") == [34])
    #expect(screen.look(of: "# so") == [2])
    #expect(screen.look(of: "gm>") == [1])
    terminal.send("\u{3}")
    terminal.send("\"a {1 + 1}\"; sin(1)")
    let other = terminal.await { $0.line.hasSuffix("sin(1)") }
    #expect(other.look(of: "\"a") == [32])
    #expect(other.look(of: "(1)") == [1, 4])
    let plain = try Terminal.prompt(in: home, environment: ["NO_COLOR": "1"])
    plain.send("for k in 1:22 { sin(k) } # so")
    let uncoloured = plain.await { $0.line.hasSuffix("# so") }
    for word in ["for", "22", "sin", "# so"] { #expect(uncoloured.look(of: word) == []) }
  }

  /// The call being typed is shown below the entry, and nothing of it stays.
  @Test func hints() throws {
    let terminal = try Terminal.prompt(in: home)
    terminal.run("scaled(x, factor=2) = factor*x")
    terminal.send("scaled(20, ")
    let screen = terminal.await { $0.lines.last == "  scaled(x, factor=2)" }
    #expect(screen.line == "gm> scaled(20,")
    #expect(screen.look(of: "factor=2)") == [1])
    #expect(terminal.run("3)").suffix(2) == ["gm> scaled(20, 3)", "60"])
  }

  @Test func editorElsewhere() throws {
    let script = try home.write("#!/bin/sh\nprintf '%s' '20 + 22' > \"$1\"\n", to: "editor")
    chmod(script, 0o700)
    let terminal = try Terminal.prompt(in: home, environment: ["VISUAL": script])
    terminal.run("1 + 1")
    // The last entry; what the editor leaves runs.
    #expect(terminal.run(":edit").suffix(3) == ["gm> :edit", "gm> 20 + 22", "42"])
    // The entry being typed; what the editor leaves waits for Enter.
    terminal.send("3 +\u{18}\u{5}")
    terminal.awaitLine("gm> 20 + 22")
    #expect(terminal.run(" + 1").last == "43")
    let failing = try Terminal.prompt(in: home, environment: ["VISUAL": "false"])
    failing.send("3 + 4\u{18}\u{5}")
    failing.await { $0.line == "gm> 3 + 4" && $0.lines.last?.contains("as it was") == true }
    #expect(failing.run("").last == "7")
  }
}
