extension Tensor {
  /// The elements of `x` where `mask` is true, those of `y` elsewhere; all three broadcast.
  public static func select(
    _ mask: Tensor, _ x: Tensor, _ y: Tensor
  ) throws(TensorError) -> Tensor {
    guard mask.type == .bool else {
      throw .type(operation: "where", got: mask.type, expected: "bool")
    }
    guard x.type == y.type else {
      throw .type(operation: "where", got: y.type, expected: x.type.name)
    }
    let branches = try commonShape(x, y)
    guard let shape = branches.broadcast(with: mask.shape) else {
      throw .broadcast(mask.shape, branches)
    }
    if mask.shape.rank == 0 {
      return try (mask.scalar == .bool(true) ? x : y).broadcast(to: shape)
    }
    let mask = try mask.broadcast(to: shape)
    let x = x.shape.rank == 0 ? x : try x.broadcast(to: shape)
    let y = y.shape.rank == 0 ? y : try y.broadcast(to: shape)
    let result = try Tensor(uninitialized: shape, type: x.type)
    let size = x.type.size
    let set = mask.storage.bytes, a = x.storage.bytes, b = y.storage.bytes
    let aMoves = x.shape.rank > 0, bMoves = y.shape.rank > 0, out = result.storage.bytes
    try forEachBlock(result.count) { range in
      let start = range.lowerBound
      ChoiceLoop.run(
        set + start, ChoiceLoop.Operand(bytes: aMoves ? a + start &* size : a, moves: aMoves),
        ChoiceLoop.Operand(bytes: bMoves ? b + start &* size : b, moves: bMoves),
        out + start &* size, size: size, count: range.count)
    }
    return result
  }
}
