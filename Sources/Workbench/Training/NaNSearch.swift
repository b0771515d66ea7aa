import Language
import Tensors
import Tracing

/// Finds the operation that makes the first nan of a step of training.
///
/// The step is made once more by the evaluator, on the same state, batch and draws, with an eye on
/// every value. A nan of the derivative alone comes from an operation whose own derivative is not finite,
/// such as sqrt at 0: that one is found by a second look.
struct NaNSearch {
  let setting: TrainingStep.Setting
  let key: Term

  /// What is told of a step that makes a nan of this state.
  func fault(
    at state: [Tensor], step: Int, _ p: borrowing Program, _ r: inout Slots,
    _ m: inout State
  ) throws(Fault) -> Fault {
    let first = try run(.values, state, step, p, &r, &m)
    var culprit = first, isOfGradient = false
    if let first, first.details.code == NaNSearch.derivative {
      isOfGradient = true
      let second = try run(.slopes, state, step, p, &r, &m)
      culprit = second?.details.code == NaNSearch.derivative ? nil : second
    }
    let operation = culprit?.operation
    let message =
      switch (operation, isOfGradient) {
      case (let name?, false): "a nan in \(name)"
      case (let name?, true): "a nan in the gradient: \(name) has no finite derivative here"
      case (nil, false): "a nan"
      case (nil, true): "a nan in the gradient, in the derivative of \(first?.operation ?? "it")"
      }
    let found = Fault(
      "nan", "step \(step + 1) of the training makes \(message)",
      at: culprit?.details.span ?? setting.span,
      notes: [TrainingRun.kept(step)] + (step > 0 ? [TrainingRun.diverging] : []))
    found.details.calls = culprit?.details.calls ?? []
    found.details.isRaised = culprit == nil
    return found
  }

  /// The code of an error in a derivative while nans are looked for.
  static let derivative = "derivative of nan"

  /// The error of the step under watch, nil where it has none.
  private func run(
    _ target: NaNWatch.Target, _ state: [Tensor], _ step: Int, _ p: borrowing Program,
    _ r: inout Slots, _ m: inout State
  ) throws(Fault) -> Fault? {
    let top = m.top, keys = m.keys, builder = GraphBuilder()
    var leaves = state.map { Value.traced(builder.input(for: Term($0))) }[...]
    let point = setting.state.replacingLeaves(&leaves)
    m.traces.append(builder)
    m.isTraining = true
    defer {
      m.isTraining = false
      m.traces.removeLast()
      m.requirements = []
      m.keys = keys
    }
    do throws(Fault) {
      try NaNWatch.watching(target) { () throws(Fault) in
        let number = try recorded(at: setting.span) { () throws(TraceError) in try Term(step) }
        let rows = try TrainingBatch(setting, key: key, step: number).rows(of: setting.met)
        if case .int(let bits) = Value(key) {
          m.keys = KeyScope(bits: UInt64(bitPattern: Int64(bits)), traced: nil)
        }
        try m.enterTurn(step, of: m.keys, at: setting.span)
        var arguments = Arguments(positional: [point], span: setting.span)
        if case .unset = setting.data {} else { arguments.positional.append(rows) }
        _ = try Function.call(setting.step, arguments, calleeSpan: setting.span, p, &r, &m)
      }
      return nil
    } catch {
      Frame.abandon(from: top, &r, &m)
      if ["interrupted", "fuel", "exit"].contains(error.details.code) { throw error }
      return error
    }
  }
}

extension Fault {
  /// The operation that its message begins with.
  fileprivate var operation: String { String(details.message.prefix { $0 != ":" }) }
}

extension TrainingStep.Setting {
  /// The data in the floating type of the state.
  fileprivate var met: Value {
    data.mappingNumbers { column in
      guard let type = column.numericType, let term = try? column.term(),
        let met = try? term.converted(to: type.meeting(element).element)
      else { return column }
      return Value(met)
    }
  }
}
