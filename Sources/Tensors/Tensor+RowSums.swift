extension Tensor {
  /// For each range of rows, in order, the sums of the columns over it, in f64; of a complex column
  /// those of both parts.
  ///
  /// Sums of one column run in eight lanes: the result depends on the ranges alone.
  ///
  /// - Precondition: the tensor is floating and the ranges lie within its first axis.
  public func rowSums(over ranges: [Range<Int>]) -> [Double] {
    let rows = shape.extents.first ?? 1, width = rows == 0 ? 0 : count / rows
    switch type {
    case .f64: return Tensor.sums(pointer(as: Double.self), width, ranges) { $0 }
    case .f32: return Tensor.sums(pointer(as: Float.self), width, ranges) { Double($0) }
    case .c128:
      let parts = UnsafeRawPointer(pointer(as: Complex128.self)).assumingMemoryBound(
        to: Double.self)
      return Tensor.sums(parts, 2 * width, ranges) { $0 }
    case .i64, .bool: preconditionFailure("only floating numbers have a mean")
    }
  }

  private static func sums<E>(
    _ x: UnsafePointer<E>, _ width: Int, _ ranges: [Range<Int>], _ double: (E) -> Double
  ) -> [Double] {
    var all: [Double] = []
    all.reserveCapacity(ranges.count * width)
    for range in ranges {
      if width == 1 {
        all.append(sum(x, range, double))
        continue
      }
      let start = all.count
      all.append(contentsOf: repeatElement(0, count: width))
      for row in range {
        for column in 0..<width { all[start + column] += double(x[row * width + column]) }
      }
    }
    return all
  }

  private static func sum<E>(
    _ x: UnsafePointer<E>, _ range: Range<Int>, _ double: (E) -> Double
  ) -> Double {
    var lanes = SIMD8<Double>.zero, row = range.lowerBound
    while row + 8 <= range.upperBound {
      var next = SIMD8<Double>.zero
      for lane in 0..<8 { next[lane] = double(x[row + lane]) }
      lanes += next
      row += 8
    }
    var sum = lanes.sum()
    while row < range.upperBound {
      sum += double(x[row])
      row += 1
    }
    return sum
  }

  /// A tensor of a floating type from f64 numbers, two for each complex one.
  public init(doubles: [Double], _ shape: Shape, _ type: ElementType) throws(TensorError) {
    switch type {
    case .f64: self = try Tensor(shape, doubles)
    case .f32: self = try Tensor(shape, doubles.map { Float($0) })
    case .c128:
      let starts = stride(from: 0, to: doubles.count, by: 2)
      self = try Tensor(shape, starts.map { Complex128(doubles[$0], doubles[$0 + 1]) })
    case .i64, .bool: preconditionFailure("only floating numbers have a mean")
    }
  }
}
