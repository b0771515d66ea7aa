import Files
import Language
import Storage
import Tensors

/// Keeps a training in the database of runs: what was asked for, the loss of every step, how it ended, and
/// what it gave.
struct RunKeeping {
  private let state: SessionState
  private let id: Int
  private let began = ContinuousClock.now

  /// Notes a training that begins; nil where the session keeps none.
  init?(_ setting: TrainingStep.Setting, steps: Int, seed: Int, _ output: Output) {
    guard let state = output.state else { return nil }
    let id = state.use { (database) throws(StateError) in
      try database.beginRun(
        source: output.statement(), settings: RunKeeping.words(setting), seed: seed, steps: steps,
        statement: state.place, time: SessionState.now)
    }
    guard let id else { return nil }
    self.state = state
    self.id = id
  }

  /// Notes how it ended, with the loss of every step and the value that it gave.
  func end(
    _ outcome: RunOutcome, losses: [Double], value: Value?, _ output: Output, _ r: borrowing Slots
  ) {
    let kept = value.flatMap { RunKeeping.workspace(of: $0, output.files.code, r) }
    let seconds = DurationText.seconds(began.duration(to: .now))
    _ = state.use { (database) throws(StateError) in
      do throws(StateError) {
        try database.endRun(id, outcome: outcome, seconds: seconds, losses: losses, value: kept)
      } catch {
        guard kept != nil, error.isPassing else { throw error }
        // What does not fit is the value, rather than how it ended.
        try database.endRun(id, outcome: outcome, seconds: seconds, losses: losses, value: nil)
      }
    }
  }

  /// The most bytes of one value: more would be a wait at the end of a training, and a database that
  /// nobody expects to be so large.
  static let most = 16 << 20

  /// A value as a workspace in memory; nil where it cannot be kept, or is too large.
  private static func workspace(
    of value: Value, _ code: CodeLibrary, _ r: borrowing Slots
  ) -> [UInt8]? {
    guard
      let rows = try? WorkspaceWriting.rows(of: value, main: code.main, code, r),
      rows.reduce(0, { $0 + $1.bytes.count }) <= most
    else { return nil }
    return try? Workspace.bytes(rows, about: WorkspaceFiles.about)
  }

  /// What a training was told, in a line.
  private static func words(_ setting: TrainingStep.Setting) -> String {
    var model = setting.state
    if case .aggregate(let state) = model, let field = state.field("model") { model = field }
    let leaves = model.leaves(),
      numbers = leaves.reduce(0) { $0 + ($1.numericType?.shape.count ?? 0) }
    var words = [
      "\(numbers == 1 ? "1 number" : "\(numbers) numbers") in \(leaves.count == 1 ? "1 leaf" : "\(leaves.count) leaves")"
    ]
    if setting.rowCount > 0 { words.append("\(setting.rowCount) rows") }
    if let batch = setting.batch { words.append("batch \(batch)") }
    return words.joined(separator: ", ")
  }
}
