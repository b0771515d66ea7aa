import Glibc

/// Entries in the order of their last use, each once, kept as lines (see `HistoryLine`).
///
/// An entry becomes a string where it is looked at: of a hundred thousand only a few are.
struct HistoryEntries: RandomAccessCollection {
  /// Lines with their newlines.
  private var bytes: [UInt8]
  /// Where the entries stand, oldest first.
  private var lines: [Range<Int>]

  /// The entries of lines, each where it stands last.
  init(lines bytes: [UInt8]) {
    self.bytes = bytes
    lines = HistoryEntries.distinct(HistoryEntries.lines(of: bytes), in: bytes)
  }

  var startIndex: Int { 0 }
  var endIndex: Int { lines.count }

  subscript(position: Int) -> String { HistoryLine.entry(of: bytes[lines[position]]) }

  /// Adds an entry at the end, and takes it away from where it stood.
  mutating func append(_ entry: String) {
    let line = HistoryLine.bytes(of: entry)
    if let former = lines.lastIndex(where: { isEqual(bytes, $0, line, line.indices) }) {
      lines.remove(at: former)
    }
    let start = bytes.count
    bytes += line
    lines.append(start..<bytes.count)
  }

  /// Whether the entry at a position begins with a text; quicker than to make a string of it.
  func entry(at position: Int, beginsWith prefix: [UInt8]) -> Bool {
    let range = lines[position]
    guard range.count >= prefix.count else { return false }
    return isEqual(bytes, range.prefix(prefix.count), prefix, prefix.indices)
  }

  /// The lines that are not empty.
  private static func lines(of bytes: [UInt8]) -> [Range<Int>] {
    var lines: [Range<Int>] = []
    bytes.withUnsafeBytes { buffer in
      guard let base = buffer.baseAddress else { return }
      var start = 0
      while start < buffer.count {
        let found = memchr(base + start, Int32(HistoryLine.newline), buffer.count - start)
        let end = found.map { base.distance(to: $0) } ?? buffer.count
        if end > start { lines.append(start..<end) }
        start = end + 1
      }
    }
    return lines
  }

  /// The lines without those that stand again further down, by a table of places that is probed
  /// from the hash of a line on.
  private static func distinct(_ lines: [Range<Int>], in bytes: [UInt8]) -> [Range<Int>] {
    var size = 16
    while size < 2 * lines.count { size *= 2 }
    var table = [Int32](repeating: -1, count: size), kept: [Range<Int>] = []
    kept.reserveCapacity(lines.count)
    for line in lines.reversed() {
      var place = hash(bytes, line) & (size - 1)
      while table[place] >= 0, !isEqual(bytes, kept[Int(table[place])], bytes, line) {
        place = (place + 1) & (size - 1)
      }
      guard table[place] < 0 else { continue }
      table[place] = Int32(kept.count)
      kept.append(line)
    }
    kept.reverse()
    return kept
  }
}

private func hash(_ bytes: [UInt8], _ range: Range<Int>) -> Int {
  var hasher = Hasher()
  bytes.withUnsafeBytes { hasher.combine(bytes: UnsafeRawBufferPointer(rebasing: $0[range])) }
  return hasher.finalize()
}

private func isEqual(
  _ a: [UInt8], _ range: Range<Int>, _ b: [UInt8], _ other: Range<Int>
) -> Bool {
  guard range.count == other.count else { return false }
  guard !range.isEmpty else { return true }
  return a.withUnsafeBytes { a in
    b.withUnsafeBytes { b in
      guard let first = a.baseAddress, let second = b.baseAddress else { return false }
      return memcmp(first + range.lowerBound, second + other.lowerBound, range.count) == 0
    }
  }
}

/// An entry as a line: a newline is written `\n`, a backslash `\\`.
enum HistoryLine {
  static let newline = UInt8(ascii: "\n")
  private static let backslash = UInt8(ascii: "\\")

  /// The line of an entry, without its newline.
  static func bytes(of entry: String) -> [UInt8] {
    var line: [UInt8] = []
    append(Array(entry.utf8).span.bytes, to: &line)
    line.removeLast()
    return line
  }

  /// Appends the bytes of an entry as a line.
  static func append(_ entry: RawSpan, to lines: inout [UInt8]) {
    for place in 0..<entry.byteCount {
      let byte = entry.unsafeLoad(fromByteOffset: place, as: UInt8.self)
      switch byte {
      case newline: lines += [backslash, UInt8(ascii: "n")]
      case backslash: lines += [backslash, backslash]
      default: lines.append(byte)
      }
    }
    lines.append(newline)
  }

  /// The entry of a line.
  static func entry(of line: ArraySlice<UInt8>) -> String {
    guard containsBackslash(line) else { return String(decoding: line, as: UTF8.self) }
    var bytes: [UInt8] = []
    var rest = line[...]
    while let byte = rest.popFirst() {
      guard byte == backslash, let next = rest.popFirst() else {
        bytes.append(byte)
        continue
      }
      bytes.append(next == UInt8(ascii: "n") ? newline : next)
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func containsBackslash(_ line: ArraySlice<UInt8>) -> Bool {
    line.withUnsafeBytes { buffer in
      buffer.baseAddress.map { memchr($0, Int32(backslash), buffer.count) != nil } ?? false
    }
  }
}
