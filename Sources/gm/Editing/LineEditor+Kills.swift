import CEditline

// Deleting, and the texts that come back with Ctrl-Y.
extension LineEditor {
  func backspace() -> EditlineReply {
    let entry = buffer.entry
    guard let last = entry.head.unicodeScalars.last else { return .refuse }
    let line = entry.head.lastLine
    // In the indentation of a later line, back to the step before.
    let isIndented = !line.isEmpty && line.allSatisfy { $0 == " " } && line.count < entry.head.count
    let step = isIndented ? (line.count - 1) % indentStep + 1 : String(last).utf8.count
    buffer.replaceBeforeCursor(bytes: step, by: "")
    return .done
  }

  /// Deletes the character under the cursor.
  func delete() -> EditlineReply {
    let entry = buffer.entry
    guard let first = entry.tail.first else { return .refuse }
    remove(first.utf8.count, from: entry)
    return .done
  }

  /// Kills up to the end of the line; at its end the newline.
  func killToLineEnd() -> EditlineReply {
    let entry = buffer.entry
    let rest = entry.tail.firstLine
    return killAfter(rest.isEmpty ? String(entry.tail.prefix(1)) : String(rest), entry)
  }

  /// Kills back to the start of the line; at its start the newline before it.
  func killToLineStart() -> EditlineReply {
    let entry = buffer.entry
    let line = entry.head.lastLine
    return killBefore(line.isEmpty ? String(entry.head.suffix(1)) : String(line), entry)
  }

  func killWord() -> EditlineReply {
    let entry = buffer.entry
    return killAfter(entry.wordAfter, entry)
  }

  func killWordBackwards() -> EditlineReply {
    let entry = buffer.entry
    return killBefore(entry.wordBefore, entry)
  }

  /// Kills back to a blank, as shells do.
  func killBlankWordBackwards() -> EditlineReply {
    let entry = buffer.entry
    let reversed = entry.head.reversed()
    let blanks = reversed.prefix(while: \.isWhitespace)
    let word = reversed.dropFirst(blanks.count).prefix { !$0.isWhitespace }
    return killBefore(String((Array(blanks) + Array(word)).reversed()), entry)
  }

  func yank() -> EditlineReply {
    guard let text = kills.last else { return .refuse }
    buffer.insert(text)
    kills.noteYank(buffer.entry)
    return .done
  }

  /// Exchanges the text just yanked for the one killed before it.
  func yankEarlier() -> EditlineReply {
    guard let (old, new) = kills.earlier(in: buffer.entry) else { return .refuse }
    buffer.replaceBeforeCursor(bytes: old.utf8.count, by: new)
    kills.noteEarlier(buffer.entry)
    return .done
  }

  private func killAfter(_ text: String, _ entry: Entry) -> EditlineReply {
    guard !text.isEmpty else { return .refuse }
    kills.kill(text, before: false, from: entry)
    remove(text.utf8.count, from: entry)
    kills.noteKill(buffer.entry)
    return .done
  }

  private func killBefore(_ text: String, _ entry: Entry) -> EditlineReply {
    guard !text.isEmpty else { return .refuse }
    kills.kill(text, before: true, from: entry)
    buffer.replaceBeforeCursor(bytes: text.utf8.count, by: "")
    kills.noteKill(buffer.entry)
    return .done
  }

  /// Removes so many bytes after the cursor.
  private func remove(_ bytes: Int, from entry: Entry) {
    let rest = String(decoding: entry.tail.utf8.dropFirst(bytes), as: UTF8.self)
    buffer.entry = Entry(entry.head + rest, cursor: entry.cursor)
  }
}
