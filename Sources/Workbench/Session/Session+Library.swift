import Language

extension LibraryText {
  /// The functions that need no `use`, with the modules that hold them: the module is read where
  /// such a name is first mentioned, and no variable and no builtin has it.
  static let autoload: [String: String] = [
    "ode": "ode", "quad": "quadrature", "minimizer": "extrema", "maximizer": "extrema",
    "train": "train", "resume": "train", "step": "train",
    "root": "solve", "newton": "solve", "fixed_point": "solve", "equilibria": "solve",
  ].merging(distributions) { solver, _ in solver }.merging(domains) { first, _ in first }
    .merging(activations) { first, _ in first }.merging(optimisers) { first, _ in first }

  /// Modules whose functions stop at a tolerance.
  static let approximating: Set = ["ode", "quadrature", "extrema", "solve", "evidence"]

  /// Activations of networks.
  static let activations: [String: String] = Dictionary(
    uniqueKeysWithValues: [
      "identity", "relu", "leaky_relu", "hard_tanh", "hard_sigmoid", "elu", "selu", "silu", "gelu",
      "mish", "soft_sign", "softmax", "log_softmax", "log_sigmoid", "logit",
    ].map { ($0, "activations") })

  /// Optimisers, what is put around them, and schedules of learning rates.
  static let optimisers: [String: String] = Dictionary(
    uniqueKeysWithValues: [
      "sgd", "momentum", "nesterov", "rmsprop", "adam", "adamw", "natural_gradient", "clip_norm",
      "clip_value", "ema", "averaged", "debiased",
    ].map { ($0, "optim") }
      + [
        "constant", "linear", "cosine", "warmup_cosine", "exponential_decay", "step_decay",
      ].map { ($0, "schedules") })

  /// Domains of the variables of derivations.
  static let domains: [String: String] = [
    "reals": "domains", "positives": "domains", "unit": "domains", "integers": "domains",
    "simplex": "domains", "spd": "domains", "functions": "domains", "increasing": "domains",
  ]

  /// Modules so terse that whatever fails in them is shown at the call of theirs: a layer that is
  /// given a vector of the wrong size; and `train`, for which what is the user's own stands in her text.
  static let terse: Set = Set(
    """
    activations initialisers nn optim schedules train
    bounds ascent latent conjugate bayes_mixture clusters mixture_em coordinates charts information
    svi mixture_svi estimators vae reports
    noise_levels noise_schedules own_schedules discrete_noise learned_noise noise_plots predictions
    diffusion_steps noise_times noise_training vdm_bounds oracles noise_floors noise_weights
    class_net preconditioning samplers generation noise_start sampler_laws flow_likelihood
    guidance inverse replacement couplings velocities vdm_report
    spectra krylov krylov_input stable_sets flows modified growth verdicts game_steps
    field_steps memory_steps competitive step_makers operators gan_losses f_gans penalties field_changes
    input_noise comparisons portraits bifurcations network_games game_training symmetries
    path_angles game_reports mode_counts duality
    score_matching score_losses score_laws score_slices score_scales score_training parzen
    langevin langevin_laws chains chain_targets chain_checks autocorrelation
    sample_rows discrepancies transport two_sample likelihoods neighbours
    """.split(whereSeparator: \.isWhitespace).map(String.init))

  /// Distributions, and what is asked of them.
  static let distributions: [String: String] = [
    "Normal": "normal", "Uniform": "continuous", "Exponential": "continuous",
    "Laplace": "continuous", "Gamma": "gammas", "InverseGamma": "gammas", "Beta": "simplex",
    "Dirichlet": "simplex", "Wishart": "wishart", "StudentT": "student", "LogNormal": "transformed",
    "HalfNormal": "transformed", "Transformed": "transformed", "KDE": "kde",
    "Bernoulli": "discrete", "Categorical": "discrete", "DiscreteUniform": "discrete",
    "Empirical": "discrete", "Poisson": "counts", "Binomial": "counts", "Geometric": "counts",
    "Mixture": "mixtures", "log_density": "distributions", "density": "distributions",
    "entropy": "distributions", "sample": "distributions", "cov": "distributions",
    "KL": "divergence", "cross_entropy": "divergence", "natural": "families",
    "expectation_parameters": "families", "sufficient_statistics": "families",
    "log_partition": "families", "from_natural": "families", "from_expectation": "families",
    "fisher": "families", "support": "families",
  ]

  /// The modules that give the notation of densities its meaning.
  static let notation: Set = ["densities", "evidence", "posteriors"]

  /// The modules that call the user's code where the user did not: their own calls are not told.
  static let carriers: Set = notation.union(["train"])

  /// Builtins of tensors that mean something else of a function: `argmin(f, x0)`.
  static let functionForms = ["argmin": "minimizer", "argmax": "maximizer"]
}

extension Session {
  /// The slot of a library function that needs no `use`, its module read where it was not yet;
  /// nil for other names, and within the module while it is read.
  func librarySlot(of name: String) -> Int? {
    guard let library = LibraryText.autoload[name] else { return nil }
    do throws(Fault) {
      libraryFailures[library] = nil
      return try slot(of: name, in: library)
    } catch {
      libraryFailures[library] = error
      return nil
    }
  }

  /// Why the module of a library function could not be read, for the message where its name is used.
  func libraryFailure(of name: String) -> Fault? {
    LibraryText.autoload[name].flatMap { libraryFailures[$0] }
  }

  /// The slot of a name in a module of the library; nil within the module while it is read.
  func slot(of name: String, in library: String) throws(Fault) -> Int? {
    if let known = modules[library] { return known.module.slots[name] }
    guard !loading.contains(library) else { return nil }
    let nowhere = SourceSpan(source: SourceID(0), start: 0, end: 0)
    return try load(library: library, at: nowhere).slots[name]
  }

  /// The library function of a name that needs no `use`.
  func libraryFunction(_ name: String) -> Value? {
    guard librarySlot(of: name) != nil, let library = LibraryText.autoload[name] else { return nil }
    return modules[library].flatMap { value(of: name, in: $0.module) }
  }

  /// The value of a name in a module of the library, which is read where it was not yet.
  func libraryValue(of name: String, in library: String) -> Value? {
    guard LibraryText.named(library) != nil, (try? slot(of: name, in: library)) != nil else {
      return nil
    }
    return modules[library].flatMap { value(of: name, in: $0.module) }
  }

  /// What a builtin of tensors does where its first argument is a function.
  func functionForm(of name: String) -> Value? {
    LibraryText.functionForms[name].flatMap { libraryFunction($0) }
  }
}
