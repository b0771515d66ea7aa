@testable import Tensors

/// A small generator of test values (SplitMix64), the same on every run.
struct Samples {
  private var state: UInt64

  init(_ seed: UInt64) { state = seed }

  mutating func bits() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  mutating func below(_ n: Int) -> Int { Int(bits() % UInt64(n)) }

  /// A number that exercises the corners: often special, else between -4 and 4.
  mutating func number() -> Double {
    let special: [Double] = [0, -0.0, 1, -1, .nan, .infinity, -.infinity, 0.5, 1e300, -1e-300]
    if below(4) == 0 { return special[below(special.count)] }
    return (Double(bits() >> 11) / Double(1 << 52) - 1) * 4
  }

  mutating func scalar(_ type: ElementType) -> Scalar {
    switch type {
    case .bool: .bool(below(2) == 1)
    case .i64: .int(below(15) - 7)
    case .f32: .float32(Float(number()))
    case .f64: .float(number())
    case .c128: .complex(Complex128(number(), number()))
    }
  }

  mutating func tensor(_ type: ElementType, _ extents: [Int]) throws -> Tensor {
    let shape = Shape(extents)
    var scalars: [Scalar] = []
    for _ in 0..<shape.count { scalars.append(scalar(type)) }
    return try Tensor(shape, type, scalars)
  }
}

extension Tensor {
  /// A tensor from scalars of its type.
  init(_ shape: Shape, _ type: ElementType, _ scalars: [Scalar]) throws {
    try self.init(repeating: Self.zero(type), shape)
    for (k, scalar) in scalars.enumerated() { try store(scalar, at: k) }
  }

  static func zero(_ type: ElementType) -> Scalar {
    switch type {
    case .bool: .bool(false)
    case .i64: .int(0)
    case .f32: .float32(0)
    case .f64: .float(0)
    case .c128: .complex(Complex128(0))
    }
  }

  /// The element at a multi-index, where an axis of length 1 stands for any position and leading
  /// axes may be missing.
  func stretched(_ index: [Int]) -> Scalar {
    var position = 0
    for (axis, k) in index.suffix(shape.rank).enumerated() {
      position = position * shape[axis] + (shape[axis] == 1 ? 0 : k)
    }
    return self[flat: position]
  }

  static func vector(_ elements: [Double]) throws -> Tensor {
    try Tensor(Shape([elements.count]), elements)
  }

  static func vector(_ elements: [Int]) throws -> Tensor {
    try Tensor(Shape([elements.count]), elements)
  }

  static func vector(_ elements: [Bool]) throws -> Tensor {
    try Tensor(Shape([elements.count]), elements)
  }
}

extension Shape {
  /// All multi-indices in row-major order.
  var indices: [[Int]] {
    extents.reduce([[]]) { heads, extent in
      heads.flatMap { head in (0..<extent).map { head + [$0] } }
    }
  }
}

/// The first element of a tensor that is not what `expected` says for its multi-index.
func firstDifference(_ tensor: Tensor, _ expected: ([Int]) throws -> Scalar) rethrows -> String? {
  for (k, index) in tensor.shape.indices.enumerated() {
    let got = tensor[flat: k], want = try expected(index)
    if !same(got, want) { return "\(index): got \(got), want \(want)" }
  }
  return nil
}

/// Whether two scalars have the same bits, any nan being equal to any other.
func same(_ a: Scalar, _ b: Scalar) -> Bool {
  switch (a, b) {
  case (.bool(let x), .bool(let y)): x == y
  case (.int(let x), .int(let y)): x == y
  case (.float32(let x), .float32(let y)): same(Double(x), Double(y))
  case (.float(let x), .float(let y)): same(x, y)
  case (.complex(let x), .complex(let y)):
    same(x.real, y.real) && same(x.imaginary, y.imaginary)
  default: false
  }
}
