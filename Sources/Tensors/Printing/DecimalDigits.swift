/// The decimal digits of a positive finite double, rounded to so many significant ones.
///
/// The rounding is exact: the double's binary value is compared with the decimal one in integers,
/// and a tie goes to the even digit. No C library takes part, so no locale does.
struct DecimalDigits {
  /// The digits as an integer without trailing zeros; its first digit stands before the point.
  let digits: UInt64
  /// How many digits that is.
  let count: Int
  /// The decimal exponent of the first digit.
  let exponent: Int

  /// - Precondition: `x` is positive and finite, `places` within 1...17.
  init(rounding x: Double, to places: Int) {
    let significand = x.significandBitPattern | (x.isNormal ? 1 << 52 : 0)
    let power = max(1, Int(x.exponentBitPattern)) - 1075
    let lower = powersOfTen[places - 1], upper = powersOfTen[places]
    // log10(2) is 0.30103: right but for one, which the digits themselves tell.
    let log2 = power + 63 - significand.leadingZeroBitCount
    var exponent = (log2 * 30103 - (log2 < 0 ? 99999 : 0)) / 100_000
    var digits = Self.scaled(significand, power, places - 1 - exponent)
    if digits < lower {
      exponent -= 1
      digits = Self.scaled(significand, power, places - 1 - exponent)
    }
    if digits >= upper {
      exponent += 1
      digits = Self.scaled(significand, power, places - 1 - exponent)
    }
    var count = places
    while count > 1 && digits % 10 == 0 {
      digits /= 10
      count -= 1
    }
    self.digits = digits
    self.count = count
    self.exponent = exponent
  }

  /// `significand · 2^power · 10^scale`, rounded to the nearest integer, ties to even.
  private static func scaled(_ significand: UInt64, _ power: Int, _ scale: Int) -> UInt64 {
    fast(significand, power, scale) ?? exact(significand, power, scale)
  }

  /// The same where numerator and denominator fit in 128 bits.
  private static func fast(_ significand: UInt64, _ power: Int, _ scale: Int) -> UInt64? {
    guard power > -120, power < 64, scale > -25, scale < 23 else { return nil }
    var numerator = UInt128(significand), denominator: UInt128 = 1
    if scale >= 0 { numerator *= tenTo(scale) } else { denominator = tenTo(-scale) }
    if power >= 0 {
      guard numerator.leadingZeroBitCount > power else { return nil }
      numerator <<= UInt128(power)
    } else {
      guard denominator.leadingZeroBitCount > 1 - power else { return nil }
      denominator <<= UInt128(-power)
    }
    let (quotient, remainder) = numerator.quotientAndRemainder(dividingBy: denominator)
    // The denominator has a bit to spare, so the double of the remainder fits.
    let isUp =
      remainder * 2 > denominator || (remainder * 2 == denominator && quotient & 1 == 1)
    return UInt64(truncatingIfNeeded: quotient) &+ (isUp ? 1 : 0)
  }

  private static func tenTo(_ n: Int) -> UInt128 {
    n < 20
      ? UInt128(powersOfTen[n]) : UInt128(powersOfTen[19]) * UInt128(powersOfTen[n - 19])
  }

  /// The same in integers of any length.
  private static func exact(_ significand: UInt64, _ power: Int, _ scale: Int) -> UInt64 {
    var numerator = WideInteger(significand), denominator = WideInteger(1)
    numerator.multiply(byTenTo: max(0, scale))
    denominator.multiply(byTenTo: max(0, -scale))
    numerator.shiftLeft(max(0, power))
    denominator.shiftLeft(max(0, -power))
    let quotient = numerator.divide(by: denominator)
    numerator.shiftLeft(1)
    let isUp = denominator < numerator || (numerator == denominator && quotient & 1 == 1)
    return quotient &+ (isUp ? 1 : 0)
  }
}

// 10^0 to 10^19.
private let powersOfTen: [UInt64] = {
  var powers: [UInt64] = [1]
  for _ in 1...19 { powers.append((powers.last ?? 0) &* 10) }
  return powers
}()
