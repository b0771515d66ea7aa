import Testing

@testable import Language

struct SourceTests {
  @Test func locationsCountCharacters() {
    let source = Source(id: SourceID(1), name: "", text: "θ̂ = 1\r\nab\n\nc")
    #expect(source.lineStarts.count == 4)
    #expect(source.location(of: 0) == (1, 1))
    #expect(source.location(of: 4) == (1, 2))
    #expect(source.location(of: source.lineStarts[1] + 1) == (2, 2))
    #expect(source.location(of: source.span.end) == (4, 2))
    #expect(source.line(1) == "θ̂ = 1")
    #expect(source.line(3) == "")
    #expect(source.line(4) == "c")
    #expect(source.line(9) == "")
  }

  @Test func spansOutsideTheTextAreHarmless() {
    let source = Source(id: SourceID(1), name: "", text: "é")
    #expect(source.text(of: SourceSpan(source: source.id, start: 1, end: 99)) == "é")
    #expect(source.text(of: SourceSpan(source: source.id, start: -4, end: -2)) == "")
    #expect(source.location(of: 99) == (1, 2))
  }

  @Test(arguments: [
    ("a − b", "a - b", ["− to -"]),
    ("f′(x)", "f'(x)", ["′ to '"]),
    ("“a − b” + ‘", "\"a − b\" + ‘", ["“ to \"", "” to \""]),
    ("\"a − b\" # − µ", "\"a − b\" # − µ", []),
    ("ﬁt(µ)\u{A0}∗ 2", "fit(μ) * 2", ["ﬁ to fi", "µ to μ", "U+00A0 to a blank", "∗ to *"]),
    ("plain θ", "plain θ", []),
    ("x\u{200B} ∼ y", "x ~ y", ["U+200B to nothing", "∼ to ~"]),
  ])
  func pastedSigns(_ text: String, _ expected: String, _ changes: [String]) {
    let mapped = PastedText.mapped(text)
    #expect(mapped.text == expected)
    #expect(mapped.changes == changes)
  }

  @Test(arguments: [
    ("theta", "θ"), ("Theta", "Θ"), ("lambda", "λ"), ("Gamma", "Gamma"), ("Beta", "Beta"),
    ("theta1", "theta1"), ("e\u{301}", "é"), ("\u{2126}", "Ω"), ("\u{212B}", "Å"),
    ("A\u{30A}x", "Åx"), ("x\u{302}", "x\u{302}"), ("é\u{302}", "é\u{302}"), ("α\u{301}", "ά"),
    ("∂", "partial"),
  ])
  func canonicalNames(_ spelled: String, _ canonical: String) {
    #expect(Array(Name.canonical(spelled).unicodeScalars) == Array(canonical.unicodeScalars))
  }

  @Test func theGreekLetters() { #expect(Greek.letters.count == 33) }

  @Test(arguments: [
    ("plto", ["plot"]), ("sgima", ["sigma"]), ("bar", []), ("elbow", ["elbo"]), ("Plot", ["plot"]),
    ("x", []), ("X", ["x"]), ("sum2", ["sum"]),
  ])
  func suggestions(_ typed: String, _ expected: [String]) {
    let names = ["plot", "sigma", "pg_attrdef", "elbo", "x", "sum", "linspace"]
    #expect(Suggestion.nearest(to: typed, among: names) == expected)
  }

  @Test func commentsHaveTheirSpans() {
    let source = Source(id: SourceID(1), name: "", text: "#~ file: seed=7\nx # c\n#> 1\n\"# no\"")
    #expect(
      Lexer.comments(of: source).map { String(source.text(of: $0)) }
        == ["#~ file: seed=7", "# c", "#> 1"])
  }
}
