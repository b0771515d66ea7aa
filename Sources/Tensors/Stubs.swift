private let unfinished = TensorError.domain(operation: "unfinished", reason: "not yet")

extension Tensor {
  public func formatted(_ style: NumberStyle) -> String { "" }
}
extension NumberStyle {
  public func format(_ x: Double) -> String { "" }
  public func format(_ x: Float) -> String { "" }
  public func format(_ x: Int) -> String { "" }
  public func format(_ x: Complex128) -> String { "" }
  public func format(_ x: Scalar) -> String { "" }
}
