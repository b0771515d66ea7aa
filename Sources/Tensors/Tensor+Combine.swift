extension Tensor {
  /// The elementwise function of two tensors of the same element type whose shapes broadcast.
  public static func combine(
    _ f: BinaryFunction, _ x: Tensor, _ y: Tensor
  ) throws(TensorError) -> Tensor {
    guard f.resultType(x.type) != nil else { throw undefined(f, x.type) }
    guard y.type == x.type else { throw undefined(f, y.type, beside: x.type) }
    if x.type == .f64, x.shape.rank == 0, y.shape.rank == 0 {
      let a = x.pointer(as: Double.self).pointee, b = y.pointer(as: Double.self).pointee
      return try Tensor(ScalarMath.apply(f, a, b))
    }
    let shape = try commonShape(x, y)
    return switch x.type {
    case .bool: try combineBooleans(f, x, y, shape)
    case .i64: try combineIntegers(f, x, y, shape)
    case .f32: try combineFloats(f, x, y, shape)
    case .f64: try combineDoubles(f, x, y, shape)
    case .c128: try combineComplex(f, x, y, shape)
    }
  }

  /// The relation of each pair of elements, as bool.
  public static func compare(
    _ c: Comparison, _ x: Tensor, _ y: Tensor
  ) throws(TensorError) -> Tensor {
    guard c.isDefined(on: x.type) else {
      throw .type(operation: c.name, got: x.type, expected: "real numbers")
    }
    guard y.type == x.type else {
      throw .type(operation: c.name, got: y.type, expected: x.type.name)
    }
    let shape = try commonShape(x, y)
    return switch x.type {
    case .bool: try compareBooleans(c, x, y, shape)
    case .i64: try compareIntegers(c, x, y, shape)
    case .f32: try compareFloats(c, x, y, shape)
    case .f64: try compareDoubles(c, x, y, shape)
    case .c128: try compareComplex(c, x, y, shape)
    }
  }

  static func undefined(_ f: BinaryFunction, _ type: ElementType) -> TensorError {
    let accepted = ElementType.allCases.filter { f.resultType($0) != nil }
    let names = accepted.map(\.name).joined(separator: ", ")
    return .type(operation: f.name, got: type, expected: names)
  }

  private static func undefined(
    _ f: BinaryFunction, _ type: ElementType, beside other: ElementType
  ) -> TensorError {
    .type(operation: f.name, got: type, expected: other.name)
  }

  private static func combineBooleans(
    _ f: BinaryFunction, _ x: Tensor, _ y: Tensor, _ shape: Shape
  ) throws(TensorError) -> Tensor {
    switch f {
    case .and: try pairwise(x, y, shape) { (a: Bool, b: Bool) in a && b }
    case .or: try pairwise(x, y, shape) { (a: Bool, b: Bool) in a || b }
    case .add, .subtract, .multiply, .divide, .power, .remainder, .quotient, .minimum, .maximum,
      .atan2:
      throw undefined(f, x.type)
    }
  }

  private static func combineComplex(
    _ f: BinaryFunction, _ x: Tensor, _ y: Tensor, _ shape: Shape
  ) throws(TensorError) -> Tensor {
    switch f {
    case .add: try pairwise(x, y, shape) { (a: Complex128, b: Complex128) in a + b }
    case .subtract: try pairwise(x, y, shape) { (a: Complex128, b: Complex128) in a - b }
    case .multiply: try pairwise(x, y, shape) { (a: Complex128, b: Complex128) in a * b }
    case .divide: try pairwise(x, y, shape) { (a: Complex128, b: Complex128) in a / b }
    case .power: try power(x, y, shape)
    case .remainder, .quotient, .minimum, .maximum, .atan2, .and, .or:
      throw undefined(f, x.type)
    }
  }
}
