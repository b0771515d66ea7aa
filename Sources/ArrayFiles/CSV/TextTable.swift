/// Texts that occur again and again: each is made once, and found by its bytes.
///
/// A table of fixed size that forgets: what falls into the place of another text takes it, and a text that was
/// forgotten is made again. Nothing depends on equal texts being one but memory and time.
struct TextTable {
  /// The texts in the order in which they were made.
  private(set) var distinct: [String] = []
  private var known: [(hash: UInt64, field: CSVScanner.Field, code: Int)] = []
  private static let size = 1 << 12

  /// The place of the text of a field; nil where it is no UTF-8.
  mutating func code(of field: CSVScanner.Field, _ scanner: borrowing CSVScanner) -> Int? {
    if known.isEmpty {
      let none = CSVScanner.Field(range: 0..<0, isQuoted: false)
      known = Array(repeating: (0, none, -1), count: TextTable.size)
    }
    let range = field.range
    let hash = TextTable.hash(scanner.bytes, range) ^ (field.isQuoted ? 1 << 32 : 0)
    let slot = Int(truncatingIfNeeded: hash >> 32) & (TextTable.size - 1)
    let entry = known[slot]
    // Doubled quotes are one quote in quotes only.
    if entry.code >= 0, entry.hash == hash, entry.field.isQuoted == field.isQuoted,
      entry.field.range.count == range.count,
      TextTable.areEqual(scanner.bytes, entry.field.range.lowerBound, range)
    {
      return entry.code
    }
    guard let text = scanner.text(field) else { return nil }
    distinct.append(text)
    known[slot] = (hash, field, distinct.count - 1)
    return distinct.count - 1
  }

  /// Mixes eight bytes at a time, and the rest.
  @inline(__always)
  private static func hash(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> UInt64 {
    var hash = UInt64(range.count) &* 0x9e37_79b9_7f4a_7c15, place = range.lowerBound
    let raw = UnsafeRawBufferPointer(bytes)
    while place &+ 8 <= range.upperBound {
      hash =
        (hash ^ raw.loadUnaligned(fromByteOffset: place, as: UInt64.self)) &* 0x9e37_79b9_7f4a_7c15
      hash ^= hash >> 29
      place &+= 8
    }
    while place < range.upperBound {
      hash = (hash ^ UInt64(bytes[place])) &* 0x9e37_79b9_7f4a_7c15
      place &+= 1
    }
    return hash ^ hash >> 29
  }

  @inline(__always)
  private static func areEqual(
    _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ range: Range<Int>
  ) -> Bool {
    for k in 0..<range.count where bytes[start &+ k] != bytes[range.lowerBound &+ k] {
      return false
    }
    return true
  }
}
