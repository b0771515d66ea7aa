import Testing

@testable import Workbench

/// Exponential families: their coordinates, their log partition functions and Fisher's matrices.
@Suite struct DistributionFamilyTests {
  /// A distribution as a function of the vector of its parameters, a point, another one, and an event.
  struct Family: Sendable, CustomTestStringConvertible {
    let make: String
    let at: String
    let other: String
    let x: String
    /// Whether its natural parameters are as many as its parameters.
    var isMinimal = true
    /// Whether it is an exponential family.
    var isExponential = true
    var hasKL = true
    var testDescription: String { make }
  }

  static let families: [Family] = [
    Family(make: "θ -> Normal(θ[1], θ[2])", at: "[0.5, 0.8]", other: "[-1.0, 2.0]", x: "0.3"),
    // One standard deviation for all coordinates.
    Family(
      make: "θ -> Normal(θ[1:3], θ[4])", at: "[0.5, -1.0, 2.0, 0.8]",
      other: "[0.0, 1.0, 1.0, 2.0]", x: "[0.3, 0.1, 1.0]"),
    Family(
      make: "θ -> Normal(θ[1:2], θ[3:4])", at: "[0.5, -1.0, 2.0, 0.8]",
      other: "[0.0, 1.0, 1.0, 2.0]", x: "[0.3, 0.1]"),
    // One mean for all coordinates is a curved family.
    Family(
      make: "θ -> Normal(θ[1], θ[2:3])", at: "[0.5, 2.0, 0.8]", other: "[0.0, 1.0, 2.0]",
      x: "[0.3, 0.1]", isMinimal: false),
    Family(
      make: "θ -> Normal(θ[1:2], cov=[θ[3], θ[4]; θ[4], θ[5]])", at: "[0.5, -1.0, 2.0, 0.5, 0.8]",
      other: "[0.0, 1.0, 1.0, 0.2, 2.0]", x: "[0.3, 0.1]"),
    Family(
      make: "θ -> Normal(θ[1:2], chol=[θ[3], 0.0; θ[4], θ[5]])", at: "[0.5, -1.0, 2.0, 0.5, 0.8]",
      other: "[0.0, 1.0, 1.0, 0.2, 2.0]", x: "[0.3, 0.1]"),
    Family(
      make: "θ -> Normal(θ[1:2], θ[3], factor=θ[4:5])", at: "[0.5, -1.0, 0.7, 0.5, 0.8]",
      other: "[0.0, 1.0, 1.0, 0.2, 2.0]", x: "[0.3, 0.1]"),
    Family(
      make: "θ -> Normal(θ[1:3], θ[4:6], factor=reshape(θ[7:9], 3, 1))",
      at: "[0.5, -1.0, 0.7, 0.5, 0.8, 1.0, 1.0, 2.0, -0.3]",
      other: "[0.0, 1.0, 1.0, 0.2, 2.0, 0.4, 1.0, 1.0, 0.0]", x: "[0.3, 0.1, 1.0]"),
    Family(make: "θ -> Exponential(θ)", at: "[0.5, 2.0]", other: "[1.0, 1.0]", x: "[0.3, 1.0]"),
    Family(make: "θ -> Gamma(θ[1], θ[2])", at: "[2.5, 1.5]", other: "[0.7, 2.0]", x: "0.3"),
    Family(
      make: "θ -> Gamma(θ[1:2], θ[3])", at: "[2.5, 1.5, 2.0]", other: "[0.7, 2.0, 1.0]",
      x: "[0.3, 1.0]"),
    Family(make: "θ -> Gamma(θ[1], scale=θ[2])", at: "[2.5, 1.5]", other: "[0.7, 2.0]", x: "0.3"),
    Family(make: "θ -> InverseGamma(θ[1], θ[2])", at: "[2.5, 1.5]", other: "[0.7, 2.0]", x: "0.3"),
    Family(
      make: "θ -> InverseGamma(θ[1], rate=θ[2])", at: "[2.5, 1.5]", other: "[0.7, 2.0]", x: "0.3"),
    Family(make: "θ -> Beta(θ[1], θ[2])", at: "[2.5, 1.5]", other: "[0.7, 2.0]", x: "0.3"),
    Family(
      make: "θ -> Dirichlet(θ)", at: "[2.5, 1.5, 0.5]", other: "[0.7, 2.0, 1.0]",
      x: "[0.2, 0.3, 0.5]"),
    Family(
      make: "θ -> Dirichlet(reshape(θ, 2, 2))", at: "[2.5, 1.5, 0.5, 1.0]",
      other: "[0.7, 2.0, 1.0, 1.0]", x: "[0.2, 0.8; 0.5, 0.5]"),
    Family(
      make: "θ -> Wishart(θ[1], [θ[2], θ[3]; θ[3], θ[4]])", at: "[4.5, 2.0, 0.5, 1.0]",
      other: "[3.0, 1.0, 0.2, 2.0]", x: "[1.0, 0.2; 0.2, 0.7]"),
    Family(make: "θ -> LogNormal(θ[1], θ[2])", at: "[0.5, 0.8]", other: "[-1.0, 2.0]", x: "0.3"),
    Family(make: "θ -> HalfNormal(θ[1])", at: "[0.8]", other: "[2.0]", x: "0.3"),
    Family(make: "θ -> Bernoulli(θ)", at: "[0.3, 0.6]", other: "[0.5, 0.1]", x: "[0, 1]"),
    Family(make: "θ -> Bernoulli(logits=θ)", at: "[0.3, -2]", other: "[0.5, 0.1]", x: "[0, 1]"),
    Family(make: "θ -> Poisson(θ)", at: "[0.3, 2.0]", other: "[0.5, 1.0]", x: "[0, 3]"),
    Family(make: "θ -> Geometric(θ[1])", at: "[0.3]", other: "[0.5]", x: "2"),
    Family(make: "θ -> Binomial(5, θ[1])", at: "[0.3]", other: "[0.5]", x: "2"),
    Family(
      make: "θ -> Categorical(logits=θ)", at: "[0.3, -2, 1.0]", other: "[0.5, 0.1, 0.0]", x: "2"),
    Family(
      make: "θ -> Categorical(logits=reshape(θ, 2, 2))", at: "[0.3, -2, 1.0, 0.0]",
      other: "[0.5, 0.1, 0.0, 1.0]", x: "[2, 1]"),
    Family(
      make: "θ -> Laplace(θ[1], θ[2])", at: "[0.5, 0.8]", other: "[-1.0, 2.0]", x: "0.3",
      isExponential: false),
    Family(
      make: "θ -> StudentT(θ[1], θ[2], θ[3])", at: "[5.0, 0.8, 1.5]", other: "[3.0, 0.0, 2.0]",
      x: "0.3", isExponential: false, hasKL: false),
  ]

  private func prompt(_ f: Family) -> Prompt {
    let prompt = Prompt()
    prompt("make = \(f.make); θ = \(f.at); D = make(θ); P = make(\(f.other)); x = \(f.x)")
    prompt(
      "dot(a, b) = if kind(a) == \"tuple\" { sum(a[1]*b[1]) + sum(a[2]*b[2]) } else { sum(a*b) }")
    return prompt
  }

  private func holds(
    _ prompt: Prompt, _ a: String, _ b: String, _ tolerance: String = "tol 1e-10 abs 1e-12",
    _ place: SourceLocation = #_sourceLocation
  ) {
    let text = prompt.shows("check \(a) ≈ \(b) \(tolerance)")
    #expect(text.hasPrefix("ok"), "\(a) ≈ \(b): \(text)", sourceLocation: place)
  }

  /// log p = log h + η·T - A, ∇A = E T, and the ways back from both coordinates.
  @Test(arguments: families.filter(\.isExponential)) func theDensityIsExponential(_ f: Family) {
    let prompt = prompt(f)
    prompt("η = natural(D); m = expectation_parameters(D)")
    holds(
      prompt, "log_density(D, x)",
      "D.exponential().log_base(x) + dot(η, sufficient_statistics(D, x)) - log_partition(D)")
    holds(
      prompt, "log_density(P, x)",
      "P.exponential().log_base(x) + dot(natural(P), sufficient_statistics(D, x)) - log_partition(D, natural(P))"
    )
    prompt("g = grad(η -> log_partition(D, η))(η)")
    holds(prompt, "flatten(g)", "flatten(m)", "tol 1e-9 abs 1e-10")
    holds(prompt, "log_density(from_natural(P, η), x)", "log_density(D, x)")
    if prompt.shows("has(D.exponential(), \"at_expectation\")") == "true" {
      holds(prompt, "log_density(from_expectation(P, m), x)", "log_density(D, x)")
    }
    // KL is the gap between A and its tangent at η.
    holds(
      prompt, "KL(D, P)", "log_partition(P) - log_partition(D) - dot(natural(P) - η, m)", "tol 1e-9"
    )
  }

  /// Fisher's matrix is the Hessian of the divergence at equality, and the square of the scores.
  @Test(arguments: families) func fisherIsTheHessianOfTheDivergence(_ f: Family) {
    let prompt = prompt(f)
    guard f.hasKL else { return }
    // That of Laplace's distribution has a kink in μ.
    if f.make.contains("Laplace") { return }
    holds(prompt, "fisher(D)", "hessian(t -> KL(D, make(t)))(θ)", "tol 1e-9 abs 1e-10")
    holds(prompt, "grad(t -> KL(D, make(t)))(θ)", "zeros(size(θ))", "abs 1e-11")
  }

  @Test(arguments: families) func fisherIsTheSquareOfTheScores(_ f: Family) {
    let prompt = prompt(f)
    prompt("seed(5); s(x) = grad(t -> log_density(make(t), x))(θ)")
    holds(prompt, "E(x ~ D, outer(s(x), s(x)), n=4000, method=\"samples\")", "fisher(D)", "se 4.5")
  }

  /// In other coordinates Fisher's matrix is that in the natural ones between the derivatives of η.
  @Test(arguments: families.filter(\.isExponential)) func fisherChangesItsCoordinates(_ f: Family) {
    let prompt = prompt(f)
    prompt("use families; F = D.exponential(); H = fisher(D, \"natural\")")
    prompt("J = jacobian(t -> coordinates_of(natural(make(t)), F))(θ)")
    holds(prompt, "fisher(D)", "J' @ H @ J", "tol 1e-8 abs 1e-10")
    guard f.isMinimal, !f.make.contains("Categorical") else { return }
    prompt("M = jacobian(t -> coordinates_of(expectation_parameters(make(t)), F))(θ)")
    holds(prompt, "fisher(D)", "M' @ fisher(D, \"expectation\") @ M", "tol 1e-8 abs 1e-8")
  }

  /// Numbers known in closed form.
  @Test(arguments: [
    ("fisher(Normal(0, 1))", "[1, 0; 0, 2]"),
    ("fisher(Normal([0.5, 1, 2], 0.7))[4, 4]", "6/0.49"),
    ("fisher(Normal(0.5, 0.8), \"natural\")", "[0.64, 0.64; 0.64, 1.4592]"),
    (
      "fisher(Normal([0.3, -0.2], chol=cholesky([1.2, 0.5; 0.5, 0.8])))[3:5, 3:5]",
      "[1.960093896714, -0.704225352113, 0; -0.704225352113, 1.690140845070, 0; 0, 0, 3.380281690141]"
    ),
    (
      "fisher(Categorical(logits=log([0.6, 0.3, 0.1])))",
      "diag([0.6, 0.3, 0.1]) - outer([0.6, 0.3, 0.1], [0.6, 0.3, 0.1])"
    ),
    ("fisher(Categorical([0.2, 0.8]))", "[5, 0; 0, 1.25]"),
    ("fisher(StudentT(1, 0, 1))[2:3, 2:3]", "[0.5, 0; 0, 0.5]"),
    ("flatten(natural(Normal(1, 2)))", "[0.25, -0.125]"),
    ("flatten(expectation_parameters(Normal(1, 2)))", "[1, 5]"),
    ("flatten(natural(Normal([1, 2, 3], 2)))", "[0.25, 0.5, 0.75, -0.125]"),
    ("flatten(expectation_parameters(Normal([1, 2, 3], 2)))", "[1, 2, 3, 26]"),
    ("natural(Poisson(3))", "log(3)"), ("natural(Bernoulli(0.25))", "-log(3)"),
    // One natural step of unit length from N(0, 1) on Normal-Normal data is the posterior.
    (
      "flatten(from_natural(Normal(0, 1), (6.09375, -4.239583333333)).parameters)",
      "[0.718673218673, sqrt(0.117936117936)]"
    ),
  ])
  func theNumbersAreThoseKnown(a: String, b: String) {
    holds(Prompt(), a, b, "tol 1e-10 abs 1e-11")
  }

  @Test(arguments: [
    ("natural(Uniform(0, 1))", "Uniform is not an exponential family"),
    ("fisher(Uniform(0, 1))", "no Fisher matrix"),
    ("fisher(Normal(0, 1), \"naturall\")", "coordinates is"),
    ("from_natural(Normal(0, 1), 3)", "must be a tuple of 2"),
    ("from_natural(Poisson(1), (1, 2))", "must be a tensor"),
    ("from_expectation(Gamma(1, 1), (1.0, 2.0))", "no closed form"),
    ("from_natural(Normal(0, 1), (1.0, 2.0))", "error["),
    ("natural(3)", "no distribution"), ("support(3)", "no distribution"),
    ("sufficient_statistics(Normal(0, 1), [1, 2])", "has the shape"),
  ])
  func whatIsWrongIsSaid(entry: String, text: String) {
    let reply = Prompt()(entry)
    #expect(reply.outcome == .failed && reply.diagnostics.contains(text), "\(reply.diagnostics)")
  }
}
