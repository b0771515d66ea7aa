import CEditline
import Glibc
import Workbench

// Tab: what the session offers.
extension LineEditor {
  func complete() -> EditlineReply {
    let entry = buffer.entry
    if entry.head.lastLine.allSatisfy(\.isWhitespace) {
      buffer.insert("    ")
      return .refresh
    }
    let (start, candidates) = session.completions(of: entry.text, at: entry.cursor)
    let length = max(0, entry.cursor - start)
    return offer(candidates.map(\.text), inPlaceOf: length)
  }

  /// Inserts what all candidates share; when that is nothing new, a second Tab lists them.
  private func offer(_ candidates: [String], inPlaceOf bytes: Int) -> EditlineReply {
    guard let first = candidates.first else { return .refuse }
    let shared = candidates.dropFirst().reduce(first) { commonPrefix($0, $1) }
    if shared.utf8.count > bytes || candidates.count == 1 {
      buffer.replaceBeforeCursor(bytes: bytes, by: shared)
      return .refresh
    }
    let isSecond = offeredAt &+ 1 == keyCount && candidates == self.candidates
    offeredAt = keyCount
    self.candidates = candidates
    guard isSecond else { return .refuse }
    // The list goes below the entry, so the screen's cursor has to be at its end first.
    resume = buffer.entry.cursor
    buffer.move(to: buffer.entry.text.utf8.count)
    editline_list_next(buffer.handle)
    return .refresh
  }

  func listCandidates() -> EditlineReply {
    buffer.move(to: resume)
    editline_print_below(buffer.handle, columns(candidates, width: terminalColumns()))
    return .none
  }
}

private func commonPrefix(_ a: String, _ b: String) -> String {
  String(zip(a, b).prefix { $0 == $1 }.map(\.0))
}

/// The most candidates that a list shows.
private let listLimit = 120

/// Words in as many columns as fit, read downwards.
private func columns(_ words: [String], width: Int) -> String {
  let shown = words.prefix(listLimit)
  let cell = (shown.map(\.count).max() ?? 0) + 2
  let perRow = max(1, (width - 1) / cell)
  let rows = (shown.count + perRow - 1) / perRow
  var text = ""
  for row in 0..<rows {
    let line = stride(from: row, to: shown.count, by: rows).map { place in
      shown[place] + String(repeating: " ", count: cell - shown[place].count)
    }
    text += line.joined().trimmed() + "\n"
  }
  if words.count > listLimit { text += "and \(words.count - listLimit) more\n" }
  return text
}

extension String {
  /// Without the blanks at both ends.
  fileprivate func trimmed() -> String {
    let head = drop { $0.isWhitespace }
    return String(head.reversed().drop { $0.isWhitespace }.reversed())
  }
}
