extension Tensor {
  /// The function of the elements at each place of its operands, f64 or f32 of one type and shape;
  /// f32 is computed in f64 and rounded.
  ///
  /// - Throws: `type` for other elements, `broadcast` for different shapes, `domain` for an order
  ///   that is not known.
  public static func special(
    _ f: SpecialFunction, _ operands: [Tensor]
  ) throws(TensorError) -> Tensor {
    precondition(operands.count == f.operandCount)
    guard f.isDefined else {
      throw .domain(
        operation: f.name, reason: "an order that is not known")
    }
    let first = operands[0]
    for operand in operands {
      guard operand.type == first.type, first.type == .f64 || first.type == .f32 else {
        throw .type(operation: f.name, got: operand.type, expected: "f64 or f32")
      }
      guard operand.shape == first.shape else { throw .broadcast(first.shape, operand.shape) }
    }
    return first.type == .f64
      ? try special(f, operands, Double.self, { $0 }, { $0 })
      : try special(f, operands, Float.self, { Double($0) }, { Float($0) })
  }

  private static func special<E: Element>(
    _ f: SpecialFunction, _ operands: [Tensor], _: E.Type, _ widened: (E) -> Double,
    _ rounded: (Double) -> E
  ) throws(TensorError) -> Tensor {
    let result = try Tensor(uninitialized: operands[0].shape, type: E.elementType)
    let inputs = operands.map { $0.pointer(as: E.self) }
    let out = result.mutablePointer(as: E.self)
    try forEachBlock(result.count, size: 512) { range in
      for i in range { out[i] = rounded(f { widened(inputs[$0][i]) }) }
    }
    return result
  }
}
