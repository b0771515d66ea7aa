import Glibc

/// What a field of a .csv is.
enum CSVField {
  case integer(Int)
  case number(Double)
  case truth(Bool)
  case missing
  case text

  /// What bytes are, blanks around them left aside.
  @inline(__always)
  init(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, point: UInt8) {
    var start = range.lowerBound, end = range.upperBound
    while start < end, bytes[start] == 0x20 || bytes[start] == 0x09 { start &+= 1 }
    while end > start, bytes[end &- 1] == 0x20 || bytes[end &- 1] == 0x09 { end &-= 1 }
    if start == end {
      self = .missing
    } else if let number = CSVField.number(bytes, start, end, point: point) {
      self = number
    } else {
      self = CSVField.word(UnsafeBufferPointer(rebasing: bytes[start..<end]))
    }
  }

  /// The number that the bytes from `start` to `end` are; nil where they are none.
  static func number(
    _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int, point: UInt8
  ) -> CSVField? {
    var place = start
    guard let base = bytes.baseAddress, let decimal = Decimal(base, &place, end, point: point),
      place == end
    else {
      return nil
    }
    if let integer = decimal.integer { return .integer(integer) }
    if let number = decimal.number { return .number(number) }
    let digits = bytes[start..<end].map { $0 == point ? UInt8(ascii: ".") : $0 }
    let text = String(decoding: digits, as: UTF8.self)
    // All digits of an integer beyond 64 bits count as well.
    return .number(Double(text) ?? .nan)
  }

  /// Whether digits are all that a number consists of, but for a sign and blanks around it.
  static func isWhole(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    bytes.allSatisfy { $0 &- 0x30 < 10 || [0x20, 0x09, 0x2b, 0x2d].contains($0) }
  }

  /// Words that stand for something: those that pandas takes for missing values, truth values, infinities.
  private static let words: [String: CSVField] = {
    var words: [String: CSVField] = [:]
    let missing = [
      "NA", "N/A", "n/a", "NaN", "nan", "-nan", "-NaN", "NULL", "null", "None", "<NA>", "#N/A",
      "#N/A N/A", "#NA", "1.#QNAN", "-1.#QNAN", "1.#IND", "-1.#IND",
    ]
    for word in missing { words[word] = .missing }
    for word in ["true", "True", "TRUE"] { words[word] = .truth(true) }
    for word in ["false", "False", "FALSE"] { words[word] = .truth(false) }
    for word in ["inf", "Inf", "INF", "Infinity", "infinity"] {
      words[word] = .number(.infinity)
      words["+" + word] = .number(.infinity)
      words["-" + word] = .number(-.infinity)
    }
    return words
  }()

  private static func word(_ bytes: UnsafeBufferPointer<UInt8>) -> CSVField {
    guard bytes.count <= 9 else { return .text }
    return words[String(decoding: bytes, as: UTF8.self)] ?? .text
  }
}
