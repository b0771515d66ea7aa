extension Tensor {
  /// The tensor with its elements as another type.
  ///
  /// To bool: whether it is not zero. To i64: only integral values within its range. From c128:
  /// only numbers whose imaginary part is 0. Otherwise to the nearest value.
  public func converted(to target: ElementType) throws(TensorError) -> Tensor {
    if target == type { return self }
    return switch type {
    case .bool: try convertedBoolean(to: target)
    case .i64: try convertedInteger(to: target)
    case .f32: try convertedFloating(Float.self, to: target)
    case .f64: try convertedFloating(Double.self, to: target)
    case .c128: try realPart("a complex number with imaginary part").converted(to: target)
    }
  }

  private func convertedBoolean(to target: ElementType) throws(TensorError) -> Tensor {
    switch target {
    case .bool: self
    case .i64: try converting { (x: Bool) in x ? 1 : 0 }
    case .f32: try converting { (x: Bool) -> Float in x ? 1 : 0 }
    case .f64: try converting { (x: Bool) -> Double in x ? 1 : 0 }
    case .c128: try converting { (x: Bool) in Complex128(x ? 1 : 0) }
    }
  }

  private func convertedInteger(to target: ElementType) throws(TensorError) -> Tensor {
    switch target {
    case .bool: try converting { (x: Int) in x != 0 }
    case .i64: self
    case .f32: try converting { (x: Int) in Float(x) }
    case .f64: try converting { (x: Int) in Double(x) }
    case .c128: try converting { (x: Int) in Complex128(Double(x)) }
    }
  }

  private func convertedFloating<F: FloatingElement>(
    _: F.Type, to target: ElementType
  ) throws(TensorError) -> Tensor {
    switch target {
    case .bool: try converting { (x: F) in x != 0 }
    case .i64: try integral(F.self)
    case .f32: try converting { (x: F) in Float(x) }
    case .f64: try converting { (x: F) in Double(x) }
    case .c128: try converting { (x: F) in Complex128(Double(x)) }
    }
  }

  private func integral<F: FloatingElement>(_: F.Type) throws(TensorError) -> Tensor {
    let input = pointer(as: F.self)
    let result = try Tensor(uninitialized: shape, type: .i64)
    let out = result.mutablePointer(as: Int.self)
    for i in 0..<count {
      if i & 0xFFFFF == 0 { try Interruption.check() }
      out[i] = try Tensor.integer(input[i])
    }
    return result
  }

  /// The i64 equal to a number.
  @inline(__always)
  static func integer<F: FloatingElement>(_ x: F) throws(TensorError) -> Int {
    if let value = Int(exactly: x) { return value }
    let text = NumberStyle().format(Double(x))
    throw .domain(operation: "i64", reason: "\(text) is not an integer within range")
  }

  private func realPart(_ refused: String) throws(TensorError) -> Tensor {
    let input = pointer(as: Complex128.self)
    let complex = try firstSpanResult(count) { range in
      range.first { input[$0].imaginary != 0 }
    }
    if let i = complex {
      throw .domain(operation: "real", reason: "\(refused): \(NumberStyle().format(input[i]))")
    }
    return try converting { (x: Complex128) in x.real }
  }

  /// f of every element.
  @inline(__always)
  func converting<A: Element, R: Element>(_ f: (A) -> R) throws(TensorError) -> Tensor {
    // The loop belongs to the closure that is called once for a block: f becomes part of it.
    try converting(A.self, R.self) { from, to, count in
      for i in 0..<count { to[i] = f(from[i]) }
    }
  }

  func converting<A: Element, R: Element>(
    _: A.Type, _: R.Type, _ loop: (UnsafePointer<A>, UnsafeMutablePointer<R>, Int) -> Void
  ) throws(TensorError) -> Tensor {
    let result = try Tensor(uninitialized: shape, type: R.elementType)
    let input = pointer(as: A.self), out = result.mutablePointer(as: R.self)
    try forEachBlock(count) { range in
      loop(input + range.lowerBound, out + range.lowerBound, range.count)
    }
    return result
  }
}
