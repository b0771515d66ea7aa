import Language
import Tensors

/// How a statement ends that does not come to its end.
extension Session {
  /// Ends a statement in which a training was paused by Ctrl-C: its value is there.
  func paused(_ statement: Statement, _ show: (SessionEvent) -> Void) -> Outcome {
    Interruption.flag.store(false, ordering: .relaxed)
    if statement.nameOfRun == nil, let run = output.stoppedRun { define("ans", run) }
    let words = "the training is paused" + wayOn(from: statement.nameOfRun ?? "ans")
    show(.diagnostic("interrupted: \(words)\n"))
    return .interrupted
  }

  /// How a run that was paused goes on; in a script, which is over, there is nobody who could type it.
  private func wayOn(from name: String) -> String {
    if options.isInteractive { return "; resume(\(name)) goes on with it" }
    return output.state == nil ? "" : "; :runs has it"
  }

  /// The place of the training that a statement of the top level ends with.
  func lastTraining(of statement: Statement, in module: Module) -> SourceSpan? {
    module.isMain ? statement.lastTraining?.span : nil
  }

  /// Ends a text in which Ctrl-C came too late for one statement: the next one does not begin.
  func stopped(before statement: Statement, _ show: (SessionEvent) -> Void) -> Outcome {
    fail(Turn.interrupted(at: statement.span), statement, show)
  }

  /// Ends a text that Ctrl-C came upon while it was parsed.
  func stopped(_ show: (SessionEvent) -> Void) -> Outcome {
    Stop.clear()
    show(.diagnostic("interrupted\n"))
    return .interrupted
  }

  func fail(
    _ fault: Fault, _ statement: Statement, _ show: (SessionEvent) -> Void
  ) -> Outcome {
    _ = Stop.takeCutOutput()
    switch fault.details.code {
    case "exit": return .quit(Int32(fault.details.message) ?? 0)
    case "interrupted":
      Interruption.flag.store(false, ordering: .relaxed)
      let kept =
        output.stoppedRun == nil
        ? ""
        : options.isInteractive
          ? "; ans is the run so far, resume(ans) goes on with it"
          : ": the training is paused" + wayOn(from: "ans")
      show(.diagnostic("interrupted\(kept)\n"))
      return .interrupted
    default:
      lastFault = fault
      show(.diagnostic(textInHoles { render(diagnostic(fault)) }))
      return .failed
    }
  }
}
