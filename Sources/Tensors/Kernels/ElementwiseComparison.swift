extension Tensor {
  static func compareBooleans(
    _ c: Comparison, _ x: Tensor, _ y: Tensor, _ shape: Shape
  ) throws(TensorError) -> Tensor {
    switch c {
    case .equal: try pairwise(x, y, shape) { (a: Bool, b: Bool) in a == b }
    case .notEqual: try pairwise(x, y, shape) { (a: Bool, b: Bool) in a != b }
    case .less: try pairwise(x, y, shape) { (a: Bool, b: Bool) in !a && b }
    case .lessOrEqual: try pairwise(x, y, shape) { (a: Bool, b: Bool) in !a || b }
    case .greater: try pairwise(x, y, shape) { (a: Bool, b: Bool) in a && !b }
    case .greaterOrEqual: try pairwise(x, y, shape) { (a: Bool, b: Bool) in a || !b }
    }
  }

  static func compareIntegers(
    _ c: Comparison, _ x: Tensor, _ y: Tensor, _ shape: Shape
  ) throws(TensorError) -> Tensor {
    try compareOrdered(c, x, y, shape, as: Int.self)
  }

  static func compareFloats(
    _ c: Comparison, _ x: Tensor, _ y: Tensor, _ shape: Shape
  ) throws(TensorError) -> Tensor {
    try compareOrdered(c, x, y, shape, as: Float.self)
  }

  static func compareDoubles(
    _ c: Comparison, _ x: Tensor, _ y: Tensor, _ shape: Shape
  ) throws(TensorError) -> Tensor {
    try compareOrdered(c, x, y, shape, as: Double.self)
  }

  static func compareComplex(
    _ c: Comparison, _ x: Tensor, _ y: Tensor, _ shape: Shape
  ) throws(TensorError) -> Tensor {
    switch c {
    case .equal: try pairwise(x, y, shape) { (a: Complex128, b: Complex128) in a == b }
    case .notEqual: try pairwise(x, y, shape) { (a: Complex128, b: Complex128) in a != b }
    case .less, .lessOrEqual, .greater, .greaterOrEqual:
      throw .type(operation: c.name, got: .c128, expected: "real numbers")
    }
  }

  private static func compareOrdered<A: Element & Comparable>(
    _ c: Comparison, _ x: Tensor, _ y: Tensor, _ shape: Shape, as: A.Type
  ) throws(TensorError) -> Tensor {
    switch c {
    case .equal: try pairwise(x, y, shape) { (a: A, b: A) in a == b }
    case .notEqual: try pairwise(x, y, shape) { (a: A, b: A) in a != b }
    case .less: try pairwise(x, y, shape) { (a: A, b: A) in a < b }
    case .lessOrEqual: try pairwise(x, y, shape) { (a: A, b: A) in a <= b }
    case .greater: try pairwise(x, y, shape) { (a: A, b: A) in a > b }
    case .greaterOrEqual: try pairwise(x, y, shape) { (a: A, b: A) in a >= b }
    }
  }
}
