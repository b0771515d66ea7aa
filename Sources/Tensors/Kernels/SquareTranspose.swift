import CKernels

/// Transposes of small squares that fit in registers: sixteen rows of sixteen 32-bit words, eight
/// rows of eight 64-bit words.
///
/// Zipping row i with row i + n/2, the low halves to row 2i and the high ones to 2i + 1, turns the
/// bits of (row, column) by one place: after log₂ n rounds rows and columns have changed places.
enum SquareTranspose {
  /// to[j, i] = from[i, j] for i, j in 0..<16; strides in words.
  static func words32(
    _ from: UnsafeRawPointer, row: Int, _ to: UnsafeMutableRawPointer, toRow: Int
  ) {
    var a = InlineArray<16, SIMD16<UInt32>>(repeating: .zero), b = a
    for i in 0..<16 {
      a[i] = (from + i &* row &* 4).loadUnaligned(as: SIMD16<UInt32>.self)
    }
    zip32(a, &b)
    zip32(b, &a)
    zip32(a, &b)
    zip32(b, &a)
    for i in 0..<16 { (to + i &* toRow &* 4).storeBytes(of: a[i], as: SIMD16<UInt32>.self) }
  }

  /// to[j, i] = from[i, j] for i, j in 0..<8; strides in words.
  static func words64(
    _ from: UnsafeRawPointer, row: Int, _ to: UnsafeMutableRawPointer, toRow: Int
  ) {
    var a = InlineArray<8, SIMD8<UInt64>>(repeating: .zero), b = a
    for i in 0..<8 {
      a[i] = (from + i &* row &* 8).loadUnaligned(as: SIMD8<UInt64>.self)
    }
    zip64(a, &b)
    zip64(b, &a)
    zip64(a, &b)
    for i in 0..<8 { (to + i &* toRow &* 8).storeBytes(of: b[i], as: SIMD8<UInt64>.self) }
  }

  @inline(__always)
  private static func zip32(
    _ a: InlineArray<16, SIMD16<UInt32>>, _ b: inout InlineArray<16, SIMD16<UInt32>>
  ) {
    for i in 0..<8 {
      b[2 &* i] = gm_zip_low_u32x16(a[i], a[i &+ 8])
      b[2 &* i &+ 1] = gm_zip_high_u32x16(a[i], a[i &+ 8])
    }
  }

  @inline(__always)
  private static func zip64(
    _ a: InlineArray<8, SIMD8<UInt64>>, _ b: inout InlineArray<8, SIMD8<UInt64>>
  ) {
    for i in 0..<4 {
      b[2 &* i] = gm_zip_low_u64x8(a[i], a[i &+ 4])
      b[2 &* i &+ 1] = gm_zip_high_u64x8(a[i], a[i &+ 4])
    }
  }
}
