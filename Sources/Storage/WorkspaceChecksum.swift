import CCodecs

/// CRC-32 of what was given so far, as in zip files.
struct WorkspaceChecksum {
  private(set) var value: UInt = 0

  mutating func add(_ bytes: RawSpan) {
    bytes.withUnsafeBytes { add($0) }
  }

  mutating func add(_ bytes: UnsafeRawBufferPointer) {
    guard let start = bytes.baseAddress else { return }
    value = UInt(crc32_z(value, start.assumingMemoryBound(to: UInt8.self), bytes.count))
  }

  /// A text and its end, so that no two lists of texts are the same bytes.
  mutating func add(_ text: String) {
    var text = text
    text.withUTF8 { add(UnsafeRawBufferPointer($0)) }
    add([UInt8](repeating: 0, count: 1).span.bytes)
  }
}

extension WorkspaceChecksum {
  /// Of everything in a row but its bytes.
  static func heading(
    id: Int, kind: String, text: String, form: String, part: Int, parts: Int,
    size: Int
  ) -> Int64 {
    var sum = WorkspaceChecksum()
    for part in ["\(id)", kind, text, form, "\(part)", "\(parts)", "\(size)"] {
      sum.add(part)
    }
    return Int64(sum.value)
  }
}
