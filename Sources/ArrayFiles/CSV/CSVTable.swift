import Files
import Glibc
import Synchronization
import Tensors

/// The rows of a .csv: numbers and truth values in one pass, in parts by several threads; texts in a
/// second one.
final class CSVTable {
  private let layout: CSVLayout
  private let whole: Complaint
  /// The rows in parts, in order.
  private var parts: [PartBox] = []
  private(set) var kinds: [CSVColumn.Kind] = []

  /// The number of rows.
  var rowCount: Int { parts.reduce(0) { $0 + $1.part.rowCount } }

  private final class PartBox {
    var part: CSVPart
    /// Where its rows begin.
    let start: Int

    init(_ part: consuming CSVPart, start: Int) {
      self.part = part
      self.start = start
    }
  }

  init(_ layout: CSVLayout, _ whole: Complaint) throws(ArrayFileError) {
    self.layout = layout
    self.whole = whole
    try read(layout.rows.parts(ThreadPool.threads))
    kinds = (0..<layout.columnCount).map { kind(of: $0) }
    for k in kinds.indices where kinds[k] == .numbers {
      for box in parts where box.part.columns[k].kind == .integers { box.part.widen(k) }
      try refuseTooLarge(k)
    }
  }

  /// Refuses an integer beyond 64 bits in a column of whole numbers, where its last digits would be lost.
  private func refuseTooLarge(_ k: Int) throws(ArrayFileError) {
    for box in parts {
      guard let (line, range) = box.part.columns[k].tooLarge else { continue }
      guard cells(k, allSatisfy: { !$0.isFinite || $0 == $0.rounded() }) else { return }
      let bytes = layout.rows.bytes
      let before = bytes[layout.rows.place..<box.start].count { $0 == CSVScanner.lf }
      let digits = String(decoding: bytes[range], as: UTF8.self)
      throw whole.unsupported(
        "\(digits) in line \(line + before) is beyond the integers of gm (2^63 - 1)",
        "with a point, as \(digits)., it is the nearest number of 64 bits")
    }
  }

  /// Whether all fields of a column of numbers are such.
  private func cells(_ k: Int, allSatisfy condition: (Double) -> Bool) -> Bool {
    parts.allSatisfy { box in
      (0..<box.part.rowCount).allSatisfy {
        condition(Double(bitPattern: box.part.cells[$0 &* layout.columnCount &+ k]))
      }
    }
  }

  private func read(_ scanners: [CSVScanner]) throws(ArrayFileError) {
    let results = Mutex<[Int: Result<Unshared, CSVPart.Failure>]>([:]), count = layout.columnCount
    do throws(TensorError) {
      try ThreadPool.forEachBlock(count: scanners.count, block: 1) { range in
        for k in range {
          let result = Result { () throws(CSVPart.Failure) in
            Unshared(
              box: PartBox(
                try CSVPart(scanners[k], columnCount: count), start: scanners[k].place))
          }
          results.withLock { $0[k] = result }
        }
      }
    } catch { throw .tensor(error) }
    for k in scanners.indices {
      switch results.withLock({ $0[k] }) {
      case .success(let made)?: parts.append(made.box)
      case .failure(let failure)?: throw error(failure, linesBefore: scanners[0], scanners[k])
      case nil: throw .tensor(.interrupted)
      }
    }
  }

  /// A part that one thread made and another one goes on with.
  private struct Unshared: @unchecked Sendable {
    // Sendable because the maker lets go of it.
    let box: PartBox
  }

  private func error(
    _ failure: CSVPart.Failure, linesBefore first: CSVScanner, _ scanner: CSVScanner
  ) -> ArrayFileError {
    // Lines of a part are counted from its own beginning.
    let lines = first.bytes[first.place..<scanner.place].count { $0 == CSVScanner.lf }
    switch failure {
    case .tensor(let error): return .tensor(error)
    case .quotes(let failure): return whole.quoteError(failure)
    case .noText(let line, let byte): return whole.noText(line: line + lines, byte)
    case .ragged(let line, let count):
      let fields = count == 1 ? "1 field" : "\(count) fields"
      return whole.damaged(
        "a row has \(fields), and the first one \(layout.columnCount)",
        place: "line \(line + lines)")
    }
  }

  /// What a column is, all parts together.
  private func kind(of k: Int) -> CSVColumn.Kind {
    let hasUnquoted = !layout.isHeaderQuoted || parts.contains { $0.part.hasUnquoted }
    var sum = CSVColumn.Kind.unknown
    for box in parts where box.part.rowCount > 0 {
      let column = box.part.columns[k]
      if column.hasQuotedNumber, hasUnquoted { return .texts }
      sum = sum.joined(with: column.kind)
    }
    // Blanks in quotes are texts, unless everything stands in quotes.
    if sum == .numbers, hasUnquoted, parts.contains(where: { $0.part.columns[k].hasQuotedMissing }),
      !parts.contains(where: { $0.part.columns[k].hasPlainMissing }), cells(k, allSatisfy: \.isNaN)
    {
      return .texts
    }
    return sum
  }

  /// The columns as tensors and texts.
  func contents() throws(ArrayFileError) -> [ArrayContent] {
    let late = kinds.indices.map { kinds[$0] == .texts && isLate($0) }
    var texts = try CSVTexts(layout.rows, late, whole)
    var early = SharedTexts(parts.flatMap { $0.part.texts.distinct })
    var contents: [ArrayContent] = []
    for (k, kind) in kinds.enumerated() {
      if kind == .texts {
        contents.append(.texts(late[k] ? texts.column(k) : early.column(codes(k))))
      } else {
        contents.append(.tensor(try tensor(Shape([rowCount]), kind, column: k)))
      }
    }
    return contents
  }

  /// Whether a part took a column of texts for something else at first.
  private func isLate(_ k: Int) -> Bool {
    parts.contains { box in
      box.part.rowCount > 0 && (box.part.columns[k].kind != .texts || box.part.columns[k].isLate)
    }
  }

  /// The places of a column's fields among the texts of all parts.
  private func codes(_ k: Int) -> [Int] {
    var codes: [Int] = [], first = 0
    codes.reserveCapacity(rowCount)
    for box in parts {
      let cells = box.part.cells, width = kinds.count
      for row in 0..<box.part.rowCount {
        codes.append(first &+ Int(truncatingIfNeeded: cells[row &* width &+ k]))
      }
      first += box.part.texts.distinct.count
    }
    return codes
  }

  /// All fields as a matrix; nil where they are neither all numbers nor all truth values.
  func matrix() throws(ArrayFileError) -> Tensor? {
    let all = Set(kinds)
    if all == [.truths] {
      return try tensor(Shape([rowCount, kinds.count]), .truths, column: nil)
    }
    guard !all.isEmpty, all.isSubset(of: [.integers, .numbers]) else { return nil }
    if all.count == 2 {
      for k in kinds.indices where kinds[k] == .integers { for box in parts { box.part.widen(k) } }
    }
    let kind: CSVColumn.Kind = all == [.integers] ? .integers : .numbers
    return try tensor(Shape([rowCount, kinds.count]), kind, column: nil)
  }

  /// A column as a tensor, or all of them.
  private func tensor(
    _ shape: Shape, _ kind: CSVColumn.Kind, column: Int?
  ) throws(ArrayFileError) -> Tensor {
    let type: ElementType = kind == .integers ? .i64 : kind == .truths ? .bool : .f64
    let width = kinds.count
    do throws(TensorError) {
      return try Tensor(shape, type) { target in
        var out = target
        for box in parts {
          // A matrix is every field, a column each so many fields on.
          let cells = box.part.cells + (column ?? 0), step = column == nil ? 1 : width
          let count = column == nil ? box.part.rowCount * width : box.part.rowCount
          for k in 0..<count {
            let bits = cells[k &* step]
            if type == .bool {
              out.storeBytes(of: UInt8(truncatingIfNeeded: bits), toByteOffset: k, as: UInt8.self)
            } else {
              out.storeBytes(of: bits, toByteOffset: k &* 8, as: UInt64.self)
            }
          }
          out += count * type.size
        }
      }
    } catch { throw .tensor(error) }
  }
}

extension CSVScanner {
  /// The rows in parts of about equal size, for several threads; in one where they are few, or where
  /// line ends may stand in quotes.
  func parts(_ count: Int) -> [CSVScanner] {
    let size = bytes.count - place
    guard count > 1, size > 1 << 20, let base = bytes.baseAddress,
      memchr(base + place, Int32(CSVScanner.quote), size) == nil
    else { return [self] }
    var ends: [Int] = []
    for k in 1..<count {
      let wanted = place + size / count * k
      guard let found = memchr(base + wanted, Int32(CSVScanner.lf), bytes.count - wanted) else {
        break
      }
      let end = found - UnsafeMutableRawPointer(mutating: base) + 1
      if end > ends.last ?? place { ends.append(end) }
    }
    ends.append(bytes.count)
    var starts = [place]
    starts += ends.dropLast()
    return zip(starts, ends).map { start, end in
      CSVScanner(
        UnsafeBufferPointer(start: base, count: end), from: start, line: line, separator: separator,
        point: point)
    }
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
