import Files
import Tensors

/// A zip archive being written, in parts.
struct ZipWriting {
  let isCompressed: Bool
  private var parts: [FilePart] = []
  private var directory: [UInt8] = []
  private var count = 0
  private var offset = 0

  init(isCompressed: Bool) { self.isCompressed = isCompressed }

  /// 1 January 1980, the first day that zip knows: equal contents make equal files.
  private static let date: [UInt8] = [0, 0, 0x21, 0]
  /// Version 4.5 of the format, as Unix writes it: names made by DOS are not taken for UTF-8.
  private static let maker: [UInt8] = [45, 3]
  /// A regular file that its owner writes and everybody reads.
  private static let permissions = (UInt32(0o100644) << 16).littleBytes
  /// The extra field by which tools align contents.
  private static let alignment: UInt16 = 0xd935

  private mutating func append(_ part: FilePart) {
    parts.append(part)
    offset += part.count
  }

  /// Adds a file.
  mutating func add(_ name: String, _ contents: [FilePart]) throws(ArrayFileError) {
    let name = Array(name.utf8)
    guard name.count <= 0xffff else {
      throw .unwritable(format: NPZ.name, reason: "a name of \(name.count) bytes", hint: nil)
    }
    let size = contents.reduce(0) { $0 + $1.count }, checksum: UInt32
    let bodies: [FilePart]
    do throws(TensorError) {
      checksum = try CRC32.of(contents)
      bodies = isCompressed ? [.bytes(try packed(contents))] : contents
    } catch { throw .tensor(error) }
    let packed = bodies.reduce(0) { $0 + $1.count }
    let isWide = size >= 0xffff_ffff || packed >= 0xffff_ffff, start = offset
    let shared =
      UInt16(isWide ? 45 : 20).littleBytes + UInt16(0x800).littleBytes
      + UInt16(isCompressed ? 8 : 0).littleBytes + ZipWriting.date + checksum.littleBytes
      + (isWide ? UInt32.max : UInt32(packed)).littleBytes
      + (isWide ? UInt32.max : UInt32(size)).littleBytes + UInt16(name.count).littleBytes
    let sizes = isWide ? UInt64(size).littleBytes + UInt64(packed).littleBytes : []
    let extra = isWide ? UInt16(1).littleBytes + UInt16(16).littleBytes + sizes : []
    let fill = padding(after: start + 30 + name.count + extra.count)
    append(
      .bytes(
        UInt32(0x0403_4b50).littleBytes + shared + UInt16(extra.count + fill.count).littleBytes
          + name + extra + fill))
    for body in bodies { append(body) }
    list(name, shared, sizes, isWide: isWide, start)
  }

  /// An extra field so long that the contents begin at a multiple of 64, where they can be mapped.
  private func padding(after end: Int) -> [UInt8] {
    if isCompressed { return [] }
    let length = (64 - (end + 4) % 64) % 64
    return ZipWriting.alignment.littleBytes + UInt16(length).littleBytes
      + [UInt8](repeating: 0, count: length)
  }

  private func packed(_ contents: [FilePart]) throws(TensorError) -> [UInt8] {
    var packed: [UInt8] = []
    guard var packing = Deflation(.raw) else {
      throw .memory(bytes: 1 << 18, available: MemoryBudget.bytesAllowed)
    }
    for part in contents {
      try part.withSlices { (slice) throws(TensorError) in
        try Interruption.check()
        packing.add(slice) { packed += $0 }
      }
    }
    packing.finish { packed += $0 }
    return packed
  }

  /// Adds the entry of a file to the directory.
  private mutating func list(
    _ name: [UInt8], _ shared: [UInt8], _ sizes: [UInt8], isWide: Bool, _ start: Int
  ) {
    let isFar = start >= 0xffff_ffff
    let wide = sizes + (isFar ? UInt64(start).littleBytes : [])
    let extra =
      wide.isEmpty ? [] : UInt16(1).littleBytes + UInt16(wide.count).littleBytes + wide
    directory += UInt32(0x0201_4b50).littleBytes + ZipWriting.maker + shared
    directory += UInt16(extra.count).littleBytes + [UInt8](repeating: 0, count: 6)
    directory += ZipWriting.permissions
    directory += (isFar ? UInt32.max : UInt32(start)).littleBytes + name + extra
    count += 1
  }

  /// The whole archive.
  var closed: [FilePart] {
    var end: [UInt8] = []
    let size = directory.count
    let isWide = count >= 0xffff || size >= 0xffff_ffff || offset >= 0xffff_ffff
    if isWide {
      end += UInt32(0x0606_4b50).littleBytes + UInt64(44).littleBytes + UInt16(45).littleBytes
      end += UInt16(45).littleBytes + [UInt8](repeating: 0, count: 8)
      end += UInt64(count).littleBytes + UInt64(count).littleBytes
      end += UInt64(size).littleBytes + UInt64(offset).littleBytes
      end += UInt32(0x0706_4b50).littleBytes + UInt32(0).littleBytes
      end += UInt64(offset + size).littleBytes + UInt32(1).littleBytes
    }
    let entries = UInt16(clamping: count).littleBytes
    end += UInt32(0x0605_4b50).littleBytes + [0, 0, 0, 0] + entries + entries
    end += UInt32(clamping: isWide ? .max : size).littleBytes
    end += UInt32(clamping: isWide ? .max : offset).littleBytes + [0, 0]
    return parts + [.bytes(directory + end)]
  }
}
