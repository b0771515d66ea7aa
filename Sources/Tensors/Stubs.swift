private let unfinished = TensorError.domain(operation: "unfinished", reason: "not yet")

extension Tensor {
  public func reduced(_ r: Reduction, over axes: [Int], keepingAxes: Bool) throws(TensorError) -> Tensor { throw unfinished }
  public func argument(_ e: Extremum, axis: Int) throws(TensorError) -> Tensor { throw unfinished }
  public func cumulative(_ r: Reduction, axis: Int) throws(TensorError) -> Tensor { throw unfinished }
  public func sorted(axis: Int) throws(TensorError) -> Tensor { throw unfinished }
  public func sortOrder(axis: Int) throws(TensorError) -> Tensor { throw unfinished }
  public func formatted(_ style: NumberStyle) -> String { "" }
}
extension NumberStyle {
  public func format(_ x: Double) -> String { "" }
  public func format(_ x: Float) -> String { "" }
  public func format(_ x: Int) -> String { "" }
  public func format(_ x: Complex128) -> String { "" }
  public func format(_ x: Scalar) -> String { "" }
}
