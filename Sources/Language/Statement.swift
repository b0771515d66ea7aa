/// A statement with the text it came from.
public struct Statement: Sendable {
  /// The text, without the separator.
  public let span: SourceSpan
  /// What it is.
  public let kind: Kind
  /// Whether `;` ends it, so that its value is not printed.
  public let isMuted: Bool

  /// A statement with the text it came from.
  public init(span: SourceSpan, kind: Kind, isMuted: Bool = false) {
    self.span = span
    self.kind = kind
    self.isMuted = isMuted
  }

  /// The kinds of statements.
  public enum Kind: Sendable {
    /// `x^2`
    case expression(Expression)
    /// `x = 3`, `(a, b) = f(x)`, `a, b = b, a`, `r.a = 1`, `x[i, :] = row`
    case assign(Target, Expression)
    /// `f(x, n=3) = x^n`
    case define(Name, [Parameter], Expression)
    /// `z ~ D`, `(a, b) ~ D`, `z ~ D like x`, where x gives the shape of an event.
    case draw(Pattern, Expression, like: Expression?)
    /// `p(x | z; m) ~ D`, a factor of the density p.
    case factor(Factor)
    /// `for t in d { }`
    case loop(Pattern, in: Expression, Block)
    /// `while c { }`
    case whileLoop(Expression, Block)
    /// `break`
    case breakLoop
    /// `next`
    case next
    /// `return`, `return e`
    case returnValue(Expression?)
    /// `check a ≈ b tol 1e-6`
    case check(Check)
    /// `explain e`
    case explain(Expression)
    /// `derive (x in reals) { a = b }`
    case derive(Derivation)
    /// `use "lib.gms"`, `use gan as g`
    case use(Library, as: Name?)
    /// `:help sum`: the name without its colon and the rest of the line as typed, trimmed.
    case command(Name, argument: String)
    /// `?name`
    case help(String)
    /// `??words`
    case search(String)
  }

  /// What `use` brings in.
  public enum Library: Sendable {
    /// A file, relative to the using one, with the place of its text.
    case file(String, SourceSpan)
    /// A module of the library.
    case module(Name)
  }
}

/// What an assignment writes to.
public indirect enum Target: Sendable {
  /// `x`
  case name(Name)
  /// `(a, b)`
  case tuple([Target], SourceSpan)
  /// `r.a`
  case field(Target, Name)
  /// `x[i, :]`
  case index(Target, [Expression], SourceSpan)
}

/// A claim with its tolerances.
public struct Check: Sendable {
  /// The left side, or the whole claim where no single relation splits it.
  public let left: Expression
  /// The relation and the right side.
  public let relation: ComparisonLink?
  /// `tol e`, `abs e`, `rel e`, `se e`, in the order typed.
  public let tolerances: [Tolerance]
}

/// One tolerance of a check.
public struct Tolerance: Sendable {
  /// How the tolerance is measured.
  public enum Measure: String, Hashable, Sendable, CaseIterable {
    /// Relative to the largest magnitude of the right side, and absolute below one.
    case tolerance = "tol"
    /// A bound on the difference.
    case absolute = "abs"
    /// Relative to the largest magnitude of the right side.
    case relative = "rel"
    /// In standard errors of the difference of two estimates: `a ≈ b se 4` says |a - b| ≤ 4 se(a - b), `a <= b se 4`
    /// that the draws do not contradict it, a - b ≤ 4 se(a - b), `a < b se 4` that they show it,
    /// b - a ≥ 4 se(a - b).
    case standardErrors = "se"
  }

  /// How it is measured.
  public let measure: Measure
  /// The bound.
  public let bound: Expression
}
