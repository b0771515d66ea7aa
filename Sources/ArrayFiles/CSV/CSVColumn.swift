/// A column of a .csv as far as it was read: its fields decide what it is.
struct CSVColumn {
  enum Kind {
    case unknown, integers, numbers, truths, texts

    /// What two parts of a column are together.
    func joined(with other: Kind) -> Kind {
      switch (self, other) {
      case (.unknown, let kind), (let kind, .unknown): kind
      case (.integers, .numbers), (.numbers, .integers): .numbers
      default: self == other ? self : .texts
      }
    }
  }

  private(set) var kind = Kind.unknown
  /// Whether a number stood in quotes: it is a text, unless everything stands in quotes.
  private(set) var hasQuotedNumber = false

  /// Whether a missing value stood in quotes: where all of them do, and nothing else is there, they are
  /// empty texts and words.
  private(set) var hasQuotedMissing = false
  /// Whether a missing value stood there without quotes.
  private(set) var hasPlainMissing = false
  /// The first integer beyond 64 bits, which is a number from there on.
  var tooLarge: (line: Int, range: Range<Int>)?

  /// Whether it became a column of texts only after its first row.
  var isLate = false

  /// What a field does to a column.
  enum Effect {
    /// The field has these bits.
    case bits(UInt64)
    /// The integers so far are numbers from now on; then these bits.
    case widened(UInt64)
    /// Nothing is kept: its texts are read again at the end.
    case none
  }

  @inline(__always)
  mutating func take(_ field: CSVField, isQuoted: Bool) -> Effect {
    if case .missing = field, !isQuoted { hasPlainMissing = true }
    if isQuoted, kind != .texts {
      switch field {
      case .text: break
      case .missing: hasQuotedMissing = true
      case .integer, .number, .truth: hasQuotedNumber = true
      }
    }
    switch (kind, field) {
    case (.integers, .integer(let x)): return .bits(UInt64(bitPattern: Int64(x)))
    case (.numbers, .number(let x)): return .bits(x.bitPattern)
    case (.numbers, .integer(let x)): return .bits(Double(x).bitPattern)
    case (.numbers, .missing): return .bits(Double.nan.bitPattern)
    case (.texts, _): return .none
    case (.truths, .truth(let b)): return .bits(b ? 1 : 0)
    default: return change(field)
    }
  }

  /// The first field, or one of another kind than those before.
  private mutating func change(_ field: CSVField) -> Effect {
    switch (kind, field) {
    case (.unknown, .integer(let x)):
      kind = .integers
      return .bits(UInt64(bitPattern: Int64(x)))
    case (.unknown, .number(let x)):
      kind = .numbers
      return .bits(x.bitPattern)
    case (.unknown, .missing):
      kind = .numbers
      return .bits(Double.nan.bitPattern)
    case (.unknown, .truth(let b)):
      kind = .truths
      return .bits(b ? 1 : 0)
    case (.integers, .number(let x)):
      kind = .numbers
      return .widened(x.bitPattern)
    case (.integers, .missing):
      kind = .numbers
      return .widened(Double.nan.bitPattern)
    default:
      kind = .texts
      return .none
    }
  }
}
