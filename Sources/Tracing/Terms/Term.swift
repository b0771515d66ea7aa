import Tensors

/// A tensor as the front end's operations see it: known, known from random draws, or traced in a graph
/// being recorded.
///
/// Everything numeric goes through terms, so there is one implementation of each formula. The
/// functions of `Term` promote element types and broadcast shapes, once for both cases.
public enum Term {
  /// A tensor.
  case known(Tensor)
  /// An f64 scalar, which needs no storage.
  case number(Double)
  /// A variable of a trace.
  case traced(Traced)
  /// A tensor known from random draws, with what they moved.
  case estimate(Estimate)

  /// The element type and shape.
  public var type: TensorType {
    switch self {
    case .known(let tensor): TensorType(tensor)
    case .number: TensorType(.f64)
    case .traced(let traced): traced.type
    case .estimate(let estimate): estimate.type
    }
  }

  /// The type of every element.
  public var element: ElementType {
    switch self {
    case .known(let tensor): tensor.type
    case .number: .f64
    case .traced(let traced): traced.type.element
    case .estimate(let estimate): estimate.mean.type
    }
  }

  /// The extents.
  public var shape: Shape {
    switch self {
    case .known(let tensor): tensor.shape
    case .number: .scalar
    case .traced(let traced): traced.type.shape
    case .estimate(let estimate): estimate.mean.shape
    }
  }

  /// The number of axes.
  public var rank: Int { shape.rank }

  /// What is known of the term, in a trace or not: a term that is not traced, which may be an estimate.
  public var known: Term? {
    switch self {
    case .known, .number, .estimate: self
    case .traced(let traced): traced.known
    }
  }

  /// The value as a tensor where it is known without error, in a trace or not.
  public var value: Tensor? { try? knownValue() }

  /// The value, or the error that says that only its type is known, or that it is an estimate.
  public func knownValue() throws(TraceError) -> Tensor {
    switch known {
    case .known(let tensor)?: tensor
    case .number(let x)?: try wrapping { () throws(TensorError) in try Tensor(x) }
    case .estimate(let estimate)?: throw estimate.refused(by: "this")
    case .traced, nil: throw .valueUnknown(type)
    }
  }

  /// The term of a tensor.
  public init(_ tensor: Tensor) {
    if tensor.shape.rank == 0, case .float(let x) = tensor.scalar {
      self = .number(x)
    } else {
      self = .known(tensor)
    }
  }

  /// A known scalar.
  public init<E: Element>(_ scalar: E) throws(TraceError) {
    self.init(try wrapping { () throws(TensorError) in try Tensor(scalar) })
  }

  /// A known f64 scalar.
  public init(_ number: Double) throws(TraceError) { self = .number(number) }

  /// A known tensor with every element equal to `scalar`.
  public init(repeating scalar: Scalar, _ shape: Shape) throws(TraceError) {
    if shape.rank == 0, case .float(let x) = scalar {
      self = .number(x)
    } else {
      self = .known(try wrapping { () throws(TensorError) in try Tensor(repeating: scalar, shape) })
    }
  }

  /// Applies an operation, strictly: all terms known, it is evaluated at once; else recorded in
  /// the innermost trace among the operands, into which outer traced values are lifted.
  ///
  /// Estimates among known terms make estimates of the results; where they would decide, they are refused.
  public static func apply(
    _ operation: Operation, _ operands: [Term]
  ) throws(TraceError) -> [Term] {
    if let decision = operation.decision {
      for operand in operands { try operand.requireNumber(decision) }
    }
    return try perform(operation, operands)
  }

  /// Applies an operation; one that decides does so by the means of estimates.
  static func perform(
    _ operation: Operation, _ operands: [Term]
  ) throws(TraceError) -> [Term] {
    var innermost: GraphBuilder?, isEstimate = false
    for operand in operands {
      switch operand {
      case .known, .number: break
      case .estimate: isEstimate = true
      case .traced(let traced):
        if innermost.map({ $0.level < traced.builder.level }) ?? true { innermost = traced.builder }
      }
    }
    if let innermost { return try innermost.record(operation, operands) }
    if case .average(let average) = operation { return try average.estimates(operands) }
    if isEstimate { return try Propagation(operands).apply(operation) }
    let tensors = try operands.map { (term) throws(TraceError) in try term.knownValue() }
    return try operation.evaluate(tensors).map { Term($0) }
  }

  /// The innermost trace that one of two terms belongs to.
  static func innermost(_ x: Term, _ y: Term) -> GraphBuilder? {
    guard case .traced(let a) = x else {
      if case .traced(let b) = y { return b.builder }
      return nil
    }
    guard case .traced(let b) = y, a.builder.level < b.builder.level else { return a.builder }
    return b.builder
  }

  /// Applies an operation that has one result.
  public static func applyOne(
    _ operation: Operation, _ operands: [Term]
  ) throws(TraceError) -> Term {
    try apply(operation, operands)[0]
  }
}
