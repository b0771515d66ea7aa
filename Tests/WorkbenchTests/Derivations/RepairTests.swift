import Language
import Testing

@testable import Workbench

/// What is said of slips that one would see at once.
@Suite struct RepairTests {
  private struct Case: CustomTestStringConvertible {
    let header: String
    let left: String
    let right: String
    let message: String

    init(_ header: String, _ left: String, _ right: String, _ message: String) {
      (self.header, self.left, self.right, self.message) = (header, left, right, message)
    }

    var testDescription: String { "derive (\(header)) { \(left) = \(right) }" }
  }

  /// Factors and terms of a whole side, also where its terms alone do not show them.
  private static let wholes = [
    Case(
      "α, σ, τ in positives; z in reals; V = α^2*τ^2 + σ^2", "α*τ^2*z/V", "z - σ^2*z/V",
      "divisor `α`"),
    Case("x, y in reals", "sin(x)/2 + x*y/2", "sin(x) + x*y", "factor `1 / 2`"),
    Case("x, y in reals", "-x - exp(y)", "x + exp(y)", "sign of `x + exp(y)`"),
    Case(
      "D = 3; μ, r in reals(D); σ in positives; J in reals(D, D)", "J' @ r/σ^2 - μ", "J' @ r/σ^2",
      "a missing term `-μ`"),
    Case(
      "D = 3; μ, r in reals(D); σ in positives", "r/σ + μ*σ", "r/σ", "a missing term `μ * σ`"),
    Case("n = 2; A, B in reals(n, n)", "A @ B + I", "A @ B", "a missing term `I`"),
    Case("n = 2; A, B in reals(n, n)", "2*A @ B", "A @ B", "factor `2`"),
  ]

  /// A size wins over the number that the header gives it.
  private static let sizes = [
    Case("k = 2; s in positives", "-k*(s - 1/s)", "-(s - 1/s)", "factor `k`"),
    Case(
      "k = 2; μ in reals(k); s in positives", "sum((s + 0*μ)^2) + sum(μ^2)", "s^2 + sum(μ^2)",
      "factor `k`"),
    Case("k = 2; s in positives", "2*k*log(s) - k/2", "k*log(s) - k/2", "factor `2`"),
  ]

  /// What no single factor or term of a node gives.
  private static let further = [
    Case(
      "p in unit", "entropy(Bernoulli(p))", "-p*log(p)", "a missing term `-((1 - p) * log(1 - p))`"),
    Case(
      "p, q in unit", "KL(Bernoulli(p) || Bernoulli(q))", "p*log(p/q)",
      "a missing term `(1 - p) * log((1 - p) / (1 - q))`"),
    Case(
      "x, y, z in reals", "x*y + 2*x*z + y^2 + exp(x)", "x*y + exp(x)",
      "missing terms `y^2 + 2 * x * z`"),
    Case(
      "x, y in reals", "(x - y)^2 + 2*x*y + exp(x) - y", "2*x^2 + exp(x) - 3*y - 2*y^2",
      "`x^2 + exp(x) - y + y^2` for `2 * x^2 + exp(x) - 3 * y - 2 * y^2`"),
  ]

  @Test(arguments: wholes + sizes + further)
  private func isFound(link: Case) throws {
    let repair = try #require(try repair(link))
    #expect(!repair.isOfLeft)
    #expect(repair.edit.message == link.message)
    let wrong = [repair.edit] + repair.alternatives
    #expect(Set(wrong.map { NormalForm($0.side) }).count == wrong.count)
  }

  /// Where only the left side has a small edit, it is told.
  @Test func leftSidesAreMendedLast() throws {
    for (left, right, message) in [
      ("x*y + sin(x)^2 + cos(y)^2", "x*y + 1", "`y` for `x`"),
      ("x*exp(y)*cosh(x - y) - x*exp(y)*sinh(x + y)", "x*exp(-x)", "sign of `y`"),
    ] {
      let repair = try #require(try repair(Case("x, y in reals", left, right, message)))
      #expect(repair.isOfLeft)
      #expect(repair.edit.message == message)
    }
    let repair = try #require(
      try repair(Case("x, y in reals", "(x + y)^2", "x^2 + y^2 + x*y", "")))
    #expect(!repair.isOfLeft)
  }

  private func repair(_ link: Case) throws -> Repair? {
    let trial = try LinkTrial.only(link.testDescription, in: Prompt().session)
    let verdict = try trial.verdict()
    #expect(!verdict.failing.isEmpty)
    return try Mending(trial, verdict, index: 0).repair(within: .seconds(120))
  }

  // MARK: Fits

  @Test func leastSquaresFindCoefficients() {
    let x = (1...12).map { Double($0) }, y = x.map { $0 * $0 - 7 }
    let wanted = zip(x, y).map { 3 * $0 - $1 / 2 }
    let found = LeastSquares.solution([x, y], wanted, x.map { _ in 1e-14 })
    #expect(zip(found ?? [], [3, -0.5]).allSatisfy { abs($0 - $1) < 1e-9 } && found?.count == 2)
    // Nothing to tell two equal columns by, and no combination of them.
    #expect(LeastSquares.solution([x, x], wanted, x.map { _ in 1e-14 }) == nil)
    #expect(LeastSquares.solution([x], wanted, x.map { _ in 1e-14 }) == nil)
    #expect(LeastSquares.solution([x], [1, .nan], [0, 0]) == nil)
  }

  @Test(arguments: [
    ("a - b*c + d", ["a", "b * c", "d"], [1.0, -1, 1]), ("-(a - b)", ["a", "b"], [-1, 1]),
    ("-p*log(p)", ["p * log(p)"], [-1]), ("x", ["x"], [1]),
  ])
  func sumsHaveTerms(source: String, terms: [String], signs: [Double]) throws {
    let found = try expression(source).terms
    #expect(found.map(\.term.text) == terms)
    #expect(found.map(\.sign) == signs)
  }

  @Test func messagesAreSpacedAsTyped() throws {
    let session = Prompt().session
    for (text, wanted) in [
      ("a*b + c", "factor `1/2*k` - `a + 2*b`"), ("a * b + c", "factor `1 / 2 * k` - `a + 2 * b`"),
    ] {
      let source = session.addSource(text, name: "side", isFile: false)
      guard case .expression(let e)? = try Parser.parse(source).first?.kind else {
        throw NotAnExpression(text: text)
      }
      #expect(session.spaced("factor `1 / 2 * k` - `a + 2 * b`", as: [e]) == wanted)
    }
    #expect(session.spaced("operands of / swapped", as: []) == "operands of / swapped")
  }
}
