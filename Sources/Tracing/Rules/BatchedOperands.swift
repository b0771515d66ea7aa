import Tensors

extension Shape {
  /// The shape with a new first axis.
  func rows(_ count: Int) -> Shape { Shape([count] + extents) }
}

extension Term {
  /// An operand of a batch with the batch axis: stretched along it where it is not batched.
  func rows(_ isBatched: Bool, _ count: Int) throws(TraceError) -> Term {
    isBatched ? self : try broadcast(to: shape.rows(count))
  }

  /// All operands with the batch axis.
  static func rows(
    _ operands: [Term], _ isBatched: [Bool], _ count: Int
  ) throws(TraceError) -> [Term] {
    var terms: [Term] = []
    for (operand, flag) in zip(operands, isBatched) { terms.append(try operand.rows(flag, count)) }
    return terms
  }

  /// A batch with one axis of its rows moved beside the batch axis and merged with it, so that
  /// positions along that axis, one list per row, become one list.
  func lined(axis: Int) throws(TraceError) -> Term {
    let moved = try transposed(BatchedAxis.order(axis, rank: rank))
    return try moved.reshaped(
      to: Shape([shape[0] &* shape[axis + 1]] + moved.shape.extents.dropFirst(2)))
  }

  /// The inverse of `lined`, for rows in which the axis has a length.
  func unlined(axis: Int, count: Int, length: Int) throws(TraceError) -> Term {
    let moved = try reshaped(to: Shape([count, length] + shape.extents.dropFirst()))
    var back = [Int](repeating: 0, count: moved.rank)
    for (place, axis) in BatchedAxis.order(axis, rank: moved.rank).enumerated() {
      back[axis] = place
    }
    return try moved.transposed(back)
  }

  /// Lists of positions, one per row, as one list of positions along the merged axis.
  ///
  /// A position outside its row must not fall into another one: it stays outside of all.
  func mergedPositions(extent: Int, count: Int) throws(TraceError) -> Term {
    let total = count &* extent
    let starts = try Term.known(
      wrapping { () throws(TensorError) in
        try Tensor.range(from: 0, count: count, step: extent)
      }
    ).reshaped(to: Shape([count, 1]))
    let isBelow = try Term.compare(.less, self, Term(0))
    let isBeyond = try Term.compare(.greaterOrEqual, self, Term(extent))
    let outside = try Term.select(isBelow, self, self + Term(total))
    let merged = try Term.select(
      Term.binary(.or, isBelow, isBeyond), outside, self + starts)
    return try merged.flattened()
  }
}

private enum BatchedAxis {
  /// The axes of a batch with the given axis of the rows beside the batch axis.
  static func order(_ axis: Int, rank: Int) -> [Int] {
    [0, axis + 1] + (1..<rank).filter { $0 != axis + 1 }
  }
}
