/// Whether a text can run as it stands.
enum Completeness: Equatable {
  /// It can be run.
  case complete
  /// It needs more lines: an open bracket, a trailing operator.
  case incomplete
  /// No continuation mends it; running it shows why.
  case invalid
}

/// What a running text shows; the texts end their own lines.
enum SessionEvent {
  /// A printed value, for stdout.
  case output(String)
  /// An error or a warning, for stderr.
  case diagnostic(String)
  /// `:set editing` chose the keys of the prompt.
  case editing(EditingMode)
}

/// The keys of the prompt.
enum EditingMode: String {
  case emacs, vi
}

/// How a text ended.
enum Outcome: Equatable {
  case ok
  /// At least one statement failed; its diagnostic was shown.
  case failed
  /// Ctrl-C.
  case interrupted
  /// `:quit`, with the exit code.
  case quit(Int32)
}

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

/// What the command line decides about a session.
struct SessionOptions {
  /// The session's `args`.
  var arguments: [String] = []
  /// The file that relative paths of `use` start from, if there is one.
  var script: String?
  /// The number of threads, or all.
  var threads: Int?
  /// The seed at the start.
  var seed: Int?
  /// The bound on steps and bytes of a script.
  var fuel: Int?
  /// No files outside the script's folder, and no writes.
  var isSafe = false
  /// Go on after a failed statement.
  var keepsGoing = false
}
