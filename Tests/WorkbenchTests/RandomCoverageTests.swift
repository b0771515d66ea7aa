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

    /// Those of a normal law, erf(k/√2).
    static let normal = Law(
      within: [0.682689492137, 0.954499736104, 0.997300203937], meanSquare: 1)
    /// Of the mean of two normal numbers: Student's t with one degree of freedom, 2/π atan k.
    static let twoBlocks = Law(
      within: [0.5, 0.704832764699, 0.795167235301], meanSquare: nil)
    /// Of five, with four degrees of freedom: sin φ (1 + cos²φ/2), φ = atan(k/2).
    static let fiveBlocks = Law(
      within: [0.626099033699, 0.883883476483, 0.960058031928], meanSquare: nil)
    /// Of 21 Latin hypercubes, with 20 degrees of freedom, of which the variance is 20/18.
    static let hypercubes = Law(
      within: [0.670743422829, 0.940734464554, 0.992924101209], meanSquare: 20.0 / 18)
  }

  static let cases: [Case] = [
    Case("normal squares", "E(z ~ Normal(0, 1), z^2, n=1000)", "1"),
    Case("uniform", "E(u ~ Uniform(0, 1), u, n=100)", "1/2"),
    Case("exponential", "E(x ~ Exponential(2), x, n=400)", "1/2"),
    Case("Laplace", "E(x ~ Laplace(1, 2), abs(x - 1), n=400)", "2"),
    Case("Bernoulli", "E(b ~ Bernoulli(0.3), b, n=300, method=\"samples\")", "0.3"),
    Case(
      "categories", "E(k ~ Categorical([0.2, 0.5, 0.3]), k^2, n=200, method=\"samples\")", "4.9"),
    Case("probability", "P(z ~ Normal(0, 1), z > 1, n=300)", "erfc(1/sqrt(2))/2"),
    Case("two draws", "E(x ~ Uniform(0, 1), y ~ Normal(x, 1), x*y, n=300)", "1/3"),
    Case("two", "E(z ~ Normal(0, 1), z, n=2)", "0", law: .twoBlocks),
    Case("five", "E(z ~ Normal(0, 1), z, n=5)", "0", law: .fiveBlocks),
    Case(
      "ratio of correlated means", "{ (a, b) = E(x ~ Exponential(1), (x + 1, x), n=600); a/b }",
      "2"),
    Case(
      "ratio of independent means",
      "{ a = E(x ~ Exponential(1), x, n=300); b = E(x ~ Uniform(0, 1), x, n=200); a/b }", "2"),
    Case(
      "product of correlated means",
      "{ (a, b) = E(x ~ Exponential(1), (x + 1, 4 - x), n=1000); a*b }", "6"),
    Case(
      "product of independent means",
      "E(x ~ Exponential(1), x, n=400)*E(x ~ Uniform(0, 1), x, n=200)", "1/2"),
    Case("logarithm", "log(E(z ~ Normal(0, 1), exp(z/2), n=400))", "1/8"),
    Case("condition", "E(z ~ Normal(0, 1), z | z > 0, n=300)", "sqrt(2/π)"),
    Case("antithetic", "E(z ~ Normal(0, 1), exp(z/4), n=2000, method=\"antithetic\")", "exp(1/32)"),
    Case(
      "stratified", "E(z ~ Normal(0, 1), tanh(z) + cos(z), n=441, method=\"stratified\")",
      "exp(-1/2)", law: .hypercubes),
    Case(
      "importance",
      "{ (a, b) = E(z ~ Normal(0.5, 1.5), { w = exp(log_density(Normal(0, 1), z) - "
        + "log_density(Normal(0.5, 1.5), z)); (w*z^2, w) }, n=500); a/b }", "1"),
    Case("path gradient", "grad(θ -> E(z ~ Normal(θ, 1), z^2, n=200))(0.5)", "1"),
    Case("path gradient in the width", "grad(s -> E(z ~ Normal(0, s), z^2, n=1000))(1.5)", "3"),
    Case(
      "score gradient", "grad(θ -> E(z ~ Normal(θ, 1), z, n=1000, estimator=\"score\"))(0.5)", "1"),
    Case(
      "score gradient with the mean as baseline",
      "grad(θ -> E(z ~ Normal(θ, 1), z, n=1000, estimator=\"score\", baseline=\"mean\"))(0.5)", "1"),
    Case(
      "score gradient of coins",
      "grad(p -> E(b ~ Bernoulli(p), 3*b + 1, n=400, method=\"samples\", estimator=\"score\"))(0.3)",
      "3"),
    Case("second derivative", "hessian(θ -> E(z ~ Normal(θ, 1), z^4, n=1000))(0.5)[1, 1]", "15"),
    // An estimate as an operand moves the mean: along each number of it, so few at a time.
    Case("variance", "Var(u ~ Uniform(0, 1), u, n=120)", "1/12", together: 50),
    Case(
      "covariance", "Cov(u ~ Uniform(0, 1), y ~ Uniform(u, u + 1), u, y, n=120)", "1/12",
      together: 50),
    Case(
      "nested", "E(z ~ Normal(E(u ~ Uniform(0, 1), u, n=100), 1), z^2, n=300)", "5/4",
      together: 50),
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

  /// The rows of a batch are the estimates that are made one by one, as they are where a size in the
  /// function must be a number.
  @Test(arguments: [
    "E(z ~ Normal(0, 1), z^2, n=37)", "E(z ~ Normal(k, 1), exp(z), n=20, method=\"antithetic\")",
    "E(z ~ Normal(0, k), z^2, n=30, method=\"stratified\")",
    "grad(θ -> E(z ~ Normal(θ, 1), z^3, n=25))(1.0*k)",
    "grad(θ -> E(z ~ Normal(θ, 1), z^3, n=25, estimator=\"score\", baseline=\"mean\"))(1.0*k)",
    "E(z ~ Normal(0, 1), z | z > 0.5, n=40)", "Var(z ~ Normal(0, k), z, n=50)",
    "E(z ~ Normal(0, E(y ~ Exponential(k), y, n=10)), z^2, n=20)",
  ])
  func aRowOfABatchIsAnEstimate(expression: String) {
    func text(_ size: String) -> String {
      """
      f(k) = { ones(2 + 0*\(size)); \(expression) }
      seed(5); a = vmap(f)(1:4)
      :set digits 12
      a
      value(a)
      se(a)
      """
    }
    let together = Prompt().shows(text("1"))
    #expect(!together.isEmpty && Prompt().shows(text("k")) == together)
  }
}
