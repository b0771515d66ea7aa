import Files
import Tensors

/// The rows of a .csv, read in one pass; columns of texts take a second one.
struct CSVTable {
  private let layout: CSVLayout
  private let whole: Complaint
  private(set) var columns: [CSVColumn] = []
  /// The bits of all fields, row by row; of columns of texts anything.
  private var cells: [UInt64] = []
  private(set) var rowCount = 0
  /// The bytes of `cells` that the memory budget counts.
  private var reserved = 0

  init(_ layout: CSVLayout, _ whole: Complaint) throws(ArrayFileError) {
    self.layout = layout
    self.whole = whole
    var scanner = layout.rows
    var hasUnquoted = !layout.isHeaderQuoted
    while scanner.nextRow() { try readRow(&scanner, &hasUnquoted) }
    if hasUnquoted {
      for k in columns.indices where columns[k].hasQuotedNumber { columns[k].becomeTexts() }
    }
  }

  /// Gives back what the memory budget counted.
  func release() { MemoryBudget.release(reserved) }

  private mutating func readRow(
    _ scanner: inout CSVScanner, _ hasUnquoted: inout Bool
  ) throws(ArrayFileError) {
    let line = scanner.line, expected = columns.count
    if cells.count + expected > cells.capacity { try grow() }
    var k = 0
    while true {
      let field: CSVScanner.Field
      do throws(CSVScanner.Failure) { field = try scanner.next() } catch {
        throw whole.quoteError(error)
      }
      if k == columns.count {
        guard rowCount == 0 else { return try refuse(&scanner, line, from: k + 1, field) }
        columns.append(CSVColumn())
      }
      if !field.isQuoted { hasUnquoted = true }
      switch columns[k].take(CSVField(scanner.bytes, field.range), isQuoted: field.isQuoted) {
      case .bits(let bits): cells.append(bits)
      case .widened(let bits):
        widen(k)
        cells.append(bits)
      case .none: cells.append(0)
      }
      k &+= 1
      if field.endsRow { break }
    }
    guard k == columns.count else { throw ragged(line, k) }
    rowCount &+= 1
  }

  /// Makes room for as many fields again.
  private mutating func grow() throws(ArrayFileError) {
    let wanted = max(4096, cells.capacity * 2, cells.count + columns.count)
    do throws(TensorError) { try MemoryBudget.reserve((wanted - reserved / 8) * 8) } catch {
      MemoryBudget.release(reserved)
      throw .tensor(error)
    }
    reserved = wanted * 8
    cells.reserveCapacity(wanted)
  }

  /// Makes numbers of the integers of a column.
  private mutating func widen(_ column: Int) {
    for row in 0..<rowCount {
      let place = row * columns.count + column
      cells[place] = Double(Int64(bitPattern: cells[place])).bitPattern
    }
  }

  /// A row with more fields than the first: counts them for the message.
  private func refuse(
    _ scanner: inout CSVScanner, _ line: Int, from count: Int, _ field: CSVScanner.Field
  ) throws(ArrayFileError) {
    var count = count, field = field
    while !field.endsRow {
      do throws(CSVScanner.Failure) { field = try scanner.next() } catch {
        throw whole.quoteError(error)
      }
      count += 1
    }
    throw ragged(line, count)
  }

  private func ragged(_ line: Int, _ count: Int) -> ArrayFileError {
    MemoryBudget.release(reserved)
    let fields = count == 1 ? "1 field" : "\(count) fields"
    return whole.damaged(
      "line \(line) has \(fields), and those before it \(columns.count)", place: "line \(line)")
  }

  /// The columns as tensors and texts.
  func contents() throws(ArrayFileError) -> [ArrayContent] {
    let texts = try texts()
    var contents: [ArrayContent] = []
    for (k, column) in columns.enumerated() {
      if let texts = texts[k] {
        contents.append(.texts(texts))
      } else {
        contents.append(
          .tensor(try tensor(Shape([rowCount]), column.kind, from: k, by: columns.count)))
      }
    }
    return contents
  }

  /// All fields as a matrix; nil where not all are numbers.
  func matrix() throws(ArrayFileError) -> Tensor? {
    let kinds = Set(columns.map(\.kind))
    guard !kinds.isEmpty, kinds.isSubset(of: [.integers, .numbers]) else { return nil }
    let shape = Shape([rowCount, columns.count])
    if kinds.count == 1, let kind = kinds.first { return try tensor(shape, kind, from: 0, by: 1) }
    var mixed = self
    for (k, column) in columns.enumerated() where column.kind == .integers { mixed.widen(k) }
    return try mixed.tensor(shape, .numbers, from: 0, by: 1)
  }

  private func tensor(
    _ shape: Shape, _ kind: CSVColumn.Kind, from first: Int, by step: Int
  ) throws(ArrayFileError) -> Tensor {
    let type: ElementType = kind == .integers ? .i64 : kind == .truths ? .bool : .f64
    do throws(TensorError) {
      return try Tensor(shape, type) { target in
        cells.withUnsafeBufferPointer { cells in
          if kind == .truths {
            let out = target.assumingMemoryBound(to: Bool.self)
            for k in 0..<shape.count { out[k] = cells[first + k * step] == 1 }
          } else {
            let out = target.assumingMemoryBound(to: UInt64.self)
            for k in 0..<shape.count { out[k] = cells[first + k * step] }
          }
        }
      }
    } catch { throw .tensor(error) }
  }

  /// The fields of the columns of texts, equal texts as one; nil for other columns.
  private func texts() throws(ArrayFileError) -> [[String]?] {
    var texts: [[String]?] = columns.map { $0.kind == .texts ? [] : nil }
    guard texts.contains(where: { $0 != nil }) else { return texts }
    var known: Set<String> = [], scanner = layout.rows
    while scanner.nextRow() {
      for k in columns.indices {
        let line = scanner.line
        guard let field = try? scanner.next() else { return texts }
        guard texts[k] != nil else { continue }
        guard let text = scanner.text(field) else {
          throw whole.damaged("a field is no text in UTF-8", place: "line \(line)")
        }
        // Few texts repeat in a column of names, all in one of classes: a bound on what is looked up.
        if known.count < 10_000 {
          texts[k]?.append(known.insert(text).memberAfterInsert)
        } else {
          texts[k]?.append(text)
        }
      }
    }
    return texts
  }
}

extension Complaint {
  /// What is wrong with quotes.
  func quoteError(_ failure: CSVScanner.Failure) -> ArrayFileError {
    switch failure {
    case .unclosedQuote(let line):
      damaged("a quote is opened and not closed", place: "line \(line)")
    case .behindQuote(let line):
      damaged(
        "something stands between a closing quote and the end of its field", place: "line \(line)")
    }
  }
}
