import Tensors

/// The columns of a .csv that turned out to be texts after they had been taken for something else: their
/// fields are read again.
struct CSVTexts {
  private var codes: [[Int]]
  private var shared: SharedTexts

  init(
    _ rows: CSVScanner, _ isWanted: [Bool], _ whole: Complaint
  ) throws(ArrayFileError) {
    codes = isWanted.map { _ in [] }
    shared = SharedTexts([])
    guard isWanted.contains(true) else { return }
    var scanner = rows, texts = TextTable(), count = 0
    while scanner.nextRow() {
      if count & 0xfff == 0 {
        do throws(TensorError) { try Interruption.check() } catch { throw .tensor(error) }
      }
      count &+= 1
      for k in codes.indices {
        let line = scanner.line
        let field: CSVScanner.Field
        do throws(CSVScanner.Failure) { field = try scanner.next() } catch {
          throw whole.quoteError(error)
        }
        guard isWanted[k] else { continue }
        guard let code = texts.code(of: field, scanner) else {
          throw whole.noText(line: line, scanner.badByte(field))
        }
        codes[k].append(code)
      }
    }
    shared = SharedTexts(texts.distinct)
  }

  /// The texts of a column.
  mutating func column(_ k: Int) -> TextColumn { shared.column(codes[k]) }
}

extension Complaint {
  /// A field that is no text, because of a byte in it.
  func noText(line: Int, _ byte: UInt8?) -> ArrayFileError {
    let code = byte.map { "the byte 0x" + String($0, radix: 16, uppercase: true) } ?? "a byte"
    return unsupported(
      "\(code) in line \(line) is no text in UTF-8",
      "iconv -f latin1 -t utf-8 old.csv > new.csv, if it is in Latin-1")
  }
}
