/// Reads where the cursor stands, at the end of a part of a text.
///
/// The brackets that are open make levels, one inside the other; in each the tokens fall into
/// segments, statements or arguments, in which a closed pair of brackets is one item.
struct CursorReader {
  /// A token, or a closed pair of brackets.
  struct Item {
    let token: Int
    /// The position of the closing bracket.
    let closing: Int?
  }

  /// What stands between an open bracket and the next one, or the end.
  struct Level {
    /// The position of the open bracket; nil outside of all.
    let opening: Int?
    /// The last segment is the one that goes on.
    var segments: [[Item]] = [[]]
  }

  let bytes: [UInt8]
  let range: Range<Int>
  let codeCommands: Set<String>
  let lexed: LexedText
  let openString: Lexer.OpenString?
  /// Whether it reads a value inside a string, an expression.
  private let isValue: Bool
  /// The names that hold around a value in a string.
  let outer: [Cursor.Local]
  private let openings: [Int: Int]

  init(
    _ bytes: [UInt8], range: Range<Int>, isValue: Bool = false, codeCommands: Set<String>,
    outer: [Cursor.Local] = []
  ) {
    self.bytes = bytes
    self.range = range
    self.isValue = isValue
    self.codeCommands = codeCommands
    self.outer = outer
    var lexer = Lexer(tolerating: bytes, range: range, isValue: isValue)
    lexed = lexer.run()
    openString = lexer.openString
    openings = Dictionary(uniqueKeysWithValues: lexed.partners.map { ($0.value, $0.key) })
  }

  /// The last token before the end, or nil.
  var last: Int? { lexed.tokens.count > 1 ? lexed.tokens.count - 2 : nil }

  func text(_ token: Int) -> String {
    let token = lexed.tokens[token]
    return String(decoding: bytes[Int(token.start)..<Int(token.end)], as: UTF8.self)
  }

  func text(from start: Int) -> String {
    String(decoding: bytes[min(start, bytes.count)...], as: UTF8.self)
  }

  func kind(_ item: Item) -> Token.Kind { lexed.tokens[item.token].kind }

  func isSign(_ item: Item?, _ sign: Sign) -> Bool {
    item.map { kind($0) == .sign(sign) } ?? false
  }

  func isKeyword(_ item: Item?, _ keyword: Keyword) -> Bool {
    item.map { kind($0) == .keyword(keyword) } ?? false
  }

  /// The name that an item is.
  func name(_ item: Item?) -> String? {
    guard let item, kind(item) == .name else { return nil }
    return text(item.token)
  }

  /// The open bracket of a closing one.
  func opening(of closing: Int) -> Int? { openings[closing] }

  /// The levels of the tokens before a position, outermost first.
  func levels(before end: Int) -> [Level] {
    var starts: [Int?] = [nil]
    for open in lexed.open where open < end { starts.append(open) }
    return starts.indices.map { number in
      let first = starts[number].map { $0 + 1 } ?? 0
      let next = number + 1 < starts.count ? starts[number + 1] ?? end : end
      return level(opening: starts[number], first..<next)
    }
  }

  /// Whether statements stand behind an open bracket, or outside of all.
  func isBlock(_ opening: Int?) -> Bool {
    opening.map { lexed.tokens[$0].kind == .sign(.openBrace) } ?? !isValue
  }

  /// The segments of a part of the tokens.
  func level(opening: Int?, _ range: Range<Int>) -> Level {
    var level = Level(opening: opening), position = range.lowerBound
    let isBlock = isBlock(opening)
    while position < range.upperBound {
      let closing = lexed.partners[position]
      switch lexed.tokens[position].kind {
      case .newline where isBlock, .semicolon,
        .sign(.comma) where !isBlock:
        level.segments.append([])
      case .newline, .end, .command, .help, .search: break
      default:
        level.segments[level.segments.count - 1].append(Item(token: position, closing: closing))
      }
      position = (closing ?? position) + 1
    }
    return level
  }
}

extension CursorReader {
  /// The cursor at the end.
  func cursor() -> Cursor {
    if let symbol = symbol() { return symbol }
    if let end = lexed.comments.last?.end, Int(end) == range.upperBound {
      return Cursor(.nothing, start: range.upperBound)
    }
    switch openString {
    case .value(let start):
      let around = locals(levels(before: last ?? 0)) + outer
      let inner = CursorReader(
        bytes, range: start..<range.upperBound, isValue: true, codeCommands: codeCommands,
        outer: around)
      return inner.cursor()
    case .text(let start): return string(from: start)
    case nil: return line() ?? code()
    }
  }

  /// `\theta`, in code and elsewhere: letters, digits, `_`, `^` behind a single backslash.
  private func symbol() -> Cursor? {
    var start = range.upperBound
    while start > range.lowerBound, isInSymbol(at: start - 1) { start -= 1 }
    var slashes = 0
    while start - slashes > range.lowerBound, bytes[start - slashes - 1] == UInt8(ascii: "\\") {
      slashes += 1
    }
    guard slashes % 2 == 1 else { return nil }
    return Cursor(.symbol, start: start - 1, word: text(from: start))
  }

  private func isInSymbol(at place: Int) -> Bool {
    switch bytes[place] {
    case UInt8(ascii: "_"), UInt8(ascii: "^"), UInt8(ascii: "|"): true
    case UInt8(ascii: "-"): place > range.lowerBound && bytes[place - 1] == UInt8(ascii: "^")
    case let byte: Lexer.isLetter(byte) || Lexer.isDigit(byte)
    }
  }

  /// A metacommand or a question, which takes the line.
  private func line() -> Cursor? {
    guard let last, Int(lexed.tokens[last].end) == range.upperBound else { return nil }
    let start = Int(lexed.tokens[last].start)
    switch lexed.tokens[last].kind {
    case .help: return topic(from: start + 1, isSearch: false)
    case .search: return topic(from: start + 2, isSearch: true)
    case .command: return command(from: start + 1)
    // A colon alone is not yet a metacommand.
    case .invalid where text(last) == ":":
      return Cursor(.command, start: range.upperBound)
    default: return nil
    }
  }

  private func topic(from start: Int, isSearch: Bool) -> Cursor {
    let start = skippingBlanks(from: start)
    return Cursor(.help(isSearch: isSearch), start: start, word: text(from: start))
  }

  private func command(from start: Int) -> Cursor {
    var end = start
    while end < range.upperBound, bytes[end] != UInt8(ascii: " ") { end += 1 }
    let name = String(decoding: bytes[start..<end], as: UTF8.self)
    guard end < range.upperBound else { return Cursor(.command, start: start, word: name) }
    var argument = skippingBlanks(from: end)
    guard codeCommands.contains(name) else {
      return Cursor(.argument(of: name), start: argument, word: text(from: argument))
    }
    // Options stand before the code: `:trace --stages f(x)`.
    while text(from: argument).hasPrefix("--") {
      guard let blank = bytes[argument...].firstIndex(of: UInt8(ascii: " ")) else {
        return Cursor(.argument(of: name), start: argument, word: text(from: argument))
      }
      argument = skippingBlanks(from: blank)
    }
    return CursorReader(bytes, range: argument..<range.upperBound, codeCommands: []).cursor()
  }

  private func skippingBlanks(from start: Int) -> Int {
    var start = start
    while start < range.upperBound, bytes[start] == UInt8(ascii: " ") { start += 1 }
    return start
  }
}
