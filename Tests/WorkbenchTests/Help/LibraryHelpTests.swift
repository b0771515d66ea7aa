import Language
import Testing

@testable import Workbench

/// What the library says of itself: every public name has a comment by the convention.
struct LibraryHelpTests {
  static let names = LibraryHelp.entries.map { "\($0.module ?? "").\($0.name)" }

  private func entry(_ name: String) throws -> HelpEntry {
    try #require(LibraryHelp.entries.first { "\($0.module ?? "").\($0.name)" == name })
  }

  @Test(arguments: names) func theCommentIsWhole(name: String) throws {
    let entry = try entry(name)
    #expect(entry.summary.count > 8 && !entry.summary.hasSuffix("."), "\(entry.summary)")
    #expect(!entry.examples.isEmpty)
    let definition = try #require(
      LibraryHelp.publicDefinitions(of: entry.module ?? "").first { $0.spelled == entry.name })
    let told = entry.parameters.flatMap { $0.name.split(separator: ", ") }.map { String($0) }
    #expect(told == (definition.parameters ?? []).map(\.name), "\(name)")
  }

  /// What a module names is defined there, or in a module that it brings along.
  @Test(arguments: LibraryText.names) func whatAModuleNamesIsThere(module: String) {
    let prompt = Prompt()
    prompt("use \(module) as m")
    for name in LibraryHelp.names(of: module) {
      #expect(prompt("m.\(name)").outcome == .ok, "\(module).\(name)")
      #expect(LibraryHelp.entries.contains { $0.names.contains(Name.canonical(name)) }, "\(name)")
    }
    #expect(!LibraryHelp.modules.filter { $0.name == module }[0].summary.isEmpty)
  }

  /// The same page whether the module was brought in or not, with its code one command away.
  @Test(arguments: Set(LibraryHelp.entries.filter(\.needsUse).compactMap(\.module)).sorted())
  func useChangesNothing(module: String) {
    let entries = LibraryHelp.entries.filter { $0.needsUse && $0.module == module }
    let prompt = Prompt()
    let before = entries.map { prompt.shows("?\(module).\($0.name)") }
    for entry in entries {
      #expect(prompt.shows(":source \(module).\(entry.name)").contains("\n\(entry.name)"))
    }
    prompt("use \(module)")
    for (entry, text) in zip(entries, before) {
      #expect(prompt.shows("?\(entry.name)").hasPrefix(text), "\(entry.name)")
      #expect(text.contains("it comes with use \(module)") && !text.contains("\ndefinition"))
    }
  }

  @Test func aliasesAndRedefinitions() {
    let prompt = Prompt()
    prompt("f = adam")
    #expect(prompt.shows("?f").hasPrefix("adam(lr=1e-3"))
    prompt("# Mine.\n# x: a number\nadam(x) = x")
    let text = prompt.shows("?adam")
    #expect(text.hasPrefix("adam(x)\n  Mine.\n\n  x  a number"))
    #expect(text.hasSuffix("definition\n  adam(x) = x"))
  }
}
