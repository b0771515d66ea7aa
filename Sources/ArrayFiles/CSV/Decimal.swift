/// Digits as they stand in a text: ±m·10^e, and the number nearest to them.
struct Decimal {
  private let mantissa: UInt64
  private let exponent: Int
  private let isNegative: Bool
  /// Whether there is neither a point nor an exponent.
  private let isWhole: Bool
  /// Whether there are more digits than fit.
  private let isLong: Bool

  /// Reads digits from a place on, which is then behind the last byte that belongs to them; nil where
  /// there is no digit.
  @inline(__always)
  init?(_ bytes: UnsafePointer<UInt8>, _ place: inout Int, _ end: Int) {
    var at = place
    guard at < end else { return nil }
    let sign = bytes[at]
    isNegative = sign == UInt8(ascii: "-")
    if isNegative || sign == UInt8(ascii: "+") { at &+= 1 }
    let first = at
    var mantissa: UInt64 = 0
    Decimal.digits(bytes, &at, end, &mantissa)
    var count = at &- first, fraction = 0
    let hasPoint = at < end && bytes[at] == UInt8(ascii: ".")
    if hasPoint {
      at &+= 1
      let start = at
      Decimal.digits(bytes, &at, end, &mantissa)
      fraction = at &- start
      count &+= fraction
    }
    if count == 0 { return nil }
    // Zeros before the first digit that counts take no room.
    isLong = count > 19 && Decimal.isLong(bytes, first, at)
    var exponent = 0 &- fraction, hasPower = false
    if at < end, bytes[at] | 0x20 == UInt8(ascii: "e"),
      let power = Decimal.power(bytes, at &+ 1, end)
    {
      exponent &+= power.value
      at = power.end
      hasPower = true
    }
    isWhole = !hasPoint && !hasPower
    self.mantissa = mantissa
    self.exponent = exponent
    place = at
  }

  /// Adds the digits that stand at a place, eight at a time where they do.
  @inline(__always)
  private static func digits(
    _ bytes: UnsafePointer<UInt8>, _ at: inout Int, _ end: Int, _ mantissa: inout UInt64
  ) {
    while at &+ 8 <= end {
      let eight = UnsafeRawPointer(bytes + at).loadUnaligned(as: UInt64.self)
      guard areDigits(eight) else { break }
      mantissa = mantissa &* 100_000_000 &+ number(eight)
      at &+= 8
    }
    while at < end {
      let digit = bytes[at] &- 0x30
      guard digit < 10 else { break }
      mantissa = mantissa &* 10 &+ UInt64(digit)
      at &+= 1
    }
  }

  /// Whether eight bytes are all from 0x30 to 0x39: the upper halves are 3, and still are when 6 is added.
  @inline(__always)
  private static func areDigits(_ eight: UInt64) -> Bool {
    let upper: UInt64 = 0xf0f0_f0f0_f0f0_f0f0
    return (eight & upper) | (((eight &+ 0x0606_0606_0606_0606) & upper) >> 4)
      == 0x3333_3333_3333_3333
  }

  /// The number of eight digits, the first in the lowest byte: pairs, then fours, then all are put together.
  @inline(__always)
  private static func number(_ eight: UInt64) -> UInt64 {
    let pairs = ((eight & 0x0f0f_0f0f_0f0f_0f0f) &* (10 << 8 + 1)) >> 8
    let fours = ((pairs & 0x00ff_00ff_00ff_00ff) &* (100 << 16 + 1)) >> 16
    return ((fours & 0x0000_ffff_0000_ffff) &* (10_000 << 32 + 1)) >> 32
  }

  /// Whether more than 19 digits count between two places.
  private static func isLong(_ bytes: UnsafePointer<UInt8>, _ first: Int, _ end: Int) -> Bool {
    var count = 0
    for k in first..<end where bytes[k] != UInt8(ascii: ".") {
      if count > 0 || bytes[k] != UInt8(ascii: "0") { count += 1 }
    }
    return count > 19
  }

  /// The exponent that stands at a place, and where it ends.
  private static func power(
    _ bytes: UnsafePointer<UInt8>, _ start: Int, _ end: Int
  ) -> (value: Int, end: Int)? {
    var at = start, power = 0
    guard at < end else { return nil }
    let isNegative = bytes[at] == UInt8(ascii: "-")
    if isNegative || bytes[at] == UInt8(ascii: "+") { at += 1 }
    let first = at
    while at < end, bytes[at] &- 0x30 < 10 {
      power = min(power * 10 + Int(bytes[at] &- 0x30), 100_000)
      at += 1
    }
    return at > first ? (isNegative ? -power : power, at) : nil
  }

  /// The integer, where it is one of 64 bits without point and exponent.
  @inline(__always)
  var integer: Int? {
    guard isWhole, !isLong else { return nil }
    if mantissa <= UInt64(Int.max) { return isNegative ? 0 &- Int(mantissa) : Int(mantissa) }
    return isNegative && mantissa == UInt64(1) << 63 ? Int.min : nil
  }

  /// The nearest double, half to even; nil where that takes more than 128 bits to tell.
  ///
  /// m·10^e = m·5^e·2^e, and 5^|e| < 2^64. The product m·5^e is exact in 128 bits. The quotient m/5^|e| is
  /// taken to 62 bits at least, with a last bit that says whether there is a rest: of a number of 64 bits
  /// that is all that rounding to 53 asks for.
  @inline(__always)
  var number: Double? {
    guard !isLong else { return nil }
    if mantissa < 1 << 53, exponent <= 0, exponent >= -22 {
      // Both are exact: one rounding.
      let magnitude = Double(Int(mantissa)) / Decimal.tens[0 &- exponent]
      return isNegative ? -magnitude : magnitude
    }
    if mantissa == 0 { return isNegative ? -0.0 : 0 }
    guard exponent >= -27, exponent <= 27 else { return nil }
    let magnitude = exponent < 0 ? quotient : product
    return isNegative ? -magnitude : magnitude
  }

  private var quotient: Double {
    let power = Decimal.fives[0 &- exponent]
    let up = mantissa.leadingZeroBitCount, wide = power.leadingZeroBitCount
    let high = (mantissa << up) >> 1, low = (mantissa << up) << 63
    let (quotient, rest) = (power << wide).dividingFullWidth((high, low))
    // m·2^up·2^63 / (5^k·2^wide), so m/5^k is the quotient times 2^(wide - up - 63).
    return Decimal.scaled(quotient | (rest != 0 ? 1 : 0), exponent &+ wide &- up &- 63)
  }

  private var product: Double {
    let (high, low) = mantissa.multipliedFullWidth(by: Decimal.fives[exponent])
    if high == 0 { return Decimal.scaled(low, exponent) }
    let shift = high.leadingZeroBitCount
    let top = shift == 0 ? high : high << shift | low >> (64 - shift)
    return Decimal.scaled(top | (low << shift != 0 ? 1 : 0), exponent + 64 - shift)
  }

  /// n·2^e, for exponents so small that only n is rounded.
  @inline(__always)
  private static func scaled(_ number: UInt64, _ exponent: Int) -> Double {
    Double(number) * Double(bitPattern: UInt64(1023 &+ exponent) << 52)
  }

  /// 5^k for all k with 5^k < 2^64.
  private static let fives: InlineArray<28, UInt64> = {
    var powers = InlineArray<28, UInt64>(repeating: 1)
    for k in 1..<28 { powers[k] = powers[k - 1] * 5 }
    return powers
  }()

  /// The powers of ten that doubles hold exactly.
  private static let tens: InlineArray<23, Double> = {
    var powers = InlineArray<23, Double>(repeating: 1)
    for k in 1..<23 { powers[k] = powers[k - 1] * 10 }
    return powers
  }()
}
