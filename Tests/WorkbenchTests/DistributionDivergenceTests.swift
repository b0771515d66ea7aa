import Testing

@testable import Workbench

/// KL and cross-entropy: closed forms against known numbers, against integrals and against themselves.
@Suite struct DistributionDivergenceTests {
  private func holds(
    _ prompt: Prompt, _ a: String, _ b: String, _ tolerance: String = "tol 1e-10 abs 1e-12",
    _ place: SourceLocation = #_sourceLocation
  ) {
    let text = prompt.shows("check \(a) ≈ \(b) \(tolerance)")
    #expect(text.hasPrefix("ok"), "\(a) ≈ \(b): \(text)", sourceLocation: place)
  }

  /// Numbers computed elsewhere.
  @Test(arguments: [
    ("Normal([0.5, -1, 0.25], 0.7)", "Normal(zeros(3), I)", "0.961274831816"),
    ("Normal([0.5, -1, 0.25], [0.5, 1, 2])", "Normal(zeros(3), 1)", "1.78125"),
    (
      "Normal([0.3, -0.2], cov=[1.2, 0.5; 0.5, 0.8])", "Normal([-1, 0.4], cov=[2, -0.3; -0.3, 1])",
      "0.814692063461"
    ),
    (
      "Normal([-1, 0.4], cov=[2, -0.3; -0.3, 1])", "Normal([0.3, -0.2], cov=[1.2, 0.5; 0.5, 0.8])",
      "2.493935618864"
    ),
    (
      "Normal([0.3, -0.2], sqrt([0.8875, 0.591666666666667]))",
      "Normal([0.3, -0.2], cov=[1.2, 0.5; 0.5, 0.8])", "0.150834157213"
    ),
    (
      "Normal([0.3, -0.2], sqrt(0.71))", "Normal([0.3, -0.2], cov=[1.2, 0.5; 0.5, 0.8])",
      "0.171245154473"
    ),
    ("Categorical([0.6, 0.3, 0.1])", "Categorical([0.5, 0.3, 0.2])", "0.040078216020"),
    (
      "Categorical([0.6, 0.3, 0.1])", "Categorical(logits=log([0.45, 0.06, 0.01]))",
      "0.231772659094"
    ),
    ("Categorical([0.5, 0.5])", "Categorical([0.2, 0.3, 0.5])", "log(0.25/0.06)/2"),
    ("Categorical([0.5, 0, 0.5])", "Categorical([0.5, 0.5, 0])", "inf"),
    ("Categorical([0.5, 0.5, 0])", "Categorical([0.25, 0.75, 0])", "log(4/3)/2"),
    ("Bernoulli(0)", "Bernoulli(0.25)", "-log(0.75)"), ("Bernoulli(1)", "Bernoulli(0)", "inf"),
    ("Bernoulli(1e-300)", "Bernoulli(logits=0)", "log(2)"),
    ("Uniform(0, 1)", "Uniform(-1, 3)", "log(4)"), ("Uniform(-1, 3)", "Uniform(0, 1)", "inf"),
    ("Uniform([0, 1], [1, 2])", "Uniform([0, 1], [2, 4])", "log(6)"),
    ("DiscreteUniform(2, 3)", "DiscreteUniform(1, 6)", "log(3)"),
    ("DiscreteUniform(2, 7)", "DiscreteUniform(1, 6)", "inf"),
    ("DiscreteUniform(1, 6)", "Categorical(full(1/6, 6))", "0"),
    ("Empirical([1, 2, 2])", "Categorical([0.5, 0.5])", "log(2/3)/3 + 2*log(4/3)/3"),
    ("Poisson(0)", "Poisson(2)", "2"), ("Poisson(2)", "Poisson(0)", "inf"),
    ("Binomial(2, 0.5)", "Poisson(1)", "-1.5*log(2) + 1 + 0.25*log(2)"),
    ("Poisson(2)", "Binomial(3, 0.5)", "inf"), ("Bernoulli(0.5)", "Normal(0, 1)", "inf"),
    ("Normal(0, 1)", "Exponential(1)", "inf"), ("Normal(0, 1)", "Bernoulli(0.5)", "inf"),
    ("Normal(zeros(2), 1)", "Dirichlet([1, 1])", "inf"),
  ])
  func theNumbersAreThoseKnown(q: String, p: String, value: String) {
    holds(Prompt(), "KL(\(q), \(p))", value, "tol 1e-11 abs 1e-14")
  }

  /// Pairs of numbers with a closed form, each with limits of integration.
  static let pairs: [(q: String, p: String, low: String, high: String)] = [
    ("Normal(0.5, 0.8)", "Normal(-1, 2)", "-inf", "inf"),
    ("Gamma(2.5, 1.5)", "Gamma(0.7, 2)", "0", "inf"),
    ("Gamma(2.5, scale=1.5)", "Gamma(3, rate=2)", "0", "inf"),
    ("Gamma(2.5, 1.5)", "Exponential(2)", "0", "inf"),
    ("Exponential(2)", "Gamma(2.5, 1.5)", "0", "inf"),
    ("Exponential(2)", "Exponential(0.5)", "0", "inf"),
    ("InverseGamma(2.5, 1.5)", "InverseGamma(3, rate=2)", "0", "inf"),
    ("Beta(2.5, 1.5)", "Beta(1.2, 3)", "0", "1"), ("Beta(2.5, 3)", "Uniform(0, 1)", "0", "1"),
    ("LogNormal(0.5, 0.8)", "LogNormal(-1, 2)", "0", "inf"),
    ("HalfNormal(0.8)", "HalfNormal(2)", "0", "inf"),
    ("Gamma(2.5, 1.5)", "HalfNormal(2)", "0", "inf"),
    ("Gamma(2.5, 1.5)", "Normal(1, 2)", "0", "inf"),
    ("LogNormal(0.5, 0.8)", "Exponential(2)", "0", "inf"),
    ("Uniform(0.2, 0.7)", "Normal(1, 2)", "0.2", "0.7"),
    ("Beta(2, 3)", "Exponential(2)", "0", "1"), ("StudentT(5)", "Normal(0.5, 2)", "-inf", "inf"),
    ("Laplace(0.5, 1.5)", "Normal(0.5, 2)", "-inf", "inf"),
  ]

  @Test(arguments: pairs)
  func closedFormsAreIntegrals(pair: (q: String, p: String, low: String, high: String)) {
    let prompt = Prompt()
    prompt("q = \(pair.q); p = \(pair.p); k = KL(q, p)")
    #expect(prompt.shows("kind(k) == \"f64\" and k == value(k) and k > 0") == "true")
    prompt(
      "g(x) = { l = log_density(q, x); if l > -300 { exp(l)*(l - log_density(p, x)) } else { 0.0 } }"
    )
    holds(prompt, "k", "quad(g, \(pair.low), \(pair.high), rtol=1e-11)", "tol 1e-9")
    holds(prompt, "cross_entropy(q, p)", "k + entropy(q)", "tol 1e-11")
    if prompt.shows("has(q, \"kl\")") == "true" { holds(prompt, "KL(q, q)", "0", "abs 1e-13") }
  }

  @Test func laplaceAgainstAShiftedOne() {
    let prompt = Prompt()
    prompt(
      "q = Laplace(0.5, 1.5); p = Laplace(-1, 0.7); g(x) = density(q, x)*(log_density(q, x) - log_density(p, x))"
    )
    holds(prompt, "KL(q, p)", "quad(g, -80, -1) + quad(g, -1, 0.5) + quad(g, 0.5, 80)", "tol 1e-9")
    holds(prompt, "KL(p, Laplace(-1, 0.7))", "0", "abs 1e-15")
  }

  /// Every kind of normal distribution against every other: as if by full covariance matrices.
  @Test func allNormalsAreOneFamily() {
    let prompt = Prompt()
    prompt("m = [0.3, -0.2, 1]; A = [1.5, 0.5, 0; 0.5, 0.8, -0.1; 0, -0.1, 1]; W = [1; 0.5; -2]")
    let kinds = [
      "Normal(m, 0.7)", "Normal(-m, [0.7, 1, 2])", "Normal(m, cov=A)", "Normal(2*m, cov=0.3*I)",
      "Normal(-m, chol=cholesky(A))", "Normal(m, 0.5, factor=W)",
      "Normal(0*m, [0.5, 1, 2], factor=[W'; W'^2]')",
    ]
    for q in kinds {
      for p in kinds {
        prompt("q = \(q); p = \(p); C = cov(q); D = cov(p); d = mean(q) - mean(p)")
        let full = "(sum(diag(solve(D, C))) + d @ solve(D, d) - 3 + logdet(D) - logdet(C))/2"
        holds(prompt, "KL(q, p)", full, "tol 1e-11 abs 1e-13")
        holds(prompt, "cross_entropy(q, p)", "\(full) + entropy(q)", "tol 1e-11")
      }
    }
  }

  /// Vectors and matrices, against samples.
  @Test(arguments: [
    ("Normal([1, 2], 0.7)", "Normal([0, 1], cov=[2, 0.5; 0.5, 1])"),
    ("Gamma([2, 3], [1, 2])", "Gamma([1, 1], 1)"), ("Beta([2, 3], [1, 2])", "Beta([1, 1], 1)"),
    ("Dirichlet([1.5, 2, 3])", "Dirichlet([1, 1, 2])"),
    ("Dirichlet([1.5, 2; 3, 1])", "Dirichlet([1, 1; 2, 2])"),
    ("Wishart(5, [2, 0.5; 0.5, 1])", "Wishart(4, [1, 0.2; 0.2, 1])"),
    ("Poisson([2, 3])", "Poisson([1, 4])"), ("Geometric([0.2, 0.3])", "Geometric([0.5, 0.2])"),
    ("InverseGamma(5, 2)", "InverseGamma(4, 1)"), ("Laplace([0, 1], 1)", "Laplace([1, 1], 2)"),
    ("Normal([1, 2, 0], 0.7, factor=[1, 2, 3])", "Normal([0, 1, 1], cov=9*I)"),
    ("Categorical([0.2, 0.8; 0.5, 0.5])", "Categorical(logits=[0.0, 1; 1, 0])"),
  ])
  func closedFormsAreMeansOfSamples(q: String, p: String) {
    let prompt = Prompt()
    prompt("q = \(q); p = \(p); seed(3)")
    #expect(prompt.shows("k = KL(q, p); kind(k) == \"f64\" and ndims(k) == 0 and k > 0") == "true")
    holds(prompt, "KL(q, p, n=20000)", "KL(q, p)", "se 4")
    if prompt.shows("has(q, \"entropy\")") == "true" {
      holds(prompt, "cross_entropy(q, p)", "KL(q, p) + entropy(q)", "tol 1e-10")
      holds(prompt, "cross_entropy(q, p, n=20000)", "cross_entropy(q, p)", "se 4")
    }
    holds(prompt, "KL(q, q)", "0", "abs 1e-12")
  }

  /// Without a closed form it is an estimate with its error, or a sum.
  @Test func estimatesHaveErrors() {
    let prompt = Prompt()
    prompt("M = Mixture([0.5, 0.5], Normal([-1, 1], 0.5)); N = Normal(0, 1.2)")
    prompt("g(x) = density(M, x)*(log_density(M, x) - log_density(N, x))")
    holds(prompt, "KL(M, N)", "quad(g, -8, 8)", "se 4")
    #expect(prompt.shows("0 < se(KL(M, N)) < 0.02") == "true")
    holds(prompt, "KL(M, N, method=\"stratified\", n=2000)", "quad(g, -8, 8)", "se 4")
    holds(prompt, "KL(M, N, nodes=100)", "quad(g, -8, 8)", "tol 1e-3")
    holds(prompt, "cross_entropy(M, N)", "log(1.2*sqrt(2*π)) + 1.25/1.44/2")
    holds(
      prompt, "KL(Mixture([0.5, 0.5], (Bernoulli(0.5), DiscreteUniform(0, 3))), Geometric(0.5))",
      "sum([0.375, 0.375, 0.125, 0.125]*(log([0.375, 0.375, 0.125, 0.125]) + (1:4)*log(2)))")
    // A record of the user's.
    prompt("D = (draw = () -> normal_noise(), log_density = x -> -x^2/2 - log(2*π)/2)")
    holds(prompt, "KL(D, Normal(1, 1))", "0.5", "se 4")
  }

  /// Derivatives in the parameters of both.
  @Test(arguments: [
    ("(a, b, c, d) -> KL(Normal(a, b), Normal(c, d))", "(0.3, 1.2, -0.5, 0.7)"),
    ("(a, b, c, d) -> KL(Gamma(a, b), Gamma(c, d))", "(2.3, 1.2, 0.5, 0.7)"),
    ("(a, b, c, d) -> KL(Beta(a, b), Beta(c, d))", "(2.3, 1.2, 0.5, 0.7)"),
    ("(a, b) -> KL(Dirichlet(a), Dirichlet(b))", "([2.3, 1.2, 0.5], [0.7, 1.0, 3.0])"),
    ("(a, b) -> KL(Bernoulli(a), Bernoulli(logits=b))", "([0.3, 0.5], [0.1, -1.0])"),
    ("(a, b) -> KL(Categorical(logits=a), Categorical(logits=b))", "([0.3, 0.5], [0.1, -1.0])"),
    ("(a, b) -> KL(Uniform(0, a), Uniform(0, b))", "(1.0, 2.0)"),
    ("(n, v) -> KL(Wishart(n, [v, 0.5; 0.5, 1]), Wishart(4, eye(2)))", "(5.0, 2.0)"),
    (
      "(W, s) -> KL(Normal([1, 2], s, factor=W), Normal([0, 1], cov=[2, 0.5; 0.5, 1]))",
      "([1.0, 2.0], 0.7)"
    ),
    (
      "(W, s) -> KL(Normal([0, 1], cov=[2, 0.5; 0.5, 1]), Normal([1, 2], s, factor=W))",
      "([1.0, 2.0], 0.7)"
    ),
    ("(a, b) -> KL(Binomial(4, a), Poisson(b))", "(0.3, 2.0)"),
  ])
  func derivativesAgreeWithDifferences(f: String, at point: String) {
    let prompt = Prompt()
    prompt("f = \(f)")
    let text = prompt.shows("check grad(f)\(point)")
    #expect(text.hasPrefix("ok"), "\(text)")
  }
}
