import Testing

@testable import Workbench

/// `:nan`: the operation that makes the first nan, wherever it stands.
struct NaNFindingTests {
  static let setting = """
    g(x) = sqrt(x) + 1
    h(x) = g(x - 1)*2
    l(v) = sum([log(v[i]) for i in 1:3])
    s(x) = { a = x; for i in 1:3 { a = a/(a - a) }; a }
    d(x) = sqrt(x^2)
    """

  /// The statement, and the code that stands above the caret.
  @Test(arguments: [
    ("log(-1.0)", "log(-1.0)"), ("0.0/0.0", "/"), ("inf - inf", "-"), ("inf*0", "*"),
    ("(-2.0)^0.5", "^"), ("h(0.5)", "sqrt(x)"), ("l([1.0, -2.0, 3.0])", "log(v[i])"),
    ("[1, -2.0]^0.5 + 1", "^"), ("s(1.0)", "-"), ("grad(d)(0.0)", "sqrt(x^2)"),
    ("d'(0.0)", "sqrt(x^2)"),
    ("grad(x -> log(x)*0)(0.0)", "*"), ("vmap(g)([1.0, -2.0])", "sqrt(x)"),
    ("iterate(x -> sqrt(x - 1), 3.0, 9)", "sqrt(x - 1)"), ("sum(log([-1.0, 2]))", "log([-1.0, 2])"),
    ("y = 3; h(y - 2.5)", "sqrt(x)"), ("jacobian(v -> log(v))([1.0, -1.0])", "log(v)"),
    ("mean(zeros(0))", "mean(zeros(0))"), ("[inf, 1] @ [0, 1]", "@"),
    ("map(g, [1.0, -1.0])", "sqrt(x)"),
  ])
  func theBeginningIsFound(statement: String, culprit: String) {
    let prompt = Prompt()
    prompt(NaNFindingTests.setting)
    let reply = prompt(":nan \(statement)")
    #expect(reply.outcome == .failed && reply.diagnostics.hasPrefix("error[nan]"), "\(reply)")
    #expect(NaNFindingTests.marked(reply.diagnostics) == culprit, "\(reply.diagnostics)")
  }

  /// What stands above the caret.
  static func marked(_ diagnostics: String) -> String {
    let lines = diagnostics.split(separator: "\n").map(Array.init)
    guard
      let under = lines.firstIndex(where: {
        $0.contains("^") && $0.allSatisfy { " ~^".contains($0) }
      }),
      under > 0, let first = lines[under].firstIndex(of: "^"),
      let last = lines[under].lastIndex(of: "^"), last < lines[under - 1].count
    else { return "" }
    return String(lines[under - 1][first...last])
  }

  @Test(arguments: ["1 + 1", "nan + 1", "x = [nan, 1]; x*2", "log(0.0)", "f(x) = log(x)"])
  func whatMakesNoneRuns(statement: String) {
    let prompt = Prompt()
    let reply = prompt(":nan \(statement)")
    #expect(reply.outcome == .ok && reply.output.contains("no operation makes a nan"), "\(reply)")
  }

  @Test func infinitiesAreFoundWhereAsked() {
    let prompt = Prompt()
    #expect(
      prompt(":nan --inf log(0.0)").diagnostics.contains("log: makes an infinity of finite numbers")
    )
    #expect(prompt(":nan --inf 1e300*1e10").diagnostics.contains("makes an infinity"))
    #expect(prompt(":nan --inf 1/3").outcome == .ok)
    #expect(prompt(":nan").diagnostics.contains(":nan needs a statement"))
  }

  /// A statement that is run twice leaves what one run leaves.
  @Test func aSecondRunBeginsAfresh() {
    let prompt = Prompt()
    prompt("g(x) = sqrt(x^2); n = 1")
    #expect(prompt(":nan { n = n + 1; grad(g)(0.0) }").outcome == .failed)
    #expect(prompt.shows("n") == "2")
    let (one, other) = (Prompt(), Prompt())
    one("z ~ Normal(0, 1)")
    other(":nan z ~ Normal(0, 1)")
    #expect(one.shows("w ~ Normal(0, 1)") == other.shows("w ~ Normal(0, 1)"))
  }

  @Test func theSettingDecides() {
    let prompt = Prompt { $0.isInteractive = true }
    #expect(
      prompt("log(-1.0)").diagnostics
        == "note: the value has a nan; :nan log(-1.0) finds where it begins\n")
    #expect(prompt("x = [0.0]/0").diagnostics.contains(":nan x = [0.0]/0"))
    #expect(prompt("x + 1").diagnostics == "" && prompt("nan").diagnostics == "")
    #expect(prompt("log(-1.0);").diagnostics == "")
    prompt(":set nan quiet")
    #expect(prompt("log(-1.0)").diagnostics == "")
    prompt(":set nan stop")
    #expect(prompt("log(-1.0)").diagnostics.hasPrefix("error[nan]"))
    #expect(prompt("nan").outcome == .ok)
    #expect(Prompt()("log(-1.0)").diagnostics == "")
  }

  /// Two sessions at a time: one watches, the other does not.
  @Test func aWatchIsOfItsOwnThread() async {
    await withTaskGroup(of: Void.self) { group in
      for index in 0..<8 {
        group.addTask {
          let prompt = Prompt()
          for _ in 0..<20 {
            let reply = prompt(index % 2 == 0 ? ":nan log(-1.0)" : "log(-1.0)")
            #expect((reply.outcome == .failed) == (index % 2 == 0))
          }
        }
      }
    }
  }
}
