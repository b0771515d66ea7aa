import CEditline

// Moving by characters and words; a word is of letters, digits and `_`, as names are.
extension LineEditor {
  func moveLeft() -> EditlineReply {
    let entry = buffer.entry
    guard let last = entry.head.last else { return .refuse }
    buffer.move(to: entry.cursor - last.utf8.count)
    return .done
  }

  func moveRight() -> EditlineReply {
    let entry = buffer.entry
    guard let first = entry.tail.first else { return .refuse }
    buffer.move(to: entry.cursor + first.utf8.count)
    return .done
  }

  func moveWordLeft() -> EditlineReply {
    let entry = buffer.entry
    buffer.move(to: entry.cursor - entry.wordBefore.utf8.count)
    return .done
  }

  func moveWordRight() -> EditlineReply {
    let entry = buffer.entry
    buffer.move(to: entry.cursor + entry.wordAfter.utf8.count)
    return .done
  }

  func moveToTextStart() -> EditlineReply {
    buffer.move(to: 0)
    return .done
  }

  func moveToTextEnd() -> EditlineReply {
    buffer.move(to: buffer.entry.text.utf8.count)
    return .done
  }

  /// Exchanges the characters before and under the cursor; at the end of a line the last two.
  func swapCharacters() -> EditlineReply {
    let entry = buffer.entry
    var head = entry.head, tail = Substring(entry.tail)
    if tail.first.map({ $0 == "\n" }) ?? true, let last = head.popLast() {
      tail = String(last) + tail
    }
    guard let second = tail.first, let first = head.last, first != "\n", second != "\n" else {
      return .refuse
    }
    let text = String(head.dropLast()) + String(second) + String(first)
    buffer.entry = Entry(text + tail.dropFirst(), cursor: text.utf8.count)
    return .done
  }

  /// Exchanges the word before the cursor with the one after it, or with the one before that.
  func swapWords() -> EditlineReply {
    let entry = buffer.entry
    let end = entry.cursor + entry.wordAfter.utf8.count
    var second = Entry(entry.text, cursor: end).wordBefore
    guard let letter = second.firstIndex(where: isInWord) else { return .refuse }
    second.removeSubrange(..<letter)
    let last = second.prefix(while: isInWord)
    let start = end - second.utf8.count
    let before = Entry(entry.text, cursor: start).wordBefore
    let first = before.prefix(while: isInWord)
    guard !first.isEmpty, !last.isEmpty else { return .refuse }
    let middle = before.dropFirst(first.count)
    let head = String(decoding: entry.text.utf8.prefix(start - before.utf8.count), as: UTF8.self)
    let text = head + last + middle + first
    let rest = start + last.utf8.count
    buffer.entry = Entry(
      text + String(decoding: entry.text.utf8.dropFirst(rest), as: UTF8.self),
      cursor: text.utf8.count)
    return .done
  }
}

extension Entry {
  /// From the start of the word before the cursor up to the cursor.
  var wordBefore: String {
    let reversed = head.reversed()
    let blanks = reversed.prefix { !isInWord($0) }
    let word = reversed.dropFirst(blanks.count).prefix(while: isInWord)
    return String((Array(blanks) + Array(word)).reversed())
  }

  /// The word that the cursor is in or behind; behind a call's parenthesis its function.
  var wordAtCursor: String {
    let before = head.reversed().drop { $0 == "(" }.prefix(while: isInWord).reversed()
    return String(before) + tail.prefix(while: isInWord)
  }

  /// From the cursor up to the end of the word after it.
  var wordAfter: String {
    let text = tail
    let blanks = text.prefix { !isInWord($0) }
    return String(blanks + text.dropFirst(blanks.count).prefix(while: isInWord))
  }
}

/// Whether a character belongs to a word.
func isInWord(_ character: Character) -> Bool {
  character.isLetter || character.isNumber || character == "_"
}
