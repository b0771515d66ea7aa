extension ElementBlock {
  func unary(_ f: UnaryFunction, _ type: ElementType) -> LoopFault? {
    switch type {
    case .bool: map { (a: Bool) in !a }
    case .i64: return unaryInteger(f)
    case .f32 where f == .negate: negateLanes(SIMD16<Float>.self)
    case .f64 where f == .negate: negateLanes(SIMD8<Double>.self)
    case .f32:
      unaryFloating(f, Float.self) { x, out in VectorMath.apply(f, f32: x, into: out, count: count)
      }
    case .f64:
      unaryFloating(f, Double.self) { x, out in VectorMath.apply(f, f64: x, into: out, count: count)
      }
    case .c128: preconditionFailure("complex numbers are not fused")
    }
    return nil
  }

  private func unaryInteger(_ f: UnaryFunction) -> LoopFault? {
    switch f {
    case .isNaN: map { (_: Int) in false }
    case .isFinite: map { (_: Int) in true }
    default: return checkedMap { (a: Int) throws(TensorError) in try ScalarMath.apply(f, a) }
    }
    return nil
  }

  private func unaryFloating<F: FloatingElement>(
    _ f: UnaryFunction, _: F.Type,
    _ elementary: (UnsafePointer<F>, UnsafeMutablePointer<F>) -> Void
  ) {
    switch f {
    case .negate: map { (a: F) in -a }
    case .abs: map { (a: F) in a.magnitude }
    case .sign: map { (a: F) -> F in a > 0 ? 1 : a < 0 ? -1 : a }
    case .floor: map { (a: F) in a.rounded(.down) }
    case .ceil: map { (a: F) in a.rounded(.up) }
    case .round: map { (a: F) in a.rounded(.toNearestOrEven) }
    case .real, .conjugate: map { (a: F) in a }
    case .imaginary: map { (_: F) -> F in 0 }
    case .isNaN: map { (a: F) in a != a }
    case .isFinite: map { (a: F) in a.isFinite }
    case .sqrt, .exp, .expm1, .log, .log1p, .sin, .cos, .tan, .asin, .acos, .atan, .sinh, .cosh,
      .tanh, .asinh, .acosh, .atanh, .logistic, .softplus, .erf, .erfc, .erfinv, .lgamma,
      .polygamma,
      .besseli:
      elementary(contiguous(x, scratch.first, F.self), result(F.self))
    case .not: preconditionFailure("not is not defined on floating numbers")
    }
  }

  func binary(_ f: BinaryFunction, _ type: ElementType) -> LoopFault? {
    switch type {
    case .bool:
      if f == .and { pairs { (a: Bool, b: Bool) in a && b } }
      if f == .or { pairs { (a: Bool, b: Bool) in a || b } }
    case .i64: return binaryInteger(f)
    case .f32:
      if lanes(f, SIMD16<Float>.self) { return nil }
      binaryFloating(f, Float.self) { x, y, out in
        if f == .power { VectorMath.power(x, y, into: out, count: count) }
        if f == .atan2 { VectorMath.atan2(x, y, into: out, count: count) }
      }
    case .f64:
      if lanes(f, SIMD8<Double>.self) { return nil }
      binaryFloating(f, Double.self) { x, y, out in
        if f == .power { VectorMath.power(x, y, into: out, count: count) }
        if f == .atan2 { VectorMath.atan2(x, y, into: out, count: count) }
      }
    case .c128: preconditionFailure("complex numbers are not fused")
    }
    return nil
  }

  private func binaryFloating<F: FloatingElement>(
    _ f: BinaryFunction, _: F.Type,
    _ elementary: (UnsafePointer<F>, UnsafePointer<F>, UnsafeMutablePointer<F>) -> Void
  ) {
    switch f {
    case .add: pairs { (a: F, b: F) in a + b }
    case .subtract: pairs { (a: F, b: F) in a - b }
    case .multiply: pairs { (a: F, b: F) in a * b }
    case .divide: pairs { (a: F, b: F) in a / b }
    case .minimum: pairs { (a: F, b: F) in F.smaller(a, b) }
    case .maximum: pairs { (a: F, b: F) in F.larger(a, b) }
    case .remainder: pairs { (a: F, b: F) in F.floorRemainder(a, b) }
    case .quotient: pairs { (a: F, b: F) in F.floorQuotient(a, b) }
    case .power, .atan2:
      elementary(
        contiguous(x, scratch.first, F.self), contiguous(y, scratch.second, F.self),
        result(F.self))
    case .and, .or: preconditionFailure("\(f.name) is not defined on floating numbers")
    }
  }

  private func binaryInteger(_ f: BinaryFunction) -> LoopFault? {
    // Both operands may stand, which the loops of pairs do not expect.
    let a = LoopOperand(pointer: contiguous(x, scratch.first, Int.self), step: 1)
    let b = operand(y, Int.self), out = result(Int.self)
    switch f {
    case .add: return addLoop(a, b, out, count)
    case .subtract: return subtractLoop(a, b, out, count)
    case .multiply: return multiplyLoop(a, b, out, count)
    case .minimum: pairs { (a: Int, b: Int) in a < b ? a : b }
    case .maximum: pairs { (a: Int, b: Int) in a > b ? a : b }
    case .power: return checkedPairLoop(a, b, out, count, IntegerArithmetic.power)
    case .remainder: return checkedPairLoop(a, b, out, count, IntegerArithmetic.remainder)
    case .quotient: return checkedPairLoop(a, b, out, count, IntegerArithmetic.quotient)
    case .divide, .atan2, .and, .or: preconditionFailure("\(f.name) is not defined on i64")
    }
    return nil
  }

  func convert(_ source: ElementType, to target: ElementType) -> LoopFault? {
    switch source {
    case .bool: convertBoolean(to: target)
    case .i64: convertInteger(to: target)
    case .f32: return convertFloating(Float.self, to: target)
    case .f64: return convertFloating(Double.self, to: target)
    case .c128: preconditionFailure("complex numbers are not fused")
    }
    return nil
  }

  private func convertBoolean(to target: ElementType) {
    switch target {
    case .bool: map { (a: Bool) in a }
    case .i64: map { (a: Bool) -> Int in a ? 1 : 0 }
    case .f32: map { (a: Bool) -> Float in a ? 1 : 0 }
    case .f64: map { (a: Bool) -> Double in a ? 1 : 0 }
    case .c128: preconditionFailure("complex numbers are not fused")
    }
  }

  private func convertInteger(to target: ElementType) {
    switch target {
    case .bool: map { (a: Int) in a != 0 }
    case .i64: map { (a: Int) in a }
    case .f32: map { (a: Int) in Float(a) }
    case .f64: map { (a: Int) in Double(a) }
    case .c128: preconditionFailure("complex numbers are not fused")
    }
  }

  private func convertFloating<F: FloatingElement>(
    _: F.Type, to target: ElementType
  ) -> LoopFault? {
    switch target {
    case .bool: map { (a: F) in a != 0 }
    case .i64: return checkedMap { (a: F) throws(TensorError) in try Tensor.integer(a) }
    case .f32: map { (a: F) in Float(a) }
    case .f64: map { (a: F) in Double(a) }
    case .c128: preconditionFailure("complex numbers are not fused")
    }
    return nil
  }
}
