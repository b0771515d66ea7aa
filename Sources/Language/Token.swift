/// One word, number, string or sign of the text.
struct Token: Sendable {
  enum Kind: Sendable, Equatable {
    case integer(Int)
    case float(Double)
    case imaginary(Double)
    case string([StringPiece])
    case name
    case keyword(Keyword)
    case sign(Sign)
    /// `²`, `⁻¹`
    case superscript(Int)
    /// `%`, `%3`
    case result(Int?)
    case newline
    case semicolon
    case command
    case help
    case search
    /// The end of the text, or of the value inside a string.
    case end
    /// What the lexer could not read; an error only if the parser gets here.
    case invalid(SyntaxError)
  }

  let kind: Kind
  let start: Int32
  let end: Int32
}

/// A part of a string as the lexer finds it; values are parsed later, at their place.
enum StringPiece: Sendable, Equatable {
  case literal(String)
  /// The offsets of an expression and of its format, if any.
  case value(Range<Int>, format: String?)
}

/// The reserved words.
enum Keyword: String, Sendable, CaseIterable {
  case `if`, `else`, `for`, `while`, `in`, and, or, not, `return`, `break`, next, `true`, `false`
  case end
}

/// The signs, by their plain form.
enum Sign: String, Sendable, CaseIterable {
  case openParenthesis = "("
  case closeParenthesis = ")"
  case openBracket = "["
  case closeBracket = "]"
  case openBrace = "{"
  case closeBrace = "}"
  case comma = ","
  case dot = "."
  case ellipsis = "..."
  case colon = ":"
  case assign = "="
  case equal = "=="
  case notEqual = "!="
  case less = "<"
  case lessOrEqual = "<="
  case greater = ">"
  case greaterOrEqual = ">="
  case approximately = "~="
  case tilde = "~"
  case plus = "+"
  case minus = "-"
  case times = "*"
  case divide = "/"
  case power = "^"
  case at = "@"
  case prime = "'"
  case pipe = "|>"
  case bar = "|"
  case doubleBar = "||"
  case norm = "‖"
  case arrow = "->"
  case nabla = "∇"
  case transpose = "ᵀ"
  case placeholder = "_"

  /// The bracket that closes this one.
  var closing: Sign? {
    switch self {
    case .openParenthesis: .closeParenthesis
    case .openBracket: .closeBracket
    case .openBrace: .closeBrace
    default: nil
    }
  }

  /// Signs outside ASCII by their plain form, those with an own meaning included.
  static let unicode: [Unicode.Scalar: Sign] = [
    "≤": .lessOrEqual, "≥": .greaterOrEqual, "≠": .notEqual, "≈": .approximately, "·": .at,
    "⊙": .times, "×": .times, "‖": .norm, "∇": .nabla, "ᵀ": .transpose, "→": .arrow, "÷": .divide,
  ]

  /// The signs of one byte by that byte: most signs are found here.
  static let single: [Sign?] = {
    var table = [Sign?](repeating: nil, count: 256)
    for sign in allCases where sign.rawValue.utf8.count == 1 {
      if let byte = sign.rawValue.utf8.first { table[Int(byte)] = sign }
    }
    return table
  }()

  /// What other languages write, with the form to use here.
  static let foreign: [(typed: String, here: String)] = [
    ("&&", "and"), ("&", "and"), ("**", "^"), ("//", "#"), (":=", "="), ("===", "=="), ("=>", "->"),
    (".*", "*"), ("./", "/"), (".^", "^"),
  ]
}
