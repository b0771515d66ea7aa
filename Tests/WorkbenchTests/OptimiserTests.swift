import Testing

@testable import Workbench

/// What holds for every optimiser and schedule of the library.
struct OptimiserTests {
  static let optimisers = [
    "sgd(lr)", "momentum(lr)", "nesterov(lr)", "rmsprop(lr)", "adam(lr)",
    "adamw(lr, weight_decay=0)",
    "natural_gradient(lr, metric=p -> 2*eye(size(flatten(p))))",
    "natural_gradient(lr, inverse=(p, g) -> 0.5*g)", "clip_norm(sgd(lr), 5)",
    "clip_value(adam(lr), 5)", "ema(momentum(lr), 0.9)",
  ]
  static let schedules = [
    "0.05", "constant(0.05)", "linear(0.1, 0.01, 200)", "cosine(0.1, 200, final=0.001)",
    "warmup_cosine(0.1, 20, 200)", "exponential_decay(0.1, 0.5, steps=100)",
    "step_decay(0.1, 0.5, 100)",
  ]

  /// The minimum of a quadratic is found from a number, a vector, a tree and a model.
  @Test(arguments: optimisers) func quadraticsAreMinimised(optimiser: String) {
    let prompt = Prompt()
    prompt("lr = cosine(0.1, 300); opt = \(optimiser)")
    prompt(
      """
      run(f, p) = {
        s = opt.init(p)
        for i in 1:300 { (p, s) = opt.step(s, grad(f)(p), p) }
        p
      }
      """)
    #expect(prompt.shows("abs(run(x -> (x - 1)^2, 0.0) - 1) < 1e-2") == "true")
    #expect(prompt.shows("norm(run(x -> sum((x - [1, 2])^2), zeros(2)) - [1, 2]) < 1e-2") == "true")
    prompt("f(p) = sum((p.a - 1)^2) + (p.b[1] + 2)^2")
    prompt("p = run(f, (a = zeros(2), b = (0.0, \"text\"), n = 3))")
    #expect(prompt.shows("norm(p.a - 1) < 1e-2 and abs(p.b[1] + 2) < 1e-2 and p.n == 3") == "true")
  }

  /// f32 parameters stay f32, and the state of a step has the types of the state before it.
  @Test(arguments: optimisers) func typesStay(optimiser: String) {
    let prompt = Prompt()
    prompt("lr = 0.1; opt = \(optimiser); p = (w = f32([1.0, 2.0]), b = (f32([0.5]), 2))")
    prompt("s = opt.init(p); (q, t) = opt.step(s, 2*p, p)")
    #expect(prompt.shows("(kind(q.w), kind(q.b[1]))") == "(\"f32\", \"f32\")")
    #expect(prompt.shows("type(flatten(t)) == type(flatten(s))") == "true")
    let state = optimiser.hasPrefix("ema") ? "s.opt" : "s"
    #expect(prompt.shows("(\(state).t, kind(\(state).t))") == "(0.0, \"f64\")")
  }

  @Test(arguments: schedules) func schedulesStayInRange(schedule: String) {
    let prompt = Prompt()
    prompt("use optim; r = [rate_at(\(schedule), 1.0*t) for t in 0:400]")
    #expect(prompt.shows("all(r >= 0 and r <= 0.1)") == "true")
    #expect(prompt.shows("sgd(\(schedule)).step((t = 3.0), 1.0, 0.0)[1] == -r[4]") == "true")
  }

  /// Hand-made iterates.
  @Test func stepsByHand() {
    let prompt = Prompt()
    prompt("(p, s) = sgd(0.5).step((t = 0.0), 2.0, 3.0)")
    #expect(prompt.shows("(p, s.t)") == "(2.0, 1.0)")
    prompt("(p, s) = momentum(0.5, β=0.5).step((t = 1.0, v = 4.0), 1.0, 3.0)")
    #expect(prompt.shows("(p, s.v, s.t)") == "(1.5, 3.0, 2.0)")
    prompt("(p, s) = nesterov(0.5, β=0.5).step((t = 1.0, v = 4.0), 1.0, 3.0)")
    #expect(prompt.shows("(p, s.v)") == "(1.75, 3.0)")
    // The first step of Adam has the length of the rate, whatever the gradient is.
    #expect(prompt.shows("opt = adam(0.25, ε=0); opt.step(opt.init(1.0), 1e-8, 1.0)[1]") == "0.75")
    #expect(
      prompt.shows("clip_norm(sgd(1), 1).step((t = 0.0), [3.0, 4.0], zeros(2))[1]")
        .contains("-0.6  -0.8"))
    #expect(
      prompt.shows("clip_norm(sgd(1), 1).step((t = 0.0), [0.0, 0.0], zeros(2))[1]")
        .contains("0.0  0.0"))
    #expect(
      prompt.shows("clip_value(sgd(1), 1).step((t = 0.0), [3.0, nan, -4], zeros(3))[1]")
        .contains("-1.0  nan  1.0"))
    // F = 4 at the point 2 and the damping 1: the step is lr·g/5.
    let natural =
      "natural_gradient(1, metric=p -> reshape(p^2, 1, 1), damping=1).step((t = 0.0), 10.0, 2.0)[1]"
    #expect(prompt.shows(natural) == "0.0")
  }
}
