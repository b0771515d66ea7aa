import Foundation
import GRDB

/// An entry of the prompt, as typed.
public struct HistoryEntry: Hashable, Sendable {
  /// The entry, of any number of lines.
  public let text: String
  /// The folder in which it was entered; empty where it is not known.
  public let folder: String
  /// When, in seconds since 1970, nil where it is not known.
  public let time: Double?
  /// How it ended: `ok`, `failed`, `interrupted`, nil while it runs or where that is not known.
  public let outcome: String?

  /// An entry.
  public init(_ text: String, folder: String = "", time: Double? = nil, outcome: String? = nil) {
    (self.text, self.folder, self.time, self.outcome) = (text, folder, time, outcome)
  }
}

extension StateDatabase {
  /// Adds an entry; its number.
  public func add(_ entry: HistoryEntry, session: Int?) throws(StateError) -> Int {
    try write { db in
      try StateDatabase.insert(entry, session: session, db)
      return Int(db.lastInsertedRowID)
    }
  }

  static func insert(_ entry: HistoryEntry, session: Int?, _ db: Database) throws {
    try db.cachedStatement(
      sql: "INSERT INTO history (entry, folder, time, outcome, session) VALUES (?, ?, ?, ?, ?)"
    ).execute(arguments: [entry.text, entry.folder, entry.time, entry.outcome, session])
  }

  /// Notes how an entry ended.
  public func end(entry: Int, _ outcome: String) throws(StateError) {
    try write { db in
      try db.cachedStatement(sql: "UPDATE history SET outcome = ? WHERE id = ?")
        .execute(arguments: [outcome, entry])
    }
  }

  /// Hands the bytes of every entry to `body`, oldest first.
  public func eachEntry(_ body: (RawSpan) -> Void) throws(StateError) {
    try read { db in
      let cursor = try Row.fetchCursor(
        db, sql: "SELECT CAST(entry AS BLOB) FROM history ORDER BY id")
      while let row = try cursor.next() {
        try row.withUnsafeData(atIndex: 0) { data in
          (data ?? Data()).withUnsafeBytes { body($0.bytes) }
        }
      }
    }
  }

  /// The last entries that contain all of some words, oldest first, without one by its number.
  public func entries(
    containing words: [String], last count: Int, but left: Int? = nil
  ) throws(StateError) -> [HistoryEntry] {
    try read { db in
      let clause = (["id IS NOT ?"] + words.map { _ in "instr(entry, ?) > 0" })
        .joined(separator: " AND ")
      let rows = try Row.fetchAll(
        db,
        sql:
          "SELECT entry, folder, time, outcome FROM history WHERE \(clause) ORDER BY id DESC LIMIT ?",
        arguments: [left] + StatementArguments(words) + [count])
      return try rows.reversed().map { row in
        HistoryEntry(
          try row.column(0), folder: try row.column(1), time: try row.column(2),
          outcome: try row.column(3))
      }
    }
  }
}
