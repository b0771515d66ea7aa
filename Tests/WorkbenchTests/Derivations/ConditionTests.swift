import Language
import Testing

@testable import Workbench

/// The conditions under which links hold, and their parts.
@Suite struct ConditionTests {
  /// Links that hold in part of their domain, with the condition that is to be found.
  @Test(arguments: [
    ("x in reals", "sqrt(x^2)", "x", "x > 0"), ("x in reals", "sqrt(x^2)", "-x", "x < 0"),
    ("x, y in reals", "sqrt((x - y)^2)", "x - y", "x > y"),
    ("a, g in positives", "abs(a - g/2)", "a - g/2", "g < 2 * a"),
    ("x in reals", "log(x^2)/2", "log(x)", "x > 0"),
    ("x in reals", "abs(x - 1)", "x - 1", "x > 1"),
    ("h, c, s in positives", "abs(1 - c*s^2/h)", "1 - c*s^2/h", "c * s^2 < h"),
    ("x, y in reals", "abs(x + y)", "x + y", "x + y > 0"),
    ("t in positives", "max(t, 2.0)", "t", "t > 2"),
  ])
  func conditionsAreFound(header: String, left: String, right: String, condition: String) throws {
    let found = try self.condition("derive (\(header)) { \(left) = \(right) }")
    #expect(found == condition)
  }

  /// What fails everywhere, or nearly, has no condition.
  @Test(arguments: ["x^2 = x", "x + 1 = x", "sin(x) = x"])
  func slipsHaveNone(link: String) throws {
    #expect(try condition("derive (x in reals) { \(link) }") == nil)
  }

  private func condition(_ text: String) throws -> String? {
    let session = Prompt().session
    let trial = try LinkTrial.only(text, in: session)
    return try ConditionSearch(trial, trial.verdict())?.condition()?.text
  }

  @Test func boundariesAreShortNumbers() throws {
    let spread = [-3.0, -1, 0.5, 2, 4]
    #expect(BoundaryValue([2, 2 + 1e-9, 2], spread: spread)?.value == 2)
    #expect(BoundaryValue([1e-12, 0, -1e-12], spread: spread)?.constant == nil)
    #expect(BoundaryValue([1, 2, 3], spread: spread) == nil)
    #expect(BoundaryValue([.nan, .nan, 1], spread: spread) == nil)
    let two = try #require(BoundaryValue([2, 2, 2], spread: spread))
    #expect(two.side([2.5, 3], [1, -1]) == true)
    #expect(two.side([1, 0], [3, 4]) == false)
    #expect(two.side([1, 3], [0, 4]) == nil)
  }
}

extension LinkTrial {
  /// The trial of the only link of a derivation.
  static func only(_ text: String, in session: Session) throws -> LinkTrial {
    let source = session.addSource(text, name: "link", isFile: false)
    let statements = try Parser.parse(source)
    guard case .derive(let derivation)? = statements.first?.kind else {
      throw NotAnExpression(text: text)
    }
    return try DerivationRun(
      derivation, in: session, module: session.main, source: source, at: statements[0].span
    ).trial(of: 0)
  }
}
