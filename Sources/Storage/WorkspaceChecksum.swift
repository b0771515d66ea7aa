import Files

/// The checksum of what was given so far.
struct WorkspaceChecksum {
  private var sum = CRC32()

  var value: UInt32 { sum.value }

  mutating func add(_ bytes: RawSpan) {
    bytes.withUnsafeBytes { sum.add($0) }
  }

  mutating func add(_ bytes: UnsafeRawBufferPointer) { sum.add(bytes) }

  /// A text and its end, so that no two lists of texts are the same bytes.
  mutating func add(_ text: String) {
    var text = text
    text.withUTF8 { sum.add(UnsafeRawBufferPointer($0)) }
    add([UInt8](repeating: 0, count: 1).span.bytes)
  }
}

extension WorkspaceChecksum {
  /// Of everything in a row but its bytes.
  static func heading(
    id: Int, kind: String, text: String, form: String, part: Int, parts: Int, size: Int
  ) -> Int64 {
    var sum = WorkspaceChecksum()
    for part in ["\(id)", kind, text, form, "\(part)", "\(parts)", "\(size)"] { sum.add(part) }
    return Int64(sum.value)
  }
}
