import Testing

@testable import Workbench

/// `train`, `resume`, `step`: what they make, and what they complain of is in the goldens under scripts.
@Suite struct TrainingTests {
  /// A session with an optimiser of its own and some data.
  private func session() -> Prompt {
    let prompt = Prompt()
    prompt(
      """
      descent(lr) = (init = p -> (t = 0.0), step = (s, g, p) -> (p - lr*g, (t = s.t + 1)))
      x = linspace(-1, 1, 10); y = 3*x - 1; m0 = (w = 0.0, b = 0.0)
      loss(m, x, y) = { ε ~ Normal(0, 0.1); (m.w*(x + ε) + m.b - y)^2 }
      """)
    return prompt
  }

  @Test func partsOfARunAreTheRun() {
    let prompt = session()
    prompt("whole = train(m0, loss, (x, y), steps=50, opt=descent(0.1), batch=3);")
    prompt("seed(0)")
    prompt("part = train(m0, loss, (x, y), steps=20, opt=descent(0.1), batch=3);")
    #expect(prompt.shows("part.key == whole.key") == "true")
    prompt("part = resume(part, 7); part = step(part, 3); part = resume(part, 20);")
    #expect(prompt.shows("all(part.loss == whole.loss)") == "true")
    #expect(prompt.shows("part.model.w == whole.model.w and part.steps == 50") == "true")
  }

  @Test func nothingIsKeptOfAPauseButTheSteps() {
    let prompt = session()
    #expect(prompt.shows("kind(train(m0, loss, (x, y), steps=5, opt=descent(0.1)))") == "\"run\"")
    prompt("r = train(m0, loss, (x, y), steps=5, opt=descent(0.1)); before = r.model.w;")
    // The value that was resumed is not written over by the steps that follow it.
    prompt("s = resume(r, 100);")
    #expect(prompt.shows("r.model.w == before and r.steps == 5 and s.steps == 105") == "true")
  }

  @Test func everyRowComesOncePerEpoch() {
    let prompt = session()
    // The state counts how often each row was met: 10 rows, in batches of 4, over two epochs.
    prompt(
      "count(s, x) = (s + sum(f64(reshape(x, 4, 1) == reshape(1:10, 1, 10)), axis=1), sum(x))")
    let counts = prompt.shows("train(zeros(10), f64(1:10), step=count, steps=5, batch=4).model")
    #expect(counts == "f64[10]\n   2.0  2.0  2.0  2.0  2.0  2.0  2.0  2.0  2.0  2.0")
    // Another epoch is another permutation, another seed another run.
    prompt("a = train(zeros(10), f64(1:10), step=count, steps=20, batch=4).loss;")
    prompt("seed(9)")
    prompt("b = train(zeros(10), f64(1:10), step=count, steps=20, batch=4).loss;")
    #expect(prompt.shows("all(a == b) or all(a[1:5] == a[6:10])") == "false")
  }

  @Test func everythingMeetsTheModelInItsType() {
    let prompt = session()
    prompt("A = ones(3, 3); X = ones(20, 3); m = (W = f32(ones(2, 3)), b = f32(zeros(2)))")
    prompt("l(m, x) = sum((m.W @ (A @ x) + m.b - 1)^2)")
    prompt("r = train(m, l, X, steps=3, opt=descent(0.001), batch=5);")
    #expect(prompt.shows("(kind(r.model.W), kind(r.model.b))") == "(\"f32\", \"f32\")")
    // Rows and captures are of the type of the parameters, whatever scalars the optimiser counts in.
    prompt(
      "l(m, x) = if kind(x) == \"f32\" and kind(A) == \"f32\" { sum((m.W @ x)^2) } else { error(\"f64\") }"
    )
    #expect(prompt.shows("kind(train(m, l, X, steps=3, opt=adam()).model.W)") == "\"f32\"")
    prompt(
      "m = f64(m); l(m, x) = if kind(x) == \"f64\" { sum((m.W @ x)^2) } else { error(\"f32\") }")
    #expect(prompt.shows("kind(train(m, l, f32(X), steps=3, opt=adam()).model.W)") == "\"f64\"")
  }

  @Test func gradientsComeWithTheValue() {
    let prompt = session()
    prompt("f(p, q) = (a = sum(p.u^2)*q, b = p.v^3)")
    #expect(
      prompt.shows("value_and_grad(f, wrt=\"p\")((u = [1.0, 2.0], v = 2.0), 3.0)[2].u")
        == "f64[2]\n   6.0  12.0")
    #expect(
      prompt.shows("value_and_grad(f, wrt=\"q\")((u = [1.0, 2.0], v = 2.0), 3.0)")
        == "((a = 15.0, b = 8.0), 5.0)")
  }

  @Test(arguments: ["()", "(a = ())", "(a = (1.0, 2.0))", "(b = 1.0)", "(a = 1)", "1.0"])
  func treesOfDifferentStructureAreNotWalkedTogether(tree: String) {
    for call in ["(a = 1.0), \(tree)", "\(tree), (a = 1.0)"] {
      let reply = session()("map_leaves((x, y) -> x, \(call))")
      #expect(reply.diagnostics.contains("the trees differ"), "\(call)")
    }
  }

  /// A run is whatever has what it takes to go on, with fields of the user's own too.
  @Test func aRunIsKnownByItsFields() {
    let prompt = session()
    prompt("r = train(m0, loss, (x, y), steps=3, opt=descent(0.1)); r.note = \"first\"")
    #expect(prompt.shows("kind(r)") == "\"run\"")
    #expect(prompt.shows("resume(r, 2).steps") == "5")
    #expect(prompt("resume((steps = 3, planned = 4), 1)").diagnostics.contains("needs a run"))
  }

  @Test func aDistributionGivesFreshRows() {
    let prompt = session()
    prompt("l(m, x) = (x - m.μ)^2")
    prompt("r = train((μ = 0.0,), l, Normal(2, 1), steps=400, opt=descent(0.05));")
    #expect(prompt.shows("abs(r.model.μ - 2) < 0.1") == "true")
    #expect(prompt.shows("r.loss[1] != r.loss[2]") == "true")
  }

  @Test func whatChangedIsRecordedAgain() {
    let prompt = session()
    prompt("c = 1.0; l(m, x) = (m.w - c*x)^2; one = ones(4)")
    prompt("fit() = train((w = 0.0,), l, one, steps=200, opt=descent(0.1)).model.w")
    #expect(prompt.shows("isclose(fit(), 1)") == "true")
    prompt("c = 2.0")
    #expect(prompt.shows("isclose(fit(), 2)") == "true")
    prompt("l(m, x) = (m.w + c*x)^2")
    #expect(prompt.shows("isclose(fit(), -2)") == "true")
  }

  /// Where a mean does not say how many samples it takes, a step takes one, with the bits of n=1.
  @Test(arguments: [
    // loss, the same with n written out
    ("E(ε ~ Normal(0, 1), (m.w + ε)^2)", "E(ε ~ Normal(0, 1), (m.w + ε)^2, n=1)"),
    ("E(ε ~ Normal(x, 1), ε*m.w)", "E(ε ~ Normal(x, 1), ε*m.w, n=1)"),
    (
      "E(ε ~ Normal(0, 1), E(δ ~ Normal(ε, 1), (m.w - δ)^2))",
      "E(ε ~ Normal(0, 1), E(δ ~ Normal(ε, 1), (m.w - δ)^2, n=1), n=1)"
    ),
    (
      "E(z ~ Normal(m.w, 1), z^2, estimator=\"score\")",
      "E(z ~ Normal(m.w, 1), z^2, estimator=\"score\", n=1)"
    ),
    (
      "E(z ~ Normal(0, 1), (m.w*z - 1)^2, method=\"stratified\")",
      "E(z ~ Normal(0, 1), (m.w*z - 1)^2, method=\"stratified\", n=1)"
    ),
    ("KL(Normal(m.w, 1) || Laplace(0, 1))", "KL(Normal(m.w, 1), Laplace(0, 1), n=1)"),
    // A spread, a ratio of means and a mean of others need more.
    ("Var(ε ~ Normal(0, 1), m.w*ε)", "Var(ε ~ Normal(0, 1), m.w*ε, n=10000)"),
    ("E(ε ~ Normal(0, 1), m.w^2*ε | ε > 1)", "E(ε ~ Normal(0, 1), m.w^2*ε | ε > 1, n=10000)"),
    (
      "E(z ~ Normal(m.w, 1), z^2, estimator=\"score\", baseline=\"mean\")",
      "E(z ~ Normal(m.w, 1), z^2, estimator=\"score\", baseline=\"mean\", n=10000)"
    ),
    // No samples at all.
    ("E(z ~ Normal(m.w, 1), z^2, method=quad(8))", "m.w^2 + 1 + 0*x"),
    ("E(k ~ Bernoulli(0.25), (k - m.w)^2)", "0.25*(1 - m.w)^2 + 0.75*m.w^2"),
  ])
  func aMeanInALossIsOfOneSample(loss: String, explicit: String) {
    let prompt = session()
    for (run, loss) in [("a", loss), ("b", explicit)] {
      let reply = prompt(
        """
        seed(3)
        \(run) = train((w = 1.0), (m, x) -> \(loss), x, steps=5, opt=descent(0.01), batch=3);
        """)
      #expect(reply.diagnostics == "")
    }
    let claim = explicit.contains("n=") ? "all(a.loss == b.loss)" : "all(a.loss ~= b.loss)"
    #expect(prompt.shows("\(claim) and len(a.loss) == 5") == "true")
    // Outside there are as many as ever.
    #expect(prompt.shows("E(ε ~ Normal(0, 1), ε, n=10000) - E(ε ~ Normal(0, 1), ε)").contains("±"))
  }

  /// So does a mean in a function that the loss calls.
  @Test func aMeanInAFunctionOfTheLossIsOfOneSample() {
    let prompt = session()
    prompt("inner(m) = E(ε ~ Normal(0, 1), (m.w + ε)^4); m = (w = 1.0)")
    let run = "seed(3); a = train(m, m -> inner(m) + m.w^2, steps=5, opt=descent(0.01)).loss;"
    prompt(run + "b = a;")
    prompt("inner(m) = E(ε ~ Normal(0, 1), (m.w + ε)^4, n=1)")
    prompt(run)
    #expect(prompt.shows("all(a == b) and len(a) == 5") == "true")
  }

  /// The gradient of one sample, by hand: d/dw (w + ε)^2 = 2 (w + ε), where the loss tells (w + ε)².
  @Test func aStepFollowsTheGradientOfItsSample() {
    let prompt = session()
    prompt(
      "r = train((w = 10.0), m -> E(ε ~ Normal(0, 1), (m.w + ε)^2), steps=1, opt=descent(0.1));")
    #expect(prompt.shows("check r.model.w ≈ 10 - 0.2*sqrt(r.loss[1])").hasPrefix("ok"))
    // A sample of one is not the mean 101.
    #expect(prompt.shows("abs(r.loss[1] - 101) > 0.5") == "true")
    #expect(prompt.shows("?E").contains("inside train 1"))
    #expect(
      prompt("E(z ~ Normal(0, 1), z, n=1, estimator=\"score\", baseline=\"mean\")").diagnostics
        .contains("no baseline where n is 1"))
  }

  /// A run goes on with the variables that it began with, also from a workspace, and in another session.
  @Test func aRunKeepsTheVariablesItReads() throws {
    let folder = try WorkspaceFolder(), prompt = session()
    let (one, all) = (folder.file("run.gmw"), folder.file("all.gmw"))
    prompt("c = 1; f(m) = (m.w - c)^2")
    prompt(
      "run = train((w = 0.0), m -> f(m), steps=20, opt=sgd(0.1)); whole = resume(run, 40).model.w")
    #expect(prompt.shows("whole > 0.99 and whole < 1") == "true")
    _ = prompt.shows("save(run, \"\(one)\")")
    prompt("c = 100; f(m) = m.w^2")
    #expect(prompt.shows("resume(run, 40).model.w == whole") == "true")
    #expect(prompt.shows("resume(resume(run, 15), 25).model.w == whole") == "true")
    #expect(prompt.shows("step(run, 40).model.w == whole").hasSuffix("true"))
    #expect(prompt.shows("(c, f((w = 2)))") == "(100, 4)")
    // What is begun now reads what is there now.
    #expect(prompt.shows("train((w = 1.0), m -> m.w*c, steps=1, opt=sgd(0.1)).model.w") == "-9.0")
    _ = prompt.shows("save(run, \"\(one)\")")
    _ = prompt.shows(":save \(all)")
    let other = Prompt()
    other("c = 7; run = load(\"\(one)\");")
    #expect(other.shows("abs(resume(run, 40).model.w - 0.9999984) < 1e-6") == "true")
    #expect(other.shows("c") == "7")
    let restored = Prompt()
    _ = restored.shows(":load \(all)")
    #expect(restored.shows("resume(run, 40).model.w == whole") == "true")
  }

  @Test func sparklinesRiseAndFall() {
    #expect(TrainingProgress.sparkline([1, 2, 3]) == "▁▅█".replacing("▅", with: "▆"))
    #expect(TrainingProgress.sparkline([]) == "")
    #expect(TrainingProgress.sparkline([2, 2, 2]) == "▅▅▅")
    #expect(TrainingProgress.sparkline((0..<1600).map { Double(-$0) }).count == 16)
    #expect(TrainingProgress.sparkline([1, .infinity]) == "")
  }
}
