import Foundation
import Language
import Tensors
import Tracing

/// A metacommand: one record, from which dispatch, help and completion derive.
struct Command: Sendable {
  let name: String
  let argument: String
  let summary: String
  let run: @Sendable (Session, String, SourceSpan) throws(Fault) -> Void

  static let all: [Command] = [
    Command(
      name: "help", argument: "[name]",
      summary: "what a function or command does; alone: an overview"
    ) { s, a, _ throws(Fault) in
      s.output.write(a.isEmpty ? Help(s).overview : Help(s).topic(a))
    },
    Command(name: "who", argument: "", summary: "the names you have defined, with types and sizes")
    { s, _, _ throws(Fault) in
      s.output.write(s.listing())
    },
    Command(name: "source", argument: "name", summary: "the text of a function or module") {
      s, a, span throws(Fault) in
      s.output.write(try s.sourceText(of: a, at: span))
    },
    Command(
      name: "time", argument: "[statement | on | off]",
      summary: "runs a statement and says how long it took"
    ) { s, a, span throws(Fault) in
      try s.time(a, at: span)
    },
    Command(
      name: "trace", argument: "[--stages] f(x)",
      summary: "the graph that a call records; with --stages what it is compiled to"
    ) {
      s, a, span throws(Fault) in
      s.output.write(try s.graphText(of: a, at: span))
    },
    Command(
      name: "log", argument: "[file.gms | off]",
      summary: "writes the session to a script that is its own test"
    ) { s, a, span throws(Fault) in
      try s.startLog(a, at: span)
    },
    Command(name: "set", argument: "[setting value]", summary: "shows or changes a setting") {
      s, a, span throws(Fault) in
      try Setting.apply(a, to: s, at: span)
    },
    Command(name: "clear", argument: "[name]", summary: "forgets a name, or all of them") {
      s, a, span throws(Fault) in
      try s.clear(a, at: span)
    },
    Command(name: "quit", argument: "[code]", summary: "leaves gm; Ctrl-D does too") {
      _, a, span throws(Fault) in
      throw Fault("exit", a.isEmpty ? "0" : a, at: span)
    },
  ]
}

extension Session {
  /// Runs a metacommand.
  func command(
    _ name: Name, _ argument: String, at span: SourceSpan
  ) throws(Fault) {
    guard let command = Command.all.first(where: { $0.name == name.spelled }) else {
      let near = Suggestion.nearest(to: name.spelled, among: Command.all.map(\.name))
      throw Fault(
        "command", "there is no command :\(name.spelled)", at: name.span,
        hint: near.first.map { "did you mean :\($0)?" } ?? ":help lists the commands")
    }
    let trimmed = argument.trimmingCharacters(in: .whitespaces)
    try command.run(self, trimmed, span)
  }

  /// `:who`.
  func listing() -> String {
    var rows: [(String, String)] = []
    for name in main.definitions.keys.sorted() {
      guard let value = value(of: name) else { continue }
      rows.append((main.spellings[name] ?? name, describe(value, name)))
    }
    guard !rows.isEmpty else { return "nothing is defined yet" }
    return Columns.text(rows)
  }

  private func describe(_ value: Value, _ name: String) -> String {
    switch value {
    case .function(let closure):
      if case .script(let id) = closure.body {
        let parameters = environment.program.functions[id].parameters
        return "function of "
          + parameters.map { $0.name + ($0.isRest ? "..." : $0.fallback == nil ? "" : "=...") }
          .joined(separator: ", ")
      }
      return ValuePrinter().inline(value)
    case .int, .float, .bool, .estimate:
      return "\(value.kindDescription)  \(ValuePrinter(style: output.style).inline(value))"
    case .density(let density):
      return "density of " + density.variables.joined(separator: ", ")
    default: return Arithmetic.outline(value)
    }
  }

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
        found = libraryValue(of: Name.canonical(String(name[name.index(after: dot)...])), in: module)
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
      return LibraryText.named(module.name)?.trimmingCharacters(in: .newlines)
        ?? "\(name) is a module"
    case .some(let value):
      if let definition = main.definitions[canonical], let source = sources[definition.source] {
        return String(source.line(source.lineNumber(of: definition.start)))
      }
      return libraryValueText(of: canonical) ?? ValuePrinter(style: output.style).text(value)
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
    return (commentAbove(span, in: source) + [line]).joined(separator: "\n")
  }

  /// A definition with the comment lines right above it.
  func definitionText(_ span: SourceSpan) -> String {
    guard let source = sources[span.source] else { return "" }
    return (commentAbove(span, in: source) + [source.text(of: span)]).joined(separator: "\n")
  }

  private func commentAbove(_ span: SourceSpan, in source: Source) -> [Substring] {
    let first = source.lineNumber(of: span.start)
    var comments: [Substring] = [], line = first - 1
    while line >= 1, case let text = source.line(line), text.hasPrefix("#"), !text.hasPrefix("#>") {
      comments.insert(text, at: 0)
      line -= 1
    }
    return comments
  }

  /// `:time`.
  func time(_ argument: String, at span: SourceSpan) throws(Fault) {
    switch argument {
    case "on", "": timesEverything = true
    case "off": timesEverything = false
    default:
      let (statements, source) = try parsed(argument)
      let start = ContinuousClock.now, compiled = CompileClock.total
      for statement in statements {
        try execute(statement, in: source, module: main, prints: true)
      }
      output.write("time " + duration(start, compiled: compiled))
    }
  }

  /// The statements of a command's argument.
  func parsed(_ text: String) throws(Fault) -> ([Statement], Source) {
    let source = addSource(text, name: "<command>", isFile: false)
    do throws(SyntaxError) { return (try Parser.parse(source), source) } catch {
      throw Fault(error)
    }
  }

  /// `:log`.
  func startLog(_ argument: String, at span: SourceSpan) throws(Fault) {
    if argument == "off" || argument.isEmpty {
      if let log { output.write("the session was written to \(log.path)") }
      log = nil
      return
    }
    if options.isSafe { throw Fault("safe", "--safe forbids writing files", at: span) }
    let path = argument.trimmingCharacters(in: CharacterSet(charactersIn: "\""))
    // A log is replayed from its first statement on, so its draws are the first of a seed.
    if randomness.statements > 0 || randomness.seed < 0 {
      let seed = Int(randomness.nextKey >> 33)
      randomness.reseed(seed)
      output.show(.diagnostic("note: the draws go on from seed(\(seed)), which the log notes\n"))
    }
    do {
      log = try GoldenLog(
        path: path, seed: UInt64(randomness.seed), digits: output.style.digits)
    } catch { throw Fault("file", "\(path) cannot be written", at: span) }
  }

  /// `:clear`.
  func clear(_ argument: String, at span: SourceSpan) throws(Fault) {
    if argument.isEmpty {
      for name in main.definitions.keys { define(name, .unset) }
      main.definitions = [:]
      return
    }
    for word in argument.split(separator: " ") {
      let name = Name.canonical(String(word))
      guard value(of: name) != nil else {
        throw Fault("name", "\(word) is not defined", at: span)
      }
      define(name, .unset)
      main.definitions[name] = nil
    }
  }
}

extension Call {
  /// The nodes of the arguments.
  var nodes: [Node] {
    var list: [Node] = [], each = arguments
    while let current = each {
      list.append(current.operand.node)
      each = current.next
    }
    return list
  }
}

extension String {
  func trimmingSuffix(_ isTrimmed: (Character) -> Bool) -> String {
    var text = Substring(self)
    while let last = text.last, isTrimmed(last) { text.removeLast() }
    return String(text)
  }
}
