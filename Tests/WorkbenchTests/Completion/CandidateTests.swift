import Testing

@testable import Workbench

/// What Tab offers, place by place.
struct CandidateTests {
  struct Case: CustomTestStringConvertible {
    let line: String
    /// The candidates, all of them, or with `some` a part of them.
    let expected: [String]
    var some = false
    /// What may not be among them.
    var never: [String] = []
    var testDescription: String { line }

    init(_ line: String, _ expected: [String], some: Bool = false, never: [String] = []) {
      (self.line, self.expected, self.some, self.never) = (line, expected, some, never)
    }
  }

  // Completion only reads the session.
  nonisolated(unsafe) static let prompt: Prompt = {
    let prompt = Prompt()
    prompt("weights = ones(3, 4); f(x, scale=2) = x*scale; θ = 0.5")
    prompt(
      "run = (loss = [1.0, 2.0], model = (layers = ((W = ones(2, 3), b = [1.0]), 7), depth = 2))")
    prompt("p(x | z; m) ~ Normal(z, m)")
    prompt("use nn as layers")
    prompt("net = layers.mlp(2, 8, 1)")
    return prompt
  }()

  static let locals: [Case] = [
    Case("g(wealth) = wea", ["wealth"]), Case("g(a, wealth=2) = a + wea", ["wealth"]),
    Case("g(a) = {\n  wealthy = 2\n  wea", ["wealthy"]), Case("(a, wealth) -> wea", ["wealth"]),
    Case("map(wealth -> wea", ["wealth"]), Case("for wealth in 1:3 { wea", ["wealth"]),
    Case("for (a, wealth) in c { }; wea", ["wealth"]),
    Case("wealth = 3; wea", ["wealth"]), Case("(wealth, b) = (1, 2); wea", ["wealth"]),
    Case("wealth, b = 1, 2\nwea", ["wealth"]), Case("wealth = wea", []),
    Case("if true { wealth = 3 }; wea", ["wealth"]), Case("h(x) = { wealth = 3 }; wea", []),
    Case("E(wealth ~ q, wea", ["wealth"]), Case("E((a, wealth) ~ q, wea", ["wealth"]),
    Case("sum(wealth in 1:3, wea", ["wealth"]), Case("sum(wealth in 1:3, 1) + wea", []),
    Case("r(wealth | z; m) ~ Normal(wea", ["wealth"]), Case("z ~ q; map(wealth -> 1, wea", []),
    Case("derive (wealth in reals) { wea", ["wealth"]),
    Case("derive (wealth = 3; a in reals(wea", ["wealth"]), Case("wealth(x) = wea", ["wealth"]),
    Case("print(\"loss {wealth} {wei", ["weights"]), Case("q(wealth) = print(\"{wea", ["wealth"]),
    Case("wealth = 3 # wea", []), Case("\"wealth = 3; wea", []),
  ]

  static let calls: [Case] = [
    Case("f(1, s", ["scale="], some: true),
    Case("f(1, scale=3, s", [], some: true, never: ["scale="]),
    Case("f(1, 2, s", [], some: true, never: ["scale="]), Case("f(s", ["scale="], some: true),
    Case("f(1 + s", [], some: true, never: ["scale="]),
    Case("f((s", [], some: true, never: ["scale="]),
    Case("f(g([1, 2]), sca", ["scale=", "scatter"]),
    Case("E(z ~ Normal(0, 1), z, me", ["method=", "mean"]),
    Case("E(z ~ Normal(0, 1), z, method=\"s", ["samples\"", "stratified\""]),
    Case("E(z ~ Normal(0, 1), z, estimator=", ["\"path\"", "\"score\""]),
    Case("E(z ~ Normal(0, 1), z, baseline=\"", ["mean\""]),
    Case("train(m, l, d, o", ["opt=", "over="], some: true, never: ["model="]),
    Case("train(m, over=\"", ["batch\"", "example\""]),
    Case("train(m, opt=ada", ["adam", "adamw"]),
    Case("ode(v, 1, 1, method=\"sym", ["symplectic\"", "symplectic_euler\""]),
    Case("layers.dense(2, 3, ac", ["act="], some: true),
    Case("layers.dense(2, 3, act=", ["relu", "silu"], some: true, never: ["weights", "sgd"]),
    Case("layers.dense(2, 3, type=\"", ["f32\"", "f64\""]),
    Case("log p(x=1, ", ["z=", "m="], some: true, never: ["x="]),
    Case("grad(f)(1, ", [], some: true),
    Case("bundled(\"i", ["iris\""]), Case("fisher(D, coordinates=\"na", ["natural\""]),
  ]

  static let members: [Case] = [
    Case("run.", ["depth"], some: true, never: ["weights"]), Case("run.mo", ["model"]),
    Case("run.model.", ["depth", "layers"]), Case("run.model.layers[1].", ["W", "b"]),
    Case("run.model.layers[i].W", ["W"]), Case("run.model.layers[2].", []), Case("f(1).", []),
    Case("(1, 2).", []), Case("missing.", []), Case("1.", []), Case("weights.", []),
    Case("layers.ml", ["mlp"]), Case("net.apply", ["apply"]), Case("x = 2*run.lo", ["loss"]),
    Case("sum(run.mo", ["model"]), Case("map(run -> run.", []), Case("run.LO", ["loss"]),
    Case("%1.", []), Case("%.", ["apply", "layer", "layers"]),
  ].map { $0.line == "run." ? Case("run.", ["loss", "model"]) : $0 }

  static let commands: [Case] = [
    Case(":", ["set", "who", "time"], some: true, never: ["weights"]),
    Case(":s", ["save", "set", "source"].sorted()),
    Case(":set dig", ["digits"]), Case(":set notation sc", ["scientific"]),
    Case(":set notation=sc", ["scientific"]),
    Case(":set editing ", ["emacs", "vi"]), Case(":clear wei", ["weights"]),
    Case(":clear f wei", ["weights"]), Case(":source drop", []),
    Case(":source layers.de", ["dense"]),
    Case(":source Norm", ["Normal"]), Case(":time wei", ["weights"]),
    Case(":time f(1, sca", ["scale=", "scatter"]),
    Case(":trace f(wei", ["weights"]), Case(":trace --stages f(wei", ["weights"]),
    Case(":help gra", ["grad"]), Case(":log o", ["off"]), Case(":quit ", []),
    Case("?gra", ["grad"]), Case("?weig", ["weights"]), Case("? whil", ["while"]),
    Case("?:se", ["set"]), Case("?:set dig", ["digits"]),
    Case(
      "use ga",
      [
        "game_reports", "game_steps", "game_training", "gammas", "gan", "gan_losses", "gauss",
        "gaussians",
      ]),
    Case("use gan a", ["as"]), Case("use gan as ", []), Case("use = 3; us", ["use"], some: true),
    Case("1 + 1; :se", ["set"]),
  ]

  static let words: [Case] = [
    Case("if weights a", ["and"]), Case("x = weights i", ["in"]),
    Case("z ~ Normal(0, 1) l", ["like"]),
    Case("if true { 1 } e", ["else"]), Case("if true { 1 } else { 2 }\nfo", ["for"]),
    Case("check 1 ≈ 1 t", ["tol"]), Case("[x for x i", ["in"]), Case("[x f", ["for"]),
    Case("for i i", ["in"]), Case("for wei", []), Case("weights ", []),
    Case("weights", ["weights"]),
    Case("2 wei", []), Case("f(1) wei", []), Case("12", []), Case("1e", []), Case("weights'", []),
    Case("log wei", ["weights"]), Case("check wei", ["weights"]), Case("not wei", ["weights"]),
    Case("∇[θ] wei", ["weights"]), Case("‖wei", ["weights"]), Case("‖weights‖ a", ["and"]),
    Case("x = i", ["if", "inv"], some: true), Case("WEIG", ["weights"]), Case("thet", ["theta"]),
    Case("1 + 1 @ wei", ["weights"]), Case("x |> wei", ["weights"]),
    Case("[1, 2; wei", ["weights"]),
    Case("weights[wei", ["weights"]), Case("derive (k = 3) { a = b up t", ["to"]),
    Case("g(x) = { x + 1 }\nwei", ["weights"]), Case("x ! wei", ["weights"]),
  ]

  static let symbols: [Case] = [
    Case("\\thet", ["θ"]), Case("\\theta", ["θ"]), Case("x = \\nab", ["∇"]), Case("\\be", ["β"]),
    Case("\\beta1", ["β1"]), Case("x\\_1", ["₁"]), Case("x\\_12", ["₁₂"]), Case("x\\^-1", ["⁻¹"]),
    Case("\\theta_12", ["θ₁₂"]), Case("\\ps", ["ψ"]), Case("\\Ps", ["Ψ"]),
    Case("\"\\thet", ["θ"]), Case("# \\thet", ["θ"]), Case(":source \\thet", ["θ"]),
    Case("\\p", ["\\partial", "\\phi", "\\pi", "\\pm", "\\prime", "\\psi"]), Case("\\zzz", []),
    Case("\\|", ["‖"]), Case("\"\\\\thet", []),
  ]

  @Test(arguments: locals + calls + members + commands + words + symbols)
  func offers(_ expected: Case) {
    let found = Self.prompt.session.completions(of: expected.line, at: expected.line.utf8.count)
      .candidates.map(\.text)
    if expected.some {
      for candidate in expected.expected { #expect(found.contains(candidate), "\(found)") }
    } else {
      #expect(found.sorted() == expected.expected.sorted())
    }
    for name in expected.never { #expect(!found.contains(name)) }
  }

  /// What the list says beside a candidate.
  @Test(arguments: [
    ("weig", "f64[3×4]"), ("run.model.de", "= 2"), ("f(1, sc", "2"), ("thet", "= 0.5"),
    ("run.mod", "record of layers, depth"), ("g(wealth) = weal", "parameter"),
    ("E(wealth ~ q, weal", "drawn"),
    (":set notat", "when exponents are printed: auto, fixed or scientific"),
    ("f(1, f", "function of x, scale=2"),
    ("layers.dens", "function of n, m, act=identity, init=lecun_normal, bias=true, type=\"f32\""),
    ("linspac", "n points at equal distances from a to b"),
    ("whil", "repeats as long as a condition holds"),
    ("fishe", "Fisher's information matrix E s sᵀ, s = ∂ log p(x)/∂θ"),
  ])
  func details(line: String, detail: String) {
    let found = Self.prompt.session.completions(of: line, at: line.utf8.count).candidates
    #expect(found.contains { $0.detail == detail }, "\(found)")
  }

  @Test(
    arguments: [
      ("adam(", "adam(lr=1e-3, β1=0.9, β2=0.999, ε=1e-8)", "lr=1e-3"),
      ("f(1, ", "f(x, scale=2)", "scale=2"),
      ("f(scale=", "f(x, scale=2)", "scale=2"), ("f(g[1, 2], sc", "f(x, scale=2)", "scale=2"),
      ("sin(f(1", "f(x, scale=2)", "x"), ("sin((1 + ", "sin(x)", "x"),
      ("[f(1), sin(", "sin(x)", "x"),
      ("net(", "net(x)", "x"), ("log p(", "p(x, z, m)", nil), ("grad(f)(1, ", nil, nil),
      (
        "E(z ~ q, z, n=",
        "E(z ~ q, e, n=10000, method=\"samples\", estimator=\"path\", baseline=none)", "n=10000"
      ),
      ("x = 3", nil, nil), ("g(", nil, nil), ("f(1)", nil, nil), ("f((x) -> {\n  x", nil, nil),
      ("\"f(1, ", nil, nil), ("# f(1", nil, nil), ("\"{f(1, ", "f(x, scale=2)", "scale=2"),
      (":time f(", "f(x, scale=2)", "x"), ("f(1, 2, 3", "f(x, scale=2)", nil),
      (
        "layers.mlp(1, 2, ",
        "layers.mlp(widths..., act=silu, final=identity, init=lecun_normal, bias=true, type=\"f32\")",
        "widths..."
      ),
    ] as [(String, String?, String?)])
  func hints(line: String, text: String?, active: String?) {
    let hint = Self.prompt.session.hint(of: line, at: line.utf8.count)
    #expect(hint?.text == text)
    let shown = hint.flatMap { hint in
      hint.active.map { String(decoding: Array(hint.text.utf8)[$0], as: UTF8.self) }
    }
    #expect(shown == active)
  }
}
