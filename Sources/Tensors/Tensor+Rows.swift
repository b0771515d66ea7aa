/// Operations along one axis that see a whole row at a time.
extension Tensor {
  /// The positions, base 0, of the smallest or largest elements along an axis: the first one of
  /// equals, and the first nan where there is one.
  public func argument(_ e: Extremum, axis: Int) throws(TensorError) -> Tensor {
    try checkAxis(axis)
    let target = shape.reduced(over: [axis], keepingAxes: false)
    if shape[axis] == 0 && target.count > 0 {
      throw .domain(operation: e.name, reason: "no elements")
    }
    let rows = try axisLast(axis)
    let result = try Tensor(uninitialized: target, type: .i64)
    switch type {
    case .i64: try rows.search(e, Int.self, result)
    case .f32: try rows.search(e, Float.self, result)
    case .f64: try rows.search(e, Double.self, result)
    case .bool, .c128: throw .type(operation: e.name, got: type, expected: "real numbers")
    }
    return result
  }

  /// The reductions of the first element along an axis, of the first two, and so on.
  public func cumulative(_ r: Reduction, axis: Int) throws(TensorError) -> Tensor {
    try checkAxis(axis)
    guard r.isDefined(on: type) else { throw undefined(r) }
    let rows = try axisLast(axis)
    let result = try Tensor(uninitialized: rows.shape, type: type)
    switch type {
    case .bool: try rows.accumulateBooleans(r, result)
    case .i64: try rows.accumulateIntegers(r, result)
    case .f32: try rows.accumulateFloating(r, result, Float.self)
    case .f64: try rows.accumulateFloating(r, result, Double.self)
    case .c128: try rows.accumulateComplex(r, result)
    }
    return try result.axisBack(axis)
  }

  /// The tensor with one axis moved to the end.
  func axisLast(_ axis: Int) throws(TensorError) -> Tensor {
    if axis == shape.rank &- 1 { return self }
    return try transposed((0..<shape.rank).filter { $0 != axis } + [axis])
  }

  /// The inverse of `axisLast`.
  func axisBack(_ axis: Int) throws(TensorError) -> Tensor {
    let last = shape.rank &- 1
    if axis == last { return self }
    return try transposed(Array(0..<axis) + [last] + Array(axis..<last))
  }

  /// Calls `body` with the start of each row, a row being the last axis.
  func forEachRow(_ body: (Int) -> Void) throws(TensorError) {
    let length = shape[shape.rank &- 1]
    guard count > 0 else { return }
    try forEachBlock(count / length, size: max(1, elementwiseBlock / length)) { range in
      for row in range { body(row &* length) }
    }
  }

  private func search<A: Element & Comparable>(
    _ e: Extremum, _: A.Type, _ result: Tensor
  ) throws(TensorError) {
    let length = shape[shape.rank &- 1]
    let input = pointer(as: A.self), out = result.mutablePointer(as: Int.self)
    try forEachRow { start in
      let row = input + start
      var best = 0
      _ = forEachSpanUnlessStopped(length) { range in
        // A value that differs from itself is nan: nothing beats it.
        for i in range where row[best] == row[best] {
          let isBetter = e == .minimum ? row[i] < row[best] : row[i] > row[best]
          if isBetter || row[i] != row[i] { best = i }
        }
      }
      out[start / length] = best
    }
    try Interruption.check()
  }

  private func scan<M: Monoid>(_: M.Type, _ result: Tensor) throws(TensorError) {
    let length = shape[shape.rank &- 1]
    let input = pointer(as: M.Member.self), out = result.mutablePointer(as: M.Member.self)
    try forEachRow { start in
      var value = input[start]
      out[start] = value
      _ = forEachSpanUnlessStopped(length &- 1) { range in
        for i in (start &+ 1 &+ range.lowerBound)..<(start &+ 1 &+ range.upperBound) {
          value = M.combine(value, input[i])
          out[i] = value
        }
      }
    }
    try Interruption.check()
  }

  private func accumulateBooleans(_ r: Reduction, _ result: Tensor) throws(TensorError) {
    switch r {
    case .any: try scan(Disjunction.self, result)
    case .all: try scan(Conjunction.self, result)
    case .sum, .product, .minimum, .maximum: throw undefined(r)
    }
  }

  private func accumulateIntegers(_ r: Reduction, _ result: Tensor) throws(TensorError) {
    switch r {
    case .sum: try scanChecked(IntegerArithmetic.add, result)
    case .product: try scanChecked(IntegerArithmetic.multiply, result)
    case .minimum: try scan(IntegerMinimum.self, result)
    case .maximum: try scan(IntegerMaximum.self, result)
    case .any, .all: throw undefined(r)
    }
  }

  private func accumulateFloating<F: FloatingElement>(
    _ r: Reduction, _ result: Tensor, _: F.Type
  ) throws(TensorError) {
    switch r {
    case .sum: try scan(FloatingSum<F>.self, result)
    case .product: try scan(FloatingProduct<F>.self, result)
    case .minimum: try scan(FloatingMinimum<F>.self, result)
    case .maximum: try scan(FloatingMaximum<F>.self, result)
    case .any, .all: throw undefined(r)
    }
  }

  private func accumulateComplex(_ r: Reduction, _ result: Tensor) throws(TensorError) {
    switch r {
    case .sum: try scan(ComplexSum.self, result)
    case .product: try scan(ComplexProduct.self, result)
    case .minimum, .maximum, .any, .all: throw undefined(r)
    }
  }

  private func scanChecked(
    _ f: (Int, Int) throws(TensorError) -> Int, _ result: Tensor
  ) throws(TensorError) {
    let length = shape[shape.rank &- 1]
    let input = pointer(as: Int.self), out = result.mutablePointer(as: Int.self)
    let faults = FirstFault()
    try forEachRow { start in
      out[start] = input[start]
      for i in (start &+ 1)..<(start &+ length) {
        if i & 0xFFFFF == 0, Interruption.flag.load(ordering: .relaxed) { return }
        do throws(TensorError) {
          out[i] = try f(out[i &- 1], input[i])
        } catch {
          faults.record(LoopFault(position: i, error: error))
          return
        }
      }
    }
    try Interruption.check()
    try faults.check()
  }
}
