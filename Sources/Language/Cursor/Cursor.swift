/// Where the cursor stands in a text that is being typed: what completion and hints go by.
///
/// It is read from the tokens before the cursor alone, so that it needs no text that parses and
/// knows strings and comments for what they are.
public struct Cursor: Sendable, Hashable {
  /// What may be typed at a place.
  public enum Place: Sendable, Hashable {
    /// Nothing that is known: a number, a comment, a name being bound.
    case nothing
    /// The name of a sign behind a backslash.
    case symbol
    /// The name of a metacommand.
    case command
    /// What stands behind the name of a metacommand.
    case argument(of: String)
    /// What is asked for behind `?`, or `??`.
    case help(isSearch: Bool)
    /// The characters of a string.
    case text(Text)
    /// The module of a `use`.
    case module
    /// A field of a record, or a name of a module; nil where it would have to be computed.
    case member(of: Path?)
    /// What is drawn from, behind `~`.
    case law
    /// An operand.
    case operand(Operand)
    /// One of these words between operands.
    case infix([String])
  }

  /// What begins where an operand may stand.
  public enum Operand: Sendable, Hashable {
    /// A statement.
    case statement
    /// An argument of the innermost call.
    case argument
    /// The value of a keyword argument of the innermost call.
    case labelled(String)
    /// Another part of an expression.
    case part
  }

  /// What a string stands for.
  public enum Text: Sendable, Hashable {
    /// The file of a `use`.
    case use
    /// An argument of the innermost call, which is a positional one without a label.
    case argument(label: String?)
    /// Something else.
    case plain
  }

  /// A value that can be looked up without computing: `run.model.layers[1]`, `%3.loss`.
  public struct Path: Sendable, Hashable {
    /// What a path begins with.
    public enum Root: Sendable, Hashable {
      /// A name as typed.
      case name(String)
      /// `%`, `%3`
      case result(Int?)
    }

    /// A step from a value into it.
    public enum Step: Sendable, Hashable {
      /// `.a`
      case field(String)
      /// `[3]`; nil where the index would have to be computed.
      case index(Int?)
    }

    /// What it begins with.
    public var root: Root
    /// The steps from there.
    public var steps: [Step]
  }

  /// A call whose parentheses are open.
  public struct Call: Sendable, Hashable {
    /// What is called; nil where it would have to be computed.
    public var callee: Path?
    /// How many arguments by position stand before the one being typed.
    public var positional = 0
    /// The keywords given so far, without that of the argument being typed.
    public var labels: [String] = []
    /// The keyword of the argument being typed, if it has one.
    public var label: String?
    /// Whether names are drawn in it: `E(z ~ q, `.
    public var draws = false
    /// Whether a name is bound in it: `sum(i in 1:n, `.
    public var binds = false
    /// Whether its parenthesis is the innermost open bracket.
    public var isInnermost = true
  }

  /// A name that holds at the cursor and is no variable of the session.
  public struct Local: Sendable, Hashable {
    /// How it came about.
    public enum Role: String, Sendable {
      /// A parameter of the function being typed.
      case parameter
      /// A name that the text assigns.
      case variable = "local"
      /// A name that is drawn.
      case drawn
      /// The name of a loop, a sum or a comprehension.
      case loop = "loop variable"
    }

    /// The name as typed.
    public let name: String
    /// How it came about.
    public let role: Role
  }

  /// What may be typed.
  public var place: Place
  /// Where the word being typed begins, in UTF-8.
  public var start: Int
  /// The word as far as it is typed.
  public var word: String
  /// The names of the text that hold here, the nearest first.
  public var locals: [Local] = []
  /// The calls that are open, innermost first, up to the block around.
  public var calls: [Call] = []

  /// The place at an offset in UTF-8; for the argument of one of the metacommands that take code,
  /// the place in that code.
  public init(_ text: String, at utf8Offset: Int, codeCommands: Set<String> = []) {
    let bytes = Array(text.utf8.prefix(max(0, utf8Offset))).droppingCutScalar()
    self = CursorReader(bytes, range: 0..<bytes.count, codeCommands: codeCommands).cursor()
  }

  init(_ place: Place, start: Int, word: String = "") {
    self.place = place
    self.start = start
    self.word = word
  }
}

extension [UInt8] {
  /// The bytes without the first ones of a character that is cut off.
  fileprivate func droppingCutScalar() -> [UInt8] {
    guard let lead = lastIndex(where: { $0 & 0xC0 != 0x80 }) else { return [] }
    let first = self[lead]
    let width = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC0 ? 2 : 1
    return count - lead < width ? Array(self[..<lead]) : self
  }
}
