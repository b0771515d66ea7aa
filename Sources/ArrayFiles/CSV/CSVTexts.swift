/// The columns of texts of a .csv; equal texts are one.
struct CSVTexts {
  /// The texts of each column, none for those that are no texts.
  private var codes: [[Int]]
  private var distinct: [String] = []
  /// The texts met so far by what their bytes hash to.
  private var known: [(hash: UInt64, range: Range<Int>, code: Int)?]
  private let scanner: CSVScanner

  init(
    _ rows: CSVScanner, _ isWanted: [Bool], _ rowCount: Int, _ whole: Complaint
  ) throws(ArrayFileError) {
    codes = isWanted.map { _ in [] }
    known = Array(repeating: nil, count: 1 << 12)
    scanner = rows
    guard isWanted.contains(true) else { return }
    for k in codes.indices where isWanted[k] { codes[k].reserveCapacity(rowCount) }
    var scanner = rows
    while scanner.nextRow() {
      for k in codes.indices {
        let line = scanner.line
        let field: CSVScanner.Field
        do throws(CSVScanner.Failure) { field = try scanner.next() } catch {
          throw whole.quoteError(error)
        }
        guard isWanted[k] else { continue }
        guard let code = code(field) else {
          throw whole.damaged("a field is no text in UTF-8", place: "line \(line)")
        }
        codes[k].append(code)
      }
    }
  }

  /// The texts of a column.
  func column(_ k: Int) -> TextColumn { TextColumn(distinct: distinct, codes: codes[k]) }

  /// The place of the text of a field; one that was met before is found by its bytes.
  private mutating func code(_ field: CSVScanner.Field) -> Int? {
    if field.isQuoted { return scanner.text(field).map { added($0) } }
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in scanner.bytes[field.range] { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    let slot = Int(truncatingIfNeeded: hash >> 20) & (known.count - 1)
    if let entry = known[slot], entry.hash == hash, entry.range.count == field.range.count,
      scanner.bytes[entry.range].elementsEqual(scanner.bytes[field.range])
    {
      return entry.code
    }
    guard let text = scanner.text(field) else { return nil }
    let code = added(text)
    known[slot] = (hash, field.range, code)
    return code
  }

  private mutating func added(_ text: String) -> Int {
    distinct.append(text)
    return distinct.count - 1
  }
}
