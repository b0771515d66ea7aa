import Testing

@testable import Language

struct ResolverTests {
  private func function(_ text: String) throws -> (parameters: [Parameter], body: Expression) {
    let statement = try #require(try parsed(text).first)
    switch statement.kind {
    case .define(_, let parameters, let body): return (parameters, body)
    default:
      Issue.record("no definition: \(text)")
      throw SyntaxError(.unclosedString, at: statement.span)
    }
  }

  /// A definition, the names its body assigns, the names it takes from outside.
  @Test(
    arguments: [
      ("f(x) = x + y", [], ["y"]),
      ("f(x, n=k) = x^n", [], ["k"]),
      ("f(x, n=x) = x^n", [], []),
      ("f(x) = { y = x; y + z }", ["y"], ["z"]),
      ("f(x) = { z; z = 1 }", ["z"], []),
      (
        "f(x) = { for i in 1:n { s = s + i }; while c { t = 1 }; if d { u = 2 } }",
        ["i", "s", "t", "u"], ["n", "c", "d"]
      ),
      ("f(x) = { g(y) = x + y + z; g(1) }", ["g"], ["z"]),
      ("f(x) = { h = y -> { w = y; w + v }; h }", ["h"], ["v"]),
      ("f(x) = { (a, b) = g(x); r.c = a; q[i] = b }", ["a", "b", "r", "q"], ["g", "i"]),
      ("f(x) = sum(i in 1:n, i * x)", [], ["sum", "n"]),
      ("f(x) = [i * x for i in i]", [], ["i"]),
      ("f(theta) = θ * σ", [], ["σ"]),
      ("f(x) = \"{x} {y:.3g}\"", [], ["y"]),
      ("f(x) = x.field + g(key=x)", [], ["g"]),
      ("f(x) = ∇[t] h(x)", [], ["t", "h"]),
      ("f(x) = x |> g(_, k)", [], ["g", "k"]),
      ("f(x) = { z ~ q(x) like w; (a, b) ~ d; z + a }", ["z", "a", "b"], ["q", "w", "d"]),
      ("f(x) = { z ~ { s = 1; q } like { t = 2; t }; z }", ["s", "t", "z"], ["q"]),
      ("f(x) = { if c { z ~ d }; for i in 1:n { w ~ d } }", ["z", "i", "w"], ["c", "d", "n"]),
      ("f(x) = E(z ~ q(x), w ~ r(z) like v, z*w*y)", [], ["E", "q", "r", "v", "y"]),
      ("f(x) = E((a, b) ~ d, a | b > c, n=a)", [], ["E", "d", "c"]),
      ("f(x) = E(z ~ z, z)", [], ["E", "z"]),
      ("f(x) = E(w ~ z, z ~ w, z) + z", [], ["E", "z"]),
      ("f(x) = log p(x, z; m)", [], ["p", "z", "m"]),
      ("f(x) = q(z | x; m=w)", [], ["q", "w"]),
      ("f(x) = q(z=y | w, x)", [], ["q", "y", "w"]),
      ("f(x) = log q(z | x)", [], ["q", "z"]),
      ("f(x) = log g(x)", [], ["g"]),
      ("f(x) = { p(z | w) ~ D(z, w, x, s); p }", ["p"], ["D", "z", "s"]),
      ("f(x) = { p(z[i in 1:n] | w[i]; m) ~ D(i, m, w[i]); p }", ["p"], ["n", "D"]),
      ("f(x) = E(n=z, z ~ q, z | z > k)", [], ["E", "z", "q", "k"]),
    ] as [(String, [String], [String])])
  func names(_ text: String, _ assigned: [String], _ free: [String]) throws {
    let (parameters, body) = try function(text)
    #expect(Resolver.assignedNames(in: body) == assigned)
    #expect(Resolver.freeNames(of: parameters, body: body) == free)
  }
}
