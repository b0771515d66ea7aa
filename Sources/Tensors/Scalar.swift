/// One element of a tensor.
public enum Scalar: Hashable, Sendable {
  /// A truth value.
  case bool(Bool)
  /// An i64.
  case int(Int)
  /// An f32.
  case float32(Float)
  /// An f64.
  case float(Double)
  /// A c128.
  case complex(Complex128)

  /// The element type that holds this scalar.
  public var type: ElementType {
    switch self {
    case .bool: .bool
    case .int: .i64
    case .float32: .f32
    case .float: .f64
    case .complex: .c128
    }
  }
}
