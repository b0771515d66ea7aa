import Foundation
import Testing

@testable import Workbench

/// A trace that is kept is never stale: whatever a function reads, directly or through others, may
/// change between two calls, and the second gives what a session gives that never made the first.
struct TraceCacheTests {
  /// Definitions of a function f of a number, what changes, and the slope of f at 2 afterwards.
  struct Change {
    var before: String
    var change: String
    /// An expression for f'(2) after the change that differentiates nothing.
    var slope: String
    init(_ before: String, _ change: String, _ slope: String) {
      (self.before, self.change, self.slope) = (before, change, slope)
    }
  }

  /// What is called: the value by itself and by a loop, slopes by every transformation.
  private static let calls: [(call: String, isSlope: Bool, needs: String)] = [
    ("f'(2.0)", true, "grad"), ("grad(f)(2.0)", true, "grad"),
    ("jacobian(f)(2.0)[1, 1]", true, "jacobian"), ("jvp(f, 2.0, 1.0)", true, "jvp"),
    ("grad(x -> f(x))(2.0)", true, "grad"), ("map(grad(f), [2.0])[1]", true, "map"),
    ("vjp(f, 2.0, 1.0)", true, "vjp"), ("vmap(grad(f))([2.0])[1]", true, "vmap"),
    ("vmap(f)([2.0])[1]", false, "vmap"), ("iterate(f, 2.0, 1)", false, "iterate"),
    ("f''(2.0)", true, "none"),
  ]

  static let functions = [
    Change("f(x) = x^2", "f(x) = x^3", "12.0"),
    Change("f = x -> x^2", "f = x -> x^3", "12.0"),
    Change("g(x) = x^2; f(x) = g(x)*x", "g(x) = sin(x)", "cos(2.0)*2 + sin(2.0)"),
    Change("h(x) = x^2; g(x) = h(x) + x; f(x) = g(x)*x", "h(x) = exp(x)", "exp(2.0)*3 + 4"),
    Change("g(x) = f1(x); f1(x) = x; f(x) = g(x)*x", "f1(x) = 1/x; g(x) = f1(x)^2", "-1/4"),
    Change("g(x) = x^2; f(x) = map(g, [x, 2*x])[2]", "g(x) = x^3", "96.0"),
    Change("g(x) = x^2; h(k, x) = k(x); f(x) = h(g, x)", "g(x) = x^3", "12.0"),
    Change("g(x) = x^2; h(k, x) = k(x); f(x) = h(g, x)", "h(k, x) = 2*k(x)", "8.0"),
    Change("g(x, n=2) = x^n; f(x) = g(x)", "g(x, n=3) = x^n", "12.0"),
    Change("g(x, n=2) = x^n; f(x) = g(x, n=4)", "g(x, n=3) = n*x", "4.0"),
    Change("φ = sin; f(x) = φ(x)", "φ = cos", "-sin(2.0)"),
    Change("φ = x -> x^2; f(x) = φ(x)", "φ = x -> 5*x", "5.0"),
    Change("g(x) = x^2; f(x) = g'(x)*x", "g(x) = x^3", "36.0"),
    Change("g(x) = x^2; f(x) = g'(x)*x", "g = exp", "3*exp(2.0)"),
    Change(
      "g(x) = if x < 3 { x^2 } else { x }; f(x) = g(x)", "g(x) = if x < 1 { x^2 } else { x }", "1.0"
    ),
    Change(
      "g(x) = { for i in 1:2 { x = x^2 }; x }; f(x) = g(x)",
      "g(x) = { for i in 1:3 { x = x^2 }; x }",
      "8*2.0^7"),
    // A builtin hidden, and found again.
    Change("f(x) = exp(x)*x", "exp(x) = x^4", "5*2.0^4"),
    Change("g(x) = tanh(x); f(x) = g(x) + x", "tanh(x) = x^2", "5.0"),
    Change("tanh(x) = x^2; f(x) = tanh(x)", ":clear tanh", "1 - tanh(2.0)^2"),
    Change("f(x) = π*x^2", "π = 3", "12.0"),
    // Forgotten and defined again.
    Change("g(x) = x^2; f(x) = g(x)", ":clear g\ng(x) = x^3", "12.0"),
    Change("a = 2.0; f(x) = a*x^2", ":clear\na = 3.0; f(x) = a*x^2", "12.0"),
    // Functions that functions made.
    Change("made(a) = x -> a*x^2; f = made(2.0)", "f = made(3.0)", "12.0"),
    Change("made(a) = { g = x -> a*x; x -> g(x)*x }; f = made(2.0)", "f = made(5.0)", "20.0"),
    Change("c = 2.0; made(a) = x -> a*c*x^2; f = made(2.0)", "c = 0.5", "4.0"),
    Change("made(k) = x -> k(x)^2; g(x) = x; f = made(g)", "f = made(exp)", "2*exp(4.0)"),
    Change("m = (b = 2.0, apply = (m, x) -> m.b*x^2); f(x) = m(x)", "m.b = 3.0", "12.0"),
    Change(
      "m = (b = 2.0, apply = (m, x) -> m.b*x^2); f(x) = m(x)", "m.apply = (m, x) -> m.b*x", "2.0"),
  ]

  static let values = [
    Change("a = 2.0; f(x) = a*x^2", "a = 3.0", "12.0"),
    Change("a = 2; f(x) = a*x^2", "a = 3", "12.0"),
    Change("a = 2; f(x) = a*x^2", "a = 2.5", "10.0"),
    Change("a = 2.0; g(x) = a*x; f(x) = g(x)*x", "a = -1.0", "-4.0"),
    Change("a = 2.0; f(x) = a*x^2", "a = nan; a = 1.5", "6.0"),
    Change("a = 0.0; f(x) = x^2/(1 + a)", "a = -0.5", "8.0"),
    Change("n = 2; f(x) = x^n", "n = 3", "12.0"),
    Change("n = 2; f(x) = { for i in 1:n { x = x^2 }; x }", "n = 3", "8*2.0^7"),
    Change("n = 2; f(x) = sum(i in 1:n, x^i)", "n = 3", "17.0"),
    Change("n = 2; f(x) = prod([x for i in 1:n])", "n = 4", "32.0"),
    Change("k = 1; t = [2.0, 5.0]; f(x) = t[k]*x^2", "k = 2", "20.0"),
    Change("t = [2.0, 5.0]; f(x) = sum(t)*x^2", "t[1] = 1.0", "24.0"),
    Change("t = [2.0, 5.0]; f(x) = sum(t)*x^2", "t = [1.0, 2.0, 3.0]", "24.0"),
    Change("t = [2.0, 5.0]; f(x) = sum(t)*x^2", "t = eye(3)", "12.0"),
    Change("t = [2.0, 5.0]; f(x) = sum(t)*x^2", "t = 4.0", "16.0"),
    Change("t = [2.0, 5.0]; f(x) = sum(t)*x^2", "t = [1, 2]", "12.0"),
    Change("t = [2.0, 5.0]; f(x) = sum(t)*x^2", "t = zeros(0)", "0.0"),
    Change("t = [2.0, 5.0]; f(x) = sum(t[t > 3])*x^2", "t[1] = 4.0", "36.0"),
    Change("t = [2.0, 5.0]; f(x) = size(t)*x^2", "t = [1.0]", "4.0"),
    Change("A = eye(2); f(x) = det(A*x)", "A[1, 2] = 3.0; A[2, 1] = 1.0", "-8.0"),
    Change("r = (a = 2.0, b = 1.0); f(x) = r.a*x^2 + r.b", "r.a = 3.0", "12.0"),
    Change("r = (a = 2.0, b = 1.0); f(x) = r.a*x^2", "r = (b = 1.0, a = 4.0)", "16.0"),
    Change("r = (a = [2.0, 1.0],); f(x) = sum(r.a)*x^2", "r.a[2] = 2.0", "16.0"),
    Change("t = (1.0, 2.0); f(x) = t[2]*x^2", "t = (1.0, 3.0)", "12.0"),
    Change(
      "t = (1.0, 2.0); f(x) = { s = 0.0; for a in t { s = s + a*x^2 }; s }", "t = (1.0, 2.0, 4.0)",
      "28.0"),
    Change(
      "mode = \"square\"; f(x) = if mode == \"square\" { x^2 } else { x^3 }", "mode = \"cube\"",
      "12.0"),
    Change("cubic = false; f(x) = if cubic { x^3 } else { x^2 }", "cubic = true", "12.0"),
    Change("a = 1.0; f(x) = if x > a { x^2 } else { x^3 }", "a = 5.0", "12.0"),
    Change("a = 3.0; f(x) = { while x < a { x = 2*x }; x }", "a = 30.0", "16.0"),
    Change("r = 1:3; f(x) = sum([i*x^2 for i in r])", "r = 2:4", "36.0"),
    Change("a = 2.0; b = a; f(x) = b*x^2", "a = 7.0; b = 3.0", "12.0"),
  ]

  static let modules = [
    Change("use gan; f(x) = logistic(x)", "gan.logistic = t -> t^2", "4.0"),
    Change("use gan; f(x) = game(logistic)(x, 0.5)[2]", "gan.loss = f -> (θ, ψ) -> ψ*θ^3", "12.0"),
    Change("use gan; v = game(wasserstein); f(x) = v(x, 3.0)[2]", "v = game(t -> t^2)", "24.0"),
    Change(
      "use gan; f(x) = simultaneous(game(wasserstein), 0.5)(x, x)[2]",
      "gan.simultaneous = (v, h) -> (θ, ψ) -> (θ, ψ*v(θ, ψ)[2]*h)", "2.0"),
    Change("use gan as d; f(x) = d.wasserstein(x)*x", "d.wasserstein = t -> t^2", "12.0"),
  ]

  @Test(arguments: functions + values + modules) func aChangeIsSeen(_ change: Change) {
    let used = Self.session(change.before), fresh = Self.session(change.before)
    for call in Self.available { _ = used.shows(call.call) }
    let first = used.shows("grad(f)(2.0)")
    for prompt in [used, fresh] { #expect(prompt(change.change).outcome == .ok, "\(change)") }
    for call in Self.available {
      #expect(used.shows(call.call) == fresh.shows(call.call), "\(call.call) of \(change)")
      guard call.call != "f''(2.0)" else { continue }
      let expected = call.isSlope ? change.slope : "f(2.0)"
      let reply = used("check \(call.call) ≈ \(expected) tol 1e-13 abs 1e-14")
      #expect(reply.outcome == .ok, "\(call.call) of \(change)\n\(reply.diagnostics)")
    }
    // A case in which nothing changes would prove nothing.
    #expect(used.shows("grad(f)(2.0)") != first, "\(change)")
  }

  /// Calls in a row that differ in what a trace may depend on.
  @Test(arguments: [
    (
      "power(x, n) = x^n",
      ["partial(power, 1)(2.0, 2)", "partial(power, 1)(2.0, 3)", "partial(power, 1)(2.0, 2.5)"]
    ),
    (
      "f(x, n=2) = x^n",
      ["grad(x -> f(x))(2.0)", "grad(x -> f(x, n=3))(2.0)", "grad(x -> f(x, n=2))(2.0)"]
    ),
    (
      "f(x) = sum(x^2)",
      [
        "grad(f)([1.0, 2.0])", "grad(f)([1.0, 2.0, 3.0])", "grad(f)(2.0)", "grad(f)(eye(2))",
        "grad(f)(zeros(0))", "type(grad(f)(f32([1, 2])))", "grad(f)(3)",
      ]
    ),
    ("f(x) = if x > 0 { x^2 } else { x^3 }", ["f'(2.0)", "f'(-2.0)", "f'(1.0)", "f'(0.0)"]),
    (
      "f(x) = { n = 0; while x > 1 { x = x/2; n = n + 1 }; x*n }",
      ["f'(8.5)", "f'(0.5)", "f'(100.0)"]
    ),
    ("t = [3.0, 5.0]; f(x) = t[round(x)]*x", ["f'(1.1)", "f'(2.2)", "f'(0.9)"]),
    (
      "f(m, x) = if m == \"sin\" { sin(x) } else { x^2 }",
      ["partial(f, 2)(\"sin\", 2.0)", "partial(f, 2)(\"sq\", 2.0)"]
    ),
    (
      "f(g, x) = g(x)^2",
      ["partial(f, 2)(sin, 2.0)", "partial(f, 2)(x -> x, 2.0)", "partial(f, 2)(exp, 2.0)"]
    ),
    (
      "f(p) = p.a*2",
      ["grad(f)((a = 1.0,))", "grad(f)((a = 1.0, b = 2.0))", "grad(f)((b = 2.0, a = 1.0))"]
    ),
    ("f(x) = if x < 0 { error(\"negative\") } else { x^2 }", ["f'(2.0)", "f'(3.0)"]),
    (
      "f(x, y) = x^2*y",
      [
        "grad(f, wrt=\"x\")(2.0, 3.0)", "grad(f, wrt=\"y\")(2.0, 3.0)", "grad(f)(2.0, 3.0)",
        "hessian(f)(2.0, 3.0)", "partial(f, 2)(2, 3)",
      ]
    ),
    (
      "made(a) = x -> a*x^2",
      ["made(1.0)'(2.0)", "made(2.0)'(2.0)", "made(2)'(2.0)", "made([1.0, 2.0])(2.0)"]
    ),
    ("f(x) = [(y -> a*y^2)'(x) for a in 1:3]", ["f(1.0)", "f(2.0)"]),
  ])
  func callsInARowAreIndependent(before: String, calls: [String]) {
    let used = Self.session(before)
    for call in calls + calls.reversed() {
      #expect(used.shows(call) == Self.session(before).shows(call), "\(call) of \(before)")
    }
  }

  /// A call that fails, by an error, a missing name or a shape, leaves nothing wrong behind.
  @Test(arguments: [
    ("f(x) = g(x)", "g(x) = x^2", "4.0"), ("f(x) = x^2 + a", "a = 1.0", "4.0"),
    ("t = [1.0]; f(x) = t[2]*x", "t = [1.0, 5.0]", "5.0"),
    ("b = [1.0, 2.0]; f(x) = sum(solve(eye(3), b))*x", "b = ones(3)", "3.0"),
    ("f(x) = error(\"no\")", "f(x) = x^2", "4.0"), ("f(x) = [x, x]", "f(x) = x*x", "4.0"),
  ])
  func aFailureIsNotKept(before: String, change: String, slope: String) {
    let prompt = Self.session(before)
    for _ in 0..<2 { #expect(prompt("grad(f)(2.0)").outcome == .failed) }
    prompt(change)
    #expect(prompt.shows("grad(f)(2.0)") == slope)
    if before.contains("g(x)") {
      prompt(":clear g")
      #expect(prompt("grad(f)(2.0)").diagnostics.contains("error[name]"))
    }
  }

  /// Functions that draw: what is kept has the draws of the statement that calls it, and of what it
  /// reads now.
  @Test(arguments: [
    ("f(x) = { z ~ Normal(0, 1); x^2*z }", "f(x) = { z ~ Normal(1, 2); x^2*z }"),
    ("c = 1.0; f(x) = { z ~ Normal(x, c); z^2 }", "c = 2.0"),
    ("D = Normal(0, 1); f(x) = { z ~ D; z*x^2 }", "D = Laplace(0, 1)"),
    ("g(x) = { z ~ Normal(x, 1); z }; f(x) = g(x)^2", "g(x) = { z ~ Normal(x, 3); z }"),
    ("f(x) = E(z ~ Normal(x, 1), z^2, n=50)", "f(x) = E(z ~ Normal(x, 1), z^3, n=50)"),
    ("m = 50; f(x) = E(z ~ Normal(x, 1), z^3, n=m)", "m = 70"),
    ("h(x) = x; f(x) = E(z ~ Normal(x, 1), h(z)^3, n=50)", "h(x) = 2*x"),
    (
      "how = \"samples\"; f(x) = E(z ~ Normal(x, 1), z^3, n=50, method=how)", "how = \"antithetic\""
    ),
    ("ys = [1.0, 2.0]; f(x) = { z ~ Normal(0, 1); E(y ~ ys, (y - x)^2)*z }", "ys = [1.0, 5.0]"),
    (
      "f(x) = { for i in 1:20 { z ~ Normal(0, 1); x = sin(x + z) }; x }",
      "f(x) = { for i in 1:21 { z ~ Normal(0, 1); x = sin(x + z) }; x }"
    ),
    ("f(x) = x^2*uniform_noise()", "f(x) = x^2*normal_noise()"),
  ])
  func drawsAreNotKept(before: String, change: String) {
    let calls = [
      "f'(2.0)", "grad(f)(2.0)", "jvp(f, 2.0, 1.0)", "vjp(f, 2.0, 1.0)", "vmap(f)([2.0, 3.0])",
      "vmap(grad(f))([2.0])", "iterate(x -> f(x)/9, 2.0, 2)", "map(grad(f), [2.0])", "f(2.0)",
    ]
    for call in calls {
      let used = Self.session(before), once = Self.session(before)
      let first = used.shows("seed(3); \(call)")
      // Kept by now; another statement and another seed draw anew, the same seed the same again.
      let second = used.shows(call)
      #expect(second != first, "\(call)")
      #expect(used.shows("seed(4); \(call)") != first, "\(call)")
      #expect(used.shows("seed(3); \(call)") == first, "\(call)")
      #expect(once.shows("seed(3); 1; \(call)") == first)
      #expect(once.shows(call) == second, "\(call)")
      let fresh = Self.session(before)
      for prompt in [used, fresh] { #expect(prompt(change).outcome == .ok) }
      let changed = fresh.shows("seed(3); \(call)")
      #expect(changed != first, "\(call) of \(change)")
      #expect(used.shows("seed(3); \(call)") == changed, "\(call) of \(change)")
    }
  }

  /// A module is read again when its file changed.
  @Test func aFileThatChangedIsSeen() throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("gm-trace-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appendingPathComponent("lib.gms"), prompt = Prompt()
    for (text, slope) in [("inner(x) = x^2", "4.0"), ("inner(x) = x^3 + 0*x", "12.0")] {
      try "\(text)\nouter(x) = inner(x)".write(to: file, atomically: true, encoding: .utf8)
      prompt("use \"\(file.path)\"")
      #expect(prompt.shows("f(x) = outer(x); grad(f)(2.0)") == slope)
      #expect(prompt.shows("grad(outer)(2.0)") == slope)
    }
  }

  private static var available: [(call: String, isSlope: Bool, needs: String)] {
    calls.filter { $0.needs == "none" || BuiltinTable.has($0.needs) }
  }

  private static func session(_ before: String) -> Prompt {
    let prompt = Prompt()
    #expect(prompt(":set digits 17\n:set width 400\n\(before)").outcome == .ok, "\(before)")
    return prompt
  }
}
