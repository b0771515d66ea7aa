extension Tensor {
  /// Random numbers: to every key (i64, of any shape) an event of independent ones.
  ///
  /// The shape of the result is that of the keys, then that of the event. An element is a function
  /// of its key and of its row-major position in the event alone: the first elements of a longer
  /// event are those of a shorter one.
  ///
  /// - Throws: `type` for keys that are not i64 or numbers that are neither f64 nor f32.
  public static func noise(
    _ noise: Noise, keys: Tensor, event: Shape, type: ElementType
  ) throws(TensorError) -> Tensor {
    guard keys.type == .i64 else {
      throw .type(operation: noise.name, got: keys.type, expected: "i64 keys")
    }
    let shape = Shape(keys.shape.extents + event.extents)
    switch (noise, type) {
    case (.uniform, .f64): return try filled(UniformDoubles.self, keys, event, shape)
    case (.normal, .f64): return try filled(NormalDoubles.self, keys, event, shape)
    case (.uniform, .f32): return try filled(UniformFloats.self, keys, event, shape)
    case (.normal, .f32): return try filled(NormalFloats.self, keys, event, shape)
    case (_, .bool), (_, .i64), (_, .c128):
      throw .type(operation: noise.name, got: type, expected: "f64 or f32")
    }
  }

  private static func filled<Core: NoiseCore>(
    _: Core.Type, _ keys: Tensor, _ event: Shape, _ shape: Shape
  ) throws(TensorError) -> Tensor {
    let result = try Tensor(uninitialized: shape, type: Core.Number.elementType)
    guard result.count > 0 else { return result }
    try NoiseRows<Core>(
      keys: keys.pointer(as: Int.self), keyCount: keys.count, event: event.count,
      out: result.mutablePointer(as: Core.Number.self)
    ).fill()
    return result
  }
}

extension Noise {
  /// The name of the operation: `uniform_noise`, `normal_noise`.
  public var name: String { rawValue + "_noise" }
}
