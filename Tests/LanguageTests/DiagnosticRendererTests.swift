import Testing

@testable import Language

struct DiagnosticRendererTests {
  private func span(of part: Substring, in text: String, after skipped: Int = 0) -> SourceSpan {
    let utf8 = Array(text.utf8)
    let wanted = Array(part.utf8)
    let start = (skipped...utf8.count).first { utf8[$0...].starts(with: wanted) } ?? 0
    return SourceSpan(source: SourceID(1), start: Int32(start), end: Int32(start + wanted.count))
  }

  private func render(
    _ text: String, _ diagnostic: Diagnostic, origin: Source.Origin = .prompt, columns: Int = 100
  ) -> String {
    let name = origin == .file ? "dirac.gms" : "<prompt 1>"
    let source = Source(id: SourceID(1), name: name, origin: origin, text: text)
    return DiagnosticRenderer(columns: columns).render(diagnostic) {
      $0 == source.id ? source : nil
    }
  }

  @Test func operandsAndSign() {
    let text = "h = tanh(W @ x + b)"
    let diagnostic = Diagnostic(
      "shape", "W @ x: inner sizes differ (3 vs 4)", at: span(of: "@", in: text),
      labels: [.init(span(of: "W", in: text)), .init(span(of: "x", in: text))],
      notes: ["W : f32[4×3]   defined at line 2"], hint: "W' @ x has shape 3×64")
    #expect(
      render(text, diagnostic) == """
        error[shape]: W @ x: inner sizes differ (3 vs 4)
          h = tanh(W @ x + b)
                   ~ ^ ~
          W : f32[4×3]   defined at line 2
          hint: W' @ x has shape 3×64

        """)
  }

  @Test func filesNameTheirPlace() {
    let text = "x = 1\r\n  foo(x)\r\n"
    let diagnostic = Diagnostic("name", "`foo` is not defined", at: span(of: "foo", in: text))
    #expect(
      render(text, diagnostic, origin: .file) == """
        error[name]: `foo` is not defined  dirac.gms:2:3
            foo(x)
            ^^^

        """)
  }

  @Test(arguments: [
    ("\tx = θ̂ + b", "b", "  \tx = θ̂ + b\n  \t        ^\n"),
    ("日本 + b", "b", "  日本 + b\n         ^\n"),
    ("日本 + b", "日本", "  日本 + b\n  ^^^^\n"),
    ("ab", "", "  ab\n  ^\n"),
    ("é = b", "b", "  é = b\n      ^\n"),
  ])
  func marksAlign(_ text: String, _ culprit: String, _ expected: String) {
    let diagnostic = Diagnostic("x", "m", at: span(of: Substring(culprit), in: text))
    #expect(render(text, diagnostic) == "error[x]: m\n" + expected)
  }

  @Test func theEndOfTheTextCanBeMarked() {
    let end = SourceSpan(source: SourceID(1), start: 3, end: 3)
    #expect(render("a +", Diagnostic("x", "m", at: end)) == "error[x]: m\n  a +\n     ^\n")
  }

  @Test(arguments: [0, 1, 40, 500, 997])
  func longLinesAreCutAroundTheCaret(_ place: Int) {
    let text =
      String(repeating: "a", count: place) + "b" + String(repeating: "a", count: 1000 - place)
    let diagnostic = Diagnostic("x", "m", at: span(of: "b", in: text))
    let lines = render(text, diagnostic, columns: 60).split(separator: "\n").map(Array.init)
    #expect(lines.count == 3)
    #expect(lines[1].count <= 60)
    #expect(lines[1].firstIndex(of: "b") == lines[2].firstIndex(of: "^"))
  }

  @Test func aLabelElsewhereShowsItsLine() {
    let text = "x = 1\ny = x + z"
    let diagnostic = Diagnostic(
      "type", "m", at: span(of: "z", in: text),
      labels: [.init(span(of: "x = 1", in: text), "x is set here")])
    #expect(
      render(text, diagnostic) == """
        error[type]: m
          y = x + z
                  ^
          x is set here
          x = 1
          ~~~~~

        """)
  }

  @Test func controlsCannotSteerTheTerminal() {
    let text = "a \u{1B}[31m b"
    let diagnostic = Diagnostic("x", "bad \u{1B}c", at: span(of: "b", in: text))
    let rendered = render(text, diagnostic)
    #expect(!rendered.unicodeScalars.contains("\u{1B}"))
    #expect(rendered.contains("\n          ^\n"))
  }
}
