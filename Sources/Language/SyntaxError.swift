/// What is wrong with a text that does not parse.
public struct SyntaxError: Error, Hashable, Sendable {
  /// The reason with its data.
  public let reason: Reason
  /// The smallest culprit.
  public let span: SourceSpan

  /// An error for this reason at this place.
  public init(_ reason: Reason, at span: SourceSpan) {
    self.reason = reason
    self.span = span
  }

  /// Whether more text could mend it, so that the prompt goes on reading.
  public var isIncomplete: Bool {
    switch reason {
    case .unclosed, .unfinished: true
    default: false
    }
  }

  /// The stable code of the message.
  public var code: String {
    switch reason {
    case .depth: "depth"
    case .encoding: "encoding"
    case .number: "number"
    case .stopped: "interrupted"
    default: "syntax"
    }
  }

  /// The message for the user.
  public var diagnostic: Diagnostic {
    Diagnostic(code, message, at: span, hint: hint)
  }

  /// Everything that the lexer and the parser reject.
  public enum Reason: Hashable, Sendable {
    /// A bracket that the text ends before closing, as typed.
    case unclosed(String)
    /// The text ends where something must follow: after an operator, a keyword.
    case unfinished(after: String, expected: String)
    /// Something else stands where this was expected.
    case unexpected(String, expected: String)
    /// A closing bracket that no open one matches.
    case unmatched(String, open: String?)
    /// A character that begins nothing.
    case character(String)
    /// A string without its closing quote on the line.
    case unclosedString
    /// A backslash sequence or a brace in a string that means nothing.
    case string(String, hint: String?)
    /// A malformed or too large number literal.
    case number(String, hint: String?)
    /// Something that is legal elsewhere only, or not the language's way: the message and a hint.
    case misuse(String, hint: String?)
    /// Nested too deep.
    case depth(limit: Int)
    /// Bytes that are not UTF-8.
    case encoding(offset: Int)
    /// A text beyond the size limit.
    case tooLong(bytes: Int, limit: Int)
    /// The user asked to stop.
    case stopped
  }

  /// One line that says what is wrong.
  public var message: String {
    switch reason {
    case .unclosed(let bracket): "`\(bracket)` is not closed"
    case .unfinished(let after, let expected): "\(expected) must follow \(after)"
    case .unexpected(let found, let expected): "\(expected) expected, found \(found)"
    case .unmatched(let bracket, nil): "`\(bracket)` closes nothing"
    case .unmatched(let bracket, let open?): "`\(bracket)` cannot close `\(open)`"
    case .character(let character): "`\(character)` means nothing here"
    case .unclosedString: "the string has no closing quote on its line"
    case .string(let message, _), .number(let message, _), .misuse(let message, _): message
    case .depth(let limit): "nested more than \(limit) levels deep"
    case .encoding(let offset): "the text is not UTF-8 from byte \(offset) on"
    case .tooLong(let bytes, let limit): "the text has \(bytes) bytes, at most \(limit) are read"
    case .stopped: "interrupted"
    }
  }

  /// One suggestion.
  public var hint: String? {
    switch reason {
    case .string(_, let hint), .number(_, let hint), .misuse(_, let hint): hint
    default: nil
    }
  }
}
