extension Tensor {
  /// The Euclidean norm over some axes, which are dropped: √Σ|x|², scaled by the largest modulus
  /// against overflow and underflow; 0 of nothing.
  public func norm(over axes: [Int]) throws(TensorError) -> Tensor {
    let real: ElementType = type == .f32 ? .f32 : .f64
    let target = shape.reduced(over: axes, keepingAxes: false)
    if count == 0 { return try Tensor(repeating: .float(0), target).converted(to: real) }
    let modulus = try Tensor.map(.abs, self)
    let largest = try modulus.reduced(.maximum, over: axes, keepingAxes: true)
    let zero = try Tensor(0.0).converted(to: real), one = try Tensor(1.0).converted(to: real)
    let isUsable = try Tensor.combine(
      .and, Tensor.compare(.greater, largest, zero), Tensor.map(.isFinite, largest))
    let scale = try Tensor.select(isUsable, largest, one)
    let scaled = try Tensor.combine(.divide, self, scale.converted(to: type))
    let square = try scaled.squaredModulus().reduced(.sum, over: axes, keepingAxes: true)
    let root = try Tensor.map(.sqrt, square)
    return try Tensor.combine(.multiply, root, scale).reshaped(to: target)
  }

  /// |x|² elementwise.
  private func squaredModulus() throws(TensorError) -> Tensor {
    guard type == .c128 else { return try Tensor.combine(.multiply, self, self) }
    let re = try Tensor.map(.real, self), im = try Tensor.map(.imaginary, self)
    return try Tensor.combine(
      .add, Tensor.combine(.multiply, re, re), Tensor.combine(.multiply, im, im))
  }
}
