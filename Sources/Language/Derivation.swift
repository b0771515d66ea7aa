/// `derive (header) { chain }`: a chain of expressions, each link of which is tried at points.
public struct Derivation: Sendable {
  /// What the header says, in order.
  public let entries: [Entry]
  /// `where s < t`: what points must satisfy.
  public let condition: Expression?
  /// The first side of the chain.
  public let first: Expression
  /// The links, at least one.
  public let links: [DerivationLink]

  /// One entry of the header.
  public enum Entry: Sendable {
    /// `x in reals(2)`, `s, t in unit`
    case variable([Name], in: Expression)
    /// `a = e`, `f(t) = e`
    case definition(Statement)
  }

  /// The sides of the chain, in order.
  public var sides: [Expression] { [first] + links.map(\.side) }

  /// Calls the closure with each expression directly inside, in the order of the text.
  func forEachChild(_ body: (Expression) -> Void) {
    for entry in entries {
      switch entry {
      case .variable(_, in: let domain): body(domain)
      case .definition(let statement): statement.forEachChild(body)
      }
    }
    if let condition { body(condition) }
    body(first)
    for link in links {
      body(link.side)
      if case .limit(_, let values) = link.sense { body(values) }
    }
  }
}

/// A link of a derivation: a relation to the side before, the side, and in what sense it holds.
public struct DerivationLink: Sendable {
  /// How the side before is related to this one.
  public let relation: Relation
  /// The side on the right.
  public let side: Expression
  /// In what sense the relation holds.
  public let sense: Sense
  /// The text from the relation to the end of the link.
  public let span: SourceSpan

  /// How two sides are related.
  public enum Relation: String, Hashable, Sendable, CaseIterable {
    case equal = "="
    case atMost = "<="
    case atLeast = ">="
  }

  /// In what sense a relation holds.
  public enum Sense: Sendable {
    /// As written.
    case exact
    /// `up to const(θ)`: up to a term that does not depend on these names; without names, on none.
    case upToConstant([Name])
    /// `up to factor(θ)`: up to a factor that does not depend on these names; without names, on none.
    case upToFactor([Name])
    /// `limit T in [10, 100, 1000]`: the side before approaches this one along these values.
    case limit(Name, Expression)
  }
}
