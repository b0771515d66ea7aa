import Plotting

/// What a running text shows; the texts end their own lines.
public enum SessionEvent: Sendable {
  /// A printed value, for stdout.
  case output(String)
  /// A text of any length for a person to read: a pager may show it; elsewhere it is output.
  case page(String)
  /// A figure, which the front end draws as large and as well as it can.
  case figure(Figure)
  /// An error or a warning, for stderr.
  case diagnostic(String)
  /// `:set` changed a setting that the front end goes by, such as the keys of the prompt.
  case setting(name: String, value: String)
  /// `:edit` asks for an editor on this text, or on the entry before it where it is empty.
  case edit(String)
  /// A line that stands while something long runs, empty where it is erased; for a terminal.
  case progress(String)
}

extension SessionEvent {
  /// The event whose text steers no terminal.
  var withoutControls: SessionEvent {
    switch self {
    case .output(let text): .output(text.withoutControls(but: ["\n", "\t"]))
    case .page(let text): .page(text.withoutControls(but: ["\n", "\t"]))
    case .figure, .diagnostic, .setting, .edit, .progress: self
    }
  }

  /// A figure as a log and a golden show it: in characters of ASCII, of one size, without colour.
  static func text(of figure: Figure) -> String {
    TerminalText.lines(figure, .golden).map { $0 + "\n" }.joined()
  }
}

/// The keys of the prompt.
public enum EditingMode: String, Hashable, Sendable, CaseIterable {
  /// The keys of Emacs.
  case emacs
  /// The keys of vi.
  case vi
}

/// Whether a text can run as it stands.
public enum Completeness: Hashable, Sendable {
  /// It can be run.
  case complete
  /// It needs more lines: an open bracket, a trailing operator.
  case incomplete
  /// No continuation mends it; running it shows why.
  case invalid
}

/// How a text ended.
public enum Outcome: Hashable, Sendable {
  /// Every statement succeeded.
  case ok
  /// At least one statement failed; its diagnostic was shown.
  case failed
  /// Ctrl-C.
  case interrupted
  /// `:quit` or `exit`, with the exit code.
  case quit(Int32)
}

/// What the command line decides about a session.
public struct SessionOptions: Sendable {
  /// The session's `args`.
  public var arguments: [String] = []
  /// The file that relative paths of `use` start from, if there is one.
  public var script: String?
  /// The number of threads, or as many as there are processors.
  public var threads: Int?
  /// The seed at the start.
  public var seed: Int?
  /// The bound on steps of a script.
  public var fuel: Int?
  /// No files outside the script's folder, and no writes.
  public var isSafe = false
  /// Whether what runs is given a share that it must not enlarge.
  var isBounded: Bool { isSafe || fuel != nil }
  /// Go on after a failed statement.
  public var keepsGoing = false
  /// The stack of the thread that the session runs on, in bytes.
  public var stackBytes = 8 << 20
  /// Significant digits of printed floats.
  public var digits = 6
  /// Columns of the page.
  public var width = 80
  /// Whether a person types, to whom hints about what was shown are of use.
  public var isInteractive = false
  /// Whether times, sizes, paths and versions print as `[TIME]` and so on.
  public var isGolden = false

  /// The options of a plain session.
  public init() {}
}
