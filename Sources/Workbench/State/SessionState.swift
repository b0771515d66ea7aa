import Foundation
import Storage

/// What a session leaves behind for the next ones: its entries, the statements that it runs, and its
/// trainings, in the database that all sessions share.
///
/// The database is opened where it is first needed. Where it cannot be opened, or a write of it fails, the
/// user is told once and the session goes on without.
public final class SessionState {
  private let path: String
  private let warn: (String) -> Void
  private let oldHistory: () -> [HistoryEntry]
  private var database: StateDatabase?
  private var isUseless = false
  /// The number of the session in the database, where it keeps a journal.
  private var session: Int?
  /// The words of the command line, nil for a session that keeps no journal: a script can be run again.
  private var words: [String]?
  private var statements = 0
  /// The statement that was begun last, and how it ended so far.
  private var running: (number: Int, outcome: Outcome?)?

  /// The state of a session.
  ///
  /// - Parameters:
  ///   - path: The database.
  ///   - words: The words of the command line, which a session that is recovered begins with; nil for one
  ///     that keeps no journal.
  ///   - oldHistory: The entries that a new database begins with.
  ///   - warn: Told once why nothing is kept.
  public init(
    path: String, words: [String]?, oldHistory: @escaping () -> [HistoryEntry] = { [] },
    warn: @escaping (String) -> Void
  ) {
    (self.path, self.words, self.oldHistory, self.warn) = (path, words, oldHistory, warn)
  }

  /// Does something with the database; nil where there is none, or it fails.
  func use<Result>(_ body: (StateDatabase) throws(StateError) -> Result) -> Result? {
    if isUseless { return nil }
    do throws(StateError) {
      if let database { return try body(database) }
      let opened = try StateDatabase(path, oldHistory: oldHistory)
      database = opened
      return try body(opened)
    } catch {
      isUseless = true
      database = nil
      let advice = error.advice.isEmpty ? "" : "; \(error.advice)"
      warn(
        "warning: neither history nor journal nor runs are kept: \(error.description)\(advice)")
      return nil
    }
  }

  /// The number of the session, which begins with its first statement or entry.
  private func session(in database: StateDatabase) throws(StateError) -> Int? {
    if let session { return session }
    guard let words else { return nil }
    session = try database.beginSession(
      folder: SessionState.folder, words: words, time: SessionState.now)
    return session
  }

  /// Now, in seconds since 1970.
  static var now: Double { Date().timeIntervalSince1970 }

  /// A time as lists show it, in the user's zone: `2026-11-28 14:05`.
  public static func clock(_ seconds: Double) -> String {
    let format = DateFormatter()
    format.locale = Locale(identifier: "en_US_POSIX")
    format.dateFormat = "yyyy-MM-dd HH:mm"
    return format.string(from: Date(timeIntervalSince1970: seconds))
  }

  private static var folder: String { FileManager.default.currentDirectoryPath }

  // MARK: - Entries

  /// Keeps an entry of the prompt, before it runs; its number.
  public func add(entry: String) -> Int? {
    use { (database) throws(StateError) in
      try database.add(
        HistoryEntry(entry, folder: SessionState.folder, time: SessionState.now),
        session: try session(in: database))
    }
  }

  /// Notes how an entry ended.
  public func end(entry: Int?, _ outcome: Outcome) {
    guard let entry else { return }
    _ = use { (database) throws(StateError) in try database.end(entry: entry, outcome.word) }
  }

  /// Hands the bytes of every entry to `body`, oldest first.
  public func eachEntry(_ body: (RawSpan) -> Void) {
    _ = use { (database) throws(StateError) in try database.eachEntry(body) }
  }

  /// The last entries with all of some words, oldest first; nil where there is no history.
  func entries(containing words: [String], last count: Int) -> [HistoryEntry]? {
    use { (database) throws(StateError) in try database.entries(containing: words, last: count) }
  }

  // MARK: - Journal

  /// Notes a statement before it runs.
  func begin(
    statement text: @autoclosure () -> String, source: String, draws: (seed: Int, statements: Int)
  ) {
    running = nil
    guard words != nil, !isUseless else { return }
    let text = text()
    _ = use { (database) throws(StateError) in
      guard let session = try session(in: database) else { return }
      let number = statements + 1
      try database.begin(
        JournalStatement(source: source, text: text, seed: draws.seed, draws: draws.statements),
        number: number, session: session)
      statements = number
      running = (number, nil)
    }
  }

  /// The place in the journal of the statement that runs, nil where it is in none.
  var place: JournalPlace? {
    guard let session, let running else { return nil }
    return JournalPlace(session: session, number: running.number)
  }

  /// Notes how the statement ended that was begun last.
  func endStatement(_ outcome: Outcome) {
    guard let running, running.outcome != outcome, let session else { return }
    _ = use { (database) throws(StateError) in
      try database.end(number: running.number, session: session, outcome.word)
    }
    self.running = (running.number, outcome)
  }

  /// The user leaves: nothing of the session has to be recovered.
  public func leave() {
    guard let session else { return }
    _ = use { (database) throws(StateError) in
      try database.endSession(session, time: SessionState.now)
    }
  }

  /// The sessions that were killed, the last first.
  public func lostSessions() -> [LostSession] {
    use { (database) throws(StateError) in try database.lostSessions() } ?? []
  }

  /// The statements of a session that was killed.
  public func statements(of lost: LostSession) -> [JournalStatement] {
    use { (database) throws(StateError) in try database.statements(of: lost.id) } ?? []
  }

  /// Goes on as a session that was killed: what it ran is in the journal of this one from here on.
  public func takeOver(_ lost: LostSession) {
    words = lost.words
    _ = use { (database) throws(StateError) in
      guard let session = try session(in: database) else { return }
      statements = try database.recover(lost.id, into: session, time: SessionState.now)
    }
  }
}

extension Outcome {
  /// The outcome as it is kept.
  var word: String {
    switch self {
    case .ok, .quit: "ok"
    case .failed: "failed"
    case .interrupted: "interrupted"
    }
  }
}
