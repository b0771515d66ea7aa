/// Numbers in bytes, read only where there are enough bytes.
struct ByteReader {
  let bytes: UnsafeRawBufferPointer
  /// The offset of the next byte.
  private(set) var offset = 0

  init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

  /// How many bytes are left.
  var left: Int { bytes.count - offset }

  /// The next little-endian number, or nil where the bytes end before.
  mutating func little<Number: FixedWidthInteger>(_: Number.Type = Number.self) -> Number? {
    next(Number.self).map { Number(littleEndian: $0) }
  }

  /// The next big-endian number.
  mutating func big<Number: FixedWidthInteger>(_: Number.Type = Number.self) -> Number? {
    next(Number.self).map { Number(bigEndian: $0) }
  }

  private mutating func next<Number: FixedWidthInteger>(_: Number.Type) -> Number? {
    let size = MemoryLayout<Number>.size
    guard left >= size else { return nil }
    defer { offset += size }
    return bytes.loadUnaligned(fromByteOffset: offset, as: Number.self)
  }

  /// The next bytes, so many of them.
  mutating func take(_ count: Int) -> UnsafeRawBufferPointer? {
    guard count >= 0, count <= left else { return nil }
    defer { offset += count }
    return UnsafeRawBufferPointer(rebasing: bytes[offset..<offset + count])
  }

  /// Goes on at an offset; false where there is none.
  mutating func seek(_ place: Int) -> Bool {
    guard place >= 0, place <= bytes.count else { return false }
    offset = place
    return true
  }
}

extension FixedWidthInteger {
  /// The bytes of the number, the lowest first.
  var littleBytes: [UInt8] { withUnsafeBytes(of: littleEndian) { Array($0) } }
  /// The bytes of the number, the highest first.
  var bigBytes: [UInt8] { withUnsafeBytes(of: bigEndian) { Array($0) } }
}
