import Files
import Foundation
import GRDB
import GRDBSQLite

extension Workspace {
  /// Writes a workspace: rows in the order of their numbers, from 1.
  ///
  /// It is written whole to a temporary file beside `path`, synced and renamed, so that a file that was
  /// there stays as it was unless all of the new one is on the disk.
  ///
  /// `about` is what is to be known of the file as a whole.
  ///
  /// - Throws: `WorkspaceError.refused`.
  public static func write(
    _ rows: [WorkspaceRow], about: [(key: String, value: String)], to path: String
  ) throws(WorkspaceError) {
    do {
      try Replacement.make(path) { temporary in
        do { try fill(temporary, rows, about) } catch let error as DatabaseError {
          throw WorkspaceError.refused(path: path, reason: words(of: error))
        }
      }
    } catch let error as WorkspaceError {
      throw error
    } catch let error as FileError {
      throw .refused(path: path, reason: error.reason)
    } catch {
      throw .refused(path: path, reason: "\(error)")
    }
  }

  private static func fill(
    _ path: String, _ rows: [WorkspaceRow], _ about: [(key: String, value: String)]
  ) throws {
    let size = rows.reduce(0) { $0 + $1.bytes.count + $1.text.utf8.count }
    var configuration = Configuration()
    configuration.prepareDatabase { db in
      // The file is new, and counts only once it was renamed: no journal is needed to take it back.
      let page = size > 1 << 24 ? 65_536 : 4096
      try db.execute(
        sql: "PRAGMA page_size = \(page); PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;")
    }
    let queue = try DatabaseQueue(path: path, configuration: configuration)
    try queue.writeWithoutTransaction { db in
      do {
        try db.inTransaction {
          try fill(db, rows, about)
          return .commit
        }
      } catch let error as DatabaseError {
        // SQLite says that it failed, the system why.
        let code = sqlite3_system_errno(db.sqliteConnection)
        guard error.resultCode == .SQLITE_IOERR, code != 0 else { throw error }
        throw FileError.refused(action: "write", path: path, code: code)
      }
    }
    try queue.close()
  }

  /// A workspace as the bytes of its file, made in memory.
  public static func bytes(
    _ rows: [WorkspaceRow], about: [(key: String, value: String)]
  ) throws -> [UInt8] {
    let queue = try DatabaseQueue()
    return try queue.writeWithoutTransaction { db in
      try db.inTransaction {
        try fill(db, rows, about)
        return .commit
      }
      var size: sqlite3_int64 = 0
      guard let start = sqlite3_serialize(db.sqliteConnection, "main", &size, 0) else {
        throw DatabaseError(resultCode: .SQLITE_NOMEM)
      }
      defer { sqlite3_free(start) }
      return Array(UnsafeBufferPointer(start: start, count: Int(size)))
    }
  }

  private static func fill(
    _ db: Database, _ rows: [WorkspaceRow], _ about: [(key: String, value: String)]
  ) throws {
    for table in schema { try db.execute(sql: table) }
    try db.execute(
      sql: "PRAGMA application_id = \(applicationID); PRAGMA user_version = \(version);")
    var sum = WorkspaceChecksum(), part = 1
    for (offset, row) in rows.enumerated() {
      part += try insert(row, offset + 1, part: part, db, &sum)
    }
    let closing = [("rows", "\(rows.count)"), ("checksum", "\(sum.value)")]
    for (key, value) in about + closing {
      try db.execute(sql: "INSERT INTO about VALUES (?, ?)", arguments: [key, value])
    }
  }

  /// Writes a row whose bytes begin with the next part; how many parts they are.
  private static func insert(
    _ row: WorkspaceRow, _ id: Int, part first: Int, _ db: Database,
    _ total: inout WorkspaceChecksum
  ) throws -> Int {
    var parts = 0, sum = WorkspaceChecksum()
    let statement = try db.cachedStatement(sql: "INSERT INTO part VALUES (?, ?)")
    try row.bytes.read { span in
      sum.add(span)
      for start in stride(from: 0, to: span.byteCount, by: partSize) {
        let end = min(start + partSize, span.byteCount)
        let part = span.extracting(start..<end).withUnsafeBytes { Data($0) }
        try statement.execute(arguments: [first + parts, part])
        parts += 1
      }
    }
    let heading = WorkspaceChecksum.heading(
      id: id, kind: row.kind, text: row.text, form: row.form, part: first, parts: parts,
      size: row.bytes.count)
    let insertion = try db.cachedStatement(
      sql: "INSERT INTO row VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")
    try insertion.execute(arguments: [
      id, row.kind, row.text, row.form, first, parts, row.bytes.count, heading,
      Int64(sum.value),
    ])
    total.add("\(heading) \(sum.value)")
    return parts
  }

  /// The limit on the size of files, if there is one: SQLite does not say that it was passed.
  private static var largestFile: Int? {
    var limit = rlimit()
    guard getrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit) == 0 else { return nil }
    return Int(exactly: limit.rlim_cur)
  }

  /// What SQLite complains of.
  static func words(of error: DatabaseError) -> String {
    switch error.resultCode {
    case .SQLITE_FULL: "no space left on the device"
    case .SQLITE_IOERR where largestFile != nil:
      "disk I/O error; a file has at most \(largestFile ?? 0) bytes here, by ulimit -f"
    default: error.message ?? error.resultCode.description
    }
  }
}
