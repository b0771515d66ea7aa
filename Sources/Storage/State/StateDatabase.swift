import Files
import Foundation
import GRDB
import GRDBSQLite
import Glibc

/// What sessions leave behind, in one SQLite file that all of them share: the entries of the history, the
/// journal of what each session runs, and the trainings.
///
/// A write is safe against the end of the process the moment it returns: the journal of the database
/// (WAL) holds it. Against the loss of power the last moments are not.
public final class StateDatabase: Sendable {
  /// The number of the format that is written, and the newest that is read.
  public static let version = 2
  /// `gmST`: what tells the file from other SQLite files.
  static let applicationID: Int32 = 0x676d_5354

  /// The file's, for messages.
  public let path: String
  let queue: DatabaseQueue
  let locks: SessionLocks
  /// The file, as the system knows it.
  private let file: (device: dev_t, node: ino_t)

  /// Opens the file, or makes it, with the folders above it.
  ///
  /// - Parameters:
  ///   - path: Where the file is.
  ///   - oldHistory: Lines of a history that was a file of its own, which a new database begins with;
  ///     asked for once.
  /// - Throws: `StateError`: the file is locked, cannot be opened, is of a newer version or damaged.
  public init(
    _ path: String, oldHistory: () -> [HistoryEntry] = { [] }
  ) throws(StateError) {
    self.path = path
    StateDatabase.makeFolders(path)
    var configuration = Configuration()
    configuration.journalMode = .wal
    configuration.busyMode = .timeout(StateDatabase.patience)
    // Who asks is one thread, whose way of waiting is the shortest.
    configuration.qos = .userInitiated
    // A large run does not leave a large journal behind.
    configuration.prepareDatabase { db in
      try db.execute(sql: "PRAGMA journal_size_limit = \(8 << 20)")
    }
    do {
      // The file is the user's alone, as what is entered is.
      let mask = umask(0o077)
      defer { umask(mask) }
      queue = try DatabaseQueue(path: path, configuration: configuration)
      locks = SessionLocks(beside: path)
      let found = try queue.read { db in try StateDatabase.format(of: db) }
      try StateDatabase.requireKnown(found, path)
      if found?.version != StateDatabase.version {
        try queue.write { db in try StateDatabase.begin(db, oldHistory, path) }
      }
      file = StateDatabase.identity(path)
    } catch { throw StateError(error, path) }
  }

  /// Whether the file still stands where it was opened: another may have been put there, or it was moved away.
  public var isInPlace: Bool { StateDatabase.identity(path) == file }

  private static func identity(_ path: String) -> (device: dev_t, node: ino_t) {
    var status = stat()
    return stat(path, &status) == 0 ? (status.st_dev, status.st_ino) : (0, 0)
  }

  /// How long it is waited, in seconds, for another session that writes.
  private static let patience = 2.0

  /// The application and the format of a file, nil where it is new.
  private static func format(of db: Database) throws -> (application: Int32, version: Int)? {
    let application = try Int32.fetchOne(db, sql: "PRAGMA application_id") ?? 0
    let version = try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
    let tables = try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_schema") ?? 0
    return application == 0 && version == 0 && tables == 0 ? nil : (application, version)
  }

  private static func requireKnown(
    _ found: (application: Int32, version: Int)?, _ path: String
  ) throws(StateError) {
    guard let found else { return }
    guard found.application == applicationID else {
      throw StateError(path: path, reason: "it is another program's", advice: aside)
    }
    guard found.version >= 1 else {
      throw StateError(path: path, reason: "it is damaged", advice: aside)
    }
    guard found.version <= version else {
      throw StateError(
        path: path,
        reason: "it was written by a newer gm: its format is \(found.version), and this gm knows "
          + "formats up to \(version)",
        advice: "use that gm, or set XDG_STATE_HOME to another folder")
    }
  }

  /// What helps where the file itself is no use.
  static let aside = "move it away and gm begins a new one"

  /// Makes the tables, or brings those of an older gm up to date; of two sessions that begin at once one
  /// finds them made.
  private static func begin(
    _ db: Database, _ oldHistory: () -> [HistoryEntry], _ path: String
  ) throws {
    if let found = try format(of: db) {
      try requireKnown(found, path)
      for step in steps.dropFirst(found.version - 1) { try db.execute(sql: step) }
      return try db.execute(sql: "PRAGMA user_version = \(version)")
    }
    for table in schema { try db.execute(sql: table) }
    try db.execute(
      sql: "PRAGMA application_id = \(applicationID); PRAGMA user_version = \(version);")
    for entry in oldHistory() { try insert(entry, session: nil, db) }
  }

  /// The tables, in which times are seconds since 1970.
  private static let schema = [
    """
    CREATE TABLE session (id INTEGER PRIMARY KEY AUTOINCREMENT, process TEXT NOT NULL, began REAL NOT NULL, \
    folder TEXT NOT NULL, words TEXT NOT NULL, ended REAL, recovered INTEGER, told REAL)
    """,
    """
    CREATE TABLE statement (session INTEGER NOT NULL, number INTEGER NOT NULL, source TEXT NOT NULL, \
    text TEXT NOT NULL, seed INTEGER NOT NULL, draws INTEGER NOT NULL, outcome TEXT, time REAL, PRIMARY KEY (session, number)) WITHOUT ROWID
    """,
    """
    CREATE TABLE history (id INTEGER PRIMARY KEY, entry TEXT NOT NULL, folder TEXT NOT NULL, time REAL, \
    outcome TEXT, session INTEGER)
    """,
    """
    CREATE TABLE run (id INTEGER PRIMARY KEY AUTOINCREMENT, session INTEGER, process TEXT NOT NULL, \
    began REAL NOT NULL, source TEXT NOT NULL, settings TEXT NOT NULL, seed INTEGER NOT NULL, \
    steps INTEGER NOT NULL, made INTEGER NOT NULL, seconds REAL, outcome TEXT, loss BLOB, value BLOB, \
    statement INTEGER)
    """,
    // What is kept of runs, found without reading it.
    "CREATE INDEX run_value ON run (id, length(value)) WHERE value NOT NULL",
  ]

  /// What leads from each format to the next.
  private static let steps = [
    """
    ALTER TABLE run ADD COLUMN statement INTEGER; ALTER TABLE statement ADD COLUMN time REAL; \
    ALTER TABLE session ADD COLUMN told REAL
    """
  ]

  private static func makeFolders(_ path: String) {
    for (place, byte) in path.utf8.enumerated().dropFirst() where byte == UInt8(ascii: "/") {
      mkdir(String(decoding: path.utf8.prefix(place), as: UTF8.self), 0o700)
    }
  }

  /// Reads from the database.
  func read<Result>(_ body: (Database) throws -> Result) throws(StateError) -> Result {
    do { return try queue.read(body) } catch { throw StateError(error, path) }
  }

  /// Writes to the database, all or nothing.
  func write<Result>(_ body: (Database) throws -> Result) throws(StateError) -> Result {
    do { return try queue.write(body) } catch { throw StateError(error, path) }
  }
}

extension Row {
  /// A column as what it has to be: another kind of value is an error, as in a file that was damaged.
  func column<Value: DatabaseValueConvertible>(_ index: Int) throws -> Value {
    try decode(Value.self, atIndex: index)
  }
}

/// Why the state of sessions cannot be kept or read.
public struct StateError: Error, Hashable, Sendable {
  /// The file.
  public let path: String
  /// Why, in words.
  public let reason: String
  /// What the user can do about it; empty where nothing is known.
  public let advice: String
  /// Whether it may go away by itself, as a lock and a full disk do.
  public var isPassing: Bool { advice.isEmpty }

  init(path: String, reason: String, advice: String = "") {
    (self.path, self.reason, self.advice) = (path, reason, advice)
  }

  init(_ error: any Error, _ path: String) {
    if let error = error as? StateError {
      self = error
      return
    }
    guard let error = error as? DatabaseError else {
      // A column holds what it cannot hold.
      let isDamaged = error is RowDecodingError
      self.init(
        path: path, reason: isDamaged ? "it is damaged" : "\(error)",
        advice: isDamaged ? StateDatabase.aside : "")
      return
    }
    switch error.resultCode.primaryResultCode {
    case .SQLITE_CORRUPT, .SQLITE_NOTADB:
      self.init(path: path, reason: "it is damaged", advice: StateDatabase.aside)
    case .SQLITE_BUSY, .SQLITE_LOCKED:
      self.init(path: path, reason: "another program holds it locked")
    case .SQLITE_FULL: self.init(path: path, reason: "no space left on the device")
    case .SQLITE_READONLY: self.init(path: path, reason: "it cannot be written")
    case .SQLITE_CANTOPEN: self.init(path: path, reason: "it cannot be opened")
    case .SQLITE_ERROR where error.message?.hasPrefix("no such") == true:
      // A table or a column that is not there.
      self.init(
        path: path, reason: "it is damaged: \(error.message ?? "")", advice: StateDatabase.aside)
    default: self.init(path: path, reason: Workspace.words(of: error))
    }
  }

  /// The error in words.
  public var description: String { "\(path): \(reason)" }
}
