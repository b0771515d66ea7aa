import Testing

@testable import Workbench

/// Transformations of functions as they are typed: against each other, and against loops.
@Suite struct DerivativeBuiltinTests {
  /// Functions with a point, a direction there and a cotangent of the value.
  private static let functions: [(f: String, x: String, v: String, u: String)] = [
    ("x -> x^3", "2.0", "0.5", "-3.0"),
    ("x -> sin(x)*sum(x)", "[0.3, -1.2, 0.7]", "[1.0, 2.0, -0.5]", "[0.2, 0.0, 1.5]"),
    ("(x, y) -> (x*y, sum(x))", "([1.0, 2.0], 3.0)", "([0.1, 0.2], -1.0)", "([1.0, -1.0], 2.0)"),
    (
      "r -> (p = r.a*r.b, q = exp(r.a))", "(a = 0.4, b = [1.0, 2.0])",
      "(a = 1.0, b = [0.5, 0.5])", "(p = [1.0, 3.0], q = -1.0)"
    ),
    ("x -> x @ x'", "[1.0, 2.0; 0.5, 3.0]", "[1.0, 0.0; 2.0, 1.0]", "[0.3, 1.0; -1.0, 2.0]"),
    ("x -> cumsum(sort(x))", "[3.0, 1.0, 2.0]", "[1.0, 10.0, 100.0]", "[1.0, -1.0, 0.5]"),
    ("x -> solve([2.0, 1.0; 0.0, 3.0], x)", "[1.0, 2.0]", "[0.1, 1.0]", "[2.0, -1.0]"),
    ("x -> { y = x; for i in 1:3 { y = sin(y)*x }; y }", "[0.5, 1.5]", "[1.0, 2.0]", "[3.0, 1.0]"),
    ("x -> 2*x", "zeros(0)", "zeros(0)", "zeros(0)"),
    ("x -> x[2:3]", "[1.0, 2.0, 3.0]", "[1.0, 2.0, 3.0]", "[4.0, 5.0]"),
    ("x -> f32(x)", "[1.0, 2.0]", "[1.0, 2.0]", "f32([4.0, 5.0])"),
  ]

  /// σ of a number and of what is its negative, in f32 and in f64, in either order.
  @Test(arguments: [
    "u -> softplus(-u[1])", "u -> softplus(u[1]) + softplus(-u[1])*softplus(-(-u[1]))",
    "u -> softplus(-u[1]) + softplus(u[1]*u[2]) + softplus(-(u[1]*u[2]))",
    "u -> sigmoid(-u[1])*exp(sigmoid(u[1]))",
  ])
  func logisticPairs(f: String) {
    let prompt = Prompt()
    prompt("f = \(f)")
    let reply = prompt("check f64(hessian(f)(f32([1.0, 2]))) ≈ hessian(f)([1.0, 2]) tol 1e-4")
    #expect(reply.outcome == .ok, "\(reply.diagnostics)")
  }

  @Test(arguments: functions)
  func pullbackPairsWithPushforward(f: String, x: String, v: String, u: String) {
    let prompt = Prompt()
    prompt("f = \(f)")
    prompt("dot(a, b) = sum(a*b)")
    prompt("add(p, q) = { total = 0.0; for i in 1:2 { total = total + dot(p[i], q[i]) }; total }")
    prompt("v = \(v)")
    prompt("u = \(u)")
    prompt("w = jvp(f, \(x), v)")
    prompt("back = vjp(f, \(x), u)")
    // <u, J v> = <Jᵀ u, v>, leaf by leaf where these are trees.
    let isTuple = x.hasPrefix("("), isRecord = x.contains("=")
    let pairing =
      isRecord
      ? ("dot(u.p, w.p) + u.q*w.q", "back.a*v.a + dot(back.b, v.b)")
      : isTuple ? ("add(u, w)", "add(back, v)") : ("dot(u, w)", "dot(back, v)")
    #expect(
      prompt.shows("check \(pairing.0) ≈ \(pairing.1) tol 1e-6 abs 1e-12").hasPrefix("ok"))
  }

  /// Functions with columns, and the row of these as a comprehension writes it.
  private static let maps: [(f: String, columns: String, row: String)] = [
    ("x -> x^2", "[1.0, 2.0, 3.0]", "C[i]"),
    ("x -> x^2", "[1, 2, 3]", "C[i]"),
    ("x -> not x", "[true, false, true]", "C[i]"),
    ("x -> sum(x)*x", "[1.0, 2.0; 3.0, 4.0; 5.0, 6.0]", "C[i, :]"),
    ("x -> x' @ x", "reshape(1.0*(1:12), 3, 2, 2)", "C[i, :, :]"),
    ("x -> if x > 1 { x } else { 10.0*x }", "[1.0, 2.0, 0.5]", "C[i]"),
    ("x -> [1.0, 2.0, 3.0][x]", "[3, 1, 2]", "C[i]"),
    ("x -> { n = 0; while n < x { n = n + 1 }; n }", "[3, 1, 2]", "C[i]"),
    ("x -> 7", "[3.0, 1.0, 2.0]", "C[i]"),
    ("x -> (3.0, x) == (3.0, 1.0)", "[3.0, 1.0, 2.0]", "C[i]"),
    ("x -> x in (1.0, 2.0)", "[3.0, 1.0, 2.0]", "C[i]"),
    ("x -> len(\"{x}\")", "[3.0, 1.25, 22.5]", "C[i]"),
    (
      "r -> r.a*r.b", "(a = [1.0, 2.0, 3.0], b = [1.0, 2.0; 3.0, 4.0; 5.0, 6.0])",
      "(a = C.a[i], b = C.b[i, :])"
    ),
    ("t -> t[1] + t[2]", "([1.0, 2.0, 3.0], [0.5, 0.25, 0.125])", "(C[1][i], C[2][i])"),
    ("x -> grad(y -> sum(y^3))(x)", "[1.0, 2.0; 3.0, 4.0; 5.0, 6.0]", "C[i, :]"),
    ("x -> f32(x)*0.1", "[1.0, 2.0, 3.0]", "C[i]"),
    ("x -> complex(x, 1)*x", "[1.0, 2.0, 3.0]", "C[i]"),
  ]

  @Test(arguments: maps)
  func vmapIsALoopOverRows(f: String, columns: String, row: String) {
    let prompt = Prompt()
    prompt("f = \(f)")
    prompt("C = \(columns)")
    let mapped = prompt.shows("vmap(f)(C)")
    #expect(mapped == prompt.shows("[f(\(row)) for i in 1:3]"))
    #expect(!mapped.isEmpty)
  }

  @Test func vmapOfARecordStacksEachField() {
    let prompt = Prompt()
    prompt("r = vmap(x -> (s = sum(x), x = x))([1.0, 2.0; 3.0, 4.0])")
    #expect(prompt.shows("r.s") == "f64[2]\n   3.0  7.0")
    #expect(prompt.shows("r.x[2, :]") == "f64[2]\n   3.0  4.0")
  }

  @Test func argumentsByKeywordAreTheSameForAllRows() {
    let prompt = Prompt()
    prompt("f(x, k=[1.0, 1.0]) = x @ k")
    #expect(prompt.shows("vmap(f)([1.0, 2.0; 3.0, 4.0], k=[1.0, 10.0])") == "f64[2]\n   21.0  43.0")
  }

  @Test(arguments: [
    ("grad(x -> sum(x))(zeros(0))", "f64[0]"), ("grad(x -> sum(x^2))(zeros(2, 0))", "f64[2×0]"),
    ("grad((x, y) -> x*sum(y))(2.0, zeros(0))", "[1] = 0.0\n[2] = f64[0]"),
    ("jacobian(x -> zeros(0))([1.0, 2.0, 3.0])", "f64[0×3]"),
    ("grad(z -> real(z*z))(complex(1.0, 2.0))", "2.0 - 4.0i"),
    ("grad(r -> r.a^2*sum(r.b))((a = 3.0, b = [1.0, 2.0])).b", "f64[2]\n   9.0  9.0"),
    ("grad(t -> t[1]*t[2][1])((2.0, (5.0, 7)))[1]", "5.0"),
    ("grad(x -> sum(x))(f32([1.0, 2.0, 3.0]))", "f32[3]\n   1.0  1.0  1.0"),
    ("grad(x -> 3.0)([1.0, 2.0, 3.0])", "f64[3]\n   0.0  0.0  0.0"),
  ])
  func gradientsHaveTheStructureOfTheArgument(entry: String, text: String) {
    #expect(Prompt().shows(entry) == text)
  }

  @Test func theGradientOfAnExpressionIsThatOfAFunction() {
    let prompt = Prompt()
    prompt("θ = [0.3, -1.2, 2.0]; c = 2.0")
    for body in ["sum(θ^3)*c", "norm(θ)", "θ[1]*θ[3]", "c^2"] {
      #expect(prompt.shows("∇[θ] \(body)") == prompt.shows("grad(θ -> \(body))(θ)"))
      #expect(
        prompt.shows("∇[θ, c] \(body)") == prompt.shows("grad((θ, c) -> \(body))(θ, c)"))
    }
    #expect(prompt.shows("θ[2]") == "-1.2")
  }

  @Test func variablesKeepTheirValuesWhereTheExpressionFails() {
    let prompt = Prompt()
    prompt("θ = [1.0, 2.0]")
    #expect(prompt("∇[θ] θ @ [1.0, 2.0, 3.0]").outcome != .ok)
    #expect(prompt.shows("sum(θ)") == "3.0")
  }
}
