import Foundation
import Language
import Tensors
import Tracing

/// A session: names, functions, results, settings; it runs text and keeps what the text made.
///
/// A failed statement changes nothing but what it had assigned before it failed.
public final class Session {
  let options: SessionOptions
  let environment = Environment(builtins: .standard)
  let main = Module(name: "main", isMain: true)
  /// The code of the session, for workspaces.
  let code: CodeLibrary
  let output: Output
  /// The functions that were compiled.
  let cache = TraceCache()
  /// Where random numbers come from.
  let randomness: Randomness
  var sources: [SourceID: Source] = [:]
  /// How many texts there were.
  private(set) var sourceCount = 0
  /// How many texts are kept before unused ones are looked for.
  var sourceLimit = Session.fewestSources
  /// The texts of modules and workspaces.
  var moduleSources: Set<SourceID> = []
  /// The paths of sources that are files, against which their `use` is resolved.
  var paths: [SourceID: String] = [:]
  /// Modules that were read, by path or library name.
  var modules: [String: LoadedModule] = [:]
  /// The modules being read now, outermost first: a name that occurs twice is a cycle.
  var loading: [String] = []
  /// Why modules of the library could not be read when a name of theirs was last mentioned.
  var libraryFailures: [String: Fault] = [:]
  /// Modules of workspaces, with the files that they were read from once.
  var restoredModules: [(module: Module, path: String, text: String)] = []
  /// The lines that were left blank before the code of the workspace that is read.
  var blankLines = 0
  /// The workspace that was saved or loaded last.
  var workspace: String?
  var log: GoldenLog?
  /// What was entered so far, with which a log begins.
  var prelude = LogPrelude()
  /// What the session leaves behind beyond its end; nil where it leaves nothing.
  public var state: SessionState? { didSet { output.state = state } }
  /// What the running statement showed that is another text each time, with its name in goldens.
  var holes: [(shown: String, name: String)] = []
  /// The files that the session itself uses.
  var uses: [Use] = []
  /// The modules that each module uses.
  var dependencies: [String: Set<String>] = [:]
  /// The last error, for `:where`.
  var lastFault: Fault?
  /// The seed that `:reset` goes back to.
  var firstSeed = 0
  /// How numbers were printed at first.
  let firstStyle: NumberStyle
  /// What is done about nans.
  var nanMode = NaNMode.note
  /// Whether texts are made as goldens have them: without the numbers of lines.
  var writesGolden: Bool
  /// The values of settings that the user chose for the front end, and of the width.
  var preferences: [String: String] = [:]
  /// The columns of the terminal, which the page has unless its width is set.
  var columns: Int
  /// Whether `:time` was switched on for every statement.
  var timesEverything = false
  private var slots = ContiguousArray<Value>()
  /// The steps and bytes that are left, or nil without a limit.
  var fuel: Int?
  private let limits: Limits
  /// Slots above the globals, for the windows of calls.
  private static let windowSlots = 1 << 17

  /// A fresh session.
  public init(options: SessionOptions = SessionOptions()) {
    self.options = options
    code = CodeLibrary(environment, main: main)
    output = Output(
      files: FilePlaces(code: code, isSafe: options.isSafe, script: options.script))
    fuel = options.fuel
    writesGolden = options.isGolden
    firstSeed = options.seed ?? 0
    columns = options.width
    randomness = Randomness(seed: options.seed ?? 0)
    limits = Limits(depth: max(100, options.stackBytes / 10 * 9 / Limits.bytesPerLevel))
    firstStyle = NumberStyle(digits: options.digits, width: options.width)
    output.style = firstStyle
    if let threads = options.threads { ThreadPool.setThreads(threads) }
    output.sourceText = { [weak self] span in
      self?.sources[span.source].map { String($0.text(of: span)) }
    }
    code.source = { [weak self] in self?.sources[$0] }
    code.path = { [weak self] in self?.paths[$0] }
    code.origin = { [weak self] in self?.origin(of: $0) }
    environment.librarySlot = { [weak self] in self?.librarySlot(of: $0) }
    environment.libraryFailure = { [weak self] in self?.libraryFailure(of: $0) }
    environment.moduleSlot = { [weak self] (module, name) throws(Fault) in
      try self?.slot(of: name, in: module)
    }
    environment.functionForm = { [weak self] in self?.functionForm(of: $0) }
    define("args", .tuple(options.arguments.map { .text($0) }))
  }

  /// Runs the statements of a text.
  ///
  /// It stops at the first that fails, unless told to keep going.
  public func run(
    _ text: String, name: String, isFile: Bool = false, output show: (SessionEvent) -> Void
  ) -> Outcome {
    if let message = charge(text: text) {
      show(.diagnostic(message))
      return .failed
    }
    let script: Script
    do throws(ParseFailure) {
      script = try Script(text, name: name, isFile: isFile, in: self)
    } catch {
      if Stop.isRequested { return stopped(show) }
      show(.diagnostic(error.diagnostics))
      if !isFile { log(text, thatFailed: error, show) }
      return .failed
    }
    if let digits = script.digits { output.restyle(digits: digits) }
    if let seed = script.seed, options.seed == nil {
      firstSeed = seed
      randomness.reseed(seed)
    }
    for change in script.source.changes where !isFile { show(.diagnostic("note: \(change)\n")) }
    var record = LogRecord()
    record.isForLog = log != nil
    defer { end(script, record, isFile: isFile, show) }
    return run(script, &record, show)
  }

  /// Runs a text of the command line or the prompt: a script is a file, whose name stands in its
  /// diagnostics.
  public func run(
    _ text: String, named name: String, output show: (SessionEvent) -> Void
  ) -> Outcome {
    run(text, name: name, isFile: !["gm>", "-e", "stdin"].contains(name), output: show)
  }

  /// Runs the statements in turn; after one that was expected to fail, the rest of its line is
  /// left out and the script goes on.
  private func run(
    _ script: Script, _ record: inout LogRecord, _ show: (SessionEvent) -> Void
  ) -> Outcome {
    var failed = false, skippedLine = 0, failures = script.expectedFailures[...]
    for (number, statement) in script.statements.enumerated() {
      let lines = script.lines(of: statement)
      while let failure = failures.first, failure.line < lines.lowerBound {
        show(.diagnostic(failure.text))
        failures.removeFirst()
      }
      if lines.lowerBound == skippedLine { continue }
      if number > 0, Stop.isRequested { return stopped(before: statement, show) }
      defer { environment.program.releaseUnused() }
      let former = number > 0 ? script.statements[number - 1] : nil
      switch run(statement, after: former, in: script.source, &record, show) {
      case .ok: break
      case .failed:
        skippedLine = lines.upperBound
        if script.expectsFailure(after: lines.upperBound) { break }
        failed = true
        if !options.keepsGoing { return .failed }
      case .interrupted: return .interrupted
      case .quit(let code): return .quit(code)
      }
    }
    for failure in failures { show(.diagnostic(failure.text)) }
    return failed ? .failed : .ok
  }

  private func run(
    _ statement: Statement, after former: Statement?, in source: Source,
    _ record: inout LogRecord, _ show: (SessionEvent) -> Void
  ) -> Outcome {
    holes = []
    if !output.files.isReplaying {
      state?.begin(
        statement: journalText(of: statement, after: former, in: source), source: source.name,
        draws: (randomness.seed, randomness.statements))
    }
    let outcome = run(statement, in: source) { event in
      record.note(event)
      show(event)
    }
    state?.endStatement(outcome)
    switch outcome {
    case .ok: record.end(statement, in: source, failed: false, holes: holes)
    case .failed:
      record.end(statement, in: source, failed: true, holes: holes)
      record.stop(after: statement, in: source)
    case .interrupted, .quit: record.drop(statement)
    }
    return outcome
  }

  /// Runs one statement.
  func run(_ statement: Statement, in source: Source, _ show: (SessionEvent) -> Void) -> Outcome {
    withoutActuallyEscaping(show) { show in
      let charged = { (event: SessionEvent) in
        self.charge(shown: event)
        show(self.options.isSafe ? event.withoutControls : event)
      }
      output.write = { charged(.output($0 + "\n")) }
      output.show = charged
      output.statement = { String(source.text(of: statement.span)) }
      defer {
        output.write = { _ in }
        output.show = { _ in }
      }
      do throws(Fault) {
        let start = ContinuousClock.now, compiled = CompileClock.total
        output.stoppedRun = nil
        if nanMode == .stop {
          try executeUnderWatch(statement, in: source)
        } else {
          try execute(statement, in: source, module: main, prints: true)
        }
        if timesEverything { output.write(timeText(since: start, compiled: compiled)) }
        if Stop.takeCutOutput() { throw Turn.interrupted(at: statement.span) }
        return output.stoppedRun == nil ? .ok : paused(statement, show)
      } catch {
        if let run = output.stoppedRun {
          output.keep(run, of: String(source.text(of: statement.span)))
          define("ans", run)
        }
        return fail(error, statement, show)
      }
    }
  }

  /// Runs a statement of a module; at top level of the main one it prints its value.
  func execute(
    _ statement: Statement, in source: Source, module: Module, prints: Bool
  ) throws(Fault) {
    try spend(Int(statement.span.end - statement.span.start), at: statement.span)
    switch statement.kind {
    case .use(let library, let alias):
      try use(library, as: alias, in: source, module: module, at: statement.span)
    case .command(let name, let argument):
      try command(name, argument, at: statement.span)
    case .derive(let derivation):
      try derive(derivation, in: source, module: module, at: statement.span)
    case .explain(let expression): try explain(expression, in: source)
    case .help(let topic): output.page(Help(self).topic(topic))
    case .search(let words): output.page(Help(self).search(words))
    default:
      let lowering = Lowering(environment, module: module, source: source)
      lowering.statement = statement.span
      lowering.lastTraining = lastTraining(of: statement, in: module)
      defer { forget(lowering.scratch) }
      let node = try lowering.statement(statement)
      environment.program.note(statement.span, of: module, functions: lowering.functions)
      if module.isMain { lowering.shadowed.forEach(noteHiding) }
      let value = try withoutSecondHolder(of: statement, in: module) { () throws(Fault) in
        try evaluate(node, of: statement, in: source)
      }
      try requireUnchangedFiles(at: statement.span)
      try keep(value, of: statement, in: source, prints: prints)
    }
  }

  /// Evaluates a node with the session's variables, as the whole of a statement.
  func evaluate(_ node: Node) throws(Fault) -> Value {
    defer { randomness.endStatement() }
    return try evaluatePart(node)
  }

  /// Evaluates a node of a statement that goes on: whatever else is in it has the same draws.
  func evaluatePart(_ node: Node) throws(Fault) -> Value {
    try perform(height: node.height, at: node.span) { (p, r, m) throws(Fault) in
      try node.eval(p, &r, &m)
    }
  }

  /// What is done with the program, the session's variables and a state of its own.
  typealias Work<Result> = (
    borrowing Program, inout Slots, inout State
  ) throws(Fault) -> Result

  /// Does something with the session's variables, within its limits.
  func perform<Result>(
    height: Int, at place: SourceSpan, _ work: Work<Result>
  ) throws(Fault) -> Result {
    grow()
    var state = State(limits: limits, output: output, cache: cache, randomness: randomness)
    state.top = environment.slotCount
    state.fuel = fuel
    let outer = fuel.flatMap { MemoryBudget.ration($0) }
    defer {
      if fuel != nil {
        try? Turn.burn(&state, at: place)
        // Inside another session, as in that of an example, the outer bound goes on.
        MemoryBudget.ration(outer.map { min($0, state.fuel ?? $0) })
      }
      fuel = state.fuel
    }
    if fuel != nil { try Turn.burn(&state, at: place) }
    guard height <= limits.depth else { throw Frame.tooDeep(at: place) }
    state.depth = height
    let program = environment.program
    var span = slots.mutableSpan
    return try work(program, &span, &state)
  }

  /// Makes room for every global name, and for the windows of calls above them.
  private func grow() {
    let needed = environment.slotCount + Session.windowSlots
    guard slots.count < needed else { return }
    slots.append(contentsOf: repeatElement(.unset, count: needed - slots.count + 1024))
  }

  /// The value of a global name, or nil.
  func value(of name: String, in module: Module? = nil) -> Value? {
    guard let slot = (module ?? main).slots[name], slot < slots.count else { return nil }
    if case .unset = slots[slot] { return nil }
    return slots[slot]
  }

  /// Gives a global name a value.
  func define(_ name: String, _ value: Value, in module: Module? = nil) {
    let slot = environment.slot(of: name, in: module ?? main)
    grow()
    slots[slot] = value
  }

  /// Lets go of the hidden variables of a statement that is over.
  func forget(_ scratch: [Int]) {
    empty(scratch)
    environment.takeBack(scratch)
  }

  /// Takes the values from variables.
  func empty(_ places: [Int]) {
    for slot in places where slot < slots.count { slots[slot] = .unset }
  }

  /// Keeps a text under a new number, for carets and for `:source`.
  func addSource(_ text: String, name: String, isFile: Bool) -> Source {
    let id = SourceID(Int32(truncatingIfNeeded: sourceCount))
    sourceCount += 1
    let source = Source(id: id, name: name, origin: isFile ? .file : .prompt, text: text)
    sources[id] = source
    return source
  }

  /// Everything that a statement may change of the session's variables and draws.
  struct Snapshot {
    fileprivate let slots: ContiguousArray<Value>
    fileprivate let draws: (seed: Int, statements: Int)
  }

  /// The session's variables and draws as they are.
  func snapshot() -> Snapshot {
    Snapshot(slots: slots, draws: (randomness.seed, randomness.statements))
  }

  /// Goes back to a snapshot: names that have come since have no value.
  func restore(_ snapshot: Snapshot) {
    let count = slots.count
    slots = snapshot.slots
    if slots.count < count {
      slots.append(contentsOf: repeatElement(.unset, count: count - slots.count))
    }
    randomness.reseed(snapshot.draws.seed, after: snapshot.draws.statements)
  }
}
