import Language

/// The text of one entry: `?name`.
struct HelpPage {
  /// Columns of the page.
  let width: Int

  /// Everything that is known: use, meaning, formula, parameters, source, examples, near names.
  func text(_ entry: HelpEntry) -> String {
    var lines = heading(entry)
    if let formula = entry.formula { lines.append("  = \(formula)") }
    let parameters = rows(entry.parameters)
    if !parameters.isEmpty { lines += [""] + parameters }
    if !entry.results.isEmpty { lines += ["", "  gives a record of"] + rows(entry.results) }
    if let source = entry.source { lines += [""] + filled("source: " + source, indent: 2) }
    if !entry.examples.isEmpty {
      lines += ["", entry.examples.count == 1 ? "example" : "examples"]
      lines += entry.examples.flatMap(example)
    }
    lines += closing(entry)
    return lines.joined(separator: "\n")
  }

  /// How it is written, and what it does.
  private func heading(_ entry: HelpEntry) -> [String] {
    let body = entry.body.flatMap { paragraph(asSentence: $0) }
    switch entry.kind {
    case .syntax:
      return filled(entry.names.joined(separator: " "), indent: 0) + body
        + entry.use.map { "  " + $0 }
    case .module: return entry.use + body + names(of: entry.name)
    case .builtin, .library, .constant, .command, .setting, .key, .error:
      return entry.use.flatMap { filled($0, indent: 0, hanging: 4) } + body
    }
  }

  /// What a module gives, by name and summary.
  private func names(of module: String) -> [String] {
    let entries = LibraryHelp.names(of: module).compactMap { name in
      HelpTable.entry(named: Name.canonical(name), in: module)
        ?? HelpTable.entries(named: Name.canonical(name)).first { $0.kind == .library }
    }
    guard !entries.isEmpty else { return [] }
    return ["", "gives"] + Columns.text(entries.map { ("  " + $0.name, $0.summary) }, within: width)
  }

  private func paragraph(asSentence text: String) -> [String] {
    if text.hasPrefix(" ") { return ["  " + text] }
    if text.hasPrefix("- ") { return filled(text, indent: 2, hanging: 2) }
    return filled(text, indent: 2)
  }

  private func rows(_ parameters: [HelpEntry.Parameter]) -> [String] {
    let named = parameters.map(\.name.count).max() ?? 0
    return parameters.flatMap { parameter in
      let text = parameter.meaning + (parameter.initial.map { " (default \($0))" } ?? "")
      let lines = filled(text, indent: named + 4)
      let name = "  " + parameter.name.padding(to: named + 2)
      return [name + (lines.first?.dropFirst(named + 4) ?? "")] + lines.dropFirst()
    }
  }

  private func example(_ example: HelpEntry.Example) -> [String] {
    example.statement.split(separator: "\n").map { "  " + $0 }
      + example.output.split(separator: "\n").map { "  #> " + $0 }
  }

  private func closing(_ entry: HelpEntry) -> [String] {
    var lines: [String] = []
    if !entry.see.isEmpty {
      lines +=
        [""]
        + filled("see " + entry.see.joined(separator: ", "), indent: 2, hanging: 4)
    }
    if entry.kind == .library, let module = entry.module {
      let modules = [module] + LibraryHelp.modules(bringing: entry.name).filter { $0 != module }
      let uses = modules.map { "use \($0)" }.joined(separator: " or ")
      let needs = entry.needsUse ? "it comes with \(uses); " : ""
      let source = entry.needsUse ? "\(module).\(entry.name)" : entry.name
      if lines.isEmpty { lines.append("") }
      lines += filled("\(needs):source \(source) shows its code", indent: 2)
    }
    return lines
  }

  /// Words in lines of at most the width.
  func filled(_ text: String, indent: Int, hanging: Int = 0) -> [String] {
    var lines: [String] = []
    var line = String(repeating: " ", count: indent), isEmpty = true
    for word in text.split(separator: " ") {
      if !isEmpty, line.count + 1 + word.count > width {
        lines.append(line)
        line = String(repeating: " ", count: indent + hanging)
        isEmpty = true
      }
      line += (isEmpty ? "" : " ") + word
      isEmpty = false
    }
    return isEmpty ? lines : lines + [line]
  }
}

extension Columns {
  /// Rows of a name and what is said of it, cut to a width.
  static func text(_ rows: [(String, String)], within width: Int) -> [String] {
    let named = rows.map(\.0.count).max() ?? 0
    return rows.map { name, text in
      let line = name.padding(to: named + 2) + text
      return line.count <= width ? line : line.prefix(width - 1) + "…"
    }
  }
}
