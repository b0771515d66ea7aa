extension SyntaxTopic {
  /// Densities by their factors.
  static let densities = [
    SyntaxTopic(
      "log p",
      summary: "densities as printed: factors, log densities, distributions",
      forms: "p(x | z; m) ~ Normal(m*z, 1)    declares a factor; behind ; stand parameters",
      "p(x[i] | z[i]; m) ~ D, p(z[i in 1:n]) ~ D    a factor for each row",
      "log p(x, z; m)    the sum of the factors at the values of these names",
      "log p(x=0 | z=1; m), log p(s...)    values by name, or a record of them",
      "p(x | z; m), p(x, z; m)    a distribution: z ~ p(z), entropy(p(z)), E(z ~ p(z), e)",
      "p(x=0 | z=1; m)    a number", "KL(q(z | x; m) || p(z))",
      "sample(p, n)    all variables, drawn one after the other",
      synonyms: ["density", "conditional", "model", "factor", "joint", "plate", "graphical"],
      example: ("p(z) ~ Normal(0, 1)\np(x | z) ~ Normal(z, 2)\nlog p(x=1, z=0)", "-2.65602")),
    SyntaxTopic(
      "log_evidence", "posterior",
      summary: "the log density of what was observed, and the law of what was not",
      forms: "log_evidence(p, x)", "log_evidence(p, x=1.5 | w; m)", "posterior(p, x; m)",
      "exact for finite and linear-Gaussian models; log_evidence else by quadrature in 1 or 2 dimensions",
      synonyms: ["marginal", "likelihood", "evidence", "bayes", "integral"],
      example: (
        "p(z) ~ Normal(0, 1)\np(x | z) ~ Normal(z, 1)\nposterior(p, x=3)",
        "Normal(μ = 1.5, σ = 0.707107)"
      )),
  ]
}
