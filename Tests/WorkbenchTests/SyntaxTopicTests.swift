import Testing

@testable import Language
@testable import Workbench

/// Help on statements, operators and signs: what holds for every record of the table.
struct SyntaxTopicTests {
  static let names = SyntaxTopic.all.map { $0.names[0] }

  private func topic(_ name: String) throws -> SyntaxTopic {
    try #require(SyntaxTopic.named(name))
  }

  @Test func namesAreUnique() {
    let names = SyntaxTopic.all.flatMap(\.names)
    #expect(Set(names).count == names.count)
    // A builtin's help comes first: a topic of its name would never be seen.
    for name in names { #expect(BuiltinTable.standard[name] == nil, "\(name)") }
  }

  @Test(arguments: names) func theRecordIsComplete(name: String) throws {
    let topic = try topic(name)
    #expect((3...100).contains(topic.summary.count))
    #expect(!topic.summary.hasSuffix("."))
    for form in topic.forms { #expect(form.count <= 98, "\(form)") }
  }

  /// The examples run with those of all entries of help.
  @Test(arguments: names) func theExampleShowsIt(name: String) throws {
    let topic = try topic(name)
    #expect(
      topic.names.contains { name in
        (topic.example.statement + topic.forms.joined()).contains(name.split(separator: " ")[0])
      })
  }

  @Test(arguments: SyntaxTopic.all.flatMap(\.names)) func helpKnowsEveryName(name: String) throws {
    let text = Prompt().shows(":help \(name)")
    let topic = try topic(name)
    for form in topic.forms { #expect(text.contains("\n  " + form), "\(form)") }
    if name.first != "?" { #expect(Prompt().shows("?\(name)") == text) }
  }

  /// Whatever the parser takes for a word or a sign of the language has a text.
  @Test(arguments: Keyword.allCases.map(\.rawValue) + Sign.allCases.map(\.rawValue))
  func everyWordAndSignIsDescribed(word: String) {
    #expect(!Prompt().shows(":help \(word)").contains("nothing is called"))
  }

  @Test func theOverviewListsThem() {
    let overview = Prompt().shows(":help")
    for topic in SyntaxTopic.all { #expect(overview.contains(topic.names[0])) }
  }

  @Test(arguments: names) func wordsAreSearched(name: String) throws {
    let topic = try topic(name)
    for word in topic.synonyms where word.contains(where: \.isLetter) {
      #expect(HelpSearch.results(word).contains { $0.names.contains(name) }, "\(word)")
    }
  }

  @Test func whatTheUserDefinedComesFirst() {
    let prompt = Prompt()
    prompt("tol = 3")
    #expect(prompt.shows("?tol").hasPrefix("tol: "))
    #expect(prompt.shows("?chek").contains("did you mean check?"))
  }
}
