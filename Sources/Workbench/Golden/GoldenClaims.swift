import Language

/// The claims in standard errors, `check a ≈ b se 4`, among what a statement printed.
struct GoldenClaims {
  /// How many were judged.
  private(set) var judged = 0
  /// Whether the statement failed because one does not hold.
  private(set) var fails = false

  /// The claims of a statement, whether it makes them itself or in a function that it calls.
  ///
  /// One that holds prints the distance in standard errors, `ok 1.0031 ± 0.0141 ≈ 1 (0.2 se)`;
  /// one that fails is shown with its text.
  init(_ statement: Statement, output: String, diagnostics: String, failed: Bool) {
    judged = output.split(separator: "\n").count(where: Self.holds)
    let lines = diagnostics.split(separator: "\n")
    guard failed, lines.contains(where: { $0.hasPrefix("error[check]") }) else { return }
    fails = statement.claimsStandardErrors || lines.contains(where: Self.isClaim)
    judged += fails ? 1 : 0
  }

  private static func holds(_ line: Substring) -> Bool {
    guard line.hasPrefix("ok ") else { return false }
    return line.split(separator: "(").dropFirst().contains { part in
      let words = part.split { " ),;".contains($0) }
      guard words.count >= 2 else { return false }
      return Double(words[0]) != nil && words[1] == "se" || words[..<2] == ["without", "error"]
    }
  }

  private static func isClaim(_ line: Substring) -> Bool {
    let words = line.split(separator: " ").drop { $0 != "check" }
    return words.contains("se")
  }
}

extension Statement {
  /// Whether the statement holds a `check ... se`, in its blocks and functions too.
  var claimsStandardErrors: Bool {
    if case .check(let check) = kind {
      return check.tolerances.contains { $0.measure == .standardErrors }
    }
    switch kind {
    case .loop(_, in: _, let body), .whileLoop(_, let body):
      if body.statements.contains(where: \.claimsStandardErrors) { return true }
    default: break
    }
    return children.contains(where: \.claimsStandardErrors)
  }
}

extension Expression {
  fileprivate var claimsStandardErrors: Bool {
    switch kind {
    case .block(let block): block.statements.contains(where: \.claimsStandardErrors)
    case .conditional(let condition, let then, let otherwise):
      condition.claimsStandardErrors || then.statements.contains(where: \.claimsStandardErrors)
        || otherwise?.claimsStandardErrors == true
    default: children.contains(where: \.claimsStandardErrors)
    }
  }
}
