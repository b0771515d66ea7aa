import Foundation
import Testing

/// Figures are drawn as large and as well as the terminal can.
@Suite(.serialized, .timeLimit(.minutes(2)))
struct FigureTests {
  /// The rows of a picture among those of a screen: from the first with a tick of the axis to the last.
  private func picture(_ rows: [String]) -> [String] {
    let places = rows.indices.filter { rows[$0].contains("┤") || rows[$0].contains("└") }
    guard let first = places.first, let last = places.last else { return [] }
    return Array(rows[first...last])
  }

  @Test func fillsTheWidthThatTheTerminalHasNow() throws {
    let terminal = try Terminal(in: try Home())
    terminal.awaitLine("gm>")
    let wide = picture(terminal.run("plot(sin, 0, 7)"))
    #expect((77...80).contains(wide.map(\.count).max() ?? 0))
    #expect(wide.joined().contains { ("\u{2801}"..."\u{28FF}").contains($0) })
    terminal.resize(rows: 24, columns: 40)
    terminal.send("plot(cos, 0, 7)\r")
    var tail = ""
    terminal.await { _ in
      let parts = terminal.received.withoutEscapes.components(separatedBy: "cos(x)")
      tail = parts.last ?? ""
      return parts.count > 1 && tail.contains("└") && tail.contains("gm>")
    }
    let widths = tail.split(whereSeparator: \.isNewline).filter { $0.contains("┤") }.map(\.count)
    #expect((30...40).contains(widths.max() ?? 0))
    terminal.send("\u{4}")
    #expect(terminal.exitCode() == 0)
  }

  @Test func asciiIsAskedForOrTheLocales() throws {
    let terminal = try Terminal(in: try Home())
    terminal.awaitLine("gm>")
    terminal.run(":set plots ascii")
    let rows = terminal.run("plot([1, 2, 3])").suffix(24)
    #expect(rows.joined().unicodeScalars.allSatisfy { $0.isASCII })
    #expect(rows.contains { $0.contains("+--") })
    terminal.send("\u{4}")
    #expect(terminal.exitCode() == 0)
    let piped = try gmTests.run(
      ["-e", "plot([1, 2, 3])"], in: try Home(), environment: ["LC_ALL": "C", "LANG": "C"])
    #expect(piped.output.unicodeScalars.allSatisfy { $0.isASCII } && piped.output.contains("+--"))
  }

  /// Into a pipe go characters alone: no colour, no image, whatever the terminal of the environment can.
  @Test func aPipeGetsCharactersAlone() throws {
    let piped = try gmTests.run(
      ["-e", "plot([1, 2, 3])"], in: try Home(),
      environment: ["LC_ALL": "C.UTF-8", "KITTY_WINDOW_ID": "1", "TERM": "xterm-kitty"])
    #expect(!piped.output.contains("\u{1b}") && piped.output.contains("┤"))
  }

  /// A picture in a file is as wide as was asked for, on the command line or later.
  @Test func aFileGetsTheWidthThatWasAskedFor() throws {
    let widths = { (words: [String]) throws -> [Int] in
      let piped = try gmTests.run(words, in: try Home(), environment: ["LC_ALL": "C"])
      #expect(piped.code == 0, "\(piped.complaint)")
      return piped.output.split(separator: "\n").filter { $0.contains("+") }.map(\.count)
    }
    let usual = try #require(try widths(["-e", "plot(sin, 0, 7)"]).max())
    let late = try #require(try widths(["-e", ":set width 20\nplot(sin, 0, 7)"]).max())
    let early = try #require(try widths(["--set", "width=120", "-e", "plot(sin, 0, 7)"]).max())
    let auto = try #require(
      try widths(["-e", ":set width 20\n:set width auto\nplot(sin, 0, 7)"]).max())
    #expect((70...80).contains(usual) && auto == usual)
    #expect((15...20).contains(late) && (105...120).contains(early))
  }

  /// The bytes between the marks of kitty's protocol, joined: an image as PNG.
  @Test func kittyGetsAPicture() throws {
    let terminal = try Terminal(in: try Home(), environment: ["KITTY_WINDOW_ID": "1"])
    terminal.awaitLine("gm>")
    terminal.send("plot(sin, 0, 7)\r")
    terminal.await { _ in
      terminal.received.contains("\u{1b}_Gm=0;") || terminal.received.contains("m=0")
    }
    var text = ""
    for part in terminal.received.components(separatedBy: "\u{1b}_G").dropFirst() {
      let body = part.components(separatedBy: "\u{1b}\\")[0]
      text += body.components(separatedBy: ";").dropFirst().joined()
    }
    let bytes = [UInt8](try #require(Data(base64Encoded: text)))
    #expect(bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]))
    let number = { (start: Int) in bytes[start..<start + 4].reduce(0) { $0 << 8 | Int($1) } }
    // 80 columns of 8 pixels: the size that is taken where the terminal tells none.
    #expect(number(16) == 640)
    #expect(number(20) == 22 * 16)
    terminal.send("\u{4}")
    #expect(terminal.exitCode() == 0)
  }

  @Test func sixelsAreAskedFor() throws {
    let terminal = try Terminal(["-q", "--set", "plots=sixel"], in: try Home())
    terminal.awaitLine("gm>")
    terminal.send("plot(sin, 0, 7)\r")
    terminal.await { _ in
      terminal.received.range(of: "\u{1b}P[0-9;]*q", options: .regularExpression) != nil
        && terminal.received.components(separatedBy: "\u{1b}P").last?.contains("\u{1b}\\") == true
    }
    let attributes = terminal.received.range(
      of: "\"1;1;640;352", options: .literal)
    #expect(attributes != nil)
    terminal.send("\u{4}")
    #expect(terminal.exitCode() == 0)
  }

  /// No size breaks it.
  @Test(arguments: [(1, 3), (20, 24), (7, 5), (300, 80)]) func anySize(columns: Int, rows: Int)
    throws
  {
    let terminal = try Terminal(in: try Home(), rows: UInt16(rows), columns: UInt16(columns))
    terminal.expect("gm")
    terminal.send("layout((plot(sin, 0, 7), plot(cos, 0, 7)), plot(exp, 0, 1))\r")
    terminal.send("print(7*191)\r")
    terminal.expect(columns < 5 ? "3" : "1337")
    terminal.send("\u{4}")
    #expect(terminal.exitCode() == 0)
  }
}
