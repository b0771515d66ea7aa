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
  init(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) {
    var start = range.lowerBound, end = range.upperBound
    while start < end, bytes[start] == 0x20 || bytes[start] == 0x09 { start &+= 1 }
    while end > start, bytes[end &- 1] == 0x20 || bytes[end &- 1] == 0x09 { end &-= 1 }
    if start == end {
      self = .missing
    } else if let number = DecimalNumber.read(bytes, start, end) {
      self = number
    } else {
      self = CSVField.word(UnsafeBufferPointer(rebasing: bytes[start..<end]))
    }
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

/// Numbers as digits, read to the nearest double.
enum DecimalNumber {
  /// 5^k for all k with 5^k < 2^64.
  private static let fives: [UInt64] = (0...27).map { k in
    (0..<k).reduce(UInt64(1)) { product, _ in product * 5 }
  }

  /// The number that the bytes from `start` to `end` are; nil where they are none.
  @inline(__always)
  static func read(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> CSVField? {
    var place = start, digits = 0, point = -1
    var mantissa: UInt64 = 0
    let isNegative = bytes[place] == UInt8(ascii: "-")
    if isNegative || bytes[place] == UInt8(ascii: "+") { place &+= 1 }
    let first = place
    while place < end {
      let digit = bytes[place] &- 0x30
      if digit < 10 {
        mantissa = mantissa &* 10 &+ UInt64(digit)
        digits &+= 1
      } else if bytes[place] == UInt8(ascii: "."), point < 0 {
        point = digits
      } else {
        break
      }
      place &+= 1
    }
    if digits == 0 { return nil }
    var exponent = point < 0 ? 0 : point &- digits
    if place < end {
      guard bytes[place] | 0x20 == UInt8(ascii: "e"), let power = power(bytes, place &+ 1, end)
      else { return nil }
      exponent &+= power
    } else if point < 0, digits <= 18 {
      let number = Int(mantissa)
      return .integer(isNegative ? 0 &- number : number)
    }
    // Zeros before the first digit that counts are no digits.
    if digits > 19 { return long(bytes, start, end, isWhole: point < 0 && place == end, first) }
    if point < 0, place == end, let number = whole(mantissa, isNegative, digits) {
      return .integer(number)
    }
    guard let magnitude = magnitude(mantissa, exponent) else { return slow(bytes, start, end) }
    return .number(isNegative ? -magnitude : magnitude)
  }

  /// An integer of 19 digits, where it is one of 64 bits.
  private static func whole(_ mantissa: UInt64, _ isNegative: Bool, _ digits: Int) -> Int? {
    isNegative
      ? (mantissa <= UInt64(1) << 63 ? Int(truncatingIfNeeded: 0 &- mantissa) : nil)
      : Int(exactly: mantissa)
  }

  /// The exponent behind `e`.
  private static func power(
    _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int
  ) -> Int? {
    var place = start, power = 0
    guard place < end else { return nil }
    let isNegative = bytes[place] == UInt8(ascii: "-")
    if isNegative || bytes[place] == UInt8(ascii: "+") { place += 1 }
    guard place < end else { return nil }
    while place < end {
      let digit = bytes[place] &- 0x30
      guard digit < 10 else { return nil }
      power = min(power * 10 + Int(digit), 100_000)
      place += 1
    }
    return isNegative ? -power : power
  }

  /// The double nearest to m·10^e; nil where that takes more than 128 bits to tell.
  ///
  /// m·10^e = m·5^e·2^e, and 5^|e| < 2^64. The product m·5^e is exact in 128 bits. The quotient m/5^|e| is
  /// taken to 62 bits at least, with a last bit that says whether there is a rest: of a number of 64 bits
  /// that is all that rounding to 53, half to even, asks for.
  @inline(__always)
  private static func magnitude(_ mantissa: UInt64, _ exponent: Int) -> Double? {
    if mantissa == 0 { return 0 }
    if mantissa < 1 << 53, exponent <= 0, exponent >= -22 {
      return Double(mantissa) / tens[0 &- exponent]
    }
    guard exponent >= -27, exponent <= 27 else { return nil }
    if exponent >= 0 {
      let product = mantissa.multipliedFullWidth(by: fives[exponent])
      return rounded(product.high, product.low, exponent)
    }
    let power = fives[0 &- exponent]
    let up = mantissa.leadingZeroBitCount, wide = power.leadingZeroBitCount
    let high = (mantissa << up) >> 1, low = (mantissa << up) << 63
    let (quotient, rest) = (power << wide).dividingFullWidth((high, low))
    // m·2^up·2^63 / (5^k·2^wide), so m/5^k is the quotient times 2^(wide - up - 63).
    let scale = exponent &+ wide &- up &- 63
    return Double(sign: .plus, exponent: scale, significand: Double(quotient | (rest != 0 ? 1 : 0)))
  }

  /// The double nearest to a number of 128 bits times 2^e.
  private static func rounded(_ high: UInt64, _ low: UInt64, _ exponent: Int) -> Double {
    if high == 0 { return Double(sign: .plus, exponent: exponent, significand: Double(low)) }
    let shift = high.leadingZeroBitCount
    let top = shift == 0 ? high : high << shift | low >> (64 - shift)
    let rest = low << shift
    return Double(
      sign: .plus, exponent: exponent + 64 - shift,
      significand: Double(top | (rest != 0 ? 1 : 0)))
  }

  /// The powers of ten that doubles hold exactly.
  private static let tens: [Double] = (0...22).map { k in
    (0..<k).reduce(1.0) { product, _ in product * 10 }
  }

  /// A number of more than 19 digits, of which the first ones may be zeros.
  private static func long(
    _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int, isWhole: Bool, _ first: Int
  ) -> CSVField {
    if isWhole, let number = Int(String(decoding: bytes[start..<end], as: UTF8.self)) {
      return .integer(number)
    }
    return slow(bytes, start, end)
  }

  /// The C library's reading of what is known to be a number.
  private static func slow(
    _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int
  ) -> CSVField {
    .number(Double(String(decoding: bytes[start..<end], as: UTF8.self)) ?? .nan)
  }
}
