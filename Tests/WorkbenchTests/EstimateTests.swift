import Testing

@testable import Workbench

/// Estimates at the prompt: printed, taken apart, compared, refused.
@Suite struct EstimatePromptTests {
  private func prompt() -> Prompt {
    let prompt = Prompt()
    prompt("e = estimate([1.0, 2, 3, 4, 5]); f = estimate([0.3, 0.1, 0.7, 0.2, 0.9]);")
    return prompt
  }

  @Test(arguments: [
    ("e", "3.000 ± 0.707"), ("e - e", "0 ± 0"), ("e/e", "1 ± 0"), ("0*e", "0 ± 0"),
    ("-e", "-3.000 ± 0.707"),
    ("1e3*e", "3000 ± 707"), ("1e4*e", "30000 ± 7070"), ("1e5*e", "300000 ± 70700"),
    ("1e6*e", "3.000e+06 ± 7.07e+05"), ("1e-4*e", "0.0003000 ± 0.0000707"),
    ("1e-5*e", "3.000e-05 ± 7.07e-06"), ("e - 3", "0.000 ± 0.707"),
    ("1e-9*(e - 3)", "0.0 ± 7.07e-10"),
    ("3 - 1e-5 + 0*e", "2.99999 ± 0"), ("-1e-5 + 1e-1*(e - 3)", "0.0000 ± 0.0707"),
    ("inf*e", "inf ± nan"), ("e + nan", "nan ± 0.707"), ("log(e - 4)", "nan ± 0.707"),
    ("f32(e)", "3.000 ± 0.707"), ("complex(e, -e)", "3.000 - 3.000i ± 1.000"),
    ("(e, 2)", "(3.000 ± 0.707, 2)"),
    ("(a = e, b = [1, 2])", "a = 3.000 ± 0.707\nb = i64[2]\n      1  2"),
    ("[e, f]", "estimate f64[2]\n  3.000 ± 0.707  0.440 ± 0.154"),
    ("[e, 2; -f, 1]", "estimate f64[2×2]\n   3.000 ± 0.707  2 ± 0\n  -0.440 ± 0.154  1 ± 0"),
    ("estimate([1.0])", "1.0 ± nan"), ("estimate(zeros(3, 0))", "estimate f64[0]"),
    (
      "\"{e} {[e, f]} {e:.8g}\"",
      "\"3.000 ± 0.707 [3.000 ± 0.707, 0.440 ± 0.154] 3.00000 ± 0.70711\""
    ),
    ("text(f)", "\"0.440 ± 0.154\""), ("type(e)", "\"an estimate f64\""),
    ("type([e, f])", "\"an estimate f64[2]\""),
    ("value(e)", "3.0"), ("value((a = e, b = 2))", "(a = 3.0, b = 2)"),
    ("se((e, 1.0))", "(0.707107, 0.0)"),
    ("se([e, e])", "f64[2]\n  0.707107  0.707107"), ("value(7)", "7"), ("tail_index(e)", "nan"),
    ("tail_index([1, 2])", "f64[2]\n  nan  nan"),
  ]) func texts(entry: String, wanted: String) {
    let got = prompt().shows(entry), matcher = GoldenMatcher()
    #expect(
      matcher.matches(got: GoldenResult.lines(of: got), want: GoldenResult.lines(of: wanted)),
      "\(entry)\n\(got)")
  }

  @Test func moreDigitsOfBoth() {
    let prompt = prompt()
    prompt(":set digits 9")
    #expect(prompt.shows("e") == "3.000000 ± 0.707107")
  }

  /// What goes through terms takes estimates: each entry must agree with the delta method.
  @Test(arguments: [
    ("e^2", "6*se(e)"), ("sqrt(e)", "se(e)/(2*sqrt(3))"), ("sum([e, e])", "2*se(e)"),
    ("e + f", "sqrt(se(e)^2 + se(f)^2)"), ("e*f", "sqrt((0.44*se(e))^2 + (3*se(f))^2)"),
    ("[e, f] @ [1, 2]", "sqrt(se(e)^2 + 4*se(f)^2)"), ("[e, f][2]", "se(f)"),
    ("concat(([e, f], [1.0]))[1]", "se(e)"), ("det([e, 0; 0, 2])", "2*se(e)"),
    ("norm([e, 0*e])", "se(e)"), ("{ x = zeros(2); x[2] = e; x[2] }", "se(e)"),
    ("sum(i in 1:3, i*e)", "6*se(e)"), ("{ s = 0; for i in 1:4 { s = s + e }; s }", "4*se(e)"),
    ("(x -> x^3)'(e)", "18*se(e)"), ("grad(t -> t*e^2)(1.0)", "6*se(e)"),
    ("grad(x -> sum(x^2))([e, f])[1]", "2*se(e)"), ("hessian(t -> exp(t*e))(0.0)[1, 1]", "6*se(e)"),
    ("jvp(x -> x^2, e, 1.0)", "2*se(e)"), ("vmap(x -> x*e)([1.0, 2.0])[2]", "2*se(e)"),
    ("vmap(x -> x^2)([e, f])[1]", "6*se(e)"), ("iterate(x -> x/2, e, 20)", "se(e)/2^20"),
    ("iterate(x -> x/2 + e, 0.0, 2)", "1.5*se(e)"), ("map(x -> x^2, [e, f])[1]", "6*se(e)"),
    ("where([true, false], e, 0)[1]", "se(e)"),
    ("max(e, f)", "se(e)"),
    ("inv([e, 0; 0, 1])[1, 1]", "se(e)/9"), ("eigh([e, 0; 0, 1])[2]", "se(e)"),
    ("(a = e, b = 1.0).a*2", "2*se(e)"), ("((a = e, b = 1.0) * 2).a", "2*se(e)"),
    ("(e |> exp |> log)", "se(e)"), ("unflatten([e, f], (0.0, 0.0))[1]", "se(e)"),
  ]) func errorsAreThoseOfTheDeltaMethod(entry: String, error: String) {
    let prompt = prompt()
    #expect(
      prompt("check se(\(entry)) ≈ \(error) tol 1e-9").outcome == .ok, "\(prompt.shows(entry))")
  }

  @Test(arguments: [
    "check e ≈ 3.1 se 1", "check e ≈ e se 0", "check e - e ≈ 0 se 1", "check 3 ≈ e se 1",
    "check e < 30 se 4",
    "check e > -30 se 4", "check e <= 2.9 se 4", "check e >= 3.1 se 4",
    "check [e, f] ≈ [3, 0.44] se 1",
    "check (a = e, b = 2) ≈ (a = 3.0, b = 2) se 1", "check e ≈ 5 se 1 abs 2",
    "check e ≈ 5 se 0 rel 0.5",
    "check complex(e, f) ≈ complex(3, 0.44) se 1", "check 2*e ≈ e + e se 1",
  ]) func claimsThatHold(claim: String) {
    #expect(prompt()(claim).outcome == .ok, "\(prompt()(claim).diagnostics)")
  }

  @Test(arguments: [
    ("check e ≈ 30 se 4", "(38.2 se)"), ("check e < 4 se 4", "(1.4 se)"),
    ("check e < e se 0", "(0.0 se)"),
    ("check e <= 0 se 4", "(-4.2 se)"), ("check e >= 6 se 4", "(-4.2 se)"),
    ("check e > 2 se 4", "(1.4 se)"),
    ("check e - e ≈ 1e-8 se 1000", "(without error)"),
    ("check [e, f] ≈ [3, 30] se 4", "worst element"),
    ("check e ≈ nan se 4", "nan is near to nothing"),
    ("check estimate([1.0]) ≈ 1 se 4", "not known"),
    ("check inf*e ≈ inf se 4", "nan"), ("check e ≈ 3", "error[estimate]"),
    ("check e < 30", "error[estimate]"),
    ("check [e, f] ≈ [3, 0.44]", "se 4"), ("check 1 ≈ 1 se 4", "nothing has a standard error"),
    ("check e == 3 se 4", "se goes with"), ("check e se 4", "two sides"),
    ("check e", "a claim is a comparison"),
    ("check e ≈ 3 se -1", "not negative"), ("check (e, 1) ≈ (3.0, 2) se 4", "differ"),
    ("check [e, f] ≈ [1, 2, 3] se 4", "shape"),
  ]) func claimsThatFail(claim: String, words: String) {
    let reply = prompt()(claim)
    #expect(reply.outcome == .failed && reply.diagnostics.contains(words), "\(reply.diagnostics)")
  }

  @Test(arguments: [
    "e < 3", "e == e", "e ≈ 3", "if e { 1 }", "if e > 3 { 1 }", "while e > 3 { }", "floor(e)",
    "round(e)", "sign(e)",
    "quo(e, 2)", "i64(e)", "bool(e)", "argmax([e, f])", "argsort([e, f])", "zeros(e)",
    "[1, 2, 3][e]", "1:e",
    "for i in 1:e { }", "linspace(0, e, 3)", "rank([e, 1; 1, 1])", "2 in [e, f]",
    "iterate(x -> x/2, 1.0, e)",
    "iterate(x -> x*e, 1.0, 100, until=x -> x > 3)",
    "grad(t -> if t*e > 1 { t } else { 2*t })(1.0)",
    "vmap(x -> if x*e > 1 { x } else { 2*x })([1.0, 2.0])", "grad(t -> floor(t*e))(1.0)",
    "{ g(t) = { for i in 1:300 { if t*e > 1 { t = t/2 } }; t }; g'(1.0) }",
    "grad(x -> value(x*e))(2.0)",
    "estimate(e)",
  ]) func whatDecidesIsRefused(entry: String) {
    let reply = prompt()(entry)
    #expect(reply.outcome == .failed, "\(reply.output)")
    #expect(reply.diagnostics.contains("error[estimate]"), "\(reply.diagnostics)")
    #expect(reply.diagnostics.contains("value(e)"))
  }

  @Test func heavyTailsAreSaid() {
    let prompt = Prompt()
    prompt("h = estimate([(1 - (i - 0.5)/1000)^(-0.9) for i in 1:1000]);")
    let shown = prompt.shows("h")
    #expect(shown.contains(" ± ") && shown.contains("(heavy tails: k = "), "\(shown)")
    #expect(prompt.shows("tail_index(h) > 0.7") == "true")
    #expect(prompt.shows("check h ≈ value(h) se 4").contains("(0.0 se, heavy tails: k = "))
    #expect(prompt.shows("[h, 1]").contains("\n  heavy tails: k = "))
  }

  @Test func bigTensorsShowTheirEnds() {
    let prompt = Prompt()
    prompt(
      "x = estimate(reshape(sin(1:24000), 4, 60, 100)); v = estimate(reshape(cos(1:8000), 4, 2000));"
    )
    let matrix = prompt.shows("x").split(separator: "\n")
    #expect(matrix.count == 8 && matrix.allSatisfy { $0.count <= 80 } && matrix[4] == "  ...")
    let vector = prompt.shows("v").split(separator: "\n")
    #expect(vector.count < 40 && vector.contains("  ..."))
    let slices = prompt.shows("reshape(x[1:2, 1:6], 3, 2, 2)")
    #expect(slices.contains("  [1, :, :]\n") && slices.contains("  [3, :, :]\n"))
  }

  @Test func compiledCodeIsNotGivenEstimates() {
    let prompt = prompt()
    prompt("s = 2.0; g(t) = s*t^2;")
    // Compiled with a number, then called with an estimate, and back.
    #expect(prompt.shows("g'(1.0)") == "4.0")
    prompt("s = e;")
    #expect(prompt.shows("g'(1.0)") == "6.00 ± 1.41")
    #expect(prompt.shows("g'(e)") == "18.00 ± 8.49")
    prompt("s = 2.0;")
    #expect(prompt.shows("g'(1.0)") == "4.0")
    #expect(prompt.shows("g'(e)") == "12.00 ± 2.83")
  }
}
