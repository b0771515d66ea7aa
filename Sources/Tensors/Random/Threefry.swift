/// The counter-based generator Threefry-2x32 with 20 rounds.
///
/// Source: Salmon, Moraes, Dror, Shaw, Parallel random numbers: as easy as 1, 2, 3 (2011).
enum Threefry {
  /// The 64 random bits, as two words, of a counter of 64 bits under a key of 64 bits.
  @inline(__always)
  static func block<L: WordLanes>(key k0: L, _ k1: L, counter c0: L, _ c1: L) -> (L, L) {
    let k2 = k0 ^ k1 ^ L(repeating: 0x1bd1_1bda)
    var x = (c0 &+ k0, c1 &+ k1)
    even(&x)
    inject(&x, k1, k2, 1)
    odd(&x)
    inject(&x, k2, k0, 2)
    even(&x)
    inject(&x, k0, k1, 3)
    odd(&x)
    inject(&x, k1, k2, 4)
    even(&x)
    inject(&x, k2, k0, 5)
    return x
  }

  @inline(__always)
  private static func even<L: WordLanes>(_ x: inout (L, L)) {
    mix(&x, 13)
    mix(&x, 15)
    mix(&x, 26)
    mix(&x, 6)
  }

  @inline(__always)
  private static func odd<L: WordLanes>(_ x: inout (L, L)) {
    mix(&x, 17)
    mix(&x, 29)
    mix(&x, 16)
    mix(&x, 24)
  }

  @inline(__always)
  private static func mix<L: WordLanes>(_ x: inout (L, L), _ turn: UInt32) {
    x.0 = x.0 &+ x.1
    x.1 = ((x.1 &<< L(repeating: turn)) | (x.1 &>> L(repeating: 32 &- turn))) ^ x.0
  }

  @inline(__always)
  private static func inject<L: WordLanes>(_ x: inout (L, L), _ a: L, _ b: L, _ round: UInt32) {
    x.0 = x.0 &+ a
    x.1 = x.1 &+ b &+ L(repeating: round)
  }
}

/// One word or a vector of words.
protocol WordLanes {
  init(repeating value: UInt32)
  static func &+ (a: Self, b: Self) -> Self
  static func ^ (a: Self, b: Self) -> Self
  static func | (a: Self, b: Self) -> Self
  static func &<< (a: Self, b: Self) -> Self
  static func &>> (a: Self, b: Self) -> Self
}

extension UInt32: WordLanes {
  init(repeating value: UInt32) { self = value }
}

extension SIMD16<UInt32>: WordLanes {}
