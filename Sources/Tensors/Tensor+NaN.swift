extension Tensor {
  /// Whether some element is not a number; false for elements that are not floating.
  public var containsNaN: Bool {
    switch type {
    case .f32: hasNaN(Float.self)
    case .f64: hasNaN(Double.self)
    case .c128: hasNaN(Complex128.self)
    case .bool, .i64: false
    }
  }

  /// Whether some element is infinite; false for elements that are not floating.
  public var containsInfinity: Bool {
    switch type {
    case .f32: elements(as: Float.self).contains(where: \.isInfinite)
    case .f64: elements(as: Double.self).contains(where: \.isInfinite)
    case .bool, .i64, .c128: false
    }
  }

  private func hasNaN<E: Element & Equatable>(_: E.Type) -> Bool {
    let elements = UnsafeBufferPointer(start: pointer(as: E.self), count: count)
    // Only a nan differs from itself; without an early end the loop is one of vectors.
    var differs = false
    for x in elements { differs = differs || x != x }
    return differs
  }
}
