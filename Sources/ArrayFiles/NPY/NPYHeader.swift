/// The header of a .npy file: a dictionary as Python writes it, with three keys.
struct NPYHeader: Equatable {
  /// The type of the numbers, such as `<f8`.
  var description: String
  /// Whether the first axis varies fastest.
  var isFortran: Bool
  var extents: [Int]

  /// Why a text is no header, at an offset of it.
  struct Failure: Error {
    let reason: String
    let place: Int
  }

  /// The header that a text is.
  ///
  /// Keys in any order, blanks anywhere, a comma behind the last entry, `L` behind integers as Python 2
  /// wrote them.
  init(_ text: some Sequence<UInt8>) throws(Failure) {
    var reader = LiteralReader(text)
    func missing(_ what: String) -> Failure { Failure(reason: what, place: reader.place) }
    guard reader.skip("{") else { throw missing("a { is missing") }
    var description: String?, isFortran: Bool?, extents: [Int]?
    while !reader.skip("}") {
      guard let key = reader.text() else { throw missing("a key in quotes is missing") }
      guard reader.skip(":") else { throw missing("a colon is missing") }
      switch key {
      case "descr" where description == nil: description = reader.description()
      case "fortran_order" where isFortran == nil: isFortran = reader.truth()
      case "shape" where extents == nil: extents = reader.tuple()
      default: throw missing("the key \(key) is not one of these, or occurs twice")
      }
      if reader.hasFailed { throw missing("what stands for \(key) is not readable") }
      guard reader.skip(",") || reader.sees("}") else { throw missing("a comma is missing") }
    }
    guard reader.isAtEnd else { throw missing("something stands behind it") }
    guard let description else { throw missing("descr is missing") }
    guard let isFortran else { throw missing("fortran_order is missing") }
    guard let extents else { throw missing("shape is missing") }
    (self.description, self.isFortran, self.extents) = (description, isFortran, extents)
  }

  init(description: String, isFortran: Bool, extents: [Int]) {
    (self.description, self.isFortran, self.extents) = (description, isFortran, extents)
  }

  /// The text as NumPy writes it.
  var text: String {
    let tuple =
      extents.count == 1
      ? "(\(extents[0]),)" : "(\(extents.map(String.init).joined(separator: ", ")))"
    return "{'descr': '\(description)', 'fortran_order': \(isFortran ? "True" : "False"), "
      + "'shape': \(tuple), }"
  }
}

/// Reads the few literals of Python that stand in headers.
private struct LiteralReader {
  private let bytes: [UInt8]
  /// The offset of what comes next, or of what is not readable.
  private(set) var place = 0
  private(set) var hasFailed = false

  init(_ text: some Sequence<UInt8>) { bytes = Array(text) }

  private mutating func skipBlanks() {
    while place < bytes.count, [0x20, 0x09, 0x0a, 0x0d].contains(bytes[place]) { place += 1 }
  }

  var isAtEnd: Bool {
    mutating get {
      skipBlanks()
      return place == bytes.count
    }
  }

  mutating func sees(_ sign: Unicode.Scalar) -> Bool {
    skipBlanks()
    return place < bytes.count && bytes[place] == UInt8(ascii: sign)
  }

  mutating func skip(_ sign: Unicode.Scalar) -> Bool {
    guard sees(sign) else { return false }
    place += 1
    return true
  }

  private mutating func fail<T>() -> T? {
    hasFailed = true
    return nil
  }

  /// A text in quotes, without escapes.
  mutating func text() -> String? {
    skipBlanks()
    guard place < bytes.count, [UInt8(ascii: "'"), UInt8(ascii: "\"")].contains(bytes[place]) else {
      return fail()
    }
    let quote = bytes[place], start = place + 1
    guard let end = bytes[start...].firstIndex(of: quote), !bytes[start..<end].contains(0x5c) else {
      return fail()
    }
    place = end + 1
    return String(decoding: bytes[start..<end], as: UTF8.self)
  }

  /// A type: a text, or a list of the fields of a structure, of which only the beginning is told.
  mutating func description() -> String? {
    if !sees("[") { return text() }
    // A list holds no brackets in texts: it ends where as many are closed as were opened.
    var depth = 0
    while place < bytes.count {
      switch bytes[place] {
      case UInt8(ascii: "["), UInt8(ascii: "("): depth += 1
      case UInt8(ascii: "]"), UInt8(ascii: ")"): depth -= 1
      default: break
      }
      place += 1
      if depth == 0 { return "[" }
    }
    return fail()
  }

  mutating func truth() -> Bool? {
    skipBlanks()
    for (word, value) in [("True", true), ("False", false)]
    where bytes[place...].starts(with: word.utf8) {
      place += word.utf8.count
      return value
    }
    return fail()
  }

  /// Integers in parentheses; `(3,)` for one.
  mutating func tuple() -> [Int]? {
    guard skip("(") else { return fail() }
    var numbers: [Int] = []
    while !skip(")") {
      guard let number = number() else { return fail() }
      numbers.append(number)
      guard skip(",") || sees(")") else { return fail() }
    }
    return numbers
  }

  private mutating func number() -> Int? {
    skipBlanks()
    let start = place
    while place < bytes.count, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[place]) {
      place += 1
    }
    let number = Int(String(decoding: bytes[start..<place], as: UTF8.self))
    if place < bytes.count, bytes[place] == UInt8(ascii: "L") { place += 1 }
    return number
  }
}
