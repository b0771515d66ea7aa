import Language

/// One term of a sum: `b` of `a - b` with its sign apart.
///
/// Sums, differences and minus signs are taken apart, through products with and quotients by factors
/// that call nothing: (a - b)/2 has the terms a/2 and -b/2.
struct AdditiveTerm {
  var isNegative = false
  let expression: Expression
  /// The term as typed.
  let text: String

  /// The terms of an expression, in the order of the text.
  static func terms(of e: Expression, typed: (Expression) -> String) -> [AdditiveTerm] {
    switch e.kind {
    case .binary(.add, let a, let b, _):
      return terms(of: a, typed: typed) + terms(of: b, typed: typed)
    case .binary(.subtract, let a, let b, _):
      return terms(of: a, typed: typed) + terms(of: b, typed: typed).map(\.negated)
    case .prefix(.negate, let a): return terms(of: a, typed: typed).map(\.negated)
    case .binary(.multiply, let a, let b, let sign):
      let left = terms(of: a, typed: typed), right = terms(of: b, typed: typed)
      if right.count > 1, a.callsNothing, left.count == 1 {
        return right.map { term in
          term.inside(.binary(.multiply, a, term.expression, sign), e, "\(typed(a))*\(term.text)")
        }
      }
      if left.count > 1, b.callsNothing, right.count == 1 {
        return left.map { term in
          term.inside(.binary(.multiply, term.expression, b, sign), e, "\(term.text)*\(typed(b))")
        }
      }
    case .binary(.divide, let a, let b, let sign):
      let left = terms(of: a, typed: typed)
      guard left.count > 1, b.callsNothing else { break }
      return left.map { term in
        term.inside(.binary(.divide, term.expression, b, sign), e, "\(term.text)/\(typed(b))")
      }
    default: break
    }
    return [AdditiveTerm(expression: e, text: typed(e))]
  }

  private var negated: AdditiveTerm {
    AdditiveTerm(isNegative: !isNegative, expression: expression, text: text)
  }

  private func inside(_ kind: Expression.Kind, _ whole: Expression, _ text: String) -> AdditiveTerm
  {
    AdditiveTerm(
      isNegative: isNegative, expression: Expression(kind, span: whole.span), text: text)
  }

  /// The term with its sign.
  var signed: Expression {
    isNegative ? Expression(.prefix(.negate, expression), span: expression.span) : expression
  }
}

extension Expression {
  /// Whether it is made of numbers, names and operators alone, so that it may stand twice.
  fileprivate var callsNothing: Bool {
    switch kind {
    case .integer, .float, .imaginary, .boolean, .name, .result: return true
    case .prefix(let sign, let operand): return sign != .gradient && operand.callsNothing
    case .binary(_, let a, let b, _): return a.callsNothing && b.callsNothing
    case .field(let base, _): return base.callsNothing
    case .index(let base, let indices):
      return base.callsNothing && indices.allSatisfy(\.callsNothing)
    case .text, .placeholder, .allIndices, .end, .gradientIn, .comparison, .logical, .range, .call,
      .density, .logarithm, .prime, .transposed, .lambda, .block, .conditional, .matrix,
      .comprehension, .tuple, .record, .pipe:
      return false
    }
  }

  /// The statements of a block before its value, and the value; nil where it has none that is last.
  var valueOfBlock: (before: [Statement], value: Expression)? {
    guard case .block(let block) = kind, let last = block.statements.last,
      case .expression(let value) = last.kind, !last.isMuted
    else { return nil }
    return (Array(block.statements.dropLast()), value)
  }

  /// The block with another value in the place of its own; of another expression the value itself.
  func replacingValue(with value: Expression) -> Expression {
    guard case .block(let block) = kind, let (before, old) = valueOfBlock else { return value }
    let last = Statement(span: old.span, kind: .expression(value))
    return Expression(.block(Block(span: block.span, statements: before + [last])), span: span)
  }
}
