import Foundation
import Testing

@testable import Workbench

/// What is kept in a workspace comes back as it was, in a session that knows nothing of it.
struct WorkspaceTests {
  /// Code that gives x a value, and what is asked of x.
  struct Case: Sendable, CustomTestStringConvertible {
    let code: String
    let question: String
    var testDescription: String { code }

    init(_ code: String, _ question: String = "x") { (self.code, self.question) = (code, question) }
  }

  static let values: [Case] = [
    Case("x = 3"), Case("x = -9223372036854775807 - 1"), Case("x = 0.1 + 0.2"), Case("x = nan"),
    Case("x = -0.0", "1/x"), Case("x = true"), Case("x = f32(0.1)"),
    Case("x = sqrt(complex(-1, 2))"),
    Case("x = \"\""), Case("x = \"σ\\n\\t\\\"日本 \""), Case("x = none"), Case("x = 2.5*I"),
    Case("x = [1, 2, 3]"), Case("x = zeros(0, 3)", "shape(x)"),
    Case("x = ones(2, 0, 4)", "shape(x)"),
    Case("x = f32([1.5, 2; inf, nan])"), Case("x = [true, false]"),
    Case("x = eig([0, -1; 1, 0])"),
    Case("x = normal_noise(3, 4, 5)", "x[3, :, :]"), Case("x = (1, (2.5, \"a\"), ())"),
    Case("x = (μ = 1, σ = (a = [1.0, 2], b = none))"), Case("x = bundled(\"iris\")", "sum(x)"),
    Case("x = E(z ~ Normal(0, 1), (z, z^2), n=2000)", "(x, x[1]*x[2] - x[2]*x[1])"),
  ]

  static let functions: [Case] = [
    Case("x(t) = t^2 + 1", "x(3)"), Case("x = t -> t*2", "x(3)"),
    Case("x(t, n=3, rest...) = t^n + len(rest)", "(x(2), x(2, 4), x(2, 4, 5, 6), x(2, n=5))"),
    Case("k = 7; x(t) = k*t", "x(3)"), Case("h(t) = t + 1; x(t) = h(h(t))", "x(3)"),
    Case("x(n) = if n < 2 { 1 } else { n*x(n - 1) }", "x(10)"),
    Case("make(k) = { g(n) = if n == 0 { k } else { g(n - 1) + 1 }; g }; x = make(5)", "x(3)"),
    Case("adder(k) = t -> u -> t + u + k; x = adder(10)(1)", "x(2)"),
    Case("a = [1.0, 2]; x = (W = a, f = (m, t) -> m.W*t + a)", "x.f(x, 3)"),
    Case("x = sin", "x(1)"), Case("x = argmin", "x(t -> (t - 2)^2, 0.0)"),
    Case("x = (t -> t, t -> 2*t)", "x[2](4)"),
    Case("x = grad(t -> sum(t^3))", "x([1.0, 2])"),
    Case("f(t, u) = t*u^2; x = grad(f, wrt=\"u\")", "x(2.0, 3)"),
    Case("x = value_and_grad(t -> t^3)", "x(2)"),
    Case("x = jacobian(t -> [t[1]*t[2], t[1]])", "x([3.0, 4])"),
    Case("x = hessian(t -> t[1]^2*t[2])", "x([3.0, 4])"), Case("x = div(t -> t^2)", "x([3.0, 4])"),
    Case("x = laplacian(t -> sum(t^4))", "x([1.0, 2])"),
    Case("f(t, u) = t*u^2; x = partial(f, 2)", "x(2.0, 3)"),
    Case("f(t) = t^3; x = f'", "x(2)"), Case("f(t) = t^3; x = f''", "x(2)"),
    Case("x = static([1.0, 2])", "x()"),
    Case("x = static(normal_noise(5000))", "sum(x())"), Case("x = vmap(t -> t^2)", "x([1.0, 2])"),
    Case("p(z) ~ Normal(0, 2); p(y | z; s) ~ Normal(z, s); x = p", "log x(z=1, y=2; s=3)"),
    Case(
      "d = [1.0, 2, 4]; p(m) ~ Normal(0, 2); p(y[i] | m) ~ Normal(m, 1); x = p",
      "log x(m=1, y=d)"),
    Case("x = Normal([0, 1], 2)", "log_density(x, [1, 2])"),
    Case("x = Mixture([0.3, 0.7], (Normal(0, 1), Normal(3, 1)))", "x"),
    Case("use nn; x = mlp(2, 8, 1)", "x([0.5, 1])"), Case("use gan as g; x = g", "x"),
    Case("x = train((w = 1.0), m -> (m.w - 3)^2, steps=5, opt=adam(0.1))", "resume(x, 20).loss"),
    Case(
      "x = train((w = 1.0), (m, y) -> (m.w - y)^2, Normal(2, 1), steps=5, opt=adam(0.1))",
      "resume(x, 20).loss[20:25]"),
  ]

  static let figures = PlotByTypeTests.pictures.map {
    Case("random_rows(n, d) = sample(Normal(zeros(d), 1), n); x = \($0.code)")
  }

  @Test(arguments: values + functions + figures) func oneValueComesBack(_ c: Case) throws {
    let folder = try WorkspaceFolder(), path = folder.file("x.gmw")
    let before = Prompt(), after = Prompt()
    #expect(before(c.code).outcome == .ok, "\(before(c.code).diagnostics)")
    _ = before.shows("save(x, \"\(path)\")")
    let shown = before(c.question)
    #expect(shown.outcome == .ok, "\(shown.diagnostics)")
    let reply = after("x = load(\"\(path)\");")
    #expect(reply.outcome == .ok, "\(reply.diagnostics)")
    after.session.randomness.reseed(
      before.session.randomness.seed, after: before.session.randomness.statements)
    if let a = before.session.value(of: "x"), let b = after.session.value(of: "x") {
      #expect(a.hasSameBits(as: b))
    }
    #expect(folder.names == ["x.gmw"])
  }

  @Test(arguments: values + functions) func aSessionComesBack(_ c: Case) throws {
    let folder = try WorkspaceFolder(), path = folder.file("s.gmw")
    let before = Prompt(), after = Prompt()
    before("seed(5)")
    before("normal_noise(3)")
    before(c.code)
    let saved = before.shows(":save \(path)"), loaded = after.shows(":load \(path)")
    #expect(saved == loaded)
    for question in [c.question, "normal_noise(2)", ":source x", ":who"] {
      #expect(before.shows(question) == after.shows(question), "\(question)")
    }
  }

  /// What stands in a value twice is kept once: a pair of pairs of pairs, which is 2^60 values.
  @Test func whatIsSharedIsKeptOnce() throws {
    let folder = try WorkspaceFolder(), path = folder.file("x.gmw"), prompt = Prompt()
    prompt("a = normal_noise(100, 100); x = (a, a, (a, a))")
    _ = prompt.shows("save(x, \"\(path)\")")
    let size = try #require(
      try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int)
    #expect(size < 130_000)
  }

  /// A statement that needs code of a workspace begins again, and nobody sees it: what it shows, draws and
  /// assigns is as if the code had been there.
  @Test func aStatementBeginsAgainUnseen() throws {
    let folder = try WorkspaceFolder(), path = folder.file("f.gmw"), maker = Prompt()
    maker("k = 10; f(x) = k*x")
    _ = maker.shows("save(f, \"\(path)\")")
    let entries = [
      "g(p) = { print(\"before\"); u = normal_noise(1); m = load(p); print(\"after\"); (u, m(2)) }",
      "g(\"\(path)\")", "n = 0; for i in 1:3 { n = n + 1; q = load(\"\(path)\"); n = n + q(1) }; n",
      "if true { n = n + 1; n = n + load(\"\(path)\")(1) }; n", "normal_noise(1)",
      "[load(\"\(path)\")(j) for j in 1:3]", "t = (1, load(\"\(path)\")(5))",
    ]
    let fresh = Prompt(), knowing = Prompt()
    knowing("load(\"\(path)\");")
    knowing.session.randomness.reseed(0)
    for entry in entries { #expect(fresh.shows(entry) == knowing.shows(entry), "\(entry)") }
    let once = Prompt()
    once(entries[0])
    #expect(once.shows(entries[1]).components(separatedBy: "before").count == 2)
    // What cannot be taken back is refused, with what to do.
    let other = Prompt()
    other("l(p) = load(p)")
    let refused = other("for i in 1:2 { x = l(\"\(path)\")(i) }")
    #expect(refused.outcome == .failed || other.shows("x") == "20")
  }

  /// A session goes on as if it had not been left: names, draws, training.
  @Test func draws() throws {
    let folder = try WorkspaceFolder(), path = folder.file("s.gmw")
    let before = Prompt(), after = Prompt()
    before(
      "seed(11); u = normal_noise(2); run = train((w = 0.0), (m, x) -> (m.w - x)^2, Normal(2, 1), steps=30, batch=8)"
    )
    _ = before.shows(":save \(path)")
    _ = after.shows(":load \(path)")
    for entry in ["normal_noise(3)", "resume(run, 25).loss", "E(z ~ Normal(0, 1), z^2, n=100)"] {
      #expect(before.shows(entry) == after.shows(entry))
    }
  }
}

extension Value {
  /// Whether the numbers and texts of two values are the same, bit by bit, in the same structure.
  func hasSameBits(as other: Value) -> Bool {
    switch (self, other) {
    case (.float(let a), .float(let b)): a.bitPattern == b.bitPattern
    case (.int(let a), .int(let b)): a == b
    case (.bool(let a), .bool(let b)): a == b
    case (.text(let a), .text(let b)): a == b
    case (.tensor(let a), .tensor(let b)): a.tensor.hasSameBits(as: b.tensor)
    case (.estimate(let a), .estimate(let b)):
      a.mean.hasSameBits(as: b.mean) && a.influences.count == b.influences.count
        && zip(a.influences, b.influences).allSatisfy {
          $0.source == $1.source && $0.deviations.hasSameBits(as: $1.deviations)
        }
    case (.aggregate(let a), .aggregate(let b)):
      a.hasStructure(of: b) && zip(a.items, b.items).allSatisfy { $0.hasSameBits(as: $1) }
    case (.identity(let a), .identity(let b)): a.hasSameBits(as: b)
    case (.function(let a), .function(let b)):
      a.name == b.name && a.captured.count == b.captured.count
        && zip(a.captured, b.captured).allSatisfy { $0.hasSameBits(as: $1) }
    case (.density(let a), .density(let b)): a.text == b.text
    case (.module(let a), .module(let b)): a.name == b.name
    case (.figure, .figure), (.unset, .unset): true
    default: false
    }
  }
}
