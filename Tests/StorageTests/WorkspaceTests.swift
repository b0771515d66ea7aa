import Files
import Foundation
import Storage
import Testing

/// Rows come back as they were written, and a write that fails leaves what was there.
@Suite(.serialized) final class WorkspaceRowTests {
  private let folder: String
  private var path: String { folder + "/w.gmw" }

  init() throws {
    folder = NSTemporaryDirectory() + "gm-storage-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  private static let large = [UInt8]((0..<(1 << 16) + 3).map { UInt8(truncatingIfNeeded: $0 &* 7) })

  private static let rows = [
    WorkspaceRow(kind: "text", text: "σ\n\"quoted\""), WorkspaceRow(kind: "empty"),
    WorkspaceRow(kind: "bytes", text: "", form: "f64 2", bytes: .held(Array(0..<16))),
    WorkspaceRow(
      kind: "large",
      bytes: .elsewhere(count: large.count) { body in
        let bytes = large.span.bytes
        try body(bytes.extracting(0..<1000))
        try body(bytes.extracting(1000..<bytes.byteCount))
      }),
  ]

  private func bytes(_ row: WorkspaceRow) throws -> [UInt8] {
    var bytes: [UInt8] = []
    try row.bytes.read { part in part.withUnsafeBytes { bytes += $0 } }
    return bytes
  }

  @Test func rowsComeBack() throws {
    try Workspace.write(Self.rows, about: [("made by", "a test")], to: path)
    let contents = try Workspace.read(FileBytes(path))
    #expect(contents.about["made by"] == "a test")
    #expect(contents.rows.count == Self.rows.count)
    for (a, b) in zip(contents.rows, Self.rows) {
      #expect((a.kind, a.text, a.form) == (b.kind, b.text, b.form))
      #expect(try bytes(a) == bytes(b))
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["w.gmw"])
  }

  /// Equal rows make equal files.
  @Test func equalRowsMakeEqualFiles() throws {
    try Workspace.write(Self.rows, about: [], to: path)
    try Workspace.write(Self.rows, about: [], to: folder + "/other")
    #expect(FileManager.default.contentsEqual(atPath: path, andPath: folder + "/other"))
  }

  /// Each write, sync, close and rename fails once, of SQLite's as well as of our own.
  @Test(arguments: Faults.Call.allCases) func everyFailureLeavesTheOldFile(call: Faults.Call) throws
  {
    let database = FaultyDatabase()
    defer { database.restore() }
    try Workspace.write([WorkspaceRow(kind: "old")], about: [], to: path)
    let old = try Data(contentsOf: URL(fileURLWithPath: path))
    let calls = try Faults.failing(call, from: .max, code: EIO) {
      try Workspace.write(Self.rows, about: [], to: path)
    }
    #expect(calls > (call == .write ? 10 : 0) || call == .shortWrite || call == .link)
    for n in 0..<calls where call != .shortWrite {
      try old.write(to: URL(fileURLWithPath: path))
      for code in [EIO, ENOSPC] {
        var failure: WorkspaceError?
        _ = Faults.failing(call, from: n, code: code) {
          do { try Workspace.write(Self.rows, about: [], to: path) } catch {
            failure = error as? WorkspaceError
          }
        }
        if call == .syncFolder {
          // The file has its name by then.
          #expect(failure == nil)
          try old.write(to: URL(fileURLWithPath: path))
        } else {
          let words = failure?.description ?? ""
          #expect(words.hasPrefix("cannot write \(path): "), "\(call) \(n): \(words)")
        }
        #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == old)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["w.gmw"])
      }
    }
  }
}
