import Files
import Foundation
import Tensors
import TestSupport
import Testing

@testable import ArrayFiles

/// Files that were changed at random are read or refused.
///
/// None crashes, hangs, or takes memory that its size does not justify. `GM_FUZZ_SECONDS` makes it longer, for each format,
/// and `GM_FUZZ_INPUTS` reads so many inputs at least: 1000000 is what every reader has to bear.
@Suite(.serialized) struct FileFuzzTests {
  /// What the inputs of a format are made from.
  private static func seeds(_ format: any ArrayFormat.Type) throws -> [[UInt8]] {
    var seeds: [[UInt8]] = []
    for file in ContentRow.byFile.keys.sorted() {
      let bytes = try FileBytes(ContentRow.folder + file)
      if ArrayFiles.formats.first(where: { $0.recognises(bytes.bytes) })?.name == format.name {
        seeds.append(Array(bytes.bytes))
      }
    }
    return seeds
  }

  @Test(arguments: ["npy", "npz", "PNG", "safetensors", "IDX", "csv"])
  func changedFilesDoNoHarm(name: String) throws {
    let format = try #require(ArrayFiles.formats.first { $0.name == name })
    let seeds = try FileFuzzTests.seeds(format)
    #expect(!seeds.isEmpty)
    let seconds = ProcessInfo.processInfo.environment["GM_FUZZ_SECONDS"].flatMap(Double.init) ?? 2
    var generator = SeededGenerator(seed: UInt64(name.utf8.count))
    let start = ContinuousClock.now
    var count = 0, readable = 0
    let least = max(2000, FuzzCount.inputs)
    while count < least || ContinuousClock.now - start < .seconds(seconds) {
      for _ in 0..<100 {
        let input = mutated(seeds, &generator)
        count += 1
        // A packed byte stands for 1032 at most, which are kept once packed and once as numbers of 8 bytes.
        MemoryBudget.ration(12_000 * (input.count + 1024))
        defer { MemoryBudget.ration(nil) }
        do throws(ArrayFileError) {
          let content = try format.read(FileBytes(input, named: "fuzz"), ArrayOptions())
          readable += 1
          #expect(content.byteCount >= 0)
        } catch { #expect(error != .tensor(.fuel), "\(input.count) bytes take too much memory") }
      }
    }
    if seconds > 10 || FuzzCount.inputs > 0 {
      print("fuzz \(name): \(count) inputs, \(readable) readable")
    }
  }

  @Test func changedPackedFilesDoNoHarm() {
    guard var packing = Deflation(.gzip) else { return }
    var packed: [UInt8] = []
    Array("a,b\n1,2\n".utf8).withUnsafeBytes { packing.add($0) { packed += $0 } }
    packing.finish { packed += $0 }
    var generator = SeededGenerator(seed: 5)
    for _ in 0..<max(20_000, FuzzCount.inputs) {
      _ = try? ArrayFiles.read(mutated([packed], &generator))
    }
  }

  /// A seed with some of its bytes, numbers or ranges changed.
  private func mutated(_ seeds: [[UInt8]], _ generator: inout SeededGenerator) -> [UInt8] {
    var bytes = generator.pick(seeds)
    for _ in 0...generator.below(4) where !bytes.isEmpty {
      // Most of what a reader believes stands at the beginning or at the end.
      let place = [
        generator.below(bytes.count), generator.below(min(bytes.count, 128)),
        bytes.count - 1 - generator.below(min(bytes.count, 64)),
      ][generator.below(3)]
      switch generator.below(9) {
      case 0: bytes[place] = UInt8(truncatingIfNeeded: generator.next())
      case 1: bytes[place] ^= 1 << UInt8(generator.below(8))
      case 2: bytes.removeLast(generator.below(bytes.count))
      case 3: bytes.insert(UInt8(truncatingIfNeeded: generator.next()), at: place)
      case 4: bytes.remove(at: place)
      case 5:
        // A number of 2, 4 or 8 bytes that is an extreme.
        let size = generator.pick([2, 4, 8])
        let fill: UInt8 = generator.pick([0, 0x7f, 0xff, 0x80])
        for k in place..<min(place + size, bytes.count) { bytes[k] = fill }
      case 6:
        let digit = generator.pick(Array("0123456789,\"'()[]{}:LeE.-\n;".utf8))
        bytes[place] = digit
      case 7:
        let other = generator.pick(seeds)
        bytes = Array(bytes[..<place] + other[min(place, other.count)...])
      default:
        let end = min(bytes.count, place + 1 + generator.below(32))
        bytes.insert(contentsOf: bytes[place..<end], at: place)
      }
    }
    return bytes
  }
}

extension ArrayContent {
  /// The bytes of its numbers, all of them looked at.
  fileprivate var byteCount: Int {
    switch self {
    case .tensor(let tensor):
      var sum = 0
      tensor.withBytes { for byte in $0 { sum &+= Int(byte) } }
      return sum & 0xffff
    case .texts(let texts): return texts.texts.reduce(0) { $0 + $1.utf8.count }
    case .named(let parts): return parts.reduce(0) { $0 + $1.content.byteCount }
    }
  }
}
