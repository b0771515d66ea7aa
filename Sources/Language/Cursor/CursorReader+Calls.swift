// The calls around the cursor, and values that are named without computing.
extension CursorReader {
  /// The open calls, innermost first, up to the innermost block.
  func calls(_ levels: [Level], before end: Int) -> [Cursor.Call] {
    var calls: [Cursor.Call] = [], isInnermost = true
    for level in levels.reversed() {
      guard let opening = level.opening, lexed.tokens[opening].kind != .sign(.openBrace) else {
        break
      }
      if lexed.tokens[opening].kind == .sign(.openParenthesis), isCalled(opening) {
        calls.append(call(level, opening, isInnermost: isInnermost))
      }
      isInnermost = false
    }
    return calls
  }

  /// Whether something right before a parenthesis is called by it.
  private func isCalled(_ opening: Int) -> Bool {
    guard opening > 0, lexed.tokens[opening - 1].end == lexed.tokens[opening].start else {
      return false
    }
    switch lexed.tokens[opening - 1].kind {
    case .name: return text(opening - 1) != "derive"
    case .sign(.closeParenthesis), .sign(.closeBracket), .sign(.prime), .result: return true
    default: return false
    }
  }

  private func call(_ level: Level, _ opening: Int, isInnermost: Bool) -> Cursor.Call {
    var call = Cursor.Call(callee: path(endingAt: opening - 1), isInnermost: isInnermost)
    for (number, segment) in level.segments.enumerated() {
      let isLast = number == level.segments.count - 1
      if segment.contains(where: { isSign($0, .tilde) }) {
        call.draws = true
      } else if segment.count > 1, name(segment[0]) != nil, isKeyword(segment[1], .in) {
        call.binds = true
      } else if segment.count > 1, isSign(segment[1], .assign), let label = name(segment[0]) {
        if isLast { call.label = label } else { call.labels.append(label) }
      } else if !isLast {
        call.positional += 1
      }
    }
    return call
  }

  /// The path whose last token stands at a position; nil where something is computed in it.
  func path(endingAt position: Int) -> Cursor.Path? {
    var position = position
    var steps: [Cursor.Path.Step] = []
    while position >= 0 {
      switch lexed.tokens[position].kind {
      case .name, .keyword:
        let name = text(position)
        guard position > 1, lexed.tokens[position - 1].kind == .sign(.dot) else {
          guard lexed.tokens[position].kind == .name else { return nil }
          return Cursor.Path(root: .name(name), steps: steps.reversed())
        }
        steps.append(.field(name))
        position -= 2
      case .result(let number):
        return Cursor.Path(root: .result(number), steps: steps.reversed())
      case .sign(.closeBracket):
        guard let opening = opening(of: position) else { return nil }
        steps.append(.index(index(in: opening + 1..<position)))
        position = opening - 1
      default: return nil
      }
    }
    return nil
  }

  private func index(in range: Range<Int>) -> Int? {
    guard range.count == 1, case .integer(let number) = lexed.tokens[range.lowerBound].kind else {
      return nil
    }
    return number
  }
}
