import Tensors

extension Simplifier {
  /// An earlier or cheaper variable with the same value, nil where the equation stands as it is.
  mutating func rewritten(
    _ operation: Operation, _ x: [Int], _ resultTypes: [TensorType]
  ) -> Int? {
    switch operation {
    case .stop, .unreparameterised: return x[0]
    case .unary(let f): return rewritten(f, x[0], resultTypes[0])
    case .binary(let f): return rewritten(f, x[0], x[1], resultTypes[0])
    case .compare, .fold, .stratum: return beforeStretching(operation, x, resultTypes[0])
    case .select: return rewrittenSelect(x)
    case .convert(let element): return rewrittenConversion(to: element, x[0], resultTypes[0])
    case .reshape, .transpose, .broadcast: return rewrittenShape(operation, x[0], resultTypes[0])
    case .reduce(let reduction, let axes, _):
      return rewrittenReduction(reduction, axes, x[0], resultTypes[0])
    default: return nil
    }
  }

  private mutating func rewritten(_ f: UnaryFunction, _ x: Int, _ type: TensorType) -> Int? {
    let element = types[x].element
    switch f {
    // On i64 the negative of the least number is an error, so −−x is not x.
    case .negate where element.isFloating:
      if let inner = negated(x) { return inner }
    case .real where element != .c128, .conjugate where element != .c128: return x
    case .floor where element == .i64, .ceil where element == .i64, .round where element == .i64:
      return x
    default: break
    }
    return f.mayFail(on: element) ? nil : beforeStretching(.unary(f), [x], type)
  }

  private mutating func rewritten(
    _ f: BinaryFunction, _ x: Int, _ y: Int, _ type: TensorType
  ) -> Int? {
    let element = type.element
    if element == .f64 || element == .f32 {
      if let same = rewrittenReal(f, x, y, type) { return same }
    } else if element == .i64 {
      switch f {
      case .multiply:
        if self.element(of: x) == .int(1) { return y }
        if self.element(of: y) == .int(1) { return x }
      case .add:
        if self.element(of: x) == .int(0) { return y }
        if self.element(of: y) == .int(0) { return x }
      case .subtract:
        if self.element(of: y) == .int(0) { return x }
      case .divide, .power, .remainder, .quotient, .minimum, .maximum, .atan2, .and, .or: break
      }
    }
    return f.mayFail(on: element) ? nil : beforeStretching(.binary(f), [x, y], type)
  }

  /// Identities of real numbers that hold for every operand; x + 0 and 0·x do not.
  ///
  /// x − 0 = x + (−0) = x also for x = −0. A sign goes through products and quotients, and
  /// x + (−y) = x − y, because rounding is symmetric.
  private mutating func rewrittenReal(
    _ f: BinaryFunction, _ x: Int, _ y: Int, _ type: TensorType
  ) -> Int? {
    switch f {
    case .add:
      if isNumber(y, -0.0) { return x }
      if isNumber(x, -0.0) { return y }
      if let inner = negated(y) { return one(.binary(.subtract), [x, inner], type) }
      if let inner = negated(x) { return one(.binary(.subtract), [y, inner], type) }
    case .subtract:
      if isNumber(y, 0) { return x }
      if let inner = negated(y) { return one(.binary(.add), [x, inner], type) }
    case .multiply:
      if isNumber(y, 1) { return x }
      if isNumber(x, 1) { return y }
      if isNumber(y, -1) { return one(.unary(.negate), [x], type) }
      if isNumber(x, -1) { return one(.unary(.negate), [y], type) }
      return withoutSigns(f, x, y, type)
    case .divide:
      if isNumber(y, 1) { return x }
      if isNumber(y, -1) { return one(.unary(.negate), [x], type) }
      return withoutSigns(f, x, y, type)
    case .power:
      // As the kernel defines them.
      if isNumber(y, 1) { return x }
      if isNumber(y, 2) { return one(.binary(.multiply), [x, x], type) }
    case .remainder, .quotient, .minimum, .maximum, .atan2, .and, .or: break
    }
    return nil
  }

  /// −(x y) for (−x) y, and the like.
  private mutating func withoutSigns(
    _ f: BinaryFunction, _ x: Int, _ y: Int, _ type: TensorType
  ) -> Int? {
    let a = negated(x), b = negated(y)
    if a == nil && b == nil { return nil }
    let product = one(.binary(f), [a ?? x, b ?? y], type)
    return a != nil && b != nil ? product : one(.unary(.negate), [product], type)
  }

  /// x where the variable is −x, stretched or not.
  private func negated(_ variable: Int) -> Int? {
    guard let origin = origin(of: variable), case .unary(.negate) = origin.operation else {
      return nil
    }
    return origin.operands[0]
  }

  /// Whether every element is this very number.
  private func isNumber(_ variable: Int, _ number: Double) -> Bool {
    switch element(of: variable) {
    case .float(let x): x.bitPattern == number.bitPattern
    case .float32(let x): x.bitPattern == Float(number).bitPattern
    case .bool, .int, .complex, nil: false
    }
  }

  /// x where x was only widened from f32 and goes back to it.
  private mutating func rewrittenConversion(
    to element: ElementType, _ x: Int, _ type: TensorType
  ) -> Int? {
    if types[x].element == element { return x }
    if element == .f32, let inner = origin(of: x), case .convert(.f64) = inner.operation,
      types[inner.operands[0]].element == .f32
    {
      return inner.operands[0]
    }
    return beforeStretching(.convert(element), [x], type)
  }

  private func rewrittenSelect(_ x: [Int]) -> Int? {
    if x[1] == x[2] { return x[1] }
    switch element(of: x[0]) {
    case .bool(let holds): return holds ? x[1] : x[2]
    case .int, .float32, .float, .complex, nil: return nil
    }
  }
}
