import Language
import Tensors
import Tracing

/// A step of training, recorded and compiled: from a state and the rows of a batch to the next state and
/// the terms of the loss.
///
/// The graph holds everything that a step does, the choice of the batch included, so that it is a
/// function of the number of the step alone, beside the state.
final class TrainingStep {
  let graph: Graph
  let executable: Executable
  /// The inputs of the graph that are the leaves of the state, in order.
  let places: [Int]
  /// The names of the terms that it reports, nil where the loss is one number.
  let names: [String]?
  /// How many terms it reports.
  let reportCount: Int
  /// Whether it draws or chooses a batch.
  let draws: Bool
  private let reads: [TraceRecorder.Read]
  private let element: ElementType?
  /// The inputs that were recorded, and those of them that are inputs of the graph.
  private let inputCount: Int
  private let kept: [Int]
  /// The slots of the global variables that it reads.
  var readSlots: [Int] { reads.map(\.slot) }
  /// The input that is the number of the step, after the key.
  static let counter = 1

  /// What a step is called with.
  struct Setting {
    /// The step: of the state, and of the rows of a batch where there are data.
    let step: Value
    /// The state, a tree; what is no leaf of it stays as it is.
    let state: Value
    /// Columns of equal length, unset where there are none.
    let data: Value
    /// The rows of a step; nil for all, in order.
    let batch: Int?
    let span: SourceSpan

    /// How many rows the data have.
    var rowCount: Int { data.parts.lazy.compactMap(\.numericType).first?.shape.extents.first ?? 0 }

    /// The numbers that are inputs of the graph.
    var signature: Signature { Signature(.tuple([state, step, data])) }

    /// The floating type of the state: the most exact of its tensors; scalars, such as a count of steps, decide
    /// only where there are no others.
    var element: ElementType? {
      let types = state.leaves().compactMap(\.numericType)
      let tensors = types.filter { $0.shape.rank > 0 }
      let elements = Set((tensors.isEmpty ? types : tensors).map(\.element))
      return elements == [.f32] ? .f32 : elements.contains(.f64) ? .f64 : nil
    }
  }

  /// Records and compiles a step.
  ///
  /// - Throws: whatever the step throws on values of these types; `structure` where it does not give back a
  ///   state like the one it was given.
  init(
    _ setting: Setting, _ p: borrowing Program, _ r: inout Slots, _ m: inout State
  ) throws(Fault) {
    let recorder = TraceRecorder(), builder = recorder.builder
    let counter = builder.input(TensorType(.i64))
    let state = recorder.inputs(for: setting.state, Signature(setting.state))
    let leaves = state.leaves()
    // The first variables are the inputs, in order.
    let variables = leaves.compactMap {
      if case .traced(let leaf) = $0 { leaf.variable } else { nil }
    }
    recorder.element = setting.element
    element = setting.element
    let step = recorder.inputs(for: setting.step, Signature(setting.step))
    let data = recorder.inputs(for: setting.data, Signature(setting.data))
    m.isTraining = true
    defer { m.isTraining = false }
    let (made, outputs) = try recorder.recording(&r, &m) { (r, m) throws(Fault) in
      let batch = try TrainingBatch(setting, key: .traced(recorder.key), step: .traced(counter))
        .rows(of: data)
      try m.enterTurn(.traced(counter), of: m.keys, at: setting.span)
      var arguments = Arguments(positional: [state], span: setting.span)
      if case .unset = setting.data {} else { arguments.positional.append(batch) }
      let result = try Function.call(step, arguments, calleeSpan: setting.span, p, &r, &m)
      let made = try StepResult(result, of: state, at: setting.span)
      let outputs = try recorded(at: setting.span) { () throws(TraceError) in
        try Requirement.apply(m.requirements, to: made.numbers(like: leaves))
          + recorder.witnesses.filter(\.isTraced)
      }
      return (made, outputs)
    }
    if let call = recorder.fileCall {
      throw Fault(
        "training", "train: a step is recorded once, and \(call) in it would be done only then",
        at: setting.span,
        hint: call == "load" ? "load before: x = load(path)" : "keep=\"run.gmw\" keeps the run")
    }
    if recorder.isImpure {
      throw Fault(
        "training", "a step of training prints, or takes keys of its own: it is recorded once",
        at: setting.span)
    }
    names = made.names
    reportCount = made.terms.count
    reads = recorder.reads
    do throws(TraceError) {
      let whole = try builder.finish(outputs).graph
      // What no step reads, as most that the functions of a distribution capture, is not handed on.
      let kept: [Int]
      (graph, kept) = whole.droppingInputs(except: Set(0...TrainingStep.counter).union(variables))
      (inputCount, self.kept) = (whole.inputCount, kept)
      places = variables.compactMap { kept.firstIndex(of: $0) }
      executable = try compiled(graph)
      draws = graph.reads(input: 0)
    } catch { throw Fault(OperationError(error), at: setting.span) }
  }

  /// What the graph is given: the key, the number of the step, then all numbers; nil where a global
  /// variable is no longer what was read.
  func inputs(
    _ setting: Setting, key: Term, _ r: borrowing Slots
  ) throws(TraceError) -> [Tensor]? {
    var inputs = [try key.knownValue(), try Term(0).knownValue()]
    for number in Signature(setting.state).numbers { inputs.append(try tensor(number, nil)) }
    for part in [setting.step, setting.data] {
      for number in Signature(part).numbers { inputs.append(try tensor(number, element)) }
    }
    for read in reads {
      guard let numbers = read.numbers(r[read.slot]) else { return nil }
      for number in numbers { inputs.append(try tensor(number, element)) }
    }
    precondition(inputs.count == inputCount)
    return kept.map { inputs[$0] }
  }

  /// Those of the first leaves of the state, from 0, in which no term of the loss has a derivative.
  func idleLeaves(among count: Int) -> [Int] {
    let reports = places.count..<places.count + reportCount
    return (0..<min(count, places.count)).filter { leaf in
      var moved = [Bool](repeating: false, count: graph.inputCount)
      moved[places[leaf]] = true
      let moves = graph.moves(with: moved)
      return !reports.contains { moves[$0] }
    }
  }

  /// Whether all global variables are what they were.
  func isCurrent(_ r: borrowing Slots) -> Bool {
    reads.allSatisfy { $0.numbers(r[$0.slot]) != nil }
  }

  private func tensor(_ number: Value, _ element: ElementType?) throws(TraceError) -> Tensor {
    guard let term = try number.term() else { throw .traceEnded }
    let type = term.type.meeting(element)
    return try term.converted(to: type.element).knownValue()
  }
}

/// The rows that a step of training works on.
///
/// Data are walked through in epochs: of each, a permutation that its key chooses, so that no row
/// comes twice before all have come once, whatever the size of a batch.
struct TrainingBatch {
  let setting: TrainingStep.Setting
  let key: Term
  let step: Term
  /// Tells the keys of epochs from those of steps.
  private static let epochs = 0x6570_6f63_6873

  init(_ setting: TrainingStep.Setting, key: Term, step: Term) {
    self.setting = setting
    self.key = key
    self.step = step
  }

  /// The rows of a step, of every column.
  func rows(of data: Value) throws(Fault) -> Value {
    guard let batch = setting.batch else { return data }
    return try recorded(at: setting.span) { () throws(TraceError) in
      let positions = try Term.positions(Shape([batch])) + step * Term(batch)
      let count = try Term(setting.rowCount)
      let epoch = try Term.binary(.quotient, positions, count)
      let keys = try Term.fold(Term.fold(key, Term(TrainingBatch.epochs)), epoch)
      let chosen = try Term.stratum(keys, positions, of: setting.rowCount)
      return try data.mappingNumbers { (column) throws(TraceError) in
        guard let term = try column.term() else { return column }
        return Value(try Term.applyOne(.gather(axis: 0), [term, chosen]))
      }
    }
  }
}

/// What a step of training gives back: the next state and the terms of the loss.
struct StepResult {
  let state: Value
  /// The terms, scalars.
  let terms: [Value]
  /// Their names, nil where the loss is one number.
  let names: [String]?

  /// The parts of a result `(state, terms)`.
  init(_ result: Value, of start: Value, at span: SourceSpan) throws(Fault) {
    guard case .aggregate(let pair) = result, pair.names == nil, pair.items.count == 2 else {
      throw Fault(
        "training", "a step gives back (state, terms), not \(result.kindDescription)", at: span,
        hint: "end it with (s, loss), or (s, (a = ..., b = ...))")
    }
    // A scalar in f32 meets numbers of the optimiser in f64: what counts is the type of the state.
    state = pair.items[0].meeting(start)
    if let change = start.change(to: state, "the state") ?? start.settingChanged(in: state) {
      throw Fault(
        "structure", "train: \(change)", at: span,
        hint: "a step keeps the structure, types and shapes of the state")
    }
    if case .aggregate(let tree) = pair.items[1] {
      terms = tree.items
      names = tree.names ?? tree.items.indices.map { "\($0 + 1)" }
    } else {
      terms = [pair.items[1]]
      names = nil
    }
    for (index, term) in terms.enumerated() {
      guard let type = term.numericType, type.shape.rank == 0, type.element != .c128 else {
        let name = names.map { " \($0[index])" } ?? ""
        throw Fault(
          "shape", "the term\(name) of the loss is \(term.kindDescription), not a real number",
          at: span)
      }
    }
  }

  /// The leaves of the state, then the terms in f64.
  func numbers(like leaves: [Value]) throws(TraceError) -> [Term] {
    var numbers: [Term] = []
    for (leaf, old) in zip(state.leaves(), leaves) {
      guard let term = try leaf.term(), let type = old.numericType else { continue }
      numbers.append(try term.converted(to: type.element))
    }
    for value in terms {
      if let term = try value.term() { numbers.append(try term.converted(to: .f64)) }
    }
    return numbers
  }
}

extension Value {
  /// The tree with floating numbers in the types that another of the same structure has.
  fileprivate func meeting(_ other: Value) -> Value {
    if case .aggregate(let a) = self, case .aggregate(let b) = other, a.hasStructure(of: b) {
      return .aggregate(
        Aggregate(zip(a.items, b.items).map { $0.meeting($1) }, names: a.names))
    }
    guard let type = numericType, let wanted = other.numericType, type.shape == wanted.shape,
      type.isFloating, wanted.isFloating, type.element != .c128, type != wanted,
      let term = try? term(), let met = try? term.converted(to: wanted.element)
    else { return self }
    return Value(met)
  }

  /// Where an integer, a truth value or a text of a state was changed, in words: they are no leaves.
  fileprivate func settingChanged(in other: Value) -> String? {
    for (a, b) in zip(parts, other.parts) {
      switch (a, b) {
      case (.int(let x), .int(let y)) where x != y:
        return "the integer \(x) of the state became \(y); a number that steps change is a float"
      case (.bool(let x), .bool(let y)) where x != y: return "\(x) in the state became \(y)"
      case (.text(let x), .text(let y)) where x != y: return "the text \(x) became \(y)"
      default: continue
      }
    }
    return nil
  }
}
