import Tensors

/// How operands of different element types meet; the one place for it, eager and traced.
///
/// Types are ordered by category, bool < integer < float < complex. Inside a category a scalar
/// never widens a tensor: `f32[3] * f64` is `f32[3]`.
enum Promotion {
  private static func category(_ type: ElementType) -> Int {
    switch type {
    case .bool: 0
    case .i64: 1
    case .f32, .f64: 2
    case .c128: 3
    }
  }

  /// The type in which two operands are combined.
  static func common(_ a: TensorType, _ b: TensorType) -> ElementType {
    if a.element == b.element { return a.element }
    let left = category(a.element), right = category(b.element)
    if left != right { return left > right ? a.element : b.element }
    // Only f32 and f64 share a category.
    if (a.shape.rank == 0) != (b.shape.rank == 0) {
      return a.shape.rank == 0 ? b.element : a.element
    }
    return .f64
  }

  /// The type in which two terms are combined.
  static func common(_ x: Term, _ y: Term) -> ElementType {
    x.element == y.element ? x.element : common(x.type, y.type)
  }

  /// The type in which several operands are joined, by the same rule.
  static func common(_ types: [TensorType]) -> ElementType? {
    guard let first = types.first else { return nil }
    return types.dropFirst().reduce(first) { joined, next in
      let rank = joined.shape.rank == 0 ? next.shape : joined.shape
      return TensorType(common(joined, next), rank)
    }.element
  }

  /// The first of `type`, i64, f64 that `isDefined` accepts, or `type` itself where none is: then
  /// the shape rule names the mistake.
  static func widened(_ type: ElementType, _ isDefined: (ElementType) -> Bool) -> ElementType {
    if isDefined(type) { return type }
    guard type == .bool || type == .i64 else { return type }
    if type == .bool && isDefined(.i64) { return .i64 }
    return isDefined(.f64) ? .f64 : type
  }
}
