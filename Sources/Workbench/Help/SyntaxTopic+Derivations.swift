extension SyntaxTopic {
  /// Derivations and their parts.
  static let derivations = [
    SyntaxTopic(
      "derive",
      summary: "tries each link of a chain of expressions at points of its domains",
      forms: "derive (x in reals) { (x + 1)^2 = x^2 + 2*x + 1 }",
      "derive (k = 3; μ in reals(k); s, t in unit; f(x) = x^2 where s < t) { a = b <= c }",
      "a = b up to const(θ)    up to a term free of θ; up to factor(θ) likewise",
      "a = b limit T in [10, 100, 1000]    measures the order of approach",
      "domains: reals positives unit integers(a, b) simplex(n) spd(n) functions(n, m) increasing,",
      "         reals(n), reals(n, m) and so on, or any distribution",
      inside: ["up", "up to", "limit", "const", "factor"],
      synonyms: ["derivation", "proof", "prove", "verify", "identity", "formula", "homework"],
      example: (
        "derive (x in reals) { cos(2*x) = cos(x)^2 - sin(x)^2 }",
        "ok 1 = 2: 200 points, worst 9.6e-17"
      ))
  ]
}
