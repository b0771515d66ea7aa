/// The functions that are computed by polynomials and the like, as `VectorMath` has them.
extension Tensor {
  func elementary(_ f: UnaryFunction) throws(TensorError) -> Tensor {
    switch type {
    case .f64: return try elementaryDoubles(f)
    case .f32: return try converted(to: .f64).elementaryDoubles(f).converted(to: .f32)
    case .bool, .i64, .c128: throw Self.undefined(f, type)
    }
  }

  private func elementaryDoubles(_ f: UnaryFunction) throws(TensorError) -> Tensor {
    let result = try Tensor(uninitialized: shape, type: .f64)
    let input = pointer(as: Double.self), out = result.mutablePointer(as: Double.self)
    try forEachBlock(count) { range in
      let start = range.lowerBound
      VectorMath.apply(f, f64: input + start, into: out + start, count: range.count)
    }
    return result
  }

  static func elementary(
    _ f: BinaryFunction, _ x: Tensor, _ y: Tensor, _ shape: Shape
  ) throws(TensorError) -> Tensor {
    switch x.type {
    case .f64: return try elementaryDoubles(f, x, y, shape)
    case .f32:
      let left = try x.converted(to: .f64), right = try y.converted(to: .f64)
      return try elementaryDoubles(f, left, right, shape).converted(to: .f32)
    case .bool, .i64, .c128: throw undefined(f, x.type)
    }
  }

  private static func elementaryDoubles(
    _ f: BinaryFunction, _ x: Tensor, _ y: Tensor, _ shape: Shape
  ) throws(TensorError) -> Tensor {
    try pairwise(x, y, shape, from: Double.self, to: Double.self) { a, b, out, count in
      forEachPairOfRuns(a, b, count) { left, right, start, length in
        if f == .power {
          VectorMath.power(left, right, into: out + start, count: length)
        } else {
          VectorMath.atan2(left, right, into: out + start, count: length)
        }
      }
      return nil
    }
  }
}

/// Calls `body` with contiguous operands: one that stands is written out, piece by piece.
private func forEachPairOfRuns(
  _ x: LoopOperand<Double>, _ y: LoopOperand<Double>, _ count: Int,
  _ body: (UnsafePointer<Double>, UnsafePointer<Double>, Int, Int) -> Void
) {
  if x.step == 1 && y.step == 1 { return body(x.pointer, y.pointer, 0, count) }
  let standing = x.step == 0 ? x.pointer.pointee : y.pointer.pointee
  let piece = min(count, 512)
  withUnsafeTemporaryAllocation(of: Double.self, capacity: piece) { buffer in
    buffer.initialize(repeating: standing)
    guard let repeated = buffer.baseAddress else { return }
    var start = 0
    while start < count {
      let length = min(piece, count &- start)
      let left = x.step == 0 ? UnsafePointer(repeated) : x.pointer + start
      let right = y.step == 0 ? UnsafePointer(repeated) : y.pointer + start
      body(left, right, start, length)
      start &+= length
    }
  }
}
