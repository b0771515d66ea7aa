import Language
import Tensors

/// How a statement ends that does not come to its end.
extension Session {
  /// Ends a statement in which a training was paused by Ctrl-C: its value is there.
  func paused(_ statement: Statement, _ show: (SessionEvent) -> Void) -> Outcome {
    Interruption.flag.store(false, ordering: .relaxed)
    var way = "resume of its run"
    switch statement.kind {
    case .assign(.name(let name), let value) where value.isTraining: way = "resume(\(name.spelled))"
    case .expression(let value) where value.isTraining: way = "resume(ans)"
    default: break
    }
    show(.diagnostic("interrupted: the training is paused; \(way) goes on with it\n"))
    return .interrupted
  }

  /// Ends a text in which Ctrl-C came too late for one statement: the next one does not begin.
  func stopped(before statement: Statement, _ show: (SessionEvent) -> Void) -> Outcome {
    fail(Turn.interrupted(at: statement.span), statement, show)
  }

  func fail(
    _ fault: Fault, _ statement: Statement, _ show: (SessionEvent) -> Void
  ) -> Outcome {
    _ = Stop.takeCutOutput()
    switch fault.details.code {
    case "exit": return .quit(Int32(fault.details.message) ?? 0)
    case "interrupted":
      Interruption.flag.store(false, ordering: .relaxed)
      let kept = output.stoppedRun == nil ? "" : "; ans is the run so far, resume(ans) goes on"
      show(.diagnostic("interrupted\(kept)\n"))
      return .interrupted
    default:
      lastFault = fault
      show(.diagnostic(textInHoles { render(diagnostic(fault)) }))
      return .failed
    }
  }
}
