import Testing

@testable import Workbench

/// The manual in Markdown.
struct ManualTests {
  static let text = Manual.markdown(options: [
    ("gm", [.init(use: "-e code", meaning: "Run the code.")])
  ])

  @Test func everyEntryIsInIt() {
    for entry in HelpTable.all where entry.kind != .key {
      #expect(Self.text.contains(entry.kind == .syntax ? entry.name : entry.title), "\(entry.name)")
      for example in entry.examples {
        for line in example.statement.split(separator: "\n") { #expect(Self.text.contains(line)) }
      }
    }
    for topic in KeyTopic.all { #expect(Self.text.contains(topic.keys)) }
    #expect(Self.text.contains("| `-e code` | Run the code. |"))
  }

  @Test func theMarkupIsWhole() {
    var isOpen = false
    for line in Self.text.split(separator: "\n", omittingEmptySubsequences: false)
    where line.hasPrefix("```") {
      #expect(line == (isOpen ? "```" : "```text"), "\(line)")
      isOpen.toggle()
    }
    #expect(!isOpen)
    #expect(!Self.text.contains("\n\n\n"))
  }
}
