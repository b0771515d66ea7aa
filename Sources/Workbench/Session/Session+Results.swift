import Language
import Tensors

// A statement that shows a value keeps it as the last result, also one that gives it a name.
extension Session {
  /// Prints a value, and keeps it for `ans` and `%`.
  func keep(
    _ value: Value, of statement: Statement, in source: Source, prints: Bool
  ) throws(Fault) {
    guard prints, statement.showsValue else { return }
    if case .unset = value { return }
    if case .assign = statement.kind, case .function = value { return }
    output.keep(value, of: String(source.text(of: statement.span)))
    define("ans", value)
    // A value that was seen is of a statement that has run, whatever happens next.
    state?.endStatement(.ok)
    if statement.isMuted { return }
    if case .figure(let figure) = value {
      try present(figure, at: statement.span)
      // Whoever draws it leaves a large one.
      try Turn.checkStop(at: statement.span)
      return
    }
    if case .aggregate(let tree) = value { try spend(tree.bulk, at: statement.span) }
    let shown = text(of: value, output.style)
    try Turn.checkStop(at: statement.span)
    output.write(shown)
    noteNaN(value, of: statement, in: source)
  }

  /// Tells that a name of the user's hides what gm knows by it.
  func noteHiding(_ name: String) {
    output.show(.diagnostic("note: \(name) hides the builtin; :clear \(name) brings it back\n"))
  }

  /// A value as a statement shows it; a function by its definition.
  func text(of value: Value, _ style: NumberStyle) -> String {
    if let timing = Timing(value) { return textInHoles { hole("[TIME]", timing.text) } }
    if case .function(let closure) = value, case .script(let id) = closure.body {
      let definition = environment.program.functions[id].definition
      if let source = sources[definition.source] { return String(source.text(of: definition)) }
    }
    return ValuePrinter(style: style, whole: ":last shows all").text(value)
  }

  /// Evaluates a statement; where it changes a part of a big variable that is the last result as well, that
  /// lets go of it: the part is then written in place.
  func withoutSecondHolder(
    of statement: Statement, in module: Module, _ body: () throws(Fault) -> Value
  ) throws(Fault) -> Value {
    guard module.isMain, let name = lastResult(changedBy: statement) else { return try body() }
    holdLast(KeptResults.tooBig)
    do throws(Fault) { return try body() } catch {
      // A part that could not be written leaves the variable as it was.
      if case .assign = statement.kind, let value = value(of: name) { holdLast(value) }
      throw error
    }
  }

  private func holdLast(_ value: Value) {
    output.replaceLast(value)
    define("ans", value)
  }

  /// The big variable that is the last result as well and of which a statement changes a part, by itself or
  /// in a loop or a block; nil also where the statement names results.
  private func lastResult(changedBy statement: Statement) -> String? {
    guard let last = output.results.last, last.isBig else { return nil }
    if case .assign(.name, _) = statement.kind { return nil }
    let names = Resolver.assignments(in: [statement]).map(\.canonical)
    let name = names.first { value(of: $0)?.isSameObject(as: last.value) ?? false }
    return name != nil && statement.readsResults ? nil : name
  }
}

extension Value {
  /// Whether two values share what they hold.
  fileprivate func isSameObject(as other: Value) -> Bool {
    switch (self, other) {
    case (.tensor(let a), .tensor(let b)): a === b
    case (.aggregate(let a), .aggregate(let b)): a === b
    default: false
    }
  }
}

extension Statement {
  /// Whether it names the last result or another one.
  fileprivate var readsResults: Bool {
    var reads = false
    func visit(_ expression: Expression) {
      switch expression.kind {
      case .result: reads = true
      case .name(let name): reads = reads || name.canonical == "ans"
      default: expression.kind.forEachChild(visit)
      }
    }
    forEachChild(visit)
    return reads
  }
}
