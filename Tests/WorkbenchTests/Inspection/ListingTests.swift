import Testing

@testable import Workbench

/// `:who`, `:type`, `:hist`, `:last`, `:mem`.
struct ListingTests {
  private func prompt() -> Prompt {
    let prompt = Prompt()
    prompt("theta = 0.5; f(x, n=2) = x^n; A = eye(20); r = (a = 1, b = eye(2))")
    prompt(
      "p(z) ~ Normal(0, 1); e = E(z ~ Normal(0, 1), z^2); name = \"a\\nlong text of many words, one by one\""
    )
    prompt("use gan; d = Normal(0, 1); t = (1, true); a_name_that_is_much_too_long_for_a_row = 3")
    return prompt
  }

  @Test(arguments: [20, 25, 40, 60, 80, 120]) func rowsFitThePage(width: Int) {
    let prompt = prompt()
    prompt(":set width \(width)")
    for pattern in ["", " *"] {
      let rows = prompt.shows(":who\(pattern)").split(separator: "\n")
      for row in rows { #expect(row.count <= width && row.last != " ", "\(width): \(row)") }
      #expect(rows.last?.contains("names") ?? false)
    }
  }

  @Test func rowsSayWhatNamesAre() {
    let text = prompt().shows(":who"), rows = text.split(separator: "\n").map(String.init)
    let expected = [
      "theta": ["f64", "8 bytes", "0.5"], "f ": ["function of x, n=2"],
      "A ": ["f64[20×20]", "3.2 KB", "[1.0, 0.0"],
      "r ": ["record of 2 fields", "40 bytes", "a = 1"],
      "p ": ["density of z"], "e ": ["estimate f64", "±"], "gan ": ["module,"],
      "d ": ["distribution", "Normal("], "t ": ["tuple of 2", "(1, true)"],
    ]
    for (name, words) in expected {
      let row = rows.first { $0.hasPrefix(name) } ?? ""
      for word in words { #expect(row.contains(word), "\(name): \(text)") }
    }
    let names = rows.compactMap { $0.split(separator: " ").first.map(String.init) }
    #expect(names.firstIndex(of: "theta") ?? 99 < names.firstIndex(of: "A") ?? 0)
  }

  @Test(arguments: [
    ("th*", "theta", true), ("th*", "name", false), ("?", "A ", true), ("?", "name", false),
    ("eta", "theta", true), ("θ", "theta", true), ("*a*e*", "name", true), ("**", "theta", true),
  ])
  func patternsChoose(pattern: String, name: String, isShown: Bool) {
    let rows = prompt().shows(":who \(pattern)").split(separator: "\n")
    #expect(rows.contains { $0.hasPrefix(name) } == isShown, "\(rows)")
  }

  /// No more is looked at, nor made, of a value than a line has room for.
  @Test func bigValuesAreSummedUp() throws {
    let prompt = prompt()
    prompt("s = \"ab\"; for i in 1:20 { s = \"{s}{s}\" }; pair = (s, s)")
    prompt("t = (1.0, 2.0); for i in 1:20 { t = (t, t) }; m = (apply = x -> x, t = t);")
    prompt("f = x -> x; for i in 1:30 { g = f; h = f; f = x -> g(x) + h(x) }; a = ((), ())")
    prompt("for i in 1:20 { a = (a, a) }")
    let session = prompt.session
    for name in ["s", "pair", "t", "m", "f", "a"] {
      let value = try #require(session.value(of: name))
      #expect(session.summary(of: value).utf8.count < 2000, "\(name)")
      var footprint = Footprint()
      _ = (footprint.bytes(of: value), footprint.parameters(of: value))
      #expect(footprint.looks < 300, "\(name)")
    }
    #expect(session.value(of: "t")?.byteCount == 16 << 20)
    #expect(prompt.shows(":who pair").contains("(\"abab"))
    #expect(prompt.shows(":who m").contains("model, 2097152 parameters"))
  }

  @Test func aListIsPaidFor() {
    let prompt = Prompt { $0.fuel = 1_000_000 }
    prompt("x = 1; y = 2; t = (x, y)")
    let before = prompt.session.fuel ?? 0
    let shown = prompt.shows(":who").utf8.count
    #expect(before - (prompt.session.fuel ?? 0) > 150 + shown)
  }

  @Test func typesAreTold() {
    let prompt = prompt()
    #expect(prompt.shows(":type A @ A") == "f64[20×20]")
    #expect(prompt.shows(":type r") == "record of 2 fields\n  a  i64\n  b  f64[2×2]")
    #expect(prompt.shows(":type f") == "function of x, n=2")
    #expect(prompt.shows(":type ()") == "tuple of 0")
    #expect(prompt(":type x = 3").diagnostics.contains(":type needs an expression"))
    #expect(prompt(":type A @ zz").diagnostics.contains("      ^^\n"))
  }

  @Test func resultsHaveNumbers() {
    let prompt = Prompt()
    #expect(prompt.shows(":hist") == "there is no result yet")
    #expect(prompt("%").diagnostics.contains("no result yet"))
    prompt("1 + 1; x = 3\nzeros(2, 2);")
    #expect(
      prompt.shows(":hist")
        == "%1  1 + 1        2\n%2  x = 3        3\n%3  zeros(2, 2)  [0.0, 0.0; 0.0, 0.0]")
    #expect(prompt.shows(":hist 1") == "%3  zeros(2, 2)  [0.0, 0.0; 0.0, 0.0]")
    #expect(prompt.shows("%1 + %%") == "5")
    #expect(prompt.shows("result(-4)") == "2")
    #expect(prompt("nope").outcome == .failed)
    #expect(prompt.shows("%") == "2")
    #expect(prompt("%9").diagnostics.contains("there is no result 9"))
    #expect(prompt("result(-9)").diagnostics.contains("no result before"))
    #expect(prompt(":hist x").diagnostics.contains(":hist takes"))
  }

  @Test func theLastValueIsShownWhole() {
    let prompt = Prompt()
    #expect(prompt(":last").outcome == .failed)
    let short = prompt.shows("1:3000")
    #expect(short.hasSuffix("60 of 3000 elements; :last shows all"))
    let whole = prompt.shows(":last")
    #expect(whole.contains(" 1500 ") && !whole.contains("...") && !whole.contains("shows all"))
    prompt("zeros(40, 50)")
    let rows = prompt.shows(":last").split(separator: "\n")
    #expect(rows.count == 41 && rows[1].split(separator: " ").count == 50)
  }

  @Test func memoryIsCounted() {
    let prompt = Prompt()
    prompt("A = zeros(500, 500)")
    let rows = prompt.shows(":mem").split(separator: "\n").map { $0.split(separator: " ") }
    #expect(rows.map { $0[0] } == ["in", "at", "allowed"])
    #expect(Prompt { $0.isGolden = true }.shows(":mem").contains("[MEM]"))
  }
}
