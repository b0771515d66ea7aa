private let unfinished = TensorError.domain(operation: "unfinished", reason: "not yet")

extension Tensor {
  public static func select(_ mask: Tensor, _ x: Tensor, _ y: Tensor) throws(TensorError) -> Tensor { throw unfinished }
  public func converted(to type: ElementType) throws(TensorError) -> Tensor { throw unfinished }
  public func reshaped(to shape: Shape) throws(TensorError) -> Tensor { throw unfinished }
  public func transposed(_ permutation: [Int]) throws(TensorError) -> Tensor { throw unfinished }
  public func broadcast(to shape: Shape) throws(TensorError) -> Tensor { throw unfinished }
  public func sliced(starts: [Int], counts: [Int], steps: [Int]) throws(TensorError) -> Tensor { throw unfinished }
  public func gathered(axis: Int, at positions: Tensor) throws(TensorError) -> Tensor { throw unfinished }
  public func scattered(axis: Int, at positions: Tensor, _ updates: Tensor) throws(TensorError) -> Tensor { throw unfinished }
  public mutating func store(_ updates: Tensor, at positions: Tensor) throws(TensorError) { throw unfinished }
  public mutating func store(_ scalar: Scalar, at position: Int) throws(TensorError) { throw unfinished }
  public static func concatenated(_ parts: [Tensor], axis: Int) throws(TensorError) -> Tensor { throw unfinished }
  public func reduced(_ r: Reduction, over axes: [Int], keepingAxes: Bool) throws(TensorError) -> Tensor { throw unfinished }
  public func argument(_ e: Extremum, axis: Int) throws(TensorError) -> Tensor { throw unfinished }
  public func cumulative(_ r: Reduction, axis: Int) throws(TensorError) -> Tensor { throw unfinished }
  public func sorted(axis: Int) throws(TensorError) -> Tensor { throw unfinished }
  public func sortOrder(axis: Int) throws(TensorError) -> Tensor { throw unfinished }
  public func nonzeroPositions() throws(TensorError) -> Tensor { throw unfinished }
  public static func range(from: Int, count: Int, step: Int) throws(TensorError) -> Tensor { throw unfinished }
  public static func linspace(_ a: Double, _ b: Double, count: Int) throws(TensorError) -> Tensor { throw unfinished }
  public static func identity(_ n: Int, _ type: ElementType) throws(TensorError) -> Tensor { throw unfinished }
  public func formatted(_ style: NumberStyle) -> String { "" }
}
extension NumberStyle {
  public func format(_ x: Double) -> String { "" }
  public func format(_ x: Float) -> String { "" }
  public func format(_ x: Int) -> String { "" }
  public func format(_ x: Complex128) -> String { "" }
  public func format(_ x: Scalar) -> String { "" }
}
