import Tensors

/// What is known of a tensor before its elements are: element type and shape.
public struct TensorType: Hashable, Sendable {
  /// The type of every element.
  public let element: ElementType
  /// The extents.
  public let shape: Shape

  /// The type of tensors of a shape.
  public init(_ element: ElementType, _ shape: Shape = .scalar) {
    self.element = element
    self.shape = shape
  }

  /// The type of a tensor.
  public init(_ tensor: Tensor) {
    element = tensor.type
    shape = tensor.shape
  }

  /// The same shape with another element type.
  public func with(_ element: ElementType) -> TensorType { TensorType(element, shape) }

  /// The same element type with another shape.
  public func with(_ shape: Shape) -> TensorType { TensorType(element, shape) }
}

extension TensorType: CustomStringConvertible {
  /// The type as gm prints it, for example `f64[2×3]`, and `f64` for a scalar.
  public var description: String {
    shape.rank == 0 ? element.name : "\(element.name)[\(shape)]"
  }
}
