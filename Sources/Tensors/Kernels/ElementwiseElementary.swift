extension Scalar {
  /// Whether it is the real floating number 2.
  fileprivate var isTwo: Bool {
    switch self {
    case .float(let x): x == 2
    case .float32(let x): x == 2
    case .bool, .int, .complex: false
    }
  }
}

/// The functions that are computed by polynomials and the like, as `VectorMath` has them.
extension Tensor {
  func elementary(_ f: UnaryFunction) throws(TensorError) -> Tensor {
    let result = try Tensor(uninitialized: shape, type: type)
    switch type {
    case .f32:
      let input = pointer(as: Float.self), out = result.mutablePointer(as: Float.self)
      try forEachElementaryBlock(count) { start, length in
        VectorMath.apply(f, f32: input + start, into: out + start, count: length)
      }
    case .f64:
      let input = pointer(as: Double.self), out = result.mutablePointer(as: Double.self)
      try forEachElementaryBlock(count) { start, length in
        VectorMath.apply(f, f64: input + start, into: out + start, count: length)
      }
    case .c128:
      let input = pointer(as: Complex128.self), out = result.mutablePointer(as: Complex128.self)
      try forEachElementaryBlock(count) { start, length in
        VectorMath.apply(f, c128: input + start, into: out + start, count: length)
      }
    case .bool, .i64: throw Self.undefined(f, type)
    }
    return result
  }

  static func power(_ x: Tensor, _ y: Tensor, _ shape: Shape) throws(TensorError) -> Tensor {
    if y.count == 1, x.shape == shape, y.scalar.isTwo { return try combine(.multiply, x, x) }
    switch x.type {
    case .f32:
      return try elementaryPairs(x, y, shape, Float.self) {
        VectorMath.power($0, $1, into: $2, count: $3)
      }
    case .f64:
      return try elementaryPairs(x, y, shape, Double.self) {
        VectorMath.power($0, $1, into: $2, count: $3)
      }
    case .c128:
      return try elementaryPairs(x, y, shape, Complex128.self) {
        VectorMath.power($0, $1, into: $2, count: $3)
      }
    case .bool, .i64: throw undefined(.power, x.type)
    }
  }

  static func atan2(_ y: Tensor, _ x: Tensor, _ shape: Shape) throws(TensorError) -> Tensor {
    switch y.type {
    case .f32:
      try elementaryPairs(y, x, shape, Float.self) {
        VectorMath.atan2($0, $1, into: $2, count: $3)
      }
    case .f64:
      try elementaryPairs(y, x, shape, Double.self) {
        VectorMath.atan2($0, $1, into: $2, count: $3)
      }
    case .bool, .i64, .c128: throw undefined(.atan2, y.type)
    }
  }

  /// Calls `loop` with contiguous operands: one that stands is written out, piece by piece.
  private static func elementaryPairs<E: Element>(
    _ x: Tensor, _ y: Tensor, _ shape: Shape, _: E.Type,
    _ loop: (UnsafePointer<E>, UnsafePointer<E>, UnsafeMutablePointer<E>, Int) -> Void
  ) throws(TensorError) -> Tensor {
    try pairwise(x, y, shape, from: E.self, to: E.self) { a, b, out, count in
      guard a.step == 0 || b.step == 0 else {
        loop(a.pointer, b.pointer, out, count)
        return nil
      }
      let piece = min(count, 512)
      withUnsafeTemporaryAllocation(of: E.self, capacity: piece) { buffer in
        buffer.initialize(repeating: a.step == 0 ? a.pointer.pointee : b.pointer.pointee)
        guard let repeated = buffer.baseAddress.map({ UnsafePointer($0) }) else { return }
        for start in stride(from: 0, to: count, by: piece) {
          let left = a.step == 0 ? repeated : a.pointer + start
          let right = b.step == 0 ? repeated : b.pointer + start
          loop(left, right, out + start, min(piece, count &- start))
        }
      }
      return nil
    }
  }
}

/// Blocks are shorter than those of arithmetic: an element costs as much as ten sums.
private func forEachElementaryBlock(
  _ count: Int, _ body: (Int, Int) -> Void
) throws(TensorError) {
  try forEachBlock(count, size: 4096) { body($0.lowerBound, $0.count) }
}
