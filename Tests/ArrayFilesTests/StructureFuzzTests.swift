import Files
import Tensors
import TestSupport
import Testing

@testable import ArrayFiles

/// Files whose every field is what a reader expects there, but says anything: sizes, offsets, shapes, types.
///
/// They get further than files with changed bytes. `GM_FUZZ_SECONDS` and `GM_FUZZ_INPUTS` make it longer, for each format.
@Suite struct StructureFuzzTests {
  private func fuzz(_ name: String, _ make: (inout SeededGenerator) -> [UInt8]) -> Int {
    StructureFuzz(name: name).run(make)
  }

  private func number(_ generator: inout SeededGenerator) -> Int {
    switch generator.below(4) {
    case 0: generator.below(400)
    case 1: generator.below(8)
    case 2: (1 << generator.below(63)) &+ generator.below(5) &- 2
    default: generator.pick([.max, .min, -1, Int.max - generator.below(400), 0xffff_ffff])
    }
  }

  private func shape(_ generator: inout SeededGenerator) -> [Int] {
    (0..<generator.below(5)).map { _ in
      generator.below(3) == 0 ? number(&generator) : generator.below(4)
    }
  }

  /// The bytes of a shape that has few.
  private func count(_ shape: [Int]) -> Int {
    let count = shape.reduce(1.0) { $0 * Double($1) }
    return count >= 0 && count < 1000 ? Int(count) : 16
  }

  @Test func headersOfArrays() {
    let types = ["b1", "i1", "u2", "i4", "u8", "f2", "f4", "f8", "c8", "c16", "O", "U3", "V8"]
    let readable = fuzz("npy") { generator in
      let shape = shape(&generator), type = generator.pick(types)
      let suffix = generator.pick(["", "", "L"])
      let extents = shape.map { "\($0)\(suffix)," }.joined()
      let entries = [
        "'descr': '\(generator.pick(["<", ">", "|", "=", ""]))\(type)'",
        "'fortran_order': \(generator.pick(["True", "False"]))", "'shape': (\(extents))",
      ].shuffled(using: &generator)
      let size = count(shape) * (Int(type.drop { !$0.isNumber }) ?? 8)
      let wrong = generator.below(4) == 0 ? generator.below(20) : 0
      let data = (0..<size + wrong).map { _ in UInt8(truncatingIfNeeded: generator.next()) }
      return NPYTests.file(
        "{\(entries.joined(separator: ", "))}", data, version: generator.pick([1, 1, 2, 3]))
    }
    #expect(readable > 1000)
  }

  @Test func headsOfSafeTensors() {
    let types = [
      ("BOOL", 1), ("U8", 1), ("F16", 2), ("BF16", 2), ("F32", 4), ("I64", 8), ("C64", 8),
    ]
    let readable = fuzz("safetensors") { generator in
      var entries: [String] = [], offset = 0
      for k in 0..<generator.below(5) {
        let (type, size) = generator.pick(types), shape = shape(&generator)
        let end = offset + count(shape) * size
        var range = [offset, end]
        if generator.below(8) == 0 { range[generator.below(2)] = number(&generator) }
        entries.append(
          #""t\#(generator.below(20) == 0 ? 0 : k)":{"dtype":"\#(type)","shape":\#(shape),"data_offsets":\#(range)}"#
        )
        offset = end
      }
      if generator.below(4) == 0 { entries.append(#""__metadata__":{"a":"b\u00e9"}"#) }
      entries.shuffle(using: &generator)
      let wrong = generator.below(8) == 0 ? generator.below(20) : 0
      let data = (0..<offset + wrong).map { _ in UInt8(truncatingIfNeeded: generator.next()) }
      return SafeTensorsTests.file("{\(entries.joined(separator: ","))}", data)
    }
    #expect(readable > 1000)
  }

  @Test func fieldsOfArchives() {
    let readable = fuzz("npz") { generator in
      NPZTests.archive { archive in
        for _ in 0..<generator.below(3) { change(&archive, &generator) }
      }.bytes
    }
    #expect(readable > 1000)
  }

  private func change(_ archive: inout ZipArchive, _ generator: inout SeededGenerator) {
    let k = generator.below(2), any = number(&generator)
    archive.entries[k].isDeflated = generator.below(2) == 0
    archive.entries[k].isWide = generator.below(2) == 0
    archive.entries[k].hasDescriptor = generator.below(2) == 0
    archive.isWide = generator.below(2) == 0
    switch generator.below(12) {
    case 0: archive.count = any
    case 1: archive.size = any
    case 2: archive.offset = any
    case 3: archive.entries[k].size = any
    case 4: archive.entries[k].packedSize = any
    case 5: archive.entries[k].offset = any
    case 6: archive.entries[k].own.size = any
    case 7: archive.entries[k].own.packedSize = any
    case 8: archive.entries[k].method = UInt16(truncatingIfNeeded: any)
    case 9: archive.entries[k].flags = UInt16(truncatingIfNeeded: any)
    case 10:
      archive.entries[k].size = any
      archive.entries[k].packedSize = any
    default:
      archive.comment = [UInt8](repeating: 0x50, count: generator.below(100))
    }
  }
}
