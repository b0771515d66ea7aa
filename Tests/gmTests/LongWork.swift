import Testing

/// Work at the prompt that takes longer than anyone waits; FOLDER is a folder for files.
struct LongWork: Sendable, CustomTestStringConvertible {
  let what: String
  /// What is entered before, and waited for.
  var before: [String] = []
  let entry: String
  /// How long it takes until it is in the middle of it.
  var seconds = 0.4
  /// What is asked afterwards, with the answer.
  var after: (entry: String, answer: String)?

  init(
    _ what: String, _ before: String..., entry: String, seconds: Double = 0.4,
    after: (entry: String, answer: String)? = nil
  ) {
    (self.what, self.before, self.entry, self.seconds) = (what, before, entry, seconds)
    self.after = after
  }

  var testDescription: String { what }

  /// All kinds of long work.
  static let all =
    loops + trees + tensors + algebra + draws + transformations + training + files + rest

  private static let loops = [
    LongWork("a scalar loop", entry: "while true { }"),
    LongWork(
      "a loop with an accumulator", entry: "s = 0.0; for i in 1:10^10 { s = s + 1/i^2 }; s",
      after: ("s > 0", "true")),
    LongWork(
      "recursion", "f(n) = if n < 2 { n } else { f(n - 1) + f(n - 2) }", entry: "f(60)"),
    LongWork("a list", entry: "x = [i^2 for i in 1:10^8];"),
    LongWork("a sum", entry: "sum(i in 1:10^10, 1/i^2)"),
    LongWork(
      "a compiled loop of numbers",
      entry: "iterate((x, y) -> (x + 0.1*y, y - 0.1*x), (1.0, 0.0), 10^10)", seconds: 0.6),
    LongWork(
      "a compiled loop of small tensors", entry: "iterate(x -> tanh(x), ones(40), 10^10)",
      seconds: 0.6),
    LongWork(
      "a compiled loop of large tensors", "A = normal_noise(600, 600)/30;",
      entry: "iterate(x -> tanh(A @ x), ones(600, 600), 10^10)", seconds: 0.6),
  ]

  private static let trees = [
    "flatten(t)", "flatten(k)", "t + t", "2*t", "-t", "t == t", "\"{t}\"", "text(t)", "t",
    "map_leaves(x -> x + 1, t)", "sum(leaves(t))",
  ].map {
    LongWork(
      "a tree: \($0)",
      "t = (1.0, 2.0); k = (1, 2.0); for i in 1:20 { t = (t, t); k = (k, k) }",
      entry: "for i in 1:1000 { a = \($0) }; \($0)", seconds: 0.8)
  }

  private static let tensors = [
    LongWork("elements", "x = ones(10^7);", entry: "for k in 1:10^4 { exp(sin(x)) }"),
    LongWork("a product", "A = normal_noise(4096, 4096);", entry: "for i in 1:100 { A @ A }"),
    LongWork(
      "products of a batch", "A = ones(40000, 16, 16);", entry: "for k in 1:10^4 { A @ A }"),
    LongWork("sorting", "x = normal_noise(2*10^7);", entry: "for k in 1:100 { sort(x) }"),
    LongWork("running sums", "x = ones(2*10^7);", entry: "for k in 1:10^4 { cumsum(x) }"),
    LongWork(
      "taking by positions", "x = ones(10^6);", "k = i64(floor(1 + 9e5*uniform_noise(10^7)));",
      entry: "for j in 1:10^4 { x[k] }", seconds: 0.8),
    LongWork(
      "storing by positions", "x = ones(10^6);", "k = i64(floor(1 + 9e5*uniform_noise(10^7)));",
      entry: "for j in 1:10^4 { x[k] = 2 }", seconds: 0.8, after: ("len(x)", "1000000")),
  ]

  private static let algebra = ["eig", "eigh", "svd", "qr", "inv", "expm", "det"].map {
    LongWork(
      $0, "A = normal_noise(1600, 1600); A = A + A';", entry: "for k in 1:100 { \($0)(A/100) }",
      seconds: 0.6)
  }

  private static let draws = [
    LongWork("normal draws", entry: "for k in 1:10^4 { normal_noise(10^7) }"),
    LongWork("draws by rejection", entry: "for k in 1:10^4 { x ~ Gamma(ones(10^7), 1) }"),
    LongWork("an expectation", entry: "E(z ~ Normal(0, 1), exp(z), n=10^9)", seconds: 0.6),
    LongWork(
      "an expectation in another",
      entry: "E(z ~ Normal(0, 1), log E(w ~ Normal(z, 1), exp(w), n=10^5), n=10^5)", seconds: 0.6),
    LongWork(
      "quadrature over draws",
      entry:
        "for k in 1:10^6 { E(a ~ Normal(0, 1), b ~ Normal(0, 1), sin(a*b), method=quad(200)) }",
      seconds: 0.6),
  ]

  private static let transformations = [
    LongWork(
      "a batch", "x = normal_noise(10^5, 10);",
      entry: "for k in 1:10^5 { vmap(v -> sum(sin(v))^2)(x) }", seconds: 0.6),
    LongWork(
      "a large Jacobian", "A = normal_noise(1500, 1500);",
      entry: "for k in 1:1000 { jacobian(x -> tanh(A @ x) + k)(ones(1500)) }", seconds: 1),
    LongWork(
      "a derivative of a loop", entry: "grad(x -> { while x < 1e9 { x = x + 1e-3 }; x })(1.0)"),
    LongWork("a flow", entry: "ode((x, y) -> (y, -x), (0.0, 1.0), 1e7, max_steps=10^10).p"),
    LongWork(
      "a derivation", entry: "derive (x in reals(4000)) { sum(x @ eye(4000)) = sum(x) }",
      seconds: 0.1),
  ]

  private static let training = [
    LongWork(
      "a training", entry: "r = train((w = 0.0,), (m, x) -> (m.w - x)^2, ones(8), steps=10^9)",
      seconds: 0.6, after: ("resume(r, 10).steps == r.steps + 10", "true")),
    LongWork(
      "a training of large steps", "use nn", "net = mlp(64, 512, 512, 64);",
      "d = normal_noise(2048, 64);",
      entry: "r = train(net, (m, x) -> sum((m(x) - x)^2), d, steps=10^6, batch=2048)",
      seconds: 3, after: ("0 < r.steps < r.planned and r.steps == len(r.loss)", "true")),
    LongWork(
      "a game", "use gan", "g = game(logistic)",
      entry: "play(alternating(g, 0.1), (1, 1), 10^10)", seconds: 1),
  ]

  private static let files = [
    ("x = ones(10^7);", "x.gmw"), ("x = ones(10^7);", "x.npy.gz"), ("x = ones(10^7);", "x.idx"),
    ("x = normal_noise(10^6, 4);", "x.csv"), ("x = ones(3000, 3000);", "x.png"),
  ].flatMap { value, file in
    [
      LongWork(
        "writing \(file)", value, entry: "for k in 1:1000 { save(x, \"FOLDER/\(file)\") }",
        seconds: 0.6),
      LongWork(
        "reading \(file)", "\(value) save(x, \"FOLDER/\(file)\")",
        entry: "for k in 1:1000 { y = load(\"FOLDER/\(file)\") }", seconds: 0.6),
    ]
  }

  private static let rest = [
    LongWork("printing", entry: "for i in 1:10^9 { s = \"{i}\" }"),
    LongWork("a density", "x = ones(10^7);", entry: "for k in 1:100 { f = kde(x) }"),
    LongWork("a picture", "x = normal_noise(2*10^6);", entry: "plot(x, x)", seconds: 0.3),
    LongWork(
      "a picture as a file", "x = normal_noise(10^6); f = plot(x, x);",
      entry: "for k in 1:1000 { save(f, \"FOLDER/x.svg\") }", seconds: 0.3),
    LongWork("the time of a loop", entry: ":time while true { }"),
    LongWork("the search for a nan", entry: ":nan iterate(x -> cos(x), 1.0, 10^9)"),
  ]
}
