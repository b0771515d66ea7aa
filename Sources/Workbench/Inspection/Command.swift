import Foundation
import Language
import Storage
import Tensors
import Tracing

/// A metacommand: one record, from which dispatch, help and completion derive.
struct Command: Sendable {
  let name: String
  let argument: String
  let summary: String
  /// What else is to be said, in lines.
  var body: [String] = []
  /// Other words under which the search finds it.
  var synonyms: [String] = []
  let run: @Sendable (Session, String, SourceSpan) throws(Fault) -> Void

  static let all: [Command] = [
    Command(
      name: "help", argument: "[name]",
      summary: "what a function or command does; alone: an overview"
    ) { s, a, _ throws(Fault) in
      s.output.page(a.isEmpty ? Help(s).overview : Help(s).topic(a))
    },
    Command(
      name: "who", argument: "[pattern]",
      summary: "the names you have defined, or those like w*: kinds, bytes, values"
    ) { s, a, span throws(Fault) in
      s.output.page(try s.listing(of: a, at: span))
    },
    Command(name: "type", argument: "expression", summary: "what the value of an expression is") {
      s, a, span throws(Fault) in
      s.output.write(try s.typeText(of: a, at: span))
    },
    Command(name: "last", argument: "", summary: "the last value, whole") {
      s, _, span throws(Fault) in
      try s.showLast(at: span)
    },
    Command(
      name: "plot", argument: "[expression]",
      summary: "the picture of a value, or of the last one; plot(...) has more to say"
    ) { s, a, span throws(Fault) in
      try s.plot(a, at: span)
    },
    Command(
      name: "hist", argument: "[n]",
      summary: "the last n results with the numbers by which %1, %2 recall them"
    ) { s, a, span throws(Fault) in
      s.output.page(try s.resultsText(a, at: span))
    },
    Command(
      name: "mem", argument: "", summary: "the bytes that tensors take, took at most, and may take"
    ) { s, _, _ throws(Fault) in
      s.output.write(s.memoryText)
    },
    Command(name: "source", argument: "name", summary: "the text of a function or module") {
      s, a, span throws(Fault) in
      s.output.page(try s.sourceText(of: a, at: span))
    },
    Command(
      name: "where", argument: "",
      summary: "the calls that led to the last error, with what each was given"
    ) { s, _, _ throws(Fault) in
      s.output.page(s.whereaboutsText)
    },
    Command(
      name: "nan", argument: "[--inf] statement",
      summary: "runs a statement up to where a nan, or an infinity, begins"
    ) { s, a, span throws(Fault) in
      try s.findNaN(a, at: span)
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
      s.output.page(try s.graphText(of: a, at: span))
    },
    Command(
      name: "log", argument: "[file.gms | off]",
      summary: "writes the session to a script that is its own test"
    ) { s, a, span throws(Fault) in
      try s.startLog(a, at: span)
    },
    Command(
      name: "history", argument: "[n] [words]",
      summary: "entries of all sessions, or those with these words: when, and how they ended",
      body: [
        ":history shows the last 20; :history 50 more; :history elbo those that contain the word, and "
          + ":history 5 grad sin the last five with both, capitals as they are."
      ],
      synonyms: ["past", "earlier", "recall"]
    ) { s, a, span throws(Fault) in
      s.output.page(try s.historyText(a, at: span))
    },
    Command(
      name: "runs", argument: "[list|plot|compare|load] [numbers]",
      summary: "trainings of all sessions: a list, one, several compared, one brought back",
      body: [
        ":runs lists the last ones; :runs 12 shows one with its loss; :runs 3 5 12 compares; :runs plot 3 5 "
          + "shows the curves alone; :runs load 12 r gives r the value that run 12 gave.",
        "Every training is kept with its statement, seed, losses, time and ending; the values of the last "
          + "\(StateDatabase.mostValues) of up to \(RunKeeping.most >> 20) MB each are kept too.",
      ], synonyms: ["experiments", "trainings", "tensorboard", "wandb", "checkpoints"]
    ) { s, a, span throws(Fault) in
      try s.runs(a, at: span)
    },
    Command(
      name: "save", argument: "[file.gmw]",
      summary: "keeps all names with their values in one file; alone: in the last one",
      body: [
        "Kept are your names with their values, functions as text with what they read, what files brought in by `use`, "
          + "ans, and where draws go on. Not kept are settings, results (%1) and the library's own text.",
        "The file is written whole or not at all; what cannot be kept is named in a warning.",
      ], synonyms: ["workspace", "session", "pickle", "checkpoint"]
    ) { s, a, span throws(Fault) in
      try s.save(a, at: span)
    },
    Command(
      name: "load", argument: "[file.gmw]",
      summary: "brings back the names and draws that :save kept; load(...) reads one value",
      synonyms: ["workspace", "session", "restore"]
    ) { s, a, span throws(Fault) in
      try s.load(a, at: span)
    },
    Command(name: "set", argument: "[setting value]", summary: "shows or changes a setting") {
      s, a, span throws(Fault) in
      try s.set(a, at: span)
    },
    Command(
      name: "edit", argument: "[name]",
      summary: "opens your editor on the last entry, or on a definition, and runs what it leaves"
    ) { s, a, span throws(Fault) in
      if s.options.isSafe { throw Fault("safe", "--safe starts no other program", at: span) }
      s.output.show(.edit(a.isEmpty ? "" : try s.sourceText(of: a, at: span)))
    },
    Command(name: "clear", argument: "[names]", summary: "forgets names, or all of them") {
      s, a, span throws(Fault) in
      try s.clear(a, at: span)
    },
    Command(
      name: "reset", argument: "",
      summary: "forgets names, modules, results and draws; settings stay"
    ) { s, _, _ throws(Fault) in
      s.reset()
    },
    Command(
      name: "reload", argument: "",
      summary: "reads the files that `use` brought in again, where they changed"
    ) { s, _, span throws(Fault) in
      try s.reload(at: span)
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
    if command.argument.isEmpty, !trimmed.isEmpty {
      let place = place(ofArgument: trimmed, after: name, in: span)
      throw Fault(
        "command", ":\(command.name) takes nothing behind it", at: place, hint: ":\(command.name)")
    }
    try command.run(self, trimmed, place(ofArgument: trimmed, after: name, in: span))
  }

  /// `:set`: what it shows has its golden form in a log.
  func set(_ argument: String, at span: SourceSpan) throws(Fault) {
    let write = output.write
    var lines: [String] = []
    output.write = { lines.append($0) }
    defer { output.write = write }
    try Setting.apply(argument, to: self, at: span)
    guard !lines.isEmpty else { return }
    write(
      textInHoles {
        lines = []
        try? Setting.apply(argument, to: self, at: span)
        return lines.joined(separator: "\n")
      })
  }

  /// Where the argument of a command stands; the whole command where it has none.
  private func place(
    ofArgument argument: String, after name: Name, in span: SourceSpan
  ) -> SourceSpan {
    guard !argument.isEmpty, let source = sources[span.source] else { return span }
    let rest = source.text(of: SourceSpan(source: span.source, start: name.span.end, end: span.end))
    let blanks = rest.prefix { $0 == " " || $0 == "\t" }.utf8.count
    let start = name.span.end + Int32(truncatingIfNeeded: blanks)
    let end = start + Int32(truncatingIfNeeded: argument.utf8.count)
    return SourceSpan(source: span.source, start: start, end: min(end, span.end))
  }

  /// The place of a word of a command's argument, for a caret under it.
  func place(of word: some StringProtocol, in span: SourceSpan) -> SourceSpan {
    guard let text = sources[span.source]?.text(of: span),
      let range = text.firstRange(of: word)
    else { return span }
    let start = span.start + Int32(text[..<range.lowerBound].utf8.count)
    return SourceSpan(
      source: span.source, start: start, end: start + Int32(word.utf8.count))
  }

  /// The statements of a command's argument, in the text in which they stand.
  func parsed(_ text: String, at span: SourceSpan) throws(Fault) -> ([Statement], Source) {
    guard let typed = sources[span.source], String(typed.text(of: span)).hasSuffix(text) else {
      return try parsed(addSource(text, name: "<command>", isFile: false))
    }
    // All else is blank, so that the places of errors are those of the text as typed.
    let start = Int(span.end) - text.utf8.count
    var bytes = Array(typed.text.utf8)
    for index in bytes.indices where index < start || index >= Int(span.end) {
      if bytes[index] != UInt8(ascii: "\n") { bytes[index] = UInt8(ascii: " ") }
    }
    let source = Source(
      id: typed.id, name: typed.name, origin: typed.origin,
      text: String(decoding: bytes, as: UTF8.self))
    return (try parsed(source).0, typed)
  }

  private func parsed(_ source: Source) throws(Fault) -> ([Statement], Source) {
    do throws(SyntaxError) {
      return (try source.statements(), source)
    } catch {
      throw Fault(error)
    }
  }

  /// The one expression of a command's argument.
  func expression(
    _ text: String, of command: String, at span: SourceSpan
  ) throws(Fault) -> (Language.Expression, Source) {
    let (statements, source) = try parsed(text, at: span)
    guard statements.count == 1, case .expression(let e) = statements[0].kind else {
      throw Fault("command", ":\(command) needs an expression", at: span, hint: ":\(command) 1 + 1")
    }
    return (e, source)
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
