/// A key of the prompt, and what it does.
public struct KeyTopic: Sendable {
  /// The keys as they are labelled, those that do the same separated by commas.
  public let keys: String
  /// What they do, in one line.
  public let summary: String

  init(_ keys: String, _ summary: String) {
    self.keys = keys
    self.summary = summary
  }

  /// The keys of the Emacs mode, which is the usual one; `:set editing vi` has those of vi.
  public static let all = [
    KeyTopic("Enter", "runs the entry where it is complete, else begins a line of it"),
    KeyTopic("Alt-Enter, Shift-Enter", "begins a line, whatever stands there"),
    KeyTopic("Ctrl-O", "runs the entry and shows the next one of the history"),
    KeyTopic(
      "Tab, Shift-Tab", "completes names, arguments, fields, files, commands; \\theta becomes θ"),
    KeyTopic("F1, Alt-H", "shows the help of the name under the cursor"),
    KeyTopic("Up, Ctrl-P", "the line above; in the first line an earlier entry that begins so"),
    KeyTopic("Down, Ctrl-N", "the line below; in the last line a later entry that begins so"),
    KeyTopic("Left, Right, Ctrl-B, Ctrl-F", "one character to the left or right"),
    KeyTopic("Ctrl-Left, Ctrl-Right, Alt-B, Alt-F", "one word to the left or right"),
    KeyTopic("Home, End, Ctrl-A, Ctrl-E", "the beginning and the end of the line"),
    KeyTopic("Ctrl-Home, Ctrl-End, Alt-<, Alt->", "the beginning and the end of the entry"),
    KeyTopic("Backspace, Delete, Ctrl-H", "deletes the character before the cursor, or under it"),
    KeyTopic(
      "Alt-D, Ctrl-Delete, Alt-Backspace", "cuts the word behind the cursor, or the one before it"),
    KeyTopic("Ctrl-W", "cuts back to the blank before the cursor"),
    KeyTopic("Ctrl-K, Ctrl-U", "cuts to the end of the line, or to its beginning"),
    KeyTopic("Ctrl-Y, Alt-Y", "puts back what was cut; then: what was cut before that"),
    KeyTopic("Ctrl-T, Alt-T", "exchanges two characters, or two words"),
    KeyTopic("Ctrl-R", "searches the history for what is typed then; again: further back"),
    KeyTopic("Ctrl-_, Ctrl-X Ctrl-U", "undoes the last change"),
    KeyTopic("Alt-_, Ctrl-X Ctrl-R", "does again what was undone"),
    KeyTopic("Ctrl-X Ctrl-E", "opens your editor on the entry"),
    KeyTopic("Ctrl-L", "clears the screen"),
    KeyTopic("Ctrl-C", "throws the entry away; stops what runs, the session stays"),
    KeyTopic("Ctrl-D", "on an empty line ends gm, else deletes the character under the cursor"),
    KeyTopic("Ctrl-Z", "suspends gm; fg in the shell goes on"),
  ]
}
