import Testing

@testable import Workbench

struct MatcherCase: CustomTestStringConvertible {
  var got: String
  var want: String
  var matches: Bool
  var tolerance = GoldenTolerance()
  var testDescription: String { "\(got) | \(want) | \(tolerance.description)" }

  init(_ got: String, _ want: String, _ matches: Bool, abs: Double = 0, rel: Double = 0) {
    self.got = got
    self.want = want
    self.matches = matches
    tolerance = GoldenTolerance(absolute: abs, relative: rel)
  }
}

@Suite struct GoldenMatcherTests {
  @Test(arguments: [
    // Too few digits for slack in the last place.
    MatcherCase("0.5", "0.5", true),
    MatcherCase("0.5", "0.6", false),
    MatcherCase("1e-05", "1.01e-05", false),
    MatcherCase("0.0141", "0.0142", false),
    MatcherCase("1e-05", "0.00001", true),
    MatcherCase("0.50", "0.5", true),
    // A number and its error are no exact integers.
    MatcherCase("1003 ± 14", "1003 ± 15", true, abs: 1),
    MatcherCase("1003 ± 14", "1004 ± 14", true, abs: 1),
    MatcherCase("1003 ± 14", "1005 ± 14", false, abs: 1),
    MatcherCase("1003 ± 14", "1003 ± 15", false),
    MatcherCase("1003", "1004", false, abs: 1),
    MatcherCase("0 ± 0", "0 ± 0", true),
    MatcherCase("[1003 ± 14, 2 ± 0] (k = 1)", "[1002 ± 14, 2 ± 0] (k = 1)", true, abs: 1),
    MatcherCase("[1003 ± 14, 2 ± 0] (k = 1)", "[1003 ± 14, 2 ± 0] (k = 2)", false, abs: 1),
    MatcherCase("nan ± 0.5", "nan ± 0.5", true),
    // Five digits and more.
    MatcherCase("1.2345", "1.2346", true),
    MatcherCase("1.2345", "1.2347", false),
    MatcherCase("-2.83791", "-2.83790", true),
    MatcherCase("1.23451", "1.2345", true),
    MatcherCase("1.23456e-05", "1.23457e-05", true),
    MatcherCase("1.23456e-05", "1.23456e-04", false),
    MatcherCase("99999.9", "100000.0", true),
    MatcherCase("0.00001", "0.00002", false),
    MatcherCase("0.123456789012345678901", "0.123456789012345678902", true),
    MatcherCase("0.123456789012345678901", "0.123456789012345688902", false),
    // Tolerances.
    MatcherCase("0.5", "0.6", true, abs: 0.11),
    MatcherCase("0.5", "0.6", false, abs: 0.09),
    MatcherCase("1.01", "1.0", true, rel: 0.02),
    MatcherCase("1.01", "1.0", false, rel: 0.005),
    MatcherCase("1e-12", "0.0", false, rel: 0.1),
    MatcherCase("1e-12", "0.0", true, abs: 1e-9),
    // Integers and shapes are exact, whatever the tolerance.
    MatcherCase("3", "3", true),
    MatcherCase("3", "3.0", false, abs: 1),
    MatcherCase("3.0", "3", false, abs: 1),
    MatcherCase("123456", "123457", false, abs: 10, rel: 1),
    MatcherCase("-3", "3", false, abs: 10),
    MatcherCase("f64[2×3]", "f64[2×3]", true),
    MatcherCase("f64[2×3]", "f64[2×4]", false, abs: 5),
    MatcherCase("f64[2×3]", "f32[2×3]", false, abs: 50),
    // Digits inside names are text.
    MatcherCase("layer1", "layer2", false, abs: 5),
    MatcherCase("layer1.5", "layer1.6", false, abs: 5),
    MatcherCase("x₁ = 0.50001", "x₁ = 0.50002", true),
    MatcherCase("v1.2.3", "v1.2.4", false, abs: 5),
    MatcherCase("1.2.3", "1.2.4", false, abs: 5),
    MatcherCase("loss 0.51.", "loss 0.5.", true, abs: 0.1),
    // Zero has a sign, forgiven by an absolute tolerance only.
    MatcherCase("-0.0", "-0.0", true),
    MatcherCase("-0.0", "0.0", false),
    MatcherCase("-0.0", "0.0", false, rel: 0.1),
    MatcherCase("-0.0", "0.0", true, abs: 1e-300),
    MatcherCase("0.0", "0.00000", true),
    // nan and inf only match themselves.
    MatcherCase("nan", "nan", true),
    MatcherCase("nan", "0.0", false, abs: 1e300),
    MatcherCase("inf", "1e300", false, abs: 1e308, rel: 1e300),
    MatcherCase("inf", "-inf", false, abs: 1),
    MatcherCase("nano", "nan", false),
    MatcherCase("1e999", "1e998", false, rel: 1),
    // Estimates.
    MatcherCase("1.00312 ± 0.0141", "1.00313 ± 0.0141", true),
    MatcherCase("1.00312 ± 0.0141", "1.00312 ± 0.0142", false),
    MatcherCase("1.00312 ± 0.0141", "1.00312 ± 0.0142", true, rel: 0.01),
    MatcherCase("1.0 ± 0.1", "1.0 + 0.1", false, abs: 1),
    // Complex numbers.
    MatcherCase("0.0 + 0.5i", "0.0 + 0.5i", true),
    MatcherCase("0.0 - 0.5i", "0.0 + 0.5i", false),
    MatcherCase("0.0 + 0.5i", "0.0 + 0.5", false, abs: 1),
    MatcherCase("1.0 - 1e-17i", "1.0 + 0.0i", true, abs: 1e-9),
    MatcherCase("nan + 0.5i", "0.0 + 0.5i", false, abs: 1),
    MatcherCase("0.0 +  0.50001i", "0.0 +  0.50002i", true),
    // Text.
    MatcherCase("  0.0   -0.5 ", "0.0 -0.5", true),
    MatcherCase("a = 1", "a=1", false),
    MatcherCase("0.5 0.5", "0.5", false),
    MatcherCase("ok", "oK", false),
    MatcherCase("", "", true),
    MatcherCase("x-0.5", "x-0.6", true, abs: 0.2),
    MatcherCase("[-1.5, 2.5]", "[-1.6, 2.5]", true, abs: 0.2),
    // Holes.
    MatcherCase("step 200  loss 0.123", "step 200  loss [..]", true),
    MatcherCase("step 201  loss 0.123", "step 200  loss [..]", false),
    MatcherCase("step 200  loss", "step 200  loss[..]", true),
    MatcherCase("loss 0.1234 at 0.51", "loss 0.12[..] at 0.51", true),
    MatcherCase("loss 0.1334 at 0.51", "loss 0.12[..] at 0.51", false),
    MatcherCase("a b c 0.51", "a [..] c 0.5", true, abs: 0.1),
    MatcherCase("a b c 0.51 c 0.5", "a [..] c 0.5", true),
    MatcherCase("done in [TIME], peak [MEM]", "done in [TIME], peak [MEM]", true),
    MatcherCase("done in 3 s", "done in [TIME]", false),
    MatcherCase("done", "[..]", true),
  ])
  func lines(_ row: MatcherCase) {
    #expect(
      GoldenMatcher(tolerance: row.tolerance).matches(got: row.got, want: row.want) == row.matches)
  }

  @Test(arguments: [
    (["a", "b", "c"], ["a", "...", "c"], true),
    (["a", "c"], ["a", "...", "c"], true),
    (["a", "b"], ["a", "...", "c"], false),
    (["a", "b", "a", "c"], ["...", "a", "c"], true),
    (["a"], ["a", "b"], false),
    ([], [], true),
    ([], ["..."], true),
    (["x"], [], false),
    (["1", "2", "3", "4"], ["...", "2", "...", "4"], true),
    (["1", "2", "3", "4"], ["...", "3", "...", "2"], false),
  ])
  func blocks(_ got: [String], _ want: [String], _ matches: Bool) {
    #expect(GoldenMatcher().matches(got: got, want: want) == matches)
  }

  @Test func numbersCarryDeltaAndBound() throws {
    let matcher = GoldenMatcher(tolerance: GoldenTolerance(absolute: 0, relative: 0.01))
    let pairs = try #require(matcher.numbers(got: "a 1.5 7 b", want: "a 2.0 8 b"))
    #expect(pairs.count == 2)
    #expect(pairs[0].delta == 0.5)
    #expect(pairs[0].allowed == 0.02)
    #expect(pairs.allSatisfy { !$0.matches })
    #expect(matcher.numbers(got: "a 1.5", want: "b 1.5") == nil)
  }

  @Test(arguments: [
    (["step 300 loss 0.5"], ["step 200 loss [..]"], ["step 300 loss [..]"]),
    (["x", "1.0", "2.0"], ["...", "2.5"], ["...", "2.0"]),
    (["a", "b", "c"], ["a", "x", "c"], ["a", "b", "c"]),
    (["0.50001", "7"], ["0.50002", "8"], ["0.50002", "7"]),
    (["other"], ["step [..]"], ["other"]),
    (["a", "c"], ["a", "b", "c"], ["a", "c"]),
  ])
  func rewritingKeepsWhatHolds(_ got: [String], _ want: [String], _ new: [String]) {
    #expect(GoldenMatcher().rewritten(want: want, got: got) == new)
  }
}
