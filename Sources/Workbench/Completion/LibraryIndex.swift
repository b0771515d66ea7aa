import Language
import Synchronization

/// What completion asks of the library's modules: what help reads in their texts, kept.
final class LibraryIndex: Sendable {
  /// A name of a module.
  struct Entry: Sendable {
    /// How it is called; nil where it is a value.
    let signature: CallSignature?
    /// What it is, in a few words of the comment above it.
    let summary: String
  }

  /// The one index: the texts never change.
  static let shared = LibraryIndex()

  private struct Store {
    var modules: [String: [LibraryDefinition]] = [:]
    var entries: [String: Entry?] = [:]
  }
  private let store = Mutex(Store())

  /// What a module says of a name; nil where it does not define it.
  func entry(_ name: String, in module: String) -> Entry? {
    store.withLock { store in
      let key = module + "." + name
      if let known = store.entries[key] { return known }
      let definitions = LibraryIndex.definitions(of: module, &store)
      let found = definitions.first { $0.spelled == name || $0.name == name }.map(Entry.init)
      store.entries[key] = .some(found)
      return found
    }
  }

  /// The names that a module defines, in its order.
  func names(of module: String) -> [String] {
    store.withLock { LibraryIndex.definitions(of: module, &$0) }.map(\.spelled)
  }

  private static func definitions(of module: String, _ store: inout Store) -> [LibraryDefinition] {
    if let known = store.modules[module] { return known }
    let found = LibraryDefinition.all(
      in: LibraryText.named(module) ?? "", of: module, withoutComments: true)
    store.modules[module] = found
    return found
  }
}

extension LibraryIndex.Entry {
  fileprivate init(_ definition: LibraryDefinition) {
    let parameters = definition.parameters ?? []
    summary =
      DocComment(definition.comment, parameters: parameters.map { Name.canonical($0.name) }).brief
    signature = definition.parameters.map { parameters in
      let text = LibraryText.named(definition.module) ?? ""
      let lines = text.split(separator: "\n").filter { !$0.hasPrefix("#") }
      return CallSignature(
        name: definition.spelled,
        parameters: parameters.map { parameter in
          CallSignature.Parameter(
            name: parameter.name, initial: parameter.initial, isRest: parameter.isRest,
            choices: Self.choices(of: parameter, in: lines))
        })
    }
  }

  /// The texts that the code of a module compares a parameter with that is a text by default:
  /// `method == "euler"`, `methods = ("dopri5", "euler")`.
  private static func choices(
    of parameter: LibraryDefinition.Parameter, in lines: [Substring]
  ) -> [String] {
    guard let initial = parameter.initial, initial.count > 1, initial.hasPrefix("\""),
      initial.hasSuffix("\"")
    else { return [] }
    let name = parameter.name
    let signs = ["\(name) == ", "\(name) != ", "\(name) in (", "\(name)s = ("]
    var found = [String(initial.dropFirst().dropLast())]
    for line in lines where signs.contains(where: { line.contains($0) }) {
      for sign in signs {
        for text in texts(in: line, behind: sign) where !found.contains(text) { found.append(text) }
      }
    }
    return found
  }

  /// The texts that stand right behind a sign at its places in a line, one or a list of them.
  private static func texts(in line: Substring, behind sign: String) -> [String] {
    var found: [String] = [], rest = line
    while let place = rest.firstRange(of: sign) {
      let isWord =
        place.lowerBound > line.startIndex
        && (line[line.index(before: place.lowerBound)].isLetter
          || line[line.index(before: place.lowerBound)] == "_")
      rest = rest[place.upperBound...]
      guard !isWord else { continue }
      var item = rest
      while item.first == "\"", let end = item.dropFirst().firstIndex(of: "\"") {
        found.append(String(item[item.index(after: item.startIndex)..<end]))
        item = item[item.index(after: end)...]
        guard item.hasPrefix(", ") else { break }
        item = item.dropFirst(2)
      }
    }
    return found
  }
}
