import Testing

@testable import Workbench

/// What holds for every layer and network of the library.
struct NetworkTests {
  private func prompt(_ network: NetworkCase, _ type: String) -> Prompt {
    let prompt = Prompt()
    #expect(prompt("use nn; seed(3); m = \(network.model); x = \(network.input)").outcome == .ok)
    prompt("m = \(type)(m)")
    if type == "f32", network.input != "2" { prompt("x = f32(x)") }
    return prompt
  }

  @Test(arguments: NetworkCase.all) func shapesAndCounts(network: NetworkCase) {
    let prompt = prompt(network, "f32")
    let shape = network.output.map(String.init).joined(separator: ", ")
    #expect(prompt.shows("shape(m(x))") == "(\(shape),)")
    // f32 in, f32 out.
    #expect(prompt.shows("kind(m(x))") == "\"f32\"")
    #expect(prompt.shows("parameter_count(m)") == "\(network.parameters)")
    #expect(prompt.shows("size(flatten((leaves(m), 1.0)))") == "\(network.parameters + 1)")
    let table = prompt.shows("summary(m)").split(separator: "\n")
    #expect(table.last?.hasSuffix(" \(network.parameters)") == true)
    #expect(table.last?.hasPrefix("total") == true)
    #expect(prompt.shows("m").contains("parameter"))
    #expect(prompt.shows("text(m)").hasPrefix("\"<"))
  }

  /// Batching is the loop over the examples.
  @Test(arguments: NetworkCase.all) func batchesAreLoops(network: NetworkCase) {
    let prompt = prompt(network, "f64")
    prompt("X = stack((x, x, x + 1)); m = inference(m)")
    let claim = "check vmap(m)(X) ≈ stack((m(X[1]), m(X[2]), m(X[3]))) tol 1e-13 abs 1e-13"
    #expect(prompt.shows(claim).hasPrefix("ok"))
  }

  /// The gradient in the parameters is what differences of the loss give.
  @Test(arguments: NetworkCase.all.filter { $0.parameters > 0 })
  func gradientsAreDifferences(network: NetworkCase) {
    let prompt = prompt(network, "f64")
    prompt("m = inference(m); f(u) = sum(sin(3*unflatten(u, m)(x)))")
    prompt("g = flatten(grad(m -> sum(sin(3*m(x))))(m)); u = flatten(m); h = 1e-5")
    let difference = "(f(u + h*e) - f(u - h*e))/(2*h)"
    prompt("d = [{ e = zeros(size(u)); e[k] = 1; \(difference) } for k in 1:size(u)]")
    #expect(prompt.shows("max(abs(g - d)) < 1e-7") == "true", "\(prompt.shows("(g, d)"))")
  }

  /// An optimiser's step keeps the structure and the type of a model.
  @Test(arguments: NetworkCase.all.filter { $0.parameters > 0 })
  func modelsCanBeStepped(network: NetworkCase) {
    let prompt = prompt(network, "f32")
    prompt("opt = ema(clip_norm(adamw(1e-2), 1), 0.9); s = opt.init(m)")
    prompt("loss(m) = sum(m(x)^2)")
    prompt("(q, s) = opt.step(s, grad(loss)(m), m); (q, s) = opt.step(s, grad(loss)(q), q)")
    #expect(prompt.shows("type(q(x)) == type(m(x))") == "true")
    #expect(prompt.shows("parameter_count(q - m) == \(network.parameters)") == "true")
    #expect(prompt.shows("kind(flatten(s.average))") == "\"f32\"")
  }

  @Test(arguments: NetworkCase.all.filter(\.draws)) func dropoutDraws(network: NetworkCase) {
    let prompt = prompt(network, "f32")
    #expect(prompt.shows("a = vmap(i -> m(x))(1:20); all(a == a[1, :])") == "false")
    #expect(prompt.shows("n = inference(m); all(n(x) == n(x))") == "true")
    #expect(prompt.shows("n == m") == "false")
  }

  /// The mean stays, and the kept share is 1 - rate.
  @Test func dropoutKeepsTheMean() {
    let prompt = Prompt()
    prompt("use nn; m = dropout(0.3); y = vmap(i -> m(ones(100)))(1:1000)")
    #expect(prompt.shows("abs(mean(y) - 1) < 0.01") == "true")
    #expect(prompt.shows("abs(mean(f64(y == 0)) - 0.3) < 0.01") == "true")
    #expect(prompt.shows("sort(flatten(y))[end] == 1/0.7") == "true")
    // The derivative goes through what was kept.
    #expect(prompt.shows("grad(x -> { seed(1); sum(dropout(0)(x)) })([1, 2])").contains("1.0  1.0"))
  }

  /// The variance of each initialiser is what its comment says; orthogonal has orthonormal rows or columns.
  @Test func initialisersHaveTheirVariance() {
    let prompt = Prompt()
    prompt("use nn; v(init) = mean(init(150, 400)^2)")
    for (name, variance) in [
      ("lecun", 1.0 / 400), ("he", 2.0 / 400), ("xavier", 2.0 / 550), ("glorot", 2.0 / 550),
    ] {
      for law in ["normal", "uniform"] {
        #expect(
          prompt.shows("abs(v(\(name)_\(law))/\(variance) - 1) < 0.03") == "true", "\(name)_\(law)")
      }
      #expect(prompt.shows("max(abs(\(name)_uniform(150, 400))) <= sqrt(3*\(variance))") == "true")
    }
    #expect(prompt.shows("Q = orthogonal(3, 5); max(abs(Q @ Q' - eye(3))) < 1e-14") == "true")
    #expect(prompt.shows("Q = orthogonal(5, 3); max(abs(Q' @ Q - eye(3))) < 1e-14") == "true")
  }

  /// Functions that no builtin has, at their tails and in their types.
  @Test(arguments: LibraryText.activations.keys.sorted()) func activationsAreSafe(name: String) {
    let prompt = Prompt()
    #expect(prompt.shows("kind(\(name)(f32([0.5, -0.5])))") == "\"f32\"")
    #expect(prompt.shows("shape(\(name)(ones(2, 3)))") == "(2, 3)")
    #expect(prompt.shows("shape(\(name)(ones(0, 3)))") == "(0, 3)")
    guard name != "logit" else { return }
    #expect(prompt.shows("all(isfinite(\(name)([-1e4, -300, 0, 300, 1e4])))") == "true")
    #expect(prompt.shows("all(isnan(\(name)([nan, nan])))") == "true")
    let slopes =
      "all(isfinite(grad(x -> sum(\(name)(x)*[1, 2, 3, 4, 5]))([-1e4, -300, 0, 300, 1e4])))"
    #expect(prompt.shows(slopes) == "true")
  }

  @Test func constantsAreNoLeaves() {
    let prompt = Prompt()
    prompt("m = (w = 2.0, c = static([1.0, 2.0]), apply = (m, x) -> m.w*x + sum(m.c()))")
    #expect(prompt.shows("m(1)") == "5.0")
    #expect(prompt.shows("m.w = 3.0; (m + m).w") == "6.0")
    #expect(prompt.shows("grad(m -> m(2))(m).w") == "2.0")
    #expect(prompt.shows("len(leaves(m))") == "1")
    #expect(prompt.shows("static(0.1) == static(0.1)") == "true")
    #expect(prompt.shows("static(0.1) == static(0.1 + 1e-16)") == "false")
    #expect(prompt.shows("static([1, 2]) == static([1.0, 2])") == "false")
    #expect(prompt.shows("static((a = 1.0, b = \"x\"))().b") == "\"x\"")
    for wrong in ["static(sin)", "static(1)(2)", "grad(x -> static(x)())(1.0)"] {
      #expect(prompt(wrong).outcome != .ok, "\(wrong)")
    }
  }

  /// Functions with captures are equal where what they captured is.
  @Test func functionsWithEqualCapturesAgree() {
    let prompt = Prompt()
    prompt("layer(k, c=0.5) = (w = 1.0, apply = (m, x) -> m.w*x^k + c)")
    #expect(prompt.shows("(layer(2) + layer(2)).w") == "2.0")
    #expect(prompt("layer(2) + layer(3)").outcome != .ok)
    #expect(prompt("layer(2) + layer(2, c=0.25)").outcome != .ok)
    #expect(prompt.shows("f(k) = x -> x + k; (f(1) == f(1), f(1) == f(2))") == "(true, false)")
    #expect(prompt.shows("grad(f(1)) == grad(f(1))") == "true")
  }

  /// A deep network shows its first and last layers.
  @Test func aLongModelIsShortened() {
    let prompt = Prompt()
    prompt("use nn; m = mlp(2, (20*ones(30))..., 2)")
    let text = prompt.shows("m").split(separator: "\n")
    #expect(text.count == 13 && text.contains { $0.contains("... 20 more") })
    #expect(prompt.shows("summary(m)").split(separator: "\n").count == 2 * 31 + 2)
  }
}
