import Files
import Foundation
import Storage
import TestSupport
import Testing

@testable import Workbench

/// A workspace is judged by its content: whatever was changed in it is an error, never a crash.
struct WorkspaceDamageTests {
  /// A session with values of all kinds.
  private static let code = [
    "x = [1.5, nan; 2, 3]; n = 7; t = \"σ\"; m = 2*I; e = E(z ~ Normal(0, 1), z, n=200)",
    "f(u, k=2) = { g(v) = v*k + n; g(u) }; h = grad(f); c = static([1.0, 2]); k = f",
    "p(z) ~ Normal(0, 1); p(y | z; s) ~ Normal(z, s)",
    "r = train((w = 1.0), a -> (a.w - 3)^2, steps=4, opt=adam(0.1)); fig = plot(sin, 0, 3)",
    "rec = (a = (1, (b = \"x\")), d = Normal([0, 1], 2))",
  ]
  private static let questions = [
    "x", "n", "t", "m*eye(2)", "e", "f(3)", "h(2.0)", "c()", "log p(z=1, y=2; s=3)",
    "resume(r, 6).loss",
    "fig", "rec.d", "k(1)", "rec.a[2].b", ":source f", ":who",
  ]

  /// `GM_FUZZ_SECONDS` makes it longer: about three rounds in a second.
  private static let rounds =
    ProcessInfo.processInfo.environment["GM_FUZZ_SECONDS"].flatMap { Int($0) }.map { 3 * $0 } ?? 100

  private func saved(_ path: String) {
    let prompt = Prompt()
    for entry in Self.code { #expect(prompt(entry).outcome == .ok) }
    _ = prompt.shows(":save \(path)")
  }

  /// Every byte counts: one that was changed is noticed, or is of no consequence.
  @Test func changedBytesAreNoticed() throws {
    let folder = try WorkspaceFolder(), path = folder.file("s.gmw"), other = folder.file("t.gmw")
    saved(path)
    let bytes = Array(try Data(contentsOf: URL(fileURLWithPath: path)))
    let intact = Prompt()
    _ = intact.shows(":load \(path)")
    let answers = Self.questions.map { intact($0).output }
    var generator = SeededGenerator(seed: 3), noticed = 0
    for round in 0..<120 {
      var changed = bytes
      if round.isMultiple(of: 8) {
        changed.removeLast(1 + generator.below(changed.count))
      } else {
        for _ in 0...generator.below(3) {
          changed[generator.below(changed.count)] = UInt8(truncatingIfNeeded: generator.next())
        }
      }
      try Data(changed).write(to: URL(fileURLWithPath: other))
      let prompt = Prompt(), reply = prompt(":load \(other)")
      guard reply.outcome == .ok else {
        noticed += 1
        #expect(reply.diagnostics.hasPrefix("error[file]"), "\(reply.diagnostics)")
        #expect(prompt.session.main.definitions.isEmpty)
        continue
      }
      if round < 30 { #expect(Self.questions.map { prompt($0).output } == answers) }
    }
    #expect(noticed > 60)
  }

  /// Rows that were changed, with checksums that fit: what a program other than gm may have made.
  @Test func strangeRowsDoNoHarm() throws {
    let folder = try WorkspaceFolder(), path = folder.file("s.gmw"), other = folder.file("t.gmw")
    saved(path)
    let rows = try Workspace.read(FileBytes(path)).rows
    var generator = SeededGenerator(seed: 9)
    for _ in 0..<Self.rounds {
      var changed = rows
      for _ in 0...generator.below(3) {
        let place = generator.below(changed.count), row = changed[place]
        switch generator.below(7) {
        case 0: changed.remove(at: place)
        case 1: changed[place] = changed[generator.below(changed.count)]
        case 2:
          changed[place] = WorkspaceRow(
            kind: generator.pick(WorkspaceKind.allCases).rawValue, text: row.text, form: row.form,
            bytes: row.bytes)
        case 3:
          var bytes: [UInt8] = []
          try row.bytes.read { part in part.withUnsafeBytes { bytes += $0 } }
          if !bytes.isEmpty {
            bytes[generator.below(bytes.count)] = UInt8(truncatingIfNeeded: generator.next())
          }
          if generator.below(3) == 0 { bytes += bytes.prefix(9) }
          changed[place] = WorkspaceRow(
            kind: row.kind, text: row.text, form: row.form, bytes: .held(bytes))
        case 4:
          changed[place] = WorkspaceRow(
            kind: row.kind, text: row.text, form: mutated(row.form, &generator), bytes: row.bytes)
        case 5:
          changed[place] = WorkspaceRow(
            kind: row.kind, text: mutated(row.text, &generator), form: row.form, bytes: row.bytes)
        default: changed.swapAt(place, generator.below(changed.count))
        }
        if changed.isEmpty { changed = rows }
      }
      try Workspace.write(changed, about: [], to: other)
      let prompt = Prompt { $0.fuel = 3_000_000 }
      let reply = prompt(":load \(other)")
      #expect(reply.outcome != .interrupted)
      for question in Self.questions { prompt(question) }
      prompt("y = load(\"\(other)\"); y")
    }
  }

  private func mutated(_ text: String, _ generator: inout SeededGenerator) -> String {
    var bytes = Array(text.utf8)
    guard !bytes.isEmpty else { return generator.pick(["0", "{}", "[]", "f64 2 2", "x = 1"]) }
    let place = generator.below(bytes.count)
    switch generator.below(4) {
    case 0: bytes[place] = generator.pick(Array("0123456789-,{}[]\"abfnx() \n=".utf8))
    case 1: bytes.remove(at: place)
    case 2: bytes.insert(generator.pick(Array("019,\"-".utf8)), at: place)
    default: bytes.removeLast(generator.below(bytes.count))
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Other SQLite files, other tables, newer formats: each is told.
  @Test func foreignFiles() throws {
    let folder = try WorkspaceFolder(), path = folder.file("s.gmw"), prompt = Prompt()
    let plain = folder.file("plain.gmw")
    try Data("hello".utf8).write(to: URL(fileURLWithPath: plain))
    #expect(prompt(":load \(plain)").diagnostics.contains("is no workspace of gm's"))
    saved(path)
    var bytes = Array(try Data(contentsOf: URL(fileURLWithPath: path)))
    // The user version and the application id stand at 60 and 68 of the header.
    bytes[63] = 9
    try Data(bytes).write(to: URL(fileURLWithPath: plain))
    #expect(prompt(":load \(plain)").diagnostics.contains("was written by a newer gm"))
    bytes[68] = 0
    try Data(bytes).write(to: URL(fileURLWithPath: plain))
    #expect(prompt(":load \(plain)").diagnostics.contains("is no workspace of gm's"))
    #expect(
      prompt(":load \(folder.file("none.gmw"))").diagnostics.contains("there is no such file"))
    #expect(prompt(":load").diagnostics.contains(":load needs the name of a file"))
    #expect(prompt(":load \(folder.path)").diagnostics.contains("it is a folder"))
  }
}
