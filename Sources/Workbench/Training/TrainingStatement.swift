import Language
import Synchronization
import Tensors

// Ctrl-C pauses a training where nothing comes after it: the run so far is its value, and gets the name
// that the whole one was to get. Anywhere else, as in a function that saves what it trained, what comes
// after would take the part for the whole: the statement ends there.

/// A training that is the last thing of a statement of the top level.
final class LastTraining: Node {
  let training: Node

  init(_ training: Node) {
    self.training = training
    super.init(span: training.span, height: 1 + training.height)
  }

  override func eval(
    _ p: borrowing Program, _ r: inout Slots, _ m: inout State
  ) throws(Fault) -> Value {
    m.isLastTraining = true
    defer { m.isLastTraining = false }
    let run = try training.eval(p, &r, &m)
    // The wish is fulfilled: the run is bound and shown.
    if m.output.stoppedRun != nil { Interruption.flag.store(false, ordering: .relaxed) }
    return run
  }
}

extension Statement {
  /// The training that is the last thing the statement does, nil where there is none.
  var lastTraining: Expression? {
    switch kind {
    case .expression(let value), .assign(.name, let value): value.lastTraining
    default: nil
    }
  }

  /// The name that the run of the training gets with which the statement ends, nil where it is `ans` alone.
  var nameOfRun: String? {
    switch kind {
    case .assign(.name(let name), _): name.spelled
    case .expression(let value):
      if case .block(let block) = value.kind { block.statements.last?.nameOfRun } else { nil }
    default: nil
    }
  }
}

extension Expression {
  /// Whether it is a call of what trains, whose value is a run.
  var isTraining: Bool {
    switch kind {
    case .call(let callee, _): callee.isTrainer
    case .pipe(_, let right): right.isTrainer || right.isTraining
    default: false
    }
  }

  /// Whether it names what trains.
  private var isTrainer: Bool {
    guard case .name(let name) = kind else { return false }
    return ["train", "resume", "step", "train_game"].contains(name.canonical)
  }

  fileprivate var lastTraining: Expression? {
    if case .block(let block) = kind { return block.statements.last?.lastTraining }
    return isTraining ? self : nil
  }
}
