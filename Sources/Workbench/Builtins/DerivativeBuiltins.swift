import Language
import Tensors
import Tracing

/// Derivatives: functions of functions, to any order.
enum DerivativeBuiltins {
  private static let f = Builtin.Parameter("f", "a function")
  private static let wrt = Builtin.Parameter(
    "wrt", "the arguments to differentiate by: a name or a tuple of names", initial: "all")

  static let all: [Builtin] = [
    Builtin(
      "grad", .derivatives, [f, wrt],
      "the gradient of a scalar function: a function of the same arguments; also ∇f",
      formula: "∇f", synonyms: ["gradient", "nabla"],
      example: ("grad(x -> x^3)(2)", "12.0")
    ) { a, p, r, m throws(Fault) in
      DerivativeFunctions.gradient(try a.function(0), wrt: try names(a))
    },
    Builtin(
      "jacobian", .derivatives, [f, wrt],
      "the Jacobian: one row per scalar of the outputs, one column per scalar of the arguments",
      formula: "J_ij = ∂f_i/∂x_j",
      example: ("jacobian((x, y) -> x*y)(2, 3)", "f64[1×2]\n  3.0  2.0")
    ) { a, p, r, m throws(Fault) in
      DerivativeFunctions.jacobian(try a.function(0), wrt: try names(a))
    },
    Builtin(
      "hessian", .derivatives, [f, wrt], "the Jacobian of the gradient of a scalar function",
      formula: "H_ij = ∂²f/∂x_i∂x_j", example: ("hessian((x, y) -> x^2*y)(1, 2)[1, 2]", "2.0")
    ) { a, p, r, m throws(Fault) in
      DerivativeFunctions.hessian(try a.function(0), wrt: try names(a))
    },
    Builtin(
      "div", .derivatives, [f], "the divergence of a vector field", formula: "Σ ∂f_i/∂x_i",
      synonyms: ["divergence"], example: ("div(x -> x^2)([1.0, 2.0])", "6.0")
    ) { a, p, r, m throws(Fault) in DerivativeFunctions.divergence(try a.function(0)) },
    Builtin(
      "laplacian", .derivatives, [f], "the divergence of the gradient", formula: "Σ ∂²f/∂x_i²",
      example: ("laplacian(x -> sum(x^2))([1.0, 2.0])", "4.0")
    ) { a, p, r, m throws(Fault) in DerivativeFunctions.laplacian(try a.function(0)) },
    Builtin(
      "jvp", .derivatives, [f, .init("x", "the point"), .init("v", "the direction")],
      "the derivative of f at x in the direction v", formula: "J(x) v",
      synonyms: ["directional derivative", "pushforward"],
      example: ("jvp(x -> x^2, 3.0, 1.0)", "6.0")
    ) { a, p, r, m throws(Fault) in try DerivativeFunctions.pushforward(a, p, &r, &m) },
    Builtin(
      "vjp", .derivatives,
      [f, .init("x", "the point"), .init("u", "a cotangent, with the structure of the value")],
      "the transpose of the derivative of f at x applied to u, with the structure of x",
      formula: "J(x)ᵀ u", synonyms: ["pullback", "adjoint", "reverse mode"],
      example: ("vjp(x -> x^2, [1.0, 2.0], [1.0, 10.0])", "f64[2]\n   2.0  40.0")
    ) { a, p, r, m throws(Fault) in try DerivativeFunctions.pullback(a, p, &r, &m) },
    Builtin(
      "vmap", .derivatives, [f],
      "f over the rows of its arguments, all at once; an argument by keyword is the same for all",
      formula: "[f(x) for x in xs]", synonyms: ["vectorize", "batch"],
      example: (
        "vmap((x, y) -> x @ y)([1.0, 2.0; 3.0, 4.0], [1.0, 1.0; 0.0, 1.0])", "f64[2]\n   3.0  4.0"
      )
    ) { a, p, r, m throws(Fault) in RowMap.mapped(try a.function(0)) },
    Builtin(
      "partial", .derivatives, [f, .init("i", "the number of the argument, from 1")],
      "the derivative in argument i, a function of the same arguments; also ∂(f, i)",
      formula: "∂f/∂x_i", example: ("partial((x, y) -> x*y^2, 2)(3, 4)", "24.0")
    ) { a, p, r, m throws(Fault) in
      let position = try a.int(1)
      guard position >= 1 else { throw a.fault(1, "arguments count from 1", code: "index") }
      return DerivativeFunctions.partial(try a.function(0), position)
    },
    Builtin(
      "prime", .derivatives, [.init("f", "a function of one scalar, or a tensor")],
      "the derivative of a function, typed f'; the transpose of a tensor, typed x'",
      synonyms: ["derivative"], example: ("(x -> x^2)'(3)", "6.0")
    ) { a, p, r, m throws(Fault) in
      if case .function = a[0] { return DerivativeFunctions.prime(a[0]) }
      if a[0].isNumeric { return try ShapeBuiltins.transposed(a) }
      return DerivativeFunctions.prime(try a.function(0))
    },
    Builtin(
      "istraced", .derivatives, [.init("x", "anything")],
      "whether x depends on what is being differentiated by, or is an estimate",
      example: ("istraced(3.0)", "false")
    ) { a, p, r, m throws(Fault) in
      .bool(
        a[0].parts.contains { part in
          switch part {
          case .traced, .estimate: true
          default: false
          }
        })
    },
    Builtin(
      "stop", .derivatives, [.init("x", "a number, tensor or tree")],
      "x as a constant: no derivative passes through; of an estimate its mean",
      synonyms: ["detach", "stop_gradient"],
      example: ("grad(x -> x*stop(x))(3)", "3.0")
    ) { a, p, r, m throws(Fault) in
      var leaves: [Value] = []
      for leaf in a[0].leaves() {
        let term = try Bound.term(leaf, at: a.span, in: "stop")
        leaves.append(try a.run { () throws(TraceError) in Value(try term.stopped()) })
      }
      var rest = leaves[...]
      return a[0].replacingLeaves(&rest)
    },
  ]

  static func names(_ a: Bound) throws(Fault) -> [String]? {
    switch a[1] {
    case .unset: return nil
    case .text(let name): return [Name.canonical(name)]
    case .aggregate(let tuple):
      var names: [String] = []
      for item in tuple.items {
        guard case .text(let name) = item else {
          throw a.fault(1, "wrt is a name or a tuple of names: wrt=\"x\"")
        }
        names.append(Name.canonical(name))
      }
      return names
    default: throw a.fault(1, "wrt is a name or a tuple of names: wrt=\"x\"")
    }
  }
}
