import Tensors

/// How files store a number.
enum NumberFormat: String, CaseIterable {
  case bool, i8, u8, i16, u16, i32, u32, i64, u64, f16, bf16, f32, f64, c64, c128

  /// The bytes of a number.
  var size: Int {
    switch self {
    case .bool, .i8, .u8: 1
    case .i16, .u16, .f16, .bf16: 2
    case .i32, .u32, .f32: 4
    case .i64, .u64, .f64, .c64: 8
    case .c128: 16
    }
  }

  /// The type of a tensor's elements that holds every such number; of u64 those below 2^63.
  var element: ElementType {
    switch self {
    case .bool: .bool
    case .i8, .u8, .i16, .u16, .i32, .u32, .i64, .u64: .i64
    case .f16, .bf16, .f32: .f32
    case .f64: .f64
    case .c64, .c128: .c128
    }
  }

  /// Whether a tensor has its numbers in these very bytes.
  var isNative: Bool {
    switch self {
    case .bool, .i64, .f32, .f64, .c128: true
    case .i8, .u8, .i16, .u16, .i32, .u32, .u64, .f16, .bf16, .c64: false
    }
  }

  /// The bytes of so many numbers, nil where they are too many to count.
  func byteCount(of shape: Shape) -> Int? {
    let (bytes, overflow) = shape.count.multipliedReportingOverflow(by: size)
    return overflow || shape.count == .max ? nil : bytes
  }
}

extension ElementType {
  /// How a tensor's numbers are stored.
  var format: NumberFormat {
    switch self {
    case .bool: .bool
    case .i64: .i64
    case .f32: .f32
    case .f64: .f64
    case .c128: .c128
    }
  }
}
