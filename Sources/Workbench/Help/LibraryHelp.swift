import Language

/// What help knows of the library: its public functions and values, and its modules.
///
/// Public is what needs no `use`, and what a module names in a line `names:` of the comment at its head.
enum LibraryHelp {
  /// Everything that is public, in the order of the modules.
  static let entries: [HelpEntry] = LibraryText.names.flatMap { module in
    publicDefinitions(of: module).map(entry)
  }

  /// The modules: those that a user brings in first.
  static let modules: [HelpEntry] = LibraryText.names.map(entry(ofModule:))

  /// The names that a module gives where it is brought in, in its own order.
  static func names(of module: String) -> [String] { heads[module]?.names ?? [] }

  /// The names that `use` of a module brings in: those that it and the modules it uses list; nil for all, of a
  /// module that lists none.
  static func offered(by module: String, with dependencies: [String: Set<String>]) -> Set<String>? {
    guard !names(of: module).isEmpty else { return nil }
    var offered: Set<String> = [], seen: Set<String> = [], rest = [module]
    while let next = rest.popLast() {
      guard seen.insert(next).inserted else { continue }
      offered.formUnion(names(of: next).map { Name.canonical($0) })
      rest += dependencies[next] ?? []
    }
    return offered
  }

  /// What a module is, in a few words.
  static func brief(of module: String) -> String { heads[module]?.brief ?? "" }

  /// The modules that name a name as theirs, though it may be of one that they bring along.
  static func modules(bringing name: String) -> [String] {
    heads.filter { $0.value.names.contains(name) }.keys.sorted()
  }

  /// The comments at the heads of the modules.
  private static let heads: [String: DocComment] = Dictionary(
    uniqueKeysWithValues: LibraryText.names.map { module in
      let text = LibraryText.named(module) ?? ""
      var lines: [String] = [], rest = Substring(text).utf8
      while rest.first == UInt8(ascii: "#") {
        let line = rest.prefix { $0 != UInt8(ascii: "\n") }
        lines.append(String(Substring(line)))
        rest = rest.dropFirst(line.count + 1)
      }
      return (module, DocComment(lines))
    })

  /// The definitions of a module that are public.
  static func publicDefinitions(of module: String) -> [LibraryDefinition] {
    let names = Set(names(of: module).map { Name.canonical($0) })
    return LibraryDefinition.all(in: LibraryText.named(module) ?? "", of: module) { spelled in
      let name = Name.canonical(spelled)
      return names.contains(name) || LibraryText.autoload[name] == module
    }
  }

  /// The heading under which help lists a name of a module.
  static func group(of module: String) -> String {
    switch module {
    case "activations": "Activations"
    case "optim": "Optimisers"
    case "schedules": "Learning rates"
    case "domains": "Domains of derivations"
    case "train": Builtin.Section.training.rawValue
    case "ode", "quadrature", "extrema", "solve": Builtin.Section.dynamics.rawValue
    case _ where LibraryText.distributions.values.contains(module): "Distributions"
    default: "use \(module)"
    }
  }

  private static func entry(_ definition: LibraryDefinition) -> HelpEntry {
    let parameters = definition.parameters ?? []
    let comment = DocComment(
      definition.comment, parameters: parameters.map { Name.canonical($0.name) })
    var entry = HelpEntry(
      .library,
      definition.spelled == definition.name
        ? [definition.name] : [definition.spelled, definition.name],
      group: group(of: definition.module), use: [definition.heading],
      summary: comment.summary, body: comment.body)
    entry.take(
      comment,
      initial: { name in
        parameters.first { $0.name == name }?.initial
      })
    entry.module = definition.module
    return entry
  }

  private static func entry(ofModule module: String) -> HelpEntry {
    let head = heads[module] ?? DocComment([String]())
    let isOwn = !head.names.isEmpty
    var entry = HelpEntry(
      .module, [module], group: isOwn ? "Modules" : "Modules that others are made of",
      use: ["use \(module)"], summary: head.summary, body: head.body)
    entry.take(head, initial: { _ in nil })
    entry.module = module
    return entry
  }
}

extension HelpEntry {
  /// Takes over what a comment says beside its prose.
  mutating func take(_ comment: DocComment, initial: (String) -> String?) {
    parameters = comment.parameters.map { row in
      Parameter(
        name: row.names.joined(separator: ", "), meaning: row.meaning,
        initial: row.names.count == 1 ? initial(row.names[0]) : nil)
    }
    results = comment.results.map { Parameter(name: $0.name, meaning: $0.meaning, initial: nil) }
    source = comment.source
    examples = comment.examples
    see += comment.see
    synonyms += comment.synonyms
  }
}
