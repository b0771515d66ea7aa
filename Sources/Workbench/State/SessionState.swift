import Foundation
import Storage

/// What a session leaves behind for the next ones: its entries, the statements that it runs, and its
/// trainings, in the database that all sessions share.
///
/// The database is opened where it is first needed. Where it cannot be used the user is told once and the
/// session goes on: what could not be written is written as soon as the database can be used again, unless it
/// is damaged or not ours.
public final class SessionState {
  private let path: String
  private let warn: (String) -> Void
  private let oldHistory: () -> [HistoryEntry]
  private var database: StateDatabase?
  /// The number of the session in the database, where it keeps a journal.
  private var session: Int?
  /// The words of the command line, nil for a session that keeps no journal: a script can be run again.
  private var words: [String]?
  private var statements = 0
  /// The statement that was begun last, and how it ended so far.
  private var running: (number: Int, outcome: Outcome?)?
  /// Writes that are still to be made, in their order.
  private var missed: [(StateDatabase) throws(StateError) -> Void] = []
  /// Why the database cannot be used at present.
  private(set) var trouble: StateError?
  private var triedLast: ContinuousClock.Instant?

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

  // MARK: - The database

  /// Does something with the database; nil where there is none, or it fails.
  func use<Result>(_ body: (StateDatabase) throws(StateError) -> Result) -> Result? {
    guard canBeTried else { return nil }
    do throws(StateError) {
      let database = try opened()
      try writeMissed(to: database)
      let result = try body(database)
      if trouble != nil { warn("note: history, journal and runs are kept again") }
      trouble = nil
      return result
    } catch {
      note(error)
      return nil
    }
  }

  private func writeMissed(to database: StateDatabase) throws(StateError) {
    var count = 0
    defer { missed.removeFirst(count) }
    while count < missed.count {
      try missed[count](database)
      count += 1
    }
  }

  /// Writes to the database, now or as soon as that can be done.
  private func write(_ body: @escaping (StateDatabase) throws(StateError) -> Void) {
    guard trouble?.isPassing ?? true, missed.count < SessionState.mostMissed else { return }
    missed.append(body)
    _ = use { (_) throws(StateError) in }
  }

  /// The most writes that wait: memory is not theirs alone.
  private static let mostMissed = 100_000

  /// Whether the database can be asked now: one that is locked is waited for at most every few seconds.
  private var canBeTried: Bool {
    guard let trouble else { return true }
    guard trouble.isPassing else { return false }
    return triedLast.map { $0.duration(to: .now) > .seconds(5) } ?? true
  }

  private func note(_ error: StateError) {
    triedLast = .now
    if trouble == nil {
      let advice = error.advice.isEmpty ? "" : "; \(error.advice)"
      warn(
        "warning: neither history nor journal nor runs are kept: \(error.description)\(advice)")
    }
    trouble = error
    if !error.isPassing {
      database = nil
      missed = []
    }
  }

  /// The database, opened where it is not.
  private func opened() throws(StateError) -> StateDatabase {
    if let database, database.isInPlace { return database }
    let new = try StateDatabase(path, oldHistory: oldHistory)
    if let old = database { try move(from: old, to: new) }
    database = new
    return new
  }

  /// Takes the journal along to another file, where the old one was moved away or deleted under the session.
  private func move(from old: StateDatabase, to new: StateDatabase) throws(StateError) {
    warn("warning: \(path) was moved away; the journal of this session goes on in a new one")
    guard let former = session, let words else { return }
    let held = (try? old.statements(of: former)) ?? []
    let session = try new.beginSession(
      folder: SessionState.folder, words: words, time: SessionState.now)
    for (place, statement) in held.enumerated() {
      try new.begin(statement, number: place + 1, session: session)
    }
    (self.session, statements) = (session, held.count)
    if let running { self.running = (held.count, running.outcome) }
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

  /// The entry that runs.
  private var present: Entry?

  /// An entry of the prompt that is kept.
  public final class Entry {
    fileprivate var number: Int?
  }

  /// Keeps an entry of the prompt, before it runs.
  public func add(entry text: String) -> Entry {
    let entry = Entry()
    present = entry
    let kept = HistoryEntry(text, folder: SessionState.folder, time: SessionState.now)
    write { [self] (database) throws(StateError) in
      entry.number = try database.add(kept, session: try session(in: database))
    }
    return entry
  }

  /// Notes how an entry ended.
  public func end(_ entry: Entry, _ outcome: Outcome) {
    present = nil
    write { (database) throws(StateError) in
      if let number = entry.number { try database.end(entry: number, outcome.word) }
    }
  }

  /// Hands the bytes of every entry to `body`, oldest first.
  public func eachEntry(_ body: (RawSpan) -> Void) {
    _ = use { (database) throws(StateError) in try database.eachEntry(body) }
  }

  /// The last entries with all of some words, oldest first, without the one that asks; nil where there is no
  /// history.
  func entries(containing words: [String], last count: Int) -> [HistoryEntry]? {
    use { (database) throws(StateError) in
      try database.entries(containing: words, last: count, but: present?.number)
    }
  }

  // MARK: - Journal

  /// The place in the journal of the statement that runs, nil where it is in none.
  var place: JournalPlace? {
    guard let session, let running else { return nil }
    return JournalPlace(session: session, number: running.number)
  }

  /// Notes a statement before it runs.
  func begin(
    statement text: @autoclosure () -> String, source: String, draws: (seed: Int, statements: Int)
  ) {
    running = nil
    guard words != nil, trouble?.isPassing ?? true else { return }
    let statement = JournalStatement(
      source: source, text: text(), seed: draws.seed, draws: draws.statements,
      time: SessionState.now)
    write { [self] (database) throws(StateError) in
      guard let session = try session(in: database) else { return }
      try database.begin(statement, number: statements + 1, session: session)
      statements += 1
      running = (statements, nil)
    }
  }

  /// Notes how the statement ended that was begun last.
  func endStatement(_ outcome: Outcome) {
    guard words != nil, running?.outcome != outcome else { return }
    write { [self] (database) throws(StateError) in
      guard let session, let running else { return }
      try database.end(number: running.number, session: session, outcome.word)
      self.running = (running.number, outcome)
    }
  }

  /// The user leaves: nothing of the session has to be recovered.
  public func leave() {
    guard session != nil || !missed.isEmpty else { return }
    // Even a database that could not be used a moment ago: or the session would count as killed.
    triedLast = nil
    _ = use { [self] (database) throws(StateError) in
      if let session { try database.endSession(session, time: SessionState.now) }
    }
    session = nil
    words = nil
  }

  /// The process ends, and nobody has left: the session can be recovered.
  public func letGo() {
    session = nil
    words = nil
  }

  // MARK: - Sessions that were killed

  /// The sessions that were killed, the last first.
  public func lostSessions() -> [LostSession] {
    use { (database) throws(StateError) in try database.lostSessions() } ?? []
  }

  /// Notes that the user was told of a session that was killed.
  public func tell(of lost: LostSession) {
    _ = use { (database) throws(StateError) in
      try database.tell(of: lost.id, time: SessionState.now)
    }
  }

  /// Takes a session that was killed for this process; false where another was faster.
  public func claim(_ lost: LostSession) -> Bool {
    use { (database) throws(StateError) in try database.claim(lost.id) } ?? false
  }

  /// The statements of a session that was killed.
  public func statements(of lost: LostSession) -> [JournalStatement] {
    use { (database) throws(StateError) in try database.statements(of: lost.id) } ?? []
  }

  /// The entry that a session was killed in, nil where it was killed between two.
  public func unfinishedEntry(of lost: LostSession) -> String? {
    use { (database) throws(StateError) in try database.unfinishedEntry(of: lost.id) } ?? nil
  }

  /// Goes on as a session that was killed: what it ran is in the journal of this one from here on.
  ///
  /// Ctrl-C ended the statements with the numbers `leftOut` this time.
  public func takeOver(_ lost: LostSession, leftOut: [Int] = []) {
    words = lost.words
    _ = use { (database) throws(StateError) in
      guard let session = try session(in: database) else { return }
      statements = try database.recover(
        lost.id, into: session, leftOut: leftOut, time: SessionState.now)
    }
  }

  /// Throws a session that was killed away.
  public func forget(_ lost: LostSession) {
    _ = use { (database) throws(StateError) in
      try database.endSession(lost.id, time: SessionState.now)
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
