/// A relation between two operands of the same element type.
public enum Comparison: Hashable, Sendable, CaseIterable {
  /// Equal; false where either is nan.
  case equal
  /// Not equal; true where either is nan.
  case notEqual
  /// Less; false where either is nan.
  case less
  /// Less or equal; false where either is nan.
  case lessOrEqual
  /// Greater; false where either is nan.
  case greater
  /// Greater or equal; false where either is nan.
  case greaterOrEqual

  /// The operator as typed.
  public var name: String {
    switch self {
    case .equal: "=="
    case .notEqual: "!="
    case .less: "<"
    case .lessOrEqual: "<="
    case .greater: ">"
    case .greaterOrEqual: ">="
    }
  }

  /// Whether the relation is defined on a type: complex numbers have no order, false < true.
  public func isDefined(on type: ElementType) -> Bool {
    switch self {
    case .equal, .notEqual: true
    case .less, .lessOrEqual, .greater, .greaterOrEqual: type != .c128
    }
  }
}
