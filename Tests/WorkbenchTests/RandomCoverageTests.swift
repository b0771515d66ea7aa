import Foundation
import Testing

@testable import Workbench

/// Intervals of 1, 2 and 3 standard errors hold the truth as often as normal errors say, over 2000
/// independent estimates each: what an estimate says of itself is true.
///
/// The seeds are fixed, so the numbers are the same in every run; they were looked at under others.
struct RandomCoverageTests {
  /// An estimate of which the truth is known.
  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    /// An estimate, in the language.
    let estimate: String
    /// What it estimates, in closed form.
    let truth: String
    /// How many estimates are made in one call.
    var together = 2000
    /// How often |t| < 1, 2, 3, and the mean of t² where it is looked at.
    var law = Law.normal

    init(
      _ name: String, _ estimate: String, _ truth: String, together: Int = 2000,
      law: Law = .normal
    ) {
      (self.name, self.estimate, self.truth) = (name, estimate, truth)
      (self.together, self.law) = (together, law)
    }
    var testDescription: String { name }
  }

  /// The law of (estimate - truth)/error.
  struct Law: Sendable {
    let within: [Double]
    let meanSquare: Double?

    /// erf(k/√2)
    static let normal = Law(
      within: [0.682689492137, 0.954499736104, 0.997300203937], meanSquare: 1)
    /// Of the mean of two normal numbers: Student's t with one degree of freedom, 2/π atan k.
    static let twoBlocks = Law(
      within: [0.5, 0.704832764699, 0.795167235301], meanSquare: nil)
    /// Of five, with four degrees of freedom: sin φ (1 + cos²φ/2), φ = atan(k/2).
    static let fiveBlocks = Law(
      within: [0.626099033699, 0.883883476483, 0.960058031928], meanSquare: nil)
    /// Of 44 Latin hypercubes, with 43 degrees of freedom, of which the variance is 43/41.
    static let hypercubes = Law(
      within: [0.677095108321, 0.948157966304, 0.995521676285], meanSquare: 43.0 / 41)
  }

  static let cases: [Case] = [
    Case("normal squares", "E(z ~ Normal(0, 1), z^2, n=1000)", "1"),
    Case("uniform", "E(u ~ Uniform(0, 1), u, n=300)", "1/2"),
    Case("exponential", "E(x ~ Exponential(2), x, n=2000)", "1/2"),
    Case("Laplace", "E(x ~ Laplace(1, 2), abs(x - 1), n=1000)", "2"),
    Case("Bernoulli", "E(b ~ Bernoulli(0.3), b, n=1000, method=\"samples\")", "0.3"),
    Case(
      "categories", "E(k ~ Categorical([0.2, 0.5, 0.3]), k^2, n=1000, method=\"samples\")", "4.9"),
    Case("probability", "P(z ~ Normal(0, 1), z > 1, n=1000)", "erfc(1/sqrt(2))/2"),
    Case("two draws", "E(x ~ Normal(0, 1), y ~ Normal(x, 1), x*y, n=2000)", "1"),
    Case("two", "E(z ~ Normal(0, 1), z, n=2)", "0", law: .twoBlocks),
    Case("five", "E(z ~ Normal(0, 1), z, n=5)", "0", law: .fiveBlocks),
    Case(
      "ratio of correlated means",
      "{ (a, b) = E(x ~ Exponential(1), (x^2, x), n=3000); a/b }", "2"),
    Case(
      "ratio of independent means",
      "{ a = E(x ~ Exponential(1), x^2, n=3000); b = E(x ~ Uniform(0, 1), x, n=500); a/b }", "4"),
    Case(
      "product of correlated means",
      "{ (a, b) = E(x ~ Exponential(1), (x + 1, 2 - x), n=2000); a*b }", "2"),
    Case(
      "product of independent means",
      "E(x ~ Exponential(1), x, n=1000)*E(x ~ Uniform(0, 1), x, n=300)", "1/2"),
    Case("logarithm", "log(E(z ~ Normal(0, 1), exp(z/2), n=1000))", "1/8"),
    Case("condition", "E(z ~ Normal(0, 1), z | z > 0, n=1000)", "sqrt(2/π)"),
    Case("antithetic", "E(z ~ Normal(0, 1), exp(z/2), n=1000, method=\"antithetic\")", "exp(1/8)"),
    Case(
      "stratified", "E(z ~ Normal(0, 1), tanh(z) + cos(z), n=2000, method=\"stratified\")",
      "exp(-1/2)", law: .hypercubes),
    Case(
      "importance",
      "{ (a, b) = E(z ~ Normal(0.5, 1.5), { w = exp(log_density(Normal(0, 1), z) - "
        + "log_density(Normal(0.5, 1.5), z)); (w*z^2, w) }, n=1000); a/b }", "1"),
    Case("path gradient", "grad(θ -> E(z ~ Normal(θ, 1), z^2, n=1000))(0.5)", "1"),
    Case(
      "path gradient in the width", "grad(s -> E(z ~ Normal(0, s), z^2, n=1000))(1.5)", "3"),
    Case(
      "score gradient",
      "grad(θ -> E(z ~ Normal(θ, 1), z^2, n=3000, estimator=\"score\"))(0.5)", "1"),
    Case(
      "score gradient with the mean as baseline",
      "grad(θ -> E(z ~ Normal(θ, 1), z^2, n=3000, estimator=\"score\", baseline=\"mean\"))(0.5)",
      "1"),
    Case(
      "score gradient of coins",
      "grad(p -> E(b ~ Bernoulli(p), 3*b + 1, n=2000, method=\"samples\", estimator=\"score\"))(0.3)",
      "3"),
    Case("second derivative", "hessian(θ -> E(z ~ Normal(θ, 1), z^4, n=1000))(0.5)[1, 1]", "15"),
    // An estimate as an operand moves the mean: block by block, so few at a time.
    Case("variance", "Var(z ~ Normal(1, 2), z, n=600)", "4", together: 25),
    Case(
      "covariance", "Cov(z ~ Normal(1, 2), y ~ Normal(z, 1), z, y, n=600)", "4", together: 25),
    Case(
      "nested", "E(z ~ Normal(E(y ~ Exponential(1), y, n=200), 1), z^2, n=200)", "2",
      together: 25),
  ]

  private static let count = 2000

  /// The seeds of the fixed run; others can be tried with GM_COVERAGE_SEED.
  private static let seed =
    ProcessInfo.processInfo.environment["GM_COVERAGE_SEED"].flatMap(Int.init) ?? 1

  /// At most one run of all cases in 20,000 would break a bound of 4.5 standard deviations by
  /// chance; the seeds are fixed.
  private static let deviations = 4.5

  @Test(arguments: cases) func intervalsHoldTheTruth(of this: Case) throws {
    let prompt = Prompt()
    let reply = prompt(
      """
      seed(\(Self.seed))
      t = []
      for turn in 1:\(Self.count/this.together) {
          e = vmap(k -> \(this.estimate))(1:\(this.together))
          t = concat((t, (value(e) - \(this.truth))/se(e)))
      }
      [sum(abs(t) <= 1), sum(abs(t) <= 2), sum(abs(t) <= 3), sum(t^2)]
      """)
    #expect(reply.outcome == .ok, "\(reply.diagnostics)")
    let found = reply.text.split(whereSeparator: \.isWhitespace).compactMap { Double($0) }
    try #require(found.count == 4, "\(reply.text)")
    let n = Double(Self.count)
    for (k, p) in this.law.within.enumerated() {
      let bound = Self.deviations * (n * p * (1 - p)).squareRoot()
      #expect(
        abs(found[k] - n * p) <= bound, "\(found[k]) of \(n) within \(k + 1), expected \(n * p)")
    }
    guard let square = this.law.meanSquare else { return }
    // Of normal numbers the variance of t² is 2.
    let bound = Self.deviations * (2 / n).squareRoot()
    #expect(abs(found[3] / n - square) <= bound, "the mean of t² is \(found[3] / n)")
  }

  /// Estimates of the same draws cancel to nothing, others do not.
  @Test(
    arguments: [
      "e - e", "2*e - e - e", "e/e - 1", "log(e) - log(e)", "exp(e)*exp(-e) - 1 + 0*e",
      "[e, e][1] - e", "sum([e, -e])",
    ])
  func whatIsTheSameCancels(difference: String) {
    let prompt = Prompt()
    prompt("seed(\(Self.seed)); e = E(z ~ Normal(0, 1), exp(z), n=500); d = \(difference)")
    #expect(prompt.shows("abs(value(d)) <= 1e-15 and se(d) <= 1e-15*se(e)") == "true")
    if ["e - e", "2*e - e - e"].contains(difference) { #expect(prompt.shows("d") == "0 ± 0") }
    #expect(prompt.shows("se(e - E(z ~ Normal(0, 1), exp(z), n=500)) > se(e)") == "true")
  }

  /// The rows of a batch are the estimates that are made one by one.
  @Test(arguments: [
    "E(z ~ Normal(0, 1), z^2, n=37)", "E(z ~ Normal(k, 1), exp(z), n=20, method=\"antithetic\")",
    "E(z ~ Normal(0, k), z^2, n=30, method=\"stratified\")",
    "grad(θ -> E(z ~ Normal(θ, 1), z^3, n=25))(1.0*k)",
    "grad(θ -> E(z ~ Normal(θ, 1), z^3, n=25, estimator=\"score\", baseline=\"mean\"))(1.0*k)",
    "E(z ~ Normal(0, 1), z | z > 0.5, n=40)", "Var(z ~ Normal(0, k), z, n=50)",
    "E(z ~ Normal(0, E(y ~ Exponential(k), y, n=10)), z^2, n=20)",
  ])
  func aRowOfABatchIsAnEstimate(expression: String) {
    let prompt = Prompt()
    prompt("f(k) = \(expression)\nseed(5); a = vmap(f)(1:4)")
    let reply = prompt(
      """
      seed(5)
      b = [f(k) for k in 1:4]
      seed(5)
      c = map(f, 1:4)
      check value(a) ≈ value(b) tol 1e-14
      check se(a) ≈ se(b) tol 1e-12
      check value(c) ≈ value(b) tol 1e-14
      """)
    #expect(reply.outcome == .ok, "\(reply.diagnostics)")
  }
}
