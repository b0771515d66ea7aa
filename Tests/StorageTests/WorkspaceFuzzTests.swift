import Files
import Foundation
import GRDBSQLite
import Storage
import TestSupport
import Testing

/// Workspaces that were changed at random are read or refused, in memory that their size bounds.
///
/// `GM_FUZZ_INPUTS` makes it longer.
@Suite(.serialized) struct WorkspaceFuzzTests {
  /// A workspace whose rows are small, and several pages large.
  private func seed() throws -> [UInt8] {
    let path = NSTemporaryDirectory() + "gm-fuzz-\(UUID().uuidString).gmw"
    defer { unlink(path) }
    var rows: [WorkspaceRow] = []
    for k in 0..<30 {
      rows.append(
        WorkspaceRow(
          kind: "tensor", text: "σ\(k)", form: "f64 \(k * k)",
          bytes: .held([UInt8](repeating: UInt8(k), count: 8 * k * k))))
    }
    try Workspace.write(rows, about: [("format", "test")], to: path)
    return Array(try Data(contentsOf: URL(fileURLWithPath: path)))
  }

  @Test func changedFilesDoNoHarm() throws {
    let seed = try seed()
    var generator = SeededGenerator(seed: 31), readable = 0
    let inputs = max(1500, FuzzCount.inputs)
    for _ in 0..<inputs {
      let input = mutated(seed, &generator)
      sqlite3_memory_highwater(1)
      let before = sqlite3_memory_used()
      if let count = try? bytes(of: input) {
        readable += 1
        #expect(count <= input.count)
      }
      // Its cache of pages, and a constant; other tests that run meanwhile have workspaces as small.
      let taken = Int(sqlite3_memory_highwater(0) - before)
      #expect(taken < 4 * input.count + 1 << 24, "\(input.count) bytes take \(taken)")
    }
    #expect(readable > 0 && readable < inputs)
    if FuzzCount.inputs > 0 { print("fuzz gmw: \(inputs) inputs, \(readable) readable") }
  }

  /// How many bytes the rows of a workspace have, all of them read.
  private func bytes(of input: [UInt8]) throws -> Int {
    var count = 0
    for row in try Workspace.read(FileBytes(input, named: "fuzz")).rows {
      try row.bytes.read { count += $0.byteCount }
    }
    return count
  }

  /// Bytes, numbers and pages changed; mostly so that the length stays what the heading says.
  private func mutated(_ seed: [UInt8], _ generator: inout SeededGenerator) -> [UInt8] {
    var bytes = seed
    for _ in 0...generator.below(3) {
      // What tells of pages and cells stands where pages begin.
      let page = generator.below(min(bytes.count, seed.count) / 4096) * 4096
      let place = generator.pick([
        generator.below(bytes.count), generator.below(108), page + generator.below(64),
      ])
      switch generator.below(5) {
      case 0: bytes[place] = UInt8(truncatingIfNeeded: generator.next())
      case 1: bytes[place] ^= 1 << UInt8(generator.below(8))
      case 2:
        let fill: UInt8 = generator.pick([0, 0x7f, 0xff, 0x80])
        for k in place..<min(place + generator.pick([2, 4, 8]), bytes.count) { bytes[k] = fill }
      case 3:
        let other = generator.below(seed.count / 4096) * 4096
        bytes.replaceSubrange(page..<page + 4096, with: seed[other..<other + 4096])
      default:
        // A page more or less, of which the heading knows.
        if generator.below(2) == 0, bytes.count > 8192 {
          bytes.removeLast(4096)
        } else {
          bytes += seed[page..<page + 4096]
        }
        let pages = UInt32(bytes.count / 4096)
        for k in 0..<4 { bytes[28 + k] = UInt8(truncatingIfNeeded: pages >> UInt32(24 - 8 * k)) }
      }
    }
    return bytes
  }
}
