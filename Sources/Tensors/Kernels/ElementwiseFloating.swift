/// The real floating-point element types.
protocol FloatingElement: Element, BinaryFloatingPoint {
  associatedtype Bits: FixedWidthInteger
  var bits: Bits { get }
  init(bits: Bits)
}

extension Float: FloatingElement {
  var bits: UInt32 { bitPattern }
  init(bits: UInt32) { self.init(bitPattern: bits) }
}

extension Double: FloatingElement {
  var bits: UInt64 { bitPattern }
  init(bits: UInt64) { self.init(bitPattern: bits) }
}

extension FloatingElement {
  /// The smaller number; nan if either is, and -0 is smaller than 0.
  @inline(__always)
  static func smaller(_ a: Self, _ b: Self) -> Self {
    let chosen = a < b || a != a ? a : b
    return a == b ? Self(bits: a.bits | b.bits) : chosen
  }

  /// The larger number; nan if either is, and 0 is larger than -0.
  @inline(__always)
  static func larger(_ a: Self, _ b: Self) -> Self {
    let chosen = a > b || a != a ? a : b
    return a == b ? Self(bits: a.bits & b.bits) : chosen
  }

  /// a − b·trunc(a/b), exact; a zero may have either sign.
  ///
  /// Where the quotient has all its digits it is at most one too large, after rounding up to an
  /// integer, and a − q·b has no more digits than b: that is much quicker than long division.
  @inline(__always)
  static func truncatedRemainder(_ a: Self, _ b: Self) -> Self {
    let x = a.magnitude, y = b.magnitude
    let q = (x / y).rounded(.towardZero)
    guard q < Self(1 << significandBitCount), y >= Self.leastNormalMagnitude, x.isFinite,
      y.isFinite
    else { return a.truncatingRemainder(dividingBy: b) }
    let rest = x.addingProduct(-q, y)
    return Self(signOf: a, magnitudeOf: rest < 0 ? rest + y : rest)
  }

  /// The remainder of floor division, exact where it is representable, with the sign of `b`.
  static func floorRemainder(_ a: Self, _ b: Self) -> Self {
    let r = truncatedRemainder(a, b)
    if r == 0 { return Self(signOf: b, magnitudeOf: 0) }
    return (r < 0) == (b < 0) || r.isNaN ? r : r + b
  }

  /// The quotient rounded down, consistent with `floorRemainder`.
  static func floorQuotient(_ a: Self, _ b: Self) -> Self {
    if b == 0 || a.isInfinite || a.isNaN || b.isNaN { return a / b }
    if b.isInfinite && a != 0 && (a < 0) != (b < 0) { return -1 }
    let quotient = (a - floorRemainder(a, b)) / b
    if quotient == 0 || b.isInfinite { return Self(signOf: a / b, magnitudeOf: 0) }
    let down = quotient.rounded(.down)
    return quotient - down > 0.5 ? down + 1 : down
  }
}

extension Tensor {
  static func combineDoubles(
    _ f: BinaryFunction, _ x: Tensor, _ y: Tensor, _ shape: Shape
  ) throws(TensorError) -> Tensor {
    try combineFloating(f, x, y, shape, as: Double.self)
  }

  static func combineFloats(
    _ f: BinaryFunction, _ x: Tensor, _ y: Tensor, _ shape: Shape
  ) throws(TensorError) -> Tensor {
    try combineFloating(f, x, y, shape, as: Float.self)
  }

  private static func combineFloating<F: FloatingElement>(
    _ f: BinaryFunction, _ x: Tensor, _ y: Tensor, _ shape: Shape, as: F.Type
  ) throws(TensorError) -> Tensor {
    switch f {
    case .add: try pairwise(x, y, shape) { (a: F, b: F) in a + b }
    case .subtract: try pairwise(x, y, shape) { (a: F, b: F) in a - b }
    case .multiply: try pairwise(x, y, shape) { (a: F, b: F) in a * b }
    case .divide: try pairwise(x, y, shape) { (a: F, b: F) in a / b }
    case .minimum: try pairwise(x, y, shape) { (a: F, b: F) in F.smaller(a, b) }
    case .maximum: try pairwise(x, y, shape) { (a: F, b: F) in F.larger(a, b) }
    case .remainder: try pairwise(x, y, shape) { (a: F, b: F) in F.floorRemainder(a, b) }
    case .quotient: try pairwise(x, y, shape) { (a: F, b: F) in F.floorQuotient(a, b) }
    case .power: try power(x, y, shape)
    case .atan2: try atan2(x, y, shape)
    case .and, .or: throw undefined(f, x.type)
    }
  }
}
