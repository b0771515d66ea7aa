import Language
import Synchronization

/// What the texts of the library's modules say of their names, without running them.
///
/// A definition is found as the line that begins with its name; only its heading is parsed. What was
/// found is kept.
final class LibraryIndex: Sendable {
  /// A name of a module.
  struct Entry: Sendable {
    /// How it is called; nil where it is a value.
    let signature: CallSignature?
    /// The first sentence of the comment above it.
    let summary: String
  }

  /// The one index: the texts never change.
  static let shared = LibraryIndex()

  private struct Store {
    var modules: [String: [Substring]] = [:]
    var entries: [String: Entry?] = [:]
  }
  private let store = Mutex(Store())

  /// What a module says of a name; nil where it does not define it.
  func entry(_ name: String, in module: String) -> Entry? {
    store.withLock { store in
      let key = module + "." + name
      if let known = store.entries[key] { return known }
      let lines = LibraryIndex.lines(of: module, &store)
      let found = LibraryIndex.read(name, lines)
      store.entries[key] = .some(found)
      return found
    }
  }

  /// The names that a module defines, in its order.
  func names(of module: String) -> [String] {
    let lines = store.withLock { LibraryIndex.lines(of: module, &$0) }
    return lines.compactMap { line in
      let name = line.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
      let rest = line.dropFirst(name.count)
      guard !name.isEmpty, rest.hasPrefix("(") || rest.hasPrefix(" = ") else { return nil }
      return String(name)
    }
  }

  /// The first sentence of a module's comment.
  func heading(of module: String) -> String {
    let lines = store.withLock { LibraryIndex.lines(of: module, &$0) }
    return LibraryIndex.sentence(lines.prefix { $0.hasPrefix("#") }[...])
  }

  private static func lines(of module: String, _ store: inout Store) -> [Substring] {
    if let known = store.modules[module] { return known }
    let text = LibraryText.named(module) ?? ""
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    store.modules[module] = lines
    return lines
  }

  private static func read(_ name: String, _ lines: [Substring]) -> Entry? {
    let bytes = Array(name.utf8)
    guard
      let line = lines.firstIndex(where: { line in
        let utf8 = line.utf8
        guard utf8.starts(with: bytes) else { return false }
        let next = utf8.dropFirst(bytes.count).first
        return next == UInt8(ascii: "(") || next == UInt8(ascii: " ") && isAssigned(line)
      })
    else { return nil }
    let above = lines[..<line].reversed().prefix { $0.hasPrefix("#") }.reversed()
    return Entry(
      signature: signature(name, lines[line...], all: lines), summary: sentence(Array(above)[...]))
  }

  private static func isAssigned(_ line: Substring) -> Bool {
    line.drop { $0 != " " }.drop { $0 == " " }.first == "="
  }

  /// The parameters in the heading that begins a text, up to its closing parenthesis.
  private static func signature(
    _ name: String, _ text: ArraySlice<Substring>, all lines: [Substring]
  ) -> CallSignature? {
    guard text.first?.dropFirst(name.count).first == "(" else { return nil }
    var heading = "", depth = 0
    reading: for line in text.prefix(20) {
      for character in line {
        heading.append(character)
        if "([{".contains(character) { depth += 1 }
        if ")]}".contains(character) { depth -= 1 }
        if depth == 0, character == ")" { break reading }
      }
      heading += "\n"
    }
    let source = Source(id: SourceID(0), name: name, text: heading + " = 0")
    guard let statements = try? Parser.parse(source),
      case .define(_, let parameters, _)? = statements.first?.kind
    else { return nil }
    return CallSignature(
      name: name,
      parameters: parameters.map { parameter in
        CallSignature.Parameter(
          name: parameter.name.spelled,
          initial: parameter.initial.map { String(source.text(of: $0.span)) },
          isRest: parameter.isRest, choices: choices(of: parameter, in: lines, source))
      })
  }

  /// The texts that the code of a module compares a parameter with that is a text by default:
  /// `method == "euler"`, `methods = ("dopri5", "euler")`.
  private static func choices(
    of parameter: Parameter, in lines: [Substring], _ source: Source
  ) -> [String] {
    guard case .text(let parts)? = parameter.initial?.kind, case .literal(let first)? = parts.first
    else { return [] }
    let name = parameter.name.spelled
    let signs = ["\(name) == ", "\(name) != ", "\(name) in (", "\(name)s = ("]
    var found = [first]
    for line in lines where !line.hasPrefix("#") && signs.contains(where: { line.contains($0) }) {
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

  /// The first sentence of the lines of a comment.
  private static func sentence(_ comment: ArraySlice<Substring>) -> String {
    let words = comment.map { $0.drop { "# ".contains($0) } }.joined(separator: " ")
    let ends = [". ", ": "].compactMap { words.firstRange(of: $0)?.lowerBound }
    guard let end = ends.min() else {
      return String(words.last == "." ? words.dropLast() : words[...])
    }
    return String(words[..<end])
  }
}
