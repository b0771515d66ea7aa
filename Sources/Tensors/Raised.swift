/// An error of the front end's own that a graph raises where it is reached, carried as it is.
public final class Raised: Hashable, Sendable {
  /// What the front end throws when it meets this.
  public let error: any Error

  /// Carries an error.
  public init(_ error: any Error) { self.error = error }

  /// Whether it is the same occurrence.
  public static func == (a: Raised, b: Raised) -> Bool { a === b }

  /// Hashes the occurrence.
  public func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(self)) }
}
