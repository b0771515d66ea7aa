// The names that the text itself binds and that hold at the cursor.
extension CursorReader {
  /// The names of all levels, the nearest first.
  func locals(_ levels: [Level]) -> [Cursor.Local] {
    var found: [Cursor.Local] = []
    for level in levels {
      let isBlock = isBlock(level.opening)
      for (number, segment) in level.segments.enumerated() {
        let isLast = number == level.segments.count - 1
        found += isBlock ? statement(segment, isLast: isLast) : argument(segment, level)
        if isLast { found += passing(segment) }
      }
    }
    var seen: Set<String> = []
    return found.reversed().filter { seen.insert($0.name).inserted }
  }

  /// The names that a statement leaves to those behind it, and those that its own rest sees.
  private func statement(_ segment: [Item], isLast: Bool) -> [Cursor.Local] {
    if isKeyword(segment.first, .for) || isKeyword(segment.first, .while)
      || isKeyword(segment.first, .if)
    {
      return loop(segment)
    }
    if let tilde = segment.firstIndex(where: { isSign($0, .tilde) }) {
      return drawn(Array(segment[..<tilde]))
    }
    guard let sign = segment.firstIndex(where: { isSign($0, .assign) }), sign > 0 else { return [] }
    // What is being assigned has no value yet; a function may call itself.
    let isFunction = sign == 2 && segment[1].closing != nil
    guard !isLast || isFunction else { return [] }
    if isFunction {
      return name(segment[0]).map { [Cursor.Local(name: $0, role: .variable)] } ?? []
    }
    return segment[..<sign].enumerated().flatMap { place, item in
      place > 0 && isSign(segment[place - 1], .dot) ? [] : names(item, role: .variable)
    }
  }

  /// The names of a loop, and those that closed blocks of loops and branches assign: they are no scopes.
  private func loop(_ segment: [Item]) -> [Cursor.Local] {
    var found: [Cursor.Local] = []
    if isKeyword(segment.first, .for), let end = segment.firstIndex(where: { isKeyword($0, .in) }) {
      found += segment[1..<end].flatMap { names($0, role: .loop) }
    }
    for item in segment {
      guard let closing = item.closing, kind(item) == .sign(.openBrace) else { continue }
      for inner in level(opening: item.token, item.token + 1..<closing).segments {
        found += statement(inner, isLast: false)
      }
    }
    return found
  }

  /// `z ~`, `(a, b) ~`, and the heading of a factor, `p(x | z; m) ~`, whose names hold on its right.
  private func drawn(_ left: [Item]) -> [Cursor.Local] {
    guard let item = left.last else { return [] }
    if item.closing != nil, left.count > 1, name(left[left.count - 2]) != nil {
      return names(item, role: .parameter)
    }
    return names(item, role: .drawn)
  }

  /// The names that an argument leaves to those behind it.
  private func argument(_ segment: [Item], _ level: Level) -> [Cursor.Local] {
    if let tilde = segment.firstIndex(where: { isSign($0, .tilde) }) {
      return drawn(Array(segment[..<tilde]))
    }
    guard let first = segment.first, segment.count > 1 else { return [] }
    if isKeyword(segment[1], .in) { return names(first, role: .loop) }
    if let opening = level.opening, opening > 0, text(opening - 1) == "derive",
      isSign(segment[1], .assign)
    {
      return names(first, role: .variable)
    }
    return []
  }

  /// What only the rest of a segment sees: the parameters of the functions being typed in it.
  private func passing(_ segment: [Item]) -> [Cursor.Local] {
    var found: [Cursor.Local] = []
    for (position, item) in segment.enumerated() where position > 0 {
      if isSign(item, .arrow) { found += names(segment[position - 1], role: .parameter) }
    }
    if segment.count > 2, segment[1].closing != nil, name(segment[0]) != nil {
      if isSign(segment[2], .assign) {
        found += names(segment[1], role: .parameter)
      }
    }
    if name(segment.first) == "derive", segment.count > 1, segment[1].closing != nil {
      found += names(segment[1], role: .parameter)
    }
    return found
  }

  /// The names that an item binds: itself, or those in parentheses that begin a part.
  private func names(_ item: Item, role: Cursor.Local.Role) -> [Cursor.Local] {
    if let name = name(item) { return [Cursor.Local(name: name, role: role)] }
    guard let closing = item.closing, kind(item) == .sign(.openParenthesis) else { return [] }
    var found: [Cursor.Local] = [], depth = 0
    for token in item.token + 1..<closing {
      switch lexed.tokens[token].kind {
      case .sign(.openBracket), .sign(.openBrace): depth += 1
      case .sign(.closeBracket), .sign(.closeBrace): depth -= 1
      case .name where depth == 0 && beginsPart(token):
        found.append(Cursor.Local(name: text(token), role: role))
      default: break
      }
    }
    return found
  }

  private func beginsPart(_ token: Int) -> Bool {
    switch lexed.tokens[token - 1].kind {
    case .sign(.openParenthesis), .sign(.comma), .sign(.bar), .semicolon: true
    default: false
    }
  }
}
