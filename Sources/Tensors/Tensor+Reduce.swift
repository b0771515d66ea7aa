extension Tensor {
  /// The elements along some axes combined into one, by a fixed tree whose shape depends on the
  /// extents alone.
  public func reduced(
    _ r: Reduction, over axes: [Int], keepingAxes: Bool
  ) throws(TensorError) -> Tensor {
    guard r.isDefined(on: type) else { throw undefined(r) }
    for axis in axes { try checkAxis(axis) }
    let axes = Set(axes).sorted()
    let target = shape.reduced(over: axes, keepingAxes: keepingAxes)
    if axes.isEmpty { return self }
    if (r == .minimum || r == .maximum) && target.count > 0 && count == 0 {
      throw .domain(operation: r.name, reason: "no elements")
    }
    guard let first = axes.first, let last = axes.last else { return self }
    if last &- first &+ 1 != axes.count {
      // Reduced axes that are apart are brought together, last.
      let kept = (0..<shape.rank).filter { !axes.contains($0) }
      let gathered = try transposed(kept + axes)
      let together = try gathered.reduced(
        r, over: Array(kept.count..<shape.rank), keepingAxes: false)
      return try together.reshaped(to: target)
    }
    let layout = ReductionLayout(
      outer: Shape(Array(shape.extents[..<first])).count,
      length: Shape(Array(shape.extents[first...last])).count,
      inner: Shape(Array(shape.extents[(last &+ 1)...])).count)
    return try reduced(r, layout, to: target)
  }

  /// The sum of the squares of all elements, with the bits of `x * x` summed over all axes; f64 and f32.
  public func sumOfSquares() throws(TensorError) -> Tensor {
    let result = try Tensor(uninitialized: .scalar, type: type)
    switch type {
    case .f64:
      let sum = try Tensors.sumOfSquares(pointer(as: Double.self), count)
      result.mutablePointer(as: Double.self)[0] = sum
    case .f32:
      let sum = try Tensors.sumOfSquares(pointer(as: Float.self), count)
      result.mutablePointer(as: Float.self)[0] = sum
    case .bool, .i64, .c128: throw undefined(.sum)
    }
    return result
  }

  private func reduced(
    _ r: Reduction, _ layout: ReductionLayout, to target: Shape
  ) throws(TensorError) -> Tensor {
    let result = try Tensor(uninitialized: target, type: type)
    guard result.count > 0 else { return result }
    switch type {
    case .bool: try reduceBooleans(r, layout, result)
    case .i64: try reduceIntegers(r, layout, result)
    case .f32: try reduceFloats(r, layout, result)
    case .f64: try reduceDoubles(r, layout, result)
    case .c128: try reduceComplex(r, layout, result)
    }
    return result
  }

  func undefined(_ r: Reduction) -> TensorError {
    let names = ElementType.allCases.filter(r.isDefined).map(\.name).joined(separator: ", ")
    return .type(operation: r.name, got: type, expected: names)
  }

  private func reduceBooleans(
    _ r: Reduction, _ layout: ReductionLayout, _ result: Tensor
  ) throws(TensorError) {
    switch r {
    case .any: try reduced(Disjunction.self, layout, result)
    case .all: try reduced(Conjunction.self, layout, result)
    case .sum, .product, .minimum, .maximum: throw undefined(r)
    }
  }

  private func reduceIntegers(
    _ r: Reduction, _ layout: ReductionLayout, _ result: Tensor
  ) throws(TensorError) {
    switch r {
    case .sum: try IntegerReduction.sum(pointer(), layout, result.mutablePointer())
    case .product: try IntegerReduction.product(pointer(), layout, result.mutablePointer())
    case .minimum: try reduced(IntegerMinimum.self, layout, result)
    case .maximum: try reduced(IntegerMaximum.self, layout, result)
    case .any, .all: throw undefined(r)
    }
  }

  private func reduceFloats(
    _ r: Reduction, _ layout: ReductionLayout, _ result: Tensor
  ) throws(TensorError) {
    switch r {
    case .sum: try reduced(FloatingSum<Float>.self, layout, result)
    case .product: try reduced(FloatingProduct<Float>.self, layout, result)
    case .minimum: try reduced(FloatingMinimum<Float>.self, layout, result)
    case .maximum: try reduced(FloatingMaximum<Float>.self, layout, result)
    case .any, .all: throw undefined(r)
    }
  }

  private func reduceDoubles(
    _ r: Reduction, _ layout: ReductionLayout, _ result: Tensor
  ) throws(TensorError) {
    switch r {
    case .sum: try reduced(FloatingSum<Double>.self, layout, result)
    case .product: try reduced(FloatingProduct<Double>.self, layout, result)
    case .minimum: try reduced(FloatingMinimum<Double>.self, layout, result)
    case .maximum: try reduced(FloatingMaximum<Double>.self, layout, result)
    case .any, .all: throw undefined(r)
    }
  }

  private func reduceComplex(
    _ r: Reduction, _ layout: ReductionLayout, _ result: Tensor
  ) throws(TensorError) {
    switch r {
    case .sum: try reduced(ComplexSum.self, layout, result)
    case .product: try reduced(ComplexProduct.self, layout, result)
    case .minimum, .maximum, .any, .all: throw undefined(r)
    }
  }

  private func reduced<M: Monoid>(
    _: M.Type, _ layout: ReductionLayout, _ result: Tensor
  ) throws(TensorError) {
    try reduce(M.self, pointer(as: M.Member.self), layout, result.mutablePointer())
  }
}
