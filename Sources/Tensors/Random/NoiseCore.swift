import CKernels

/// How random bits become numbers of one kind: a unit is what is made from one or two blocks.
///
/// Unit j of a key uses the blocks with the counters `blocks`·j and on, and gives the elements
/// `width`·j and on of the event.
protocol NoiseCore {
  associatedtype Number: Element
  /// Elements that a unit gives.
  static var width: Int { get }
  /// Blocks that a unit uses: 1, or 2, which are then in lanes l and l + 8.
  static var blocks: Int { get }
  /// Writes the numbers of the units of sixteen blocks, unit by unit.
  static func write(
    _ x: (SIMD16<UInt32>, SIMD16<UInt32>), to out: UnsafeMutablePointer<Number>)
  /// Writes the first number of every unit alone.
  static func writeFirsts(
    _ x: (SIMD16<UInt32>, SIMD16<UInt32>), to out: UnsafeMutablePointer<Number>)
}

/// Uniform f64: one block each.
enum UniformDoubles: NoiseCore {
  static var width: Int { 1 }
  static var blocks: Int { 1 }

  @inline(__always)
  static func write(
    _ x: (SIMD16<UInt32>, SIMD16<UInt32>), to out: UnsafeMutablePointer<Double>
  ) {
    let (a, b) = doubles(x)
    store(a, out)
    store(b, out + 8)
  }

  /// Sixteen blocks as uniform numbers; the second word of a block is the upper one.
  @inline(__always)
  static func doubles(
    _ x: (SIMD16<UInt32>, SIMD16<UInt32>)
  ) -> (SIMD8<Double>, SIMD8<Double>) {
    let low = unsafeBitCast(gm_zip_low_u32x16(x.0, x.1), to: SIMD8<UInt64>.self)
    let high = unsafeBitCast(gm_zip_high_u32x16(x.0, x.1), to: SIMD8<UInt64>.self)
    return (.unit(low), .unit(high))
  }

  @inline(__always)
  static func writeFirsts(
    _ x: (SIMD16<UInt32>, SIMD16<UInt32>), to out: UnsafeMutablePointer<Double>
  ) {
    write(x, to: out)
  }
}

/// Normal f64: two blocks give two numbers.
enum NormalDoubles: NoiseCore {
  static var width: Int { 2 }
  static var blocks: Int { 2 }

  @inline(__always)
  static func write(
    _ x: (SIMD16<UInt32>, SIMD16<UInt32>), to out: UnsafeMutablePointer<Double>
  ) {
    let (u, v) = UniformDoubles.doubles(x)
    let (a, b) = SIMD8<Double>.normals(u, v)
    store(gm_zip_low_f64x8(a, b), out)
    store(gm_zip_high_f64x8(a, b), out + 8)
  }

  @inline(__always)
  static func writeFirsts(
    _ x: (SIMD16<UInt32>, SIMD16<UInt32>), to out: UnsafeMutablePointer<Double>
  ) {
    let (u, v) = UniformDoubles.doubles(x)
    store(SIMD8<Double>.normals(u, v).0, out)
  }
}

/// Uniform f32: one block gives two numbers.
enum UniformFloats: NoiseCore {
  static var width: Int { 2 }
  static var blocks: Int { 1 }

  @inline(__always)
  static func write(
    _ x: (SIMD16<UInt32>, SIMD16<UInt32>), to out: UnsafeMutablePointer<Float>
  ) {
    store(.unit(gm_zip_low_u32x16(x.0, x.1)), out)
    store(.unit(gm_zip_high_u32x16(x.0, x.1)), out + 16)
  }

  @inline(__always)
  static func writeFirsts(
    _ x: (SIMD16<UInt32>, SIMD16<UInt32>), to out: UnsafeMutablePointer<Float>
  ) {
    store(.unit(x.0), out)
  }
}

/// Normal f32: one block gives two numbers.
enum NormalFloats: NoiseCore {
  static var width: Int { 2 }
  static var blocks: Int { 1 }

  @inline(__always)
  static func write(
    _ x: (SIMD16<UInt32>, SIMD16<UInt32>), to out: UnsafeMutablePointer<Float>
  ) {
    let (a, b) = SIMD16<Float>.normals(.unit(x.0), .unit(x.1))
    store(gm_zip_low_f32x16(a, b), out)
    store(gm_zip_high_f32x16(a, b), out + 16)
  }

  @inline(__always)
  static func writeFirsts(
    _ x: (SIMD16<UInt32>, SIMD16<UInt32>), to out: UnsafeMutablePointer<Float>
  ) {
    store(SIMD16<Float>.normals(.unit(x.0), .unit(x.1)).0, out)
  }
}

@inline(__always)
private func store(_ x: SIMD8<Double>, _ out: UnsafeMutablePointer<Double>) {
  UnsafeMutableRawPointer(out).storeBytes(of: x, as: SIMD8<Double>.self)
}

@inline(__always)
private func store(_ x: SIMD16<Float>, _ out: UnsafeMutablePointer<Float>) {
  UnsafeMutableRawPointer(out).storeBytes(of: x, as: SIMD16<Float>.self)
}

/// One number from one key, with the bits of element 0 of a tensor.
extension Noise {
  /// The first element of the event of a key.
  @inline(__always)
  func first(_ key: UInt64) -> Double {
    switch self {
    case .uniform: .unit(block(key, 0))
    case .normal: Double.normals(.unit(block(key, 0)), .unit(block(key, 1))).0
    }
  }

  @inline(__always)
  private func block(_ key: UInt64, _ counter: UInt32) -> UInt64 {
    let (low, high) = Threefry.block(
      key: UInt32(truncatingIfNeeded: key), UInt32(truncatingIfNeeded: key >> 32),
      counter: counter, 0)
    return UInt64(high) << 32 | UInt64(low)
  }
}
