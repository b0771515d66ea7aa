import Tensors

extension Term {
  /// All elements along some axes (nil for all of them) combined into one; sums and products of
  /// bool count.
  public func reduced(
    _ reduction: Reduction, over axes: [Int]? = nil, keepingAxes: Bool = false
  ) throws(TraceError) -> Term {
    let axes = axes ?? Array(0..<rank)
    let x = try converted(to: Promotion.widened(element, reduction.isDefined(on:)))
    return try Term.applyOne(
      .reduce(reduction, axes: axes, keepingAxes: keepingAxes), [x])
  }

  /// The sum.
  public func sum(over axes: [Int]? = nil, keepingAxes: Bool = false) throws(TraceError) -> Term {
    try reduced(.sum, over: axes, keepingAxes: keepingAxes)
  }

  /// The mean, of floating numbers; nan of nothing.
  public func mean(over axes: [Int]? = nil, keepingAxes: Bool = false) throws(TraceError) -> Term {
    let x = try floating()
    // The sum checks the axes.
    let total = try x.sum(over: axes, keepingAxes: keepingAxes)
    let count = (axes ?? Array(0..<rank)).reduce(1.0) { $0 * Double(shape[$1]) }
    return try total / total.constant(count)
  }

  /// The mean squared distance from the mean, divided by the count.
  public func variance(
    over axes: [Int]? = nil, keepingAxes: Bool = false
  ) throws(TraceError) -> Term {
    let x = try floating()
    let distance = try x - x.mean(over: axes, keepingAxes: true)
    let square = try distance.squaredModulus()
    return try square.mean(over: axes, keepingAxes: keepingAxes)
  }

  /// |x|² elementwise, real.
  public func squaredModulus() throws(TraceError) -> Term {
    guard element == .c128 else { return try self * self }
    let re = try Term.unary(.real, self), im = try Term.unary(.imaginary, self)
    return try re * re + im * im
  }

  /// The Euclidean norm of all elements, scaled against overflow and underflow.
  ///
  /// Its derivative at 0 is 0; its even powers are smooth there.
  public func norm() throws(TraceError) -> Term {
    try Term.applyOne(.norm(axes: Array(0..<rank)), [floating()])
  }

  /// log Σ exp along some axes, shifted by the largest element.
  public func logSumExp(
    over axes: [Int]? = nil, keepingAxes: Bool = false
  ) throws(TraceError) -> Term {
    let x = try floating()
    let largest = try x.reduced(.maximum, over: axes, keepingAxes: true).stopped()
    let isFinite = try Term.mapped(.isFinite, largest)
    let shift = try Term.select(isFinite, largest, largest.constant(0))
    let total = try Term.unary(.exp, x - shift).sum(over: axes, keepingAxes: keepingAxes)
    return try Term.unary(.log, total) + shift.reshaped(to: total.shape)
  }

  /// The position of the first extreme element along an axis, i64, base 0.
  public func argument(_ extremum: Extremum, axis: Int) throws(TraceError) -> Term {
    let x = element == .bool ? try converted(to: .i64) : self
    return try Term.applyOne(.argument(extremum, axis: axis), [x])
  }

  /// The running reduction along an axis.
  public func cumulative(_ reduction: Reduction, axis: Int) throws(TraceError) -> Term {
    let x = try converted(to: Promotion.widened(element, reduction.isDefined(on:)))
    return try Term.applyOne(.cumulative(reduction, axis: axis), [x])
  }

  /// The elements along an axis in ascending order, nan last.
  public func sorted(axis: Int) throws(TraceError) -> Term {
    try Term.applyOne(.sort(axis: axis), [self])
  }

  /// The positions that sort an axis, stable, i64, base 0.
  public func sortOrder(axis: Int) throws(TraceError) -> Term {
    try Term.applyOne(.sortOrder(axis: axis), [self])
  }
}
