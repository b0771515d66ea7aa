/// The earlier states of an entry, oldest first; a word typed without a pause of other edits is
/// one step.
struct UndoStack {
  private var past: [Entry] = []
  private var present = Entry()
  /// What was undone, the latest state first.
  private var undone: [Entry] = []
  private var isTyping = false

  /// Notes a state that the user sees.
  mutating func note(_ entry: Entry) {
    defer { present = entry }
    guard entry.text != present.text else { return }
    let types = typesOn(entry)
    if !(types && isTyping) { past.append(present) }
    isTyping = types
    undone = []
  }

  /// The state before the last step.
  mutating func back(from entry: Entry) -> Entry? {
    note(entry)
    isTyping = false
    guard let earlier = past.popLast() else { return nil }
    undone.append(present)
    present = earlier
    return earlier
  }

  /// The state that was undone last.
  mutating func forth(from entry: Entry) -> Entry? {
    note(entry)
    guard let later = undone.popLast() else { return nil }
    past.append(present)
    present = later
    return later
  }

  /// Whether one character of a word was typed.
  private func typesOn(_ entry: Entry) -> Bool {
    guard let last = entry.head.last, !last.isWhitespace,
      entry.cursor == present.cursor + last.utf8.count
    else { return false }
    return entry.text.utf8.count == present.text.utf8.count + last.utf8.count
  }
}
