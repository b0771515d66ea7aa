import Testing

@testable import Workbench

/// Distributions of the library: each against closed forms, numbers computed elsewhere (SciPy 1.17),
/// its own integrals and its own rules.
@Suite struct DistributionTests {
  private func holds(
    _ prompt: Prompt, _ a: String, _ b: String, _ tolerance: String = "tol 1e-10 abs 1e-12"
  ) {
    let text = prompt.shows("check \(a) ≈ \(b) \(tolerance)")
    #expect(text.hasPrefix("ok"), "\(a) ≈ \(b): \(text)")
  }

  @Test(arguments: cases) func theNumbersAreThoseKnown(_ c: Case) {
    let prompt = Prompt()
    prompt("D = \(c.source)")
    holds(prompt, "log_density(D, \(c.points))", c.logDensities, "tol 1e-11 abs 1e-22")
    holds(prompt, "density(D, \(c.points))", "exp(\(c.logDensities))", "tol 1e-9 abs 1e-22")
    holds(prompt, "mean(D)", c.mean, "tol 1e-12 abs 1e-22")
    holds(prompt, "var(D)", c.variance, "tol 1e-11 abs 1e-22")
    holds(prompt, "std(D)", "sqrt(\(c.variance))", "tol 1e-11 abs 1e-22")
    holds(prompt, "cov(D)", c.variance, "tol 1e-11 abs 1e-22")
    #expect(prompt.shows("support(D).shape") == "()")
    if let entropy = c.entropy { holds(prompt, "entropy(D)", entropy, "tol 1e-11 abs 1e-14") }
    // Each point of a batch alone.
    #expect(
      prompt.shows("log_density(D, \(c.points))")
        == prompt.shows("[log_density(D, x) for x in \(c.points)]"))
  }

  /// ∫ p = 1, and moments and entropy as integrals.
  @Test(arguments: cases) func theMassIsOne(_ c: Case) {
    let prompt = Prompt()
    prompt("D = \(c.source); p(x) = density(D, x)")
    switch c.mass {
    case .interval(let low, let middle, let high):
      prompt(
        "of(f) = quad(f, \(low), \(middle), rtol=1e-12, atol=0) + quad(f, \(middle), \(high), rtol=1e-12, atol=0)"
      )
    case .counts(let last):
      prompt("of(f) = sum(x in 0:\(last), f(x))")
    case .finite:
      prompt("(x, w) = D.support()")
      holds(prompt, "sum(w)", "1", "tol 1e-12")
      prompt(
        "of(f) = sum([if p(x[i]) > 0 { w[i]*f(x[i])/p(x[i]) } else { 0.0 } for i in 1:len(x)])")
    }
    holds(prompt, "of(p)", "1", "tol 1e-10")
    holds(prompt, "of(x -> p(x)*(x - mean(D))/(std(D) + 1e-300))", "0", "abs 1e-9")
    holds(prompt, "of(x -> p(x)*(x - mean(D))^2)", "var(D)", "tol 1e-9 abs 1e-22")
    guard let entropy = c.entropy else { return }
    holds(
      prompt, "of(x -> if p(x) > 0 { -p(x)*log_density(D, x) } else { 0.0 })", entropy,
      "tol 1e-9 abs 1e-11")
  }

  /// Tensors as events, with scipy's numbers.
  @Test(arguments: [
    ("Normal([0, 1], [1, 2])", "[0.5, 0.5]", "-2.687274246969", "3.531024246969"),
    ("Normal(zeros(2, 2), I)", "zeros(2, 2)", "-3.675754132819", "5.675754132819"),
    (
      "Normal([1, -1, 0.5], cov=[2, 0.5, -0.3; 0.5, 1, 0.2; -0.3, 0.2, 0.7])", "[30, 20, -10]",
      "-417.4666208865", "4.254309328702"
    ),
    (
      "Normal([1, -1, 0.5], chol=cholesky([2, 0.5, -0.3; 0.5, 1, 0.2; -0.3, 0.2, 0.7]))",
      "zeros(3)", "-4.853555559858", "4.254309328702"
    ),
    ("Bernoulli(logits=[-3, 0, 2])", "[1, 0, 1]", "-3.868662543177", "1.249346006754"),
    ("Categorical([0.2, 0.8; 0.5, 0.5])", "[2, 1]", "log(0.4)", "1.19354960410"),
    ("Uniform([0, 1], [2, 5])", "[1, 3]", "-log(8)", "log(8)"),
    ("Exponential([1, 2])", "[1, 1]", "log(2) - 3", "2 - log(2)"),
    ("Laplace([0, 0], [1, 2])", "[1, -2]", "-2 - log(8)", "2 + log(8)"),
    ("DiscreteUniform([0, 0], [1, 2])", "[1, 2]", "-log(6)", "log(6)"),
    ("Empirical([1, 2; 3, 4; 1, 2])", "[1, 2]", "log(2/3)", "0.636514168295"),
    ("Gamma([2, 0.5], [1, 3])", "[0.5, 2]", "-7.562779569431", "0.5692133061474"),
    ("Beta([2, 0.5], 3)", "[0.5, 0.2]", "0.6993584405592", "-1.34295685089"),
    ("Dirichlet([1.5, 2, 0.5])", "[0.2, 0.3, 0.5]", "-0.3219414063244", "-1.506843430605"),
    (
      "Dirichlet([1, 2; 3, 0.5])", "[0.2, 0.8; 0.3, 0.7]",
      "log_density(Beta(1, 2), 0.2) + log_density(Beta(3, 0.5), 0.3)",
      "entropy(Beta([1, 3], [2, 0.5]))"
    ),
    (
      "Wishart(4.5, [2, 0.5; 0.5, 1])", "[1.0, 0.2; 0.2, 0.7]", "-5.931341383714",
      "7.416686570252"
    ),
    ("StudentT(5, [0, 1], [1, 2])", "[0.5, 0.5]", "-2.814024411173", "3.948152525389"),
    (
      "StudentT(5, [1, 2], scale=[2, 0.5; 0.5, 1])", "[0.3, 1]", "-2.76911840998",
      "3.517684960377"
    ),
    (
      "Normal([1, 2, 3], [0.5, 1, 0.2], factor=[1, 0.5; 2, 0; 3, 1])", "[0.5, 1, 2]",
      "-3.600544600023", "4.936020178429"
    ),
    ("LogNormal([0.3, 0], [0.5, 1])", "[0.5, 2]", "-3.357639037317", "2.444729885849"),
    ("HalfNormal([1, 2])", "[0.5, 2]", "-1.769729885849", "2.144729885849"),
    ("Binomial([2, 3], [0.3, 0.5])", "[1, 2]", "-1.848329820716", "2.186089113453"),
  ])
  func eventsAreTensors(source: String, x: String, logDensity: String, entropy: String) {
    let prompt = Prompt()
    prompt("D = \(source); x = \(x)")
    holds(prompt, "log_density(D, x)", logDensity, "tol 1e-11")
    holds(prompt, "entropy(D)", entropy, "tol 1e-10")
    #expect(prompt.shows("shape(mean(D)) == shape(x)") == "true")
    #expect(prompt.shows("shape(var(D)) == shape(x)") == "true")
    holds(prompt, "diag(cov(D))", "flatten(var(D))")
    // Leading axes are a batch.
    prompt("X = stack((x, x + 0.25, 2*x)); l = log_density(D, X)")
    #expect(prompt.shows("shape(l)") == "(3,)")
    holds(prompt, "l[1]", "log_density(D, x)")
    holds(prompt, "l[3]", "log_density(D, 2*x)")
    #expect(prompt.shows("shape(log_density(D, stack((X, X))))") == "(2, 3)")
    #expect(prompt.shows("shape(log_density(D, stack((X, X))[1:0]))").contains("0"))
    #expect(prompt("log_density(D, 1)").diagnostics.contains("has the shape"))
    // The rule's points have the moments.
    guard prompt.shows("has(D, \"quadrature\")") == "true" else { return }
    // Powers of the logarithm are not polynomials.
    let count = source.hasPrefix("LogNormal") ? 30 : 3
    prompt("(z, w) = D.quadrature(\(count)); n = len(w); rows = reshape(1.0*z, n, size(x))")
    holds(prompt, "sum(w)", "1")
    holds(prompt, "w @ rows", "flatten(mean(D))")
    holds(
      prompt, "(rows - flatten(mean(D)))' @ (reshape(w, n, 1)*(rows - flatten(mean(D))))", "cov(D)")
  }

  /// Gauss's rules are exact to degree 2n - 1.
  @Test(arguments: 1...9) func rulesAreExact(n: Int) {
    let prompt = Prompt()
    prompt(
      "odd(k) = if k <= 1 { 1.0 } else { (k - 1)*odd(k - 2) }; fact(k) = if k <= 1 { 1.0 } else { k*fact(k - 1) }"
    )
    let families = [
      ("Normal(0, 1)", "if mod(k, 2) == 1 { 0.0 } else { odd(k) }"),
      ("Uniform(-1, 1)", "if mod(k, 2) == 1 { 0.0 } else { 1/(k + 1) }"),
      ("Exponential(1)", "fact(k)"),
      ("Laplace(0, 1)", "if mod(k, 2) == 1 { 0.0 } else { fact(k) }"),
    ]
    for (source, moment) in families {
      prompt("(x, w) = \(source).quadrature(\(n)); moment(k) = \(moment)")
      holds(prompt, "sum(w)", "1", "tol 1e-13")
      for k in 1..<(2 * n) {
        holds(prompt, "sum(w*x^\(k))", "moment(\(k))", "tol 1e-11 abs 1e-13*moment(2*\(k))^0.5")
      }
      // Not beyond.
      if !source.hasPrefix("Laplace") {
        #expect(
          prompt.shows("abs(sum(w*x^\(2 * n)) - moment(\(2 * n)))/moment(\(2 * n)) > 1e-8")
            == "true")
      }
    }
    holds(
      prompt, "sum(Normal(2, 3).quadrature(\(n))[2]*Normal(2, 3).quadrature(\(n))[1])", "2",
      "tol 1e-12")
  }

  /// Derivatives of log densities, against differences.
  @Test(arguments: [
    ("(μ, σ, x) -> log_density(Normal(μ, σ), x)", "(0.3, 1.2, -0.7)"),
    ("(μ, σ, x) -> log_density(Normal(μ, σ), x)", "([0.3, 1.0], [1.2, 0.4], [-0.7, 2.0])"),
    (
      "(μ, l, x) -> log_density(Normal(μ, chol=[exp(l[1]), 0.0; l[2], exp(l[3])]), x)",
      "([0.3, 1.0], [0.1, 0.5, -0.2], [-0.7, 2.0])"
    ),
    (
      "(μ, s, x) -> log_density(Normal(μ, cov=[s[1], s[2]; s[2], s[3]]), x)",
      "([0.3, 1.0], [2.0, 0.5, 1.0], [-0.7, 2.0])"
    ),
    ("(a, b) -> log_density(Uniform(a, b), 0.5)", "(0.2, 1.7)"),
    ("(λ, x) -> log_density(Exponential(λ), x)", "(1.5, 0.7)"),
    ("(m, b, x) -> log_density(Laplace(m, b), x)", "(0.2, 1.3, -0.7)"),
    ("p -> log_density(Bernoulli(p), [1, 0])", "[0.3, 0.6]"),
    ("l -> log_density(Bernoulli(logits=l), [1, 0])", "[0.3, -2.0]"),
    ("l -> log_density(Categorical(logits=l), 2)", "[0.3, -2.0, 1.0]"),
    ("l -> log_density(Categorical(exp(l)/sum(exp(l))), 3)", "[0.3, -2.0, 1.0]"),
    (
      "(l, x) -> log_density(Mixture(exp(l)/sum(exp(l)), (Normal(-1, 0.5), Laplace(2, 1))), x)",
      "([0.3, -0.5], 0.4)"
    ),
    ("(μ, x) -> log_density(Mixture([0.3, 0.7], Normal(μ, 0.5)), x)", "([-1.0, 2.0], 0.4)"),
    (
      "(μ, x) -> log_density(Mixture([0.3, 0.7], Normal(μ, 0.5)), x)",
      "([-1.0, 2.0; 0.5, 1.0], [0.4, 0.1])"
    ),
    ("(m, s) -> entropy(Normal(m, s)) + var(Laplace(m, s)) + mean(Exponential(s))", "(0.3, 1.2)"),
    ("s -> { (x, w) = Normal(0.3, s).quadrature(9); sum(w*x^4) }", "1.2"),
    ("(a, b, x) -> log_density(Gamma(a, b), x)", "(2.5, 1.5, 0.7)"),
    ("(a, b, x) -> log_density(Gamma(a, scale=b), x)", "([2.5, 0.5], 1.5, [0.7, 0.1])"),
    ("(a, b, x) -> log_density(InverseGamma(a, b), x)", "(2.5, 1.5, 0.7)"),
    ("(a, b, x) -> log_density(Beta(a, b), x)", "([2.5, 0.5], 1.5, [0.7, 0.1])"),
    ("(a, b) -> log_density(Beta(a, b), 0.6)", "(300.0, 201.0)"),
    ("a -> log_density(Dirichlet(a), [0.2, 0.3, 0.5])", "[2.5, 0.5, 1.0]"),
    ("(n, m, s, x) -> log_density(StudentT(n, m, s), x)", "(2.5, 0.5, 1.5, -1.0)"),
    ("n -> log_density(StudentT(n), 1.3)", "300.0"),
    (
      "(n, s, x) -> log_density(StudentT(n, [0, 1], scale=[s[1], s[2]; s[2], s[3]]), x)",
      "(4.5, [2.0, 0.5, 1.0], [-0.7, 2.0])"
    ),
    (
      "(n, s) -> log_density(Wishart(n, [s[1], s[2]; s[2], s[3]]), [1.0, 0.2; 0.2, 0.7])",
      "(4.5, [2.0, 0.5, 1.0])"
    ),
    (
      "(n, s) -> log_density(Wishart(n, [2.0, 0.5; 0.5, 1]), [s[1], s[2]; s[2], s[3]])",
      "(4.5, [2.0, 0.5, 1.0])"
    ),
    (
      "(m, s, W, x) -> log_density(Normal(m, s, factor=W), x)",
      "([0.3, 1.0], 0.7, [1.0, 0.5; -0.3, 1], [1.0, -1])"
    ),
    ("(m, s, x) -> log_density(LogNormal(m, s), x)", "(0.3, 1.2, 0.7)"),
    ("(s, x) -> log_density(HalfNormal(s), x)", "(1.2, 0.7)"),
    ("r -> log_density(Poisson(r), [3, 0])", "[0.7, 2.0]"),
    ("p -> log_density(Binomial(5, p), 2) + log_density(Geometric(p), 3)", "0.3"),
    ("(X, h, y) -> log_density(KDE(X, h), y)", "([0.0, 1.0, 3.0], 0.7, 1.3)"),
    (
      "(X, h, y) -> log_density(KDE(X, h), y)",
      "([0.0, 1.0; 3.0, 2.0], [0.7, 1.0], [1.3, 0.5])"
    ),
    ("(a, y) -> log_density(Transformed(Normal(0, 1), x -> a*x + x^3), y)", "(0.7, 1.3)"),
    (
      "(a, y) -> log_density(Transformed(Gamma(2, 1), log, inverse=exp), y) + a",
      "(0.7, 1.3)"
    ),
    (
      "y -> log_density(Transformed(Normal(zeros(2), 1), x -> sinh(x), elementwise=true), y)",
      "[0.7, 1.3]"
    ),
    (
      "(A, y) -> log_density(Transformed(Normal(zeros(2), 1), x -> A @ x, inverse=y -> solve(A, y)), y)",
      "([1.0, 2.0; 0.5, -1.0], [0.7, 1.3])"
    ),
    ("a -> { (x, w) = Gamma(a, 2).quadrature(5); sum(w*x^4) }", "1.2"),
    ("a -> { (x, w) = Beta(a, 2).quadrature(5); sum(w*x^4) }", "1.2"),
    (
      "s -> entropy(Gamma(s, 2)) + entropy(Beta(s, 2)) + var(StudentT(s)) + entropy(StudentT(s))",
      "2.2"
    ),
  ])
  func derivativesAgreeWithDifferences(f: String, at point: String) {
    let prompt = Prompt()
    prompt("f = \(f)")
    let text = prompt.shows("check grad(f)\(point.hasPrefix("(") ? point : "(\(point))")")
    #expect(text.hasPrefix("ok"), "\(text)")
  }

  /// At the edges of supports and parameters nothing is nan, and what should be 0 is.
  @Test(arguments: [
    ("(a, b, x) -> log_density(Uniform(a, b), x)", "0.0, 1.0, 0.0", "(1.0, -1.0, 0.0)"),
    ("(a, b, x) -> log_density(Uniform(a, b), x)", "0.0, 1.0, 2.0", "(0.0, 0.0, 0.0)"),
    ("(λ, x) -> log_density(Exponential(λ), x)", "2.0, 0.0", "(0.5, -2.0)"),
    ("(λ, x) -> log_density(Exponential(λ), x)", "2.0, -1.0", "(0.0, 0.0)"),
    ("p -> log_density(Bernoulli(p), 0)", "0.0", "-1.0"),
    ("p -> log_density(Bernoulli(p), 1)", "1.0", "1.0"),
    ("p -> log_density(Bernoulli(p), 2)", "0.0", "0.0"),
    ("p -> log_density(Bernoulli(p), 1)", "0.0", "inf"),
    ("l -> log_density(Bernoulli(logits=l), 1)", "-800.0", "1.0"),
    ("l -> log_density(Bernoulli(logits=l), 0)", "-800.0", "0.0"),
    ("l -> log_density(Bernoulli(logits=l), 3)", "0.0", "0.0"),
    ("(a, b) -> log_density(Gamma(a, b), -1)", "2.0, 3.0", "(0.0, 0.0)"),
    ("(a, b, x) -> log_density(Beta(a, b), x)", "2.0, 3.0, 2.0", "(0.0, 0.0, 0.0)"),
    ("(a, x) -> log_density(InverseGamma(a, 1), x)", "2.0, 0.0", "(0.0, 0.0)"),
    ("(m, x) -> log_density(LogNormal(m, 1), x)", "2.0, 0.0", "(0.0, 0.0)"),
    ("p -> log_density(Binomial(3, p), 0)", "0.0", "-3.0"),
    ("p -> log_density(Binomial(3, p), 3)", "1.0", "3.0"),
    ("p -> log_density(Geometric(p), 0)", "1.0", "1.0"),
    ("y -> log_density(Transformed(Normal(0, 1), exp), y)", "-1.0", "0.0"),
    ("(μ, σ) -> log_density(Normal(μ, σ), 1e200)", "0.0, 1e100", "(1.0, 1e+100)"),
    ("(m, b, x) -> log_density(Laplace(m, b), x)", "1.0, 2.0, 1.0", "(0.0, -0.5, 0.0)"),
    ("w -> log_density(Mixture([w, 1 - w], (Normal(0, 1), Normal(0, 1))), 0.5)", "0.0", "0.0"),
    ("w -> log_density(Mixture([w, 1 - w], (Uniform(0, 1), Uniform(0, 2))), 0.5)", "0.0", "1.0"),
    ("x -> log_density(Mixture([0.5, 0.5], (Uniform(0, 1), Uniform(0, 2))), x)", "3.0", "0.0"),
    (
      "x -> log_density(Mixture([0.5, 0.5], (Normal(0, 1), Normal(1e3, 1))), x)", "-1e5", "100000.0"
    ),
  ])
  func edgesAreNotNan(f: String, at point: String, gradient: String) {
    #expect(Prompt().shows("grad(\(f))(\(point))") == gradient)
  }

  @Test func mixturesOfRowsAreMixturesOfTuples() {
    let prompt = Prompt()
    prompt("M = Mixture([0.2, 0.3, 0.5], Normal([-1, 0, 2], [0.5, 1, 0.1]))")
    prompt("N = Mixture([0.2, 0.3, 0.5], (Normal(-1, 0.5), Normal(0, 1), Normal(2, 0.1)))")
    for quantity in [
      "log_density(M, [-1e5, 0, 2.1, 50])", "mean(M)", "var(M)", "cov(M)", "M.quadrature(4)[1]",
      "M.quadrature(4)[2]",
    ] {
      holds(prompt, quantity, quantity.replacing("M", with: "N"), "tol 1e-13")
    }
    prompt("x = [0.3, -1]; A = [1.0, 0; 0.5, 2]")
    holds(
      prompt, "cov(Mixture([0.4, 0.6], (Normal([0, 1], cov=A @ A'), Normal([1, 0], 2))))",
      "0.4*(A @ A' + outer([-0.6, 0.6], [-0.6, 0.6])) + 0.6*(4*I + outer([0.4, -0.4], [0.4, -0.4]))"
    )
    // Components of one kind inside components of another.
    holds(
      prompt, "log_density(Mixture([0.5, 0.5], (M, Uniform(0, 1))), 0.5)",
      "log(0.5*density(N, 0.5) + 0.5)")
    holds(
      prompt, "Mixture([0.5, 0.5], (Bernoulli(0.5), DiscreteUniform(0, 3))).support()[2]",
      "[0.25, 0.25, 0.125, 0.125, 0.125, 0.125]")
    holds(
      prompt,
      "log_density(Mixture([0.3, 0.7], (Normal(-1, 0.5), Laplace(2, 1))), [-1, 0.5, 60, -200])",
      "[-1.359493369135, -2.516339546423, -59.0498221245, -203.0498221245]", "tol 1e-11")
  }

  @Test(arguments: [
    ("Normal(0, 1)", "Normal(μ = 0, σ = 1)"),
    ("Normal(zeros(2), I)", "Normal(μ = [0.0, 0.0], σ = 1)"),
    ("Normal(zeros(20), 1)", "Normal(μ = f64[20], σ = 1)"),
    ("Bernoulli(logits=0.5)", "Bernoulli(logits = 0.5)"),
    (
      "Mixture([0.5, 0.5], (Normal(0, 1), Laplace(0, 2)))",
      "Mixture(weights = [0.5, 0.5], components = (Normal(μ = 0, σ = 1), Laplace(μ = 0, b = 2)))"
    ),
    ("(1, Exponential(2))", "(1, Exponential(rate = 2))"),
    ("text(Uniform(0, 1))", "\"Uniform(a = 0, b = 1)\""),
    ("type(Normal(0, 1))", "\"a distribution\""), ("kind(Normal(0, 1))", "\"distribution\""),
    ("kind((draw = () -> 1, log_density = x -> 0.0))", "\"distribution\""),
    ("kind((draw = 1, log_density = x -> 0.0))", "\"record\""),
    ("Normal(0, I).like(zeros(2))", "Normal(μ = [0.0, 0.0], σ = [1.0, 1.0])"),
    ("kind(log_density(Normal(f32(0), f32(1)), f32([1, 2])))", "\"f32\""),
    ("kind(log_density(Gamma(f32([2, 3]), 1), f32([1, 2])))", "\"f32\""),
    ("kind(log_density(Beta(f32([2, 3]), 1), f32([0.1, 0.2])))", "\"f32\""),
    ("kind(log_density(Dirichlet(f32([2, 1])), f32([0.1, 0.9])))", "\"f32\""),
    ("kind(log_density(Wishart(f32(4), f32(eye(2))), f32(eye(2))))", "\"f32\""),
    ("kind(log_density(StudentT(f32([4, 5])), f32([1, 2])))", "\"f32\""),
    ("kind(log_density(LogNormal(f32([4, 1]), 1), f32([1, 2])))", "\"f32\""),
    ("kind(log_density(KDE(f32([4, 1]), 1), f32(1)))", "\"f32\""),
    ("kind(log_density(Transformed(Normal(f32(0), f32(1)), exp), f32(1)))", "\"f32\""),
    ("kind(log_density(Normal(f32([0, 1]), 1, factor=f32([1, 1])), f32([0, 1])))", "\"f32\""),
    ("kind(fisher(Normal(f32(0), f32(1))))", "\"f32\""),
    ("kind(KL(Normal(f32(0), f32(1)), Normal(f32(1), f32(1))))", "\"f32\""),
    ("Gamma(2, rate=3)", "Gamma(shape = 2, rate = 3)"),
    ("Gamma(2, scale=3)", "Gamma(shape = 2, scale = 3)"),
    ("StudentT(3)", "StudentT(ν = 3, μ = 0, σ = 1)"),
    ("Normal([0, 1], 1, factor=[1, 2])", "Normal(μ = [0, 1], σ = 1, factor = [1.0; 2.0])"),
    ("Gamma(2, 3).like(zeros(2))", "Gamma(shape = [2.0, 2.0], rate = [3.0, 3.0])"),
    ("support(Beta(1, 2))", "(set = \"interval\", low = 0.0, high = 1.0, shape = ())"),
    ("support(Dirichlet([1, 2]))", "(set = \"simplex\", shape = (2,))"),
    ("kind(mean(Normal(f32([0]), 1)))", "\"f32\""),
  ])
  func distributionsPrint(entry: String, text: String) {
    #expect(Prompt().shows(entry) == text)
  }

  /// A record of the user's with two functions is a distribution.
  @Test func recordsAreDistributions() {
    let prompt = Prompt()
    prompt("D = (draw = () -> 0.5, log_density = x -> -abs(x) - log(2), mean = () -> 0.0)")
    #expect(prompt.shows("log_density(D, 0)") == "-0.693147")
    #expect(prompt.shows("mean(D)") == "0.0")
    #expect(prompt.shows("sample(D, 2)") == "f64[2]\n   0.5  0.5")
    #expect(prompt("entropy(D)").diagnostics.contains("no entropy in closed form"))
    #expect(prompt("var(D)").diagnostics.contains("no variance in closed form"))
    holds(prompt, "log_density(Mixture([0.5, 0.5], (D, Laplace(0, 1))), 3)", "-3 - log(2)")
  }
}
