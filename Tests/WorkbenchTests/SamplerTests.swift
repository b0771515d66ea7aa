import Testing

@testable import Workbench

/// Every row of the table of samplers: over every schedule, with every predictor, against exact maps.
@Suite struct SamplerTests {
  /// The rows of `samplers`, as calls.
  static let samplers: [String] = {
    let reply = Prompt()("use vdm; text(fields(samplers))")
    let names = reply.output.split { !$0.isLetter && $0 != "_" && !$0.isNumber }
    return names.map { "\($0)()" } + [
      "ddim(η=0.4)", "karras_heun(churn=5)", "reverse_sde(noise=0)", "reverse_sde(noise=0.5)",
      "predictor_corrector(predictor=ancestral(), corrections=2)", "annealed_langevin(per_level=3)",
    ]
  }()

  /// Schedules with finite ends and without.
  private static let schedules = [
    "linear_snr()", "vp_linear()", "sub_vp()", "cosine_noise()", "plain_cosine()",
    "clipped_cosine()",
    "sigmoid_noise()", "polynomial_noise()", "edm()", "ve_geometric()", "rectified()",
    "inverse_cosine()", "between(cosine_noise(), -10, 5)", "shifted(linear_snr(), 1)",
    "schedule(γ = t -> 18*t^2 - 12)", "learned_noise(units=4)",
    "discrete_noise(noise_betas(\"linear\", T=100))",
  ]

  @Test func theTableIsWhole() {
    #expect(SamplerTests.samplers.count >= 16)
  }

  /// One step and more lead to finite points, the same by rows and alone, over every schedule.
  @Test(arguments: SamplerTests.samplers)
  func everySchedule(sampler: String) {
    let prompt = Prompt { $0.seed = 5 }
    for schedule in SamplerTests.schedules {
      let reply = prompt(
        """
        use vdm
        S = \(schedule); by = \(sampler); D = Normal([0.3, -1], [0.5, 0.8]);
        z = generate(S, oracle(D), 3, by=by, steps=1)
        check all(isfinite(z))
        w = generate(S, oracle(D), 3, by=by, steps=4)
        check all(isfinite(w))
        check shape(w)[2] == 2
        if not by.noise {
          a = [1.5, -0.5]
          # What chooses its steps chooses them for all rows together.
          ε = if kind(by.evaluations) == "text" { 3e-4 } else { 1e-12 }
          alone = carry(S, oracle(D), a, by=by, steps=3)
          check vmap(z -> carry(S, oracle(D), z, by=by, steps=3))([a; 2*a])[1] ≈ alone tol ε
          check path(S, oracle(D), a, by=by, steps=3).z[end] ≈ alone tol ε
        }
        """)
      #expect(reply.outcome == .ok, "\(sampler), \(schedule): \(reply.diagnostics)")
    }
  }

  /// Every predictor serves, with f32 where its network is f32.
  @Test(arguments: SamplerTests.samplers)
  func everyPredictor(sampler: String) {
    let prompt = Prompt { $0.seed = 5 }
    for predictor in PredictorTests.predictors {
      let size =
        PredictorTests.isPlane(predictor)
        ? "d=2" : predictor.contains("net(1") ? "d=1" : "start=Normal(0, 1)"
      let reply = prompt(
        """
        use vdm
        p = \(predictor);
        x = generate(linear_snr(γ0=-3, γ1=5), p, 4, by=\(sampler), steps=3, \(size))
        check all(isfinite(x))
        check len(x) == 4
        """)
      #expect(reply.outcome == .ok, "\(sampler), \(predictor): \(reply.diagnostics)")
      let single = predictor.hasPrefix("noise_net") && !predictor.contains("f64")
      let type = prompt("kind(x)").text
      #expect(type == (single ? "\"f32\"" : "\"f64\""), "\(sampler), \(predictor)")
    }
  }

  /// The error of a sampler that draws nothing falls by its order, against z_s = α_s m + √(v_s/v_t) (z_t - α_t m).
  @Test(
    arguments: SamplerTests.samplers,
    [
      "linear_snr(γ0=-4, γ1=4)", "between(cosine_noise(), -5, 4)", "edm(σ_min=0.05, σ_max=20)",
    ])
  func order(sampler: String, schedule: String) {
    let prompt = Prompt { $0.seed = 5 }
    let reply = prompt(
      """
      use vdm
      S = \(schedule); by = \(sampler);
      (m, τ) = (0.4, 0.7)
      v(t) = (S.α(t)*τ)^2 + S.σ(t)^2
      z = S.α(1.0)*m + 1.3*sqrt(v(1.0))
      exact = S.α(0.0)*m + sqrt(v(0.0)/v(1.0))*(z - S.α(1.0)*m)
      miss(n) = abs(carry(S, oracle(Normal(m, τ)), z, by=by, steps=n) - exact)
      if not by.noise {
        if kind(by.evaluations) == "text" { check miss(1) < 1e-4 } else {
          (a, b) = (miss(256), miss(512))
          check b < 0.02
          check abs(log(a/b)/log(2) - by.order) < 0.25
        }
      }
      """)
    #expect(reply.outcome == .ok, "\(sampler), \(schedule): \(reply.output) \(reply.diagnostics)")
  }

  /// With many steps every sampler gives the law of the data, those that draw too.
  @Test(arguments: SamplerTests.samplers)
  func law(sampler: String) {
    let prompt = Prompt { $0.seed = 11 }
    let levels =
      sampler.contains("annealed")
      ? "ve_geometric(σ_min=0.02, σ_max=10)" : "linear_snr(γ0=-6, γ1=5)"
    let reply = prompt(
      """
      use vdm
      S = \(levels); D = Normal(0.5, 0.6);
      n = 4000
      x = generate(S, oracle(D), n, by=\(sampler), steps=200)
      check abs(mean(x) - 0.5) < 0.06
      check abs(var(x) - 0.36) < 0.06
      """)
    #expect(reply.outcome == .ok, "\(sampler): \(reply.output) \(reply.diagnostics)")
  }
}
