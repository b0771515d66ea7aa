/// What the word at the cursor may become.
public struct Candidate: Hashable, Sendable {
  /// What replaces the word.
  public let text: String
  /// What it is, for the list; empty where nothing is to be said.
  ///
  /// The kind and shape of a variable, the default of an argument, the legal values of a setting.
  public let detail: String

  /// A candidate, with what the list says of it.
  public init(_ text: String, _ detail: String = "") {
    self.text = text
    self.detail = detail
  }
}

/// A call as it may be written, shown while it is typed: `adam(lr=0.001, β1=0.9, β2=0.999)`.
public struct CallHint: Hashable, Sendable {
  /// The call with its parameters and their defaults.
  public let text: String
  /// The parameter being typed, in offsets of UTF-8 in the text; nil where there is none.
  public let active: Range<Int>?
}
