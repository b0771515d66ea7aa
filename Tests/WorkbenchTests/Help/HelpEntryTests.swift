import Language
import Testing

@testable import Workbench

/// What holds for every entry of help, whatever table it is from.
struct HelpEntryTests {
  static let places = Array(HelpTable.all.indices)

  @Test(arguments: places) func thePageIsWhole(place: Int) {
    let entry = HelpTable.all[place]
    #expect(!entry.summary.isEmpty && !entry.group.isEmpty, "\(entry.name)")
    #expect(!entry.summary.contains("\n"))
    for width in [40, 80] {
      let page = HelpPage(width: width).text(entry)
      for line in page.split(separator: "\n") {
        // What is typed and what is printed stands as it is; prose is filled.
        let isCode = line.hasPrefix("  #> ") || !line.contains(" ") || width < 80
        #expect(isCode || line.count <= 100, "\(entry.name): \(line)")
      }
    }
    let words = HelpPage(width: 80).text(entry).split(whereSeparator: \.isWhitespace)
      .joined(separator: " ")
    for parameter in entry.parameters {
      #expect(words.contains(parameter.meaning.split(separator: " ").joined(separator: " ")))
    }
  }

  /// The entries whose examples run in one session: those of a module, as reading it takes long; of all others each has
  /// one of its own.
  static let sessions: [[Int]] = {
    let modules = Dictionary(grouping: places) { HelpTable.all[$0].module ?? "" }
    return modules.filter { !$0.key.isEmpty }.map(\.value) + (modules[""] ?? []).map { [$0] }
  }()

  @Test(arguments: sessions) func theExamplesPrintWhatTheySay(places: [Int]) {
    let prompt = Prompt()
    for entry in places.map({ HelpTable.all[$0] }) {
      for example in entry.examples {
        prompt("seed(0)")
        let reply = prompt(example.statement)
        let isError = entry.kind == .error
        #expect((reply.outcome == .ok) != isError, "\(example.statement)\n\(reply.diagnostics)")
        let shown = isError ? String(reply.diagnostics.prefix { $0 != "\n" }) : reply.output
        let got = GoldenResult.lines(of: shown), want = GoldenResult.lines(of: example.output)
        #expect(GoldenMatcher().matches(got: got, want: want), "\(example.statement)\n\(shown)")
      }
    }
  }

  @Test(arguments: places) func whatItSendsToIsThere(place: Int) {
    let entry = HelpTable.all[place]
    for name in entry.see {
      #expect(!Help.entries(name).isEmpty, "\(entry.name) sends to \(name)")
      #expect(name != entry.name)
    }
    #expect(Set(entry.see).count == entry.see.count)
  }

  /// Everything but keys and errors, which cannot always be raised, has an example; commands and settings are shown by
  /// their use.
  @Test(arguments: places) func thereIsAnExample(place: Int) {
    let entry = HelpTable.all[place]
    switch entry.kind {
    case .builtin, .syntax, .library, .constant: #expect(!entry.examples.isEmpty, "\(entry.name)")
    case .module, .command, .setting, .key, .error: break
    }
  }

  /// Every table is there as a whole.
  @Test func everyTableIsInIt() {
    func names(_ kind: HelpEntry.Kind) -> Set<String> {
      Set(HelpTable.all.filter { $0.kind == kind }.flatMap(\.names))
    }
    #expect(names(.builtin) == Set(BuiltinTable.standard.all.map(\.name)))
    #expect(names(.command) == Set(Command.all.map(\.name)))
    #expect(names(.setting) == Set(Setting.all.map(\.name)))
    #expect(names(.module) == Set(LibraryText.names))
    #expect(names(.error) == ErrorTopic.codes)
    #expect(names(.library).isSuperset(of: LibraryText.autoload.keys))
    #expect(names(.constant).isSuperset(of: BuiltinTable.constants.map(\.name)))
  }

  @Test func groupsOfNamesAreSets() {
    for group in RelatedNames.groups {
      #expect(group.count > 1 && Set(group).count == group.count, "\(group)")
      for name in group { #expect(!Help.entries(name).isEmpty, "\(name)") }
    }
    for name in Synonyms.names { #expect(!Help.entries(name).isEmpty, "\(name)") }
  }

  @Test func listsHoldTheirTables() {
    let prompt = Prompt()
    for list in HelpList.allCases {
      let text = prompt.shows("?\(list.rawValue)")
      #expect(!list.entries.isEmpty)
      for entry in list.entries { #expect(text.contains(entry.name), "\(entry.name)") }
      for line in text.split(separator: "\n") { #expect(line.count <= 80, "\(line)") }
    }
  }

  @Test func unknownNamesShowTheNearestOfAllTables() {
    let prompt = Prompt()
    for (typed, meant) in [
      ("adm", "adam"), ("batchs", "batches"), ("mpl", "mlp"), ("quitt", "quit"),
      ("digts", "digits"),
      ("spectrm", "spectrum"),
    ] {
      #expect(prompt.shows("?\(typed)").contains(meant), "\(typed)")
    }
    #expect(prompt.shows("?wholly_unlike_anything").contains("nothing is called"))
  }

  @Test func namesOfSeveralTablesAreTold() {
    let prompt = Prompt()
    #expect(prompt.shows("?linear").contains("?gan.linear"))
    #expect(prompt.shows("?gan.linear").contains("discriminator"))
    #expect(prompt.shows("?error").contains("error[shape]"))
    #expect(prompt.shows("?error[shape]").hasPrefix("error[shape]\n"))
    #expect(prompt.shows("?shape").contains("error[shape]"))
    #expect(prompt.shows("?:time").hasPrefix(":time"))
    #expect(prompt.shows("?domain").hasPrefix("error[domain]"))
  }
}
