import Workbench

/// A session as the front end sees it: it runs texts and answers the line editor's questions.
protocol Interpreter: AnyObject {
  /// Whether the text can run; quick, as Enter asks at every line.
  func completeness(of text: String) -> Completeness

  /// Runs the statements of the text in the session.
  func run(_ text: String, name: String, output: (SessionEvent) -> Void) -> Outcome

  /// Parses the text only, and shows what is wrong with it.
  func check(_ text: String, name: String, output: (SessionEvent) -> Void) -> Outcome

  /// What the word at an offset in UTF-8 may become, and where that word starts.
  func completions(of line: String, at utf8Offset: Int) -> (start: Int, candidates: [String])
}

extension Session: Interpreter {
  func run(_ text: String, name: String, output: (SessionEvent) -> Void) -> Outcome {
    run(text, name: name, isFile: !["gm>", "-e", "stdin"].contains(name), output: output)
  }
}
