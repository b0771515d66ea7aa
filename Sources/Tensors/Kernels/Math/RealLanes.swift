import CKernels

/// One double or a vector of them: what the elementwise kernels compute in.
///
/// Each kernel is written once over this protocol with a fixed order of operations, so that a
/// single number and any lane of a vector get the same bits.
protocol RealLanes {
  /// The result of a comparison, lane by lane.
  associatedtype Mask: LaneMask
  /// The lanes' bit patterns.
  associatedtype Bits: LaneBits

  init(repeating value: Double)
  init(bitPattern: Bits)
  var bitPattern: Bits { get }

  static func + (a: Self, b: Self) -> Self
  static func - (a: Self, b: Self) -> Self
  static func * (a: Self, b: Self) -> Self
  static func / (a: Self, b: Self) -> Self
  static prefix func - (a: Self) -> Self

  /// a·b + c, rounded once.
  static func fma(_ a: Self, _ b: Self, _ c: Self) -> Self
  /// x·2ⁿ for an integral n in −2044...2046, rounded once.
  static func scale(_ x: Self, by n: Self) -> Self
  /// x kept within low...high; nan stays nan.
  static func clamp(_ x: Self, _ low: Double, _ high: Double) -> Self
  /// The square root, correctly rounded.
  static func squareRoot(_ a: Self) -> Self

  static func .== (a: Self, b: Self) -> Mask
  static func .< (a: Self, b: Self) -> Mask
  static func .<= (a: Self, b: Self) -> Mask

  /// `self` with the lanes of `other` where the mask is set.
  func replacing(with other: Self, where mask: Mask) -> Self
}

/// The result of comparing lanes.
protocol LaneMask {
  static func .& (a: Self, b: Self) -> Self
  static func .| (a: Self, b: Self) -> Self
  static prefix func .! (a: Self) -> Self
}

/// Bit patterns of lanes, as unsigned 64-bit integers.
protocol LaneBits {
  init(repeating value: UInt64)
  static func &+ (a: Self, b: Self) -> Self
  static func &- (a: Self, b: Self) -> Self
  static func & (a: Self, b: Self) -> Self
  static func | (a: Self, b: Self) -> Self
  static func ^ (a: Self, b: Self) -> Self
  static func &<< (a: Self, b: Self) -> Self
  static func &>> (a: Self, b: Self) -> Self
}

extension UInt64: LaneBits {
  init(repeating value: UInt64) { self = value }
}

extension SIMD8<UInt64>: LaneBits {}

extension SIMDMask<SIMD8<Int64>>: LaneMask {}

extension Bool: LaneMask {
  static func .& (a: Bool, b: Bool) -> Bool { a && b }
  static func .| (a: Bool, b: Bool) -> Bool { a || b }
  static prefix func .! (a: Bool) -> Bool { !a }
}

extension Double: RealLanes {
  init(repeating value: Double) { self = value }
  static func fma(_ a: Double, _ b: Double, _ c: Double) -> Double { gm_fma_f64(a, b, c) }
  /// One product where no result can be subnormal or infinite: the same bits, sooner.
  @inline(__always)
  static func scale(_ x: Double, by n: Double) -> Double {
    _fastPath(n.magnitude < 1000) ? x * powerOfTwo(n) : scaleAtTheEnds(x, by: n)
  }
  @inline(never)
  private static func scaleAtTheEnds(_ x: Double, by n: Double) -> Double {
    scaleInSteps(x, by: n)
  }
  /// A branch costs a single number nothing where it is inside.
  @inline(__always)
  static func clamp(_ x: Double, _ low: Double, _ high: Double) -> Double {
    _fastPath(low <= x && x <= high) ? x : clampOutside(x, low, high)
  }
  @inline(never)
  private static func clampOutside(_ x: Double, _ low: Double, _ high: Double) -> Double {
    x < low ? low : high < x ? high : x
  }
  static func squareRoot(_ a: Double) -> Double { gm_sqrt_f64(a) }
  static func .== (a: Double, b: Double) -> Bool { a == b }
  static func .< (a: Double, b: Double) -> Bool { a < b }
  static func .<= (a: Double, b: Double) -> Bool { a <= b }
  func replacing(with other: Double, where mask: Bool) -> Double { mask ? other : self }
}

extension SIMD8<Double>: RealLanes {
  @inline(__always)
  init(bitPattern: SIMD8<UInt64>) { self = unsafeBitCast(bitPattern, to: Self.self) }
  @inline(__always)
  var bitPattern: SIMD8<UInt64> { unsafeBitCast(self, to: SIMD8<UInt64>.self) }
  // The standard library's is 0 − a, which loses the sign of a zero.
  @inline(__always)
  static prefix func - (a: Self) -> Self {
    Self(bitPattern: a.bitPattern ^ SIMD8<UInt64>(repeating: 0x8000_0000_0000_0000))
  }
  @inline(__always)
  static func fma(_ a: Self, _ b: Self, _ c: Self) -> Self { gm_fma_f64x8(a, b, c) }
  @inline(__always)
  static func scale(_ x: Self, by n: Self) -> Self {
    gm_has_scale_f64x8() ? gm_scale_f64x8(x, n) : scaleInSteps(x, by: n)
  }
  @inline(__always)
  static func clamp(_ x: Self, _ low: Double, _ high: Double) -> Self {
    let low = Self(repeating: low), high = Self(repeating: high)
    return x.replacing(with: low, where: x .< low).replacing(with: high, where: high .< x)
  }
  @inline(__always)
  static func squareRoot(_ a: Self) -> Self { gm_sqrt_f64x8(a) }
}

extension RealLanes {
  /// The bits of one pattern in every lane.
  @inline(__always)
  static func pattern(_ bits: UInt64) -> Self { Self(bitPattern: Bits(repeating: bits)) }

  /// |x|.
  @inline(__always)
  var magnitude: Self { Self(bitPattern: bitPattern & Bits(repeating: 0x7fff_ffff_ffff_ffff)) }

  /// The sign bit alone.
  @inline(__always)
  var signBits: Bits { bitPattern & Bits(repeating: 0x8000_0000_0000_0000) }

  /// `self`, which is not negative, with the sign of `x`.
  @inline(__always)
  func signed(as x: Self) -> Self { Self(bitPattern: bitPattern | x.signBits) }

  /// The polynomial with coefficients c, lowest first, by Horner's rule, one fma per coefficient.
  @inline(__always)
  static func horner<let n: Int>(_ x: Self, _ c: InlineArray<n, Double>) -> Self {
    var sum = Self(repeating: c[n - 1])
    for i in 1..<n { sum = fma(sum, x, Self(repeating: c[n - 1 - i])) }
    return sum
  }
}
