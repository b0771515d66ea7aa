import Language
import Modeling
import Storage
import Synchronization
import Tensors
import Tracing

/// The steps of a training, from the compiled step to the value that is kept of them.
struct TrainingRun {
  let setting: TrainingStep.Setting
  let steps: Range<Int>
  /// Where the run is kept on the way.
  let keeping: TrainingKeeping?
  /// The variables that it reads.
  let globals: TrainingGlobals

  /// Makes the steps.
  ///
  /// Ctrl-C ends them after a whole one: what was made is noted for the session, which ends the statement as
  /// interrupted, and is returned where the statement does nothing else with it. So is noted what was made
  /// before a step that gives a nan, or fails.
  func callAsFunction(
    key number: Int?, finish: Value?, _ p: borrowing Program, _ r: inout Slots,
    _ m: inout State
  ) throws(Fault) -> Value {
    let hadDrawn = m.randomness.hasDrawn
    let step = try m.cache.step(setting, p, &r, &m)
    // Recording a step draws nothing, also where it is recorded here for the first time.
    m.randomness.hasDrawn = hadDrawn || step.draws && number == nil
    let span = setting.span, key: Term
    var loop: TrainingLoop
    do throws(TraceError) {
      key = if let number { try Term(number) } else { try m.keyTerm() }
      guard let inputs = try step.inputs(setting, key: key, r) else { throw TraceError.traceEnded }
      loop = TrainingLoop(
        step.executable, inputs: inputs, counter: TrainingStep.counter, state: step.places,
        reportCount: step.reportCount, step: steps.lowerBound)
    } catch { throw Fault(OperationError(error), at: span) }
    if m.fuel != nil { try Turn.burn(&m, at: span, steps: steps.count) }
    try requireInfluence(step, m.output)
    let result = TrainingResult(
      step: step, setting: setting, key: key, finish: finish, globals: globals)
    if let made = m.output.madeTrainings.next(of: steps.count) {
      return made.isPaused ? try paused(made.value, m) : made.value
    }
    var progress = TrainingProgress(names: step.names, steps: steps, show: m.output.show)
    let record = RunKeeping(setting, steps: steps.count, seed: m.randomness.seed, m.output)
    let ending: TrainingLoop.Ending
    do throws(TensorError) {
      defer { progress.end() }
      ending = try run(&loop, &progress, result, p, &r, &m)
    } catch {
      m.output.stoppedRun = try ended(.failed, loop, result, record, p, &r, &m)
      throw TrainingRun.failed(after: loop.step, Fault(OperationError(error), at: span))
    }
    do throws(Fault) { try requireFinite(loop, step.names) } catch {
      record?.end(.failed, losses: loop.losses, value: nil, m.output, r)
      throw error
    }
    switch ending {
    case .finished: return try ended(.done, loop, result, record, p, &r, &m)
    case .paused:
      Interruption.flag.store(false, ordering: .relaxed)
      return try paused(try ended(.paused, loop, result, record, p, &r, &m), m)
    case .notANumber:
      m.output.stoppedRun = try ended(.failed, loop, result, record, p, &r, &m)
      let fault = try NaNSearch(setting: setting, key: key).fault(
        at: loop.state, step: loop.step, p, &r, &m)
      if let step = loop.firstInfinite {
        fault.details.notes.append(
          "the loss is infinite from step \(step) on: the steps diverge, or it overflows")
      }
      throw fault
    }
  }

  /// Notes that a run is paused: the value of a training with which the statement ends, else the end of the
  /// statement.
  private func paused(_ run: Value, _ m: borrowing State) throws(Fault) -> Value {
    m.output.stoppedRun = run
    guard m.isLastTraining else { throw Turn.interrupted(at: setting.span) }
    // Where it is an argument of another training, that one does not begin.
    Interruption.flag.store(true, ordering: .relaxed)
    return run
  }

  /// Makes the steps, and keeps the run wherever it is to be kept on the way.
  private func run(
    _ loop: inout TrainingLoop, _ progress: inout TrainingProgress, _ result: TrainingResult,
    _ p: borrowing Program, _ r: inout Slots, _ m: inout State
  ) throws(TensorError) -> TrainingLoop.Ending {
    if steps.lowerBound == 0 {
      let ending = try loop.run(until: min(1, steps.upperBound)) { progress.update($0) }
      guard case .finished = ending, !beginsInfinite(loop) else { return ending }
    }
    guard let keeping else { return try loop.run(until: steps.upperBound) { progress.update($0) } }
    while true {
      let next = keeping.next(after: loop.step, until: steps.upperBound)
      let ending = try loop.run(until: next) { progress.update($0) }
      guard case .finished = ending, loop.step < steps.upperBound else { return ending }
      // What cannot be made of it now will fail at the end, and is told there.
      if let run = try? result.value(of: loop, p, &r, &m) { keeping.keep(run, m.output, r) }
    }
  }

  /// Whether the loss of a model is infinite where the training begins.
  private func beginsInfinite(_ loop: borrowing TrainingLoop) -> Bool {
    guard steps.lowerBound == 0, case .aggregate(let state) = setting.state,
      state.field("model") != nil
    else { return false }
    return loop.reports.contains { $0.first?.isInfinite == true }
  }

  /// Complains of a loss that is infinite where the training begins: no step leads away from it.
  private func requireFinite(_ loop: borrowing TrainingLoop, _ names: [String]?) throws(Fault) {
    guard beginsInfinite(loop) else { return }
    let terms = zip(names ?? [], loop.reports).filter { $0.1.first?.isInfinite == true }.map(\.0)
    let named = names?.isEmpty == false ? " (\(terms.joined(separator: ", ")))" : ""
    throw Fault(
      "training", "train: the loss\(named) is infinite in the first step", at: setting.span,
      hint: "a likelihood has no mass outside its support, as a Bernoulli at grey pixels; "
        + "explain loss(m, x) of one row shows the term")
  }

  /// What a training gives that ends, kept where it is to be kept.
  private func ended(
    _ outcome: RunOutcome, _ loop: borrowing TrainingLoop, _ result: TrainingResult,
    _ record: RunKeeping?, _ p: borrowing Program, _ r: inout Slots, _ m: inout State
  ) throws(Fault) -> Value {
    let run = try result.value(of: loop, p, &r, &m)
    keeping?.keep(run, m.output, r)
    record?.end(outcome, losses: loop.losses, value: run, m.output, r)
    return run
  }

  /// Complains of parameters that cannot be trained, as the loss has no derivative in them; only of some
  /// where others can.
  private func requireInfluence(_ step: TrainingStep, _ output: Output) throws(Fault) {
    guard steps.lowerBound == 0, case .aggregate(let state) = setting.state,
      let model = state.field("model")
    else { return }
    let paths = model.leafPaths()
    let idle = step.idleLeaves(among: paths.count).map { paths[$0] }
    if idle.isEmpty { return }
    guard idle.count < paths.count else {
      throw Fault(
        "training", "train: no parameter of the model influences the loss", at: setting.span,
        hint: "the loss uses its argument m, not a variable outside; stop(m) has no derivative")
    }
    let shown = idle.prefix(6).joined(separator: ", ") + (idle.count > 6 ? ", ..." : "")
    output.show(.diagnostic("note: train: the loss does not depend on \(shown)\n"))
  }

  /// An error of a step, with what is kept.
  static func failed(after count: Int, _ fault: Fault) -> Fault {
    fault.details.notes.append("in step \(count + 1); " + kept(count))
    if count > 0, ["domain", "overflow"].contains(fault.details.code) {
      fault.details.notes.append(diverging)
    }
    return fault
  }

  /// What may help where the steps before were sound.
  static let diverging = "where steps diverge: a smaller learning rate, or clip_norm(opt, 1)"

  /// Where the steps are that were made before an error.
  static func kept(_ count: Int) -> String {
    "ans is the run of the \(count) \(count == 1 ? "step" : "steps") before"
  }
}

/// What a training gives back.
private struct TrainingResult {
  let step: TrainingStep
  let setting: TrainingStep.Setting
  let key: Term
  let finish: Value?
  let globals: TrainingGlobals

  /// The value made of the state, the losses, their terms by name, the number of steps and the key.
  func value(
    of loop: TrainingLoop, _ p: borrowing Program, _ r: inout Slots, _ m: inout State
  ) throws(Fault) -> Value {
    var leaves = loop.state.map { Value($0) }[...]
    let state = setting.state.replacingLeaves(&leaves)
    let losses = loop.losses
    let terms: Value, loss: Value, number: Value
    do throws(TensorError) {
      loss = Value(try Tensor(Shape([losses.count]), losses))
      var tensors: [(String, Value)] = []
      for (name, column) in zip(step.names ?? [], loop.reports) {
        tensors.append((name, Value(try Tensor(Shape([column.count]), column))))
      }
      terms = tensors.isEmpty ? .tuple([]) : .record(tensors)
    } catch { throw Fault(OperationError(error), at: setting.span) }
    do throws(TraceError) { number = Value(try key.knownValue()) } catch {
      throw Fault(OperationError(error), at: setting.span)
    }
    let parts = [state, loss, terms, .int(loop.step), number]
    guard let finish else { return .tuple(parts) }
    let made = try Function.call(
      finish, Arguments(positional: parts, span: setting.span), calleeSpan: setting.span, p, &r, &m)
    return globals.kept(in: made, step.readSlots, r)
  }
}

extension TrainingLoop {
  /// The loss of each step: the sum of its terms.
  fileprivate var losses: [Double] {
    var sums = [Double](repeating: 0, count: reports.first?.count ?? 0)
    for column in reports { for (step, x) in column.enumerated() { sums[step] += x } }
    return sums
  }
}

extension TrainingStep.Setting {
  /// Refuses what cannot be trained.
  func requireSound() throws(Fault) {
    guard !state.leaves().isEmpty else {
      throw fault(
        "there is nothing to train: the state has no floating numbers",
        hint: "parameters are fields of the model: floating numbers or tensors")
    }
    if state.leaves().contains(where: \.isEstimated) {
      throw fault("an estimate is no parameter", hint: "value(e) is its mean as a plain number")
    }
    for leaf in state.leaves() {
      if case .tensor(let box) = leaf, box.tensor.containsNaN { throw fault("the state has a nan") }
      if case .float(let x) = leaf, x.isNaN { throw fault("the state has a nan") }
    }
    for part in state.parts {
      guard case .function = part else { continue }
      for case let number in Signature(part).numbers
      where (number.numericType?.shape.rank ?? 0) > 0 && number.numericType?.isFloating ?? false {
        throw fault(
          "a function of the model captures \(number.kindDescription), which would never train",
          hint: "make it a field of the model: (W = ..., apply = (m, x) -> m.W @ x)")
      }
    }
    try requireRows()
  }

  private func requireRows() throws(Fault) {
    if case .unset = data {
      if batch != nil { throw fault("a batch is a part of data, and there are none") }
      return
    }
    var count: Int?
    for column in data.parts {
      guard let type = column.numericType, let length = type.shape.extents.first else {
        throw fault(
          "data are columns of rows, and \(column.kindDescription) is none",
          hint: "a tensor by rows, or a tuple or record of such")
      }
      if let count, length != count {
        throw fault("the columns of the data differ in length (\(count) and \(length))")
      }
      count = length
      if column.isEstimated { throw fault("data are numbers, and a column is an estimate") }
      if case .tensor(let box) = column, let row = box.tensor.firstRowWithNaN {
        throw fault("the data have a nan in row \(row + 1)", hint: "drop or fill it first")
      }
    }
    guard let count, count > 0 else { throw fault("the data are empty") }
    guard let batch else { return }
    guard batch >= 1 else { throw fault("a batch has at least one row, not \(batch)") }
    guard batch <= count else {
      throw fault(
        "a batch of \(batch) is larger than the data of \(count) rows",
        hint: "batch=\(count), or leave it out for all rows")
    }
  }

  private func fault(_ message: String, hint: String? = nil) -> Fault {
    Fault("training", "train: \(message)", at: span, hint: hint)
  }
}

extension Value {
  /// The names of the leaves of a tree, as they are written after its name.
  fileprivate func leafPaths(_ path: String = "") -> [String] {
    guard case .aggregate(let tree) = self else { return isLeaf ? [path] : [] }
    return tree.items.enumerated().flatMap { index, item in
      let name = tree.names.map { (path.isEmpty ? "" : ".") + $0[index] } ?? "[\(index + 1)]"
      return item.leafPaths(path + name)
    }
  }
}

extension Tensor {
  /// The first row along the first axis in which something is not a number.
  fileprivate var firstRowWithNaN: Int? {
    guard containsNaN, let rows = shape.extents.first, rows > 0 else { return nil }
    let width = count / rows
    for position in 0..<count {
      let isNaN =
        switch self[flat: position] {
        case .float(let x): x.isNaN
        case .float32(let x): x.isNaN
        default: false
        }
      if isNaN { return position / width }
    }
    return nil
  }
}
