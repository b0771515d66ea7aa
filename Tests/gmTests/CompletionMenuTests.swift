import Foundation
import Testing

/// Tab at the prompt: what is inserted, what is listed, and how the list is gone through.
@Suite(.serialized, .timeLimit(.minutes(2)))
struct CompletionMenuTests {
  let home: Home

  init() throws { home = try Home() }

  @Test func aWordWithOneEndIsCompleted() throws {
    let terminal = try Terminal.prompt(in: home)
    terminal.run("velocity = 20")
    #expect(terminal.run("velo\t + 1").suffix(2) == ["gm> velocity + 1", "21"])
  }

  @Test func candidatesAreListedWithWhatTheyAre() throws {
    let terminal = try Terminal.prompt(in: home)
    terminal.run("weight = ones(3, 4)")
    terminal.run("weigher(x, y=2) = x*y")
    terminal.send("wei\t")
    terminal.awaitLine("gm> weigh")
    terminal.send("\t")
    let list = terminal.await { $0.lines.last?.contains("f64[3×4]") == true }
    #expect(list.line == "gm> weigh")
    #expect(list.lines.suffix(2).map { String($0.prefix(9)) } == ["  weigher", "  weight "])
    // Further Tabs go through them, Shift-Tab back, Enter takes one and the next Enter runs.
    terminal.send("\t")
    #expect(terminal.awaitLine("gm> weigher").look(of: "weigher ") == [7])
    terminal.send("\t")
    terminal.awaitLine("gm> weight")
    terminal.send("\u{1b}[Z")
    terminal.awaitLine("gm> weigher")
    terminal.send("\r")
    terminal.await { $0.line == "gm> weigher" && $0.lines.last == "gm> weigher" }
    #expect(terminal.run("(20)").suffix(2) == ["gm> weigher(20)", "40"])
  }

  @Test func typingOnClosesTheList() throws {
    let terminal = try Terminal.prompt(in: home)
    terminal.send("log\t")
    terminal.await { $0.lines.count > 3 && $0.line == "gm> log" }
    terminal.send("(1)")
    terminal.await { $0.line == "gm> log(1)" && $0.lines.count <= 2 }
    #expect(terminal.run("").suffix(2) == ["gm> log(1)", "0.0"])
  }

  /// More candidates than rows: names in columns, page by page.
  @Test func aLongListHasPages() throws {
    let terminal = try Terminal.prompt(in: home, rows: 10, columns: 60)
    for name in 100...180 { terminal.send("name_\(name) = 1; ") }
    terminal.run("1")
    terminal.send("name_\t\t")
    let list = terminal.await { $0.lines.last?.hasSuffix(" of 81") == true }
    #expect(list.lines.count <= 10)
    for _ in 1...30 { terminal.send("\t") }
    terminal.await { $0.line.hasPrefix("gm> name_12") }
  }

  @Test func argumentsHaveDefaults() throws {
    let terminal = try Terminal.prompt(in: home)
    terminal.send("adam(β1=0.8, \t")
    let list = terminal.await { $0.lines.contains { $0.hasPrefix("  β2=") } }
    #expect(list.lines.contains { $0.hasPrefix("  lr=") && $0.contains("1e-3") })
    #expect(!list.lines.contains { $0.hasPrefix("  β1=") })
  }

  @Test func signsAndFiles() throws {
    try home.write("1 + 1\n", to: "notes.gms")
    let terminal = try Terminal.prompt(in: home)
    #expect(terminal.run("\\sigma_1\t = 3").suffix(2) == ["gm> σ₁ = 3", "3"])
    terminal.send("use \"\(home.path)/no\t")
    terminal.await { $0.lines.joined().contains("notes.gms") }
    terminal.send("\u{3}")
    terminal.awaitLine("gm>")
    terminal.send(":set edi\t v\t")
    terminal.awaitLine("gm> :set editing vi")
  }
}
