import Language
import Testing

@testable import Workbench

/// What holds for every record of the table of builtins.
struct BuiltinTableTests {
  static let names = BuiltinTable.standard.all.map(\.name)

  private func builtin(_ name: String) throws -> Builtin {
    try #require(BuiltinTable.standard[name])
  }

  @Test func namesAreUnique() {
    #expect(Set(Self.names).count == Self.names.count)
    for (alias, name) in BuiltinTable.aliases {
      #expect(!Self.names.contains(alias), "\(alias) is an alias and a builtin")
      #expect(BuiltinTable.standard[alias]?.name == name)
    }
    for constant in BuiltinTable.constants {
      #expect(BuiltinTable.standard[constant.name] == nil)
    }
  }

  @Test func everySectionHoldsSomething() {
    for section in Builtin.Section.allCases {
      #expect(BuiltinTable.standard.all.contains { $0.section == section }, "\(section)")
    }
  }

  @Test(arguments: names) func theRecordIsComplete(name: String) throws {
    let builtin = try builtin(name)
    #expect(Name.canonical(name) == name)
    #expect((3...100).contains(builtin.summary.count))
    #expect(!builtin.summary.hasSuffix("."))
    #expect(!builtin.isVariadic || !builtin.parameters.isEmpty)
    let parameters = builtin.parameters.map(\.name)
    #expect(Set(parameters).count == parameters.count)
    for parameter in builtin.parameters { #expect(!parameter.meaning.isEmpty, "\(parameter)") }
    // What has no default comes first, or it could not be left out.
    let optional = builtin.parameters.drop { $0.initial == nil }
    #expect(builtin.isVariadic || optional.allSatisfy { $0.initial != nil })
  }

  /// The examples run with those of all entries of help.
  @Test(arguments: names) func theExampleCallsIt(name: String) throws {
    #expect(try builtin(name).example.statement.contains(name) || Self.signs[name] != nil)
  }

  /// Functions whose examples show the sign that stands for them.
  private static let signs = ["prime": "'", "result": "%", "element": "in", "isclose": "≈"]

  @Test(arguments: BuiltinTable.standard.names) func helpKnowsEveryName(name: String) {
    let text = Prompt().shows("?\(name)")
    #expect(!text.contains("nothing is called") && text.contains(name) || text.contains("  "))
    if let builtin = BuiltinTable.standard[name] {
      let words = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      #expect(words.contains(builtin.summary))
      for line in builtin.example.statement.split(separator: "\n") { #expect(text.contains(line)) }
      for parameter in builtin.parameters { #expect(words.contains(parameter.meaning)) }
    }
  }

  @Test func theOverviewListsEveryName() {
    let overview = Prompt().shows(":help")
    let words = Set(overview.split(whereSeparator: \.isWhitespace).map(String.init))
    for name in Self.names { #expect(words.contains(name), "\(name)") }
    for line in overview.split(separator: "\n") { #expect(line.count <= 100, "\(line)") }
  }

  @Test(arguments: Command.all.map(\.name)) func helpKnowsEveryCommand(name: String) throws {
    let command = try #require(Command.all.first { $0.name == name })
    let words = Prompt().shows("?:\(name)").split(whereSeparator: \.isWhitespace)
    #expect(words.joined(separator: " ").contains(command.summary))
  }

  /// Any command may be the pager.
  @Test(arguments: Setting.all.map(\.name).filter { $0 != "pager" })
  func everySettingShowsAndTakesItsValue(name: String) {
    let prompt = Prompt()
    let shown = prompt.shows(":set \(name)")
    #expect(shown.hasPrefix("\(name) "))
    #expect(prompt.shows(":set").contains(name))
    let reply = prompt(":set \(name) nonsense")
    #expect(reply.outcome == .failed && reply.diagnostics.contains("error[setting]"))
    #expect(prompt.shows(":set \(name)") == shown)
  }

  @Test func wordsAreSearched() {
    for builtin in BuiltinTable.standard.all {
      for synonym in builtin.synonyms {
        #expect(HelpSearch.results(synonym).contains { $0.name == builtin.name }, "\(synonym)")
      }
    }
    #expect(Prompt().shows("??zyzzyva").contains("nothing found"))
  }
}
