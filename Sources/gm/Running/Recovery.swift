import Foundation
import Storage
import Workbench

/// Brings back a session that was killed: `gm --recover`.
enum Recovery {
  /// Tells once of a session that was killed in the last days.
  static func hint(_ state: SessionState?) {
    let week = 7 * 86_400.0
    guard let lost = state?.lostSessions().first,
      Date().timeIntervalSince1970 - lost.began < week
    else { return }
    Output.complain(
      "note: a session of \(SessionState.clock(lost.began)) in \(lost.folder) was killed after "
        + "\(counted(lost.count, "statement")); gm --recover brings it back")
  }

  /// Runs what the session had run, all but the statement that was running, which is shown.
  static func replay(
    _ lost: LostSession, others: Int, in session: Session, _ state: SessionState,
    _ output: Output
  ) -> Outcome {
    let statements = state.statements(of: lost)
    let began = SessionState.clock(lost.began)
    say("the session of \(began) in \(lost.folder): \(counted(statements.count, "statement"))")
    if chdir(lost.folder) != 0 { say("its folder is not there; files are looked for here") }
    let start = ContinuousClock.now
    let replay = session.replay(statements) { done in
      output.show(.progress("recovering: \(done) of \(statements.count) statements"))
    }
    output.show(.progress(""))
    if replay.isStopped {
      say("stopped after \(counted(replay.repeated, "statement")); gm --recover begins again")
      return .interrupted
    }
    report(replay, start.duration(to: .now))
    if others > 0 { say("\(counted(others, "other session")) can be recovered by gm --recover") }
    state.takeOver(lost)
    return .ok
  }

  private static func report(_ replay: Replay, _ duration: Duration) {
    for (text, diagnostics) in replay.changed {
      say("not as it was: \(text)\n" + diagnostics)
    }
    for text in replay.interrupted { say("it was interrupted, and is not run again: \(text)") }
    if replay.hadLog { say("its log does not go on") }
    let seconds = String(format: "%.1f", duration / .seconds(1))
    say("\(counted(replay.repeated, "statement")) run again in \(seconds) s, no file written again")
    if replay.trainings > 0 {
      say("\(counted(replay.trainings, "training")) not made again: what they gave is in :runs")
    }
    if let running = replay.running { say("this one was running, and is not run:\n\(running)") }
  }

  private static func say(_ text: String) { Output.complain("recover: \(text)") }

  private static func counted(_ count: Int, _ word: String) -> String {
    "\(count) \(word)\(count == 1 ? "" : "s")"
  }
}
