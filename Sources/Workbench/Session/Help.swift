import Foundation
import Language

/// The texts of help, made from the tables.
struct Help {
  let session: Session

  init(_ session: Session) { self.session = session }

  private var builtins: BuiltinTable { session.environment.builtins }

  /// `:help`.
  var overview: String {
    var lines = [
      "Type an expression and press Enter; x = 3 names a value, f(x) = x^2 a function.",
      "f' and grad(f), jacobian(f) are derivatives; ?name describes a name, ??words searches.",
      "",
    ]
    lines.append("Statements, operators, signs")
    lines += filled(SyntaxTopic.all.flatMap(\.names).filter { !SyntaxTopic.isPart($0) })
    for section in Builtin.Section.allCases {
      lines.append(section.rawValue)
      var names = builtins.all.filter { $0.section == section }.map(\.name)
      if section == .dynamics {
        let solvers = LibraryText.autoload.keys.filter { LibraryText.distributions[$0] == nil }
        names += solvers.sorted()
      }
      lines += filled(names)
    }
    lines.append("Distributions")
    lines += filled(LibraryText.distributions.keys.sorted())
    lines += [
      "Constants", "  " + BuiltinTable.constants.map(\.name).joined(separator: " ") + " I none",
    ]
    lines.append("Modules, brought in by use")
    lines += filled(LibraryText.names)
    lines.append("Commands")
    let width = Command.all.map { $0.name.count + $0.argument.count }.max() ?? 0
    for command in Command.all {
      let call = ":\(command.name) \(command.argument)"
      lines.append("  " + call.padding(to: width + 4) + command.summary)
    }
    return lines.joined(separator: "\n")
  }

  /// `?name`.
  func topic(_ text: String) -> String {
    let name = Name.canonical(text.hasPrefix(":") ? String(text.dropFirst()) : text)
    if text.isEmpty { return overview }
    if !text.hasPrefix(":") {
      if let value = session.value(of: name) { return defined(name, value) }
      if let builtin = builtins[name] { return describe(builtin) + functionForm(name) }
      if let function = session.libraryFunction(name) { return described(name, function) }
      if let constant = BuiltinTable.constants.first(where: { $0.name == name }) {
        return "\(constant.name)  \(constant.meaning)\n  \(constant.value)"
      }
      if name == "I" {
        return "I  the identity matrix; its size comes from a square partner\n"
          + "  I + h*J, A - 2*I; eye(n) has a size of its own"
      }
      if name == "none" {
        return "none  no value: what an argument that may be left out holds\n  ()"
      }
      if LibraryText.named(name) != nil { return module(name) }
    }
    if let command = Command.all.first(where: { $0.name == name }) {
      return ":\(command.name) \(command.argument)  \(command.summary)"
    }
    if let setting = Setting.all.first(where: { $0.name == name }) {
      return ":set \(setting.name)  \(setting.summary)"
    }
    if let topic = SyntaxTopic.named(text) ?? SyntaxTopic.named(name) { return topic.text }
    let near = Suggestion.nearest(to: name, among: everyName)
    return "nothing is called \(text)"
      + (near.isEmpty
        ? "; ??\(text) searches all texts" : "; did you mean \(near.joined(separator: ", "))?")
  }

  private var everyName: [String] {
    builtins.names + LibraryText.autoload.keys + Command.all.map(\.name) + LibraryText.names
      + SyntaxTopic.words + session.main.definitions.keys.sorted()
  }

  /// What help says of a builtin.
  func describe(_ builtin: Builtin) -> String {
    var lines = ["\(builtin.signature)  \(builtin.summary)"]
    if let formula = builtin.formula { lines.append("  = \(formula)") }
    let width = builtin.parameters.map(\.name.count).max() ?? 0
    for parameter in builtin.parameters {
      lines.append("  " + parameter.name.padding(to: width + 2) + parameter.meaning)
    }
    if let source = builtin.source { lines.append("  source: \(source)") }
    lines.append("example")
    lines.append("  " + builtin.example.statement)
    if !builtin.example.output.isEmpty {
      lines += builtin.example.output.split(separator: "\n").map { "  #> " + $0 }
    }
    return lines.joined(separator: "\n")
  }

  private func defined(_ name: String, _ value: Value) -> String {
    if case .function(let closure) = value, case .builtin(let builtin) = closure.body {
      return describe(builtin)
    }
    if case .function(let closure) = value, case .script(let id) = closure.body {
      return session.definitionText(session.environment.program.functions[id].definition)
    }
    let text = ValuePrinter(style: session.output.style).text(value)
    return "\(name): \(value.kindDescription)\n\(text)"
  }

  /// A name of the library that needs no `use`: its parameters and the comment above it.
  private func described(_ name: String, _ value: Value) -> String {
    let heading: String, text: String
    if case .function(let closure) = value, case .script(let id) = closure.body {
      let function = session.environment.program.functions[id]
      heading = "\(name)(\(function.parameters.map(\.shown).joined(separator: ", ")))"
      text = session.definitionText(function.definition)
    } else {
      guard let definition = session.libraryValueText(of: name) else { return defined(name, value) }
      (heading, text) = (name, definition)
    }
    let comment = text.split(separator: "\n")
      .prefix { $0.hasPrefix("#") }.map { "  " + $0.drop { "# ".contains($0) } }
    let module = LibraryText.autoload[name].map { "; it belongs to use \($0)" } ?? ""
    return
      ([heading] + comment + ["  :source \(name) shows its code\(module)"])
      .joined(separator: "\n")
  }

  /// What a builtin of tensors does where its first argument is a function.
  private func functionForm(_ name: String) -> String {
    guard let form = LibraryText.functionForms[name], let value = session.libraryFunction(form)
    else { return "" }
    return "\nof a function\n" + described(form, value)
  }

  /// A module: the comment at its head.
  private func module(_ name: String) -> String {
    guard let text = LibraryText.named(name) else { return "" }
    let comment = text.split(separator: "\n", omittingEmptySubsequences: false)
      .prefix { $0.hasPrefix("#") }
    return "use \(name)\n" + comment.joined(separator: "\n")
  }

  /// `??words`: every text that has all the words.
  func search(_ words: String) -> String {
    let terms = words.lowercased().split(separator: " ").map(String.init)
    guard !terms.isEmpty else { return "write ?? and the words to search for" }
    var rows: [(String, String)] = []
    for builtin in builtins.all {
      let text = ([builtin.name, builtin.summary, builtin.formula ?? ""] + builtin.synonyms)
        .joined(separator: " ").lowercased()
      if terms.allSatisfy({ text.contains($0) }) { rows.append((builtin.name, builtin.summary)) }
    }
    for command in Command.all
    where terms.allSatisfy({ (command.name + " " + command.summary).lowercased().contains($0) }) {
      rows.append((":" + command.name, command.summary))
    }
    for topic in SyntaxTopic.all {
      let text = ([topic.summary] + topic.names + topic.synonyms).joined(separator: " ")
        .lowercased()
      if terms.allSatisfy({ text.contains($0) }) { rows.append((topic.names[0], topic.summary)) }
    }
    for name in LibraryText.autoload.keys.sorted() {
      guard let value = session.libraryFunction(name) else { continue }
      let text = described(name, value), searched = text.lowercased()
      let summary = text.split(separator: "\n").dropFirst().first ?? ""
      if terms.allSatisfy({ searched.contains($0) }) {
        rows.append((name, summary.trimmingCharacters(in: .whitespaces)))
      }
    }
    for name in LibraryText.names {
      let text = (LibraryText.named(name) ?? "").lowercased()
      if terms.allSatisfy({ text.contains($0) }) { rows.append(("use \(name)", "a module")) }
    }
    guard !rows.isEmpty else { return "nothing found for \(words)" }
    return Columns.text(rows)
  }

  /// Words in lines of at most the width, indented.
  private func filled(_ words: [String]) -> [String] {
    let width = session.output.style.width - 2
    var lines: [String] = [], line = ""
    for word in words {
      if !line.isEmpty, line.count + 1 + word.count > width {
        lines.append("  " + line)
        line = ""
      }
      line += (line.isEmpty ? "" : " ") + word
    }
    return line.isEmpty ? lines : lines + ["  " + line]
  }
}
