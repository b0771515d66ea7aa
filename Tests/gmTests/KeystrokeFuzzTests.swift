import Foundation
import TestSupport
import Testing

/// No sequence of keys ends gm or hangs it, in either mode, on any size of terminal.
@Suite(.serialized, .timeLimit(.minutes(3)))
struct KeystrokeFuzzTests {
  private static let keys: [String] = {
    let controls = (1...31).filter { ![0x04, 0x1a].contains($0) }
    let codes = [
      "A", "B", "C", "D", "H", "F", "Z", "3~", "1;5C", "1;5D", "3;5~", "1;5H", "11~", "9x",
    ]
    let texts = [
      "f(", "θ", "∇", "x\u{302}", "日本", "\"", "{", "}", ")", "]", "[1, 2", " ", "\\theta", ".", "#",
      "for i in 1:3 {", "log", "(a = ", "~", "?", ":set ", "use ", "𝔼", "\u{7f}", "\u{7f}\u{7f}",
    ]
    return controls.map { String(UnicodeScalar(UInt8($0))) } + codes.map { "\u{1b}[" + $0 }
      + ["b", "f", "d", "t", "y", "<", ">", "_", "u", "h", "\r", "\u{7f}"].map { "\u{1b}" + $0 }
      + texts + ["\u{1b}[200~a = [1,\n2]\n\u{1b}[201~", "\u{1b}[200~−\u{1b}[201~"]
  }()

  @Test(arguments: [
    ("emacs", 24, 80), ("vi", 24, 80), ("emacs", 5, 20), ("vi", 3, 9), ("emacs", 1, 2),
    ("emacs", 8, 1),
  ])
  func survives(mode: String, rows: Int, columns: Int) throws {
    let home = try Home()
    try home.write(":set editing \(mode)\n", to: "config/gm/gmrc")
    let terminal = try Terminal(
      ["-q"], in: home, environment: ["VISUAL": "false", "GM_PAGER": "off"], rows: UInt16(rows),
      columns: UInt16(columns))
    terminal.await { _ in terminal.received.contains("[?2004h") }
    let seed = ProcessInfo.processInfo.environment["GM_FUZZ_SEED"].flatMap { UInt64($0) } ?? 1
    var generator = SeededGenerator(seed: seed &* 1_000_000 &+ UInt64(rows * 1000 + columns))
    for round in 1...60 {
      for _ in 1...20 { terminal.send(Self.keys.randomElement(using: &generator) ?? "") }
      if round % 10 == 0 {
        terminal.resize(rows: UInt16(rows), columns: UInt16(columns + round % 3))
      }
      // Ends a search, a menu, a pasted block and vi's command mode, and throws the entry away.
      Thread.sleep(forTimeInterval: 0.06)
      terminal.send("\u{3}\u{3}")
      if mode == "vi" { terminal.send("i") }
    }
    // What is typed while a statement is being stopped goes with it.
    var code: Int32 = -1
    for _ in 1...4 where code == -1 {
      terminal.send("\u{3}")
      Thread.sleep(forTimeInterval: 0.3)
      terminal.send(mode == "vi" ? "\u{1b}ddi:quit 7\r" : ":quit 7\r")
      code = terminal.exitCode(within: 5)
    }
    #expect(code == 7, "seed \(seed): \(terminal.screen.lines), \(terminal.received.suffix(400))")
  }

  /// What is drawn key by key is what is drawn at once: Ctrl-L shows the same.
  ///
  /// Not under a sanitizer, where an answer may come after the quiet that ends the wait for it.
  @Test(.enabled(if: !isSanitized), arguments: [(24, 80), (12, 30), (6, 20)])
  func drawingStepByStepIsDrawingAtOnce(rows: Int, columns: Int) throws {
    let home = try Home()
    let terminal = try Terminal.prompt(in: home, rows: UInt16(rows), columns: UInt16(columns))
    let keys = [
      "a", "θ", "日", "f(", ")", "[", "]", "\"", " ", "x\u{302}", "for ", "12", "\u{1b}\r",
      "\u{1b}\r",
      "\u{1b}[A", "\u{1b}[B", "\u{1b}[C", "\u{1b}[D", "\u{1b}b", "\u{1b}f", "\u{1}", "\u{5}",
      "\u{7f}",
      "\u{4}", "\u{b}", "\u{15}", "\u{19}", "\u{1f}", "\u{1b}_", "\u{14}", "adam(", "lo\t", "\t",
      "\u{1b}[200~one\ntwo three\u{1b}[201~",
    ]
    var generator = SeededGenerator(seed: UInt64(rows))
    for _ in 1...25 {
      terminal.send("x")
      for _ in 1...12 {
        terminal.send(generator.pick(keys))
        if generator.below(2) == 0 { Thread.sleep(forTimeInterval: 0.01) }
      }
      let stepwise = terminal.settled
      terminal.send("\u{c}")
      let whole = terminal.settled
      #expect(stepwise.lines.suffix(whole.lines.count) == whole.lines[...])
      #expect(stepwise.lines.count - stepwise.row == whole.lines.count - whole.row)
      #expect(stepwise.column == whole.column)
      #expect(whole.unknown.isEmpty)
      terminal.send("\u{3}")
      terminal.await { $0.line == "gm>" }
    }
  }
}

extension Terminal {
  /// The screen when nothing more comes.
  fileprivate var settled: Screen {
    var last = -1
    while received.utf8.count != last {
      last = received.utf8.count
      Thread.sleep(forTimeInterval: 0.06)
      self.await { _ in true }
    }
    return screen
  }
}
