/// A way to combine all elements along some axes into one.
public enum Reduction: Hashable, Sendable, CaseIterable {
  /// The sum; 0 of nothing.
  case sum
  /// The product; 1 of nothing.
  case product
  /// The smallest element, nan if there is one; not defined of nothing.
  case minimum
  /// The largest element, nan if there is one; not defined of nothing.
  case maximum
  /// Whether some element is true; false of nothing.
  case any
  /// Whether every element is true; true of nothing.
  case all

  /// The name of gm's function.
  public var name: String {
    switch self {
    case .sum: "sum"
    case .product: "prod"
    case .minimum: "min"
    case .maximum: "max"
    case .any: "any"
    case .all: "all"
    }
  }

  /// Whether the reduction is defined on a type; its result has the same type.
  public func isDefined(on type: ElementType) -> Bool {
    switch self {
    case .sum, .product: type != .bool
    case .minimum, .maximum: type != .bool && type != .c128
    case .any, .all: type == .bool
    }
  }
}
