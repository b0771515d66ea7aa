import Tensors

/// Writes columns, or a matrix, as text: the shortest digits that are read as the same numbers.
struct CSVWriting {
  let separator: UInt8

  /// A column to be written.
  private enum Column {
    case tensor(Tensor, first: Int, step: Int)
    case texts([String])
  }

  func parts(of content: ArrayContent) throws(ArrayFileError) -> [FilePart] {
    switch content {
    case .tensor(let tensor): [.bytes(try matrix(tensor))]
    case .texts(let column):
      // Without a name the first text would be one.
      [.bytes(try lines([.texts(column.texts)], count: column.codes.count, names: ["c1"]))]
    case .named(let columns): [.bytes(try table(columns))]
    }
  }

  private func matrix(_ tensor: Tensor) throws(ArrayFileError) -> [UInt8] {
    try refuseComplex(tensor, "the tensor")
    guard (1...2).contains(tensor.shape.rank) else {
      throw .unwritable(
        format: CSV.name,
        reason: "it holds rows and columns, not a tensor of shape \(tensor.shape)",
        hint: "a name that ends in .npy holds any shape")
    }
    let width = tensor.shape.rank == 2 ? tensor.shape[1] : 1
    guard width > 0 else {
      throw .unwritable(format: CSV.name, reason: "there are no columns to write", hint: nil)
    }
    let columns = (0..<width).map { Column.tensor(tensor, first: $0, step: width) }
    return try lines(columns, count: tensor.shape[0], names: nil)
  }

  private func table(
    _ named: [(name: String, content: ArrayContent)]
  ) throws(ArrayFileError) -> [UInt8] {
    var columns: [Column] = [], count: Int?
    for (name, content) in named {
      let length: Int
      switch content {
      case .texts(let texts):
        columns.append(.texts(texts.texts))
        length = texts.codes.count
      case .tensor(let tensor) where tensor.shape.rank == 1:
        try refuseComplex(tensor, name)
        columns.append(.tensor(tensor, first: 0, step: 1))
        length = tensor.shape[0]
      case .tensor, .named:
        throw .unwritable(
          format: CSV.name, reason: "\(name) is \(content.words), and a column is a vector",
          hint: "a name that ends in .npz holds tensors of any shape")
      }
      guard length == count ?? length else {
        throw .unwritable(
          format: CSV.name,
          reason: "\(name) has \(length) rows, and the columns before it \(count ?? 0)",
          hint: nil)
      }
      count = length
    }
    return try lines(columns, count: count ?? 0, names: named.map(\.name))
  }

  private func refuseComplex(_ tensor: Tensor, _ name: String) throws(ArrayFileError) {
    if tensor.type == .c128 {
      throw .unwritable(
        format: CSV.name, reason: "\(name) is complex, and a field is one number",
        hint: "a name that ends in .npy holds complex numbers")
    }
  }

  private func lines(
    _ columns: [Column], count: Int, names: [String]?
  ) throws(ArrayFileError) -> [UInt8] {
    var text: [UInt8] = []
    if let names {
      for (k, name) in names.enumerated() {
        if k > 0 { text.append(separator) }
        append(name, to: &text, isName: true)
      }
      text.append(CSVScanner.lf)
    }
    for row in 0..<count {
      if row & 0xfff == 0 {
        do throws(TensorError) { try Interruption.check() } catch { throw .tensor(error) }
      }
      let start = text.count
      for (k, column) in columns.enumerated() {
        if k > 0 { text.append(separator) }
        switch column {
        case .tensor(let tensor, let first, let step):
          append(tensor[flat: first + row * step], to: &text)
        case .texts(let texts): append(texts[row], to: &text, isName: false)
        }
      }
      // A line without a character would be no row.
      if text.count == start { text += [CSVScanner.quote, CSVScanner.quote] }
      text.append(CSVScanner.lf)
    }
    return text
  }

  private func append(_ number: Scalar, to text: inout [UInt8]) {
    switch number {
    case .bool(let b): text += (b ? "true" : "false").utf8
    case .int(let x): text += "\(x)".utf8
    case .float32(let x): text += (x.isNaN ? "nan" : "\(x)").utf8
    case .float(let x): text += (x.isNaN ? "nan" : "\(x)").utf8
    case .complex: break
    }
  }

  /// A text, in quotes where it would be read as something else.
  private func append(_ field: String, to text: inout [UInt8], isName: Bool) {
    var field = field
    field.withUTF8 { bytes in
      guard needsQuotes(bytes, isName: isName) else {
        text += bytes
        return
      }
      text.append(CSVScanner.quote)
      for byte in bytes {
        if byte == CSVScanner.quote { text.append(byte) }
        text.append(byte)
      }
      text.append(CSVScanner.quote)
    }
  }

  /// Whether a text would be read as something else without quotes.
  ///
  /// Words for missing values are read as such with quotes as well; a row of them is no header without.
  private func needsQuotes(_ bytes: UnsafeBufferPointer<UInt8>, isName: Bool) -> Bool {
    // Any separator could be taken for that of the file.
    let isSpecial = bytes.contains {
      $0 == separator || CSVLayout.separators.contains($0) || $0 == CSVScanner.quote
        || $0 == CSVScanner.lf || $0 == CSVScanner.cr
        || $0 == UInt8(ascii: "#")
    }
    if isSpecial || bytes.first == 0xef { return true }
    switch CSVField(bytes, 0..<bytes.count, point: UInt8(ascii: ".")) {
    case .integer, .number, .truth: return true
    case .missing: return isName && !bytes.isEmpty
    case .text: return false
    }
  }
}
