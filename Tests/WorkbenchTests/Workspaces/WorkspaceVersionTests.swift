import Foundation
import Testing

@testable import Workbench

/// A workspace of every format that gm ever wrote keeps loading.
///
/// `Fixtures/version-N.gmw` was written by the first gm of format N, from the statements that `:source`
/// shows; they are never made anew. A change of the format makes a new number and a new fixture.
struct WorkspaceVersionTests {
  static let answers: [Int: [(question: String, answer: String)]] = [
    1: [
      ("x", "3"), ("M", "f64[2×2]\n   1.5  -0.0\n   inf   2.0"), ("1/M[1, 2]", "-inf"),
      ("i", "i64[2]\n   9223372036854775807  -1"), ("t", "\"σ and 日本\""), ("f(2)", "7"),
      ("f(2, k=5)", "13"), ("h(2.0)", "2.0"), ("c()", "f64[2]\n   1.0  2.0"),
      ("log p(z=1, y=2; s=3)", "-3.49204"), ("net.apply(net, [2.0, 1])[1]", "3.0"),
      ("resume(r, 6).loss[10]", "1.24933"), ("log_density(D, [1, 2])", "-3.47417"),
      ("s*eye(2)", "f64[2×2]\n   2.0  0.0\n   0.0  2.0"),
      (":source f", "# Scales and shifts.\nf(u, k=2) = { g(v) = v*k + x; g(u) }"),
      ("kind(fig)", "\"figure\""),
    ]
  ]

  @Test(arguments: answers.keys.sorted()) func keepsLoading(version: Int) throws {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().path
    let prompt = Prompt()
    _ = prompt.shows(":load \(folder)/Fixtures/version-\(version).gmw")
    for (question, answer) in Self.answers[version] ?? [] {
      #expect(prompt.shows(question) == answer, "\(question)")
    }
    #expect(Self.answers[WorkspaceFiles.version] != nil)
  }
}
