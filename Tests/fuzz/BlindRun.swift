import Foundation
import Fuzzing
import Synchronization
import TestSupport

/// Runs changed inputs of a corpus as fast as it can, whatever code they reach.
///
/// Each input is in a mapped file before it is run, so that whatever ends the process, the file says
/// how many were run and what the last one is.
final class BlindRun: Sendable {
  private let mutation: FuzzMutation
  private let target: FuzzTarget
  /// The mapped file: in 8 bytes each the number and the length of the input, then the input.
  private nonisolated(unsafe) let room: UnsafeMutableRawPointer
  private let count = Atomic<Int>(0)

  /// The longest that an input may take, in seconds.
  private static let patience = 10

  init(_ target: FuzzTarget, corpus folder: String, running path: String) throws {
    let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    let inputs = try names.map {
      Array(try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\($0)")))
    }
    self.target = target
    mutation = FuzzMutation(target, corpus: inputs)
    let file = open(path, O_RDWR | O_CREAT | O_TRUNC, 0o644)
    let size = 16 + target.limit
    guard file >= 0, ftruncate(file, off_t(size)) == 0,
      let room = mmap(nil, size, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0), room != MAP_FAILED
    else { throw CocoaError(.fileWriteUnknown) }
    self.room = room
  }

  func run(inputs: Int, seed: UInt64) {
    Thread.detachNewThread { self.watch() }
    var random = SeededGenerator(seed: seed)
    for number in 1...max(inputs, 1) {
      let input = mutation.input(&random)
      room.storeBytes(of: number, as: Int.self)
      room.storeBytes(of: input.count, toByteOffset: 8, as: Int.self)
      input.withUnsafeBytes { bytes in
        if let base = bytes.baseAddress {
          (room + 16).copyMemory(from: base, byteCount: bytes.count)
        }
      }
      do { try target(input) } catch {
        FileHandle.standardError.write(Data("\(error)\n".utf8))
        abort()
      }
      count.store(number, ordering: .relaxed)
    }
  }

  /// Ends the process where an input does not end.
  private func watch() {
    var last = -1, seconds = 0
    while true {
      sleep(1)
      let now = count.load(ordering: .relaxed)
      seconds = now == last ? seconds + 1 : 0
      last = now
      if seconds > Self.patience { _exit(70) }
    }
  }
}
