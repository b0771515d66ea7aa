import Files
import Foundation
import Tensors
import TestSupport

@testable import ArrayFiles
@testable import Storage

/// Readers of files.
extension FuzzTarget {
  /// A target for each format of arrays.
  static let readers: [FuzzTarget] = ArrayFiles.formats.map { format in
    let name = format.name
    return FuzzTarget(
      name: name.lowercased(), summary: "changed \(name) files",
      form: name == "csv" ? .text : .bytes,
      seeds: { FuzzFiles.arrays.filter { FuzzFiles.format(of: $0)?.name == name } }
    ) { input in
      // A packed byte stands for 1032 at most, kept once packed and once as numbers of 8 bytes.
      MemoryBudget.ration(12_000 * (input.count + 1024))
      defer { MemoryBudget.ration(nil) }
      do throws(ArrayFileError) {
        _ = try format.read(FileBytes(input, named: "fuzz"), ArrayOptions())
      } catch {
        try FuzzComplaint.unless(
          error != .tensor(.fuel), "\(input.count) bytes take too much memory")
      }
    }
  }

  static let packed = FuzzTarget(
    name: "packed", summary: "files of any kind, found out by their bytes, packed ones too",
    form: .bytes, seeds: { FuzzFiles.arrays + FuzzFiles.packed }
  ) { input in
    MemoryBudget.ration(12_000 * (input.count + 1024))
    defer { MemoryBudget.ration(nil) }
    _ = try? ArrayFiles.read(FileBytes(input, named: "fuzz"), ArrayOptions())
  }

  static let workspaces = FuzzTarget(
    name: "workspaces", summary: "changed workspaces", form: .bytes, limit: 1 << 17,
    seeds: { [FuzzFiles.workspace] }
  ) { input in
    guard let contents = try? Workspace.read(FileBytes(input, named: "fuzz")) else { return }
    var count = 0
    for row in contents.rows { try? row.bytes.read { count += $0.byteCount } }
    try FuzzComplaint.unless(count <= input.count, "\(count) bytes of \(input.count)")
  }

  static let state = FuzzTarget(
    name: "state", summary: "changed databases of history, journal and trainings", form: .bytes,
    limit: 1 << 17, seeds: { [FuzzFiles.state] }
  ) { input in
    let folder = TemporaryFolder()
    let path = folder.path + "/gm.db"
    try Data(input).write(to: URL(fileURLWithPath: path))
    guard let database = try? StateDatabase(path) else { return }
    try? database.eachEntry { _ in }
    _ = try? database.entries(containing: ["x"], last: 5)
    for lost in (try? database.lostSessions()) ?? [] { _ = try? database.statements(of: lost.id) }
    for run in (try? database.runs(last: 5)) ?? [] {
      _ = try? database.losses(ofRun: run.id)
      _ = try? database.value(ofRun: run.id)
    }
    _ = try? database.add(HistoryEntry("y = 2"), session: nil)
  }
}

/// The files that readers are tried with.
enum FuzzFiles {
  /// The arrays among the tests' files.
  static let arrays: [[UInt8]] = {
    let folder = FuzzTexts.root + "/Tests/ArrayFilesTests/Fixtures/"
    let names = (try? FileManager.default.subpathsOfDirectory(atPath: folder)) ?? []
    return names.sorted().compactMap { name in
      (try? Data(contentsOf: URL(fileURLWithPath: folder + name))).map { Array($0) }
    }
  }()

  static func format(of bytes: [UInt8]) -> (any ArrayFormat.Type)? {
    bytes.withUnsafeBytes { bytes in ArrayFiles.formats.first { $0.recognises(bytes) } }
  }

  /// Two of them packed.
  static let packed: [[UInt8]] = [Array("a,b\n1,2\n".utf8), arrays.first ?? []].compactMap { file in
    guard var packing = Deflation(.gzip) else { return nil }
    var packed: [UInt8] = []
    file.withUnsafeBytes { packing.add($0) { packed += $0 } }
    packing.finish { packed += $0 }
    return packed
  }

  /// A workspace of several pages.
  static let workspace: [UInt8] = made { path in
    let rows = (0..<20).map { k in
      WorkspaceRow(
        kind: "tensor", text: "σ\(k)", form: "f64 \(k * k)",
        bytes: .held([UInt8](repeating: UInt8(k), count: 8 * k * k)))
    }
    try Workspace.write(rows, about: [("format", "test")], to: path)
  }

  /// A database with a little of everything.
  static let state: [UInt8] = made { path in
    let database = try StateDatabase(path)
    let session = try database.beginSession(folder: "/f", words: ["-i"], time: 1)
    for k in 0..<5 {
      _ = try database.add(HistoryEntry("x = \(k)"), session: session)
      let statement = JournalStatement(source: "gm>", text: "x = \(k)", seed: 3, draws: 7)
      try database.begin(statement, number: k, session: session)
    }
    let run = try database.beginRun(
      source: "train", settings: "s", seed: 1, steps: 3,
      statement: JournalPlace(session: session, number: 1), time: 1)
    try database.endRun(
      run, outcome: .done, seconds: 0.5, losses: [3, 2, .nan], value: [1, 2, 3])
    try database.queue.close()
  }

  private static func made(_ write: (String) throws -> Void) -> [UInt8] {
    let folder = TemporaryFolder()
    do {
      try write(folder.path + "/file")
      return try Array(Data(contentsOf: URL(fileURLWithPath: folder.path + "/file")))
    } catch { return [] }
  }
}
