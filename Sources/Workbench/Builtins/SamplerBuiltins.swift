import Tensors
import Tracing

/// Draws by rejection: to each element of a parameter a number of its own.
enum SamplerBuiltins {
  static let all: [Builtin] = [
    Builtin(
      "gamma_noise", .randomness, [shape],
      "numbers with the shapes α and rate 1, which move with α; 0 where they underflow",
      formula: "density z^(α - 1) e^-z/Γ(α)", source: gammaSource, synonyms: ["random"],
      example: ("gamma_noise(2.0) > 0", "true")
    ) { a, p, r, m throws(Fault) in
      let z = try drawn(.logGamma, a, &m)
      return try a.run { () throws(TraceError) in Value(try Term.unary(.exp, z)) }
    },
    Builtin(
      "log_gamma_noise", .randomness, [shape],
      "the logarithms of gamma_noise(α), also where that underflows",
      formula: "density of y: exp(α y - e^y)/Γ(α)", source: gammaSource, synonyms: ["random"],
      example: ("isfinite(log_gamma_noise(1e-5))", "true")
    ) { a, p, r, m throws(Fault) in Value(try drawn(.logGamma, a, &m)) },
    Builtin(
      "poisson_noise", .randomness,
      [.init("λ", "the means, in 0 to 2^50; the result has their shape")],
      "counts with the means λ; they do not move with λ",
      formula: "probability e^-λ λ^k/k!",
      source: "Hörmann, The transformed rejection method for Poisson random variables, 1993",
      synonyms: ["random"], example: ("poisson_noise(0)", "0")
    ) { a, p, r, m throws(Fault) in
      let mean = try a.term(0), count = try drawn(.poisson, a, &m)
      return try a.run { () throws(TraceError) in
        Value(try count.unreparameterised("Poisson", parameters: [mean]))
      }
    },
  ]

  private static let shape = Builtin.Parameter("α", "the shapes; the result has their shape")

  private static let gammaSource =
    "Marsaglia and Tsang, 2000; its derivative: Figurnov, Mohamed and Mnih, 2018"

  /// A draw for each element of the first argument: its key is that of the call and its place.
  private static func drawn(
    _ sampler: Sampler, _ a: Bound, _ m: inout State
  ) throws(Fault) -> Term {
    let parameter = try a.term(0)
    m.randomness.hasDrawn = true
    let variation = m.variation
    do throws(TraceError) {
      let own = try m.keyTerm(), key = try variation?.separated(own) ?? own
      return try Term.sample(
        sampler, Term.fold(key, Term.positions(parameter.shape)), parameter)
    } catch { throw Fault(OperationError(error), at: a.span) }
  }
}
