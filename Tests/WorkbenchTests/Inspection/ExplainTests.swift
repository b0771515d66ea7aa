import Language
import Testing

@testable import Workbench

/// `explain e`: terms add up to the value that they are the terms of.
struct ExplainTests {
  static let setting = """
    k = 3; μ = [0.5, -1, 2.0]; σ = 0.7; w = [1, 0.5; 0, 1]; x = [0.4, -0.2]
    kl(μ, σ) = (k*σ^2 + sum(μ^2) - k - 2*k*log(σ)) / 2
    p(z) ~ Normal(zeros(2), I)
    p(x | z; w) ~ Normal(w @ z, 0.5)
    q(z | x) ~ Normal(0.3*x, 0.8)
    elbo(w, x) = E(z ~ q(z | x), log p(x, z; w) - log q(z | x))
    f(t) = 3*t^2 - 2*t + g(t) - 1
    g(t) = { h = tanh(t); y ~ Normal(h, 1); h^2 - (y*t - 1)/2 }
    vae(μ, σ) = -KL(Normal(μ, σ) || Normal(zeros(3), I)) - E(z ~ Normal(μ, σ), sum(z^2)/2)
    """

  /// The terms of the first level are the value; those below a term are that term.
  @Test(arguments: [
    "kl(μ, σ)", "elbo(w, x)", "f(0.5)", "g(0.5)", "vae(μ, [0.5, 1.5, 1.0])", "-(1 - (2 - (3 + 4)))",
    "1 - kl(μ, σ)/2 + 3*kl(2*μ, σ)", "elbo(w, x) - elbo(w, 2*x)", "sum(μ^2)",
    "2*(σ - 1) - (k + σ)*σ/(k*σ)", "-E(z ~ Normal(0, 1), z - z^2, n=100)", "3", "f(0.5) - f(0.5)",
  ])
  func termsAddUp(formula: String) throws {
    let prompt = Prompt { $0.seed = 3 }
    #expect(prompt(ExplainTests.setting).outcome == .ok)
    let explained = try ExplainTests.explained(formula, prompt.session)
    let total = try #require(ExplainTests.number(explained.total))
    let rows = explained.rows.filter {
      !$0.label.hasPrefix("  h = ") && !$0.label.contains("~ Normal(h")
    }
    #expect(ExplainTests.adds(rows[...], depth: 0, to: total), "\(explained.text(.init()))")
  }

  private static func explained(_ formula: String, _ session: Session) throws -> ExplainedFormula {
    let source = session.addSource(formula, name: "test", isFile: false)
    guard case .expression(let e)? = try Parser.parse(source).first?.kind else {
      throw Fault("test", "no expression", at: nil)
    }
    return try ExplainedFormula(e, in: source, session)
  }

  private static func number(_ value: Value) -> Double? {
    switch value.mean {
    case .float(let x): x
    case .int(let x): Double(x)
    default: nil
    }
  }

  /// Whether rows of a depth, where there are any, add up to a number, and those below each to it.
  private static func adds(
    _ rows: ArraySlice<ExplainedFormula.Row>, depth: Int, to total: Double
  ) -> Bool {
    guard !rows.isEmpty else { return true }
    var sum = 0.0, rest = rows
    while let row = rest.popFirst() {
      guard row.depth == depth, let value = number(row.value) else { return false }
      sum += value
      let below = rest.prefix { $0.depth > depth }
      rest = rest.dropFirst(below.count)
      if !adds(below, depth: depth + 1, to: value) { return false }
    }
    return abs(sum - total) <= 1e-9 * (1 + abs(total))
  }

  /// The value is that of the expression alone, with the draws of the statement.
  @Test func theValueIsThatOfTheStatement() throws {
    let (one, other) = (Prompt { $0.seed = 5 }, Prompt { $0.seed = 5 })
    for prompt in [one, other] { prompt(ExplainTests.setting) }
    let value = one.shows("elbo(w, x)"), text = other.shows("explain elbo(w, x)")
    #expect(text.split(separator: "\n")[1] == "  = \(value)")
    #expect(one.shows("z ~ Normal(0, 1)") == other.shows("z ~ Normal(0, 1)"))
  }

  /// A record whose fields the library's documentation explains is shown by them, each with its unit.
  @Test func documentedTermsHaveTheirUnits() throws {
    let prompt = Prompt()
    prompt("use vdm; S = linear_snr(); D = Normal(0, 0.5)")
    let explained = try ExplainTests.explained("bound(S, oracle(D), D, nodes=8)", prompt.session)
    let documented = try #require(HelpTable.entry(named: "bound", in: "vdm_bounds")).results
    #expect(documented.count == 5)
    #expect(explained.rows.map(\.label) == documented.map(\.name))
    #expect(explained.rows.map(\.meaning) == documented.map(\.meaning))
    let values = explained.rows.compactMap { ExplainTests.number($0.value) }
    #expect(abs(values[0] + values[1] + values[2] - values[3]) < 1e-12)
    let text = explained.text(.init())
    #expect(text.contains("nats; KL(q(z_1 | x)") && !text.contains("\n  = "))
    let page = HelpPage(width: 80).text(try #require(HelpTable.entries(named: "bound").first))
    #expect(page.contains("gives a record of") && page.contains("  bits_per_dim    bits for each"))
  }

  @Test func whatHasNoTermsIsShownAlone() {
    let prompt = Prompt()
    #expect(prompt.shows("explain 3") == "3\n  = 3")
    prompt("e(x) = { if x > 0 { return 1 }; x + 1 }")
    #expect(prompt.shows("explain e(2)").hasSuffix("  = 1"))
    #expect(prompt("explain nope(3)").diagnostics.contains("nope is not defined"))
    #expect(prompt("f(x) = { explain x; x }").outcome == .failed)
    #expect(prompt("explain = 3").diagnostics.contains("begins a statement"))
  }
}
