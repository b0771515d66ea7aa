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

  @Test func sparklinesRiseAndFall() {
    #expect(TrainingProgress.sparkline([1, 2, 3]) == "▁▅█".replacing("▅", with: "▆"))
    #expect(TrainingProgress.sparkline([]) == "")
    #expect(TrainingProgress.sparkline([2, 2, 2]) == "▅▅▅")
    #expect(TrainingProgress.sparkline((0..<1600).map { Double(-$0) }).count == 16)
    #expect(TrainingProgress.sparkline([1, .infinity]) == "")
  }
}
