import Tensors

extension Term {
  /// The sum.
  public static func + (x: Term, y: Term) throws(TraceError) -> Term { try binary(.add, x, y) }

  /// The difference.
  public static func - (x: Term, y: Term) throws(TraceError) -> Term {
    try binary(.subtract, x, y)
  }

  /// The elementwise product.
  public static func * (x: Term, y: Term) throws(TraceError) -> Term {
    try binary(.multiply, x, y)
  }

  /// The elementwise quotient, of floating numbers.
  public static func / (x: Term, y: Term) throws(TraceError) -> Term {
    try binary(.divide, x, y)
  }

  /// The negative.
  public static prefix func - (x: Term) throws(TraceError) -> Term { try unary(.negate, x) }

  /// The elementwise power.
  public func power(_ exponent: Term) throws(TraceError) -> Term {
    try Term.binary(.power, self, exponent)
  }

  /// A constant of this term's type: rank 0, so it stretches to any shape.
  func constant(_ x: Double) throws(TraceError) -> Term {
    switch element {
    case .bool, .i64, .f64: try Term(x)
    case .f32: try Term(Float(x))
    case .c128: try Term(Complex128(x))
    }
  }

  /// The product with a number.
  func scaled(by x: Double) throws(TraceError) -> Term { try self * constant(x) }

  /// The sum with a number.
  func plus(_ x: Double) throws(TraceError) -> Term { try self + constant(x) }

  /// Zeros of a type.
  public static func zeros(_ type: TensorType) throws(TraceError) -> Term {
    try filled(type, 0)
  }

  /// Ones of a type.
  public static func ones(_ type: TensorType) throws(TraceError) -> Term { try filled(type, 1) }

  private static func filled(_ type: TensorType, _ x: Int) throws(TraceError) -> Term {
    switch type.element {
    case .bool: try Term(repeating: .bool(x != 0), type.shape)
    case .i64: try Term(repeating: .int(x), type.shape)
    case .f32: try Term(repeating: .float32(Float(x)), type.shape)
    case .f64: try Term(repeating: .float(Double(x)), type.shape)
    case .c128: try Term(repeating: .complex(Complex128(Double(x))), type.shape)
    }
  }

  /// Zeros but for a one at a flat position.
  static func unit(_ type: TensorType, at position: Int) throws(TraceError) -> Term {
    if type.shape.rank == 0 { return try ones(type) }
    return .known(
      try wrapping { () throws(TensorError) in
        let one: Scalar =
          switch type.element {
          case .bool: .bool(true)
          case .i64: .int(1)
          case .f32: .float32(1)
          case .f64: .float(1)
          case .c128: .complex(Complex128(1))
          }
        var tensor = try Tensor(repeating: zero(type.element), type.shape)
        try tensor.store(one, at: position)
        return tensor
      })
  }

  private static func zero(_ type: ElementType) -> Scalar {
    switch type {
    case .bool: .bool(false)
    case .i64: .int(0)
    case .f32: .float32(0)
    case .f64: .float(0)
    case .c128: .complex(Complex128(0))
    }
  }

  /// The sum of two tangents, nil standing for zero.
  static func sum(_ x: Term?, _ y: Term?) throws(TraceError) -> Term? {
    guard let x else { return y }
    guard let y else { return x }
    return try x + y
  }

  /// The difference of two tangents, nil standing for zero.
  static func difference(_ x: Term?, _ y: Term?) throws(TraceError) -> Term? {
    guard let y else { return x }
    guard let x else { return try -y }
    return try x - y
  }
}
