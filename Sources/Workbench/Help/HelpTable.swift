import Language

/// Every entry of help, from every table.
enum HelpTable {
  /// All entries in the order in which they are looked up by name.
  static let all: [HelpEntry] =
    (builtins + LibraryHelp.entries.filter { !$0.needsUse } + constants
    + LibraryHelp.entries.filter(\.needsUse) + LibraryHelp.modules + commands + settings + syntax
    + errors + keys).map(completed)

  /// The entries of a name, the one that it means by itself first.
  static func entries(named name: String) -> [HelpEntry] {
    (byName[name] ?? []).map { all[$0] }
  }

  /// The entry of a name of a module of the library.
  static func entry(named name: String, in module: String) -> HelpEntry? {
    entries(named: name).first { $0.kind == .library && $0.module == module }
  }

  /// Every name that help knows, but for signs and keys.
  static let names: [String] = Array(
    Set(all.filter { $0.kind != .key }.flatMap(\.names))
  ).sorted()

  private static let byName: [String: [Int]] = {
    var places: [String: [Int]] = [:]
    for (place, entry) in all.enumerated() where entry.kind != .key {
      for name in entry.names { places[name, default: []].append(place) }
    }
    for (alias, name) in BuiltinTable.aliases {
      places[alias] = (places[name] ?? []) + (places[alias] ?? [])
    }
    return places
  }()

  /// An entry with the near names and the other words of the tables of such.
  private static func completed(_ entry: HelpEntry) -> HelpEntry {
    var entry = entry
    // A name that means something else by itself is near other things than that of a module.
    let isHidden =
      entry.needsUse
      && (LibraryText.autoload[entry.name] != nil || BuiltinTable.standard[entry.name] != nil)
    if [.builtin, .syntax, .library, .constant].contains(entry.kind), !isHidden {
      for name in RelatedNames.near(entry.name) where !entry.see.contains(name) {
        entry.see.append(name)
      }
      entry.synonyms += Synonyms.of(entry.name)
    }
    return entry
  }

  private static let builtins: [HelpEntry] = BuiltinTable.standard.all.map { builtin in
    var entry = HelpEntry(
      .builtin, [builtin.name], group: builtin.section.rawValue, use: [builtin.signature],
      summary: builtin.summary)
    entry.formula = builtin.formula
    entry.source = builtin.source
    entry.parameters = builtin.parameters.map {
      .init(name: $0.name, meaning: $0.meaning, initial: $0.initial)
    }
    entry.examples = [
      .init(statement: builtin.example.statement, output: builtin.example.output)
    ]
    entry.synonyms = builtin.synonyms
    return entry
  }

  private static let syntax: [HelpEntry] = SyntaxTopic.all.map { topic in
    var entry = HelpEntry(
      .syntax, topic.names + topic.inside, group: "Statements, operators, signs",
      use: topic.forms, summary: topic.summary)
    entry.examples = [.init(statement: topic.example.statement, output: topic.example.output)]
    entry.synonyms = topic.synonyms
    return entry
  }

  private static let constants: [HelpEntry] = ConstantTopic.all.map { topic in
    var entry = HelpEntry(
      .constant, [topic.name], group: "Constants", use: [topic.name], summary: topic.summary)
    entry.examples = [topic.example]
    entry.synonyms = topic.synonyms
    return entry
  }

  private static let commands: [HelpEntry] = Command.all.map { command in
    var entry = HelpEntry(
      .command, [command.name], group: "Commands",
      use: [":\(command.name)" + (command.argument.isEmpty ? "" : " " + command.argument)],
      summary: command.summary, body: [command.summary] + command.body)
    entry.synonyms = command.synonyms
    return entry
  }

  private static let settings: [HelpEntry] = Setting.all.map { setting in
    HelpEntry(
      .setting, [setting.name], group: "Settings", use: [":set \(setting.name) value"],
      summary: setting.summary)
  }

  private static let errors: [HelpEntry] = ErrorTopic.all.map { topic in
    var entry = HelpEntry(
      .error, [topic.code], group: "Errors", use: ["error[\(topic.code)]"],
      summary: topic.meaning,
      body: [topic.meaning] + topic.causes.map { "- \($0)" } + ["what to do: \(topic.remedy)"])
    if let example = topic.example {
      entry.examples = [
        .init(statement: example.statement, output: "error[\(topic.code)]: \(example.message)")
      ]
    }
    return entry
  }

  private static let keys: [HelpEntry] = KeyTopic.all.map { topic in
    HelpEntry(.key, [topic.keys], group: "Keys", use: [topic.keys], summary: topic.summary)
  }
}
