/// An elementwise function of two operands of the same element type.
public enum BinaryFunction: Hashable, Sendable, CaseIterable {
  /// The sum.
  case add
  /// The difference.
  case subtract
  /// The product.
  case multiply
  /// The quotient of floating-point numbers; not defined on i64, which is promoted above.
  case divide
  /// The power; on i64 the exponent must not be negative.
  case power
  /// The remainder of floor division, with the sign of the divisor: `mod(-1, 3)` is 2.
  case remainder
  /// The quotient rounded down.
  case quotient
  /// The smaller operand; nan if either is.
  case minimum
  /// The larger operand; nan if either is.
  case maximum
  /// The angle of the point (x, y), from y and x.
  case atan2
  /// Both.
  case and
  /// Either.
  case or

  /// The name as gm's errors show it: the operator where there is one.
  public var name: String {
    switch self {
    case .add: "+"
    case .subtract: "-"
    case .multiply: "*"
    case .divide: "/"
    case .power: "^"
    case .remainder: "mod"
    case .quotient: "quo"
    case .minimum: "min"
    case .maximum: "max"
    case .atan2: "atan2"
    case .and: "and"
    case .or: "or"
    }
  }

  /// Whether the name stands between its operands.
  public var isInfix: Bool {
    switch self {
    case .add, .subtract, .multiply, .divide, .power, .and, .or: true
    case .remainder, .quotient, .minimum, .maximum, .atan2: false
    }
  }

  /// The type of the result on operands of type `type`, nil where the function is not defined.
  public func resultType(_ type: ElementType) -> ElementType? {
    switch self {
    case .add, .subtract, .multiply, .power: type == .bool ? nil : type
    case .divide: type.isFloating ? type : nil
    case .remainder, .quotient, .minimum, .maximum:
      switch type {
      case .i64, .f32, .f64: type
      case .bool, .c128: nil
      }
    case .atan2: type == .f32 || type == .f64 ? type : nil
    case .and, .or: type == .bool ? type : nil
    }
  }
}
