import Files
import Glibc
import Testing

/// What is packed is unpacked, and nothing else is.
@Suite struct InflationTests {
  private static let texts: [[UInt8]] = [
    [], [7], Array("a line, and a line, and a line\n".utf8),
    [UInt8](repeating: 0, count: 300_000),
    (0..<200_000).map { UInt8(truncatingIfNeeded: ($0 &* 2_654_435_761) >> 13) },
  ]

  private func packed(_ bytes: [UInt8], _ form: Inflation.Form, parts: Int = 1) throws -> [UInt8] {
    guard var packing = Deflation(form) else {
      throw FileError.refused(action: "pack", path: "", code: ENOMEM)
    }
    var packed: [UInt8] = []
    let size = (bytes.count + parts - 1) / parts
    for k in 0..<parts {
      let part = bytes[min(k * size, bytes.count)..<min((k + 1) * size, bytes.count)]
      part.withUnsafeBytes { packing.add($0) { packed += $0 } }
    }
    packing.finish { packed += $0 }
    return packed
  }

  private func unpacked(
    _ bytes: [UInt8], _ form: Inflation.Form, limit: Int = 1 << 30
  ) throws(Inflation.Failure) -> [UInt8] {
    var unpacked: [UInt8] = []
    try bytes.span.bytes.withUnsafeBytes { (bytes) throws(Inflation.Failure) in
      try Inflation.unpack(bytes, form, limit: limit, isStopped: { false }) { unpacked += $0 }
    }
    return unpacked
  }

  @Test(arguments: texts, [Inflation.Form.raw, .gzip]) func comesBack(
    bytes: [UInt8], form: Inflation.Form
  ) throws {
    for parts in [1, 2, 7] {
      #expect(try unpacked(packed(bytes, form, parts: parts), form) == bytes)
    }
  }

  @Test func membersFollowEachOther() throws {
    let one = try packed(Array("one".utf8), .gzip), two = try packed(Array("two".utf8), .gzip)
    #expect(try unpacked(one + two + one, .gzip) == Array("onetwoone".utf8))
  }

  @Test func whatIsNotPackedIsRefused() throws {
    for bytes in Self.texts {
      for form in [Inflation.Form.raw, .gzip] {
        let packed = try packed(bytes, form)
        for end in stride(from: 0, to: packed.count, by: max(1, packed.count / 50)) {
          #expect(throws: Inflation.Failure.truncated) { try unpacked(Array(packed[..<end]), form) }
        }
        #expect(throws: Inflation.Failure.trailing(offset: packed.count)) {
          try unpacked(packed + [0], form)
        }
        guard !bytes.isEmpty else { continue }
        #expect(throws: Inflation.Failure.tooLarge(limit: bytes.count - 1)) {
          try unpacked(packed, form, limit: bytes.count - 1)
        }
      }
      // The checksum and the size behind the packed bytes.
      let packed = try packed(bytes, .gzip)
      for place in packed.count - 8..<packed.count {
        var damaged = packed
        damaged[place] ^= 1
        #expect(throws: Inflation.Failure.self) { try unpacked(damaged, .gzip) }
      }
    }
  }

  @Test func canBeStopped() throws {
    let packed = try packed([UInt8](repeating: 0, count: 1 << 24), .raw)
    var count = 0
    #expect(throws: Inflation.Failure.stopped) {
      try packed.span.bytes.withUnsafeBytes { (bytes) throws(Inflation.Failure) in
        try Inflation.unpack(bytes, .raw, limit: 1 << 30, isStopped: { count > 1 << 20 }) {
          count += $0.count
        }
      }
    }
    #expect(count < 1 << 21)
  }

  @Test func memoryIsTakenForWhatIsExpected() throws {
    let bytes = Self.texts[3], packed = try packed(bytes, .gzip)
    try packed.withUnsafeBytes { packed in
      let file = try FileBytes(
        unpacking: packed, .gzip, size: bytes.count, isStopped: { false }, named: "x")
      #expect(file.bytes.elementsEqual(bytes))
      #expect(throws: Inflation.Failure.tooLarge(limit: 5)) {
        try FileBytes(unpacking: packed, .gzip, size: 5, isStopped: { false }, named: "x")
      }
    }
  }

  /// The check value of the catalogue of checksums.
  @Test func checksum() {
    var checksum = CRC32()
    for text in ["", "1234", "56789"] { Array(text.utf8).withUnsafeBytes { checksum.add($0) } }
    #expect(checksum.value == 0xcbf4_3926)
  }
}
