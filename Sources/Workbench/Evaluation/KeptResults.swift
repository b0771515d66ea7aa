/// The values that statements printed, by number from 1.
///
/// Old ones go: the last ten thousand are kept, and fewer where they are big.
struct KeptResults {
  /// A value that a statement printed.
  struct Result {
    fileprivate(set) var value: Value
    /// The statement as typed.
    let statement: String
    fileprivate var size: Int

    /// Whether it is kept only while it is the last.
    var isBig: Bool {
      if case .tensor(let box) = value { return box.tensor.count > 100_000 }
      return size > KeptResults.mostBytes / 4
    }
  }

  /// How many there were.
  private(set) var count = 0
  private var kept: [Result] = []
  /// How many in front of `kept` went.
  private var gone = 0
  private var size = 0
  /// The most that are kept for sure where they are small.
  static let most = 10_000
  /// The bytes that values and statements may take.
  static let mostBytes = 1 << 28

  /// Keeps a value under the next number.
  mutating func append(_ value: Value, of statement: String) {
    if let last, last.isBig { replaceLast(KeptResults.tooBig) }
    count += 1
    let result = Result(
      value: value, statement: statement, size: value.byteCount + statement.utf8.count)
    kept.append(result)
    size += result.size
    while kept.count - gone > KeptResults.most || size > KeptResults.mostBytes,
      gone < kept.count - 1
    {
      size -= kept[gone].size
      kept[gone] = Result(value: .unset, statement: "", size: 0)
      gone += 1
    }
    // Moved to the front seldom, so that a result costs the same however many there were.
    if gone > KeptResults.most {
      kept.removeFirst(gone)
      gone = 0
    }
  }

  /// Puts another value in the place of the last one.
  mutating func replaceLast(_ value: Value) {
    guard let last = kept.last else { return }
    let result = Result(value: value, statement: last.statement, size: value.byteCount)
    size += result.size - last.size
    kept[kept.count - 1] = result
  }

  /// What is there for a big one that went.
  static var tooBig: Value { .text("a result too big to keep") }

  /// The number of the first that is kept.
  var first: Int { count - (kept.count - gone) + 1 }

  /// The result of a number, nil where there is none or it went.
  subscript(number: Int) -> Result? {
    number >= first && number <= count ? kept[kept.count - 1 - (count - number)] : nil
  }

  /// The last one.
  var last: Result? { self[count] }
}
