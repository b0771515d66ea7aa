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
    function(
      "betainc", .betaLower(0, 0),
      [
        .init("a", "a parameter, at least 0"), .init("b", "a parameter, at least 0"),
        .init("x", "where, in 0 to 1"),
      ], "the regularised incomplete beta function", "∫₀ˣ t^(a-1) (1-t)^(b-1) dt / B(a, b)",
      ("betainc(2, 3, 0.5)", "0.6875"), ["incomplete beta", "cdf"]),
    function(
      "log_erfc", .logErfc, [.init("x", "a number or tensor")],
      "the logarithm of erfc(x), also where that underflows", "log(1 - erf(x))",
      ("log_erfc(30)", "-903.974"), ["log erfc", "log_ndtr"]),
    Builtin(
      "besselie", .elementwise,
      [.init("n", "the order, 0, 1, 2, ..."), .init("x", "a number or tensor")],
      "the modified Bessel function of the first kind, scaled so that it does not overflow",
      formula: "e^-|x| I_n(x)", source: "NIST Handbook of Mathematical Functions, chapter 10",
      synonyms: ["scaled Bessel"], example: ("besselie(0, 1000)", "0.0126173")
    ) { a, p, r, m throws(Fault) in
      let n = try ElementwiseBuiltins.order(a), x = try a.term(1)
      return try a.run { () throws(TraceError) in Value(try Term.special(.scaledBesseli(n), [x])) }
    },
  ]

  private static let shape = Builtin.Parameter("a", "the shape, at least 0")
  private static let place = Builtin.Parameter("x", "where, at least 0")

  private static func function(
    _ name: String, _ f: SpecialFunction, _ parameters: [Builtin.Parameter], _ summary: String,
    _ formula: String, _ example: (String, String), _ synonyms: [String]
  ) -> Builtin {
    Builtin(
      name, .elementwise, parameters, summary, formula: formula,
      source: "NIST Handbook of Mathematical Functions, chapters 7 and 8", synonyms: synonyms,
      example: example
    ) { a, p, r, m throws(Fault) in
      var operands: [Term] = []
      for k in parameters.indices { operands.append(try a.term(k)) }
      return try a.run { () throws(TraceError) in Value(try Term.special(f, operands)) }
    }
  }
}
