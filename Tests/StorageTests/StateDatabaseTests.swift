import Files
import Foundation
import GRDB
import TestSupport
import Testing

@testable import Storage

/// The database that sessions share: what is in it, who shares it, and what becomes of it when anything
/// fails.
@Suite(.serialized) struct StateDatabaseTests {
  let folder = TemporaryFolder()

  private var path: String { folder.path + "/state/gm.db" }

  private func journal(_ text: String) -> JournalStatement {
    JournalStatement(source: "gm>", text: text, seed: 3, draws: 7)
  }

  // MARK: - What is kept

  @Test func entriesComeBackInOrder() throws {
    let database = try StateDatabase(path)
    let entries = ["x = 1", "(20 +\n 22)", "θ \\ \"ab\"", "x = 1"]
    for entry in entries {
      let number = try database.add(HistoryEntry(entry, folder: "/a", time: 12.5), session: 1)
      try database.end(entry: number, entry == "x = 1" ? "ok" : "failed")
    }
    var found: [String] = []
    try StateDatabase(path).eachEntry { entry in
      entry.withUnsafeBytes { found.append(String(decoding: $0, as: UTF8.self)) }
    }
    #expect(found == entries)
    let last = try database.entries(containing: ["20", "22"], last: 5)
    #expect(last == [HistoryEntry(entries[1], folder: "/a", time: 12.5, outcome: "failed")])
    #expect(try database.entries(containing: [], last: 2).map(\.text) == Array(entries.suffix(2)))
    #expect(try database.entries(containing: ["%"], last: 2).isEmpty)
  }

  @Test func anOldHistoryIsTakenInOnce() throws {
    var asked = 0
    let old = { () -> [HistoryEntry] in
      asked += 1
      return [HistoryEntry("old")]
    }
    for _ in 0..<3 { _ = try StateDatabase(path, oldHistory: old) }
    #expect(asked == 1)
    #expect(try StateDatabase(path).entries(containing: [], last: 9).map(\.text) == ["old"])
  }

  /// A session is lost where its process is gone and it was neither left nor recovered.
  @Test func lostSessionsAreThoseThatWereKilled() throws {
    let database = try StateDatabase(path)
    var ids: [Int] = []
    for k in 0..<4 {
      let id = try database.beginSession(folder: "/f\(k)", words: ["-i", "a b"], time: Double(k))
      try database.begin(journal("x = \(k)"), number: 1, session: id)
      try database.end(number: 1, session: id, "ok")
      ids.append(id)
    }
    try database.begin(journal("while true { }"), number: 2, session: ids[2])
    #expect(try database.lostSessions().isEmpty)
    try database.endSession(ids[1], time: 9)
    // As if the processes had been killed: 1 has another start.
    try database.queue.write { db in try db.execute(sql: "UPDATE session SET process = '1 1 ?'") }
    let lost = try database.lostSessions()
    #expect(lost.map(\.id) == [ids[3], ids[2], ids[0]])
    #expect(lost[1].words == ["-i", "a b"])
    #expect(lost[1].count == 2)
    let held = try database.statements(of: ids[2])
    #expect(held.map(\.outcome) == ["ok", nil])
    #expect(
      held[0]
        == JournalStatement(
          source: "gm>", text: "x = 2", seed: 3, draws: 7, outcome: "ok", number: 1))
    let next = try database.beginSession(folder: "/f2", words: [], time: 10)
    #expect(try database.recover(ids[2], into: next, time: 10) == 1)
    #expect(try database.statements(of: next).map(\.text) == ["x = 2"])
    #expect(try database.lostSessions().map(\.id) == [ids[3], ids[0]])
  }

  @Test func runsAreKeptAndThinnedOut() throws {
    let database = try StateDatabase(path)
    for k in 0..<(StateDatabase.mostValues + 5) {
      let id = try database.beginRun(
        source: "train \(k)", settings: "s", seed: 1, steps: 3, statement: nil, time: 1)
      try database.endRun(
        id, outcome: .done, seconds: 0.5, losses: [3, 2, .nan, Double(k)], value: [1, 2, 3])
    }
    let running = try database.beginRun(
      source: "r", settings: "s", seed: 1, steps: 3, statement: nil, time: 1)
    let last = try database.runs(last: 2)
    #expect(last.map(\.outcome) == [.done, .running])
    #expect(last[0].made == 4)
    #expect(last[0].lastLoss == Double(StateDatabase.mostValues + 4))
    #expect(try database.losses(ofRun: last[0].id).losses.prefix(2) == [3, 2])
    #expect(try database.value(ofRun: last[0].id) == [1, 2, 3])
    // The oldest have their curves alone.
    #expect(try database.value(ofRun: 1) == nil)
    #expect(try database.losses(ofRun: 1).losses.count == 4)
    #expect(try database.run(running)?.lastLoss == nil)
    #expect(try database.run(10_000) == nil)
    try database.queue.write { db in try db.execute(sql: "UPDATE run SET process = '1 1 ?'") }
    #expect(try database.run(running)?.outcome == .lost)
  }

  /// A run belongs to the statement that began it, also after the session was recovered.
  @Test func runsGoWithTheirStatements() throws {
    let database = try StateDatabase(path)
    let lost = try database.beginSession(folder: "/f", words: [], time: 1)
    for number in 1...3 {
      try database.begin(journal("s\(number)"), number: number, session: lost)
      try database.end(number: number, session: lost, "ok")
    }
    for (number, steps) in [(1, 10), (3, 20), (3, 30)] {
      let run = try database.beginRun(
        source: "train", settings: "s", seed: 1, steps: steps,
        statement: JournalPlace(session: lost, number: number), time: 1)
      try database.endRun(run, outcome: .done, seconds: 1, losses: [1], value: [1])
    }
    let next = try database.beginSession(folder: "/f", words: [], time: 2)
    for session in [lost, next] {
      if session == next { _ = try database.recover(lost, into: next, time: 3) }
      let found = try database.statements(of: session)
      #expect(found.map { $0.runs.map(\.steps) } == [[10], [], [20, 30]])
    }
    #expect(try database.statements(of: lost).isEmpty)
  }

  /// A file of an older gm is brought up to date, with what is in it.
  @Test func olderFormatsAreBroughtUpToDate() throws {
    let first = try StateDatabase(path)
    let run = try first.beginRun(
      source: "train", settings: "s", seed: 1, steps: 3, statement: nil, time: 1)
    try first.queue.close()
    try changed(
      """
      ALTER TABLE run DROP COLUMN statement; ALTER TABLE statement DROP COLUMN time; \
      ALTER TABLE session DROP COLUMN told; PRAGMA user_version = 1
      """)
    let database = try StateDatabase(path)
    #expect(try database.run(run)?.steps == 3)
    let place = JournalPlace(session: 1, number: 1)
    _ = try database.beginRun(
      source: "train", settings: "s", seed: 1, steps: 3, statement: place, time: 1)
    #expect(try database.runs(ofSession: 1)[1]?.count == 1)
  }

  // MARK: - Files that cannot be used

  /// Fills the file, and says what is complained of.
  private func complaint(of fill: (String) throws -> Void) throws -> String? {
    try fill(path)
    do {
      let database = try StateDatabase(path)
      _ = try database.add(HistoryEntry("x"), session: nil)
      return nil
    } catch {
      return error.reason
    }
  }

  private func changed(_ sql: String) throws {
    let database = try StateDatabase(path)
    try database.queue.write { db in try db.execute(sql: sql) }
    try database.queue.close()
  }

  @Test func filesOfOthersAreLeftAlone() throws {
    #expect(try complaint { _ in try changed("PRAGMA user_version = 99") }?.contains("99") == true)
    try FileManager.default.removeItem(atPath: path)
    #expect(
      try complaint { _ in try changed("PRAGMA application_id = 7") } == "it is another program's")
    try FileManager.default.removeItem(atPath: path)
    let text = String(repeating: "no database\n", count: 200)
    #expect(
      try complaint { try text.write(toFile: $0, atomically: false, encoding: .utf8) }
        == "it is damaged")
    #expect(try String(contentsOfFile: path, encoding: .utf8) == text)
    try FileManager.default.removeItem(atPath: path)
    #expect(
      try complaint {
        try FileManager.default.createDirectory(atPath: $0, withIntermediateDirectories: true)
      } == "it cannot be opened")
    try FileManager.default.removeItem(atPath: path)
    #expect(
      try complaint { _ in try changed("DROP TABLE history") }?.hasPrefix("it is damaged") == true)
  }

  @Test func aLockedFileIsNotWaitedForLong() throws {
    let first = try StateDatabase(path)
    try first.queue.writeWithoutTransaction { db in
      try db.execute(sql: "BEGIN EXCLUSIVE")
      let start = ContinuousClock.now
      #expect(throws: StateError.self) {
        _ = try StateDatabase(path).add(HistoryEntry("x"), session: nil)
      }
      #expect(start.duration(to: .now) < .seconds(20))
      try db.execute(sql: "ROLLBACK")
    }
    _ = try StateDatabase(path).add(HistoryEntry("x"), session: nil)
  }

  /// Whatever bytes change, the database says so or works; nothing crashes.
  @Test func damagedFilesAreErrors() throws {
    let database = try StateDatabase(path)
    for k in 0..<300 { _ = try database.add(HistoryEntry("entry \(k)", folder: "/"), session: 1) }
    try database.queue.close()
    let sound = try Data(contentsOf: URL(fileURLWithPath: path))
    var random = SeededGenerator(seed: 4)
    for _ in 0..<max(200, FuzzCount.inputs) {
      var bytes = sound
      for _ in 0...random.below(8) { bytes[random.below(bytes.count)] = UInt8(random.below(256)) }
      if random.below(4) == 0 { bytes.removeLast(random.below(bytes.count)) }
      for suffix in ["", "-wal", "-shm"] {
        try? FileManager.default.removeItem(atPath: path + suffix)
      }
      try bytes.write(to: URL(fileURLWithPath: path))
      do {
        let damaged = try StateDatabase(path)
        var count = 0
        try damaged.eachEntry { count += $0.byteCount }
        _ = try damaged.lostSessions()
        _ = try damaged.runs(last: 5)
        _ = try damaged.add(HistoryEntry("x"), session: nil)
      } catch {}
    }
  }

  /// A column that holds what it cannot hold is damage, and no end of the process.
  @Test func wrongValuesAreErrors() throws {
    for table in ["session", "statement", "history", "run"] {
      let columns = try StateDatabase(path).queue.read { db in try db.columns(in: table).map(\.name)
      }
      for column in columns {
        for value in ["x'ff00fe'", "'no number'", "NULL", "1e300", "-9223372036854775808"] {
          for suffix in ["", "-wal", "-shm"] {
            try? FileManager.default.removeItem(atPath: path + suffix)
          }
          let database = try StateDatabase(path)
          let session = try database.beginSession(folder: "/", words: ["-q"], time: 1)
          try database.begin(journal("s"), number: 1, session: session)
          _ = try database.add(HistoryEntry("x"), session: session)
          let run = try database.beginRun(
            source: "r", settings: "s", seed: 1, steps: 3,
            statement: JournalPlace(session: session, number: 1), time: 1)
          try database.endRun(run, outcome: .done, seconds: 1, losses: [1], value: [1])
          // What the tables themselves refuse cannot be there.
          _ = try? database.queue.write { db in
            try db.execute(sql: "UPDATE OR IGNORE \(table) SET \(column) = \(value)")
            if table != "session" { try db.execute(sql: "UPDATE session SET process = '1 1 ?'") }
          }
          for read in Self.reads {
            do { try read(database) } catch is StateError {}
          }
        }
      }
    }
  }

  private static let reads: [@Sendable (StateDatabase) throws -> Void] = [
    { _ = try $0.lostSessions() }, { _ = try $0.statements(of: 1) },
    { _ = try $0.entries(containing: [], last: 9) }, { try $0.eachEntry { _ in } },
    { _ = try $0.runs(last: 9) }, { _ = try $0.run(1) }, { _ = try $0.losses(ofRun: 1) },
    { _ = try $0.value(ofRun: 1) },
    { try $0.endRun(1, outcome: .done, seconds: 1, losses: [1], value: [1]) },
  ]

  // MARK: - Sharing and failing

  @Test func sessionsShareTheFile() async throws {
    let path = path
    _ = try StateDatabase(path)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for worker in 0..<4 {
        group.addTask {
          let database = try StateDatabase(path)
          for k in 0..<50 { _ = try database.add(HistoryEntry("\(worker) \(k)"), session: worker) }
        }
      }
      try await group.waitForAll()
    }
    let found = try StateDatabase(path).entries(containing: [], last: 1000).map(\.text)
    #expect(found.count == 200)
    for worker in 0..<4 {
      #expect(found.filter { $0.hasPrefix("\(worker) ") } == (0..<50).map { "\(worker) \($0)" })
    }
  }

  /// Every write, sync and open of a session fails in turn, alone or with all that follow, as on a full disk:
  /// what was accepted before is there, and a new session works.
  @Test(arguments: [Faults.Call.write, .sync, .open], [true, false])
  func everyCallFailsInTurn(call: Faults.Call, once: Bool) throws {
    let faulty = FaultyDatabase()
    defer { faulty.restore() }
    var n = 0, failures = 0
    while true {
      for suffix in ["", "-wal", "-shm"] {
        try? FileManager.default.removeItem(atPath: path + suffix)
      }
      var accepted: [String] = [], failed = false
      let count = Faults.failing(call, from: n, code: ENOSPC, once: once) {
        do {
          let database = try StateDatabase(path)
          let session = try database.beginSession(folder: "/", words: [], time: 1)
          for k in 1...5 {
            try database.begin(journal("s\(k)"), number: k, session: session)
            accepted.append("s\(k)")
            try database.end(number: k, session: session, "ok")
          }
          // Closing brings the journal into the file.
          try database.queue.close()
        } catch { failed = true }
      }
      let later = try StateDatabase(path)
      let held = try later.statements(of: 1).map(\.text)
      #expect(Array(held.prefix(accepted.count)) == accepted, "\(call) \(n)")
      #expect(held.count <= accepted.count + 1)
      _ = try later.add(HistoryEntry("x"), session: nil)
      try later.queue.close()
      failures += failed ? 1 : 0
      // What is only cleaning up may fail unseen.
      if n >= count { break }
      n += 1
    }
    #expect(n > 1 && failures > 0)
  }
}
