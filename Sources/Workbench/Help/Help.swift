import Foundation
import Language

/// The texts of help in a session: what the user defined comes before what gm knows.
struct Help {
  let session: Session

  init(_ session: Session) { self.session = session }

  private var width: Int { session.output.style.width }

  /// `:help`.
  var overview: String { HelpOverview(width: width).text }

  /// `??words`.
  func search(_ words: String) -> String { HelpSearch.text(words, width: width) }

  /// `?name`.
  func topic(_ text: String) -> String {
    let text = text.trimmingCharacters(in: .whitespaces)
    if text.isEmpty { return overview }
    if text.hasPrefix(":"), text != ":" { return command(String(text.dropFirst())) }
    let name = Name.canonical(text)
    if let value = session.value(of: name) { return defined(text, name, value) }
    if let list = HelpList(rawValue: text) { return list.text(width: width) }
    let entries = Help.entries(text)
    guard let entry = entries.first else { return unknown(text) }
    return page(entry) + others(entries.dropFirst())
  }

  /// The entries that a text names: a name, `module.name`, `error[code]`, `use module`.
  static func entries(_ text: String) -> [HelpEntry] {
    let direct = HelpTable.entries(named: text)
    if !direct.isEmpty { return direct }
    let named = HelpTable.entries(named: Name.canonical(text))
    if !named.isEmpty { return named }
    if text.hasPrefix("error["), text.hasSuffix("]") {
      return HelpTable.entries(named: String(text.dropFirst(6).dropLast()))
        .filter { $0.kind == .error }
    }
    for (prefix, kind) in [
      ("use ", HelpEntry.Kind.module), (":set ", .setting), ("set ", .setting), (":", .command),
    ]
    where text.hasPrefix(prefix) {
      return HelpTable.entries(named: String(text.dropFirst(prefix.count)))
        .filter { $0.kind == kind }
    }
    guard let dot = text.firstIndex(of: ".") else { return [] }
    let module = String(text[..<dot]), name = String(text[text.index(after: dot)...])
    if let entry = HelpTable.entry(named: Name.canonical(name), in: module) { return [entry] }
    // A chapter hands on what its parts define.
    guard LibraryHelp.modules(bringing: name).contains(module) else { return [] }
    return HelpTable.entries(named: Name.canonical(name)).filter {
      $0.kind == .library && $0.needsUse
    }
  }

  private func command(_ text: String) -> String {
    let entries = Help.entries(":\(text)")
    return entries.first.map(page) ?? unknown(":\(text)")
  }

  private func page(_ entry: HelpEntry) -> String {
    var text = HelpPage(width: width).text(entry)
    if entry.kind == .builtin, let form = LibraryText.functionForms[entry.name],
      let function = HelpTable.entries(named: form).first
    {
      text += "\n\nof a function\n" + HelpPage(width: width).text(function)
    }
    if entry.kind == .builtin, entry.name == "error" {
      text += "\n\n" + HelpList.errors.text(width: width)
    }
    return text
  }

  /// Entries of other tables with the same name.
  private func others(_ entries: ArraySlice<HelpEntry>) -> String {
    guard !entries.isEmpty else { return "" }
    let rows = entries.map { entry in
      (entry.kind == .library ? "\(bringer(of: entry)).\(entry.name)" : entry.title, entry.summary)
    }
    return "\n\nalso\n"
      + Columns.text(rows.map { ("  ?" + $0.0, $0.1) }, within: width).joined(separator: "\n")
  }

  /// The chapter, or the module itself, with which an entry of the library is most easily brought in.
  private func bringer(of entry: HelpEntry) -> String {
    let own = entry.module ?? ""
    guard entry.needsUse else { return own }
    return LibraryHelp.modules(bringing: entry.name).min { $0.count < $1.count } ?? own
  }

  /// What is shown where nothing has the name: the nearest ones of all tables.
  func unknown(_ text: String) -> String {
    let names =
      HelpTable.names + HelpList.allCases.map(\.rawValue)
      + session.main.definitions.keys.sorted()
    let near = Suggestion.nearest(
      to: text.hasPrefix(":") ? String(text.dropFirst()) : text, among: names)
    if let typed = Symbols.spelling(of: text) {
      return "\(text) is a letter or a sign like others, typed \(typed) and Tab"
    }
    // What the field or another tool calls so.
    let found = HelpSearch.results(text).prefix(3).map(\.title)
    if near.isEmpty, !found.isEmpty {
      return "nothing is called \(text); it is in the help of \(found.joined(separator: ", "))"
    }
    return "nothing is called \(text)"
      + (near.isEmpty
        ? "; ??\(text) searches all texts" : "; did you mean \(near.joined(separator: ", "))?")
  }

  /// The page of a name that the session has a value for.
  private func defined(_ typed: String, _ name: String, _ value: Value) -> String {
    if let entry = Help.entry(of: value, in: session) ?? libraryEntry(named: name) {
      let others = Help.entries(typed).filter { $0.title != entry.title || $0.kind != entry.kind }
      return page(entry) + self.others(others[...])
    }
    if case .function(let closure) = value, case .script(let id) = closure.body {
      return own(session.environment.program.functions[id], named: typed)
    }
    if case .module(let module) = value,
      let entry = HelpTable.entries(named: module.name).first(where: { $0.kind == .module })
    {
      return page(entry)
    }
    let text = ValuePrinter(style: session.output.style).text(value)
    return "\(typed): \(value.kindDescription)\n\(text)"
  }

  /// The entry of a name that `use` brought in from the library.
  private func libraryEntry(named name: String) -> HelpEntry? {
    guard let span = session.main.definitions[name],
      let module = session.paths[span.source]
    else { return nil }
    return HelpTable.entry(named: name, in: module)
  }

  /// The entry of a function: of a builtin, or of one of the library.
  static func entry(of value: Value, in session: Session) -> HelpEntry? {
    guard case .function(let closure) = value else { return nil }
    switch closure.body {
    case .builtin(let builtin):
      return HelpTable.entries(named: builtin.name).first { $0.kind == .builtin }
    case .script(let id):
      let function = session.environment.program.functions[id]
      guard let module = session.paths[function.definition.source] else { return nil }
      return HelpTable.entry(named: Name.canonical(function.name), in: module)
    default: return nil
    }
  }

  /// A function of the user's own: its call, what its comment says, its text.
  private func own(_ function: Function, named name: String) -> String {
    let lines = session.definitionText(function.definition).split(
      separator: "\n", omittingEmptySubsequences: false)
    let comment = DocComment(
      lines.prefix { $0.hasPrefix("#") }, parameters: function.parameters.map(\.name))
    let heading = "\(name)(\(function.parameters.map(\.shown).joined(separator: ", ")))"
    var entry = HelpEntry(
      .constant, [name], group: "", use: [heading], summary: comment.summary, body: comment.body)
    entry.take(comment, initial: { _ in nil })
    let text = lines.drop { $0.hasPrefix("#") }.map { "  " + $0 }
    return HelpPage(width: width).text(entry) + "\n\ndefinition\n" + text.joined(separator: "\n")
  }
}
