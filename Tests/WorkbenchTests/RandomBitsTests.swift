import Testing

@testable import Workbench

/// Draws depend on the seed, on the number of the statement that draws and on the place of the draw:
/// on nothing else.
struct RandomBitsTests {
  private static let exactly = ":set digits 17\n:set width 400\n"

  private static let definitions = """
    drawn(a) = { z ~ Normal(a, 1); z }
    walk(x, n) = { for i in 1:n { e ~ Normal(0, 1); x = 0.9*x + e }; x }
    down(n) = if n == 0 { 0.0 } else { z ~ Normal(0, 1); z + down(n - 1) }
    """

  /// Statements that draw.
  private static let draws = [
    "z ~ Normal(0, 1)", "x = drawn(2.0); x", "walk(0.5, 20)", "down(4)",
    "[drawn(k) for k in 1:3]", "sum(k in 1:3, drawn(k))", "map(drawn, [1.0, 2.0])",
    "vmap(drawn)([1.0, 2.0])", "(u, v) = (uniform_noise(3), normal_noise(2)); [u[3], v[2]]",
    "E(z ~ Normal(0, 1), exp(z), n=20000)", "grad(t -> E(z ~ Normal(t, 1), z^2, n=3000))(0.5)",
    "for i in 1:3 { y ~ Exponential(i) }; y",
    "if z > 0 { w ~ Uniform(0, 1) } else { w ~ Normal(0, 1) }; w",
    "iterate(x -> { e ~ Normal(0, 1); x/2 + e }, 1.0, 40)", "sum(normal_noise(100, 70))",
    "Var(z ~ Normal(0, 1), z, n=9000)", "sample(Normal(0, 1), 4)",
    "M = normal_noise(90, 90); sum(M @ M)",
    "E(z ~ Normal(0, 1), z^2, n=8000, method=\"stratified\")", "k ~ Categorical([0.2, 0.8]); k",
    "gamma_noise([0.3, 1.0, 20.0])", "sum(log_gamma_noise(full(0.01, 3000)))",
    "poisson_noise([0.5, 12.0, 1e9])", "E(z ~ Normal(0, 1), z*gamma_noise(exp(z)), n=9000)",
  ]

  private static func shown(_ statements: [String], threads: Int = 1) -> [String] {
    let prompt = Prompt { $0.threads = threads }
    prompt("\(exactly)\(definitions)\nseed(9)")
    return statements.map { prompt.shows($0) }
  }

  @Test(.serialized, arguments: [2, 3]) func threadsChangeNothing(threads: Int) {
    #expect(Self.shown(Self.draws, threads: threads) == Self.shown(Self.draws))
  }

  /// Statements without draws before each statement.
  @Test(arguments: [
    "1 + 1", "f(x) = x^2; f(3)", "g(x) = { z ~ Normal(x, 1); z }", "sum(1:10)",
    "for i in 1:3 { i^2 }", "grad(x -> x^2)(3.0)", "h = x -> drawn(x)", "D = Normal(0, 1)",
    "log_density(Normal(0, 1), 0.3)", "use solve", "if false { drawn(1.0) }", ":who",
    "E(k ~ Bernoulli(0.3), k)", "E(z ~ Normal(0, 1), z, method=quad(4))", "seed()",
    "frozen(1, { q ~ Normal(0, 1); q })", "vmap(x -> x^2)([1.0, 2.0])",
  ])
  func statementsThatDoNotDrawChangeNothing(quiet: String) {
    let prompt = Prompt()
    prompt("\(Self.exactly)\(Self.definitions)\nseed(9)")
    var shown: [String] = []
    for draw in Self.draws {
      prompt.shows(quiet)
      shown.append(prompt.shows(draw))
    }
    #expect(shown == Self.shown(Self.draws), "\(quiet)")
  }

  /// The same function, with a statement that does not draw wherever one may stand.
  @Test(arguments: [
    "1 + 1", "q = 3", "sum(1:4)", "sq(x)", "r = [i^2 for i in 1:3]", "for k in 1:2 { k }",
  ])
  func quietStatementsInsideFunctionsChangeNothing(quiet: String) {
    func text(_ s: String) -> String {
      """
      sq(x) = x^2
      f(x) = {
          \(s)z ~ Normal(x, 1)
          for i in 1:3 {
              \(s)e ~ Normal(z, 1)
              \(s)if e > x {
                  \(s)z ~ Uniform(0, 1)
              } else {
                  \(s)z = e/2
              }
              \(s)for j in 1:i { \(s)u ~ Normal(0, 1); z = z + u/4 }
          }
          \(s)n = 0
          while n < 3 { \(s)n = n + 1; y ~ Exponential(1); z = z - y/9 }
          \(s)(x + z)/2
      }
      """
    }
    let calls = [
      "f(0.3)", "iterate(f, 0.3, 12)", "jvp(f, 0.3, 1.0)", "E(z ~ Normal(0, 1), f(z), n=50)",
    ]
    var results: [[String]] = []
    for s in ["", "\(quiet); "] {
      let prompt = Prompt()
      prompt("\(Self.exactly)\(text(s))\nseed(4)")
      results.append(calls.map { prompt.shows($0) })
    }
    #expect(results[0] == results[1])
  }

  /// Functions of a number that draw, in every kind of control flow.
  static let bodies = [
    "{ z ~ Normal(x, 1); z*x }", "drawn(x) + drawn(x)", "walk(x, 5)", "walk(x, 300)", "down(3)*x",
    "{ (a, b) = (drawn(x), drawn(2.0)); a*b }", "{ z ~ Normal(0, 1) like [x, 1, 2]; sum(z)*x }",
    "{ z ~ Normal([x, 1.0], [1.0, 2.0]); z @ z }",
    "{ for i in 1:30 { e ~ Normal(x, 1); if e > 2.3 { break }; x = tanh(x + e/4) }; x }",
    "{ n = 0; while abs(x) > 0.3 and n < 40 { n = n + 1; e ~ Normal(0, 0.3); x = 0.8*x + e }; x*n }",
    "{ for i in 1:4 { for j in i:12 { e ~ Uniform(0, 1); x = 0.9*x + e*j/50 } }; x }",
    "{ if x > 0.2 { z ~ Normal(x, 1) } else { z ~ Exponential(2) }; z }",
    "{ z ~ Normal(0, 1); if z > x { w ~ Uniform(0, 1) } else { w ~ Normal(z, 1) }; w*x }",
    "sum([drawn(k*x) for k in 1:3])", "sum(k in 1:12, drawn(x)/k)", "sum(map(drawn, [x, 2*x]))",
    "sum(vmap(drawn)([x, 2*x, 1.0]))", "prod([{ e ~ Normal(x, 0.1); e } for k in 1:3])",
    "{ k ~ Bernoulli(0.4); if k == 1 { x^2 } else { drawn(x) } }",
    "{ for i in 1:20 { k ~ Categorical([0.2, 0.8]); if k == 1 { next }; x = sin(x) + drawn(i)/9 }; x }",
    "{ for r in [1.0, 2.0, 3.0] { x = tanh(x*r + uniform_noise()) }; x }",
    "{ f = u -> { e ~ Normal(u, 1); e }; f(x) + f(x) }",
    "iterate(u -> { e ~ Normal(0, 1); tanh(u + e) }, x, 3)",
    "iterate(u -> { e ~ Normal(0, 1); tanh(u + e) }, x, 400)",
    "{ for i in 1:3 { if drawn(x) > 1.5 { return x*i } }; drawn(x) }",
    "grad(u -> { e ~ Normal(u, 1); u*e^2 })(x)", "log_density(Normal(x, 1), drawn(x))",
    "{ z ~ Mixture([0.3, 0.7], (Normal(-1, 0.5), Normal(1, 0.2))); z + x }",
    "sum(sample(Normal(x, 1), 3))", "gamma_noise(x^2 + 0.2)", "sum(log_gamma_noise([x^2, 3.0]))",
    "x*sum(poisson_noise([2.0, 30.0]))",
  ]

  /// The value of f in a derivative: of s f(x) by s.
  private static let values = [
    "jvp(part, (0.4, 1.0), (0.0, 1.0))", "grad(part, wrt=\"s\")(0.4, 1.0)",
    "vjp(part, (0.4, 1.0), 1.0)[2]", "jacobian(part, wrt=\"s\")(0.4, 1.0)[1, 1]",
  ]

  @Test(arguments: bodies) func recordedDrawsAreEvaluatedDraws(body: String) {
    let prompt = Prompt()
    prompt("\(Self.exactly)\(Self.definitions)\nf(x) = \(body)\npart(x, s) = stop(f(x))*s")
    for seed in 1...3 {
      let expected = prompt.shows("seed(\(seed)); part(0.4, 1.0)")
      for value in Self.values {
        // Again with what is kept of the first time.
        for _ in 0..<2 { #expect(prompt.shows("seed(\(seed)); \(value)") == expected, "\(value)") }
      }
    }
  }

  /// Rows that are computed together draw what they draw one by one, as they are where a size in the
  /// function must be a number.
  @Test(arguments: bodies) func rowsAreTurns(body: String) {
    func prompt(_ size: String) -> Prompt {
      let prompt = Prompt()
      prompt(
        """
        \(Self.exactly)\(Self.definitions)
        f(x) = { ones(round(2 + 0*\(size))); \(body) }
        xs = [0.4, -0.7, 1.3, 0.4]
        """)
      return prompt
    }
    let together = prompt("1.0"), apart = prompt("x")
    let rows = together.shows("seed(2); a = vmap(f)(xs); a")
    #expect(apart.shows("seed(2); vmap(f)(xs)") == rows)
    // Equal rows draw differently, and further rows change nothing.
    #expect(together.shows("a[1] == a[4]") == "false" || body.contains("Bernoulli"))
    #expect(together.shows("seed(2); b = vmap(f)(xs[1:2]); all(b == a[1:2])") == "true")
  }

  /// Kept points are those of shorter iterations, compiled or not.
  @Test(arguments: [1, 2, 7, 300]) func iterationsContinue(count: Int) {
    let prompt = Prompt()
    prompt(
      """
      \(Self.exactly)step(x) = { e ~ Normal(0, 1); tanh(x + e) }
      part(s) = stop(iterate(step, 0.4, \(count)))*s
      """)
    let last = prompt.shows("seed(5); iterate(step, 0.4, \(count))")
    #expect(prompt.shows("seed(5); iterate(step, 0.4, 400, every=1)[\(count + 1)]") == last)
    #expect(prompt.shows("seed(5); part(1.0)") == prompt.shows("seed(5); grad(part)(1.0)"))
  }

  /// Compiled random programs draw what evaluated ones draw.
  @Test(arguments: 1...30) func randomProgramsDrawTheSame(seed: UInt64) {
    var generator = FunctionGenerator(seed: seed, draws: true)
    let text = generator.definition(), prompt = Prompt()
    prompt(
      """
      \(Self.exactly)\(FunctionGenerator.prelude)
      \(text)
      part(x, y, w, s) = stop(f(x, y, w))*s
      p = (0.37, -0.61, [0.2, -0.7, 1.1], 1.0)
      d = (0.3, -0.8, [0.5, -0.1, 0.9], 0.0)
      """)
    for key in 1...2 {
      let value = prompt.shows("seed(\(key)); part(p...)")
      for call in [
        "jvp(part, p, (0.0, 0.0, zeros(3), 1.0))", "grad(part, wrt=\"s\")(p...)",
        "vjp(part, p, 1.0)[4]",
      ] {
        #expect(prompt.shows("seed(\(key)); \(call)") == value, "\(call)\n\(text)")
      }
      let reply = prompt(
        """
        F(x, y, w, s) = f(x, y, w)*s
        seed(\(key)); a = jvp(F, p, d)
        seed(\(key)); b = vjp(F, p, 1.0)
        check a ≈ b[1]*d[1] + b[2]*d[2] + b[3] @ d[3] tol 1e-10 abs 1e-12
        """)
      #expect(reply.outcome == .ok, "\(reply.diagnostics)\n\(text)")
    }
  }
}
