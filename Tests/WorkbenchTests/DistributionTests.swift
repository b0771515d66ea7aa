import Testing

@testable import Workbench

/// Distributions of the library: each against closed forms, numbers computed elsewhere (SciPy 1.17),
/// its own integrals and its own rules.
@Suite struct DistributionTests {
  /// A distribution of numbers: points with their log densities, moments, and where its mass is.
  struct Case: Sendable, CustomTestStringConvertible {
    let source: String
    let points: String
    let logDensities: String
    let mean: String
    let variance: String
    let entropy: String
    /// Limits of integration with a point between them where the density may have a kink; nil for
    /// finite supports.
    let limits: (low: String, middle: String, high: String)?

    init(
      _ source: String, _ points: String, _ logDensities: String, _ mean: String,
      _ variance: String, _ entropy: String,
      _ limits: (low: String, middle: String, high: String)? = nil
    ) {
      (self.source, self.points, self.logDensities) = (source, points, logDensities)
      (self.mean, self.variance, self.entropy, self.limits) = (mean, variance, entropy, limits)
    }

    var testDescription: String { source }
  }

  static let cases: [Case] = [
    Case(
      "Normal(0, 1)", "[-3, 0, 0.5, 40]",
      "[-5.418938533205, -0.9189385332047, -1.043938533205, -800.9189385332]", "0.0", "1.0",
      "1.418938533205", ("-40", "0", "40")),
    Case(
      "Normal(-1.5, 0.3)", "[-3, 0, 0.5, 40]",
      "[-12.21496572888, -12.21496572888, -21.9371879511, -9567.770521284]", "-1.5", "0.09",
      "0.2149657288787", ("-13", "-1.5", "10")),
    Case(
      "Normal(100, 0.01)", "[100, 100.02]", "[3.686231652783, 1.686231652783]", "100", "1e-4",
      "-3.186231652783", ("99.6", "100", "100.4")),
    Case(
      "Normal(0, 1e10)", "[0, 1e12]", "[-23.94478946315, -5023.944789463]", "0.0", "1e20",
      "24.44478946315", ("-4e11", "0", "4e11")),
    Case(
      "Uniform(-2, 5)", "[-2.1, -2, 0, 5, 5.1]",
      "[-inf, -1.945910149055, -1.945910149055, -1.945910149055, -inf]", "1.5", "4.083333333333",
      "1.945910149055", ("-2", "0", "5")),
    Case(
      "Uniform(0, 1e-8)", "[5e-9, 1]", "[18.42068074395, -inf]", "5e-9", "8.333333333333e-18",
      "-18.42068074395", ("0", "5e-9", "1e-8")),
    Case(
      "Exponential(2.5)", "[-1, 0, 0.7, 300]",
      "[-inf, 0.9162907318742, -0.8337092681258, -749.0837092681]", "0.4", "0.16",
      "0.08370926812585", ("0", "1", "200")),
    Case(
      "Exponential(1e-6)", "[1, 1e7]", "[-13.81551155796, -23.81551055796]", "1e6", "1e12",
      "14.81551055796", ("0", "1e6", "5e8")),
    Case(
      "Laplace(0.5, 2)", "[-100, 0.5, 3]", "[-51.63629436112, -1.38629436112, -2.63629436112]",
      "0.5", "8.0", "2.38629436112", ("-1000", "0.5", "1000")),
    Case(
      "Laplace(0, 1e-4)", "[0, 1]", "[8.517193191416, -9991.482806808584]", "0.0", "2e-8",
      "-7.517193191416", ("-0.1", "0", "0.1")),
    Case(
      "Bernoulli(0.3)", "[-1, 0, 1, 2, 0.5]",
      "[-inf, -0.3566749439387, -1.203972804326, -inf, -inf]", "0.3", "0.21", "0.6108643020549"),
    Case(
      "Bernoulli(1e-12)", "[0, 1]", "[-1.000000000001e-12, -27.63102111593]", "1e-12",
      "9.99999999999e-13", "2.863102111593e-11"),
    Case("Bernoulli(0)", "[0, 1]", "[0, -inf]", "0.0", "0.0", "0.0"),
    Case("Bernoulli(1)", "[0, 1]", "[-inf, 0]", "1.0", "0.0", "0.0"),
    Case(
      "Bernoulli(logits=2)", "[0, 1, 2]", "[-2.126928011043, -0.126928011043, -inf]",
      "0.8807970779779", "0.1049935854035", "0.365333855087"),
    Case("Bernoulli(logits=1000)", "[0, 1]", "[-1000, 0]", "1.0", "0.0", "0.0"),
    Case("Bernoulli(logits=-inf)", "[0, 1]", "[0, -inf]", "0.0", "0.0", "0.0"),
    Case(
      "DiscreteUniform(-2, 3)", "[-3, -2, 0, 3, 4, 0.5]",
      "[-inf, -1.791759469228, -1.791759469228, -1.791759469228, -inf, -inf]", "0.5",
      "2.916666666667", "1.791759469228"),
    Case("DiscreteUniform(4, 4)", "[3, 4]", "[-inf, 0]", "4.0", "0.0", "0.0"),
    Case(
      "Categorical([0.2, 0.3, 0.5])", "[0, 1, 2, 3, 4, 1.5]",
      "[-inf, -1.609437912434, -1.203972804326, -0.6931471805599, -inf, -inf]", "2.3", "0.61",
      "1.029653014065"),
    Case("Categorical([0, 1, 0])", "[1, 2, 3]", "[-inf, 0, -inf]", "2.0", "0.0", "0.0"),
    Case(
      "Categorical(logits=[1000, 1000, -inf])", "[1, 2, 3]",
      "[-0.6931471805599, -0.6931471805599, -inf]", "1.5", "0.25", "0.6931471805599"),
    Case(
      "Empirical([1.0, 2.0, 2.0, 5.0])", "[1, 2, 5, 3]",
      "[-1.38629436112, -0.6931471805599, -1.38629436112, -inf]", "2.5", "2.25", "1.03972077084"),
    Case(
      "Mixture([1.0], (Normal(-1.5, 0.3),))", "[-3, 40]", "[-12.21496572888, -9567.770521284]",
      "-1.5", "0.09", "0.2149657288787", ("-13", "-1.5", "10")),
  ]

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
    holds(prompt, "entropy(D)", c.entropy, "tol 1e-11 abs 1e-22")
    // Each point of a batch alone.
    #expect(
      prompt.shows("log_density(D, \(c.points))")
        == prompt.shows("[log_density(D, x) for x in \(c.points)]"))
  }

  /// ∫ p = 1, and moments and entropy as integrals.
  @Test(arguments: cases) func theMassIsOne(_ c: Case) {
    let prompt = Prompt()
    prompt("D = \(c.source); p(x) = density(D, x)")
    if let (low, middle, high) = c.limits {
      prompt(
        "of(f) = quad(f, \(low), \(middle), rtol=1e-12, atol=0) + quad(f, \(middle), \(high), rtol=1e-12, atol=0)"
      )
    } else {
      prompt("(x, w) = D.support(); of(f) = sum(w*[f(t)/p(t) for t in x])")
      holds(prompt, "sum(w)", "1", "tol 1e-12")
      prompt(
        "of(f) = sum([if p(x[i]) > 0 { w[i]*f(x[i])/p(x[i]) } else { 0.0 } for i in 1:len(x)])")
    }
    holds(prompt, "of(p)", "1", "tol 1e-10")
    holds(prompt, "of(x -> p(x)*(x - mean(D))/(std(D) + 1e-300))", "0", "abs 1e-9")
    holds(prompt, "of(x -> p(x)*(x - mean(D))^2)", "var(D)", "tol 1e-9 abs 1e-22")
    holds(
      prompt, "of(x -> if p(x) > 0 { -p(x)*log_density(D, x) } else { 0.0 })", "entropy(D)",
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
    // The rule's points have the moments.
    prompt("(z, w) = D.quadrature(3); n = len(w); rows = reshape(1.0*z, n, size(x))")
    holds(prompt, "sum(w)", "1")
    holds(prompt, "w @ rows", "flatten(mean(D))")
    holds(
      prompt, "(rows - flatten(mean(D)))' @ (reshape(w, n, 1)*(rows - flatten(mean(D))))", "cov(D)")
    #expect(prompt("log_density(D, 1)").diagnostics.contains("has the shape"))
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
