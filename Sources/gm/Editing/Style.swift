import Workbench

/// How a character of the display looks.
///
/// The colours are the terminal's own, which its owner chose to be read on her background; nothing is
/// white, black or yellow.
enum Style: Equatable {
  case plain, prompt, keyword, number, string, comment, command, function, bracket
  /// What is not part of the entry: hints, and what is said of a candidate.
  case dim
  /// The argument being typed, in a hint.
  case active
  /// The candidate that stands in the entry.
  case chosen

  /// The escape sequence that begins it, after a reset.
  func sequence(inColor: Bool) -> String {
    switch self {
    case .plain: ""
    case .prompt, .active: "\u{1b}[1m"
    case .dim: "\u{1b}[2m"
    case .bracket: "\u{1b}[1;4m"
    case .chosen: "\u{1b}[7m"
    case .keyword: inColor ? "\u{1b}[35m" : ""
    case .number: inColor ? "\u{1b}[36m" : ""
    case .string: inColor ? "\u{1b}[32m" : ""
    case .comment: inColor ? "\u{1b}[2m" : ""
    case .command: inColor ? "\u{1b}[35m" : ""
    case .function: inColor ? "\u{1b}[34m" : ""
    }
  }

  init(_ kind: Highlight.Kind) {
    switch kind {
    case .keyword: self = .keyword
    case .number: self = .number
    case .string: self = .string
    case .comment: self = .comment
    case .command: self = .command
    case .function: self = .function
    case .bracket: self = .bracket
    }
  }
}
