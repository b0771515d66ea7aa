/// The columns of a .csv that turned out to be texts after they had been taken for something else: their
/// fields are read again.
struct CSVTexts {
  private var codes: [[Int]]
  private var texts = TextTable()

  init(
    _ rows: CSVScanner, _ isWanted: [Bool], _ whole: Complaint
  ) throws(ArrayFileError) {
    codes = isWanted.map { _ in [] }
    guard isWanted.contains(true) else { return }
    var scanner = rows
    while scanner.nextRow() {
      for k in codes.indices {
        let line = scanner.line
        let field: CSVScanner.Field
        do throws(CSVScanner.Failure) { field = try scanner.next() } catch {
          throw whole.quoteError(error)
        }
        guard isWanted[k] else { continue }
        guard let code = texts.code(of: field, scanner) else { throw whole.noText(line: line) }
        codes[k].append(code)
      }
    }
  }

  /// The texts of a column.
  func column(_ k: Int) -> TextColumn { TextColumn(distinct: texts.distinct, codes: codes[k]) }
}

extension Complaint {
  /// A field that is no text.
  func noText(line: Int) -> ArrayFileError {
    unsupported(
      "a field in line \(line) is no text in UTF-8",
      "iconv -f latin1 -t utf-8 old.csv > new.csv, if it is in Latin-1")
  }
}
