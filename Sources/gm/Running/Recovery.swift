import Foundation
import Glibc
import Storage
import Workbench

/// Brings back a session that was killed: `gm --recover`.
enum Recovery {
  /// What is asked for.
  enum Wish: Equatable {
    /// A session by its place in the list, the last one being the first.
    case session(Int)
    case list
    case forgetting(Int)

    /// The wish of the words behind `--recover`, nil where they are none.
    init?(_ words: [String]) {
      switch (words.first, words.count) {
      case (nil, _): self = .session(1)
      case ("list", 1): self = .list
      case ("forget", 2):
        guard let place = Int(words[1]), place > 0 else { return nil }
        self = .forgetting(place)
      case (let word?, 1):
        guard let place = Int(word), place > 0 else { return nil }
        self = .session(place)
      default: return nil
      }
    }
  }

  /// A session that this process has taken, to bring it back.
  struct Task {
    let lost: LostSession
    let state: SessionState
  }

  /// Does what is asked for where that is no session to go on with.
  ///
  /// - Returns: The session to bring back, or the exit code.
  static func begin(_ wish: Wish, _ state: SessionState?) -> Result<Task, Answered> {
    guard let state, case let all = state.lostSessions(), !all.isEmpty else {
      Output.complain("there is no session to recover")
      return .failure(Answered(code: ExitCode.failure))
    }
    switch wish {
    case .list:
      for (place, lost) in all.enumerated() { print("\(place + 1)  \(line(lost))") }
      return .failure(Answered(code: ExitCode.success))
    case .session(let place), .forgetting(let place):
      guard place <= all.count else {
        Output.complain("there is no session \(place) to recover; gm --recover list shows them")
        return .failure(Answered(code: ExitCode.failure))
      }
      let lost = all[place - 1]
      // Where nobody sees what comes back it would be used up.
      if case .session = wish, isatty(STDIN_FILENO) != 1 {
        Output.complain("--recover needs a terminal, where the session goes on")
        return .failure(Answered(code: ExitCode.usage))
      }
      guard state.claim(lost) else {
        Output.complain("another gm recovers the session of \(SessionState.clock(lost.began))")
        return .failure(Answered(code: ExitCode.failure))
      }
      if case .session = wish {
        return .success(Task(lost: lost, state: state))
      }
      state.forget(lost)
      return .failure(Answered(code: ExitCode.success))
    }
  }

  private static func line(_ lost: LostSession) -> String {
    "\(SessionState.clock(lost.began))  \(counted(lost.count, "statement"))  \(lost.folder)"
  }

  /// Tells once of a session that was killed.
  static func hint(_ state: SessionState?) {
    guard let lost = state?.lostSessions().first, !lost.isTold else { return }
    Output.complain(
      "note: a session of \(SessionState.clock(lost.began)) in \(lost.folder) was killed after "
        + "\(counted(lost.count, "statement")); gm --recover brings it back")
    state?.tell(of: lost)
  }

  /// Runs what the session had run, all but the statement that was running, which is shown.
  static func replay(_ task: Task, in session: Session, _ output: Output) {
    let lost = task.lost, state = task.state
    let statements = state.statements(of: lost)
    say(
      "the session of \(SessionState.clock(lost.began)) in \(lost.folder): "
        + "\(counted(statements.count, "statement")); Ctrl-C leaves one out")
    if chdir(lost.folder) != 0 { say("its folder is not there; files are looked for here") }
    if let path = startFilePath(), FileReads.isChanged(path, since: lost.began) {
      say("\(path) has changed since: what comes of it may differ")
    }
    let start = ContinuousClock.now
    let replay = session.replay(statements) { done in
      output.show(.progress("recovering: \(done) of \(statements.count) statements"))
    }
    output.show(.progress(""))
    report(replay, start.duration(to: .now))
    if let entry = state.unfinishedEntry(of: lost), let running = replay.running,
      entry.trimmingCharacters(in: .whitespacesAndNewlines) != running
    {
      say("it stood in this entry, whose rest is not run either:\n\(entry)")
    }
    state.takeOver(lost, leftOut: replay.leftOut.map(\.number))
    let others = state.lostSessions()
    if let last = others.first {
      say("\(counted(others.count, "other session")) can be recovered: gm --recover list")
      state.tell(of: last)
    }
  }

  private static func report(_ replay: Replay, _ duration: Duration) {
    for (text, diagnostics) in replay.changed {
      say("not as it was: \(text)\n" + diagnostics)
    }
    for (path, text) in replay.changedFiles {
      say("\(path) has changed since it was read, and what came of it may differ: \(text)")
    }
    for text in replay.interrupted + replay.leftOut.map(\.text) {
      say("interrupted, and not run again; what follows from it may differ: \(text)")
    }
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
