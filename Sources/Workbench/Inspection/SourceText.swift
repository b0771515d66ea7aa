import Language

extension Session {
  /// The text of a definition, with the comment above it.
  func sourceText(of name: String, at span: SourceSpan) throws(Fault) -> String {
    if name.isEmpty { throw Fault("command", ":source needs a name", at: span) }
    let canonical = Name.canonical(name)
    var found = value(of: canonical)
    if found == nil, environment.builtins[canonical] == nil { found = libraryFunction(canonical) }
    if found == nil, let dot = name.firstIndex(of: ".") {
      let module = Name.canonical(String(name[..<dot]))
      if case .module(let m)? = value(of: module) {
        found = value(of: Name.canonical(String(name[name.index(after: dot)...])), in: m)
      } else {
        found = libraryValue(
          of: Name.canonical(String(name[name.index(after: dot)...])), in: module)
      }
    }
    switch found {
    case .function(let closure)?:
      if case .script(let id) = closure.body {
        return definitionText(environment.program.functions[id].definition)
      }
      return "\(name) is made by \(ValuePrinter().inline(.function(closure)))"
    case .density(let density)?:
      return density.factors.map { definitionText($0.span) }.joined(separator: "\n")
    case .module(let module)?:
      let text = origin(of: module)?.text ?? ""
      return text.isEmpty ? "\(name) is a module" : text.trimmingCharacters(in: .newlines)
    case .some(let value):
      if let place = main.place(of: canonical) { return definitionText(place.span) }
      if let definition = main.definitions[canonical], let source = sources[definition.source] {
        return statementText(from: source.lineNumber(of: definition.start), in: source)
      }
      return libraryValueText(of: canonical) ?? moduleValueText(of: name)
        ?? ValuePrinter(style: output.style).text(value)
    case nil:
      if let text = LibraryText.named(canonical) { return text.trimmingCharacters(in: .newlines) }
      if environment.builtins[canonical] != nil {
        return "\(name) is built in; ?\(name) describes it"
      }
      let near = Suggestion.nearest(to: canonical, among: Array(main.definitions.keys))
      throw Fault(
        "name", "\(name) is not defined", at: span,
        hint: near.first.map { "did you mean \($0)?" })
    }
  }

  /// The line that gives a name of the library its value, with the comment above it; nil where no
  /// module of the library does.
  func libraryValueText(of name: String) -> String? {
    guard value(of: name) == nil, librarySlot(of: name) != nil,
      let library = LibraryText.autoload[name],
      let span = modules[library]?.module.definitions[name], let source = sources[span.source]
    else { return nil }
    let line = source.line(source.lineNumber(of: span.start))
    return (source.commentAbove(span) + [line]).joined(separator: "\n")
  }

  /// The definition of a value of a library's module by both names, such as samplers.samplers.
  private func moduleValueText(of name: String) -> String? {
    let parts: [String] = name.split(separator: ".", maxSplits: 1).map {
      Name.canonical(String($0))
    }
    guard parts.count == 2, let span = modules[parts[0]]?.module.definitions[parts[1]],
      let source = sources[span.source]
    else { return nil }
    let text = statementText(from: source.lineNumber(of: span.start), in: source)
    return (source.commentAbove(span) + [text[...]]).joined(separator: "\n")
  }

  /// The statement that begins in a line, with the lines that complete it.
  private func statementText(from first: Int, in source: Source) -> String {
    var text = String(source.line(first)), next = first + 1
    while next <= source.lineStarts.count, completeness(of: text) == .incomplete {
      text += "\n" + source.line(next)
      next += 1
    }
    return text
  }

  /// A definition with the comment lines right above it.
  func definitionText(_ span: SourceSpan) -> String {
    guard let source = sources[span.source] else { return "" }
    return (source.commentAbove(span) + [source.text(of: span)]).joined(separator: "\n")
  }
}

extension Source {
  /// The lines of comment right above a place.
  func commentAbove(_ span: SourceSpan) -> [Substring] {
    let first = lineNumber(of: span.start)
    var comments: [Substring] = [], number = first - 1
    while number >= 1, case let text = line(number), text.hasPrefix("#"),
      !GoldenDocument.isMark(text)
    {
      comments.insert(text, at: 0)
      number -= 1
    }
    return comments
  }
}
