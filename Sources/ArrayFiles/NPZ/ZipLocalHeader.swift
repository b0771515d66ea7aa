/// What the header before an entry says, which the directory says too.
struct ZipLocalHeader {
  let name: UnsafeRawBufferPointer
  let method: UInt16
  let flags: UInt16
  let checksum: UInt32
  let packed: Int
  let size: Int

  /// Whether such a header comes next; the reader then stands behind it.
  func isMet(by reader: inout ByteReader) -> Bool {
    // Encryption, and that checksum and sizes stand behind the bytes: of that the directory knows.
    let mask: UInt16 = 0x9
    guard reader.little(UInt32.self) == 0x0403_4b50, reader.take(2) != nil,
      let flags: UInt16 = reader.little(), flags & mask == self.flags & mask,
      reader.little(UInt16.self) == method, reader.take(4) != nil,
      let checksum: UInt32 = reader.little(), let packed32: UInt32 = reader.little(),
      let size32: UInt32 = reader.little(), let nameLength: UInt16 = reader.little(),
      let extraLength: UInt16 = reader.little(), let name = reader.take(Int(nameLength)),
      name.elementsEqual(self.name), let extra = reader.take(Int(extraLength))
    else { return false }
    if flags & 8 != 0 { return true }
    var fields = ZipWideFields(extra)
    return checksum == self.checksum && fields.value(size32) == size
      && fields.value(packed32) == packed
  }
}

/// The sizes and offsets of a large entry, which stand in an extra field in place of those of 32 bits.
struct ZipWideFields {
  private var reader: ByteReader?

  init(_ extra: UnsafeRawBufferPointer) {
    var fields = ByteReader(extra)
    while let kind: UInt16 = fields.little(), let size: UInt16 = fields.little(),
      let content = fields.take(Int(size))
    {
      if kind == 1 { reader = ByteReader(content) }
    }
  }

  /// A number of 32 bits, or the next of 64 where it has no room.
  mutating func value(_ narrow: UInt32) -> Int? {
    if narrow != .max { return Int(narrow) }
    return reader?.little(UInt64.self).flatMap { Int(exactly: $0) }
  }
}
