import Testing

@testable import Language

struct DepthTests {
  /// Complaints read ahead for their hints, and that does not nest either.
  @Test(arguments: [
    ("z ~ D like ", "x", ""), ("f(x) = ", "z", " ~ D"), ("z ~ D, ", "z ~ D", ""),
    ("x -> z ~ ", "x", ""), ("", "x", ", z ~ D"), ("x = ", "z ~ D", ""), ("", "z", " ~ D"),
  ])
  func longChainsOfDrawsAreRefused(_ before: String, _ middle: String, _ after: String) throws {
    let count = 20_000
    let text =
      String(repeating: before, count: count) + middle + String(repeating: after, count: count)
    let error = try #require(try onMainSizedStack { syntaxError(of: text) })
    #expect(error.code == "syntax")
    #expect((error.hint ?? "").utf8.count <= 100)
  }

  /// What repeats, what is in the middle, what repeats behind.
  @Test(arguments: [
    ("(", "x", ")"), ("[", "x", "]"), ("{", "x", "}"), ("f(", "x", ")"), ("x[", "1", "]"),
    ("-", "x", ""), ("not ", "x", ""), ("∇", "f", ""), ("‖", "x", "‖"), ("x -> ", "x", ""),
    ("", "x", "'"), ("", "x", "(1)"), ("", "x", "[1]"), ("", "x", ".a"), ("", "x", " + x"),
    ("2^", "x", ""), ("x |> ", "x", ""), ("", "x", " |> x"), ("if x { } else ", "{ }", ""),
    ("if x { ", "1", " }"), ("a or ", "x", ""), ("", "x", "²"), ("(a, ", "x", ")"),
    ("for i in x { ", "1", " }"), ("(a = ", "x", ")"), ("[x; ", "x", "]"), ("∇[x] ", "x", ""),
    ("f(x) = { ", "1", " }"), ("1:(", "x", ")"), ("\"{", "x", "}\""), ("(", "", ""), ("[", "", ""),
    ("{", "", ""), ("f(", "", ""), ("for (", "", ""), ("[x for (", "x", ")"),
    ("E(z ~ ", "q", ")"), ("E(", "x", " | c)"), ("E(x | ", "c", ")"), ("(", "x", ") ~ D"),
    ("E(z ~ q like ", "x", ")"), ("x -> E(z ~ ", "x", "1)"),
  ])
  func deepTextsAreRefused(_ before: String, _ middle: String, _ after: String) throws {
    let count = 20_000
    let text =
      String(repeating: before, count: count) + middle + String(repeating: after, count: count)
    let error = try #require(try onMainSizedStack { syntaxError(of: text) })
    #expect(error.code == "depth" || error.code == "syntax")
    if before != "for (" && before != "\"{" && before != "[x for (" {
      #expect(error.code == "depth")
    }
  }

  @Test(arguments: [
    ("(", "x", ")"), ("[", "x", "]"), ("{", "x", "}"), ("f(", "x", ")"), ("x[", "1", "]"),
    ("-", "x", ""), ("∇", "f", ""), ("x -> ", "x", ""), ("while x { ", "1", " }"),
    ("if x { ", "1", " }"), ("if x { } else ", "{ }", ""), ("f(x) = { ", "1", " }"),
    ("for i in x { ", "1", " }"), ("f(x -> { ", "1", " })"), ("E(z ~ ", "q", ")"),
    ("E(z ~ q like ", "q", ")"), ("E(z | ", "c", ")"), ("E(", "z", " | c)"),
  ])
  func treesBelowTheLimitGoThroughEveryPass(
    _ before: String, _ middle: String, _ after: String
  ) throws {
    let count = Parser.depthLimit / 3 - 5
    let text =
      String(repeating: before, count: count) + middle + String(repeating: after, count: count)
    let names = try onMainSizedStack {
      let statements = try parsed(text)
      let printed = SyntaxPrinter.text(of: statements)
      #expect(SyntaxPrinter.text(of: try parsed(printed)) == printed)
      return Resolver.assignedNames(in: statements)
    }
    #expect(names.count <= 2)
  }

  @Test(arguments: [" + x", "'", "(x)", "[x]", ".a", " |> x", " and x", "²"])
  func longChainsBelowTheLimitGoThroughEveryPass(_ link: String) throws {
    let text = "x = { y = x" + String(repeating: link, count: Parser.heightLimit - 10) + " }"
    let names = try onMainSizedStack {
      let statements = try parsed(text)
      let printed = SyntaxPrinter.text(of: statements)
      #expect(SyntaxPrinter.text(of: try parsed(printed)) == printed)
      return Resolver.assignedNames(in: statements)
    }
    #expect(names == ["y", "x"])
  }

  @Test func longTextsAreNoDeepOnes() throws {
    #expect(try parsed(String(repeating: "x = 1\n", count: 5_000)).count == 5_000)
    let list = "[" + String(repeating: "1, ", count: 20_000) + "1]"
    #expect(try parsed(list).count == 1)
    #expect(try parsed(String(repeating: "1 < ", count: 20_000) + "1").count == 1)
  }
}
