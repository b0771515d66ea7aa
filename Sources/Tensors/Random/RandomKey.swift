import CKernels

/// What a draw's numbers are made of: 64 bits, folded step by step along the path to the draw.
///
/// Keys are values: the same path gives the same key, whatever else was drawn.
public struct RandomKey: Hashable, Sendable {
  /// The bits.
  public let word: UInt64

  /// The key with these bits.
  public init(word: UInt64) { self.word = word }

  /// The key of a seed; neighbouring seeds give unrelated keys.
  public init(seed: UInt64) {
    // Half of the golden ratio's bits: no key that is folded from another starts from it.
    self.init(word: RandomKey.fold(0x6a09_e667_f3bc_c908, seed))
  }

  /// The key one step further: of turn, row, sample or site number `index`.
  public func folded(_ index: UInt64) -> RandomKey {
    RandomKey(word: RandomKey.fold(word, index))
  }

  /// The key one step further: of the site with this name.
  public func folded(_ name: String) -> RandomKey { folded(RandomKey.hash(name)) }

  /// A stable hash of a name's UTF-8: FNV-1a, then mixed.
  ///
  /// Source: Fowler, Noll, Vo, `www.isthe.com/chongo/tech/comp/fnv`.
  public static func hash(_ name: String) -> UInt64 {
    mix(
      name.utf8.reduce(0xcbf2_9ce4_8422_2325) { hash, byte in
        (hash ^ UInt64(byte)) &* 0x100_0000_01b3
      })
  }

  /// mix(key + γ(index + 1)) with γ the odd number nearest to 2⁶⁴/φ: the numbers `index` of a key
  /// are the stream of the generator SplitMix64 that starts there.
  ///
  /// Folding does not commute: between two steps stands `mix`, which is far from linear. For one key
  /// it is one-to-one in the index.
  ///
  /// Source: Steele, Lea, Flood, Fast splittable pseudorandom number generators (2014).
  @inline(__always)
  static func fold<L: KeyLanes>(_ key: L, _ index: L) -> L {
    mix(key &+ L.product(index &+ L(repeating: 1), L(repeating: 0x9e37_79b9_7f4a_7c15)))
  }

  /// A one-to-one map of 64 bits in which every bit of the result depends on every bit of z
  /// (Stafford's variant 13 of MurmurHash3's finaliser).
  @inline(__always)
  static func mix<L: KeyLanes>(_ z: L) -> L {
    let a = L.product(z ^ (z &>> L(repeating: 30)), L(repeating: 0xbf58_476d_1ce4_e5b9))
    let b = L.product(a ^ (a &>> L(repeating: 27)), L(repeating: 0x94d0_49bb_1331_11eb))
    return b ^ (b &>> L(repeating: 31))
  }
}

/// One key or a vector of them.
protocol KeyLanes: LaneBits {
  /// The lower 64 bits of a·b.
  static func product(_ a: Self, _ b: Self) -> Self
}

extension UInt64: KeyLanes {
  @inline(__always)
  static func product(_ a: UInt64, _ b: UInt64) -> UInt64 { a &* b }
}

extension SIMD8<UInt64>: KeyLanes {
  // The standard library's is a loop over the lanes.
  @inline(__always)
  static func product(_ a: Self, _ b: Self) -> Self { gm_multiply_u64x8(a, b) }
}
