/// A message to the user about a place in the text, as data; `DiagnosticRenderer` lays it out.
public struct Diagnostic: Sendable {
  /// How serious it is: only errors fail a statement.
  public enum Severity: String, Hashable, Sendable {
    case error, warning, note
  }

  /// A secondary place, underlined with `~`.
  public struct Label: Hashable, Sendable {
    /// The place.
    public let span: SourceSpan
    /// What to say about it, or nothing for a bare underline.
    public let text: String

    /// A label at this place.
    public init(_ span: SourceSpan, _ text: String = "") {
      self.span = span
      self.text = text
    }
  }

  /// How serious it is.
  public var severity: Severity
  /// The stable code: `shape`.
  public var code: String
  /// One line that says what is wrong.
  public var message: String
  /// The smallest culprit.
  public var span: SourceSpan?
  /// Other places that take part.
  public var labels: [Label]
  /// Lines below the code: `W : f32[4×3]   defined at line 2`.
  public var notes: [String]
  /// One suggestion that itself parses.
  public var hint: String?

  /// A message with these parts.
  public init(
    _ code: String, _ message: String, at span: SourceSpan? = nil, labels: [Label] = [],
    notes: [String] = [], hint: String? = nil, severity: Severity = .error
  ) {
    self.severity = severity
    self.code = code
    self.message = message
    self.span = span
    self.labels = labels
    self.notes = notes
    self.hint = hint
  }
}
