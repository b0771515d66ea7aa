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
      LibraryHelp.publicDefinitions(of: entry.module ?? "").first { $0.name == entry.name })
    let told = entry.parameters.flatMap {
      $0.name.split(separator: ",").map { $0.filter { $0 != " " } }
    }
    #expect(told.map(String.init) == (definition.parameters ?? []).map(\.name), "\(name)")
  }

  /// What a module names is defined there, or in a module that it brings along.
  @Test(arguments: LibraryText.names) func whatAModuleNamesIsThere(module: String) {
    let prompt = Prompt()
    prompt("use \(module) as m")
    for name in LibraryHelp.names(of: module) {
      #expect(prompt("m.\(name)").outcome == .ok, "\(module).\(name)")
      #expect(LibraryHelp.entries.contains { $0.name == Name.canonical(name) }, "\(name)")
    }
    #expect(!LibraryHelp.modules.filter { $0.name == module }[0].summary.isEmpty)
  }

  /// The same page whether the module was brought in or not, with its code one command away.
  @Test(
    arguments: names.filter {
      !LibraryText.autoload.keys.contains(String($0.split(separator: ".")[1]))
    })
  func useChangesNothing(name: String) throws {
    let entry = try entry(name), module = entry.module ?? ""
    let before = Prompt().shows("?\(entry.name)")
    let prompt = Prompt()
    #expect(prompt.shows(":source \(name)").contains("\n\(entry.name)"))
    prompt("use \(module)")
    #expect(prompt.shows("?\(entry.name)") == before)
    #expect(before.contains("it comes with use \(module)"))
    #expect(!before.contains("\ndefinition"))
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
