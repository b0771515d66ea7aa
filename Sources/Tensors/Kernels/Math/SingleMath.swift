import CKernels

extension VectorMath {
  /// `f` of every element; f is defined on f32 and gives f32.
  static func apply(
    _ f: UnaryFunction, f32 x: Source<Float>, into y: Target<Float>, count: Int
  ) {
    if !applyNative(f, x, into: y, count: count) { viaDouble(f, x, into: y, count: count) }
  }

  /// x to the power y, pair by pair.
  static func power(
    _ x: Source<Float>, _ y: Source<Float>, into z: Target<Float>, count: Int
  ) {
    pairsViaDouble(x, y, z, count) { .powerOfSingle($0, $1) }
  }

  /// The angle of the points (x, y), pair by pair.
  static func atan2(
    _ y: Source<Float>, _ x: Source<Float>, into z: Target<Float>, count: Int
  ) {
    pairsViaDouble(y, x, z, count) { .atan2($0, $1) }
  }

  /// Widens block by block, computes `f` in place and rounds.
  static func viaDouble(
    _ f: UnaryFunction, _ x: Source<Float>, into y: Target<Float>, count: Int
  ) {
    let size = 512
    withUnsafeTemporaryAllocation(of: Double.self, capacity: min(count, size)) { buffer in
      guard let block = buffer.baseAddress else { return }
      var start = 0
      while start < count {
        let n = count - start < size ? count - start : size
        for i in 0..<n { block[i] = Double(x[start + i]) }
        apply(f, f64: block, into: block, count: n)
        for i in 0..<n { y[start + i] = Float(block[i]) }
        start += n
      }
    }
  }

  @inline(__always)
  private static func pairsViaDouble(
    _ x: Source<Float>, _ y: Source<Float>, _ z: Target<Float>, _ count: Int,
    _ body: (SIMD8<Double>, SIMD8<Double>) -> SIMD8<Double>
  ) {
    typealias Lanes = SIMD8<Float>
    let whole = count & ~7
    var i = 0
    while i < whole {
      let a = UnsafeRawPointer(x + i).loadUnaligned(as: Lanes.self)
      let b = UnsafeRawPointer(y + i).loadUnaligned(as: Lanes.self)
      let value = gm_narrow_f64x8(body(gm_widen_f32x8(a), gm_widen_f32x8(b)))
      UnsafeMutableRawPointer(z + i).storeBytes(of: value, as: Lanes.self)
      i += 8
    }
    guard whole < count else { return }
    var a = Lanes(repeating: 1), b = a
    for j in whole..<count {
      a[j - whole] = x[j]
      b[j - whole] = y[j]
    }
    let value = gm_narrow_f64x8(body(gm_widen_f32x8(a), gm_widen_f32x8(b)))
    for j in whole..<count { z[j] = value[j - whole] }
  }
}
