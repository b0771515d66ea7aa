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
    KeyTopic(
      "Tab", "completes names, arguments, fields, commands; \\theta becomes θ; again: lists"),
    KeyTopic("Up, Ctrl-P", "the line above; in the first line an earlier entry that begins so"),
    KeyTopic("Down, Ctrl-N", "the line below; in the last line a later entry"),
    KeyTopic("Left, Right, Ctrl-B, Ctrl-F", "one character to the left or right"),
    KeyTopic("Ctrl-Left, Ctrl-Right, Alt-B, Alt-F", "one word to the left or right"),
    KeyTopic("Home, Ctrl-A", "the beginning of the line"),
    KeyTopic("End, Ctrl-E", "the end of the line"),
    KeyTopic("Ctrl-R", "searches the history for what is typed then; again: further back"),
    KeyTopic("Ctrl-_", "undoes the last change"),
    KeyTopic("Ctrl-K", "cuts up to the end of the line"),
    KeyTopic("Ctrl-U", "cuts the whole line"),
    KeyTopic("Ctrl-W", "cuts the text between the mark and the cursor, or the word before it"),
    KeyTopic("Ctrl-Y", "puts back what was cut"),
    KeyTopic("Ctrl-T", "exchanges two characters"),
    KeyTopic("Ctrl-L", "clears the screen"),
    KeyTopic("Ctrl-C", "throws the entry away; stops what runs, the session stays"),
    KeyTopic("Ctrl-D", "on an empty line ends gm, else deletes the character under the cursor"),
    KeyTopic("Ctrl-Z", "suspends gm; fg in the shell goes on"),
  ]
}
