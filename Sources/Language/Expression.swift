/// An expression of the language with the text it came from.
public struct Expression: Sendable {
  /// The text, enclosing parentheses included.
  public let span: SourceSpan
  /// What it is.
  public let kind: Kind
  /// How deep the tree is below this node, itself included; bounded by the parser.
  public let height: Int32

  /// The expression of this kind and text.
  public init(_ kind: Kind, span: SourceSpan) {
    self.kind = kind
    self.span = span
    self.height = kind.heightBelow &+ 1
  }

  /// The kinds of expressions.
  public indirect enum Kind: Sendable {
    /// `3`
    case integer(Int)
    /// `0.5`
    case float(Double)
    /// `2i`; the digits without the `i` are the number.
    case imaginary(Double)
    /// `true`, `false`
    case boolean(Bool)
    /// `"loss {l:.4g}"`
    case text([TextPart])
    /// A variable, or a function by name.
    case name(Name)
    /// `%`, `%3`; `%%`, the last but one, is -2.
    case result(Int?)
    /// `_`, only as a direct argument of the call on the right of `|>`.
    case placeholder
    /// `:` alone inside `[ ]`.
    case allIndices
    /// `end` inside `[ ]`.
    case end
    /// `-x`, `not x`, `∇f`, `‖e‖`
    case prefix(PrefixOperator, Expression)
    /// `∇[θ] e`, where e extends over a product.
    case gradientIn([Name], Expression)
    /// `a + b`; the last is the sign's own place.
    case binary(BinaryOperator, Expression, Expression, SourceSpan)
    /// `0 < t < 1`: one operand and at least one link.
    case comparison(Expression, [ComparisonLink])
    /// `a and b`
    case logical(LogicalOperator, Expression, Expression)
    /// `a:b`, `a:step:b`
    case range(from: Expression, step: Expression?, to: Expression)
    /// `f(x, n=3)`
    case call(Expression, [Argument])
    /// `q(z | x; m)`
    case density(DensityTerm)
    /// `log f(x)`, `log p(x, z; m)`: of a `call` or a `density`.
    case logarithm(Expression)
    /// `x[i, :]`
    case index(Expression, [Expression])
    /// `r.a`
    case field(Expression, Name)
    /// `f'`, `W'`
    case prime(Expression)
    /// `Wᵀ`
    case transposed(Expression)
    /// `x -> x^2`, `(x, t) -> { ... }`
    case lambda([Parameter], Expression)
    /// `{ ... }`
    case block(Block)
    /// `if c { } else { }`; what follows `else` is a `block` or a `conditional`.
    case conditional(Expression, then: Block, otherwise: Expression?)
    /// `[1, 2; 3, 4]`; one row is a vector, no row is `[]`.
    case matrix([[Expression]])
    /// `[e for i in d]`
    case comprehension(Expression, Pattern, in: Expression)
    /// `(a, b)`, `(a,)`, `()`
    case tuple([Expression])
    /// `(μ = 0.5, σ = 1)`
    case record([(Name, Expression)])
    /// `x |> f`; a call on the right may hold placeholders.
    case pipe(Expression, Expression)
  }
}

/// A part of a text literal.
public enum TextPart: Sendable {
  /// Characters that stand for themselves.
  case literal(String)
  /// `{value}`, `{value:format}`
  case value(Expression, format: String?)
}

/// An operator before its operand.
public enum PrefixOperator: Hashable, Sendable, CaseIterable {
  case negate, not, gradient, norm
}

/// An operator between two operands.
public enum BinaryOperator: Hashable, Sendable, CaseIterable {
  case add, subtract, multiply, divide, matrixProduct, power
}

/// A comparison; several in a row form a chain.
public enum ComparisonOperator: Hashable, Sendable, CaseIterable {
  case equal, notEqual, less, lessOrEqual, greater, greaterOrEqual, approximately, element
}

/// A connective that evaluates its right side only where it matters.
public enum LogicalOperator: Hashable, Sendable, CaseIterable {
  case and, or
}

/// One comparison of a chain with its right operand.
public struct ComparisonLink: Sendable {
  /// The comparison.
  public let comparison: ComparisonOperator
  /// Its right operand.
  public let right: Expression
  /// The sign's own place.
  public let sign: SourceSpan
}

/// An argument of a call.
public enum Argument: Sendable {
  /// `x`
  case positional(Expression)
  /// `n=3`
  case labelled(Name, Expression)
  /// `v...`
  case spread(Expression)
  /// `i in 1:n`, as in `sum(i in 1:n, i^2)`; a membership test as argument stands in parentheses.
  case binder(Pattern, in: Expression)
  /// `z ~ q`, `z ~ q like x`, as in `E(z ~ q, z^2)`; its names hold in the arguments behind it.
  case draw(Pattern, Expression, like: Expression?)
  /// `expr | condition`, the last argument without a name of `E`, `Var`, `Cov` and `P`.
  case given(Expression, condition: Expression)
}

/// A parameter of a function.
public struct Parameter: Sendable {
  /// Its name.
  public let name: Name
  /// Its value where the call gives none.
  public let initial: Expression?
  /// Whether it is a tuple of all further arguments by position, `widths...`; those behind it go by name.
  public let isRest: Bool

  /// A parameter, with its value where the call gives none.
  public init(_ name: Name, initial: Expression? = nil, isRest: Bool = false) {
    self.name = name
    self.initial = initial
    self.isRest = isRest
  }
}

/// What a loop or a comprehension binds: a name, or a tuple of patterns.
public indirect enum Pattern: Sendable {
  case name(Name)
  case tuple([Pattern], SourceSpan)
}

/// Statements in braces.
public struct Block: Sendable {
  /// The text, braces included.
  public let span: SourceSpan
  /// What is between the braces; the last expression is the value.
  public let statements: [Statement]

  /// Statements in braces, with the text they came from.
  public init(span: SourceSpan, statements: [Statement]) {
    self.span = span
    self.statements = statements
  }
}
