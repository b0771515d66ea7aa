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
    return switch x.type {
    case .bool: try chosen(mask, x, y, as: Bool.self)
    case .i64: try chosen(mask, x, y, as: Int.self)
    case .f32: try chosen(mask, x, y, as: Float.self)
    case .f64: try chosen(mask, x, y, as: Double.self)
    case .c128: try chosen(mask, x, y, as: Complex128.self)
    }
  }

  private static func chosen<E: Element>(
    _ mask: Tensor, _ x: Tensor, _ y: Tensor, as: E.Type
  ) throws(TensorError) -> Tensor {
    let result = try Tensor(uninitialized: mask.shape, type: E.elementType)
    let m = mask.pointer(as: Bool.self)
    let a = x.pointer(as: E.self), b = y.pointer(as: E.self)
    let out = result.mutablePointer(as: E.self)
    let aStep = x.shape.rank == 0 ? 0 : 1, bStep = y.shape.rank == 0 ? 0 : 1
    try forEachBlock(result.count) { range in
      if aStep == 1 && bStep == 1 {
        for i in range { out[i] = m[i] ? a[i] : b[i] }
      } else {
        for i in range { out[i] = m[i] ? a[i &* aStep] : b[i &* bStep] }
      }
    }
    return result
  }
}
