import Files
import Language
import Storage

// The journal holds each statement before it runs, with the comments above it, as help shows those of a
// function. A session that was killed is replayed from it: what had ended is run again, without its output
// and without writing files again.

/// How the replay of a session went.
public struct Replay: Sendable {
  /// How many statements ran as they had.
  public var repeated = 0
  /// How many trainings were not made again, as the database of runs holds what they gave.
  public var trainings = 0
  /// Statements that were stopped by Ctrl-C, of which nobody knows how far they had come.
  public var interrupted: [String] = []
  /// Statements that end otherwise than they had, each with its diagnostics.
  public var changed: [(text: String, diagnostics: String)] = []
  /// The statement that was running.
  public var running: String?
  /// Statements that Ctrl-C ended this time.
  public var leftOut: [JournalStatement] = []
  /// Files that have changed since a statement read them.
  public var changedFiles: [(path: String, text: String)] = []
  /// Whether a log was being written, which does not go on.
  public var hadLog = false
}

extension Session {
  /// A statement with the comments before it, which the statement that was run before does not have.
  func journalText(of statement: Statement, after previous: Statement?, in source: Source) -> String
  {
    let start = previous?.span.end ?? 0
    let before = source.text(
      of: SourceSpan(source: source.id, start: start, end: statement.span.start))
    // Marks of goldens are of the statement before them.
    let comments = before.split(separator: "\n").filter { line in
      let text = line.drop { $0 == " " || $0 == "\t" || $0 == ";" }
      return text.hasPrefix("#") && !GoldenDocument.isMark(text)
    }
    let text = String(source.text(of: statement.span)) + (statement.isMuted ? ";" : "")
    return (comments.map(String.init) + [text]).joined(separator: "\n")
  }

  /// Runs the statements of a session that was killed, but the one that was running.
  ///
  /// - Parameters:
  ///   - statements: What the journal holds of it.
  ///   - progress: Told before each statement how many were run.
  /// - Returns: what came of them.
  public func replay(
    _ statements: [JournalStatement], progress: (Int) -> Void = { _ in }
  ) -> Replay {
    var replay = Replay()
    // What is looked up is there; trainings are not kept a second time.
    output.state = nil
    output.files.isReplaying = true
    output.files.reads.begin()
    defer {
      output.files.isReplaying = false
      output.files.reads.end()
      output.state = state
    }
    for (count, statement) in statements.enumerated() {
      progress(count)
      guard let outcome = statement.outcome else {
        replay.running = statement.text
        continue
      }
      let made = madeTrainings(of: statement)
      // A training that was paused is where it was paused.
      if outcome == "interrupted", !made.isPaused {
        replay.interrupted.append(statement.text)
        continue
      }
      output.madeTrainings = made
      // Also where a statement before it is not run again.
      randomness.reseed(statement.seed, after: statement.draws)
      if !repeats(statement, &replay) { replay.leftOut.append(statement) }
      for path in output.files.reads.changed(since: statement.time) {
        replay.changedFiles.append((path, statement.text))
      }
    }
    replay.hadLog = log != nil
    log = nil
    return replay
  }

  /// What the trainings of a statement gave, nil for those of which that is not kept.
  private func madeTrainings(of statement: JournalStatement) -> MadeTrainings {
    let span = SourceSpan(source: SourceID(0), start: 0, end: 0)
    let trainings = statement.runs.map { (run) -> MadeTrainings.Training? in
      guard run.outcome == .done || run.outcome == .paused, let bytes = state?.value(ofRun: run.id),
        let value = try? value(ofRun: run.id, bytes, at: span)
      else { return nil }
      return MadeTrainings.Training(
        steps: run.steps, isPaused: run.outcome == .paused, value: value)
    }
    return MadeTrainings(trainings)
  }

  /// Runs a statement again; false where Ctrl-C stopped it.
  private func repeats(_ statement: JournalStatement, _ replay: inout Replay) -> Bool {
    defer { output.madeTrainings = MadeTrainings() }
    var diagnostics = ""
    let outcome = run(statement.text, named: statement.source) { event in
      if case .diagnostic(let text) = event { diagnostics += text }
    }
    switch outcome {
    case .interrupted where statement.outcome != outcome.word || output.stoppedRun == nil:
      return false
    default:
      replay.trainings += output.madeTrainings.taken
      if outcome.word == statement.outcome {
        replay.repeated += 1
      } else {
        replay.changed.append((statement.text, diagnostics))
      }
      return true
    }
  }
}
