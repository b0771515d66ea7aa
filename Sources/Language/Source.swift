/// The number of one piece of text that was run: a prompt entry, a file, a module.
public struct SourceID: Hashable, Sendable {
  /// The number, unique within a session.
  public let number: Int32

  /// The identity with this number.
  public init(_ number: Int32) {
    self.number = number
  }
}

/// A half-open range of UTF-8 offsets in the text of one source.
public struct SourceSpan: Hashable, Sendable {
  /// The source that the offsets refer to.
  public let source: SourceID
  /// The offset of the first byte.
  public let start: Int32
  /// The offset behind the last byte.
  public let end: Int32

  /// The span of these offsets.
  public init(source: SourceID, start: Int32, end: Int32) {
    self.source = source
    self.start = start
    self.end = end
  }

  /// The smallest span that holds both; the receiver's source.
  public func joined(with other: SourceSpan) -> SourceSpan {
    SourceSpan(source: source, start: min(start, other.start), end: max(end, other.end))
  }
}

/// One piece of text with its name and its lines.
///
/// The text is what carets are drawn under: a byte order mark is dropped and signs pasted from a
/// PDF are mapped to plain ones (see `PastedText`) before any offset is taken.
public struct Source: Sendable {
  /// Where a text came from, which decides whether messages name a position.
  public enum Origin: Hashable, Sendable {
    /// Typed at the prompt or given by `-e`.
    case prompt
    /// Read from a file or from the library.
    case file
  }

  /// The identity of the text.
  public let id: SourceID
  /// How messages call it: `<prompt 3>`, `dirac.gms`.
  public let name: String
  /// Where it came from.
  public let origin: Origin
  /// The mapped text.
  public let text: String
  /// What the mapping of pasted signs changed, for a note to the user: `− to -`.
  public let changes: [String]
  /// The UTF-8 offset at which each line begins.
  public let lineStarts: [Int32]

  /// The longest text, in bytes, that is accepted.
  public static let sizeLimit = 1 << 28

  /// A source of this text, which the caller keeps below `sizeLimit`.
  public init(id: SourceID, name: String, origin: Origin = .prompt, text: String) {
    self.id = id
    self.name = name
    self.origin = origin
    var plain = text
    if plain.unicodeScalars.first == "\u{FEFF}" { plain.unicodeScalars.removeFirst() }
    (self.text, changes) = PastedText.mapped(plain)
    var starts: [Int32] = [0]
    for (offset, byte) in self.text.utf8.enumerated() where byte == UInt8(ascii: "\n") {
      starts.append(Int32(truncatingIfNeeded: offset + 1))
    }
    lineStarts = starts
  }

  /// A source of these bytes, which must be UTF-8.
  public init(id: SourceID, name: String, origin: Origin = .file, bytes: [UInt8])
    throws(SyntaxError)
  {
    let nowhere = SourceSpan(source: id, start: 0, end: 0)
    guard bytes.count <= Source.sizeLimit else {
      throw SyntaxError(.tooLong(bytes: bytes.count, limit: Source.sizeLimit), at: nowhere)
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw SyntaxError(.encoding(offset: Source.firstInvalidOffset(in: bytes)), at: nowhere)
    }
    self.init(id: id, name: name, origin: origin, text: text)
  }

  /// The span of the whole text.
  public var span: SourceSpan {
    SourceSpan(source: id, start: 0, end: Int32(truncatingIfNeeded: text.utf8.count))
  }

  /// The line and the column of an offset, base 1, columns counted in characters.
  public func location(of offset: Int32) -> (line: Int, column: Int) {
    let line = lineNumber(of: offset)
    let start = index(lineStarts[line - 1])
    let stop = max(start, index(offset))
    return (line, text[start..<stop].count + 1)
  }

  /// The line, base 1, that holds an offset.
  public func lineNumber(of offset: Int32) -> Int {
    var low = 0
    var high = lineStarts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if lineStarts[middle] <= offset { low = middle } else { high = middle }
    }
    return low + 1
  }

  /// The text of a line, base 1, without its newline; empty outside the text.
  public func line(_ number: Int) -> Substring {
    guard number >= 1, number <= lineStarts.count else { return "" }
    let start = index(lineStarts[number - 1])
    let end = number < lineStarts.count ? index(lineStarts[number]) : text.endIndex
    var line = text[start..<end]
    if let last = line.last, last == "\n" || last == "\r\n" { line.removeLast() }
    return line
  }

  /// The text under a span.
  public func text(of span: SourceSpan) -> Substring {
    let start = index(span.start)
    return text[start..<max(start, index(span.end))]
  }

  /// The index at an offset, moved into the text and down to a scalar.
  func index(_ offset: Int32) -> String.Index {
    let bounded = min(max(0, Int(offset)), text.utf8.count)
    var index = text.utf8.index(text.utf8.startIndex, offsetBy: bounded)
    while index > text.startIndex, index < text.endIndex, text.utf8[index] & 0xC0 == 0x80 {
      index = text.utf8.index(before: index)
    }
    return index
  }

  private static func firstInvalidOffset(in bytes: [UInt8]) -> Int {
    var decoder = UTF8()
    var iterator = bytes.makeIterator()
    var offset = 0
    while true {
      switch decoder.decode(&iterator) {
      case .scalarValue(let scalar): offset += UTF8.width(scalar)
      case .emptyInput, .error: return offset
      }
    }
  }
}
