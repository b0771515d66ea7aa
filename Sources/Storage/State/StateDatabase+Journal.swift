import Foundation
import GRDB

/// A statement of a session, as the journal holds it.
public struct JournalStatement: Hashable, Sendable {
  /// Its number in the session.
  public let number: Int
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
  /// When it began, in seconds since 1970, nil where it is not known.
  public let time: Double?
  /// The trainings that it began, in their order.
  public let runs: [KeptRun]

  /// A statement.
  public init(
    source: String, text: String, seed: Int, draws: Int, outcome: String? = nil,
    time: Double? = nil, number: Int = 0, runs: [KeptRun] = []
  ) {
    self.number = number
    (self.source, self.text, self.seed, self.draws) = (source, text, seed, draws)
    (self.outcome, self.time, self.runs) = (outcome, time, runs)
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
  /// Whether the user was told of it.
  public let isTold: Bool
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
      let session = Int(db.lastInsertedRowID)
      _ = locks.take(session)
      return session
    }
  }

  /// Notes a statement that is about to run.
  public func begin(
    _ statement: JournalStatement, number: Int, session: Int
  ) throws(StateError) {
    try write { db in
      try db.cachedStatement(
        sql: """
          INSERT OR REPLACE INTO statement (session, number, source, text, seed, draws, time, outcome) \
          VALUES (?, ?, ?, ?, ?, ?, ?, ?)
          """
      ).execute(
        arguments: [
          session, number, statement.source, statement.text, statement.seed, statement.draws,
          statement.time, statement.outcome,
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
    locks.release(id)
  }

  /// The sessions whose process is gone and that nobody left, recovered or is recovering, the last first; those
  /// without a statement are none.
  public func lostSessions() throws(StateError) -> [LostSession] {
    try read { db in
      let rows = try Row.fetchAll(
        db,
        sql: """
          SELECT id, began, folder, words, process, \
          (SELECT count(*) FROM statement WHERE session = session.id), told FROM session \
          WHERE ended IS NULL AND recovered IS NULL ORDER BY id DESC
          """)
      return try rows.compactMap { row in
        let count: Int = try row.column(5), text: String = try row.column(3)
        guard count > 0, !ProcessMark(try row.column(4)).isRunning,
          !locks.isTaken(try row.column(0))
        else { return nil }
        let words = try? JSONDecoder().decode([String].self, from: Data(text.utf8))
        return LostSession(
          id: try row.column(0), began: try row.column(1), folder: try row.column(2),
          words: words ?? [], count: count, isTold: try row.column(6) as Double? != nil)
      }
    }
  }

  /// Notes that the user was told of a lost session.
  public func tell(of lost: Int, time: Double) throws(StateError) {
    try write { db in
      try db.execute(sql: "UPDATE session SET told = ? WHERE id = ?", arguments: [time, lost])
    }
  }

  /// Takes a lost session for this process, to recover it or to throw it away; false where another process
  /// was faster.
  public func claim(_ lost: Int) throws(StateError) -> Bool {
    guard locks.take(lost) else { return false }
    let isLost = try read { db in
      try Bool.fetchOne(
        db, sql: "SELECT ended IS NULL AND recovered IS NULL FROM session WHERE id = ?",
        arguments: [lost]) ?? false
    }
    if !isLost { locks.release(lost) }
    return isLost
  }

  /// The last entry of a session where it did not end, which has the statement that was running and those
  /// behind it.
  public func unfinishedEntry(of session: Int) throws(StateError) -> String? {
    try read { db in
      let row = try Row.fetchOne(
        db, sql: "SELECT entry, outcome FROM history WHERE session = ? ORDER BY id DESC LIMIT 1",
        arguments: [session])
      guard let row, try row.column(1) as String? == nil else { return nil }
      return try row.column(0)
    }
  }

  /// The statements of a session in their order, with the trainings that they began.
  public func statements(of session: Int) throws(StateError) -> [JournalStatement] {
    let runs = try runs(ofSession: session)
    return try read { db in
      try Row.fetchAll(
        db,
        sql: """
          SELECT source, text, seed, draws, outcome, number, time FROM statement WHERE session = ? \
          ORDER BY number
          """, arguments: [session]
      ).map { row in
        JournalStatement(
          source: try row.column(0), text: try row.column(1), seed: try row.column(2),
          draws: try row.column(3), outcome: try row.column(4), time: try row.column(6),
          number: try row.column(5), runs: runs[try row.column(5)] ?? [])
      }
    }
  }

  /// Notes that a lost session goes on in another, whose journal its statements become but for the one that
  /// was running; the number of the last one.
  ///
  /// Those `leftOut` were not run to their end this time.
  public func recover(
    _ lost: Int, into session: Int, leftOut: [Int] = [], time: Double
  ) throws(StateError) -> Int {
    try write { db in
      // A number that is given again is another statement's.
      try db.execute(
        sql: """
          UPDATE run SET statement = NULL WHERE session = ? AND statement IN \
          (SELECT number FROM statement WHERE session = ? AND outcome IS NULL)
          """, arguments: [lost, lost])
      try db.execute(
        sql: "DELETE FROM statement WHERE session = ? AND outcome IS NULL", arguments: [lost])
      for number in leftOut {
        try db.execute(
          sql: "UPDATE statement SET outcome = 'interrupted' WHERE session = ? AND number = ?",
          arguments: [lost, number])
      }
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
