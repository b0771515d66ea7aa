import Tensors

/// A tensor as the front end's operations see it: known, or traced in a graph being recorded.
///
/// Everything numeric goes through terms, so there is one implementation of each formula. The
/// functions of `Term` promote element types and broadcast shapes, once for both cases.
public enum Term {
  /// A tensor.
  case known(Tensor)
  /// A variable of a trace.
  case traced(Traced)

  /// The element type and shape.
  public var type: TensorType {
    switch self {
    case .known(let tensor): TensorType(tensor)
    case .traced(let traced): traced.type
    }
  }

  /// The type of every element.
  public var element: ElementType {
    switch self {
    case .known(let tensor): tensor.type
    case .traced(let traced): traced.type.element
    }
  }

  /// The extents.
  public var shape: Shape {
    switch self {
    case .known(let tensor): tensor.shape
    case .traced(let traced): traced.type.shape
    }
  }

  /// The number of axes.
  public var rank: Int { shape.rank }

  /// The value where it is known, in a trace or not.
  public var value: Tensor? {
    switch self {
    case .known(let tensor): tensor
    case .traced(let traced): traced.value
    }
  }

  /// The value, or the error that says that only its type is known.
  public func knownValue() throws(TraceError) -> Tensor {
    guard let value else { throw .valueUnknown(type) }
    return value
  }

  /// A known scalar.
  public init<E: Element>(_ scalar: E) throws(TraceError) {
    self = .known(try wrapping { () throws(TensorError) in try Tensor(scalar) })
  }

  /// A known tensor with every element equal to `scalar`.
  public init(repeating scalar: Scalar, _ shape: Shape) throws(TraceError) {
    self = .known(try wrapping { () throws(TensorError) in try Tensor(repeating: scalar, shape) })
  }

  /// Applies an operation, strictly: all terms known, it is evaluated at once; else recorded in
  /// the innermost trace among the operands, into which outer traced values are lifted.
  public static func apply(
    _ operation: Operation, _ operands: [Term]
  ) throws(TraceError) -> [Term] {
    var innermost: GraphBuilder?
    for case .traced(let traced) in operands
    where innermost.map({ $0.level < traced.builder.level }) ?? true {
      innermost = traced.builder
    }
    if let innermost { return try innermost.record(operation, operands) }
    let tensors = operands.compactMap { (term: Term) -> Tensor? in
      if case .known(let tensor) = term { tensor } else { nil }
    }
    return try operation.evaluate(tensors).map { .known($0) }
  }

  /// The innermost trace that one of two terms belongs to.
  static func innermost(_ x: Term, _ y: Term) -> GraphBuilder? {
    switch (x, y) {
    case (.known, .known): nil
    case (.traced(let a), .known): a.builder
    case (.known, .traced(let b)): b.builder
    case (.traced(let a), .traced(let b)):
      a.builder.level < b.builder.level ? b.builder : a.builder
    }
  }

  /// Applies an operation that has one result.
  public static func applyOne(
    _ operation: Operation, _ operands: [Term]
  ) throws(TraceError) -> Term {
    try apply(operation, operands)[0]
  }
}
