import Foundation
import Testing

@testable import Workbench

/// The metacommands.
struct CommandTests {
  @Test func whoListsWhatWasDefined() {
    let prompt = Prompt()
    #expect(prompt.shows(":who") == "nothing is defined yet")
    prompt("theta = 0.5; f(x, n=2) = x^n; A = eye(2); r = (a = 1, b = A)")
    let rows = prompt.shows(":who").split(separator: "\n").map(String.init)
    #expect(rows.count == 5)
    #expect(rows.contains { $0.hasPrefix("theta") && $0.contains("f64") && $0.contains("0.5") })
    #expect(rows.contains { $0.hasPrefix("f ") && $0.contains("x, n=") })
    #expect(rows.contains { $0.hasPrefix("A ") && $0.contains("f64[2×2]") })
    #expect(rows.contains { $0.hasPrefix("r ") && $0.contains("a = 1") })
    prompt(":clear A")
    #expect(!prompt.shows(":who").contains("A ") && prompt("A").outcome == .failed)
    prompt(":clear")
    #expect(prompt.shows(":who") == "nothing is defined yet")
  }

  @Test func sourceShowsTheTextAsTyped() {
    let prompt = Prompt()
    prompt("# the loss\nf(t)  =  -log(1+exp(-t))  # as printed")
    #expect(prompt.shows(":source f") == "# the loss\nf(t)  =  -log(1+exp(-t))")
    #expect(prompt.shows(":source sin").contains("built in"))
    #expect(prompt.shows(":source gan").contains("#"))
    #expect(prompt(":source").diagnostics.contains("needs a name"))
    #expect(prompt(":source nope").diagnostics.contains("error[name]"))
  }

  @Test func timeRunsTheStatement() {
    let prompt = Prompt { $0.isGolden = true }
    #expect(prompt.shows(":time x = 2 + 3") == "5\ntime [TIME]")
    #expect(prompt.shows("x") == "5")
    prompt(":time on")
    #expect(prompt.shows("x") == "5\ntime [TIME]")
    prompt(":time off")
    #expect(prompt.shows("x") == "5")
    #expect(prompt(":time x = (").outcome == .failed)
    let measured = Prompt().shows(":time 1 + 1").split(separator: "\n").last.map(String.init) ?? ""
    #expect(measured.wholeMatch(of: /time [0-9.]+ (s|ms|µs|ns)/) != nil)
  }

  /// What is compiled is kept: the part of the time that compiling takes is there the first time only.
  @Test(arguments: [
    "grad(f)(2.0)", "iterate(f, 0.5, 20)", "jacobian(f)([1.0, 2.0])",
    "train((w = 1.0), l, steps=3, opt=sgd(0.1)).steps",
  ])
  func timeTellsWhatCompilingTakes(statement: String) throws {
    let prompt = Prompt()
    prompt("f(x) = sin(x)^2; l(m) = f(m.w)")
    let start = ContinuousClock.now
    prompt(":time \(statement)")
    let first = prompt.session.cache.compilations
    #expect(first > 0)
    // Other tests compile too: of the whole time the split is shown, whatever they did.
    let whole = prompt.session.duration(start, compiled: .zero)
    let split = /[0-9.]+ (s|ms|µs|ns) \(compile [0-9.]+ (s|ms|µs|ns), run [0-9.]+ (s|ms|µs|ns)\)/
    #expect(whole.wholeMatch(of: split) != nil, "\(whole)")
    prompt(":time \(statement)")
    #expect(prompt.session.cache.compilations == first)
    prompt("f(x) = cos(x)^2")
    prompt(":time \(statement)")
    #expect(prompt.session.cache.compilations > first)
  }

  @Test func traceShowsTheGraph() {
    let prompt = Prompt()
    prompt("f(x, y) = sin(x*y) + y")
    let graph = prompt.shows(":trace f(0.5, 2.0)")
    for operation in ["multiply", "sin", "add"] { #expect(graph.contains(operation), "\(graph)") }
    #expect(prompt(":trace 3").diagnostics.contains("needs a call"))
  }

  @Test func settingsChangeWhatIsPrinted() {
    let prompt = Prompt()
    prompt(":set digits 3")
    #expect(prompt.shows("π") == "3.14")
    prompt(":set digits=12")
    #expect(prompt.shows("π") == "3.14159265359")
    #expect(prompt(":set digits 99").diagnostics.contains("99 is no value of digits"))
    #expect(prompt.shows("?set digits") == prompt.shows("?:set digits"))
    #expect(prompt(":set digit 9").diagnostics.contains("did you mean digits?"))
    #expect(prompt(":nonsense").diagnostics.contains("there is no command :nonsense"))
    #expect(prompt(":wo").diagnostics.contains("did you mean :who?"))
  }

  /// What was typed today is a test tomorrow, its errors too.
  @Test func aLoggedSessionReplays() throws {
    let path = FileManager.default.temporaryDirectory
      .appendingPathComponent("gm-log-\(UUID().uuidString).gms").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    let prompt = Prompt()
    prompt(":log \(path)")
    for entry in [
      "f(t) = -log(1 + exp(-t))", "f'(0)", "x = [1, 2; 3, 4]; x @ x\nx[2, :]", "x[0, 1]",
      "for i in 1:3 {\n  print(i, i^2)\n}", "π*1e10; eig([0, -0.5; 0.5, 0])",
      "check sum(x) ≈ 10", "check sum(x) ≈ 11", "\"a {1/3:.3f}\"", "y = (", "1 + 1; nope; 3",
    ] {
      prompt(entry)
    }
    #expect(prompt.shows(":log off").contains(path))
    let text = try String(contentsOfFile: path, encoding: .utf8)
    #expect(text.contains("#> 0.5") && text.contains("#!> error[index]"))
    var report = ""
    let code = GoldenRunner(
      factory: { SessionUnderTest($0, stackBytes: 1 << 20) }, write: { report += $0 }
    ).run(paths: [path])
    #expect(code == 0, "\(report)\n\(text)")
  }

  @Test func aSafeSessionWritesNothing() {
    let prompt = Prompt { $0.isSafe = true }
    #expect(prompt(":log /tmp/never.gms").diagnostics.contains("error[safe]"))
  }
}
