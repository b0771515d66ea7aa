import Files
import Glibc
import Tensors

/// Comma-separated values: columns of numbers, truth values and texts.
///
/// With a header a record of columns; without one a matrix where all fields are numbers or all are truth
/// values, else columns c1, c2, ... A column of integers is i64, one with other numbers or missing values
/// f64 with nan for these.
enum CSV: ArrayFormat {
  static let name = "csv"
  static let endings = [".csv", ".tsv"]

  /// Any text may be one; also one with a zero here and there, which is then told with its line.
  static func recognises(_ bytes: UnsafeRawBufferPointer) -> Bool {
    let first = bytes.prefix(4096)
    let isControl = { (byte: UInt8) in
      byte < 0x09 && byte != 0 || byte > 0x0d && byte < 0x20 && byte != 0x1b
    }
    return isWide(bytes)
      || first.first != 0 && first.count { $0 == 0 } * 4 <= first.count
        && !first.contains(where: isControl)
  }

  /// Whether a text is marked as UTF-16.
  private static func isWide(_ bytes: UnsafeRawBufferPointer) -> Bool {
    bytes.starts(with: [0xff, 0xfe]) || bytes.starts(with: [0xfe, 0xff])
  }

  static func read(_ file: FileBytes, _ options: ArrayOptions) throws(ArrayFileError)
    -> ArrayContent
  {
    let whole = Complaint(path: file.path, format: name)
    let bytes = UnsafeBufferPointer(
      start: UnsafePointer(file.base.assumingMemoryBound(to: UInt8.self)), count: file.count)
    if isWide(file.bytes) {
      throw whole.unsupported(
        "it is a text in UTF-16, not in UTF-8", "iconv -f utf-16 -t utf-8 old.csv > new.csv")
    }
    try refuseZeros(file, whole)
    let layout = try CSVLayout(bytes, options, whole)
    let table = try CSVTable(layout, whole)
    guard let names = layout.names else {
      if let matrix = try table.matrix() { return .tensor(matrix) }
      if table.kinds.isEmpty { throw whole.damaged("it is empty") }
      let contents = try table.contents()
      return .named(contents.enumerated().map { ("c\($0 + 1)", $1) })
    }
    if table.rowCount == 0 {
      do throws(TensorError) {
        let none = try Tensor(Shape([0]), [Double]())
        return .named(names.map { ($0, .tensor(none)) })
      } catch { throw .tensor(error) }
    }
    return .named(zip(names, try table.contents()).map { ($0, $1) })
  }

  /// A byte zero is no text: no program writes one into a table, and few read on behind it.
  private static func refuseZeros(_ file: FileBytes, _ whole: Complaint) throws(ArrayFileError) {
    guard let found = memchr(file.base, 0, file.count) else { return }
    let offset = UnsafeRawPointer(found) - UnsafeRawPointer(file.base)
    let line = 1 + file.bytes[..<offset].count { $0 == CSVScanner.lf }
    throw whole.damaged("a byte zero stands in it", place: "line \(line), byte \(offset)")
  }

  static func parts(
    of content: ArrayContent, _ options: ArrayOptions
  ) throws(ArrayFileError) -> [FilePart] {
    try CSVWriting(separator: options.separator ?? UInt8(ascii: ",")).parts(of: content)
  }
}
