/// The files of a zip archive, by its directory (PKWARE's APPNOTE 6.3).
struct ZipDirectory {
  private let bytes: UnsafeRawBufferPointer
  private let whole: Complaint
  private(set) var entries: [ZipEntry] = []
  /// No deflated byte stands for more than so many.
  private static let densest = 1032

  init(_ bytes: UnsafeRawBufferPointer, _ whole: Complaint) throws(ArrayFileError) {
    self.bytes = bytes
    self.whole = whole
    let end = try end()
    var reader = ByteReader(bytes)
    guard reader.seek(end.offset) else {
      throw whole.damaged("its directory is said to be at byte \(end.offset)", at: end.place)
    }
    var names: Set<String> = []
    for _ in 0..<end.count {
      let entry = try entry(&reader, directory: end.offset)
      guard names.insert(entry.name).inserted else {
        let isSame = entries.contains { $0.name.utf8.elementsEqual(entry.name.utf8) }
        throw whole.damaged(
          "two entries are called \(entry.name)"
            + (isSame ? "" : ", if written in different characters of Unicode"),
          at: reader.offset)
      }
      entries.append(entry)
    }
    guard reader.offset - end.offset == end.size, reader.offset <= end.place else {
      throw whole.damaged("its directory is not as long as it says", at: reader.offset)
    }
    try refuseOverlaps()
  }

  private struct End {
    var count: Int
    var size: Int
    var offset: Int
    /// Where the record of the end begins.
    var place: Int
  }

  /// The record at the end that tells where the directory is.
  private func end() throws(ArrayFileError) -> End {
    let fixed = 22
    let first = max(0, bytes.count - fixed - 0xffff)
    var place = bytes.count - fixed
    while place >= first {
      var reader = ByteReader(bytes)
      if reader.seek(place), reader.little(UInt32.self) == 0x0605_4b50,
        let end = fields(&reader, place)
      {
        return try wide(end)
      }
      place -= 1
    }
    throw whole.damaged(
      "its directory is missing at its end: it was cut short, or has something behind it",
      at: bytes.count)
  }

  private func fields(_ reader: inout ByteReader, _ place: Int) -> End? {
    guard let disk: UInt16 = reader.little(), let other: UInt16 = reader.little(),
      let own: UInt16 = reader.little(), let count: UInt16 = reader.little(),
      let size: UInt32 = reader.little(), let offset: UInt32 = reader.little(),
      let comment: UInt16 = reader.little(), Int(comment) == reader.left, disk == other,
      own == count
    else { return nil }
    return End(count: Int(count), size: Int(size), offset: Int(offset), place: place)
  }

  /// The same of an archive too large for the fields of the record: they stand in another one before it.
  private func wide(_ end: End) throws(ArrayFileError) -> End {
    guard end.count == 0xffff || end.size == 0xffff_ffff || end.offset == 0xffff_ffff else {
      return end
    }
    var reader = ByteReader(bytes)
    guard end.place >= 20, reader.seek(end.place - 20), reader.little(UInt32.self) == 0x0706_4b50,
      reader.little(UInt32.self) != nil, let place = int(&reader), reader.seek(place),
      reader.little(UInt32.self) == 0x0606_4b50, reader.take(20) != nil, let own = int(&reader),
      let count = int(&reader), own == count, let size = int(&reader), let offset = int(&reader)
    else { throw whole.damaged("its record of a large archive is damaged", at: end.place) }
    return End(count: count, size: size, offset: offset, place: place)
  }

  /// A 64-bit number that is an offset or a size.
  private func int(_ reader: inout ByteReader) -> Int? {
    reader.little(UInt64.self).flatMap { Int(exactly: $0) }
  }

  private func entry(
    _ reader: inout ByteReader, directory: Int
  ) throws(ArrayFileError) -> ZipEntry {
    let place = reader.offset
    guard reader.little(UInt32.self) == 0x0201_4b50, reader.take(4) != nil,
      let flags: UInt16 = reader.little(), let method: UInt16 = reader.little(),
      reader.take(4) != nil, let checksum: UInt32 = reader.little(),
      let packed32: UInt32 = reader.little(), let size32: UInt32 = reader.little(),
      let nameLength: UInt16 = reader.little(), let extraLength: UInt16 = reader.little(),
      let commentLength: UInt16 = reader.little(), reader.take(8) != nil,
      let offset32: UInt32 = reader.little(), let nameBytes = reader.take(Int(nameLength)),
      let extra = reader.take(Int(extraLength)), reader.take(Int(commentLength)) != nil
    else { throw whole.damaged("its directory is damaged", at: place) }
    let name = ZipName.text(nameBytes, isUTF8: flags & 0x800 != 0)
    guard let name else { throw whole.damaged("a name is no text", at: place) }
    if flags & 1 != 0 { throw whole.unsupported("\(name) is encrypted", nil) }
    guard method == 0 || method == 8 else {
      throw whole.unsupported(
        "\(name) is packed by method \(method)", "numpy.savez_compressed packs as gm reads")
    }
    var fields = ZipWideFields(extra)
    guard let size = fields.value(size32), let packed = fields.value(packed32),
      let offset = fields.value(offset32)
    else { throw whole.damaged("the sizes of \(name) are damaged", at: place) }
    let own = ZipLocalHeader(
      name: nameBytes, method: method, flags: flags, checksum: checksum, packed: packed, size: size)
    let range = try range(of: name, at: offset, own, directory: directory)
    // What is packed lies in the archive: the product does not overflow.
    guard method == 0 ? size == packed : size <= packed * Self.densest + 64 else {
      throw whole.damaged("\(name) cannot unpack to \(size) bytes from \(packed)", at: place)
    }
    return ZipEntry(
      name: name, isDeflated: method == 8, checksum: checksum, range: range, size: size,
      start: offset)
  }

  /// Where the bytes of an entry are: behind its own header, which must say the same as the directory.
  private func range(
    of name: String, at offset: Int, _ expected: ZipLocalHeader, directory: Int
  ) throws(ArrayFileError) -> Range<Int> {
    var reader = ByteReader(bytes)
    guard reader.seek(offset), expected.isMet(by: &reader),
      expected.packed <= directory - reader.offset
    else { throw whole.damaged("the entry \(name) is not where the directory says", at: offset) }
    return reader.offset..<reader.offset + expected.packed
  }

  /// Refuses entries that share bytes: a few bytes could be unpacked any number of times.
  private func refuseOverlaps() throws(ArrayFileError) {
    var end = 0
    for entry in entries.sorted(by: { $0.start < $1.start }) {
      guard entry.start >= end else {
        throw whole.damaged("the entry \(entry.name) begins within another one", at: entry.start)
      }
      end = entry.range.upperBound
    }
  }
}
