import Foundation
import Testing

@testable import Workbench

/// The codes of errors have their topics.
struct ErrorTopicTests {
  /// Ends of a statement that are no errors.
  private static let ends: Set = ["exit", "interrupted"]

  private static func texts(_ ending: String) throws -> [(name: String, text: String)] {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(
      path: "../../../Sources")
    let files = FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil)
    return try (files?.compactMap { $0 as? URL } ?? []).filter { $0.pathExtension == ending }
      .map { ($0.lastPathComponent, try String(contentsOf: $0, encoding: .utf8)) }
  }

  /// A code that the sources name without a topic fails here.
  @Test func everyCodeOfTheSourcesHasATopic() throws {
    let made = /(?:Fault|fault|OperationError|Diagnostic|self\.init)\(\s*"([a-z]+)",/
    let given = /code: "([a-z]+)"/
    var found: Set<String> = []
    for (name, text) in try Self.texts("swift") where !name.hasPrefix("ErrorTopic") {
      for match in text.matches(of: made) { found.insert(String(match.1)) }
      for match in text.matches(of: given) { found.insert(String(match.1)) }
    }
    for (_, text) in try Self.texts("gms") {
      for match in text.matches(of: /error\([^\n]*, "([a-z]+)"\)/) { found.insert(String(match.1)) }
    }
    #expect(found.count > 30)
    let lacking = found.subtracting(ErrorTopic.codes).subtracting(Self.ends)
    #expect(lacking.isEmpty, "\(lacking.sorted())")
    let unused = ErrorTopic.codes.subtracting(found).subtracting([
      "depth", "encoding", "number", "syntax", "user",
    ])
    #expect(unused.isEmpty, "\(unused.sorted())")
  }

  @Test func codesAreUniqueAndTold() {
    #expect(ErrorTopic.codes.count == ErrorTopic.all.count)
    let prompt = Prompt()
    for topic in ErrorTopic.all {
      let page = prompt.shows("?error[\(topic.code)]")
      #expect(page.hasPrefix("error[\(topic.code)]\n  \(topic.meaning)"))
      #expect(!topic.causes.isEmpty && !topic.remedy.isEmpty)
      #expect(page.contains("what to do: "))
    }
  }
}
