import Testing

@testable import Workbench

/// Derivatives, batches and iterations of a table of functions, against each other and against
/// closed forms.
struct TransformationTests {
  /// Scalar functions of a vector of three.
  private static let scalars = [
    "sum(exp(x))", "logsumexp(x)", "x @ (M @ x)", "norm(x)", "prod(x)", "x[2]", "2.5",
    "stop(x[1])*x[2]^2", "max(x)^3", "sum(where(x > 0, x^3, sin(x)))",
    "b @ solve(M + diag(x^2), b)",
    "logdet(M + 2*eye(3) + diag(x^2))", "sum(cumsum(x)^3)", "x[1]*x[1:2] @ x[2:3]",
    "sum(expm(diag(x) + M/3))", "sum(cholesky(M @ M' + diag(x^2))^2*M)", "sum(kron(x, b)^3)",
    "{ s = 0.0; for i in 1:3 { s = s*x[i] + sin(x[i]) }; s }",
    "{ s = x[1]; for i in 1:20 { if s > 2 { break }; if i == 2 { next }; s = s + x[3]^2/i }; s*x[2] }",
    "{ s = x[1]; n = 0; while abs(s) > 0.1 { s = 0.6*s + 0.01*x[2]; n = n + 1 }; s*n }",
    "if x[1] > x[2] { x[1]^2*x[3] } else { x[3]^3 }",
    "{ for r in x { if r < -1 { return r^4 } }; x[1]*x[3] }",
    "{ u = x; for i in 2:3 { u[i] = u[i - 1]*x[i] + u[i]^2 }; sum(u^2) }",
    "{ r = (p = x[1], q = x); for i in 1:3 { r = (p = r.p + sum(r.q), q = r.q*0.5*r.p) }; r.p }",
    "sum(grad(x -> sum(x^4)/4)(x)*b)", "trace(hessian(x -> sum(x^4)*x[2])(x))",
  ]

  /// What holds of each at p in the direction v, with the builtins that it takes.
  private static let relations: [(claim: String, needs: [String])] = [
    ("grad(f)(p) ≈ flatten(jacobian(f)(p))", []),
    ("hessian(f)(p) ≈ jacobian(grad(f))(p)", []),
    ("hessian(f)(p) ≈ hessian(f)(p)'", []),
    ("jvp(f, p, v) ≈ grad(f)(p) @ v", []),
    ("jvp(grad(f), p, v) ≈ hessian(f)(p) @ v", []),
    ("grad(x -> grad(f)(x) @ v)(p) ≈ hessian(f)(p) @ v", []),
    ("grad(x -> jvp(f, x, v))(p) ≈ hessian(f)(p) @ v", []),
    ("jacobian(x -> f(x)*x)(p) ≈ f(p)*eye(3) + reshape(p, 3, 1) @ jacobian(f)(p)", []),
    ("vjp(f, p, 2.0) ≈ 2*grad(f)(p)", ["vjp"]),
    ("vjp(grad(f), p, v) ≈ hessian(f)(p) @ v", ["vjp"]),
    ("vmap(f)(X) ≈ [f(X[k, :]) for k in 1:4]", ["vmap"]),
    ("vmap(grad(f))(X) ≈ [grad(f)(X[k, :]) for k in 1:4]", ["vmap"]),
    ("vmap(x -> hessian(f)(x) @ v)(X) ≈ [hessian(f)(X[k, :]) @ v for k in 1:4]", ["vmap"]),
    ("grad(X -> sum(vmap(f)(X)))(X) ≈ vmap(grad(f))(X)", ["vmap"]),
    ("vmap(x -> jvp(f, x, v))(X) ≈ vmap(grad(f))(X) @ v", ["vmap"]),
    ("vmap(Z -> vmap(f)(Z))(stack((X, 2*X))) ≈ stack((vmap(f)(X), vmap(f)(2*X)))", ["vmap"]),
    ("iterate(x -> x - 0.1*grad(f)(x), p, 3) ≈ step(step(step(p)))", ["iterate"]),
    (
      "jacobian(x -> iterate(x -> x - 0.1*sin(x)*f(x), x, 2))(p) ≈ jacobian(x -> move(move(x)))(p)",
      ["iterate"]
    ),
  ]

  private static let names = """
    M = [0.8, 0.3, -0.2; 0.1, 1.1, 0.4; -0.3, 0.2, 0.9]; b = [0.5, -1.2, 0.7]; s = 1e-3
    p = [0.4, -1.3, 0.9]; v = [0.6, 0.2, -0.8]
    X = [0.4, -1.3, 0.9; -0.7, 0.5, 1.2; 1.6, 0.3, -0.4; 2.3, -0.2, 0.1]
    step(x) = x - 0.1*grad(f)(x)
    move(x) = x - 0.1*sin(x)*f(x)
    """

  @Test(arguments: scalars) func transformationsAgree(body: String) {
    let prompt = Prompt()
    prompt("\(Self.names)\nf(x) = \(body)")
    for relation in Self.relations where relation.needs.allSatisfy({ BuiltinTable.has($0) }) {
      let tolerance = relation.claim.contains(" tol ") ? "" : " tol 1e-11"
      let reply = prompt("check \(relation.claim)\(tolerance) abs 1e-9")
      #expect(reply.outcome == .ok, "\(body): \(relation.claim)\n\(reply.diagnostics)")
    }
  }

  /// Against differences, but where values are held.
  @Test(arguments: scalars.filter { !$0.contains("stop") }) func slopesAreDifferences(body: String)
  {
    let prompt = Prompt()
    prompt("\(Self.names)\nf(x) = \(body)")
    let reply = prompt(
      """
      difference(u) = (8*(f(p + u) - f(p - u)) - f(p + 2*u) + f(p - 2*u))/(12*s)
      check grad(f)(p) ≈ map(difference, s*eye(3)) tol 1e-7 abs 1e-9
      """)
    #expect(reply.outcome == .ok, "\(body)\n\(reply.diagnostics)")
  }

  /// Vector functions: a row per result, a column per coordinate, products from both sides.
  @Test(arguments: [
    "M @ x", "tanh(M @ x)*x", "exp(x - logsumexp(x))", "x[[3, 1, 1, 2]]*x[2]", "solve(M, x^2)",
    "[x[1]*x[2], sum(x)]", "reverse(x)^2", "cumsum(x)*b", "[1.0, 2.0]*x[1]",
    "grad(x -> prod(x))(x)",
    "{ for i in 1:4 { if x[1] > 3 { break }; x = x + 0.3*sin(M @ x) }; x }",
    "{ u = zeros(2); for r in x { if r > 0 { u[1] = u[1] + r^2 } else { u[2] = u[2]*r + 1 } }; u }",
  ])
  func fieldsAgree(body: String) {
    let prompt = Prompt()
    prompt("\(Self.names)\nf(x) = \(body); J = jacobian(f)(p); u = b[1]*f(p) + 1")
    var claims = [
      "jvp(f, p, v) ≈ J @ v", "grad(x -> f(x) @ u)(p) ≈ u @ J",
      "J ≈ [grad(x -> f(x)[k])(p) for k in 1:size(f(p))]",
      "jacobian(x -> jvp(f, x, v))(p) ≈ jacobian(x -> jacobian(f)(x) @ v)(p)",
    ]
    if BuiltinTable.has("vjp") {
      claims += [
        "vjp(f, p, u) ≈ u @ J", "jacobian(x -> vjp(f, x, u))(p) ≈ hessian(x -> f(x) @ u)(p)",
      ]
    }
    if BuiltinTable.has("vmap") {
      claims += [
        "vmap(f)(X) ≈ [f(X[k, :]) for k in 1:4]",
        "vmap(jacobian(f))(X)[3, :, :] ≈ jacobian(f)(X[3, :])",
        "vmap(x -> jvp(f, x, v))(X)[2, :] ≈ jvp(f, X[2, :], v)",
      ]
    }
    for claim in claims {
      let reply = prompt("check \(claim) tol 1e-11 abs 1e-11")
      #expect(reply.outcome == .ok, "\(body): \(claim)\n\(reply.diagnostics)")
    }
  }

  /// What an entry shows: structures, types and extents at their edges.
  @Test(arguments: [
    ("grad(x -> x*x)(3)", "6.0", ""), ("grad(x -> 7)(3)", "0.0", ""),
    ("grad(x -> sum(x))(zeros(0))", "f64[0]", ""),
    ("shape(grad(x -> sum(x^2))(zeros(0, 3)))", "(0, 3)", ""),
    ("grad(x -> sum(x^2))([3.0])", "f64[1]\n   6.0", ""),
    ("shape(grad(x -> sum(x^2))(ones(1, 1, 2)))", "(1, 1, 2)", ""),
    ("grad(x -> sum(x^2))(zeros(2))", "f64[2]\n   0.0  0.0", ""),
    ("type(grad(x -> sum(x^2))(f32([1, 2])))", "\"f32[2]\"", ""),
    ("type(hessian(x -> sum(x^3))(f32([1, 2])))", "\"f32[2×2]\"", ""),
    ("grad((x, y) -> x^2*y)(3, 2)", "(12.0, 9.0)", ""),
    ("grad((x, y) -> x^2)(3.0, [1.0, 2.0])[2]", "f64[2]\n   0.0  0.0", ""),
    ("grad(p -> p.a*p.b^2)((a = 3.0, b = 2.0))", "(a = 4.0, b = 12.0)", ""),
    ("grad(p -> p[1]*p[2].c)((3.0, (c = 2.0,)))", "(2.0, (c = 3.0))", ""),
    ("shape(jacobian(x -> x[1:0])([1.0, 2.0]))", "(0, 2)", ""),
    ("shape(jacobian(x -> [1.0, 2.0])(zeros(0)))", "(2, 0)", ""),
    ("shape(hessian(x -> sum(x))(zeros(0)))", "(0, 0)", ""),
    ("jvp(x -> 5.0, 2.0, 1.0)", "0.0", ""),
    ("grad(x -> { for i in 1:0 { x = x^2 }; x*3 })(2)", "3.0", ""),
    ("grad(x -> { while x > 5 { x = x/2 }; x*3 })(2)", "3.0", ""),
    ("grad(z -> abs(z)^2)(1 + 2i)", "2.0 + 4.0i", "vjp"),
    ("vjp(x -> 5.0, 2.0, 1.0)", "0.0", "vjp"),
    ("vjp((x, y) -> x*y, (3.0, 2.0), 1.0)", "(2.0, 3.0)", "vjp"),
    ("vjp(p -> p.a*p.b, (a = 3.0, b = 2.0), 2.0)", "(a = 4.0, b = 6.0)", "vjp"),
    ("vjp(x -> [x, 2*x], 1.0, [1.0, 10.0])", "21.0", "vjp"),
    ("shape(vjp(x -> x, zeros(0), zeros(0)))", "(0,)", "vjp"),
    ("vmap(x -> x^2)([3.0])", "f64[1]\n   9.0", "vmap"),
    ("vmap(x -> x^2)(zeros(0))", "f64[0]", "vmap"),
    ("shape(vmap(x -> [sum(x), 1.0])(zeros(0, 3)))", "(0, 2)", "vmap"),
    ("vmap(x -> 1.0)([3.0, 4.0])", "f64[2]\n   1.0  1.0", "vmap"),
    ("vmap((x, y) -> (x + y, x*y))([1.0, 2.0], [3.0, 4.0])[2]", "f64[2]\n   3.0  8.0", "vmap"),
    ("vmap(r -> r.a*r.b)((a = [1.0, 2.0], b = [3.0, 4.0]))", "f64[2]\n   3.0  8.0", "vmap"),
    ("type(vmap(x -> 2*x)(f32([1, 2])))", "\"f32[2]\"", "vmap"),
    ("type(vmap(x -> 2*x)([1, 2]))", "\"i64[2]\"", "vmap"),
    ("iterate(x -> x^2, 2.0, 0)", "2.0", "iterate"),
    ("iterate((x, y) -> (y, x + y), (0, 1), 10)", "(55, 89)", "iterate"),
    ("(x -> iterate(t -> t^2, x, 3))'(1)", "8.0", "iterate"),
  ])
  func edgesAreShown(entry: String, value: String, needs: String) {
    guard needs.isEmpty || BuiltinTable.has(needs) else { return }
    #expect(Prompt().shows(entry) == value, "\(entry)")
  }
}
