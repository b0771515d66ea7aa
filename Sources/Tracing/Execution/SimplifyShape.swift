import Tensors

extension Simplifier {
  /// Changes of shape that change nothing, or that follow one of their own kind; a number stretched
  /// over a shape is stretched over another one instead.
  mutating func rewrittenShape(
    _ operation: Operation, _ x: Int, _ type: TensorType
  ) -> Int? {
    let inner = origin(of: x)
    if case .broadcast? = inner?.operation, let number = stretchedNumber(x) {
      return one(.broadcast(type.shape), [number], type)
    }
    switch operation {
    case .transpose(let permutation):
      if permutation == Array(permutation.indices) { return x }
      if movesUnitAxesAlone(permutation, types[x].shape) {
        return one(.reshape(type.shape), [x], type)
      }
      guard let inner, case .transpose(let first) = inner.operation else { return nil }
      return one(.transpose(permutation.map { first[$0] }), [inner.operands[0]], type)
    case .reshape:
      if types[x] == type { return x }
      guard let inner, case .reshape = inner.operation else { return nil }
      return one(operation, [inner.operands[0]], type)
    case .broadcast: return rewrittenStretching(x, type)
    default: return nil
    }
  }

  private mutating func rewrittenStretching(_ x: Int, _ type: TensorType) -> Int? {
    if types[x] == type { return x }
    guard let inner = origin(of: x) else { return nil }
    switch inner.operation {
    case .broadcast: return one(.broadcast(type.shape), [inner.operands[0]], type)
    case .reshape:
      // Leading axes of length 1 are what stretching adds anyway.
      let small = types[inner.operands[0]].shape
      let added = types[x].shape.rank - small.rank
      guard added > 0, Array(types[x].shape.extents.dropFirst(added)) == small.extents,
        types[x].shape.extents.prefix(added).allSatisfy({ $0 == 1 })
      else { return nil }
      return one(.broadcast(type.shape), [inner.operands[0]], type)
    default: return nil
    }
  }

  /// Whether the axes that are longer than 1 keep their order, so that no element moves.
  private func movesUnitAxesAlone(_ permutation: [Int], _ shape: Shape) -> Bool {
    let long = permutation.filter { shape[$0] != 1 }
    return zip(long, long.dropFirst()).allSatisfy { $0 < $1 }
  }

  /// A reduction along axes of length 1 combines nothing.
  mutating func rewrittenReduction(
    _ reduction: Reduction, _ axes: [Int], _ x: Int, _ type: TensorType
  ) -> Int? {
    guard axes.allSatisfy({ types[x].shape[$0] == 1 }) else { return nil }
    return one(.reshape(type.shape), [x], type)
  }

  /// The elementwise operation on the operands as they were before all were stretched alike; numbers
  /// are stretched over the shape of the others.
  mutating func beforeStretching(
    _ operation: Operation, _ x: [Int], _ type: TensorType
  ) -> Int? {
    var small: [Int] = []
    for variable in x {
      guard let inner = unstretched(variable) else { return nil }
      small.append(inner)
    }
    let shapes = small.map { types[$0].shape }
    guard let shape = shapes.first(where: { $0.rank > 0 }) ?? shapes.first, shape != type.shape,
      type.shape.count > 0, shapes.allSatisfy({ $0 == shape || $0.rank == 0 })
    else { return nil }
    let operands = small.map { variable in
      one(.broadcast(shape), [variable], types[variable].with(shape))
    }
    let inner = one(operation, operands, type.with(shape))
    return one(.broadcast(type.shape), [inner], type)
  }

  private func unstretched(_ variable: Int) -> Int? {
    guard let origin = origin(of: variable), case .broadcast = origin.operation else { return nil }
    return origin.operands[0]
  }

  /// The scalar that a tensor repeats.
  private func stretchedNumber(_ variable: Int) -> Int? {
    guard let inner = unstretched(variable), types[inner].shape.rank == 0 else { return nil }
    return inner
  }
}
