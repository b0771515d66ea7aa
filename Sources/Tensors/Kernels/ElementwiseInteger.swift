/// Arithmetic on i64 that reports what leaves the range.
enum IntegerArithmetic {
  /// `a ^ b` by repeated squaring.
  static func power(_ a: Int, _ b: Int) throws(TensorError) -> Int {
    guard b >= 0 else {
      throw .domain(operation: "^", reason: "a negative exponent of an integer: \(a) ^ \(b)")
    }
    var result = 1, base = a, exponent = b, overflowed = false
    while exponent > 0 {
      if exponent & 1 == 1 {
        let (product, overflow) = result.multipliedReportingOverflow(by: base)
        if overflow || overflowed { throw .overflow("\(a) ^ \(b)") }
        result = product
      }
      exponent >>= 1
      // The last square is not used: it may overflow.
      let (square, overflow) = base.multipliedReportingOverflow(by: base)
      overflowed = overflowed || overflow
      base = square
    }
    return result
  }

  /// `a / b` rounded down.
  static func quotient(_ a: Int, _ b: Int) throws(TensorError) -> Int {
    guard b != 0 else { throw .divisionByZero }
    let (quotient, overflow) = a.dividedReportingOverflow(by: b)
    if overflow { throw .overflow("quo(\(a), \(b))") }
    let exact = quotient &* b == a
    return !exact && (a < 0) != (b < 0) ? quotient &- 1 : quotient
  }

  /// The remainder of the quotient rounded down; it has the sign of `b`.
  static func remainder(_ a: Int, _ b: Int) throws(TensorError) -> Int {
    guard b != 0 else { throw .divisionByZero }
    let remainder = a.remainderReportingOverflow(dividingBy: b).partialValue
    return remainder != 0 && (remainder < 0) != (b < 0) ? remainder &+ b : remainder
  }

  static func add(_ a: Int, _ b: Int) throws(TensorError) -> Int {
    let (sum, overflow) = a.addingReportingOverflow(b)
    if overflow { throw .overflow("\(a) + \(b)") }
    return sum
  }

  static func subtract(_ a: Int, _ b: Int) throws(TensorError) -> Int {
    let (difference, overflow) = a.subtractingReportingOverflow(b)
    if overflow { throw .overflow("\(a) - \(b)") }
    return difference
  }

  static func multiply(_ a: Int, _ b: Int) throws(TensorError) -> Int {
    let (product, overflow) = a.multipliedReportingOverflow(by: b)
    if overflow { throw .overflow("\(a) * \(b)") }
    return product
  }
}

extension Tensor {
  static func combineIntegers(
    _ f: BinaryFunction, _ x: Tensor, _ y: Tensor, _ shape: Shape
  ) throws(TensorError) -> Tensor {
    switch f {
    case .add: try pairwise(x, y, shape, from: Int.self, to: Int.self, addLoop)
    case .subtract: try pairwise(x, y, shape, from: Int.self, to: Int.self, subtractLoop)
    case .multiply: try pairwise(x, y, shape, from: Int.self, to: Int.self, multiplyLoop)
    case .minimum: try pairwise(x, y, shape) { (a: Int, b: Int) in a < b ? a : b }
    case .maximum: try pairwise(x, y, shape) { (a: Int, b: Int) in a > b ? a : b }
    case .power: try checked(x, y, shape, IntegerArithmetic.power)
    case .remainder: try checked(x, y, shape, IntegerArithmetic.remainder)
    case .quotient: try checked(x, y, shape, IntegerArithmetic.quotient)
    case .divide, .atan2, .and, .or: throw undefined(f, x.type)
    }
  }

  private static func checked(
    _ x: Tensor, _ y: Tensor, _ shape: Shape, _ f: (Int, Int) throws(TensorError) -> Int
  ) throws(TensorError) -> Tensor {
    try pairwise(x, y, shape, from: Int.self, to: Int.self) { a, b, out, count in
      checkedPairLoop(a, b, out, count, f)
    }
  }
}

// Sums are computed with wrap-around while the sign bits that tell an overflow are collected;
// such loops become vector code. Only a loop that overflowed is run again, to name its operands.

func addLoop(
  _ x: LoopOperand<Int>, _ y: LoopOperand<Int>, _ out: UnsafeMutablePointer<Int>, _ count: Int
) -> LoopFault? {
  var signs = 0
  pairLoop(x, y, out, count) { a, b in
    let sum = a &+ b
    signs |= (a ^ sum) & (b ^ sum)
    return sum
  }
  return signs < 0 ? checkedPairLoop(x, y, out, count, IntegerArithmetic.add) : nil
}

func subtractLoop(
  _ x: LoopOperand<Int>, _ y: LoopOperand<Int>, _ out: UnsafeMutablePointer<Int>, _ count: Int
) -> LoopFault? {
  var signs = 0
  pairLoop(x, y, out, count) { a, b in
    let difference = a &- b
    signs |= (a ^ b) & (a ^ difference)
    return difference
  }
  return signs < 0 ? checkedPairLoop(x, y, out, count, IntegerArithmetic.subtract) : nil
}

func multiplyLoop(
  _ x: LoopOperand<Int>, _ y: LoopOperand<Int>, _ out: UnsafeMutablePointer<Int>, _ count: Int
) -> LoopFault? {
  // Factors within 32 bits cannot overflow; their leading bits are collected in one pass.
  var leading = 0
  pairLoop(x, y, out, count) { a, b in
    leading |= (a ^ (a >> 63)) | (b ^ (b >> 63))
    return a &* b
  }
  return leading >> 31 == 0 ? nil : checkedPairLoop(x, y, out, count, IntegerArithmetic.multiply)
}
