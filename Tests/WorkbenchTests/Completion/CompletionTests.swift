import Testing

@testable import Workbench

/// What Enter and Tab ask of a session: quick, and nothing is evaluated.
struct CompletionTests {
  @Test(arguments: [
    ("1 + 1", Completeness.complete), ("", .complete), ("# a comment", .complete),
    ("f(x) = {", .incomplete), ("f(x", .incomplete), ("[1, 2;", .incomplete), ("1 +", .incomplete),
    ("x |>", .incomplete), ("if x > 0 { 1 } else {", .incomplete), ("x = ", .incomplete),
    ("1 + )", .invalid), ("\"open", .invalid), ("2x", .invalid), ("f(x) = { 1 ] }", .invalid),
  ])
  func completeness(text: String, expected: Completeness) {
    #expect(Prompt().session.completeness(of: text) == expected)
  }

  @Test(arguments: [
    ("logs", ["logsumexp"]), ("x = log1", ["log1p"]), ("alph", ["alpha_rate"]),
    ("f(alpha_rate, weigh", ["weight="]), ("r.inn", ["inner"]), (":sou", ["source"]),
    (":set dig", ["digits"]), (":set editing v", ["vi"]), ("use ga", ["gan"]),
    ("sum(x, ax", ["axis="]), ("\\thet", ["θ"]), ("zyzzyva", []),
    ("che", ["check"]), ("x = fals", ["false"]), ("z ~ noi", ["noise"]), ("z ~", ["noise"]),
    ("E(z1 ~ noise, z", ["z1"]), ("E((z1, w2) ~ noise, w", ["w2"]),
    ("E(z1 ~ noise(1), w2 ~ f(z", ["z1"]), ("E(z1 ~ noise, w2 ~ noi", ["noise"]),
    ("z ~ alph", ["alpha_rate"]), ("z ~ Normal(alph", ["alpha_rate"]),
    ("z ~= alph", ["alpha_rate"]),
  ])
  func candidates(line: String, expected: [String]) {
    let prompt = Prompt()
    prompt("alpha_rate = 1; f(x, weight=1) = x*weight; r = (inner = 1, outer = 2)")
    prompt("noise = (draw = () -> 0.0, log_density = x -> 0.0)")
    let found = prompt.session.completions(of: line, at: line.utf8.count).candidates.map(\.text)
    for candidate in expected { #expect(found.contains(candidate), "\(found)") }
    if expected.isEmpty { #expect(found.isEmpty) }
  }

  /// Behind `~` stands what can be drawn from, and no number.
  @Test func onlyDistributionsFollowATilde() {
    let prompt = Prompt()
    prompt("noise = (draw = () -> 0.0, log_density = x -> 0.0); nought = 0; no = (a = 1, b = 2)")
    prompt("normal_ish(x) = noise")
    let found = prompt.session.completions(of: "z ~ no", at: 6).candidates.map(\.text)
    #expect(found == ["noise", "normal_ish"])
    for line in ["z ~ N", "E(z ~ N", "E(z ~ Laplace(0, 1), w ~ N"] {
      let found = prompt.session.completions(of: line, at: line.utf8.count).candidates.map(\.text)
      #expect(found == ["Normal"], "\(line)")
    }
  }

  /// `forever` would never return.
  @Test func nothingIsEvaluated() {
    let prompt = Prompt()
    prompt("forever() = { while true { } }; x = 3")
    for line in [
      "forever().", "forever()", "x = forever(), fore", "forever() |> f", "x[forever(), ",
    ] {
      _ = prompt.session.completions(of: line, at: line.utf8.count)
      _ = prompt.session.completeness(of: line)
    }
    #expect(prompt.shows("x") == "3")
  }

  @Test func tenCompletionsTakeLessThanHalfASecond() {
    let prompt = Prompt()
    prompt((1...500).map { "name\($0) = \($0)" }.joined(separator: "; "))
    let elapsed = ContinuousClock().measure {
      for _ in 0..<10 {
        #expect(prompt.session.completions(of: "y = name", at: 8).candidates.count == 500)
      }
    }
    #expect(elapsed < .milliseconds(500))
  }
}
