import Files
import Language
import Plotting
import Storage
import Tensors

extension Session {
  /// `:runs` lists trainings, `:runs 12` shows one, `:runs 3 5 12` compares, `:runs load 12 r` brings one
  /// back.
  func runs(_ argument: String, at span: SourceSpan) throws(Fault) {
    guard let state else { throw withoutState(":runs", at: span) }
    var words = argument.split(separator: " ").map(String.init)
    let verb =
      ["list", "plot", "compare", "load"].contains(words.first ?? "") ? words.removeFirst() : ""
    if verb == "load" { return try loadRun(words, state, at: span) }
    let ids = try words.map { (word) throws(Fault) in
      guard let id = Int(word) else {
        throw Fault(
          "command", ":runs takes numbers of runs, not \(word)", at: place(of: word, in: span),
          hint: ":runs lists them; :runs 3 5 compares two; :runs load 3 brings one back")
      }
      return id
    }
    if verb == "list" || ids.isEmpty && verb.isEmpty {
      if let count = ids.first, count < 1 {
        throw Fault(
          "command", ":runs list takes a number of runs, at least 1", at: span,
          hint: ":runs list 50")
      }
      return output.page(try list(ids.first ?? 20, state, at: span))
    }
    guard !ids.isEmpty else {
      throw Fault(
        "command", ":runs \(verb) needs numbers of runs", at: span, hint: ":runs \(verb) 3 5")
    }
    var seen: Set<Int> = []
    let found = try ids.filter { seen.insert($0).inserted }.map { (id) throws(Fault) in
      try run(id, state, at: span)
    }
    if verb != "plot" { output.write(found.count == 1 ? details(found[0]) : table(found)) }
    try plot(found, state, at: span)
  }

  private func list(_ count: Int, _ state: SessionState, at span: SourceSpan) throws(Fault)
    -> String
  {
    guard let found = state.runs(last: max(1, count)) else { throw withoutState(":runs", at: span) }
    return found.isEmpty ? "there is no run yet: train makes one" : table(found)
  }

  private func run(_ id: Int, _ state: SessionState, at span: SourceSpan) throws(Fault) -> KeptRun {
    guard let found = state.run(id) else {
      if state.trouble != nil { throw withoutState(":runs", at: span) }
      throw Fault(
        "command", "there is no run \(id)", at: place(of: "\(id)", in: span),
        hint: ":runs lists them")
    }
    return found
  }

  /// Runs in columns.
  private func table(_ runs: [KeptRun]) -> String {
    let head = ["run", "when", "steps", "loss", "time", "ended", "statement"]
    let rows = runs.map { run in
      [
        "\(run.id)", SessionState.clock(run.began), run.stepsText, run.lastLoss.map(loss) ?? "",
        run.seconds.map { DurationText.text(seconds: $0) } ?? "", run.outcome.rawValue,
        run.source.onOneLine,
      ]
    }
    let widths = head.indices.map { column in ([head] + rows).map { $0[column].count }.max() ?? 0 }
    return ([head] + rows).map { row in
      zip(row, widths).map { $0.padding(to: $1) }.joined(separator: "  ")
        .trimmingSuffix { $0 == " " }.cut(to: output.style.width)
    }.joined(separator: "\n")
  }

  /// One run in lines.
  private func details(_ run: KeptRun) -> String {
    var rows = [
      ("run", "\(run.id), \(SessionState.clock(run.began)), \(run.outcome)"),
      ("statement", run.source),
      ("settings", run.settings), ("seed", "\(run.seed)"), ("steps", run.stepsText),
    ]
    if let seconds = run.seconds { rows.append(("time", DurationText.text(seconds: seconds))) }
    if let last = run.lastLoss { rows.append(("loss", loss(last))) }
    rows.append(("value", run.size > 0 ? ":runs load \(run.id) brings it back" : "not kept"))
    return Columns.text(rows)
  }

  private func loss(_ x: Double) -> String { ValuePrinter(style: output.style).text(.float(x)) }

  /// The losses of runs in one picture.
  private func plot(
    _ runs: [KeptRun], _ state: SessionState, at span: SourceSpan
  ) throws(Fault) {
    let curves = runs.map { run in
      let (steps, losses) = state.losses(ofRun: run.id)
      return ("run \(run.id)", steps, losses)
    }.filter { $0.2.count > 1 }
    if let (_, steps, losses) = curves.first, curves.count == 1, steps.last == Double(losses.count),
      let tensor = try? Tensor(Shape([losses.count]), losses)
    {
      let record = Aggregate([Value(tensor)], names: ["loss"])
      if let figure = RunFigure.figure(of: record, share: nil) { try present(figure, at: span) }
    } else if !curves.isEmpty {
      try present(RunFigure.figure(comparing: curves), at: span)
    }
  }

  /// `:runs load 12 r`: the value of a run under a name, `ans` without one.
  private func loadRun(_ words: [String], _ state: SessionState, at span: SourceSpan) throws(Fault)
  {
    guard (1...2).contains(words.count), let id = Int(words[0]) else {
      throw Fault(
        "command", ":runs load takes the number of a run, and a name", at: span,
        hint: ":runs load 3 r")
    }
    let name = words.count > 1 ? words[1] : "ans"
    let target = try self.name(name, at: span)
    let found = try run(id, state, at: span)
    guard let bytes = state.value(ofRun: id) else {
      throw Fault(
        "command",
        [.running, .lost].contains(found.outcome)
          ? "run \(id) did not end, and nothing of it is kept"
          : "the value of run \(id) is not kept",
        at: span, hint: "train(..., keep=\"run.gmw\") keeps a run in a file of its own")
    }
    define(target, try value(ofRun: id, bytes, at: span))
    main.definitions[target] = span
    main.spellings[target] = name
    if environment.builtins[target] != nil || LibraryText.autoload[target] != nil {
      noteHiding(name)
    }
    output.write("\(name) is run \(id), of \(found.made) steps")
  }

  /// The name that a word is, as it is looked up.
  private func name(_ word: String, at span: SourceSpan) throws(Fault) -> String {
    let source = Source(id: span.source, name: "", origin: .prompt, text: "\(word) = 0")
    if let statement = try? Parser.parse(source).first,
      case .assign(.name(let name), _) = statement.kind, name.spelled == word
    {
      return name.canonical
    }
    throw Fault(
      "command", "\(word) is no name", at: place(of: word, in: span), hint: ":runs load 3 r")
  }

  /// The value of a run from the bytes of its workspace; the code that it holds is learned first.
  func value(ofRun id: Int, _ bytes: [UInt8], at span: SourceSpan) throws(Fault) -> Value {
    let file = FileBytes(bytes, named: "run \(id)")
    while true {
      do throws(Fault) {
        return try perform(height: 0, at: span) { (p, r, m) throws(Fault) in
          try WorkspaceFiles.value(of: file, code, p, at: span)
        }
      } catch {
        guard let wanted = code.wanted else { throw error }
        code.wanted = nil
        do throws(Fault) { try learn(wanted) } catch { throw error.placed(at: span) }
      }
    }
  }
}

extension KeptRun {
  /// How many steps were made, of how many where that is another number; nobody knows of one that did not end.
  fileprivate var stepsText: String {
    switch outcome {
    case .running, .lost: "? of \(steps)"
    case .done, .paused, .failed: made == steps ? "\(made)" : "\(made) of \(steps)"
    }
  }
}

extension SessionState {
  /// The last runs, oldest first; nil where there is no database.
  func runs(last count: Int) -> [KeptRun]? {
    use { (database) throws(StateError) in try database.runs(last: count) }
  }

  func run(_ id: Int) -> KeptRun? {
    use { (database) throws(StateError) in try database.run(id) } ?? nil
  }

  func losses(ofRun id: Int) -> (steps: [Double], losses: [Double]) {
    use { (database) throws(StateError) in try database.losses(ofRun: id) } ?? ([], [])
  }

  func value(ofRun id: Int) -> [UInt8]? {
    use { (database) throws(StateError) in try database.value(ofRun: id) } ?? nil
  }
}
