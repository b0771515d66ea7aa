import Tensors
import Tracing

/// Draws and their keys.
enum RandomBuiltins {
  private static let sizes = Builtin.Parameter(
    "sizes", "the extents, one argument each; none for a number")

  static let all: [Builtin] = [
    noise("normal_noise", .normal, "standard normal numbers", "size(normal_noise(2, 3))", "6"),
    noise(
      "uniform_noise", .uniform, "uniform numbers in (0, 1), the ends excluded",
      "0 < uniform_noise() < 1", "true"),
    Builtin(
      "unreparameterised", .randomness,
      [
        .init("name", "what is drawn, for messages"), .init("z", "a draw"),
        .init("parameters", "what its law depends on"),
      ], isVariadic: true,
      "the draw z, which moves with none of its parameters: an error where it is differentiated by one",
      example: ("unreparameterised(\"coin\", 1, 0.5)", "1")
    ) { a, p, r, m throws(Fault) in
      let name = try a.text(0), value = try a.term(1)
      var parameters: [Term] = []
      for (parameter, span) in zip(a.rest, a.restSpans) {
        for part in parameter.parts where part.isNumeric {
          parameters.append(try Bound.term(part, at: span, in: a.builtin.name))
        }
      }
      return try a.run { () throws(TraceError) in
        Value(try value.unreparameterised(name, parameters: parameters))
      }
    },
    Builtin(
      "seed", .randomness, [.init("n", "any integer; the seed now without one", initial: "none")],
      "starts the random numbers again from a seed: the same script then draws the same",
      example: ("seed(7); seed()", "7")
    ) { a, p, r, m throws(Fault) in
      m.recorder?.isImpure = true
      if a.isNone(0) { return .int(m.randomness.seed) }
      m.randomness.reseed(try a.int(0))
      m.keys = KeyScope(bits: m.randomness.nextKey, traced: nil)
      return .unset
    },
    Builtin(
      "frozen", .randomness,
      [
        .init("n", "the number of a drawing statement, from 1 at seed(...)"),
        .init("e", "an expression"),
      ],
      "the expression with the random numbers of the n-th statement that drew",
      example: ("seed(1); z ~ Normal(0, 1); frozen(1, { z ~ Normal(0, 1); z }) == z", "true")
    ) { a, p, r, m throws(Fault) in
      throw a.fault(0, "it stands only as a call, frozen(n, e)", code: "syntax")
    },
  ]

  private static func noise(
    _ name: String, _ noise: Noise, _ what: String, _ statement: String, _ output: String
  ) -> Builtin {
    Builtin(
      name, .randomness, [sizes], isVariadic: true,
      "\(what), of which draws are made",
      synonyms: ["random", noise == .normal ? "randn" : "rand"], example: (statement, output)
    ) { a, p, r, m throws(Fault) in
      let shape = try ConstructionBuiltins.shape(a.rest, a)
      m.randomness.hasDrawn = true
      return try a.run { () throws(TraceError) in
        let key = try m.keyTerm()
        if let variation = m.variation { return Value(try variation.noise(noise, key, shape)) }
        return Value(try Term.noise(noise, key, event: shape))
      }
    }
  }
}
