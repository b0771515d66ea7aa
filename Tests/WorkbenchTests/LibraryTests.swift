import Foundation
import Testing

@testable import Workbench

/// Functions of the library that need no `use`.
struct LibraryTests {
  static let names = LibraryText.autoload.keys.sorted()

  /// Each is defined where the table says, with a comment that help shows.
  @Test(arguments: names) func theTableHolds(name: String) throws {
    let prompt = Prompt()
    let module = try #require(LibraryText.autoload[name])
    #expect(LibraryText.names.contains(module))
    #expect(BuiltinTable.standard[name] == nil, "\(name) is a builtin too")
    let help = prompt.shows("?\(name)").split(separator: "\n").map(String.init)
    // Domains are values, some of which can be called.
    let isFunction = prompt.shows("kind(\(name))") == "\"function\""
    #expect(isFunction || module == "domains")
    #expect(help.first?.hasPrefix(isFunction ? "\(name)(" : name) == true)
    #expect(help.count >= 3 && help.contains("example") || help.contains("examples"), "\(help)")
    #expect(prompt.shows(":source \(name)").contains(isFunction ? "\n\(name)(" : "\n\(name) = "))
    #expect(prompt.shows(":who") == "nothing is defined yet")
  }

  @Test(arguments: LibraryText.functionForms.keys.sorted())
  func builtinsHaveFormsForFunctions(name: String) throws {
    let prompt = Prompt()
    let form = try #require(LibraryText.functionForms[name])
    #expect(LibraryText.autoload[form] != nil && BuiltinTable.standard[name] != nil)
    #expect(prompt.shows("\(name)([1, 3, 2]) <= 3") == "true")
    #expect(prompt.shows("?\(name)").contains("of a function"))
    #expect(prompt.shows("g = \(name); g([5])") == "1")
  }

  @Test(arguments: LibraryText.names) func everyModuleCanBeUsed(name: String) {
    let prompt = Prompt()
    #expect(prompt.shows("use \(name)").isEmpty)
    #expect(prompt.shows("?\(name)").contains(name))
  }

  /// The texts are those of the folder, every one of them.
  @Test func everyModuleIsEmbedded() throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "../..")
    let folder = root.appending(path: "Sources/Workbench/Library")
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    #expect(files.sorted() == LibraryText.names.map { "\($0).gms" })
    for name in LibraryText.names {
      let text = try String(contentsOf: folder.appending(path: "\(name).gms"), encoding: .utf8)
      #expect(LibraryText.named(name) == text, "\(name)")
    }
  }

  /// A name of the user's own wins, at once and for what mentioned the name before, without a note.
  @Test func variablesComeFirst() {
    let prompt = Prompt()
    #expect(prompt.shows("f(x) = root(t -> t - x, 0, 5); f(2)") == "2.0")
    let reply = prompt("root(g, a, b) = 7")
    #expect(reply.outcome == .ok && reply.diagnostics.isEmpty)
    #expect(prompt.shows("f(2)") == "7")
    #expect(prompt.shows(":clear root\nf(2)") == "2.0")
    #expect(prompt.shows("h(root) = root + 1; h(2)") == "3")
    #expect(prompt("root = 3; root(x -> x, 0, 1)").diagnostics.contains("hides the function"))
  }

  @Test func completionAndSearchKnowThem() {
    let prompt = Prompt()
    #expect(
      prompt.session.completions(of: "fixed_p", at: 7).candidates.map(\.text) == ["fixed_point"])
    #expect(prompt.shows("??newton start").contains("root"))
    #expect(prompt("fixed_pint(cos, 1)").diagnostics.contains("did you mean fixed_point"))
    #expect(prompt.shows(":help").contains("fixed_point"))
  }

  /// A library function complains at the call that gave it its arguments, others where they fail.
  @Test func complaintsStandAtTheCall() {
    let prompt = Prompt()
    let reply = prompt("f(a) = 1 + root(x -> x^2 + a, 0, 1); f(1)")
    #expect(reply.diagnostics.contains("root(x -> x^2 + a, 0, 1)"))
    #expect(reply.diagnostics.contains("in f, called by f(1)"))
    #expect(!reply.diagnostics.contains("in answer"))
    #expect(prompt("g(x) = error(\"no\"); g(1)").diagnostics.contains("in g, called by g(1)"))
  }

  @Test func aRedefinitionReachesTheCallers() {
    let prompt = Prompt()
    prompt("use solve as s; f() = root(x -> x - 1, 0, 3)")
    #expect(prompt.shows("f()") == "1.0")
    prompt("s.root = (f, a, b) -> 42")
    #expect(prompt.shows("f()") == "42")
  }

  @Test func iterationsEndWithTheFuel() {
    let prompt = Prompt { $0.fuel = 100_000 }
    #expect(prompt("iterate(x -> x, 1.0, 10^12)").diagnostics.contains("error[fuel]"))
  }
}
