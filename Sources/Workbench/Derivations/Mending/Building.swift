import Language

/// Expressions made by the search rather than typed: they have no text of their own.
extension Expression {
  /// The span of what nobody typed.
  static let nowhere = SourceSpan(source: SourceID(-1), start: 0, end: 0)

  /// An expression that nobody typed.
  static func made(_ kind: Kind) -> Expression { Expression(kind, span: nowhere) }

  /// A variable or a function by name.
  static func named(_ name: String) -> Expression { made(.name(Name(name, span: nowhere))) }

  /// A number; a negative one as the syntax has it, behind a minus.
  static func number(_ value: Double) -> Expression {
    guard value >= 0 else { return number(-value).negated }
    if value < 1e15, value == value.rounded() { return made(.integer(Int(value))) }
    return made(.float(value))
  }

  /// The call `f(a, b)`.
  static func applying(_ function: String, _ arguments: Expression...) -> Expression {
    made(.call(named(function), arguments.map { .positional($0) }))
  }

  /// The operation `self op other`.
  func joined(_ binary: BinaryOperator, _ other: Expression) -> Expression {
    .made(.binary(binary, self, other, Expression.nowhere))
  }

  static func + (left: Expression, right: Expression) -> Expression { left.joined(.add, right) }
  static func - (left: Expression, right: Expression) -> Expression {
    left.joined(.subtract, right)
  }
  static func * (left: Expression, right: Expression) -> Expression {
    left.joined(.multiply, right)
  }
  static func / (left: Expression, right: Expression) -> Expression { left.joined(.divide, right) }

  /// The expression behind a minus, `-self`.
  var negated: Expression { .made(.prefix(.negate, self)) }

  /// The power `self^exponent`, a square root by its name.
  func raised(_ exponent: Double) -> Expression {
    if exponent == 0.5 { return .applying("sqrt", self) }
    return joined(.power, .number(exponent))
  }

  /// The text that tells two expressions apart.
  var text: String { SyntaxPrinter.text(of: self) }

  /// The value of a literal number, its sign included, or of a quotient of two.
  var literal: Double? {
    switch kind {
    case .integer(let value): return Double(value)
    case .float(let value): return value
    case .prefix(.negate, let operand): return operand.literal.map { -$0 }
    case .binary(.divide, let above, let below, _):
      guard let p = above.literal, let q = below.literal, q != 0 else { return nil }
      return p / q
    default: return nil
    }
  }

  /// The name that the expression is.
  var variable: String? {
    if case .name(let name) = kind { name.canonical } else { nil }
  }

  /// The name of the function that is called with positional arguments only, and these.
  var plainCall: (name: String, arguments: [Expression])? {
    guard case .call(let callee, let arguments) = kind, case .name(let name) = callee.kind else {
      return nil
    }
    var values: [Expression] = []
    for argument in arguments {
      guard case .positional(let value) = argument else { return nil }
      values.append(value)
    }
    return (name.canonical, values)
  }

  /// How many nodes the tree has.
  var size: Int {
    var size = 1
    kind.forEachChild { size += $0.size }
    return size
  }
}
