import Files

@testable import ArrayFiles

/// A PNG image that is put together chunk by chunk, so that each can lie.
struct PNGFile {
  /// A piece of it.
  struct Chunk {
    var kind: String
    var bytes: [UInt8]
    /// What stands as its length, where that is not the truth.
    var length: UInt32?
    /// What is done to its checksum.
    var damage: UInt32 = 0
  }

  static let signature: [UInt8] = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]
  var chunks: [Chunk]

  /// An image whose lines, each behind the number of its filter, are these bytes.
  init(
    width: UInt32, height: UInt32, depth: UInt8, kind: UInt8, interlacing: UInt8 = 0,
    lines: [UInt8]
  ) {
    chunks = [
      Chunk(
        kind: "IHDR", bytes: width.bigBytes + height.bigBytes + [depth, kind, 0, 0, interlacing]),
      Chunk(kind: "IDAT", bytes: PNGFile.packed(lines)),
      Chunk(kind: "IEND", bytes: []),
    ]
  }

  /// Bytes packed as zlib has them.
  static func packed(_ bytes: [UInt8]) -> [UInt8] {
    guard var packing = Deflation(.raw) else { return [] }
    var packed: [UInt8] = [0x78, 0x9c]
    bytes.withUnsafeBytes { packing.add($0) { packed += $0 } }
    packing.finish { packed += $0 }
    var low: UInt32 = 1, high: UInt32 = 0
    for byte in bytes {
      low = (low + UInt32(byte)) % 65521
      high = (high + low) % 65521
    }
    return packed + (high << 16 | low).bigBytes
  }

  var bytes: [UInt8] {
    PNGFile.signature
      + chunks.flatMap { chunk -> [UInt8] in
        let content = Array(chunk.kind.utf8) + chunk.bytes
        var sum = CRC32()
        content.withUnsafeBytes { sum.add($0) }
        let length = chunk.length ?? UInt32(chunk.bytes.count)
        return length.bigBytes + content + (sum.value ^ chunk.damage).bigBytes
      }
  }
}
