import Files
import Foundation

@testable import ArrayFiles

/// A zip archive that is put together field by field, so that each can lie.
struct ZipArchive {
  /// A file in it.
  struct Entry {
    var name: [UInt8]
    /// The bytes as they are, unpacked.
    var bytes: [UInt8]
    var isDeflated = false
    var flags: UInt16 = 0x800
    var method: UInt16?
    /// Whether sizes stand in fields of 64 bits.
    var isWide = false
    /// Whether checksum and sizes stand behind the bytes.
    var hasDescriptor = false
    var checksum: UInt32?
    var size: Int?
    var packedSize: Int?
    /// Where the directory says that it is.
    var offset: Int?
    /// What the header before the bytes says in place of what the directory says.
    var own = Own()

    struct Own {
      var name: [UInt8]?
      var method: UInt16?
      var flags: UInt16?
      var checksum: UInt32?
      var size: Int?
      var packedSize: Int?
    }

    init(_ name: String, _ bytes: [UInt8]) { (self.name, self.bytes) = (Array(name.utf8), bytes) }
  }

  var entries: [Entry]
  var isWide = false
  var count: Int?
  var size: Int?
  var offset: Int?
  var comment: [UInt8] = []

  init(_ entries: [Entry]) { self.entries = entries }

  /// The bytes of the archive.
  var bytes: [UInt8] {
    var bytes: [UInt8] = [], directory: [UInt8] = []
    for entry in entries { add(entry, &bytes, &directory) }
    let start = offset ?? bytes.count, size = size ?? directory.count
    let count = count ?? entries.count, place = bytes.count + directory.count
    bytes += directory
    if isWide {
      bytes += UInt32(0x0606_4b50).littleBytes + UInt64(44).littleBytes + [45, 0, 45, 0]
      bytes += [UInt8](repeating: 0, count: 8) + count.littleBytes + count.littleBytes
      bytes += size.littleBytes + start.littleBytes
      bytes += UInt32(0x0706_4b50).littleBytes + [0, 0, 0, 0] + place.littleBytes + [1, 0, 0, 0]
    }
    let narrow = UInt16(truncatingIfNeeded: isWide ? 0xffff : count).littleBytes
    bytes += UInt32(0x0605_4b50).littleBytes + [0, 0, 0, 0] + narrow + narrow
    bytes += UInt32(truncatingIfNeeded: isWide ? 0xffff_ffff : size).littleBytes
    bytes += UInt32(truncatingIfNeeded: isWide ? 0xffff_ffff : start).littleBytes
    return bytes + UInt16(comment.count).littleBytes + comment
  }

  private func add(_ entry: Entry, _ bytes: inout [UInt8], _ directory: inout [UInt8]) {
    let start = entry.offset ?? bytes.count
    var packed = entry.bytes
    if entry.isDeflated, var packing = Deflation(.raw) {
      packed = []
      entry.bytes.withUnsafeBytes { packing.add($0) { packed += $0 } }
      packing.finish { packed += $0 }
    }
    var checksum = CRC32()
    entry.bytes.withUnsafeBytes { checksum.add($0) }
    let method = entry.method ?? (entry.isDeflated ? 8 : 0)
    let flags = entry.flags | (entry.hasDescriptor ? 8 : 0), own = entry.own
    let sum = entry.checksum ?? checksum.value
    let size = entry.size ?? entry.bytes.count, packedSize = entry.packedSize ?? packed.count
    func fields(
      _ flags: UInt16, _ method: UInt16, _ sum: UInt32, _ packed: Int, _ size: Int, _ name: [UInt8],
      _ extra: [UInt8]
    ) -> [UInt8] {
      flags.littleBytes + method.littleBytes + [0, 0, 0x21, 0] + sum.littleBytes
        + UInt32(truncatingIfNeeded: entry.isWide ? 0xffff_ffff : packed).littleBytes
        + UInt32(truncatingIfNeeded: entry.isWide ? 0xffff_ffff : size).littleBytes
        + UInt16(name.count).littleBytes + UInt16(extra.count).littleBytes
    }
    let isLater = entry.hasDescriptor
    let ownSizes = (own.size ?? (isLater ? 0 : size), own.packedSize ?? (isLater ? 0 : packedSize))
    let ownName = own.name ?? entry.name
    let wide = wideField(entry, [ownSizes.0, ownSizes.1])
    bytes += UInt32(0x0403_4b50).littleBytes + [20, 0]
    bytes += fields(
      own.flags ?? flags, own.method ?? method, own.checksum ?? (isLater ? 0 : sum), ownSizes.1,
      ownSizes.0, ownName, wide)
    bytes += ownName + wide + packed
    if isLater {
      bytes += UInt32(0x0807_4b50).littleBytes + sum.littleBytes
      bytes += UInt32(packedSize).littleBytes + UInt32(size).littleBytes
    }
    let far = wideField(entry, [size, packedSize, start])
    directory += UInt32(0x0201_4b50).littleBytes + [20, 0, 20, 0]
    directory += fields(flags, method, sum, packedSize, size, entry.name, far)
    directory += [UInt8](repeating: 0, count: 10)
    directory += UInt32(truncatingIfNeeded: entry.isWide ? 0xffff_ffff : start).littleBytes
    directory += entry.name + far
  }

  private func wideField(_ entry: Entry, _ numbers: [Int]) -> [UInt8] {
    guard entry.isWide else { return [] }
    let bytes = numbers.flatMap(\.littleBytes)
    return [1, 0] + UInt16(bytes.count).littleBytes + bytes
  }
}
