/// How tightly an operator binds, from loose to tight.
enum Precedence: Int, Comparable {
  case lambda, pipe, or, and, not, comparison, range, sum, product, matrixProduct, sign, power,
    postfix

  static func < (left: Precedence, right: Precedence) -> Bool {
    left.rawValue < right.rawValue
  }

  /// The next tighter one, for the right operand of a left-associative operator.
  var tighter: Precedence { Precedence(rawValue: rawValue + 1) ?? .postfix }
}

extension BinaryOperator {
  var precedence: Precedence {
    switch self {
    case .add, .subtract: .sum
    case .multiply, .divide: .product
    case .matrixProduct: .matrixProduct
    case .power: .power
    }
  }

  /// The plain sign.
  public var sign: String {
    switch self {
    case .add: "+"
    case .subtract: "-"
    case .multiply: "*"
    case .divide: "/"
    case .matrixProduct: "@"
    case .power: "^"
    }
  }
}

extension ComparisonOperator {
  /// The plain sign; `≈` is the one that has a better form than its plain `~=`.
  public var sign: String {
    switch self {
    case .equal: "=="
    case .notEqual: "!="
    case .less: "<"
    case .lessOrEqual: "<="
    case .greater: ">"
    case .greaterOrEqual: ">="
    case .approximately: "≈"
    case .element: "in"
    }
  }
}

extension Sign {
  /// The operator that the sign is between two operands.
  var binary: BinaryOperator? {
    switch self {
    case .plus: .add
    case .minus: .subtract
    case .times: .multiply
    case .divide: .divide
    case .at: .matrixProduct
    case .power: .power
    default: nil
    }
  }

  /// The comparison that the sign is.
  var comparison: ComparisonOperator? {
    switch self {
    case .equal: .equal
    case .notEqual: .notEqual
    case .less: .less
    case .lessOrEqual: .lessOrEqual
    case .greater: .greater
    case .greaterOrEqual: .greaterOrEqual
    case .approximately: .approximately
    default: nil
    }
  }
}
