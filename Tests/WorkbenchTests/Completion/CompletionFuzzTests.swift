import Foundation
import Testing

@testable import Workbench

/// Tab at any place of any text: no crash, at once, and nothing left of the word changes.
struct CompletionFuzzTests {
  /// The scripts and the modules of the library.
  static let texts: [String] = {
    let scripts =
      URL(fileURLWithPath: #filePath).deletingLastPathComponent().path
      .components(separatedBy: "/Tests/")[0] + "/scripts"
    let files = FileManager.default.enumerator(atPath: scripts)?.compactMap { $0 as? String } ?? []
    let paths = files.filter { $0.hasSuffix(".gms") }.sorted()
    return paths.compactMap { try? String(contentsOfFile: scripts + "/" + $0, encoding: .utf8) }
      + LibraryText.names.compactMap { LibraryText.named($0) }
  }()

  @Test func everyPlaceOfEveryText() throws {
    let prompt = Prompt()
    prompt("x = ones(3); m = (a = 1, b = (c = 2, d = x)); f(x, n=2) = x*n; p(x | z) ~ Normal(z, 1)")
    var random = SystemRandomNumberGenerator(), slowest = Duration.zero, count = 0
    let modules = prompt.session.modules.count
    #expect(Self.texts.count > 60)
    for text in Self.texts {
      for _ in 0..<8 {
        let entry = piece(of: text, &random)
        let offset = Int.random(in: 0...entry.utf8.count, using: &random)
        let clock = ContinuousClock()
        let elapsed = clock.measure {
          let (start, candidates) = prompt.session.completions(of: entry, at: offset)
          #expect(start >= 0 && start <= offset, "\(entry)")
          let word = String(decoding: Array(entry.utf8)[start..<offset], as: UTF8.self)
          for candidate in candidates.prefix(20) {
            // By scalars: the cursor may stand between x and the hat of x̂.
            let fits = candidate.text.lowercased().unicodeScalars.starts(
              with: word.lowercased().unicodeScalars)
            #expect(
              fits || word.hasPrefix("\\") || !word.allSatisfy(\.isASCII), "\(entry)|\(candidate)")
          }
          let hint = prompt.session.hint(of: entry, at: offset)
          if let hint, let active = hint.active {
            #expect(active.upperBound <= hint.text.utf8.count)
          }
        }
        slowest = max(slowest, elapsed)
        count += 1
      }
    }
    #expect(count > 500)
    // A debug build, on a busy machine.
    #expect(slowest < .milliseconds(1000), "\(slowest)")
    #expect(prompt.session.modules.count == modules, "a module was run")
  }

  /// A few lines, perhaps cut anywhere.
  private func piece(of text: String, _ random: inout SystemRandomNumberGenerator) -> String {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let first = Int.random(in: 0..<max(1, lines.count), using: &random)
    let length = Int.random(in: 1...12, using: &random)
    return lines[first..<min(lines.count, first + length)].joined(separator: "\n")
  }

  /// Offsets inside a character, negative ones and those behind the end are bounded.
  @Test(arguments: [-1, 0, 1, 2, 3, 4, 99]) func anyOffset(offset: Int) {
    let (start, _) = Prompt().session.completions(of: "xθ∇", at: offset)
    #expect(start >= 0 && start <= max(0, min(offset, 6)))
  }

  @Test(arguments: ["y = variable", "", "f(", "[1, va", ":clear ", "?"])
  func tenThousandNames(line: String) {
    let prompt = Prompt()
    prompt((1...10_000).map { "variable\($0) = \($0)" }.joined(separator: "; "))
    _ = prompt.session.completions(of: line, at: line.utf8.count)
    let elapsed = ContinuousClock().measure {
      #expect(prompt.session.completions(of: line, at: line.utf8.count).candidates.count >= 10_000)
    }
    // A debug build, on a busy machine: 50 ms are promised of a release.
    #expect(elapsed < .milliseconds(1500), "\(elapsed)")
  }

  /// Functions that print or assign are described and not called; no module of the library runs.
  @Test func nothingIsEvaluatedAndNothingIsRun() {
    let prompt = Prompt()
    var shown = ""
    prompt("loud(x) = { print(\"called\"); (a = 1, b = x) }")
    let modules = prompt.session.modules.count, slots = prompt.session.environment.slotCount
    prompt.session.output.write = { shown += $0 }
    for line in [
      "loud(1).", "loud(", "loud(1)[1].", "y = loud(1); y.", "Normal(", "adam(", "train(", "Norm",
      "x ~ ", "nn.", "use n", "ode(v, method=\"", "?Nor", ":source ada", "\"{loud(1).", "log p(",
      "z ~ Normal(0, 1); z.", "argmin(", "KL(", "entropy(No", "act=", "dense(2, 3, act=",
    ] {
      _ = prompt.session.completions(of: line, at: line.utf8.count)
      _ = prompt.session.hint(of: line, at: line.utf8.count)
    }
    #expect(shown.isEmpty)
    #expect(prompt.session.modules.count == modules)
    #expect(prompt.session.environment.slotCount == slots)
  }
}
