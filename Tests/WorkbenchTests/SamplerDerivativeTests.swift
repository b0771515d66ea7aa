import Testing

@testable import Workbench

/// Derivatives of expectations over gamma draws against their closed forms.
struct SamplerDerivativeTests {
  /// Statements that must hold within 4.5 standard errors.
  private static let claims = [
    // E z = a, E z² = a(a + 1), E log z = ψ(a), E e^(−z) = 2^(−a).
    "check grad(a -> E(e ~ Normal(0, 1), gamma_noise(a), n=40000))(2.3) ≈ 1 se 4.5",
    "check grad(a -> E(e ~ Normal(0, 1), gamma_noise(a)^2, n=40000))(0.6) ≈ 2.2 se 4.5",
    "check grad(grad(a -> E(e ~ Normal(0, 1), gamma_noise(a)^2, n=40000)))(0.6) ≈ 2 se 4.5",
    "check grad(a -> E(e ~ Normal(0, 1), exp(-gamma_noise(a)), n=40000))(3.1) ≈ -2^-3.1*log(2) se 4.5",
    "check grad(grad(a -> E(e ~ Normal(0, 1), exp(-gamma_noise(a)), n=40000)))(3.1) ≈ 2^-3.1*log(2)^2 se 4.5",
    "check grad(a -> E(e ~ Normal(0, 1), log_gamma_noise(a), n=40000))(1e-3) ≈ trigamma(1e-3) se 4.5",
    "check grad(grad(a -> E(e ~ Normal(0, 1), log_gamma_noise(a), n=40000)))(1.7) ≈ polygamma(2, 1.7) se 4.5",
    "check grad(grad(grad(a -> E(e ~ Normal(0, 1), log_gamma_noise(a), n=40000))))(1.7) ≈ polygamma(3, 1.7) se 4.5",
    "check grad(a -> E(e ~ Normal(0, 1), gamma_noise(a)/a, n=40000))(5e5) ≈ 0 abs 1e-9 se 4.5",
    "check grad(a -> E(e ~ Normal(0, 1), sum(gamma_noise([a, 2*a])), n=40000))(0.4) ≈ 3 se 4.5",
    "check E(e ~ Normal(0, 1), 1.0*poisson_noise(3.2), n=40000) ≈ 3.2 se 4.5",
    "check E(e ~ Normal(0, 1), gamma_noise(3.2), n=40000, method=\"stratified\") ≈ 3.2 se 4.5",
    "check E(e ~ Normal(0, 1), gamma_noise(3.2)*e^2, n=40000, method=\"antithetic\") ≈ 3.2 se 4.5",
  ]

  @Test(arguments: claims) func closedForms(claim: String) {
    let prompt = Prompt()
    let reply = prompt("seed(12); \(claim)")
    #expect(reply.outcome == .ok, "\(reply.diagnostics)")
  }

  /// Special functions against differences, twice.
  @Test(arguments: [
    "a -> gammainc(a, 1.3)", "a -> gammaincc(a, 2*a)", "a -> gammainc(a, 1e-3)",
    "x -> gammainc(0.4, x)", "a -> betainc(a, 2.3, 0.4)", "a -> betainc(0.4, a, 0.4)",
    "a -> betainc(a, 2*a, 0.3*a)", "x -> log_erfc(3*x)", "x -> besselie(0, x)",
    "x -> besselie(3, -x)",
  ])
  func specialFunctions(f: String) {
    let prompt = Prompt()
    for x in ["0.7", "1.9"] {
      for g in ["grad(\(f))", "grad(grad(\(f)))"] {
        let reply = prompt("check \(g)(\(x))")
        #expect(reply.outcome == .ok, "\(g)(\(x)): \(reply.diagnostics)")
      }
    }
  }

  @Test func countsNameTheScoreEstimator() {
    let prompt = Prompt()
    let reply = prompt("grad(t -> E(e ~ Normal(0, 1), t*poisson_noise(t), n=100))(2.0)")
    #expect(reply.outcome != .ok)
    #expect("\(reply.diagnostics)".contains("Poisson"))
    #expect("\(reply.diagnostics)".contains("score"))
  }

  @Test(arguments: ["gamma_noise(complex(1, 2))", "poisson_noise(-1)", "gammainc(1)"])
  func mistakes(text: String) {
    let prompt = Prompt()
    #expect(prompt(text).outcome != .ok)
  }
}
