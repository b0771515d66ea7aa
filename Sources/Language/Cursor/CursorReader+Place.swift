// What may be typed, from the tokens of the segment that the cursor stands in.
extension CursorReader {
  /// The place in code.
  func code() -> Cursor {
    var end = lexed.tokens.count - 1, cursor = Cursor(.nothing, start: range.upperBound)
    if let last, Int(lexed.tokens[last].end) == range.upperBound, isWord(last) {
      cursor.start = Int(lexed.tokens[last].start)
      cursor.word = text(last)
      end = last
    }
    let levels = levels(before: end)
    cursor.locals = locals(levels) + outer
    cursor.calls = calls(levels, before: end)
    // `2`, `x)`: the cursor touches something that goes on only with an operator.
    let isTouching = end > 0 && Int(lexed.tokens[end - 1].end) == cursor.start
    cursor.place = place(levels, in: cursor, isTouching: isTouching)
    return cursor
  }

  /// The inside of a string that begins behind a quote at an offset.
  func string(from start: Int) -> Cursor {
    let end = last ?? 0, levels = levels(before: end)
    var cursor = Cursor(.text(.plain), start: start, word: text(from: start))
    cursor.locals = locals(levels) + outer
    cursor.calls = calls(levels, before: end)
    let segment = levels.last?.segments.last ?? []
    if levels.last?.opening == nil, segment.count == 1, name(segment.first) == "use" {
      cursor.place = .text(.use)
    } else if cursor.calls.first?.isInnermost == true {
      if segment.isEmpty {
        cursor.place = .text(.argument(label: nil))
      } else if segment.count == 2, isSign(segment.last, .assign), let label = name(segment.first) {
        cursor.place = .text(.argument(label: label))
      }
    }
    return cursor
  }

  private func isWord(_ token: Int) -> Bool {
    switch lexed.tokens[token].kind {
    case .name, .keyword, .sign(.placeholder): text(token) != "∈"
    default: false
    }
  }

  private func place(_ levels: [Level], in cursor: Cursor, isTouching: Bool) -> Cursor.Place {
    guard let level = levels.last, let segment = level.segments.last else { return .nothing }
    let isBlock = isBlock(level.opening)
    guard let item = segment.last else {
      if isBlock { return .operand(.statement) }
      return .operand(cursor.calls.first?.isInnermost == true ? .argument : .part)
    }
    if isSign(item, .dot) {
      return .member(of: isTouching ? path(endingAt: item.token - 1) : nil)
    }
    if isSign(item, .tilde) { return .law }
    if isBlock, let place = placeInUse(segment, isTouching) { return place }
    if binds(segment) { return .nothing }
    if name(item) == "up" { return .infix(["to"]) }
    if isTouching, cursor.word.isEmpty, case .invalid = kind(item) { return .nothing }
    // `log p(x)` is one word before another.
    if name(item) == "log", !isTouching { return .operand(.part) }
    if isOperand(segment, isBlock: isBlock) {
      return isTouching && cursor.word.isEmpty && item.closing == nil
        ? .nothing : .infix(infixWords(segment, levels))
    }
    if name(item) == "to", segment.dropLast().contains(where: { name($0) == "up" }) {
      return .infix(["const", "factor"])
    }
    let isLabelled = cursor.calls.first?.isInnermost == true && segment.count == 2
    if isLabelled, isSign(item, .assign), let label = name(segment.first) {
      return .operand(.labelled(label))
    }
    return .operand(.part)
  }

  /// `use gan`, `use gan as g`.
  private func placeInUse(_ segment: [Item], _ isTouching: Bool) -> Cursor.Place? {
    guard name(segment.first) == "use", !(isTouching && segment.count == 1) else { return nil }
    switch segment.count {
    case 1: return .module
    case 2:
      if case .name = kind(segment[1]) { return isTouching ? .nothing : .infix(["as"]) }
      if case .string = kind(segment[1]) { return .infix(["as"]) }
      return nil
    case 3: return name(segment[2]) == "as" ? .nothing : nil
    default: return nil
    }
  }

  /// Whether a name is being bound: behind `for`.
  private func binds(_ segment: [Item]) -> Bool { isKeyword(segment.last, .for) }

  /// Whether a segment ends with an operand, so that an operator follows.
  func isOperand(_ segment: [Item], isBlock: Bool) -> Bool {
    var isOperand = false
    for (position, item) in segment.enumerated() {
      let before = position > 0 ? segment[position - 1] : nil
      switch kind(item) {
      case .integer, .float, .imaginary, .string, .result, .superscript: isOperand = true
      case .name where isOperand: isOperand = name(before) == "log"
      case .name:
        isOperand = !(position == 0 && isBlock && CursorReader.openers.contains(text(item.token)))
      case .keyword(let keyword): isOperand = isValue(keyword)
      // `∇[θ] e` goes on with e.
      case .sign(.openBracket) where isSign(before, .nabla): isOperand = false
      case .sign(.openParenthesis), .sign(.openBracket), .sign(.openBrace):
        isOperand = true
      case .sign(let sign): isOperand = ends(sign, after: isOperand)
      case .newline, .semicolon, .command, .help, .search, .end, .invalid: isOperand = false
      }
    }
    return isOperand
  }

  /// Words that begin a statement and are names elsewhere.
  private static let openers: Set = ["use", "check", "derive"]

  private func isValue(_ keyword: Keyword) -> Bool {
    switch keyword {
    case .true, .false, .end, .break, .next: true
    case .if, .else, .for, .while, .in, .and, .or, .not, .return: false
    }
  }

  /// Whether a sign ends an operand, where one stood before it or not.
  private func ends(_ sign: Sign, after operand: Bool) -> Bool {
    switch sign {
    case .prime, .transpose, .ellipsis, .norm: operand
    case .placeholder, .closeParenthesis, .closeBracket, .closeBrace: true
    case .openParenthesis, .openBracket, .openBrace, .comma, .dot, .colon, .assign, .equal,
      .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual, .approximately, .tilde, .plus,
      .minus, .times, .divide, .power, .at, .pipe, .bar, .doubleBar, .arrow, .nabla:
      false
    }
  }

  /// The words that may follow an operand.
  private func infixWords(_ segment: [Item], _ levels: [Level]) -> [String] {
    if isKeyword(segment.first, .for), !segment.contains(where: { isKeyword($0, .in) }) {
      return ["in"]
    }
    if let item = segment.last, item.closing != nil, kind(item) == .sign(.openBrace) {
      return segment.contains { isKeyword($0, .if) } ? ["else"] : []
    }
    var words = ["and", "or", "in"]
    if segment.contains(where: { isSign($0, .tilde) }) { words.append("like") }
    if name(segment.first) == "check" { words += Tolerance.Measure.allCases.map(\.rawValue) }
    if let opening = levels.last?.opening, lexed.tokens[opening].kind == .sign(.openBracket) {
      words.append("for")
    }
    if levels.contains(where: { name($0.segments.last?.first) == "derive" }) {
      words += ["up", "limit", "where"]
    }
    return words
  }
}
