import Glibc
import Tensors

/// Consecutive rows of a .csv, read in one pass.
struct CSVPart: ~Copyable {
  private(set) var columns: [CSVColumn]
  private(set) var rowCount = 0
  /// Whether a field stood outside of quotes.
  private(set) var hasUnquoted = false
  /// The bits of all fields, row by row; of columns of texts anything.
  private(set) var cells: UnsafeMutablePointer<UInt64>
  private var capacity = 0
  private var used = 0
  /// The texts of columns that are texts from their first row on; their cells are places in it.
  private(set) var texts = TextTable()

  /// Why rows cannot be read.
  enum Failure: Error {
    case quotes(CSVScanner.Failure)
    case ragged(line: Int, count: Int)
    case noText(line: Int, byte: UInt8?)
    case tensor(TensorError)
  }

  /// Reads the rows that a scanner gives.
  init(_ scanner: CSVScanner, columnCount: Int) throws(Failure) {
    columns = [CSVColumn](repeating: CSVColumn(), count: columnCount)
    cells = .allocate(capacity: 1)
    try reserve(CSVPart.estimate(scanner) * columnCount)
    var scanner = scanner
    while scanner.nextRow() {
      if used &+ columnCount > capacity { try grow() }
      if rowCount & 0xfff == 0 {
        do throws(TensorError) { try Interruption.check() } catch { throw .tensor(error) }
      }
      try readRow(&scanner)
    }
  }

  deinit {
    cells.deallocate()
    MemoryBudget.release(capacity * 8)
  }

  private mutating func readRow(_ scanner: inout CSVScanner) throws(Failure) {
    let line = scanner.line, count = columns.count
    var k = 0
    while true {
      guard k < count else { throw try more(&scanner, line) }
      // Where numbers were before, there is mostly one again: it ends where its digits do.
      if let bits = columns[k].quick(&scanner) {
        cells[used &+ k] = bits
        hasUnquoted = true
      } else {
        try take(k, &scanner)
      }
      k &+= 1
      if scanner.hasEndedRow { break }
    }
    guard k == count else { throw .ragged(line: line, count: k) }
    used &+= count
    rowCount &+= 1
  }

  /// A field of any kind.
  private mutating func take(_ k: Int, _ scanner: inout CSVScanner) throws(Failure) {
    let field: CSVScanner.Field, line = scanner.line
    do throws(CSVScanner.Failure) { field = try scanner.next() } catch { throw .quotes(error) }
    if !field.isQuoted { hasUnquoted = true }
    if columns[k].kind == .texts {
      if !columns[k].isLate { cells[used &+ k] = UInt64(try code(of: field, scanner, line)) }
      return
    }
    let value = CSVField(scanner.bytes, field.range, point: scanner.point)
    if case .number(let x) = value, x.magnitude >= 0x1p63, columns[k].tooLarge == nil,
      CSVField.isWhole(scanner.bytes[field.range])
    {
      columns[k].tooLarge = (line, field.range)
    }
    switch columns[k].take(value, isQuoted: field.isQuoted)
    {
    case .bits(let bits): cells[used &+ k] = bits
    case .widened(let bits):
      widen(k)
      cells[used &+ k] = bits
    case .none:
      // Fields before it were taken for something else: the column is read again at the end.
      columns[k].isLate = rowCount > 0
      cells[used &+ k] = rowCount > 0 ? 0 : UInt64(try code(of: field, scanner, line))
    }
  }

  private mutating func code(
    of field: CSVScanner.Field, _ scanner: borrowing CSVScanner, _ line: Int
  ) throws(Failure) -> Int {
    guard let code = texts.code(of: field, scanner) else {
      throw .noText(line: line, byte: scanner.badByte(field))
    }
    return code
  }

  /// About how many rows there are, from the length of the first ones.
  private static func estimate(_ scanner: CSVScanner) -> Int {
    let size = scanner.bytes.count - scanner.place, sample = min(size, 1 << 15)
    let start = scanner.place
    let lines = scanner.bytes[start..<start + sample].count { $0 == CSVScanner.lf }
    return lines < 2 ? 0 : Int(Double(size) / Double(sample) * Double(lines) * 1.02) + 16
  }

  /// A row with more fields than the others: counts them for the message.
  private func more(_ scanner: inout CSVScanner, _ line: Int) throws(Failure) -> Failure {
    var count = columns.count
    repeat {
      do throws(CSVScanner.Failure) { _ = try scanner.next() } catch { throw .quotes(error) }
      count += 1
    } while !scanner.hasEndedRow
    return .ragged(line: line, count: count)
  }

  /// Makes room for as many fields again.
  private mutating func grow() throws(Failure) {
    try reserve(max(1024, capacity * 2, used + columns.count))
  }

  /// Makes room for so many fields.
  private mutating func reserve(_ wanted: Int) throws(Failure) {
    guard wanted > capacity else { return }
    do throws(TensorError) { try MemoryBudget.reserve((wanted - capacity) * 8) } catch {
      throw .tensor(error)
    }
    // Pages of 2 MiB, where there are any, are cleared in less time than small ones.
    let page = 1 << 21, size = wanted * 8
    let room = UnsafeMutableRawPointer.allocate(byteCount: size, alignment: size > page ? page : 16)
    if size > page { madvise(room, size, MADV_HUGEPAGE) }
    room.copyMemory(from: cells, byteCount: used * 8)
    cells.deallocate()
    (cells, capacity) = (room.bindMemory(to: UInt64.self, capacity: wanted), wanted)
  }

  /// Makes numbers of the integers of a column.
  mutating func widen(_ column: Int) {
    for row in 0..<rowCount {
      let place = row &* columns.count &+ column
      cells[place] = Double(Int64(bitPattern: cells[place])).bitPattern
    }
  }
}

extension CSVColumn {
  /// The bits of the next field, where it is a number as those before it; else the scanner stays.
  @inline(__always)
  func quick(_ scanner: inout CSVScanner) -> UInt64? {
    guard kind == .numbers || kind == .integers, let base = scanner.bytes.baseAddress else {
      return nil
    }
    var place = scanner.place
    guard let digits = Decimal(base, &place, scanner.bytes.count, point: scanner.point) else {
      return nil
    }
    let bits: UInt64
    if kind == .integers {
      guard let integer = digits.integer else { return nil }
      bits = UInt64(bitPattern: Int64(integer))
    } else {
      // An integer is the double nearest to it as well.
      guard let number = digits.number else { return nil }
      bits = number.bitPattern
    }
    return scanner.leave(at: place) ? bits : nil
  }
}
