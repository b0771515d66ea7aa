extension Tensor {
  /// The integers `from`, `from + step`, ..., `count` of them.
  public static func range(from: Int, count: Int, step: Int) throws(TensorError) -> Tensor {
    try checkCount(count, "range")
    let result = try Tensor(uninitialized: Shape([count]), type: .i64)
    guard count > 0 else { return result }
    let (span, overflow) = step.multipliedReportingOverflow(by: count &- 1)
    if overflow || from.addingReportingOverflow(span).overflow {
      throw .overflow("\(from) + \(step) * \(count &- 1)")
    }
    let out = result.mutablePointer(as: Int.self)
    try forEachBlock(count) { range in
      for i in range { out[i] = from &+ i &* step }
    }
    return result
  }

  /// `count` numbers from `a` to `b` at equal distances, both included; of one number, `a`.
  public static func linspace(_ a: Double, _ b: Double, count: Int) throws(TensorError) -> Tensor {
    try checkCount(count, "linspace")
    let result = try Tensor(uninitialized: Shape([count]), type: .f64)
    guard count > 0 else { return result }
    let out = result.mutablePointer(as: Double.self)
    let n = Double(count &- 1)
    try forEachBlock(count) { range in
      for i in range {
        // One rounding of each product and the sum: `linspace(0, 1, 11)[4]` is exactly 0.3.
        let value = (a * (n - Double(i)) + b * Double(i)) / n
        let t = Double(i) / n
        out[i] = value.isFinite ? value : a * (1 - t) + b * t
      }
    }
    out[count &- 1] = b
    out[0] = a
    return result
  }

  /// The n×n identity matrix.
  public static func identity(_ n: Int, _ type: ElementType) throws(TensorError) -> Tensor {
    try checkCount(n, "eye")
    let result = try Tensor(uninitialized: Shape([n, n]), type: type)
    let bytes = result.storage.byteCount
    result.storage.bytes.initializeMemory(as: UInt8.self, repeating: 0, count: bytes)
    for i in 0..<n {
      let k = i &* (n &+ 1)
      switch type {
      case .bool: result.mutablePointer(as: Bool.self)[k] = true
      case .i64: result.mutablePointer(as: Int.self)[k] = 1
      case .f32: result.mutablePointer(as: Float.self)[k] = 1
      case .f64: result.mutablePointer(as: Double.self)[k] = 1
      case .c128: result.mutablePointer(as: Complex128.self)[k] = Complex128(1)
      }
    }
    return result
  }

  private static func checkCount(_ count: Int, _ operation: String) throws(TensorError) {
    guard count >= 0 else {
      throw .domain(operation: operation, reason: "a negative number of elements: \(count)")
    }
  }
}
