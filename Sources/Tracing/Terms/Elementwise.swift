import Tensors

extension Term {
  /// An elementwise function; bool and i64 are promoted to the first type it is defined on.
  public static func unary(_ f: UnaryFunction, _ x: Term) throws(TraceError) -> Term {
    if let decision = f.decision { try x.requireNumber(decision) }
    return try mapped(f, x)
  }

  /// An elementwise function; one that decides does so by the mean of an estimate.
  static func mapped(_ f: UnaryFunction, _ x: Term) throws(TraceError) -> Term {
    let x = try x.converted(
      to: Promotion.widened(x.element) { f.resultType($0) != nil })
    switch x {
    case .number(let number) where f.resultType(.f64) == .f64:
      return .number(ScalarMath.apply(f, number))
    case .known, .number:
      let tensor = try x.knownValue()
      return Term(try wrapping { () throws(TensorError) in try Tensor.map(f, tensor) })
    case .traced(let traced): return try traced.builder.record(f, x)
    case .estimate: return try Propagation([x]).unary(f)
    }
  }

  /// An elementwise function of two operands, promoted to a common type and broadcast.
  public static func binary(
    _ f: BinaryFunction, _ x: Term, _ y: Term
  ) throws(TraceError) -> Term {
    if f == .quotient { try requireNumbers("quo", x, y) }
    return try combined(f, x, y)
  }

  /// An elementwise function of two operands; one that decides does so by the means of estimates.
  static func combined(
    _ f: BinaryFunction, _ x: Term, _ y: Term
  ) throws(TraceError) -> Term {
    if case .number(let a) = x, case .number(let b) = y, f.resultType(.f64) == .f64 {
      return .number(ScalarMath.apply(f, a, b))
    }
    let common = Promotion.common(x, y)
    let type = Promotion.widened(common) { f.resultType($0) != nil }
    let x = try x.converted(to: type), y = try y.converted(to: type)
    if !x.isTraced, !y.isTraced {
      if x.isEstimate || y.isEstimate {
        let (p, q) = try stretched(x, y)
        return try Propagation([p, q]).binary(f)
      }
      let a = try x.knownValue(), b = try y.knownValue()
      return Term(try wrapping { () throws(TensorError) in try Tensor.combine(f, a, b) })
    }
    let (p, q) = try stretched(x, y)
    guard let innermost = innermost(p, q) else { return try applyOne(.binary(f), [p, q]) }
    return try innermost.record(f, p, q)
  }

  /// A special function of several operands, which are promoted to floating numbers of a common type
  /// and broadcast.
  ///
  /// - Throws: `type` for complex numbers, `broadcast` for shapes that do not fit.
  public static func special(
    _ f: SpecialFunction, _ operands: [Term]
  ) throws(TraceError) -> Term {
    let common = Promotion.common(operands.map(\.type)) ?? .f64
    let type = common == .f32 ? common : Promotion.widened(common) { $0 == .f64 }
    var shape = Shape.scalar
    for operand in operands {
      guard let joined = shape.broadcast(with: operand.shape) else {
        throw .tensor(.broadcast(shape, operand.shape))
      }
      shape = joined
    }
    var equal: [Term] = []
    for operand in operands {
      equal.append(try operand.converted(to: type).broadcast(to: shape))
    }
    return try applyOne(.special(f), equal)
  }

  /// An elementwise relation, with promotion and broadcasting; the result is bool.
  public static func compare(
    _ c: Comparison, _ x: Term, _ y: Term
  ) throws(TraceError) -> Term {
    try requireNumbers("a comparison", x, y)
    return try relation(c, x, y)
  }

  /// An elementwise relation, of estimates that of their means.
  static func relation(
    _ c: Comparison, _ x: Term, _ y: Term
  ) throws(TraceError) -> Term {
    let type = Promotion.common(x.type, y.type)
    let x = try x.converted(to: type), y = try y.converted(to: type)
    if !x.isTraced, !y.isTraced {
      let a = try x.mean.knownValue(), b = try y.mean.knownValue()
      return .known(try wrapping { () throws(TensorError) in try Tensor.compare(c, a, b) })
    }
    let (p, q) = try stretched(x, y)
    return try perform(.compare(c), [p, q])[0]
  }

  /// Elements of `x` where the mask is true, else of `y`, with promotion and broadcasting.
  public static func select(
    _ mask: Term, _ x: Term, _ y: Term
  ) throws(TraceError) -> Term {
    let type = Promotion.common(x.type, y.type)
    let (p, q) = try stretched(try x.converted(to: type), try y.converted(to: type))
    let (stretchedMask, first) = try stretched(mask, p)
    let second = try q.broadcast(to: first.shape)
    return try applyOne(.select, [stretchedMask, first, second])
  }

  /// Both operands in their common shape.
  static func stretched(_ x: Term, _ y: Term) throws(TraceError) -> (Term, Term) {
    let a = x.shape, b = y.shape
    if a == b { return (x, y) }
    guard let shape = a.broadcast(with: b) else { throw .tensor(.broadcast(a, b)) }
    return (try x.stretched(to: shape, beside: y), try y.stretched(to: shape, beside: x))
  }

  /// The term broadcast; a known one beside a traced one is stretched in that trace, so that the
  /// graph keeps the small constant.
  private func stretched(to shape: Shape, beside other: Term) throws(TraceError) -> Term {
    if case .traced(let traced) = other, !isTraced, self.shape != shape {
      return try traced.builder.record(.broadcast(shape), [self])[0]
    }
    return try broadcast(to: shape)
  }

  /// The same numbers in another element type.
  public func converted(to type: ElementType) throws(TraceError) -> Term {
    element == type ? self : try Term.applyOne(.convert(type), [self])
  }

  /// The term as floating numbers: bool and i64 become f64.
  public func floating() throws(TraceError) -> Term {
    element.isFloating ? self : try converted(to: .f64)
  }

  /// The complex number with these parts, promoted to f64 and broadcast.
  public static func complex(_ real: Term, _ imaginary: Term) throws(TraceError) -> Term {
    let (re, im) = try stretched(
      try real.converted(to: .f64), try imaginary.converted(to: .f64))
    return try applyOne(.complex, [re, im])
  }

  /// The same value, constant to every derivative.
  public func stopped() throws(TraceError) -> Term {
    isTraced ? try Term.applyOne(.stop, [self]) : mean
  }

  /// Whether the term is a variable of a trace.
  public var isTraced: Bool {
    if case .traced = self { true } else { false }
  }
}
