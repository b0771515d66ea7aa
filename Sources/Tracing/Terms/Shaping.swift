import Tensors

extension Term {
  /// The same elements in another shape.
  public func reshaped(to shape: Shape) throws(TraceError) -> Term {
    self.shape == shape ? self : try Term.applyOne(.reshape(shape), [self])
  }

  /// All elements as a vector, in row-major order.
  public func flattened() throws(TraceError) -> Term {
    try reshaped(to: Shape([shape.count]))
  }

  /// Axes in another order: axis k of the result is axis `permutation[k]`.
  public func transposed(_ permutation: [Int]) throws(TraceError) -> Term {
    permutation == Array(0..<rank) ? self : try Term.applyOne(.transpose(permutation), [self])
  }

  /// The last two axes exchanged; a vector becomes the row 1×n, a scalar stays.
  public func transposed() throws(TraceError) -> Term {
    if rank == 0 { return self }
    if rank == 1 { return try reshaped(to: Shape([1, shape[0]])) }
    return try transposed(Array(0..<rank - 2) + [rank - 1, rank - 2])
  }

  /// The last two axes exchanged, elements conjugated.
  func adjoint() throws(TraceError) -> Term {
    try transposed().conjugated()
  }

  /// The complex conjugate; a real term as it is.
  func conjugated() throws(TraceError) -> Term {
    element == .c128 ? try Term.unary(.conjugate, self) : self
  }

  /// Axes of length 1 and missing leading axes stretched to a shape.
  public func broadcast(to shape: Shape) throws(TraceError) -> Term {
    self.shape == shape ? self : try Term.applyOne(.broadcast(shape), [self])
  }

  /// The regular part of `counts[k]` positions from `starts[k]` by `steps[k]` along each axis k.
  public func sliced(
    starts: [Int], counts: [Int], steps: [Int]
  ) throws(TraceError) -> Term {
    try Term.applyOne(.slice(starts: starts, counts: counts, steps: steps), [self])
  }

  /// Zeros of a shape with the term at every `steps[k]`-th position from `starts[k]` along axis k.
  public func padded(
    to shape: Shape, starts: [Int], steps: [Int]
  ) throws(TraceError) -> Term {
    try Term.applyOne(.pad(shape: shape, starts: starts, steps: steps), [self])
  }

  /// `count` positions of one axis, from `start` on.
  func part(_ start: Int, _ count: Int, axis: Int) throws(TraceError) -> Term {
    var starts = [Int](repeating: 0, count: rank)
    starts[axis] = start
    return try sliced(
      starts: starts, counts: shape.with(count, axis: axis).extents,
      steps: [Int](repeating: 1, count: rank))
  }

  /// The term with one axis in the opposite order.
  func reversed(axis: Int) throws(TraceError) -> Term {
    var starts = [Int](repeating: 0, count: rank), steps = [Int](repeating: 1, count: rank)
    starts[axis] = Swift.max(0, shape[axis] - 1)
    steps[axis] = -1
    return try sliced(starts: starts, counts: shape.extents, steps: steps)
  }

  /// The sum over the axes along which a term of the given shape was stretched to this shape: the
  /// transpose of `broadcast`.
  func summed(to shape: Shape) throws(TraceError) -> Term {
    let added = rank - shape.rank
    let axes = (0..<rank).filter { $0 < added || shape[$0 - added] != self.shape[$0] }
    return axes.isEmpty ? self : try sum(over: axes).reshaped(to: shape)
  }

  /// The slices along an axis at i64 positions (rank 1, base 0).
  public func gathered(axis: Int, at positions: Term) throws(TraceError) -> Term {
    try Term.applyOne(.gather(axis: axis), [self, positions])
  }

  /// The term with the slices at the positions replaced; where one repeats, the last wins.
  public func scattered(
    axis: Int, at positions: Term, _ updates: Term
  ) throws(TraceError) -> Term {
    try Term.applyOne(.scatter(axis: axis), [self, positions, updates])
  }

  /// The term with slices added at the positions; where one repeats, in order.
  public func accumulated(
    axis: Int, at positions: Term, _ updates: Term
  ) throws(TraceError) -> Term {
    try Term.applyOne(.scatterAdd(axis: axis), [self, positions, updates])
  }

  /// The terms side by side along an axis, promoted to a common type.
  public static func concatenated(_ parts: [Term], axis: Int) throws(TraceError) -> Term {
    let type = Promotion.common(parts.map(\.type)) ?? .f64
    var converted: [Term] = []
    for part in parts {
      try wrapping { () throws(TensorError) in try Interruption.check() }
      converted.append(try part.converted(to: type))
    }
    return parts.count == 1 && axis >= 0 && axis < converted[0].rank
      ? converted[0] : try applyOne(.concatenate(axis: axis), converted)
  }

  /// The row-major positions of the elements of a shape, i64, from 0.
  public static func positions(_ shape: Shape) throws(TraceError) -> Term {
    Term(
      try wrapping { () throws(TensorError) in
        try Tensor.range(from: 0, count: shape.count, step: 1).reshaped(to: shape)
      })
  }

  /// Terms of equal shape along a new axis, promoted to a common type.
  public static func stacked(_ parts: [Term], axis: Int) throws(TraceError) -> Term {
    var widened: [Term] = []
    for part in parts {
      guard axis >= 0 && axis <= part.rank else {
        throw .tensor(.axis(axis &+ 1, rank: part.rank + 1))
      }
      var extents = part.shape.extents
      extents.insert(1, at: axis)
      widened.append(try part.reshaped(to: Shape(extents)))
    }
    return try concatenated(widened, axis: axis)
  }
}
