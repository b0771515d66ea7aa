import Testing

@testable import Workbench

/// Whatever takes a network takes an oracle, and the reverse.
@Suite struct PredictorTests {
  /// Predictors of one number and of two.
  static let predictors = [
    "oracle(Normal(0.2, 0.7))", "oracle(Mixture([0.3, 0.7], Normal([-1, 2], [0.5, 0.8])))",
    "oracle(Empirical([-1.0, 0.5, 0.5, 2.0]))", "oracle(KDE([-1.0, 0.5, 2.0], 0.3))",
    "oracle(Normal([0.2, -1], cov=[1, 0.4; 0.4, 0.6]))",
    "oracle(Mixture([0.5, 0.5], (Normal([0.2, -1], [0.5, 2]), Normal([1, 1], cov=[1, 0.4; 0.4, 0.6]))))",
    "oracle(Empirical([-1.0, 0; 2, 1; 0.3, 0.3]))",
    "oracle(KDE([-1.0, 0; 2, 1; 0.3, 0.3], [0.2, 0.5]))",
    "noise_net(1, hidden=8)", "noise_net(2, hidden=(8, 4), of=\"v\", type=\"f64\")",
    "noise_net(2, hidden=8, of=\"x\")", "noise_net(2, hidden=8, of=\"score\")",
    "noise_net(2, hidden=8, of=\"velocity\")", "(z, t) -> 0.3*z*t",
    "predicts(\"x\", (z, γ) -> z*sigmoid(-γ), sees=\"γ\")",
    "predicts(\"v\", (z, t) -> z*t)", "predicts(\"score\", (z, l) -> -z, sees=\"level\")",
    "predicts(\"velocity\", (z, t) -> t*z)",
  ]

  /// The size of the events, 1 for numbers.
  static func isPlane(_ code: String) -> Bool {
    code.contains("[0.2, -1]") || code.contains("[-1.0, 0;") || code.contains("net(2")
  }

  /// Two rows of what a predictor is of.
  private static func data(for code: String) -> String {
    isPlane(code)
      ? "[0.3, -0.7; 1, 0.2]" : code.contains("net(1") ? "[0.3; 1]" : "[0.3, 1.0]"
  }

  /// What one form says converts into what the others say, one by one and by rows.
  @Test(arguments: PredictorTests.predictors)
  func formsAgree(code: String) {
    let prompt = Prompt { $0.seed = 3 }
    let z = PredictorTests.isPlane(code) ? "[0.3, -0.7]" : code.contains("net(1") ? "[0.3]" : "0.3"
    let reply = prompt(
      """
      use vdm
      p = \(code); z = \(z); l = level(cosine_noise(), 0.4);
      for from in ("x", "ε", "v", "score", "velocity") {
        for to in ("x", "ε", "v", "score", "velocity") {
          check convert(predict(p, z, l, from), z, l, from, to) ≈ predict(p, z, l, to) tol 1e-6 abs 1e-12
        }
      }
      check z ≈ l.α*predict(p, z, l, "x") + l.σ*predict(p, z, l, "ε") tol 1e-6
      check vmap(k -> predict(p, k*z, l, "x"))([1.0, 2, -1])[2] ≈ predict(p, 2*z, l, "x") tol 1e-6
      """)
    #expect(reply.outcome == .ok, "\(code): \(reply.diagnostics)")
  }

  /// Steps, losses and bounds take each of them.
  @Test(arguments: PredictorTests.predictors)
  func everyLossTakesIt(code: String) {
    let prompt = Prompt { $0.seed = 3 }
    let data = PredictorTests.data(for: code)
    let reply = prompt(
      """
      use vdm
      p = \(code); data = 1.0*\(data); S = linear_snr(γ0=-3, γ1=3);
      x = data[1]; ε = 0*x + 0.5;
      kl = step_kl(S, p, x, ε, 0.2, 0.6);
      check kl ≈ KL(step_posterior(S, level(S, 0.6).α*x + level(S, 0.6).σ*ε, x, 0.2, 0.6), model_step(S, p, level(S, 0.6).α*x + level(S, 0.6).σ*ε, 0.2, 0.6)) tol 1e-5
      b = bound(S, p, data, n=256);
      c = bound(S, p, data, T=3, n=256);
      e = diffusion_loss(S, p, data, nodes=3);
      check b.total ≈ b.prior + b.reconstruction + b.diffusion se 1
      check c.diffusion ≈ diffusion_loss(S, p, Empirical(data), T=3, nodes=64) se 5
      check e > 0
      check bound(S, p, Empirical(data), nodes=3).diffusion ≈ e tol 1e-12
      """)
    #expect(reply.outcome == .ok, "\(code): \(reply.diagnostics)")
  }

  /// Where a schedule ends with noise alone, what knows x or v goes on, and a prediction of ε or a score, which says nothing of
  /// x there, is named.
  @Test(arguments: PredictorTests.predictors)
  func theEndWithoutSignal(code: String) {
    let prompt = Prompt { $0.seed = 3 }
    let data = PredictorTests.data(for: code)
    let isBlind =
      code.contains("score") || code.hasPrefix("(z, t)") || code.hasPrefix("noise_net(1")
    let reply = prompt(
      """
      use vdm
      p = \(code); data = 1.0*\(data); S = schedule(α = t -> 1 - t, σ = t -> 0.2 + 0.8*t);
      check diffusion_loss(S, p, data, T=3, nodes=3) < 1e6
      check step_kl(S, p, data[1], 0*data[1] + 0.5, 0.5, 1.0) < 1e6
      check diffusion_loss(S, p, data, T=3, n=64) < 1e6 se 4
      """)
    #expect((reply.outcome == .ok) != isBlind, "\(code): \(reply.diagnostics)")
    if isBlind { #expect(reply.diagnostics.contains("says nothing of x")) }
  }
}
