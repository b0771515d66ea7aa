import Foundation
import GRDB

/// How a training ended.
public enum RunOutcome: String, Hashable, Sendable {
  /// All steps were made.
  case done
  /// Ctrl-C ended it after a whole step.
  case paused
  /// A step failed, or gave a nan.
  case failed
  /// It goes on in another process.
  case running
  /// Its process was killed.
  case lost
}

/// A training that was begun.
public struct KeptRun: Hashable, Sendable {
  /// Its number.
  public let id: Int
  /// When it began, in seconds since 1970.
  public let began: Double
  /// The statement that it was begun in.
  public let source: String
  /// What it was told, in a line: `adam(0.001), batch 128, model of 4 leaves with 1234 numbers`.
  public let settings: String
  /// The seed of its session.
  public let seed: Int
  /// How many steps were asked for.
  public let steps: Int
  /// How many were made.
  public let made: Int
  /// How long it took, nil where it did not end.
  public let seconds: Double?
  /// How it ended.
  public let outcome: RunOutcome
  /// The loss of the last step, nil where none was made.
  public let lastLoss: Double?
  /// The bytes of its value, 0 where it is not kept.
  public let size: Int
}

extension StateDatabase {
  /// Notes a training that begins, with the statement of the journal that began it; its number.
  public func beginRun(
    source: String, settings: String, seed: Int, steps: Int, statement: JournalPlace?, time: Double
  ) throws(StateError) -> Int {
    try write { db in
      try db.cachedStatement(
        sql: """
          INSERT INTO run (session, statement, process, began, source, settings, seed, steps, made) \
          VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0)
          """
      ).execute(
        arguments: [
          statement?.session, statement?.number, ProcessMark.own.text, time, source, settings, seed,
          steps,
        ])
      return Int(db.lastInsertedRowID)
    }
  }

  /// Notes how a training ended, with the loss of each step, or of each of so many where there were very many, and
  /// the workspace that holds its value.
  public func endRun(
    _ id: Int, outcome: RunOutcome, seconds: Double, losses: [Double], value: [UInt8]?
  ) throws(StateError) {
    let every = StateDatabase.stride(of: losses.count)
    // The last one is always there.
    let shown =
      every == 1
      ? losses
      : Swift.stride(from: (losses.count - 1) % every, to: losses.count, by: every).map {
        losses[$0]
      }
    let curve = shown.withUnsafeBytes { Data($0) }
    let kept = value.map { Data($0) }
    try write { db in
      try db.cachedStatement(
        sql: """
          UPDATE run SET outcome = ?, seconds = ?, made = ?, loss = ?, value = ? WHERE id = ?
          """
      ).execute(arguments: [outcome.rawValue, seconds, losses.count, curve, kept, id])
      try StateDatabase.thin(db)
    }
  }

  /// The most losses of one run.
  static let mostLosses = 1 << 20

  /// The loss of one in how many steps is kept, of so many.
  private static func stride(of steps: Int) -> Int { steps / mostLosses + 1 }

  /// The values of so many last runs are kept, and no more bytes of them than these, but for the last one.
  public static let mostValues = 200
  static let mostBytes = 1 << 30

  /// Lets go of the values of old runs; their curves stay.
  private static func thin(_ db: Database) throws {
    let rows = try Row.fetchAll(
      db, sql: "SELECT id, length(value) FROM run WHERE value NOT NULL ORDER BY id DESC")
    var count = 0, bytes = 0
    for row in rows {
      count += 1
      bytes += try row.column(1) as Int
      guard count > 1, count > mostValues || bytes > mostBytes else { continue }
      try db.execute(
        sql: "UPDATE run SET value = NULL WHERE value NOT NULL AND id <= ?",
        arguments: [try row.column(0) as Int])
      return
    }
  }

  /// The last runs, oldest first.
  public func runs(last count: Int) throws(StateError) -> [KeptRun] {
    try read { db in
      try Row.fetchAll(
        db, sql: "\(StateDatabase.runColumns) ORDER BY id DESC LIMIT ?", arguments: [count]
      )
      .reversed().map(StateDatabase.run)
    }
  }

  /// The runs that the statements of a session began, by the number of the statement, in their order.
  public func runs(ofSession session: Int) throws(StateError) -> [Int: [KeptRun]] {
    try read { db in
      var found: [Int: [KeptRun]] = [:]
      let rows = try Row.fetchAll(
        db,
        sql: "\(StateDatabase.runColumns) WHERE session = ? AND statement NOT NULL ORDER BY id",
        arguments: [session])
      for row in rows { found[try row.column(12), default: []].append(try StateDatabase.run(row)) }
      return found
    }
  }

  /// A run by its number, nil where there is none.
  public func run(_ id: Int) throws(StateError) -> KeptRun? {
    try read { db in
      try Row.fetchOne(db, sql: "\(StateDatabase.runColumns) WHERE id = ?", arguments: [id])
        .map(StateDatabase.run)
    }
  }

  /// The losses of a run by their steps, which are counted from 1.
  public func losses(ofRun id: Int) throws(StateError) -> (steps: [Double], losses: [Double]) {
    try read { db in
      guard
        let row = try Row.fetchOne(
          db, sql: "SELECT loss, made FROM run WHERE id = ?", arguments: [id])
      else { return ([], []) }
      let made: Int = try row.column(1), data: Data? = try row.column(0)
      let losses = StateDatabase.numbers(data ?? Data()), last = max(0, made)
      let every = StateDatabase.stride(of: last)
      return (losses.indices.map { Double(last - (losses.count - 1 - $0) * every) }, losses)
    }
  }

  /// The workspace that holds the value of a run, nil where it is not kept.
  public func value(ofRun id: Int) throws(StateError) -> [UInt8]? {
    try read { db in
      try Data.fetchOne(db, sql: "SELECT value FROM run WHERE id = ?", arguments: [id]).map {
        Array($0)
      }
    }
  }

  private static let runColumns = """
    SELECT id, began, source, settings, seed, steps, made, seconds, outcome, \
    substr(loss, -8), coalesce(length(value), 0), process, statement FROM run
    """

  private static func run(_ row: Row) throws -> KeptRun {
    let process = ProcessMark(try row.column(11))
    let ending: String? = try row.column(8), last: Data? = try row.column(9)
    return KeptRun(
      id: try row.column(0), began: try row.column(1), source: try row.column(2),
      settings: try row.column(3), seed: try row.column(4), steps: try row.column(5),
      made: try row.column(6), seconds: try row.column(7),
      outcome: ending.flatMap(RunOutcome.init) ?? (process.isRunning ? .running : .lost),
      lastLoss: numbers(last ?? Data()).last, size: try row.column(10))
  }

  private static func numbers(_ data: Data) -> [Double] {
    var numbers = [Double](repeating: 0, count: data.count / 8)
    _ = numbers.withUnsafeMutableBytes { data.copyBytes(to: $0, count: $0.count) }
    return numbers
  }
}
