/// A name as it stands in the text.
///
/// Two spellings are one name when their canonical forms are equal: `theta` and `θ`, composed and
/// decomposed accents.
public struct Name: Sendable {
  /// What is looked up: composed, and the Greek letter for its spelled name.
  public let canonical: String
  /// What the user typed, for printing.
  public let spelled: String
  /// Where it stands.
  public let span: SourceSpan

  /// The name spelled so at this place.
  public init(_ spelled: String, span: SourceSpan) {
    self.spelled = spelled
    self.canonical = Name.canonical(spelled)
    self.span = span
  }
}
