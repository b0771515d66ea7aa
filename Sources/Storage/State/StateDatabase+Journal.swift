import Foundation
import GRDB

/// A statement of a session, as the journal holds it.
public struct JournalStatement: Hashable, Sendable {
  /// Where it was entered: `gm>`, `-e`, or the path of a script.
  public let source: String
  /// The statement with the comments before it.
  public let text: String
  /// The seed of the session.
  public let seed: Int
  /// How many statements had drawn since it was set.
  public let draws: Int
  /// How it ended: `ok`, `failed`, `interrupted`, or nil: it was running.
  public let outcome: String?
  /// The trainings that it began, in their order.
  public let runs: [KeptRun]

  /// A statement.
  public init(
    source: String, text: String, seed: Int, draws: Int, outcome: String? = nil,
    runs: [KeptRun] = []
  ) {
    (self.source, self.text, self.seed, self.draws) = (source, text, seed, draws)
    (self.outcome, self.runs) = (outcome, runs)
  }
}

/// A statement's place in the journals of all sessions.
public struct JournalPlace: Hashable, Sendable {
  /// The number of the session.
  public let session: Int
  /// The number of the statement in it, from 1.
  public let number: Int

  /// A place.
  public init(session: Int, number: Int) { (self.session, self.number) = (session, number) }
}

/// A session that ended without leaving: its process was killed.
public struct LostSession: Hashable, Sendable {
  /// Its number.
  public let id: Int
  /// When it began, in seconds since 1970.
  public let began: Double
  /// The folder in which it began.
  public let folder: String
  /// The words of its command line.
  public let words: [String]
  /// How many statements it had accepted.
  public let count: Int
}

extension StateDatabase {
  /// Begins the journal of a session of this process.
  ///
  /// - Parameters:
  ///   - folder: The folder in which it begins.
  ///   - words: The words of its command line.
  ///   - time: Now, in seconds since 1970.
  /// - Returns: the number of the session.
  /// - Throws: `StateError`.
  public func beginSession(
    folder: String, words: [String], time: Double
  ) throws(StateError) -> Int {
    let text = String(
      decoding: (try? JSONEncoder().encode(words)) ?? Data("[]".utf8), as: UTF8.self)
    return try write { db in
      try db.execute(
        sql: "INSERT INTO session (process, began, folder, words) VALUES (?, ?, ?, ?)",
        arguments: [ProcessMark.own.text, time, folder, text])
      return Int(db.lastInsertedRowID)
    }
  }

  /// Notes a statement that is about to run.
  public func begin(
    _ statement: JournalStatement, number: Int, session: Int
  ) throws(StateError) {
    try write { db in
      try db.cachedStatement(
        sql: """
          INSERT INTO statement (session, number, source, text, seed, draws) VALUES (?, ?, ?, ?, ?, ?)
          """
      ).execute(
        arguments: [
          session, number, statement.source, statement.text, statement.seed, statement.draws,
        ])
    }
  }

  /// Notes how a statement ended.
  public func end(number: Int, session: Int, _ outcome: String) throws(StateError) {
    try write { db in
      try db.cachedStatement(
        sql: "UPDATE statement SET outcome = ? WHERE session = ? AND number = ?"
      )
      .execute(arguments: [outcome, session, number])
    }
  }

  /// Ends a session that its user has left: nothing of it has to be recovered.
  public func endSession(_ id: Int, time: Double) throws(StateError) {
    try write { db in
      try db.execute(sql: "UPDATE session SET ended = ? WHERE id = ?", arguments: [time, id])
      try db.execute(sql: "DELETE FROM statement WHERE session = ?", arguments: [id])
    }
  }

  /// The sessions whose process is gone and that nobody left or recovered, the last first; those without a
  /// statement are none.
  public func lostSessions() throws(StateError) -> [LostSession] {
    try read { db in
      let rows = try Row.fetchAll(
        db,
        sql: """
          SELECT id, began, folder, words, process, \
          (SELECT count(*) FROM statement WHERE session = session.id) FROM session \
          WHERE ended IS NULL AND recovered IS NULL ORDER BY id DESC
          """)
      return try rows.compactMap { row in
        let count: Int = try row.column(5), text: String = try row.column(3)
        guard !ProcessMark(try row.column(4)).isRunning, count > 0 else { return nil }
        let words = try? JSONDecoder().decode([String].self, from: Data(text.utf8))
        return LostSession(
          id: try row.column(0), began: try row.column(1), folder: try row.column(2),
          words: words ?? [], count: count)
      }
    }
  }

  /// The statements of a session in their order, with the trainings that they began.
  public func statements(of session: Int) throws(StateError) -> [JournalStatement] {
    let runs = try runs(ofSession: session)
    return try read { db in
      try Row.fetchAll(
        db,
        sql: """
          SELECT source, text, seed, draws, outcome, number FROM statement WHERE session = ? \
          ORDER BY number
          """, arguments: [session]
      ).map { row in
        JournalStatement(
          source: try row.column(0), text: try row.column(1), seed: try row.column(2),
          draws: try row.column(3), outcome: try row.column(4), runs: runs[try row.column(5)] ?? [])
      }
    }
  }

  /// Notes that a lost session goes on in another, whose journal its statements become but for the one that
  /// was running; the number of the last one.
  public func recover(_ lost: Int, into session: Int, time: Double) throws(StateError) -> Int {
    try write { db in
      try db.execute(
        sql: "DELETE FROM statement WHERE session = ? AND outcome IS NULL", arguments: [lost])
      try db.execute(
        sql: "UPDATE statement SET session = ? WHERE session = ?", arguments: [session, lost])
      try db.execute(
        sql: "UPDATE run SET session = ? WHERE session = ?", arguments: [session, lost])
      try db.execute(
        sql: "UPDATE session SET recovered = ?, ended = ? WHERE id = ?",
        arguments: [session, time, lost])
      return try Int.fetchOne(
        db, sql: "SELECT max(number) FROM statement WHERE session = ?", arguments: [session]) ?? 0
    }
  }
}
