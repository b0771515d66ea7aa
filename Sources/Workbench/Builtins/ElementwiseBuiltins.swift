import Tensors
import Tracing

/// Functions applied to every element, also leaf by leaf of a tree.
enum ElementwiseBuiltins {
  /// Functions of one operand, called without a detour.
  static let unary: [String: UnaryFunction] = {
    var table: [String: UnaryFunction] = [:]
    for row in rows { table[row.name] = row.function }
    return table
  }()

  /// Functions of two operands, called without a detour.
  static let binary: [String: BinaryFunction] = [
    "mod": .remainder, "quo": .quotient, "atan2": .atan2,
  ]

  struct Row {
    let name: String
    let function: UnaryFunction
    let summary: String
    let formula: String?
    let argument: String
    let output: String
    var synonyms: [String] = []
  }

  static let rows: [Row] = [
    Row(
      name: "abs", function: .abs, summary: "the absolute value; of a complex number the modulus",
      formula: "|x|", argument: "-1.5", output: "1.5", synonyms: ["modulus", "magnitude"]),
    Row(
      name: "sign", function: .sign, summary: "the sign: -1, 0 or 1", formula: "x/|x|",
      argument: "-1.5", output: "-1.0"),
    Row(
      name: "floor", function: .floor, summary: "the largest integer not above x", formula: nil,
      argument: "1.5", output: "1.0"),
    Row(
      name: "ceil", function: .ceil, summary: "the smallest integer not below x", formula: nil,
      argument: "1.5", output: "2.0"),
    Row(
      name: "round", function: .round, summary: "the nearest integer, halves to the even one",
      formula: nil, argument: "2.5", output: "2.0"),
    Row(
      name: "sqrt", function: .sqrt, summary: "the square root; nan below 0", formula: "x^(1/2)",
      argument: "2", output: "1.41421"),
    Row(
      name: "exp", function: .exp, summary: "the exponential function", formula: "e^x",
      argument: "1", output: "2.71828"),
    Row(
      name: "expm1", function: .expm1, summary: "exp(x) - 1, exact also near 0", formula: "e^x - 1",
      argument: "1e-10", output: "1e-10"),
    Row(
      name: "log", function: .log, summary: "the natural logarithm; nan below 0", formula: "log x",
      argument: "2", output: "0.693147", synonyms: ["ln"]),
    Row(
      name: "log1p", function: .log1p, summary: "log(1 + x), exact also near 0",
      formula: "log(1 + x)", argument: "1e-10", output: "1e-10"),
    Row(
      name: "sin", function: .sin, summary: "the sine of an angle in radians", formula: nil,
      argument: "1", output: "0.841471"),
    Row(
      name: "cos", function: .cos, summary: "the cosine of an angle in radians", formula: nil,
      argument: "1", output: "0.540302"),
    Row(
      name: "tan", function: .tan, summary: "the tangent of an angle in radians",
      formula: "sin(x)/cos(x)", argument: "1", output: "1.55741"),
    Row(
      name: "asin", function: .asin, summary: "the angle in [-π/2, π/2] with sine x", formula: nil,
      argument: "0.5", output: "0.523599", synonyms: ["arcsin"]),
    Row(
      name: "acos", function: .acos, summary: "the angle in [0, π] with cosine x", formula: nil,
      argument: "0.5", output: "1.0472", synonyms: ["arccos"]),
    Row(
      name: "atan", function: .atan, summary: "the angle in [-π/2, π/2] with tangent x",
      formula: nil, argument: "1", output: "0.785398", synonyms: ["arctan"]),
    Row(
      name: "sinh", function: .sinh, summary: "the hyperbolic sine", formula: "(e^x - e^-x)/2",
      argument: "1", output: "1.1752"),
    Row(
      name: "cosh", function: .cosh, summary: "the hyperbolic cosine", formula: "(e^x + e^-x)/2",
      argument: "1", output: "1.54308"),
    Row(
      name: "tanh", function: .tanh, summary: "the hyperbolic tangent", formula: "sinh(x)/cosh(x)",
      argument: "1", output: "0.761594"),
    Row(
      name: "asinh", function: .asinh, summary: "the inverse of sinh",
      formula: "log(x + (x^2 + 1)^(1/2))", argument: "1", output: "0.881374"),
    Row(
      name: "acosh", function: .acosh, summary: "the inverse of cosh for x ≥ 1",
      formula: "log(x + (x^2 - 1)^(1/2))", argument: "2", output: "1.31696"),
    Row(
      name: "atanh", function: .atanh, summary: "the inverse of tanh for |x| < 1",
      formula: "log((1 + x)/(1 - x))/2", argument: "0.5", output: "0.549306"),
    Row(
      name: "sigmoid", function: .logistic, summary: "the logistic function",
      formula: "1/(1 + e^-x)", argument: "0", output: "0.5", synonyms: ["logistic", "expit"]),
    Row(
      name: "softplus", function: .softplus,
      summary: "the integral of the sigmoid, without overflow", formula: "log(1 + e^x)",
      argument: "0", output: "0.693147"),
    Row(
      name: "erf", function: .erf, summary: "the error function", formula: "2/√π ∫₀ˣ exp(-t²) dt",
      argument: "1", output: "0.842701"),
    Row(
      name: "erfc", function: .erfc,
      summary: "the complementary error function, exact also in the tail", formula: "1 - erf(x)",
      argument: "1", output: "0.157299"),
    Row(
      name: "erfinv", function: .erfinv,
      summary: "the inverse of erf for |x| ≤ 1, infinite at ±1", formula: "erf(y) = x",
      argument: "0.5", output: "0.476936"),
    Row(
      name: "lgamma", function: .lgamma, summary: "the logarithm of |Γ(x)|", formula: "log |Γ(x)|",
      argument: "5", output: "3.17805", synonyms: ["gammaln", "log gamma"]),
    Row(
      name: "digamma", function: .polygamma(0), summary: "the derivative of lgamma",
      formula: "ψ(x) = Γ'(x)/Γ(x)", argument: "1", output: "-0.577216", synonyms: ["psi"]),
    Row(
      name: "trigamma", function: .polygamma(1), summary: "the derivative of digamma",
      formula: "ψ'(x)", argument: "1", output: "1.64493"),
    Row(
      name: "besseli0", function: .besseli(0), summary: "the modified Bessel function of order 0",
      formula: "I₀(x) = Σ (x²/4)^k / k!²", argument: "1", output: "1.26607"),
    Row(
      name: "besseli1", function: .besseli(1), summary: "the modified Bessel function of order 1",
      formula: "I₁(x) = I₀'(x)", argument: "1", output: "0.565159"),
    Row(
      name: "real", function: .real, summary: "the real part", formula: nil,
      argument: "complex(1, 2)", output: "1.0"),
    Row(
      name: "imag", function: .imaginary, summary: "the imaginary part", formula: nil,
      argument: "complex(1, 2)", output: "2.0"),
    Row(
      name: "conj", function: .conjugate, summary: "the complex conjugate", formula: nil,
      argument: "complex(1, 2)", output: "1.0 - 2.0i"),
    Row(
      name: "isnan", function: .isNaN, summary: "whether x is not a number", formula: nil,
      argument: "nan", output: "true"),
    Row(
      name: "isfinite", function: .isFinite, summary: "whether x is neither infinite nor nan",
      formula: nil, argument: "inf", output: "false"),
  ]

  static let all: [Builtin] =
    rows.map { row in
      let function = row.function
      return Builtin(
        row.name, .elementwise, [.init("x", "a number, a tensor or a tree of them")], row.summary,
        formula: row.formula, synonyms: row.synonyms,
        example: ("\(row.name)(\(row.argument))", row.output)
      ) { a, p, r, m throws(Fault) in
        do throws(OperationError) { return try Arithmetic.unary(function, a[0]) } catch {
          throw Fault(error, at: a.spans[0])
        }
      }
    } + [
      pair(
        "mod", .remainder, "the remainder of floor division; it has the sign of b",
        "a - b*quo(a, b)", ("mod(-1, 3)", "2"), ["modulo", "remainder"]),
      pair(
        "quo", .quotient, "the quotient of floor division", "floor(a/b)", ("quo(-1, 3)", "-1"),
        ["integer division"]),
      pair(
        "atan2", .atan2, "the angle of the point (b, a) in (-π, π]", nil,
        ("atan2(1, 1)", "0.785398"), []),
      besseli, polygamma, complex, convert("f64", .f64, "f32(0.5)", "0.5"),
      convert("f32", .f32, "0.5", "0.5"), convert("i64", .i64, "2.0", "2"),
      convert("bool", .bool, "1", "true"), convert("c128", .c128, "1", "1.0 + 0.0i"),
    ]

  private static func pair(
    _ name: String, _ function: BinaryFunction, _ summary: String, _ formula: String?,
    _ example: (String, String), _ synonyms: [String]
  ) -> Builtin {
    Builtin(
      name, .elementwise, [.init("a", "a number or tensor"), .init("b", "a number or tensor")],
      summary, formula: formula, synonyms: synonyms, example: example
    ) { a, p, r, m throws(Fault) in
      do throws(OperationError) { return try Arithmetic.binary(function, a[0], a[1]) } catch {
        throw Fault(
          error, at: a.span,
          operands: [
            OperandNote(a.spans[0], a[0]),
            OperandNote(a.spans[1], a[1]),
          ])
      }
    }
  }

  /// The order of a family of functions, the first argument: at most 1000.
  static func order(_ a: Bound) throws(Fault) -> Int {
    let n = try a.size(0)
    guard n <= 1000 else { throw a.fault(0, "the order is at most 1000", code: "domain") }
    return n
  }

  private static let besseli = Builtin(
    "besseli", .elementwise,
    [.init("n", "the order, 0, 1, 2, ..."), .init("x", "a number or tensor")],
    "the modified Bessel function of the first kind", formula: "I_n(x)",
    example: ("besseli(2, 1.0)", "0.135748")
  ) { a, p, r, m throws(Fault) in
    let n = try order(a), x = try a.term(1)
    return try a.run { () throws(TraceError) in Value(try Term.unary(.besseli(n), x)) }
  }

  private static let polygamma = Builtin(
    "polygamma", .elementwise,
    [.init("n", "the order, 0, 1, 2, ..."), .init("x", "a number or tensor")],
    "the n-th derivative of digamma", formula: "ψ⁽ⁿ⁾(x)", example: ("polygamma(1, 1)", "1.64493")
  ) { a, p, r, m throws(Fault) in
    let n = try order(a), x = try a.term(1)
    return try a.run { () throws(TraceError) in Value(try Term.unary(.polygamma(n), x)) }
  }

  private static let complex = Builtin(
    "complex", .elementwise,
    [.init("re", "the real part"), .init("im", "the imaginary part", initial: "0")],
    "a complex number from its parts", formula: "re + im·i",
    example: ("complex(0, 2)", "0.0 + 2.0i")
  ) { a, p, r, m throws(Fault) in
    let re = try a.term(0)
    let im = a.isGiven(1) ? try a.term(1) : nil
    return try a.run { () throws(TraceError) in
      let imaginary: Term
      if let im { imaginary = im } else { imaginary = try Term(0.0) }
      return Value(try Term.complex(re, imaginary))
    }
  }

  private static func convert(
    _ name: String, _ type: ElementType, _ argument: String, _ output: String
  ) -> Builtin {
    Builtin(
      name, .elementwise, [.init("x", "a number or tensor")],
      "x as \(type.name); what it cannot hold is an error",
      example: ("\(name)(\(argument))", output)
    ) { a, p, r, m throws(Fault) in
      if case .aggregate(let tree) = a[0] {
        var items: [Value] = []
        for item in tree.items {
          var part = a
          part.values[0] = item
          items.append(item.isLeaf ? try a.builtin.body(part, p, &r, &m) : item)
        }
        return .aggregate(Aggregate(items, names: tree.names))
      }
      let x = try a.term(0)
      return try a.run { () throws(TraceError) in Value(try x.converted(to: type)) }
    }
  }
}
