import Language

extension Expression {
  /// The expression as one would write it: no factor 1, no power 1, no sum with a negative term, no
  /// sign before a sign, literal factors gathered.
  ///
  /// Only literals are computed with, and only by rules that hold for numbers, vectors and matrices
  /// alike; `(x^a)^b` becomes `x^(a*b)`, which for a negative x need not be the same, so what was tidied
  /// is what has to be tried.
  var tidied: Expression {
    let inner = mappingChildren(\.tidied)
    switch inner.kind {
    case .prefix(.negate, let operand): return Tidying.negative(operand) ?? inner
    case .binary(let binary, let left, let right, _):
      return Tidying.binary(binary, left, right) ?? inner
    default: return inner
    }
  }
}

/// The rules of tidying: each gives what an expression with tidy parts becomes, or nil where it stays.
private enum Tidying {
  /// `-(-x)` is x, `-(a - b)` is `b - a`, `-(2*x)` stays.
  static func negative(_ operand: Expression) -> Expression? {
    switch operand.kind {
    case .prefix(.negate, let inner): inner
    case .binary(.subtract, let left, let right, _): right - left
    default: nil
    }
  }

  static func binary(
    _ binary: BinaryOperator, _ left: Expression, _ right: Expression
  ) -> Expression? {
    switch binary {
    case .add: sum(left, right)
    case .subtract: difference(left, right)
    case .multiply: product(left, right)
    case .divide: quotient(left, right)
    case .power: power(left, right)
    case .matrixProduct: nil
    }
  }

  /// What stands behind a minus.
  private static func negated(_ e: Expression) -> Expression? {
    switch e.kind {
    case .prefix(.negate, let inner): inner
    case .binary(.multiply, let left, let right, _):
      negated(left).map { ($0 * right).tidied }
    case .binary(.divide, let left, let right, _):
      negated(left).map { ($0 / right).tidied }
    default: nil
    }
  }

  private static func sum(_ left: Expression, _ right: Expression) -> Expression? {
    if left.literal == 0 { return right }
    if right.literal == 0 { return left }
    if let positive = negated(right) { return left - positive }
    // -a + b
    if case .prefix(.negate, let a) = left.kind, a.literal == nil { return right - a }
    return nil
  }

  private static func difference(_ left: Expression, _ right: Expression) -> Expression? {
    if right.literal == 0 { return left }
    if left.literal == 0 { return negative(right) ?? right.negated }
    return negated(right).map { left + $0 }
  }

  private static func product(_ left: Expression, _ right: Expression) -> Expression? {
    if left.literal == 1 { return right }
    if right.literal == 1 { return left }
    if left.literal == -1 { return negative(right) ?? right.negated }
    if right.literal == -1 { return negative(left) ?? left.negated }
    if left.literal == nil, right.literal != nil { return (right * left).tidied }
    if let a = left.literal {
      if let b = right.literal { return .number(a * b) }
      // a*(b*x), a*(x/b)
      if case .binary(.multiply, let b, let x, _) = right.kind, let b = b.literal {
        return product(.number(a * b), x) ?? .number(a * b) * x
      }
      if case .binary(.divide, let x, let b, _) = right.kind, let b = b.literal, b != 0 {
        return scaled(x, by: a, over: b)
      }
    }
    if case .binary(.divide, let one, let below, _) = right.kind, one.literal == 1 {
      return left / below
    }
    if let a = negated(left), a.literal == nil, let b = negated(right) { return a * b }
    return nil
  }

  /// x times a/b, as a factor or a divisor where that is an integer.
  private static func scaled(_ x: Expression, by a: Double, over b: Double) -> Expression {
    if a == b { return x }
    if a == -b { return x.negated }
    if (a / b).rounded() == a / b { return .number(a / b) * x }
    if (b / a).rounded() == b / a { return x / .number(b / a) }
    return (a == 1 ? x : .number(a) * x) / .number(b)
  }

  private static func quotient(_ left: Expression, _ right: Expression) -> Expression? {
    if right.literal == 1 { return left }
    guard let b = right.literal, b != 0 else { return nil }
    if case .binary(.divide, let x, let a, _) = left.kind, let a = a.literal {
      return scaled(x, by: 1, over: a * b)
    }
    if case .binary(.multiply, let a, let x, _) = left.kind, let a = a.literal {
      return scaled(x, by: a, over: b)
    }
    return nil
  }

  private static func power(_ base: Expression, _ exponent: Expression) -> Expression? {
    guard let b = exponent.literal else { return nil }
    if b == 1 { return base }
    if case .binary(.power, let x, let a, _) = base.kind, let a = a.literal {
      return a * b == 1 ? x : x.joined(.power, .number(a * b))
    }
    return nil
  }
}
