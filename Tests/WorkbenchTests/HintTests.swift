import Foundation
import Language
import Testing

/// Every hint that goldens of errors show: what is code in it parses.
struct HintTests {
  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("../../scripts/errors").standardizedFileURL

  /// The hints of all goldens of errors, with the file of each.
  static let hints: [(file: String, text: String)] = {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.filter { $0.hasSuffix(".gms") }.sorted().flatMap { name in
      let text =
        (try? String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)) ?? ""
      return text.split(separator: "\n").compactMap { line in
        line.firstRange(of: "#!>   hint: ").map { (name, String(line[$0.upperBound...])) }
      }
    }
  }()

  @Test func thereAreMany() { #expect(HintTests.hints.count > 100) }

  @Test func whatIsCodeParses() {
    for (file, hint) in HintTests.hints {
      for code in HintTests.code(of: hint) {
        #expect(HintTests.parses(code), "\(file): \(hint)\n\(code)")
      }
    }
  }

  /// The pieces of code of a hint: what it says was meant, what stands in backquotes, and all of it where it
  /// is no prose.
  static func code(of hint: String) -> [String] {
    let question = "did you mean "
    if hint.hasPrefix(question), hint.hasSuffix("?") {
      let names = hint.dropFirst(question.count).dropLast().split(separator: ", ")
      // A keyword is meant as that of a call.
      return names.map { $0.hasSuffix("=") ? "f(\($0)1)" : String($0) }
    }
    let quoted = hint.split(separator: "`", omittingEmptySubsequences: false)
    if quoted.count > 2 {
      return stride(from: 1, to: quoted.count, by: 2).map { String(quoted[$0]) }
    }
    return isProse(hint) ? [] : [hint]
  }

  /// Whether words follow one another without a sign between.
  private static func isProse(_ text: String) -> Bool {
    if [";", ": ", "...,"].contains(where: text.contains) { return true }
    return text.firstMatch(of: /\p{L}{2,}[,;:]? \p{L}{2,}/) != nil
      || text.firstMatch(of: /^[a-z]+ [0-9a-z]+/) != nil
  }

  private static func parses(_ code: String) -> Bool {
    // Operators that are named alone.
    if code.allSatisfy({ !$0.isLetter && !$0.isNumber }) || ["and", "or", "not"].contains(code) {
      return true
    }
    // By itself, as an argument of a call (n=3, cov=c*I), or behind a link of a derivation.
    return [code, "f(\(code))", "derive { a = b \(code) }"].contains { text in
      (try? Parser.parse(Source(id: SourceID(0), name: "hint", text: text))) != nil
    }
  }
}
