/// An unsigned integer of any length, with just the operations that decimal printing needs.
struct WideInteger: Equatable {
  /// Least significant first; the last one is not 0.
  private var words: [UInt32]

  init(_ value: UInt64) {
    words = [UInt32(truncatingIfNeeded: value), UInt32(value >> 32)]
    trim()
  }

  private mutating func trim() {
    while words.last == 0 { words.removeLast() }
  }

  mutating func multiply(byTenTo n: Int) {
    for _ in 0..<n / 9 { multiply(by: 1_000_000_000) }
    for _ in 0..<n % 9 { multiply(by: 10) }
  }

  private mutating func multiply(by factor: UInt32) {
    var carry: UInt64 = 0
    for k in words.indices {
      carry += UInt64(words[k]) * UInt64(factor)
      words[k] = UInt32(truncatingIfNeeded: carry)
      carry >>= 32
    }
    if carry > 0 { words.append(UInt32(carry)) }
  }

  mutating func shiftLeft(_ bits: Int) {
    let (whole, part) = bits.quotientAndRemainder(dividingBy: 32)
    if part > 0 { multiply(by: 1 << UInt32(part)) }
    words.insert(contentsOf: repeatElement(0, count: whole), at: 0)
    trim()
  }

  /// Replaces the number by its remainder.
  ///
  /// - Returns: the quotient.
  /// - Precondition: the quotient is below 2^64.
  mutating func divide(by divisor: WideInteger) -> UInt64 {
    var quotient: UInt64 = 0
    let shift = max(0, bitWidth - divisor.bitWidth)
    var part = divisor
    part.shiftLeft(shift)
    for _ in 0...shift {
      quotient <<= 1
      if !(self < part) {
        subtract(part)
        quotient |= 1
      }
      part.halve()
    }
    return quotient
  }

  private var bitWidth: Int {
    guard let last = words.last else { return 0 }
    return words.count * 32 - last.leadingZeroBitCount
  }

  private mutating func halve() {
    var carry: UInt32 = 0
    for k in words.indices.reversed() {
      let word = words[k]
      words[k] = word >> 1 | carry
      carry = word << 31
    }
    trim()
  }

  /// - Precondition: `other` is not larger.
  private mutating func subtract(_ other: WideInteger) {
    var borrow: Int64 = 0
    for k in words.indices {
      let difference =
        Int64(words[k]) - (k < other.words.count ? Int64(other.words[k]) : 0) + borrow
      words[k] = UInt32(truncatingIfNeeded: difference)
      borrow = difference >> 32
    }
    trim()
  }

  static func < (a: WideInteger, b: WideInteger) -> Bool {
    if a.words.count != b.words.count { return a.words.count < b.words.count }
    for k in a.words.indices.reversed() where a.words[k] != b.words[k] {
      return a.words[k] < b.words[k]
    }
    return false
  }
}
