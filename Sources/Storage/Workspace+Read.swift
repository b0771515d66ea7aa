import Files
import Foundation
import GRDB
import GRDBSQLite

/// A workspace that was opened: its rows, checked as they are read.
public final class WorkspaceContents: Sendable {
  /// What is known of the file as a whole.
  public let about: [String: String]
  /// The rows in the order of their numbers, from 1; bytes of large ones are still in the file.
  public let rows: [WorkspaceRow]

  init(about: [String: String], rows: [WorkspaceRow]) {
    self.about = about
    self.rows = rows
  }
}

extension Workspace {
  /// Opens a workspace and reads its rows.
  ///
  /// Nothing is believed: sizes are compared with what is there before memory is taken, and rows with
  /// their checksums. Bytes of more than a page are read where they are asked for, and checked then.
  public static func read(_ file: FileBytes) throws(WorkspaceError) -> WorkspaceContents {
    let path = file.path
    if isCut(file.bytes) { throw .damaged(path: path, reason: "it ends at byte \(file.count)") }
    guard recognises(file.bytes) else { throw .foreign(path: path) }
    try requireSize(file)
    do {
      let queue = try opened(file)
      return try queue.read { db in
        guard try Int32.fetchOne(db, sql: "PRAGMA application_id") == applicationID else {
          throw WorkspaceError.foreign(path: path)
        }
        let found = try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
        guard found <= version else { throw WorkspaceError.newer(path: path, version: found) }
        guard found >= 1 else {
          throw WorkspaceError.damaged(path: path, reason: "its format is \(found)")
        }
        // Other tables, views or triggers could make the same questions mean anything.
        let tables = try String.fetchAll(
          db, sql: "SELECT sql FROM sqlite_schema WHERE sql NOT NULL")
        guard Set(tables) == Set(schema), tables.count == schema.count else {
          throw WorkspaceError.damaged(path: path, reason: "its tables are not a workspace's")
        }
        return try contents(of: db, in: queue, path, fileSize: file.count)
      }
    } catch let error as WorkspaceError {
      throw error
    } catch let error as DatabaseError {
      throw .damaged(path: path, reason: words(of: error))
    } catch {
      throw .damaged(path: path, reason: "\(error)")
    }
  }

  /// Refuses a file that is longer or shorter than its pages: SQLite itself takes what is behind them.
  private static func requireSize(_ file: FileBytes) throws(WorkspaceError) {
    guard file.count >= 100 else {
      throw .damaged(path: file.path, reason: "its heading ends at byte \(file.count)")
    }
    let raw = file.bytes.loadUnaligned(fromByteOffset: 16, as: UInt16.self).bigEndian
    let page = raw == 1 ? 65_536 : Int(raw)
    let pages = Int(file.bytes.loadUnaligned(fromByteOffset: 28, as: UInt32.self).bigEndian)
    guard file.count == page * pages else {
      throw .damaged(
        path: file.path,
        reason: "it has \(file.count) bytes, and by its heading \(pages) pages of \(page) (byte 28)"
      )
    }
  }

  /// The bytes as a database that can only be read; no journal beside the file is looked at.
  private static func opened(_ file: FileBytes) throws -> DatabaseQueue {
    var configuration = Configuration()
    configuration.prepareDatabase { db in
      let size = sqlite3_int64(file.count)
      let code = sqlite3_deserialize(
        db.sqliteConnection, "main", file.base.assumingMemoryBound(to: UInt8.self), size, size,
        UInt32(SQLITE_DESERIALIZE_READONLY))
      guard code == SQLITE_OK else { throw DatabaseError(resultCode: ResultCode(rawValue: code)) }
      try db.execute(sql: "PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON;")
      // Held as long as the connection.
      db.add(function: DatabaseFunction("gm_file", argumentCount: 0) { _ in file.count })
    }
    return try DatabaseQueue(configuration: configuration)
  }

  private static func contents(
    of db: Database, in queue: DatabaseQueue, _ path: String, fileSize: Int
  ) throws -> WorkspaceContents {
    var about: [String: String] = [:]
    for row in try Row.fetchAll(db, sql: "SELECT key, value FROM about") {
      about[try text(row, 0, path)] = try text(row, 1, path)
    }
    var rows: [WorkspaceRow] = [], sum = WorkspaceChecksum()
    // Parts follow each other as rows do, and all of them are in the file: no row is larger than what is
    // there, and no bytes count twice.
    var room = Room(part: 1, bytes: fileSize)
    let cursor = try Row.fetchCursor(
      db,
      sql: "SELECT id, kind, text, form, part, parts, size, heading, checksum FROM row ORDER BY id")
    while let row = try cursor.next() {
      let (next, heading, checksum) = try self.row(row, rows.count + 1, &room, db, queue, path)
      rows.append(next)
      sum.add("\(heading) \(checksum)")
    }
    guard about["rows"] == "\(rows.count)", about["checksum"] == "\(sum.value)" else {
      throw WorkspaceError.damaged(path: path, reason: "rows are missing or were changed")
    }
    return WorkspaceContents(about: about, rows: rows)
  }

  /// Where the bytes of the next row have to be.
  private struct Room {
    var part: Int
    var bytes: Int
  }

  private static func row(
    _ row: Row, _ id: Int, _ room: inout Room, _ db: Database, _ queue: DatabaseQueue,
    _ path: String
  ) throws -> (WorkspaceRow, heading: Int64, checksum: Int64) {
    let numbers = try [0, 4, 5, 6, 7, 8].map { try number(row, $0, path) }
    let (part, parts, size) = (Int(numbers[1]), Int(numbers[2]), Int(numbers[3]))
    let texts = try [1, 2, 3].map { try text(row, $0, path) }
    let heading = WorkspaceChecksum.heading(
      id: id, kind: texts[0], text: texts[1], form: texts[2], part: part,
      parts: parts, size: size)
    guard numbers[0] == id, heading == numbers[4], (0...room.bytes).contains(size),
      part == room.part, (0...room.bytes).contains(parts)
    else { throw WorkspaceError.damaged(path: path, reason: "row \(id) is not what was written") }
    room = Room(part: part + parts, bytes: room.bytes - size)
    let stored = StoredBytes(
      row: id, size: size, part: part, parts: parts, checksum: numbers[5], path: path,
      queue: queue)
    let bytes: WorkspaceBytes =
      size <= 4096
      ? .held(try stored.held(db)) : .elsewhere(count: size) { try stored.read($0) }
    return (
      WorkspaceRow(kind: texts[0], text: texts[1], form: texts[2], bytes: bytes),
      heading, numbers[5]
    )
  }

  /// A column that has to be a text.
  private static func text(_ row: Row, _ column: Int, _ path: String) throws -> String {
    guard case .string(let text) = (row[column] as DatabaseValue).storage else {
      throw WorkspaceError.damaged(path: path, reason: "a text is missing")
    }
    return text
  }

  /// A column that has to be an integer.
  private static func number(_ row: Row, _ column: Int, _ path: String) throws -> Int64 {
    guard case .int64(let number) = (row[column] as DatabaseValue).storage else {
      throw WorkspaceError.damaged(path: path, reason: "a number is missing")
    }
    return number
  }
}

/// The bytes of a row in the file.
private struct StoredBytes: Sendable {
  let row: Int
  let size: Int
  let part: Int
  let parts: Int
  let checksum: Int64
  let path: String
  let queue: DatabaseQueue

  /// Hands the bytes on, part by part, and sees at the end that they are what was written.
  func read(_ body: (RawSpan) throws -> Void) throws {
    do {
      try queue.read { db in try read(db, body) }
    } catch let error as DatabaseError {
      throw WorkspaceError.damaged(path: path, reason: Workspace.words(of: error))
    }
  }

  func held(_ db: Database) throws -> [UInt8] {
    var bytes: [UInt8] = []
    try read(db) { part in part.withUnsafeBytes { bytes += $0 } }
    return bytes
  }

  private func read(_ db: Database, _ body: (RawSpan) throws -> Void) throws {
    var found = 0, count = 0, sum = WorkspaceChecksum()
    let end = part.addingReportingOverflow(parts)
    guard parts >= 0, !end.overflow else { throw changed }
    let cursor = try Row.fetchCursor(
      db, sql: "SELECT bytes FROM part WHERE id >= ? AND id < ? ORDER BY id",
      arguments: [part, end.partialValue])
    while let part = try cursor.next() {
      try part.withUnsafeData(atIndex: 0) { data in
        try (data ?? Data()).withUnsafeBytes { bytes in
          found += bytes.count
          count += 1
          guard found <= size, count <= parts else { throw changed }
          sum.add(bytes)
          try body(bytes.bytes)
        }
      }
    }
    guard found == size, count == parts, Int64(sum.value) == checksum else { throw changed }
  }

  private var changed: WorkspaceError {
    .damaged(path: path, reason: "the bytes of row \(row) are not what was written")
  }
}
