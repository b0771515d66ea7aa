import Testing

@testable import Workbench

/// Draws of the distributions: against their moments, their laws and their derivatives.
@Suite struct DistributionDrawTests {
  private func holds(_ prompt: Prompt, _ claim: String) {
    let text = prompt.shows("check \(claim)")
    #expect(text.hasPrefix("ok"), "\(claim): \(text)")
  }

  /// Moments of 10⁵ draws within four standard errors of those in closed form.
  @Test(arguments: [
    "Normal(-1, 0.5)", "Normal([0, 3], [1, 0.1])", "Normal([1, -1], cov=[2, 0.5; 0.5, 1])",
    "Uniform(2, 5)", "Exponential([0.5, 4])", "Laplace(1, 2)", "Bernoulli([0.02, 0.7])",
    "Bernoulli(logits=-1)", "Categorical([0.2, 0, 0.3, 0.5])", "Categorical(logits=[0, 1, -inf])",
    "DiscreteUniform([-2, 0], [3, 1])", "Empirical([1.0, 2; 3, 4; 1, 7])",
    "Mixture([0.3, 0.7], (Normal(-1, 0.5), Laplace(2, 1)))",
    "Mixture([0.2, 0.3, 0.5], Normal([-1, 0, 2], [0.5, 1, 0.1]))",
    "Gamma([2.5, 0.3], [1.5, 2])", "Gamma(40, scale=0.1)", "InverseGamma(9, 2)",
    "Beta([2.5, 0.3], [1.5, 2])", "Dirichlet([1.5, 0.2, 3])", "Dirichlet([1.5, 2; 0.3, 1])",
    "Wishart(4.5, [2, 0.5; 0.5, 1])", "StudentT(9, [1, 2], 0.5)",
    "StudentT(9, [1, 2], scale=[2, 0.5; 0.5, 1])",
    "Normal([1, 2, 3], [0.5, 1, 0.2], factor=[1, 0.5; 2, 0; 3, 1])", "LogNormal(0.3, 0.4)",
    "HalfNormal([1, 2])", "Poisson([0.5, 40])", "Binomial([3, 10], [0.2, 0.7])",
    "Geometric([0.2, 0.7])", "KDE([0.0, 1, 4], 0.3)", "KDE([0.0, 1; 4, 2], [0.3, 1])",
  ])
  func drawsHaveTheMoments(source: String) {
    let prompt = Prompt()
    prompt("D = \(source); z = 1.0*sample(D, \(source.hasPrefix("Wishart") ? 10000 : 100000))")
    holds(prompt, "estimate(z) ≈ mean(D) se 4")
    holds(prompt, "estimate((z - mean(D))^2) ≈ var(D) se 4")
    // A fourth of the mass of finite supports where it should be, and none outside.
    #expect(prompt.shows("min(log_density(D, z)) > -inf") == "true")
  }

  /// √n sup |F_n - F| of 10⁵ draws stays below 2.0, beyond which it is with probability 7e-4.
  @Test(arguments: [
    ("Normal(-1, 0.5)", "x -> erfc(-(x + 1)/(0.5*sqrt(2)))/2"),
    ("Gamma(2.5, 1.5)", "x -> gammainc(2.5, 1.5*x)"), ("Gamma(0.1, 2)", "x -> gammainc(0.1, 2*x)"),
    ("InverseGamma(2.5, 1.5)", "x -> gammaincc(2.5, 1.5/x)"),
    ("Beta(1, 3)", "x -> 1 - (1 - x)^3"), ("Beta(0.5, 0.5)", "x -> 2/π*asin(sqrt(x))"),
    ("StudentT(2)", "x -> (1 + x/sqrt(x^2 + 2))/2"),
    ("StudentT(1, 1, 2)", "x -> 0.5 + atan((x - 1)/2)/π"),
    ("LogNormal(0.3, 0.5)", "x -> erfc(-(log(x) - 0.3)/(0.5*sqrt(2)))/2"),
    ("HalfNormal(2)", "x -> erf(x/(2*sqrt(2)))"),
    ("Transformed(Exponential(1), x -> x^2)", "x -> 1 - exp(-sqrt(x))"),
    ("Uniform(2, 5)", "x -> (x - 2)/3"), ("Exponential(0.5)", "x -> 1 - exp(-0.5*x)"),
    ("Laplace(1, 2)", "x -> where(x < 1, exp(-abs(x - 1)/2)/2, 1 - exp(-abs(x - 1)/2)/2)"),
    (
      "Mixture([0.3, 0.7], (Normal(0, 1), Uniform(0, 1)))",
      "x -> 0.3*erfc(-x/sqrt(2))/2 + 0.7*min(max(x, 0.0), 1.0)"
    ),
  ])
  func drawsHaveTheLaw(source: String, law: String) {
    let prompt = Prompt()
    prompt("n = 100000; x = sort(sample(\(source), n)); F = \(law)")
    #expect(prompt.shows("sqrt(n)*max(abs(F(x) - ((1:n) - 0.5)/n)) < 2.0") == "true")
  }

  /// The derivative of a draw z(θ) = T(ε, θ), where T is known.
  @Test(arguments: [
    ("(m, s) -> { z ~ Normal(m, s); z }", "0.3, 2.0", "(1.0, (z - 0.3)/2)"),
    ("(a, b) -> { z ~ Uniform(a, b); z }", "1.0, 3.0", "(1 - (z - 1)/2, (z - 1)/2)"),
    ("r -> { z ~ Exponential(r); z }", "2.0", "-z/2"),
    ("(m, b) -> { z ~ Laplace(m, b); z }", "0.3, 2.0", "(1.0, (z - 0.3)/2)"),
    ("m -> { z ~ Mixture([0.5, 0.5], Normal([m, m + 5], 1)); z }", "0.3", "1.0"),
    ("(m, s) -> { z ~ LogNormal(m, s); z }", "0.3, 2.0", "(z, z*(log(z) - 0.3)/2)"),
    ("s -> { z ~ HalfNormal(s); z }", "2.0", "z/2"),
    ("b -> { z ~ Gamma(2.5, b); z }", "2.0", "-z/2"),
    ("s -> { z ~ Gamma(2.5, scale=s); z }", "2.0", "z/2"),
    // At shape 1 the quantile is that of the exponential; in general -(∂F/∂α)/p.
    (
      "a -> { z ~ Gamma(a, 1); z }", "2.5",
      "-grad(a -> gammainc(a, z))(2.5)/density(Gamma(2.5, 1), z)"
    ),
    ("b -> { z ~ InverseGamma(2.5, b); z }", "2.0", "z/2"),
    ("(m, s) -> { z ~ StudentT(5, m, s); z }", "0.3, 2.0", "(1.0, (z - 0.3)/2)"),
    ("a -> { z ~ Transformed(Normal(0, 1), x -> a*x); z }", "2.0", "z/2"),
    ("h -> { z ~ KDE([0.7, 0.7], h); z }", "2.0", "(z - 0.7)/2"),
  ])
  func drawsMoveWithTheirParameters(f: String, at point: String, gradient: String) {
    let prompt = Prompt()
    prompt("f = \(f)")
    prompt("seed(5); z = f(\(point))")
    prompt("seed(5); d = grad(f)(\(point))")
    prompt(
      "e = \(gradient); error_of(d, e) = if kind(d) == \"tuple\" { max(abs(d[1] - e[1]), abs(d[2] - e[2])) } else { abs(d - e) }"
    )
    #expect(prompt.shows("error_of(d, e) < 1e-12") == "true")
  }

  @Test(arguments: [
    "p -> { z ~ Bernoulli(p); 1.0*z }", "p -> { z ~ Bernoulli(logits=p); 1.0*z }",
    "p -> { z ~ Categorical([p, 1 - p]); 1.0*z }", "p -> { z ~ Categorical(logits=[p, 1]); 1.0*z }",
    "p -> { z ~ Mixture([p, 1 - p], (Normal(0, 1), Normal(1, 1))); z }",
    "p -> { z ~ Poisson(p); 1.0*z }", "p -> { z ~ Binomial(3, p); 1.0*z }",
    "p -> { z ~ Geometric(p); 1.0*z }",
  ])
  func discreteDrawsHaveNoDerivative(f: String) {
    #expect(Prompt()("grad(\(f))(0.5)").diagnostics.contains("error[derivative]"))
  }

  @Test func drawsOfIntegersAreIntegers() {
    let prompt = Prompt()
    for source in [
      "Bernoulli(0.5)", "Categorical([0.5, 0.5])", "DiscreteUniform(1, 6)", "Empirical([1, 2])",
      "Poisson(2)", "Binomial(3, 0.5)", "Geometric(0.5)",
    ] {
      prompt("z ~ \(source)")
      #expect(prompt.shows("kind(z)") == "\"i64\"")
    }
    prompt("z ~ Normal(f32([0, 0]), 1)")
    #expect(prompt.shows("kind(z)") == "\"f32\"")
    for source in [
      "Gamma(f32([2, 3]), 1)", "Beta(f32([2, 3]), 1)", "Dirichlet(f32([2, 1]))",
      "StudentT(f32([3, 4]))",
      "Wishart(f32(3), f32(eye(2)))", "LogNormal(f32([0, 1]), 1)", "InverseGamma(f32([2, 3]), 1)",
      "Normal(f32([0, 0]), 1, factor=f32([1, 2]))", "KDE(f32([0, 1]), 1)",
    ] {
      prompt("z ~ \(source)")
      #expect(prompt.shows("kind(z)") == "\"f32\"", "\(source)")
    }
    prompt("z ~ Normal(0, I) like zeros(2, 3)")
    #expect(prompt.shows("shape(z)") == "(2, 3)")
    prompt("r ~ (a = [1.0, 2.0], b = [3.0, 5.0])")
    #expect(prompt.shows("r.b == 2*r.a + 1") == "true")
  }
}
