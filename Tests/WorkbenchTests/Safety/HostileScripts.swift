/// Scripts that would use more than they are given: each by another way.
enum HostileScripts {
  static let all = loops + drivers + texts + trees + tensors + functions + figures + sessions

  /// Loops of every form.
  private static let loops = [
    "while true { }", "for i in 1:10^18 { }", "for i in 1:10^18 { next }",
    "sum(i in 1:10^12, i)", "sum(i in 1:10^12, 0.5)", "prod(i in 1:10^12, 1)",
    "[i for i in 1:10^9]", "[[1 for i in 1:10^4] for j in 1:10^4]",
    "for i in 1:10^9 { print(i) }", "if true { while true { } }",
    "f(x) = { for i in 1:10^12 { x = x * 2 }; x }; f(1.0)",
    "f(x) = { while x < 1e300 { x = x + 1e-9 }; x }; grad(f)(1.0)",
    "f(x) = { for i in 1:10^12 { x = x * 2 }; x }; :trace f(1.0)",
    ":time while true { }", ":nan while true { }", "frozen(1, { while true { } })",
  ]

  /// Builtins that call a function, or take steps, until they are content.
  private static let drivers = [
    "iterate(x -> x + 1, 0.0, 10^12)", "iterate(x -> { while true { x = x + 1 }; x }, 0.0, 2)",
    "newton(x -> { for i in 1:10^12 { x = x + 0 }; x }, 1.0)", "fixed_point(x -> x + 1, 0.0)",
    "root(x -> { while true { }; x }, -1, 1)", "quad(x -> sin(1/x)/x, 0, 1)",
    "ode(x -> 1e9*x, 1e-300, 1e9)", "minimizer(x -> { while true { }; x }, 0.0)",
    "E(z ~ Normal(0, 1), z^2, n=10^13)", "E(z ~ Normal(0, 1), { while true { }; z })",
    "E(a ~ Normal(0,1), b ~ Normal(0,1), c ~ Normal(0,1), d ~ Normal(0,1), a*b*c*d, method=quad(200))",
    "while true { x ~ Gamma(0.001, 1) }", "while true { x ~ Poisson(1e15) }",
    "x ~ Binomial(9999999, 0.5); x",
    "train((w = 1.0), (m, x) -> (m.w - x)^2, [1.0, 2], steps=10^12)",
    "train((w = 1.0), (m, x) -> { for i in 1:10^9 { x = x + 0*m.w }; x^2 }, [1.0, 2], steps=1)",
    "r = train((w = 1.0), m -> m.w^2, steps=3); step(r, n=10^12)",
    "r = train((w = 1.0), m -> m.w^2, steps=3); resume(r, 10^12)",
    "derive (x in reals) { { while true { }; x } = x }",
    "derive (x in reals(100000)) { sum(x) = sum(x) }",
    "derive (x in spd(1000)) { x = x }",
    "plot(x -> { while true { }; x }, 0, 1)", "animate(i -> plot([i]), 1:10^9)",
    "while true { plot(sin, 0, 1) }", "while true { timeit(() -> 1) }",
    "map(x -> { while true { } }, (1, 2))", "vmap(x -> { while true { x = x + 1 }; x })(ones(3))",
  ]

  /// Texts that grow, and what is done to long ones.
  private static let texts =
    ["s = \"a\"; for i in 1:100 { s = \"{s}{s}\" }", "while true { print(\"aaaaaaaaaaaaaaaa\") }"]
    + [
      "print(s)", "s == \"{s}\"", "s < s", "len(s)", "kind(s)", "text(s)", "has((a = 1), s)",
      "put((a = 1), s, 1)", "(s, s) == (s, s)", "filter(x -> x == s, (s, s, s))",
    ].map { "s = \"a\"; for i in 1:15 { s = \"{s}{s}\" }; while true { \($0) }" }

  /// Tuples and records that are wide, deep or shared.
  private static let trees =
    [
      "t = (1, 1); for i in 1:60 { t = (t, t) }", "t = 1; for i in 1:10^6 { t = (t, 1) }",
      "r = (a = 1); for i in 1:10^6 { r = put(r, \"a{i}\", i) }",
      "f = x -> x; for i in 1:10^6 { g = f; f = x -> g(x) }; f(1)",
    ]
    + [
      "t == t", "t + t", "text(t)", "print(t)", "kind(t)", "map(x -> x, t)", "leaves(t)", "-t",
      "\"{t}\"", "len(t)", "t[1]", "exp(t)", "flatten(t)",
    ].map { "t = (1.0, 2.0); for i in 1:9 { t = (t, t) }; while true { \($0) }" }

  /// Tensors that are too large, and work that is larger than they are.
  private static let tensors =
    ["zeros(10^12)", "linspace(0, 1, 10^12)", "x = 1:10^18"]
    + [
      "sum(x)", "x @ x", "sort(x)", "x[1:10]", "max(x)", "any(x > 2)", "cumsum(x)", "norm(x)",
    ].map { "x = ones(5000); while true { \($0) }" }
    + [
      "A @ A", "det(A)", "rank(A)", "norm(A)", "inv(A)", "eig(A)", "svd(A)", "expm(A)", "qr(A)",
      "logdet(A)", "solve(A, A)", "kron(A, A)",
    ].map { "A = eye(40) + ones(40, 40); while true { \($0) }" }

  /// Functions that call themselves, and derivatives of derivatives.
  private static let functions = [
    "f(x) = f(x); f(1)", "f(x) = 1 + f(x + 1); grad(f)(1.0)",
    "f(n) = if n < 2 { n } else { f(n - 1) + f(n - 2) }; f(60)",
    "f = x -> x^5; for i in 1:30 { g = f; f = grad(x -> g(x)) }; f(1.0)",
    "f = x -> sin(x)*exp(x); for i in 1:40 { g = f; f = x -> g(x) + g(x) }; grad(f)(1.0)",
    "hessian(x -> sum(x^3))(ones(300))", "jacobian(x -> x^3)(ones(10000))",
    "f(x) = { y = x; for i in 1:100000 { y = sin(y) + x }; y }; grad(f)(1.0)",
    "f(x, k) = if k < 1 { x } else { f(sin(x) + 1, k - 1) }; iterate(x -> f(x, 300), 1.0, 10^9)",
  ]

  /// Figures that grow though no number is copied, and work that is larger than they are.
  private static let figures =
    [
      "f = plot(sin, 0, 1); for i in 1:10^6 { f = overlay(f, f) }",
      "f = plot(sin, 0, 1); for i in 1:10^6 { f = layout((f, f)) }",
      "f = plot(sin, 0, 1); for i in 1:10^6 { f = layout(f) }",
      "f = note(0, 0, \"a\"); for i in 1:10^6 { f = overlay((f, f, f, f)) }",
      "f = plot(sin, 0, 1); for i in 1:10^6 { f = animate(i -> f, 1:2) }",
      "f = plot(sin, 0, 1); animate(i -> f, 1:10^9)",
    ]
    + [
      "title(f, \"a\")", "axes(f, x=\"a\")", "legend(f, at=\"none\")", "plot(f)", "\"{f}\"",
      "text(f)", "print(f)", "layout((f, f))", "\"{(f, f, f, f)}\"",
    ].map { "f = hline(0); for i in 1:7 { f = overlay(f, f) }; while true { \($0) }" }
    + [
      "x = linspace(0, 1, 5000); while true { hist(x) }",
      "while true { kde(linspace(0, 1, 99)) }",
    ]

  /// Sessions in a session, and what costs a step and shows much.
  private static let sessions = [
    "while true { example(\"sum\") }", "while true { example(\"example\") }",
    "example(\"sin\"); { example(\"sin\"); zeros(10^9) }",
    String(repeating: ":help\n", count: 2000), String(repeating: "?sum\n", count: 2000),
    String(repeating: ":time ", count: 3000) + "1", String(repeating: ":who\n:set\n", count: 2000),
    "1" + String(repeating: "; 1", count: 100_000),
  ]
}
