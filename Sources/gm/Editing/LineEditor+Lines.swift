import CEditline
import Workbench

// Entries of several lines: where they break, how they are indented, moving inside them.
extension LineEditor {
  /// Runs what can run, or shows why it cannot; opens a line where more is needed.
  func enter() -> EditlineReply {
    let text = buffer.entry.text
    if !text.isBlank, session.completeness(of: text) == .incomplete { return breakLine() }
    finish()
    editline_accept(buffer.handle)
    return .done
  }

  /// Runs the entry, and offers the next one of the history when it was one.
  func runAndNext() -> EditlineReply {
    let text = buffer.entry.text
    guard session.completeness(of: text) != .incomplete else { return .refuse }
    next = walk?.next(after: text, in: history)
    return enter()
  }

  /// Breaks the line at the cursor; pasted text brings its own indentation.
  func breakLine() -> EditlineReply {
    let isTyped = !editline_has_input(buffer.handle)
    buffer.insert("\n" + (isTyped ? indentation(after: buffer.entry.head) : ""))
    return .done
  }

  /// Inserts a bracket that closes; the first of a line goes back one step.
  func closeBracket() -> EditlineReply {
    let bracket = String(UnicodeScalar(UInt8(truncatingIfNeeded: editline_last_key(buffer.handle))))
    let head = buffer.entry.head
    let line = head.lastLine
    let blanks = line.utf8.count
    let closes = blanks > 0 && line.allSatisfy { $0 == " " } && head.utf8.count > blanks
    buffer.replaceBeforeCursor(bytes: closes ? min(blanks, indentStep) : 0, by: bracket)
    return .done
  }

  /// On an empty line, leaves; elsewhere deletes the character under the cursor.
  func endOrDelete() -> EditlineReply {
    guard buffer.entry.text.isEmpty else { return delete() }
    isLeft = true
    return .end
  }

  func moveToLineStart() -> EditlineReply {
    let entry = buffer.entry
    buffer.move(to: entry.cursor - entry.head.lastLine.utf8.count)
    return .done
  }

  func moveToLineEnd() -> EditlineReply {
    let entry = buffer.entry
    buffer.move(to: entry.cursor + entry.tail.firstLine.utf8.count)
    return .done
  }

  /// The place one line above in the same column, if there is such a line.
  func placeAbove(_ entry: Entry) -> Int? {
    let head = entry.head
    let column = head.lastLine.count
    let start = entry.cursor - head.lastLine.utf8.count
    guard start > 0 else { return nil }
    let above = String(decoding: entry.text.utf8.prefix(start - 1), as: UTF8.self).lastLine
    return start - 1 - above.utf8.count + above.prefix(column).utf8.count
  }

  /// The place one line below in the same column, if there is such a line.
  func placeBelow(_ entry: Entry) -> Int? {
    let column = entry.head.lastLine.count
    let tail = entry.tail
    let rest = tail.firstLine.utf8.count
    guard rest < tail.utf8.count else { return nil }
    let below = String(decoding: tail.utf8.dropFirst(rest + 1), as: UTF8.self).firstLine
    return entry.cursor + rest + 1 + below.prefix(column).utf8.count
  }

  func undoEdit() -> EditlineReply {
    guard let entry = undo.back(from: buffer.entry) else { return .refuse }
    buffer.entry = entry
    return .done
  }

  func redoEdit() -> EditlineReply {
    guard let entry = undo.forth(from: buffer.entry) else { return .refuse }
    buffer.entry = entry
    return .done
  }
}

/// The width of one level of blocks.
let indentStep = 4

/// The blanks that a line after the text starts with: one step for each open bracket of the last
/// lines, as far as text and comments let it be told.
private func indentation(after text: String) -> String {
  var depth = 0
  for line in text.split(separator: "\n") {
    depth = max(0, depth + brackets(in: line))
  }
  return String(repeating: " ", count: indentStep * min(depth, 10))
}

/// How many more brackets a line opens than it closes; several opened at once indent one step.
private func brackets(in line: Substring) -> Int {
  var depth = 0
  var isText = false
  for character in line {
    switch character {
    case "\"": isText.toggle()
    case "#" where !isText: return depth.signum()
    case "(" where !isText, "[" where !isText, "{" where !isText: depth += 1
    case ")" where !isText, "]" where !isText, "}" where !isText: depth -= 1
    default: continue
    }
  }
  return depth.signum()
}

extension String {
  /// What follows the last newline.
  var lastLine: Substring { self[(lastIndex(of: "\n").map { index(after: $0) } ?? startIndex)...] }

  /// What precedes the first newline.
  var firstLine: Substring { prefix { $0 != "\n" } }
}
