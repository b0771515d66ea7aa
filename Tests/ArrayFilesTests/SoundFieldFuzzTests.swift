import Tensors
import TestSupport
import Testing

@testable import ArrayFiles

/// Images and tables that are sound but for a field or two.
///
/// Checksums are right, so that a reader gets behind them. `GM_FUZZ_SECONDS` and `GM_FUZZ_INPUTS` make it longer, for each format.
@Suite struct SoundFieldFuzzTests {
  private static let kinds: [(kind: UInt8, samples: Int)] = [
    (0, 1), (2, 3), (3, 1), (4, 2), (6, 4),
  ]
  private static let chunks = [
    "PLTE", "tRNS", "gAMA", "cHRM", "sBIT", "bKGD", "hIST", "tEXt", "zTXt", "iTXt", "iCCP", "sRGB",
    "pHYs", "tIME", "sPLT", "oFFs", "IDAT", "IEND", "IHDR", "abCd", "ABCD",
  ]

  private func bytes(_ count: Int, _ generator: inout SeededGenerator) -> [UInt8] {
    (0..<count).map { _ in UInt8(truncatingIfNeeded: generator.next()) }
  }

  @Test func chunksOfImages() {
    // One bit may become a colour of 3 numbers, each of 8 bytes, and a packed byte stands for 8256 bits.
    let readable = StructureFuzz(name: "PNG", budget: 500_000).run { generator in
      let (kind, samples) = generator.pick(SoundFieldFuzzTests.kinds)
      let depth = generator.pick([1, 2, 4, 8, 8, 16]), isOdd = generator.below(6) == 0
      let width = 1 + generator.below(9), height = 1 + generator.below(9)
      var lines: [UInt8] = []
      for _ in 0..<height + (generator.below(2) * 8) {
        lines.append(UInt8(generator.below(isOdd ? 7 : 5)))
        lines += bytes((width * samples * depth + 7) / 8, &generator)
      }
      if isOdd { lines.removeLast(generator.below(lines.count)) }
      var file = PNGFile(
        width: isOdd ? UInt32(number(&generator) & 0xffff_ffff) : UInt32(width),
        height: UInt32(height), depth: UInt8(depth), kind: kind,
        interlacing: UInt8(generator.below(isOdd ? 3 : 2)), lines: lines)
      if kind == 3 || generator.below(4) == 0 {
        let colours = bytes(3 * (1 + generator.below(256)), &generator)
        file.chunks.insert(.init(kind: "PLTE", bytes: colours), at: 1)
      }
      for _ in 0..<generator.below(3) { change(&file, &generator) }
      return file.bytes
    }
    #expect(readable > 1000)
  }

  private func number(_ generator: inout SeededGenerator) -> Int {
    generator.pick([0, 1, 1 << 20, 1 << 20 + 1, 1 << 31 - 1, 1 << 31, 1 << 32 - 1, 70_000])
  }

  private func change(_ file: inout PNGFile, _ generator: inout SeededGenerator) {
    let k = generator.below(file.chunks.count)
    switch generator.below(8) {
    case 0: file.chunks[k].length = UInt32(number(&generator) & 0xffff_ffff)
    case 1: file.chunks[k].damage = 1
    case 2: file.chunks.remove(at: k)
    case 3: file.chunks.insert(file.chunks[k], at: generator.below(file.chunks.count))
    case 4:
      // Packed pixels in two pieces.
      let half = file.chunks[k].bytes.count / 2
      let rest = Array(file.chunks[k].bytes[half...])
      file.chunks[k].bytes.removeLast(rest.count)
      file.chunks.insert(.init(kind: file.chunks[k].kind, bytes: rest), at: k + 1)
    case 5 where !file.chunks[k].bytes.isEmpty:
      let place = generator.below(file.chunks[k].bytes.count)
      file.chunks[k].bytes[place] = UInt8(truncatingIfNeeded: generator.next())
    default:
      let kind = generator.pick(SoundFieldFuzzTests.chunks)
      let packed = kind.hasPrefix("z") || kind == "iCCP"
      let content = bytes(generator.below(40), &generator)
      let data = packed ? Array("x\0\0".utf8) + PNGFile.packed(content) : content
      file.chunks.insert(.init(kind: kind, bytes: data), at: k)
    }
  }

  @Test func headsOfIDX() {
    let readable = StructureFuzz(name: "IDX").run { generator in
      let type = generator.pick([8, 9, 0x0b, 0x0c, 0x0d, 0x0e, 8, 8, 7, 0, 255])
      let rank = 1 + generator.below(4)
      let shape = (0..<rank).map { _ in
        generator.below(12) == 0 ? number(&generator) : generator.below(5)
      }
      let count = shape.reduce(1.0) { $0 * Double($1) }
      let size = [0x0b: 2, 0x0c: 4, 0x0d: 4, 0x0e: 8][type] ?? 1
      let wrong = generator.below(6) == 0 ? generator.below(4) : 0
      let said = generator.below(10) == 0 ? generator.pick([0, 5, 64, 65, 255]) : rank
      return [0, 0, UInt8(type), UInt8(said)]
        + shape.flatMap { UInt32(truncatingIfNeeded: $0).bigBytes }
        + bytes((count < 1000 ? Int(count) : 9) * size + wrong, &generator)
    }
    #expect(readable > 1000)
  }

  private static let fields = [
    "1", "-2.5e3", "", "NA", "nan", "\"q\"", "\"a\"\"b\"", "\"line\nbreak\"", "true", "FALSE",
    "word", "日本", "9223372036854775807", "9223372036854775808", "1e999", "\"", "a\"b", " 3 ",
    "\u{feff}", "1_0", "0x1", "#", "inf", "-", "+", ".", "1e", "1.5.2", "12345678", "123456789012",
    "0.1234567890123456789012345678901234567890", "1e-400", "\t",
  ]

  @Test func fieldsOfTables() {
    let readable = StructureFuzz(name: "csv").run { generator in
      let width = 1 + generator.below(5), separator = generator.pick([",", ",", ";", "\t", "|"])
      let end = generator.pick(["\n", "\n", "\r\n", "\r"])
      // The columns of a file have few kinds of fields, so that most of them are numbers.
      let fields = (0..<1 + generator.below(4)).map { _ in
        generator.pick(SoundFieldFuzzTests.fields)
      }
      var text = generator.below(8) == 0 ? "\u{feff}# comment\(end)" : ""
      if generator.below(2) == 0 {
        text += (0..<width).map { "n\($0)" }.joined(separator: separator) + end
      }
      for _ in 0..<generator.below(8) {
        let count = generator.below(40) == 0 ? width + 1 : width
        text += (0..<count).map { _ in generator.pick(fields) }.joined(separator: separator) + end
      }
      if generator.below(3) == 0 { text.removeLast(min(text.count, end.count)) }
      var bytes = Array(text.utf8)
      if generator.below(20) == 0, !bytes.isEmpty {
        bytes[generator.below(bytes.count)] = generator.pick([0x80, 0xff, 0xc3, 0xe2, 0xed])
      }
      return bytes
    }
    #expect(readable > 1000)
  }
}
