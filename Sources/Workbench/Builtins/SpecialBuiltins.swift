import Tensors
import Tracing

/// Special functions of several numbers, element by element.
enum SpecialBuiltins {
  static let all: [Builtin] = [
    function(
      "gammainc", .gammaLower(0), [shape, place],
      "the regularised lower incomplete gamma function", "∫₀ˣ t^(a-1) e^-t dt / Γ(a)",
      ("gammainc(2, 1)", "0.264241"), ["incomplete gamma", "cdf"]),
    function(
      "gammaincc", .gammaUpper, [shape, place],
      "the regularised upper incomplete gamma function, exact also in the tail",
      "1 - gammainc(a, x)", ("gammaincc(2, 30)", "2.90085e-12"), ["incomplete gamma", "tail"]),
  ]

  private static let shape = Builtin.Parameter("a", "the shape, at least 0")
  private static let place = Builtin.Parameter("x", "where, at least 0")

  private static func function(
    _ name: String, _ f: SpecialFunction, _ parameters: [Builtin.Parameter], _ summary: String,
    _ formula: String, _ example: (String, String), _ synonyms: [String]
  ) -> Builtin {
    Builtin(
      name, .elementwise, parameters, summary, formula: formula,
      source: "NIST Handbook of Mathematical Functions, chapter 8", synonyms: synonyms,
      example: example
    ) { a, p, r, m throws(Fault) in
      var operands: [Term] = []
      for k in parameters.indices { operands.append(try a.term(k)) }
      return try a.run { () throws(TraceError) in Value(try Term.special(f, operands)) }
    }
  }
}
