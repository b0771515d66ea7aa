import Tensors

/// Writes columns, or a matrix, as text: the shortest digits that are read as the same numbers.
struct CSVWriting {
  let separator: UInt8

  /// A column to be written.
  private enum Column {
    case tensor(Tensor, first: Int, step: Int)
    /// Texts; whether all of them would be read as missing values without quotes.
    case texts([String], isBlank: Bool)

    static func texts(_ column: TextColumn) -> Column {
      .texts(column.texts, isBlank: column.distinct.allSatisfy { CSVField(of: $0).isMissing })
    }
  }

  func parts(of content: ArrayContent) throws(ArrayFileError) -> [FilePart] {
    switch content {
    case .tensor(let tensor): [.bytes(try matrix(tensor))]
    case .texts(let column):
      // Without a name the first text would be one.
      [.bytes(try lines([.texts(column)], count: column.codes.count, names: ["c1"]))]
    case .named(let columns): [.bytes(try table(columns))]
    }
  }

  private func matrix(_ tensor: Tensor) throws(ArrayFileError) -> [UInt8] {
    try refuseComplex(tensor, "the tensor")
    guard (1...2).contains(tensor.shape.rank) else {
      throw .unwritable(
        format: CSV.name,
        reason: "it holds rows and columns, not \(ArrayContent.tensor(tensor).words)",
        hint: "a name that ends in .npy holds any shape")
    }
    let width = tensor.shape.rank == 2 ? tensor.shape[1] : 1
    guard width > 0, tensor.shape[0] > 0 else {
      throw .unwritable(
        format: CSV.name,
        reason:
          "a tensor of shape \(tensor.shape) has no \(width > 0 ? "rows" : "columns") to write",
        hint: "a name that ends in .npy holds any shape; columns with names may be empty")
    }
    let columns = (0..<width).map { Column.tensor(tensor, first: $0, step: width) }
    return try lines(columns, count: tensor.shape[0], names: nil)
  }

  private func table(
    _ named: [(name: String, content: ArrayContent)]
  ) throws(ArrayFileError) -> [UInt8] {
    var columns: [Column] = [], count: Int?
    if named.isEmpty {
      throw .unwritable(format: CSV.name, reason: "there are no columns to write", hint: nil)
    }
    for (name, content) in named {
      let length: Int
      if name.isEmpty {
        throw .unwritable(
          format: CSV.name, reason: "a column has no name", hint: "a record with names: (x = x)")
      }
      switch content {
      case .texts(let texts):
        columns.append(.texts(texts))
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
    try refuseZeros(columns, names ?? [])
    if let names {
      for (k, name) in names.enumerated() {
        if k > 0 { text.append(separator) }
        append(name, to: &text, isQuoted: nameNeedsQuotes(name))
      }
      text.append(CSVScanner.lf)
      try refuseAllInQuotes(columns, names)
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
        case .texts(let texts, let isBlank):
          append(texts[row], to: &text, isQuoted: isBlank || needsQuotes(texts[row]))
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
  private func append(_ field: String, to text: inout [UInt8], isQuoted: Bool) {
    guard isQuoted else {
      text += field.utf8
      return
    }
    text.append(CSVScanner.quote)
    for byte in field.utf8 {
      if byte == CSVScanner.quote { text.append(byte) }
      text.append(byte)
    }
    text.append(CSVScanner.quote)
  }

  /// Whether a text would be read as something else without quotes.
  ///
  /// Words for missing values are texts where there are others in their column; a column of nothing else
  /// stands in quotes.
  private func needsQuotes(_ field: String) -> Bool {
    // Any separator could be taken for that of the file.
    let isSpecial = field.utf8.contains {
      $0 == separator || CSVLayout.separators.contains($0) || $0 == CSVScanner.quote
        || $0 == CSVScanner.lf || $0 == CSVScanner.cr
        || $0 == UInt8(ascii: "#")
    }
    if isSpecial || field.utf8.first == 0xef { return true }
    switch CSVField(of: field) {
    case .integer, .number, .truth: return true
    case .missing, .text: return false
    }
  }

  /// Names that are words for missing values are no header without quotes; nor are numbers with blanks
  /// between them, which are several fields.
  private func nameNeedsQuotes(_ name: String) -> Bool {
    needsQuotes(name) || CSVField(of: name).isMissing
      || name.split(separator: " ").allSatisfy { CSVField(of: String($0)).isNumber }
  }
}

// What no quotes help against.
extension CSVWriting {
  /// Refuses a zero in a text, which nobody reads again.
  private func refuseZeros(_ columns: [Column], _ names: [String]) throws(ArrayFileError) {
    var texts = names
    for case .texts(let more, _) in columns { texts += more }
    if texts.contains(where: { $0.utf8.contains(0) }) {
      throw .unwritable(
        format: CSV.name, reason: "a text has a character zero in it",
        hint: "a name that ends in .gmw holds any text")
    }
  }

  /// Refuses numbers as texts where nothing in the file would stand without quotes: they are then taken for
  /// numbers, as many programs quote everything.
  private func refuseAllInQuotes(_ columns: [Column], _ names: [String]) throws(ArrayFileError) {
    guard names.allSatisfy(nameNeedsQuotes) else { return }
    var isInDoubt = false
    for column in columns {
      guard case .texts(let texts, let isBlank) = column,
        isBlank
          || texts.allSatisfy({ needsQuotes($0) || columns.count == 1 && $0.isEmpty })
      else { return }
      isInDoubt = isInDoubt || texts.allSatisfy { !CSVField(of: $0).isText }
    }
    guard isInDoubt else { return }
    throw .unwritable(
      format: CSV.name,
      reason: "names and texts all look like numbers, and would be read as such",
      hint: "a word for a name: (x = texts)")
  }
}

extension CSVField {
  /// What a text is without quotes.
  fileprivate init(of text: String) {
    var text = text
    self = text.withUTF8 { CSVField($0, 0..<$0.count, point: UInt8(ascii: ".")) }
  }

  fileprivate var isMissing: Bool { if case .missing = self { true } else { false } }

  fileprivate var isText: Bool { if case .text = self { true } else { false } }

  fileprivate var isNumber: Bool {
    switch self {
    case .integer, .number: true
    case .truth, .missing, .text: false
    }
  }
}
