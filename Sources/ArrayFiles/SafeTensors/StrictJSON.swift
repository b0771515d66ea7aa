import Tensors

/// JSON as the heads of safetensors have it: objects, arrays of integers, texts.
///
/// Strict where libraries are not: a key that occurs twice is an error, and nothing nests deeper than the format does.
struct StrictJSON {
  /// A value of a head.
  enum Value {
    case text(String)
    case integer(Int)
    case list([Value])
    case object([Member])
  }

  /// A value of an object, under its name.
  struct Member {
    let key: String
    let value: Value
    /// The offset of the name.
    let place: Int
  }

  private let bytes: UnsafeRawBufferPointer
  /// The offset of the next byte, also of what is wrong.
  private(set) var place = 0

  /// The bytes of memory that its values take, about: reserved from the budget by whoever asks for them,
  /// who releases them.
  private(set) var reserved = 0

  /// The most items of a list: no shape has more extents.
  private static let longestList = 64
  /// About what a member of an object takes: its name, its value, and its place in the set of names.
  private static let memberSize = 256

  /// Why there is no value.
  enum Failure: Error {
    /// What is wrong, at `place`.
    case damaged(String)
    /// Memory or time is up.
    case stopped(TensorError)
  }

  init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

  /// Takes memory from the budget, and looks whether Ctrl-C was pressed.
  private mutating func reserve(_ size: Int) throws(Failure) {
    do throws(TensorError) {
      try Interruption.check()
      try MemoryBudget.reserve(size)
    } catch { throw .stopped(error) }
    reserved += size
  }

  /// The one value that the bytes are, blanks around it.
  mutating func value() throws(Failure) -> Value {
    let value = try value(depth: 0)
    skipBlanks()
    guard place == bytes.count else { throw Failure.damaged("something stands behind the object") }
    return value
  }

  private mutating func skipBlanks() {
    while place < bytes.count, [0x20, 0x09, 0x0a, 0x0d].contains(bytes[place]) { place += 1 }
  }

  private mutating func skip(_ sign: Unicode.Scalar) -> Bool {
    skipBlanks()
    guard place < bytes.count, bytes[place] == UInt8(ascii: sign) else { return false }
    place += 1
    return true
  }

  private mutating func value(depth: Int) throws(Failure) -> Value {
    guard depth < 8 else { throw Failure.damaged("objects nest too deep") }
    if skip("{") { return .object(try object(depth)) }
    if skip("[") { return .list(try list(depth)) }
    if skip("\"") { return .text(try text()) }
    return .integer(try integer())
  }

  private mutating func object(_ depth: Int) throws(Failure) -> [Member] {
    var members: [Member] = [], keys: Set<String> = []
    if skip("}") { return members }
    repeat {
      guard skip("\"") else { throw Failure.damaged("a name in quotes is missing") }
      let start = place - 1
      try reserve(StrictJSON.memberSize)
      let key = try text()
      guard keys.insert(key).inserted else { throw Failure.damaged("the name \(key) occurs twice") }
      guard skip(":") else { throw Failure.damaged("a colon is missing") }
      members.append(Member(key: key, value: try value(depth: depth + 1), place: start))
    } while skip(",")
    guard skip("}") else { throw Failure.damaged("an object does not end") }
    return members
  }

  private mutating func list(_ depth: Int) throws(Failure) -> [Value] {
    var items: [Value] = []
    if skip("]") { return items }
    repeat {
      guard items.count < StrictJSON.longestList else {
        throw Failure.damaged("a list has more than \(StrictJSON.longestList) items")
      }
      items.append(try value(depth: depth + 1))
    } while skip(",")
    guard skip("]") else { throw Failure.damaged("a list does not end") }
    return items
  }

  private mutating func integer() throws(Failure) -> Int {
    let start = place
    if place < bytes.count, bytes[place] == UInt8(ascii: "-") { place += 1 }
    while place < bytes.count, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[place]) {
      place += 1
    }
    let digits = String(decoding: bytes[start..<place], as: UTF8.self)
    guard let number = Int(digits), String(number) == digits else {
      throw Failure.damaged("an integer is missing")
    }
    return number
  }

  /// A text behind its first quote.
  private mutating func text() throws(Failure) -> String {
    var text: [UInt8] = []
    while place < bytes.count {
      let byte = bytes[place]
      place += 1
      switch byte {
      case UInt8(ascii: "\""):
        guard let valid = String(validating: text, as: UTF8.self) else {
          throw Failure.damaged("a text is no UTF-8")
        }
        return valid
      case UInt8(ascii: "\\"): text += Array(String(try escaped()).utf8)
      case 0..<0x20: throw Failure.damaged("a control character stands in a text")
      default: text.append(byte)
      }
    }
    throw Failure.damaged("a text does not end")
  }

  private mutating func escaped() throws(Failure) -> Unicode.Scalar {
    guard place < bytes.count else { throw Failure.damaged("a text does not end") }
    defer { place += 1 }
    switch bytes[place] {
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{c}"
    case UInt8(ascii: "u"): return try scalar()
    case let byte where "\"\\/".utf8.contains(byte): return Unicode.Scalar(byte)
    default: throw Failure.damaged("an escape that JSON does not have")
    }
  }

  /// `\u` and four digits, twice for what is beyond them; the place stays at the last digit.
  private mutating func scalar() throws(Failure) -> Unicode.Scalar {
    let first = try digits()
    if let scalar = Unicode.Scalar(first) { return scalar }
    guard place + 2 < bytes.count, bytes[place + 1] == UInt8(ascii: "\\"),
      bytes[place + 2] == UInt8(ascii: "u")
    else { throw Failure.damaged("half of a character") }
    place += 2
    let second = try digits()
    guard (0xd800..<0xdc00).contains(first), (0xdc00..<0xe000).contains(second),
      let scalar = Unicode.Scalar(0x10000 + (first - 0xd800) << 10 + (second - 0xdc00))
    else { throw Failure.damaged("half of a character") }
    return scalar
  }

  private mutating func digits() throws(Failure) -> UInt32 {
    guard place + 4 < bytes.count,
      let code = UInt32(String(decoding: bytes[place + 1...place + 4], as: UTF8.self), radix: 16),
      bytes[place + 1] != UInt8(ascii: "+"), bytes[place + 1] != UInt8(ascii: "-")
    else { throw Failure.damaged("four digits are missing") }
    place += 4
    return code
  }

  /// A text in quotes, with escapes where JSON wants them.
  static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case _ where scalar.value < 0x20:
        let digits = String(scalar.value, radix: 16)
        quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }
}
