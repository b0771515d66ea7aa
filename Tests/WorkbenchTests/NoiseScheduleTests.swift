import Testing

@testable import Workbench

/// Every schedule of the library and some of one's own: what holds for all of them.
@Suite struct NoiseScheduleTests {
  /// A schedule that can be made, its source.
  struct Made: Sendable, CustomTestStringConvertible {
    let code: String
    var testDescription: String { code }
  }

  /// The makers that the library lists, each with its defaults, and others with parameters.
  static let schedules: [Made] =
    LibraryHelp.publicDefinitions(of: "noise_schedules")
    .filter { ($0.parameters ?? []).allSatisfy { $0.initial != nil } }
    .map { Made(code: "\($0.name)()") }
    + [
      "vp_linear(β0=0.5, β1=7)", "sub_vp(β0=1, β1=1)", "cosine_noise(s=0.1)",
      "linear_snr(γ0=-3, γ1=8)", "clipped_cosine(γ0=-2, γ1=1)", "edm(σ_min=0.1, σ_max=3, ρ=2)",
      "ve_geometric(σ_min=0.5, σ_max=2)", "polynomial_noise(p=3, precision=0.01)",
      "best_noise(2.0)", "between(rectified(), -9, 5)", "shifted(cosine_noise(), 1.5)",
      "schedule(γ = t -> 10*t^2 - 5)", "schedule(α = t -> 1 - t^2, σ = t -> t)",
      "schedule(α = t -> 1 - t)", "schedule(β = t -> 1 + 10*t^2)",
      "schedule(snr = t -> exp(4 - 9*t))", "discrete_noise(noise_betas(\"linear\", 50))",
      "schedule_of(learned_noise(units=4))",
    ].map(Made.init)

  @Test func theTableIsThere() {
    #expect(NoiseScheduleTests.schedules.count >= 28)
  }

  /// What holds of every schedule inside (0, 1) and at both ends.
  ///
  /// f = α'/α, g² = σ² γ', γ' = 2(σ'/σ - α'/α), γ = -log SNR and the inverse; the rates are the derivatives of what they are the
  /// rates of; a tensor of times gives what its numbers give; at the ends every level says what it is, infinite ones too.
  @Test(arguments: NoiseScheduleTests.schedules)
  func identities(made: Made) {
    let prompt = Prompt { $0.seed = 3 }
    let reply = prompt(
      """
      use vdm
      S = \(made.code); t = [0.07, 0.31, 0.5, 0.77, 0.93];
      check S.γ(t) ≈ 2*log(S.σ(t)/S.α(t)) tol 1e-11 abs 1e-12
      check S.snr(t)*exp(S.γ(t)) ≈ ones(5) tol 1e-11
      check S.f(t)*S.α(t) ≈ S.dα(t) tol 1e-11 abs 1e-13
      check S.g2(t) ≈ S.σ(t)^2*S.dγ(t) tol 1e-10
      check S.dγ(t) ≈ 2*(S.dσ(t)/S.σ(t) - S.dα(t)/S.α(t)) tol 1e-9
      check S.inverse(S.γ(t)) ≈ t tol 1e-9
      if S.vp { check S.α(t)^2 + S.σ(t)^2 ≈ ones(5) tol 1e-13; check S.β(t) ≈ S.g2(t) tol 1e-12 }
      check all(S.dγ(t) > 0) == true
      t = [0.071, 0.313, 0.502, 0.777, 0.934];
      d(f) = vmap(t -> grad(f)(t))(t)
      check S.dα(t) ≈ d(S.α) tol 1e-9 abs 1e-12
      check S.dσ(t) ≈ d(S.σ) tol 1e-9
      check S.dγ(t) ≈ d(S.γ) tol 1e-9
      check vmap(S.γ)(t) ≈ S.γ(t) tol 1e-14
      check d(g -> S.inverse(S.γ(g))) ≈ ones(5) tol 1e-6
      for t in (0.0, 1.0) {
        l = level(S, t)
        check any(isnan([l.α, l.σ, l.γ, S.snr(t)])) == false
        check (l.σ == 0) == (l.γ == -inf)
        check (l.α == 0) == (l.γ == inf)
        check S.inverse(l.γ) ≈ t tol 1e-9 abs 1e-9
        if abs(l.γ) < inf { check S.snr(t) ≈ exp(-l.γ) tol 1e-9 }
      }
      # Between the ends γ never falls.
      t = (0:4000)/4000;
      check min(S.γ(t)[2:end] - S.γ(t)[1:end-1]) >= 0
      """)
    #expect(reply.outcome == .ok, "\(reply.diagnostics)")
  }

  /// The steps between two times, and the limit of many.
  ///
  /// Two steps are one, Bayes' rule, short ones to all digits; L_∞ is the same for all schedules between the same levels.
  @Test(arguments: NoiseScheduleTests.schedules)
  func steps(made: Made) {
    let prompt = Prompt { $0.seed = 3 }
    let reply = prompt(
      """
      use vdm
      S = \(made.code); (s, t) = (0.4, 0.55);
      n = step_numbers(S, s, t);
      (a, b) = (level(S, s), level(S, t));
      check n.σ_ts^2 ≈ b.σ^2 - (b.α/a.α)^2*a.σ^2 tol 1e-9
      check 2*n.x_kl ≈ S.snr(s) - S.snr(t) tol 1e-9
      check 2*n.noise_kl ≈ S.snr(s)/S.snr(t) - 1 tol 1e-9
      first = transition(S, 0.7, s, t);
      back = log_density(first, 0.2) + log_density(marginal(S, -1.1, s), 0.7) - log_density(marginal(S, -1.1, t), 0.2);
      check back ≈ log_density(step_posterior(S, 0.2, -1.1, s, t), 0.7) tol 1e-8
      p(z, t) = 0.3*z + 0.1
      check step_kl(S, p, 0.3, -0.8, s, t) ≈ KL(step_posterior(S, b.α*0.3 - b.σ*0.8, 0.3, s, t), model_step(S, p, b.α*0.3 - b.σ*0.8, s, t)) tol 1e-8
      u = s + 1e-10;
      check gamma_rise(S, s, u) ≈ S.dγ((s + u)/2)*(u - s) tol 1e-9
      check step_kl(S, p, 0.3, -0.8, s, u) ≈ loss_weight(S, s)*squared_error(p, 0.3, -0.8, level(S, s))*(u - s) tol 1e-6
      D = Normal([0.3, -1], [0.5, 2]);
      (a, b) = (max(S.γ(0.05), -8), min(S.γ(0.95), 6));
      T = between(S, a, b);
      exact = (log1p(0.25*exp(-a)) + log1p(4*exp(-a)) - log1p(0.25*exp(-b)) - log1p(4*exp(-b)))/2;
      check diffusion_loss(T, oracle(D), D, nodes=4) ≈ exact tol 1e-8
      check diffusion_loss(T, oracle(D), D, n=2000) ≈ exact se 5
      check step_floor(D, T, 7) ≈ diffusion_loss(T, oracle(D), D, T=7, nodes=4) tol 1e-8
      """)
    #expect(reply.outcome == .ok, "\(reply.diagnostics)")
  }

  /// What a schedule is made of can be differentiated by, as a learned end or a β would be.
  @Test(arguments: [
    "b -> vp_linear(β0=0.2, β1=b)", "b -> sub_vp(β0=0.2, β1=b)", "b -> linear_snr(γ0=-b, γ1=5)",
    "b -> cosine_noise(s=b/100)", "b -> edm(σ_min=0.1, σ_max=b)",
    "b -> ve_geometric(σ_min=0.1, σ_max=b)",
    "b -> polynomial_noise(p=b)", "b -> best_noise(b)", "b -> shifted(rectified(), b)",
    "b -> discrete_noise(noise_betas(\"linear\", 10, β1=b/10))",
    "b -> discrete_noise(noise_betas(\"scaled linear\", 10, β1=b/10))",
    "b -> discrete_noise(noise_betas(\"sigmoid\", 10, β1=b/10))",
  ])
  func derivativesOfMakers(maker: String) {
    let prompt = Prompt { $0.seed = 3 }
    let reply = prompt(
      """
      use vdm
      m = \(maker); t = 0.37; h = 1e-5;
      f = b -> { S = m(b); [S.γ(t), S.α(t), S.σ(t), S.dγ(t)] }
      check jvp(f, 2.3, 1.0) ≈ (f(2.3 + h) - f(2.3 - h))/(2*h) tol 1e-6
      """)
    #expect(reply.outcome == .ok, "\(reply.diagnostics)")
  }
}
