extension Tensor {
  /// The function of every element.
  public static func map(_ f: UnaryFunction, _ x: Tensor) throws(TensorError) -> Tensor {
    guard let type = f.resultType(x.type) else { throw undefined(f, x.type) }
    if x.shape.rank == 0, x.type == .f64, type == .f64 {
      return try Tensor(ScalarMath.apply(f, x.pointer(as: Double.self).pointee))
    }
    return switch x.type {
    case .bool: try x.converting { (a: Bool) in !a }
    case .i64: try mapIntegers(f, x)
    case .f32: try mapFloats(f, x)
    case .f64: try mapDoubles(f, x)
    case .c128: try mapComplex(f, x)
    }
  }

  static func undefined(_ f: UnaryFunction, _ type: ElementType) -> TensorError {
    let accepted = ElementType.allCases.filter { f.resultType($0) != nil }
    if accepted.isEmpty { return .domain(operation: f.name, reason: "a negative order") }
    let names = accepted.map(\.name).joined(separator: ", ")
    return .type(operation: f.name, got: type, expected: names)
  }

  private static func mapIntegers(_ f: UnaryFunction, _ x: Tensor) throws(TensorError) -> Tensor {
    switch f {
    case .negate: try x.negated()
    case .abs: try x.magnitudes()
    case .sign: try x.converting { (a: Int) in a.signum() }
    case .floor, .ceil, .round, .real, .conjugate: x
    case .imaginary: try Tensor(repeating: .int(0), x.shape)
    case .isNaN: try Tensor(repeating: .bool(false), x.shape)
    case .isFinite: try Tensor(repeating: .bool(true), x.shape)
    case .sqrt, .exp, .expm1, .log, .log1p, .sin, .cos, .tan, .asin, .acos, .atan, .sinh, .cosh,
      .tanh, .asinh, .acosh, .atanh, .logistic, .softplus, .erf, .erfc, .erfinv, .lgamma,
      .polygamma,
      .besseli, .not:
      throw undefined(f, .i64)
    }
  }

  private static func mapComplex(_ f: UnaryFunction, _ x: Tensor) throws(TensorError) -> Tensor {
    switch f {
    case .negate: try x.converting { (a: Complex128) in -a }
    case .abs: try x.converting { (a: Complex128) in a.magnitude }
    case .real: try x.converting { (a: Complex128) in a.real }
    case .imaginary: try x.converting { (a: Complex128) in a.imaginary }
    case .conjugate: try x.converting { (a: Complex128) in a.conjugate }
    case .isNaN: try x.converting { (a: Complex128) in a.real.isNaN || a.imaginary.isNaN }
    case .isFinite: try x.converting { (a: Complex128) in a.real.isFinite && a.imaginary.isFinite }
    case .sqrt, .exp, .expm1, .log, .log1p, .sin, .cos, .tan, .asin, .acos, .atan, .sinh, .cosh,
      .tanh, .asinh, .acosh, .atanh, .logistic:
      try x.elementary(f)
    case .sign, .floor, .ceil, .round, .softplus, .erf, .erfc, .erfinv, .lgamma, .polygamma,
      .besseli, .not:
      throw undefined(f, .c128)
    }
  }

  private func negated() throws(TensorError) -> Tensor {
    let input = pointer(as: Int.self)
    if try hasSmallest(input) { throw .overflow("-(\(Int.min))") }
    return try converting { (a: Int) in 0 &- a }
  }

  private func magnitudes() throws(TensorError) -> Tensor {
    let input = pointer(as: Int.self)
    if try hasSmallest(input) { throw .overflow("abs(\(Int.min))") }
    return try converting { (a: Int) in a < 0 ? 0 &- a : a }
  }

  /// Whether the integer that has no negative is among them.
  private func hasSmallest(_ input: UnsafePointer<Int>) throws(TensorError) -> Bool {
    try firstSpanResult(count) { range in range.contains { input[$0] == Int.min } ? true : nil }
      ?? false
  }
}
