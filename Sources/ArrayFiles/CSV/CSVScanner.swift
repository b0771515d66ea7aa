/// Takes a .csv apart into fields (RFC 4180): quotes around fields, doubled within; rows end at LF, CR LF
/// or CR; blank lines are no rows.
struct CSVScanner {
  let bytes: UnsafeBufferPointer<UInt8>
  let separator: UInt8
  /// What stands before the fraction of a number.
  let point: UInt8
  private(set) var place: Int
  /// The line of the next field, from 1.
  private(set) var line = 1

  /// Whether the field before was the last of its row.
  private(set) var hasEndedRow = false

  /// A field of a row.
  struct Field {
    /// Without the quotes around it.
    var range: Range<Int>
    var isQuoted: Bool
  }

  /// Why the text is no .csv, at `place` in `line`.
  enum Failure: Error {
    case unclosedQuote(line: Int)
    case behindQuote(line: Int)
  }

  init(
    _ bytes: UnsafeBufferPointer<UInt8>, from start: Int, line: Int, separator: UInt8,
    point: UInt8
  ) {
    self.bytes = bytes
    self.point = point
    self.separator = separator
    self.line = line
    place = start
  }

  static let quote = UInt8(ascii: "\""), lf = UInt8(ascii: "\n"), cr = UInt8(ascii: "\r")

  /// Goes to the next row; false at the end.
  mutating func nextRow() -> Bool {
    while place < bytes.count, bytes[place] == CSVScanner.lf || bytes[place] == CSVScanner.cr {
      endLine()
    }
    return place < bytes.count
  }

  /// Goes over the end of a line.
  @inline(__always)
  private mutating func endLine() {
    let isPair =
      bytes[place] == CSVScanner.cr && place + 1 < bytes.count && bytes[place + 1] == CSVScanner.lf
    place += isPair ? 2 : 1
    line += 1
  }

  /// The next field of a row that has begun.
  @inline(__always)
  mutating func next() throws(Failure) -> Field {
    if place < bytes.count, bytes[place] == CSVScanner.quote { return try quoted() }
    let start = place, count = bytes.count
    var end = start
    while end < count {
      let byte = bytes[end]
      // Most bytes of fields are greater than all of these.
      if byte == separator || byte == CSVScanner.lf || byte == CSVScanner.cr { break }
      end &+= 1
    }
    place = end
    leaveField()
    return Field(range: start..<end, isQuoted: false)
  }

  /// Leaves a field that was read up to a place; false, and nothing is left, where it goes on.
  @inline(__always)
  mutating func leave(at end: Int) -> Bool {
    guard end < bytes.count else {
      place = end
      hasEndedRow = true
      return true
    }
    let byte = bytes[end]
    if byte == separator {
      place = end &+ 1
      hasEndedRow = false
      return true
    }
    guard byte == CSVScanner.lf || byte == CSVScanner.cr else { return false }
    place = end
    endLine()
    hasEndedRow = true
    return true
  }

  /// Goes over what separates a field from the next one.
  @inline(__always)
  private mutating func leaveField() { _ = leave(at: place) }

  private mutating func quoted() throws(Failure) -> Field {
    let start = place + 1, first = line
    place = start
    while place < bytes.count {
      switch bytes[place] {
      case CSVScanner.quote where place + 1 < bytes.count && bytes[place + 1] == CSVScanner.quote:
        place += 2
      case CSVScanner.quote:
        let end = place
        place += 1
        guard
          place == bytes.count
            || [separator, CSVScanner.lf, CSVScanner.cr].contains(bytes[place])
        else { throw .behindQuote(line: line) }
        leaveField()
        return Field(range: start..<end, isQuoted: true)
      case CSVScanner.lf, CSVScanner.cr: endLine()
      default: place += 1
      }
    }
    throw .unclosedQuote(line: first)
  }

  /// The text of a field, nil where it is no UTF-8.
  func text(_ field: Field) -> String? {
    let slice = UnsafeBufferPointer(rebasing: bytes[field.range])
    guard field.isQuoted, slice.contains(CSVScanner.quote) else {
      return String(validating: slice, as: UTF8.self)
    }
    // Every quote within quotes is doubled: the second one is left away.
    var plain: [UInt8] = [], isSecond = false
    plain.reserveCapacity(slice.count)
    for byte in slice {
      isSecond = byte == CSVScanner.quote && !isSecond
      if byte != CSVScanner.quote || isSecond { plain.append(byte) }
    }
    return String(validating: plain, as: UTF8.self)
  }

  /// The first byte of a field that belongs to no text in UTF-8.
  func badByte(_ field: Field) -> UInt8? {
    var parser = Unicode.UTF8.ForwardParser(), place = field.range.lowerBound
    var iterator = bytes[field.range].makeIterator()
    while true {
      switch parser.parseScalar(from: &iterator) {
      case .valid(let scalar): place += scalar.count
      case .error: return bytes[place]
      case .emptyInput: return nil
      }
    }
  }
}
