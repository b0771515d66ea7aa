import Language

/// The manual: everything that help knows, as Markdown.
public enum Manual {
  /// An option of a command line.
  public struct Option: Sendable {
    /// How it is written: `-e code`, `--seed n`.
    public let use: String
    /// What it does.
    public let meaning: String

    /// An option.
    public init(use: String, meaning: String) {
      self.use = use
      self.meaning = meaning
    }
  }

  /// The whole manual, with the options of the command lines by the commands' names.
  public static func markdown(options: [(command: String, options: [Option])]) -> String {
    var lines = [
      "# The manual of gm", "",
      "Made from the records that `?name` and `??words` show at the prompt.", "",
    ]
    for (title, entries) in HelpOverview.groups { lines += section(title, entries) }
    for module in HelpTable.all
    where module.kind == .module && !LibraryHelp.names(of: module.name).isEmpty {
      let entries = HelpTable.all.filter { $0.needsUse && $0.module == module.name }
      lines += ["## The module \(module.name)", ""] + prose(module) + entries.flatMap(chapter)
    }
    for list in HelpList.allCases { lines += table(list) }
    lines += ["## Errors in full", ""]
    lines += HelpTable.all.filter { $0.kind == .error }.flatMap(chapter)
    for (command, options) in options {
      lines += ["## The options of \(command)", "", "| option | meaning |", "| --- | --- |"]
      lines += options.map { "| \(code($0.use)) | \(cell($0.meaning)) |" } + [""]
    }
    return lines.joined(separator: "\n")
  }

  private static func section(_ title: String, _ entries: [HelpEntry]) -> [String] {
    ["## \(title)", ""] + entries.flatMap(chapter)
  }

  private static func table(_ list: HelpList) -> [String] {
    let title = list.rawValue.prefix(1).uppercased() + list.rawValue.dropFirst()
    let rows = list.entries.map { entry in
      "| \(code(list == .errors || list == .modules ? entry.title : entry.use[0])) | \(cell(entry.summary)) |"
    }
    return ["## \(title)", "", list.summary + ":", "", "| | |", "| --- | --- |"] + rows + [""]
  }

  /// One entry: its use as code, its prose, its parameters, its examples.
  private static func chapter(_ entry: HelpEntry) -> [String] {
    let title = entry.kind == .syntax ? entry.names.joined(separator: " ") : entry.title
    var lines = ["### \(code(title))", "", "```text"] + entry.use + ["```", ""] + prose(entry)
    if let formula = entry.formula { lines += [code("= \(formula)"), ""] }
    lines += entry.parameters.map { parameter in
      "- \(code(parameter.name)): \(escaped(parameter.meaning))"
        + (parameter.initial.map { " (default \(code($0)))" } ?? "")
    }
    if !entry.parameters.isEmpty { lines.append("") }
    if !entry.results.isEmpty {
      lines += ["It gives a record of:", ""]
      lines += entry.results.map { "- \(code($0.name)): \(escaped($0.meaning))" } + [""]
    }
    if let source = entry.source { lines += ["Source: \(escaped(source)).", ""] }
    for example in entry.examples {
      lines += ["```text"] + example.statement.split(separator: "\n").map(String.init)
      lines += example.output.split(separator: "\n").map { "#> \($0)" } + ["```", ""]
    }
    if !entry.see.isEmpty {
      lines += ["See " + entry.see.map(code).joined(separator: ", ") + ".", ""]
    }
    return lines
  }

  /// The prose of an entry; lines that stand as they are become code.
  private static func prose(_ entry: HelpEntry) -> [String] {
    var lines: [String] = [], isCode = false, isList = false
    for text in entry.body {
      if isList, !text.hasPrefix("- ") { lines.append("") }
      isList = text.hasPrefix("- ")
      if text.hasPrefix(" ") != isCode {
        lines.append(isCode ? "```" : "```text")
        if isCode { lines.append("") }
        isCode.toggle()
      }
      lines +=
        isCode
        ? [text] : isList ? ["- " + escaped(String(text.dropFirst(2)))] : [escaped(text), ""]
    }
    return isCode ? lines + ["```", ""] : isList ? lines + [""] : lines
  }

  /// Text in which nothing is markup.
  private static func escaped(_ text: String) -> String {
    text.reduce(into: "") { result, character in
      if "\\*_`<>[]|#".contains(character) { result.append("\\") }
      result.append(character)
    }
  }

  private static func cell(_ text: String) -> String { escaped(text) }

  /// A span of code, also of text that has grave accents or bars.
  private static func code(_ text: String) -> String {
    let fence = text.contains("`") ? "``" : "`"
    return fence + text.replacing("|", with: "\\|") + fence
  }
}
