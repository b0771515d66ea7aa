/// The earlier states of an entry, oldest first; a word typed without a pause of other edits is
/// one step.
struct UndoStack {
  private var past: [Entry] = []
  private var present = Entry()
  /// What was undone, the latest state first.
  private var undone: [Entry] = []
  private var isTyping = false
  private var bytes = 0

  /// Notes a state that the user sees.
  mutating func note(_ entry: Entry) {
    defer { present = entry }
    guard entry.text != present.text else { return }
    let types = typesOn(entry)
    if !(types && isTyping) { push(present) }
    isTyping = types
    undone = []
  }

  /// The most bytes that earlier states may take.
  private static let most = 1 << 23

  private mutating func push(_ entry: Entry) {
    past.append(entry)
    bytes += entry.text.utf8.count
    while bytes > UndoStack.most, past.count > 1 { bytes -= past.removeFirst().text.utf8.count }
  }

  /// The state before the last step.
  mutating func back(from entry: Entry) -> Entry? {
    note(entry)
    isTyping = false
    guard let earlier = past.popLast() else { return nil }
    bytes -= earlier.text.utf8.count
    undone.append(present)
    present = earlier
    return earlier
  }

  /// The state that was undone last.
  mutating func forth(from entry: Entry) -> Entry? {
    note(entry)
    guard let later = undone.popLast() else { return nil }
    push(present)
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
