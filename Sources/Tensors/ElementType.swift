/// The type of a tensor's elements.
///
/// The names are those that gm prints: `f64[2×3]`.
public enum ElementType: UInt8, Hashable, Sendable, CaseIterable {
  /// A truth value, one byte.
  case bool
  /// A signed 64-bit integer; arithmetic that overflows is an error, never a wrap.
  case i64
  /// An IEEE 754 single.
  case f32
  /// An IEEE 754 double.
  case f64
  /// A complex number, two doubles: real part, then imaginary part.
  case c128

  /// The name as printed, for example `f64`.
  public var name: String {
    switch self {
    case .bool: "bool"
    case .i64: "i64"
    case .f32: "f32"
    case .f64: "f64"
    case .c128: "c128"
    }
  }

  /// Bytes per element.
  public var size: Int {
    switch self {
    case .bool: 1
    case .f32: 4
    case .i64, .f64: 8
    case .c128: 16
    }
  }

  /// Whether values are real or complex floating-point numbers, the ones that derivatives see.
  public var isFloating: Bool {
    switch self {
    case .bool, .i64: false
    case .f32, .f64, .c128: true
    }
  }
}
