extension ProductKernel {
  /// The product in a slot, then a program on its rows, each as soon as it is whole.
  ///
  /// - Parameters:
  ///   - a: the left operand.
  ///   - b: the right operand.
  ///   - slot: where the product goes; it may be that of a result of the program, which then takes the
  ///     product's memory.
  ///   - program: elementwise functions, among whose inputs the product is read at its own places.
  ///   - slots: the tensors.
  ///   - operands: the slots of the program's inputs.
  ///   - results: the slots of the program's results.
  /// - Throws: `memory`, `interrupted`.
  /// - Precondition: the operands have the shapes and the type of the kernel, which `finishesRows`.
  public func run(
    _ a: Tensor, _ b: Tensor, into slot: Int, then program: ElementwiseProgram,
    on slots: inout [Tensor?], operands: [Int], results: [Int]
  ) throws(TensorError) {
    precondition(accepts(a, b) && finishesRows && program.shape.count == shape.count)
    _ = try Tensor.makeRoom(in: &slots[slot], shape, type)
    guard let c = slots[slot]?.storage.bytes else { return }
    let pass = try program.begin(on: &slots, operands: operands, results: results)
    if shape.count == 0 { return try pass.end() }
    let columns = shape[shape.rank &- 1]
    let finish = { (finished: FinishedRows) in
      pass.run(finished.rows.lowerBound &* columns..<finished.rows.upperBound &* columns)
    }
    if type == .f64 {
      let out = c.assumingMemoryBound(to: Double.self)
      try plan.run(a.pointer(as: Double.self), b.pointer(), out, finish)
    } else {
      let out = c.assumingMemoryBound(to: Float.self)
      try plan.run(a.pointer(as: Float.self), b.pointer(), out, finish)
    }
    try pass.end()
  }

  /// Whether the operands have the shapes and the type of the kernel.
  func accepts(_ a: Tensor, _ b: Tensor) -> Bool {
    a.shape == left && b.shape == right && a.type == type && b.type == type
  }
}

extension ProductKernel {
  /// The multiplications and additions of a run.
  public var operations: Int {
    let depth = transposesLeft ? left[left.rank &- 2] : left[left.rank &- 1]
    return 2 &* depth &* shape.count
  }
}

extension ProductKernel: CustomStringConvertible {
  /// The extents of the factors as they are multiplied, with ᵀ where one lies transposed in memory.
  public var description: String {
    let a = "\(left)\(transposesLeft ? "ᵀ" : "")", b = "\(right)\(transposesRight ? "ᵀ" : "")"
    return "product[\(a) · \(b)]"
  }
}
