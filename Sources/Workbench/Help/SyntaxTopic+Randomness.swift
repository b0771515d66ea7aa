extension SyntaxTopic {
  /// Draws and expectations.
  static let randomness = [
    SyntaxTopic(
      "~", "like", summary: "draws from a distribution and binds what was drawn",
      forms: "z ~ Normal(0, 1)", "z ~ Normal(0, 1) like x", "(a, b) ~ D", "E(z ~ q, e)",
      synonyms: ["draw", "sample", "random", "noise"],
      example: ("z ~ Normal(0, 1) like zeros(3); len(z)", "3")),
    SyntaxTopic(
      "E", "Var", "Cov", "P",
      summary: "moments over draws: exact where they can be, else estimates",
      forms: "E(z ~ q, e)", "E(x ~ data, z ~ q(x), e | c)", "Var(z ~ q, e)",
      "Cov(z ~ q, a, b)", "P(z ~ q, z > 0)",
      "E(z ~ q, e, n=1000)    samples: 10000 unless said; inside train 1 for E and P",
      "    (10000 also there for Var, Cov, conditions and baseline=\"mean\")",
      "E(z ~ q, e, method=quad(64))    or \"samples\", \"exact\", \"antithetic\", \"stratified\"",
      "E(z ~ q, e, estimator=\"score\", baseline=\"mean\")    derivatives by the law, not the draw",
      synonyms: ["expectation", "mean", "variance", "covariance", "probability", "monte", "carlo"],
      example: ("E(x ~ [1.0, 2.0, 6.0], x^2)", "13.6667")),
    SyntaxTopic(
      "|", summary: "a condition: on what was drawn, or what a density is given",
      forms: "E(z ~ q, e | c)    in the arguments of E, Var, Cov and P",
      "p(x | z; m) ~ D, log p(x | z; m)    of a density; behind ; stand parameters",
      synonyms: ["condition", "given", "density"],
      example: ("E(k ~ DiscreteUniform(1, 6), k | k > 3)", "5.0")),
  ]
}
