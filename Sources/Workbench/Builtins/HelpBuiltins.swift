import Language
import Tensors

/// Help as a function.
enum HelpBuiltins {
  static let all: [Builtin] = [
    Builtin(
      "example", .session,
      [.init("name", "a function, or a text with any name that ? knows: \"~\", \"error[shape]\"")],
      "runs the examples that help has of a name, in a session of their own",
      synonyms: ["demo", "demonstration"],
      example: ("example(sum)", "gm> sum([1, 2, 3])\n6")
    ) { a, p, r, m throws(Fault) in
      m.recorder?.isImpure = true
      let name: String
      switch a[0] {
      case .text(let text): name = text
      case .function(let closure):
        guard let known = closure.helpName(p) else {
          throw a.fault(0, "help has nothing of this function", code: "argument")
        }
        name = known
      default:
        throw a.fault(
          0, "name must be a function or a text, not \(a[0].kindDescription)",
          hint: "example(\"~\") takes a name in quotes")
      }
      try ExampleRun(name, at: a.spans[0]).run(&m)
      return .unset
    }
  ]
}

extension Closure {
  /// The name that help knows a function by.
  func helpName(_ program: borrowing Program) -> String? {
    switch body {
    case .builtin(let builtin): builtin.name
    case .script(let id): program.functions[id].name
    case .derived: name
    }
  }
}

/// The examples of an entry of help, run in a fresh session, so that they print what help says and touch nothing of
/// the user's.
private struct ExampleRun {
  let name: String
  let examples: [HelpEntry.Example]
  let span: SourceSpan

  init(_ name: String, at span: SourceSpan) throws(Fault) {
    guard let entry = Help.entries(name).first else {
      let near = Suggestion.nearest(to: name, among: HelpTable.names)
      throw Fault(
        "name", "help knows no \(name)", at: span,
        hint: near.isEmpty ? nil : "did you mean \(near.joined(separator: ", "))?")
    }
    guard !entry.examples.isEmpty else {
      throw Fault("argument", "help has no example of \(name)", at: span)
    }
    self.name = name
    self.span = span
    examples = entry.examples
  }

  func run(_ m: inout State) throws(Fault) {
    var options = SessionOptions()
    (options.digits, options.width) = (m.output.style.digits, m.output.style.width)
    options.isSafe = true
    // The session runs on what the stack has left.
    options.stackBytes = (m.limits.depth - m.depth) * Limits.bytesPerLevel
    for example in examples {
      // A session of its own costs as much as the names that it makes room for.
      if m.fuel != nil { try Turn.burn(&m, at: span, steps: 1 << 17) }
      options.fuel = m.fuel
      let session = Session(options: options)
      for entry in try entries(of: example.statement, in: session) {
        m.output.write(PromptText.first + entry.replacing("\n", with: "\n" + PromptText.further))
        let outcome = session.run(entry, name: "gm>") { event in
          switch event {
          case .output(let text), .page(let text), .diagnostic(let text):
            m.output.write(text.trimmingSuffix { $0 == "\n" })
          case .figure(let figure): m.output.show(.figure(figure))
          case .setting, .edit, .progress: break
          }
        }
        m.fuel = session.fuel
        m.bytesCharged = MemoryBudget.bytesEverReserved
        if m.fuel == 0 { throw Fault("fuel", "the fuel is used up", at: span) }
        if outcome == .interrupted { throw Fault("interrupted", "interrupted", at: span) }
      }
    }
  }

  /// The lines of an example, those of one statement together.
  private func entries(of text: String, in session: Session) throws(Fault) -> [String] {
    let source = Source(id: SourceID(0), name: name, origin: .prompt, text: text)
    guard let statements = try? Parser.parse(source) else { return [text] }
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    var entries: [String] = [], next = 1
    for statement in statements {
      let first = source.lineNumber(of: statement.span.start)
      let last = source.lineNumber(of: max(statement.span.start, statement.span.end - 1))
      if first < next, last >= next, let open = entries.popLast() {
        entries.append(open + "\n" + lines[(next - 1)..<last].joined(separator: "\n"))
      } else if first >= next {
        entries.append(lines[(first - 1)..<last].joined(separator: "\n"))
      }
      next = max(next, last + 1)
    }
    return entries
  }
}
