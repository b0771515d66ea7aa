import Tensors
import Tracing

/// Numbers with their standard error.
enum EstimateBuiltins {
  private static let e = Builtin.Parameter("e", "an estimate, or a tree of them; or plain numbers")

  static let all: [Builtin] = [
    Builtin(
      "estimate", .randomness,
      [
        .init(
          "xs",
          "independent samples, the rows of a tensor; those of different tensors count as independent"
        )
      ],
      "an estimate of the mean of samples: a number that carries its standard error",
      formula: "mean ± std/√(n - 1)", source: "the delta method; Efron 1982, section 6",
      synonyms: ["standard error", "uncertainty", "monte carlo"],
      example: ("estimate([1, 2, 3, 4, 5])", "3.000 ± 0.707")
    ) { a, p, r, m throws(Fault) in
      let x = try a.term(0)
      // What is being differentiated by, or recorded, goes on as the mean: its derivative is that of the mean.
      if case .traced = a.values[0], x.rank > 0, x.shape.extents[0] > 0 {
        return try a.run { () throws(TraceError) in
          Value(try (x.element.isFloating ? x : x.converted(to: .f64)).mean(over: [0]))
        }
      }
      try a.requireKnown(0)
      return try a.run { () throws(TraceError) in
        guard let samples = x.value else { throw TraceError.valueUnknown(x.type) }
        return .estimate(try Estimate(samples: samples))
      }
    },
    leafwise(
      "value", "the mean of an estimate as a plain number; of plain numbers themselves",
      ("value(estimate([1, 2, 3]))", "2.0"), ["mean of an estimate", "point estimate"]
    ) { estimate throws(TraceError) in
      estimate.mean
    } number: {
      $0
    },
    leafwise(
      "se", "the standard error of an estimate; of plain numbers 0",
      ("se(estimate([1, 2, 3, 4, 5]))", "0.707107"), ["standard error", "error bar"]
    ) { estimate throws(TraceError) in
      try estimate.standardError()
    } number: { x throws(TraceError) in
      let element: ElementType = x.element == .f32 ? .f32 : .f64
      return try Term.zeros(x.type.with(element))
    },
    leafwise(
      "tail_index",
      "the Pareto shape k of the largest deviations; above 0.7 no error is to be trusted",
      ("tail_index(estimate(sin(1:10000))) < 0.7", "true"), ["heavy tails", "khat", "psis"]
    ) { estimate throws(TraceError) in
      try estimate.tailIndexTensor()
    } number: { x throws(TraceError) in
      try Term(repeating: .float(.nan), x.shape)
    },
  ]

  /// A function of estimates, leaf by leaf of a tree.
  private static func leafwise(
    _ name: String, _ summary: String, _ example: (String, String), _ synonyms: [String],
    _ ofEstimate: @escaping @Sendable (Estimate) throws(TraceError) -> Tensor,
    number: @escaping @Sendable (Term) throws(TraceError) -> Term
  ) -> Builtin {
    Builtin(name, .randomness, [e], summary, synonyms: synonyms, example: example) {
      a, p, r, m throws(Fault) in
      guard a[0].parts.contains(where: \.isNumeric) else {
        throw a.fault(0, "this needs an estimate or a number, not \(a[0].kindDescription)")
      }
      return try a.run { () throws(TraceError) in
        try a[0].mappingNumbers { (part) throws(TraceError) in
          if case .estimate(let estimate) = part { return Value(try ofEstimate(estimate)) }
          guard let term = try part.term() else { return part }
          // The mean of what is being differentiated would have lost its error for good.
          try term.requireNumber("\(name) inside a derivative or a recorded function")
          return Value(try number(term))
        }
      }
    }
  }
}
