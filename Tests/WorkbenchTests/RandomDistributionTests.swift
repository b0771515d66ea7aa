import Testing

@testable import Workbench

/// Expectations over the library's distributions: by samples of every method within five standard
/// errors of closed forms, derivatives by path and by score, exact means where the support is finite.
struct RandomDistributionTests {
  /// A distribution D(t) with a parameter and its moments, as expressions in t.
  struct Law: Sendable, CustomTestStringConvertible {
    let distribution: String
    /// The parameter.
    let t: String
    /// The moments E x, E x² and E -log p(x).
    let mean: String, square: String, entropy: String
    /// A condition on x and E(x | it).
    let condition: String, conditional: String
    /// Whether draws move with t, the support does not, and it is finite.
    var hasPath = true, hasScore = true, isFinite = false

    init(
      _ distribution: String, at t: String, mean: String, square: String, entropy: String,
      given condition: String, _ conditional: String, hasPath: Bool = true, hasScore: Bool = true,
      isFinite: Bool = false
    ) {
      (self.distribution, self.t, self.mean, self.square) = (distribution, t, mean, square)
      (self.entropy, self.condition, self.conditional) = (entropy, condition, conditional)
      (self.hasPath, self.hasScore, self.isFinite) = (hasPath, hasScore, isFinite)
    }
    var testDescription: String { distribution }

    var definitions: String {
      """
      D(t) = \(distribution)
      m1(t) = \(mean)
      m2(t) = \(square)
      h(t) = \(entropy)
      t = \(t)
      """
    }
  }

  /// φ(a)/(1 - Φ(a)), the mean of a standard normal number above a.
  private static func mills(_ a: String) -> String {
    "exp(-(\(a))^2/2)/sqrt(2*π)/(erfc((\(a))/sqrt(2))/2)"
  }

  static let laws: [Law] = [
    Law(
      "Normal(t, 0.7)", at: "0.4", mean: "t", square: "t^2 + 0.49",
      entropy: "log(0.7*sqrt(2*π*exp(1)))",
      given: "x > 1", "t + 0.7*\(mills("(1 - t)/0.7"))"),
    Law(
      "Normal(0.4, t)", at: "1.3", mean: "0.4 + 0*t", square: "t^2 + 0.16",
      entropy: "log(t*sqrt(2*π*exp(1)))", given: "x > 1", "0.4 + t*\(mills("0.6/t"))"),
    Law(
      "Uniform(-1, t)", at: "2.0", mean: "(t - 1)/2", square: "(t^2 - t + 1)/3",
      entropy: "log(t + 1)",
      given: "x > 0.5", "(t + 0.5)/2", hasScore: false),
    Law(
      "Exponential(t)", at: "1.5", mean: "1/t", square: "2/t^2", entropy: "1 - log(t)",
      given: "x > 0.5", "0.5 + 1/t"),
    Law(
      "Laplace(t, 1.5)", at: "0.5", mean: "t", square: "t^2 + 4.5", entropy: "1 + log(3)",
      given: "x > 1", "2.5"),
    Law(
      "Laplace(0.5, t)", at: "1.2", mean: "0.5 + 0*t", square: "0.25 + 2*t^2",
      entropy: "1 + log(2*t)", given: "x > 1", "1 + t"),
    Law(
      "Gamma(t, 2)", at: "2.5", mean: "t/2", square: "t*(t + 1)/4",
      entropy: "t - log(2) + lgamma(t) + (1 - t)*digamma(t)", given: "x > 0.5",
      "t/2*gammaincc(t + 1, 1.0)/gammaincc(t, 1.0)"),
    Law(
      "Beta(t, 1.5)", at: "2.0", mean: "t/(t + 1.5)", square: "t*(t + 1)/((t + 1.5)*(t + 2.5))",
      entropy: "entropy(Beta(t, 1.5))", given: "x > 0",
      "t/(t + 1.5)"),
    Law(
      "Bernoulli(t)", at: "0.3", mean: "t", square: "t",
      entropy: "-t*log(t) - (1 - t)*log(1 - t)", given: "x > 0.5", "1.0", hasPath: false,
      isFinite: true),
    Law(
      "Bernoulli(logits=t)", at: "0.3", mean: "sigmoid(t)", square: "sigmoid(t)",
      entropy: "-sigmoid(t)*log(sigmoid(t)) - sigmoid(-t)*log(sigmoid(-t))", given: "x < 0.5",
      "0.0", hasPath: false, isFinite: true),
    Law(
      "Categorical([t, 0.5, 0.5 - t])", at: "0.2", mean: "t + 1 + 3*(0.5 - t)",
      square: "t + 2 + 9*(0.5 - t)",
      entropy: "-t*log(t) - 0.5*log(0.5) - (0.5 - t)*log(0.5 - t)", given: "x > 1",
      "(1 + 3*(0.5 - t))/(1 - t)", hasPath: false, isFinite: true),
    Law(
      "Categorical(logits=[t, 0, 0])", at: "0.4", mean: "(exp(t) + 5)/(exp(t) + 2)",
      square: "(exp(t) + 13)/(exp(t) + 2)",
      entropy: "log(exp(t) + 2) - t*exp(t)/(exp(t) + 2)", given: "x > 1", "2.5", hasPath: false,
      isFinite: true),
  ]

  /// The methods by which a law is sampled: the others sum over a finite support.
  private static let sampled = laws.flatMap { law in
    (law.isFinite ? ["samples"] : ["samples", "antithetic", "stratified"]).map { (law, $0) }
  }

  /// Claims that must hold.
  private func holds(_ claims: [String], _ law: Law, _ place: SourceLocation = #_sourceLocation) {
    let prompt = Prompt()
    prompt("seed(11)\n\(law.definitions)")
    for claim in claims {
      let reply = prompt("check \(claim)")
      #expect(
        reply.outcome == .ok, "\(law): \(claim)\n\(reply.diagnostics)", sourceLocation: place)
    }
  }

  @Test(arguments: sampled)
  func sampledMomentsAreClosedForms(law: Law, method: String) {
    let how = "n=4000, method=\"\(method)\""
    holds(
      [
        "E(x ~ D(t), 1.0, \(how)) ≈ 1 se 1", "E(x ~ D(t), x, \(how)) ≈ m1(t) se 5",
        "E(x ~ D(t), x^2, \(how)) ≈ m2(t) se 5",
        "E(x ~ D(t), -log_density(D(t), x), \(how)) ≈ h(t) se 5",
        "Var(x ~ D(t), x, \(how)) ≈ m2(t) - m1(t)^2 se 5",
        "Cov(x ~ D(t), x, 3*x + 1, \(how)) ≈ 3*(m2(t) - m1(t)^2) se 5",
        "Cov(x ~ D(t), y ~ Normal(x, 1), [x, 1.0*y], \(how)) ≈ (m2(t) - m1(t)^2)*ones(2, 2) + [0, 0; 0, 1] se 5",
        "E(x ~ D(t), x | \(law.condition), \(how)) ≈ \(law.conditional) se 5",
        "E(x ~ D(t), x, \(how)) + 0*t ≈ E(x ~ D(t), x, \(how)) se 5",
      ], law)
  }

  @Test(arguments: sampled)
  func estimatorsAgree(law: Law, method: String) {
    let how = "n=4000, method=\"\(method)\""
    var estimators: [String] = law.hasPath ? ["\(how)"] : []
    if law.hasScore {
      estimators += [
        "\(how), estimator=\"score\"", "\(how), estimator=\"score\", baseline=\"mean\"",
        "\(how), estimator=\"score\", baseline=0.3",
      ]
    }
    var claims: [String] = []
    for estimator in estimators {
      claims += [
        "grad(t -> E(x ~ D(t), x, \(estimator)))(t) ≈ grad(m1)(t) se 5",
        "grad(t -> E(x ~ D(t), x^2, \(estimator)))(t) ≈ grad(m2)(t) se 5",
        "grad(t -> E(x ~ D(t), -log_density(D(t), x), \(estimator)))(t) + 1 ≈ grad(h)(t) + 1 se 5",
        "grad(t -> E(x ~ D(t), t^2*x, \(estimator)))(t) ≈ grad(t -> t^2*m1(t))(t) se 5",
      ]
      // Where the density has a kink in t the score has no second derivative; with heavy tails or few blocks
      // squares of scores vary too much.
      let isScore = estimator.contains("score")
      if isScore, method == "stratified" || law.distribution.hasPrefix("Laplace") { continue }
      claims += [
        "hessian(t -> E(x ~ D(t), x^2, \(estimator)))(t) ≈ hessian(m2)(t) se 5",
        "jvp(grad(t -> E(x ~ D(t), x^2, \(estimator))), t, 1.0) ≈ hessian(m2)(t)[1, 1] se 5",
      ]
    }
    holds(claims, law)
  }

  @Test(arguments: laws.filter(\.isFinite))
  func finiteSupportsAreExact(law: Law) {
    holds(
      [
        "E(x ~ D(t), x) ≈ m1(t) tol 1e-13", "E(x ~ D(t), x^2) ≈ m2(t) tol 1e-13",
        "E(x ~ D(t), -log_density(D(t), x)) ≈ h(t) tol 1e-12",
        "Var(x ~ D(t), x) ≈ m2(t) - m1(t)^2 tol 1e-12",
        "E(x ~ D(t), x | \(law.condition)) ≈ \(law.conditional) tol 1e-12 abs 1e-15",
        "grad(t -> E(x ~ D(t), x^2))(t) ≈ grad(m2)(t) tol 1e-12",
        "hessian(t -> E(x ~ D(t), x^2))(t) ≈ hessian(m2)(t) tol 1e-11 abs 1e-12",
        "grad(t -> E(x ~ D(t), x^2, method=\"exact\"))(t) ≈ grad(m2)(t) tol 1e-12",
        "E(x ~ D(t), exp(x)) - E(x ~ D(t), exp(x), method=\"samples\") ≈ 0 se 5",
      ], law)
  }

  @Test(arguments: laws.filter { !$0.distribution.hasPrefix("Categorical") })
  func quadratureIsExactForPolynomials(law: Law) {
    holds(
      [
        "E(x ~ D(t), x, method=quad(12)) ≈ m1(t) tol 1e-11",
        "E(x ~ D(t), x^2, method=quad(12)) ≈ m2(t) tol 1e-11",
        "grad(t -> E(x ~ D(t), x^2, method=quad(12)))(t) ≈ grad(m2)(t) tol 1e-11",
        "hessian(t -> E(x ~ D(t), x^2, method=quad(12)))(t) ≈ hessian(m2)(t) tol 1e-10 abs 1e-11",
        "E(x ~ D(t), y ~ Normal(x, 1), y^2, method=quad(12)) ≈ m2(t) + 1 tol 1e-11",
      ], law)
  }

  /// A draw that does not move with its parameters has no path, at any depth.
  @Test(arguments: laws.filter { !$0.hasPath })
  func drawsWithoutAPathAreRefused(law: Law) {
    let prompt = Prompt()
    prompt(law.definitions)
    for call in [
      "grad(t -> E(x ~ D(t), x, method=\"samples\"))(t)",
      "grad(t -> { x ~ D(t); 1.0*x })(t)", "jvp(t -> { x ~ D(t); 1.0*x }, t, 1.0)",
      "hessian(t -> E(x ~ D(t), x^2, method=\"samples\"))(t)",
    ] {
      let reply = prompt(call)
      #expect(reply.outcome == .failed && reply.diagnostics.contains("score"), "\(call)")
    }
  }

  /// What would need the error of a mean has no value where the mean is only recorded.
  @Test(arguments: [
    "grad(x -> if E(z ~ Normal(x, 1), z, n=10) > 0 { x } else { 0.0 })(1.0)",
    "grad(x -> x*se(E(z ~ Normal(x, 1), z, n=10)))(1.0)",
    "vmap(x -> if E(z ~ Normal(x, 1), z, n=10) > 0 { x } else { 0.0 })([1.0, 2.0])",
  ])
  func aMeanThatIsRecordedIsNoNumber(call: String) {
    #expect(Prompt()(call).diagnostics.contains("error[estimate]"), "\(call)")
  }

  /// Compiled or not, in a batch or not, the error of a mean is the same number.
  @Test(arguments: [
    "vmap(k -> { ones(2); se(E(z ~ Normal(0, 1), z, n=20)) })([1.0])[1]",
    "grad(x -> x*se(E(z ~ Normal(0, 1), z, n=20)))(1.0)",
  ])
  func errorsAreNotForgotten(call: String) {
    #expect(Prompt().shows("0.1 < \(call) < 0.4") == "true")
  }

  /// The place of an error is that of the code in the sample that raised it.
  @Test(arguments: [
    "E(x ~ Normal(0, 1), g(x), n=10000)",
    "E(x ~ Normal(0, 1), g(x), n=10000, method=\"antithetic\")",
    "E(x ~ Normal(0, 1), g(x), method=quad(64))", "grad(t -> E(x ~ Normal(t, 1), g(x)))(0.0)",
    "vmap(t -> E(x ~ Normal(t, 1), g(x)))([0.0, 1.0])", "Var(x ~ Normal(0, 1), g(x))",
    "E(x ~ Normal(0, 1), y ~ Normal(x, 1), g(y), estimator=\"score\")", "E(x ~ [1.0, 7.0], g(x))",
  ])
  func anErrorInASampleHasItsPlace(call: String) {
    let prompt = Prompt()
    prompt("g(x) = { if x > 3 { error(\"too far\") }; x }")
    let reply = prompt(call)
    #expect(reply.outcome == .failed && reply.diagnostics.contains("error[user]: too far"))
    #expect(reply.diagnostics.contains("g(x) = { if x > 3"), "\(reply.diagnostics)")
    #expect(prompt("g(x) = { if x > 300 { error(\"too far\") }; x }\n\(call)").outcome == .ok)
  }
}
