/// How a .csv is laid out: where its rows begin, what separates fields, whether the first row is a header.
struct CSVLayout {
  /// How many fields the first row has.
  private(set) var columnCount = 0
  /// The names of the header, nil where there is none.
  private(set) var names: [String]?
  /// Whether all names stand in quotes; not so where there are none.
  private(set) var isHeaderQuoted = true
  /// The rows behind the header.
  private(set) var rows: CSVScanner

  /// Separators in the order in which they are looked for.
  static let separators = [",", ";", "\t", "|"].map { UInt8(ascii: $0) }

  init(
    _ bytes: UnsafeBufferPointer<UInt8>, _ options: ArrayOptions, _ whole: Complaint
  ) throws(ArrayFileError) {
    let (start, line) = CSVLayout.start(bytes)
    let point = options.point
    let separator = options.separator ?? CSVLayout.separator(bytes, from: start, point: point)
    rows = CSVScanner(bytes, from: start, line: line, separator: separator, point: point)
    guard rows.nextRow() else { return }
    var scanner = rows, fields: [CSVScanner.Field] = []
    repeat {
      do throws(CSVScanner.Failure) { fields.append(try scanner.next()) } catch {
        throw whole.quoteError(error)
      }
    } while !scanner.hasEndedRow
    columnCount = fields.count
    guard options.hasHeader ?? CSVLayout.isHeader(fields, scanner) else { return }
    isHeaderQuoted = fields.allSatisfy(\.isQuoted)
    names = try CSVLayout.names(fields, scanner, line: rows.line, whole)
    rows = scanner
  }

  /// Whether the first row is a header: a text stands in it and neither a number nor a truth value.
  ///
  /// What stands in quotes is a text; words for missing values are none, so a row of them is data.
  private static func isHeader(_ fields: [CSVScanner.Field], _ scanner: CSVScanner) -> Bool {
    var hasText = false
    for field in fields {
      if field.isQuoted {
        hasText = hasText || !field.range.isEmpty
        continue
      }
      switch CSVField(scanner.bytes, field.range, point: scanner.point) {
      case .integer, .number, .truth: return false
      case .text: hasText = true
      case .missing: break
      }
    }
    return hasText
  }

  /// The names of columns; one without a name is called after its place.
  private static func names(
    _ fields: [CSVScanner.Field], _ scanner: CSVScanner, line: Int, _ whole: Complaint
  ) throws(ArrayFileError) -> [String] {
    var names: [String] = [], known: Set<String> = []
    for (k, field) in fields.enumerated() {
      guard let text = scanner.text(field) else {
        throw whole.noText(line: line, scanner.badByte(field))
      }
      let name = text.isEmpty ? "c\(k + 1)" : text
      guard known.insert(name).inserted else {
        throw whole.unsupported(
          "two columns are called \(name) (line \(line))",
          "header=false takes the line for data, and calls the columns c1, c2, ...")
      }
      names.append(name)
    }
    return names
  }

  /// Behind a byte order mark and lines of comment at the top.
  private static func start(_ bytes: UnsafeBufferPointer<UInt8>) -> (offset: Int, line: Int) {
    var place = bytes.starts(with: [0xef, 0xbb, 0xbf]) ? 3 : 0, line = 1
    while place < bytes.count, bytes[place] == UInt8(ascii: "#") {
      while place < bytes.count, bytes[place] != CSVScanner.lf, bytes[place] != CSVScanner.cr {
        place += 1
      }
      if place + 1 < bytes.count, bytes[place] == CSVScanner.cr, bytes[place + 1] == CSVScanner.lf {
        place += 1
      }
      place = min(place + 1, bytes.count)
      line += 1
    }
    return (place, line)
  }

  /// The separator that occurs most in the first row, outside of quotes; a comma where none does, or a
  /// blank where numbers stand between blanks.
  private static func separator(
    _ bytes: UnsafeBufferPointer<UInt8>, from start: Int, point: UInt8
  ) -> UInt8 {
    var counts = [Int](repeating: 0, count: separators.count), isQuoted = false, isEmpty = true
    for byte in bytes[start...] {
      if byte == CSVScanner.quote { isQuoted.toggle() }
      if isQuoted { continue }
      if byte == CSVScanner.lf || byte == CSVScanner.cr {
        if isEmpty { continue }
        break
      }
      isEmpty = false
      if let k = separators.firstIndex(of: byte) { counts[k] += 1 }
    }
    // A comma within numbers separates nothing.
    if point == separators[0] { counts[0] = 0 }
    let most = counts.max() ?? 0
    if most > 0 { return separators[counts.firstIndex(of: most) ?? 0] }
    return isOfNumbers(bytes, from: start, point) ? UInt8(ascii: " ") : separators[0]
  }

  /// Whether the first row is of several numbers with a blank between them, as NumPy's savetxt writes.
  private static func isOfNumbers(
    _ bytes: UnsafeBufferPointer<UInt8>, from start: Int, _ point: UInt8
  ) -> Bool {
    var scanner = CSVScanner(
      bytes, from: start, line: 1, separator: UInt8(ascii: " "), point: point)
    var count = 0
    guard scanner.nextRow() else { return false }
    repeat {
      guard let field = try? scanner.next() else { return false }
      switch CSVField(bytes, field.range, point: point) {
      case .integer, .number: count += 1
      case .missing, .text, .truth: return false
      }
    } while !scanner.hasEndedRow
    return count > 1
  }
}
