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
  ///
  /// A fraction stands behind `point`, which is a point or a comma.
  @inline(__always)
  init?(_ bytes: UnsafePointer<UInt8>, _ place: inout Int, _ end: Int, point: UInt8) {
    var at = place
    guard at < end else { return nil }
    // Signs are as good as random: no branch depends on them.
    let sign = bytes[at], minus = sign == UInt8(ascii: "-") ? 1 : 0
    isNegative = minus == 1
    at &+= minus &+ (sign == UInt8(ascii: "+") ? 1 : 0)
    let first = at
    var mantissa: UInt64 = 0
    // Few digits stand before a point, many behind it.
    while at < end {
      let digit = bytes[at] &- 0x30
      guard digit < 10 else { break }
      mantissa = mantissa &* 10 &+ UInt64(digit)
      at &+= 1
    }
    var count = at &- first, fraction = 0
    let hasPoint = at < end && bytes[at] == point
    if hasPoint {
      at &+= 1
      let start = at
      Decimal.digits(bytes, &at, end, &mantissa)
      fraction = at &- start
      count &+= fraction
    }
    if count == 0 { return nil }
    // Zeros before the first digit that counts take no room.
    isLong = count > 19 && Decimal.isLong(bytes, first, at, point)
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

  /// Adds the digits that stand at a place, eight at a time; the last ones, fewer than eight, together too.
  @inline(__always)
  private static func digits(
    _ bytes: UnsafePointer<UInt8>, _ at: inout Int, _ end: Int, _ mantissa: inout UInt64
  ) {
    while at &+ 8 <= end {
      let eight = UnsafeRawPointer(bytes + at).loadUnaligned(as: UInt64.self)
      let others = nonDigits(eight)
      if others == 0 {
        mantissa = mantissa &* 100_000_000 &+ number(eight)
        at &+= 8
        continue
      }
      let count = others.trailingZeroBitCount >> 3
      // What is no digit is shifted out at the end; zeros come in at the beginning.
      let own = count == 0 ? 0 : eight << UInt64(64 &- 8 &* count)
      mantissa = mantissa &* Decimal.smallTens[count] &+ number(own)
      at &+= count
      return
    }
    while at < end {
      let digit = bytes[at] &- 0x30
      guard digit < 10 else { break }
      mantissa = mantissa &* 10 &+ UInt64(digit)
      at &+= 1
    }
  }

  /// The highest bit of each of eight bytes that is none of 0x30 to 0x39.
  @inline(__always)
  private static func nonDigits(_ eight: UInt64) -> UInt64 {
    let distance = eight ^ 0x3030_3030_3030_3030
    return ((distance & 0x7f7f_7f7f_7f7f_7f7f) &+ 0x7676_7676_7676_7676 | distance)
      & 0x8080_8080_8080_8080
  }

  /// The number of eight digits, the first in the lowest byte: pairs, then fours, then all are put together.
  @inline(__always)
  private static func number(_ eight: UInt64) -> UInt64 {
    let pairs = ((eight & 0x0f0f_0f0f_0f0f_0f0f) &* (10 << 8 + 1)) >> 8
    let fours = ((pairs & 0x00ff_00ff_00ff_00ff) &* (100 << 16 + 1)) >> 16
    return ((fours & 0x0000_ffff_0000_ffff) &* (10_000 << 32 + 1)) >> 32
  }

  /// Whether more than 19 digits count between two places.
  private static func isLong(
    _ bytes: UnsafePointer<UInt8>, _ first: Int, _ end: Int, _ point: UInt8
  ) -> Bool {
    var count = 0
    for k in first..<end where bytes[k] != point {
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
  ///
  /// -0 is none: it is a double, and would lose its sign in a column that has other numbers further down.
  @inline(__always)
  var integer: Int? {
    guard isWhole, !isLong, mantissa != 0 || !isNegative else { return nil }
    if mantissa <= UInt64(Int.max) { return isNegative ? 0 &- Int(mantissa) : Int(mantissa) }
    return isNegative && mantissa == UInt64(1) << 63 ? Int.min : nil
  }

  /// The nearest double, half to even; nil where that takes more than is done here.
  ///
  /// m·10^e = m·5^e·2^e, and 5^|e| < 2^64: the product m·5^e is exact in 128 bits, for the quotient see below.
  @inline(__always)
  var number: Double? {
    guard !isLong else { return nil }
    if mantissa < 1 << 53, exponent <= 0, exponent >= -22 {
      // Both are exact: one rounding.
      return signed(Double(Int(mantissa)) / Decimal.tens[0 &- exponent])
    }
    if mantissa == 0 { return signed(0) }
    guard exponent >= -27, exponent <= 27 else { return nil }
    return signed(exponent < 0 ? quotient : product)
  }

  @inline(__always)
  private func signed(_ magnitude: Double) -> Double {
    Double(bitPattern: magnitude.bitPattern | (isNegative ? 1 << 63 : 0))
  }

  /// m/5^k·2^-k, k from 1 to 27, by one product with 1/5^k to 64 bits, or two with it to 128 bits where the first
  /// leaves it open (Lemire, "Number parsing at a gigabyte per second", 2021; that 128 bits are enough is his
  /// theorem for all m < 2^64).
  ///
  /// With m = M/2^up and R = 2^191/d rounded up, d = 5^k·2^wide ≥ 2^63: M·R/2^128 = m/5^k·2^(up + 63 - wide). Its upper
  /// 64 bits hold 53 for the number and one for rounding at least.
  @inline(__always)
  private var quotient: Double {
    let k = 0 &- exponent, up = mantissa.leadingZeroBitCount, scaled = mantissa << up
    var (high, low) = scaled.multipliedFullWidth(by: Decimal.reciprocals[k])
    if high & 0x1ff == 0x1ff {
      // The bits that are left away might carry.
      let (more, carries) = low.addingReportingOverflow(
        scaled.multipliedFullWidth(by: Decimal.lowerReciprocals[k]).high)
      low = more
      if carries { high &+= 1 }
    }
    let shift = 9 &+ Int(high >> 63)
    var bits = high >> UInt64(shift)
    // Exactly half way, which only a quotient without a rest is: to the even one.
    if low <= 1, bits & 3 == 1, bits << UInt64(shift) == high { bits &= ~1 }
    bits = (bits &+ (bits & 1)) >> 1
    let wide = Decimal.fives[k].leadingZeroBitCount
    let scale = shift &+ 1 &- up &- 63 &+ wide &+ exponent
    return Double(Int(bits)) * Double(bitPattern: UInt64(1023 &+ scale) << 52)
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

  // Tables are literals, which are there without being made; a test makes them again.

  /// 1/5^k, k from 1, rounded up: the upper 64 bits of 2^191/(5^k·2^w), with 5^k·2^w from 2^63 on.
  static let reciprocals: InlineArray<28, UInt64> = [
    0x0, 0xcccccccccccccccc, 0xa3d70a3d70a3d70a, 0x83126e978d4fdf3b, 0xd1b71758e219652b,
    0xa7c5ac471b478423, 0x8637bd05af6c69b5, 0xd6bf94d5e57a42bc, 0xabcc77118461cefc,
    0x89705f4136b4a597, 0xdbe6fecebdedd5be, 0xafebff0bcb24aafe, 0x8cbccc096f5088cb,
    0xe12e13424bb40e13, 0xb424dc35095cd80f, 0x901d7cf73ab0acd9, 0xe69594bec44de15b,
    0xb877aa3236a4b449, 0x9392ee8e921d5d07, 0xec1e4a7db69561a5, 0xbce5086492111aea,
    0x971da05074da7bee, 0xf1c90080baf72cb1, 0xc16d9a0095928a27, 0x9abe14cd44753b52,
    0xf79687aed3eec551, 0xc612062576589dda, 0x9e74d1b791e07e48,
  ]

  /// The lower 64 bits of the same.
  static let lowerReciprocals: InlineArray<28, UInt64> = [
    0x0, 0xcccccccccccccccd, 0x3d70a3d70a3d70a4, 0x645a1cac083126ea, 0xd3c36113404ea4a9,
    0xfcf80dc33721d54, 0xa63f9a49c2c1b110, 0x3d32907604691b4d, 0xfdc20d2b36ba7c3e,
    0x31680a88f8953031, 0xb573440e5a884d1c, 0xf78f69a51539d749, 0xf93f87b7442e45d4,
    0x2865a5f206b06fba, 0x538484c19ef38c95, 0xf9d37014bf60a11, 0x4c2ebe687989a9b4,
    0x9befeb9fad487c3, 0x3aff322e62439fd0, 0x2b31e9e3d06c32e6, 0x88f4bb1ca6bcf585,
    0xd3f6fc16ebca5e04, 0x5324c68b12dd6339, 0x75b7053c0f178294, 0xc4926a9672793543,
    0x3a83ddbd83f52205, 0x95364afe032a819e, 0x775ea264cf55347e,
  ]

  /// 5^k for all k with 5^k < 2^64.
  static let fives: InlineArray<28, UInt64> = [
    1, 5, 25, 125, 625, 3125, 15625, 78125, 390625, 1953125, 9765625, 48828125, 244140625,
    1220703125, 6103515625, 30517578125, 152587890625, 762939453125, 3814697265625,
    19073486328125, 95367431640625, 476837158203125, 2384185791015625, 11920928955078125,
    59604644775390625, 298023223876953125, 1490116119384765625, 7450580596923828125,
  ]

  /// The powers of ten that doubles hold exactly.
  static let tens: InlineArray<23, Double> = [
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17,
    1e18, 1e19, 1e20, 1e21, 1e22,
  ]

  private static let smallTens: InlineArray<8, UInt64> = [
    1, 10, 100, 1000, 10_000, 100_000, 1_000_000, 10_000_000,
  ]
}
