import CKernels

extension VectorMath {
  /// `f` of every element; f is defined on f32 and gives f32.
  static func apply(
    _ f: UnaryFunction, f32 x: Source<Float>, into y: Target<Float>, count: Int
  ) {
    viaDouble(count, from: x, into: y) { block, n in apply(f, f64: block, into: block, count: n) }
  }

  /// x to the power y, pair by pair.
  static func power(
    _ x: Source<Float>, _ y: Source<Float>, into z: Target<Float>, count: Int
  ) {
    pairsViaDouble(x, y, z, count) { .power($0, $1) }
  }

  /// The angle of the points (x, y), pair by pair.
  static func atan2(
    _ y: Source<Float>, _ x: Source<Float>, into z: Target<Float>, count: Int
  ) {
    pairsViaDouble(y, x, z, count) { .atan2($0, $1) }
  }

  /// Widens block by block, runs `body` in place and rounds.
  private static func viaDouble(
    _ count: Int, from x: Source<Float>, into y: Target<Float>,
    _ body: (Target<Double>, Int) -> Void
  ) {
    let size = 512
    withUnsafeTemporaryAllocation(of: Double.self, capacity: size) { buffer in
      guard let block = buffer.baseAddress else { return }
      var start = 0
      while start < count {
        let n = count - start < size ? count - start : size
        for i in 0..<n { block[i] = Double(x[start + i]) }
        body(block, n)
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
    var i = 0
    while i < count {
      let n = count - i < 8 ? count - i : 8
      var a = SIMD8<Float>(repeating: 1), b = a
      for j in 0..<n {
        a[j] = x[i + j]
        b[j] = y[i + j]
      }
      let value = gm_narrow_f64x8(body(gm_widen_f32x8(a), gm_widen_f32x8(b)))
      for j in 0..<n { z[i + j] = value[j] }
      i += n
    }
  }
}
