/// Where one top-level statement stands in its file, lines counted from 1.
public struct StatementLines: Hashable, Sendable {
  /// The line on which it begins.
  public var first: Int
  /// The line on which it ends.
  public var last: Int

  /// A statement from line `first` to line `last`.
  public init(first: Int, last: Int) {
    self.first = first
    self.last = last
  }
}

/// Text that does not parse.
public struct ParseFailure: Error, Hashable, Sendable {
  /// The rendered diagnostic, as it would stand on stderr.
  public var diagnostics: String
  /// The line of its culprit, counted from 1.
  public var line: Int

  /// A failure on `line` that reads `diagnostics`.
  public init(diagnostics: String, line: Int) {
    self.diagnostics = diagnostics
    self.line = line
  }
}

/// What one statement printed and whether it failed.
public struct StatementOutcome: Hashable, Sendable {
  /// Lines for stdout, joined by newlines; empty when nothing was printed.
  public var output: String
  /// Text for stderr.
  public var diagnostics: String
  /// Whether the statement ended in an error.
  public var failed: Bool
  /// How many claims in standard errors it judged.
  public var claims: Int
  /// Whether it failed because such a claim does not hold.
  public var failsClaim: Bool

  /// The outcome of a statement.
  public init(
    output: String = "", diagnostics: String = "", failed: Bool = false, claims: Int = 0,
    failsClaim: Bool = false
  ) {
    self.output = output
    self.diagnostics = diagnostics
    self.failed = failed
    self.claims = claims
    self.failsClaim = failsClaim
  }
}

/// The settings of a session under test; everything else is fixed: no rc file, no colour.
public struct GoldenOptions: Hashable, Sendable {
  /// How many threads compute.
  public var threads: Int
  /// The seed of the random keys.
  public var seed: UInt64
  /// Significant digits of printed floats.
  public var digits: Int
  /// Columns of the output.
  public var width: Int
  /// The folder of the file, against which `use` resolves.
  public var directory: String

  /// The settings of one hermetic session.
  public init(
    threads: Int = 1, seed: UInt64 = 0, digits: Int = 6, width: Int = 80, directory: String = "."
  ) {
    self.threads = threads
    self.seed = seed
    self.digits = digits
    self.width = width
    self.directory = directory
  }
}

/// What a golden run needs of a session.
public protocol GoldenSession: AnyObject {
  /// Parses a whole file and keeps its statements for `run(statement:)`.
  func statements(of text: String, name: String) -> Result<[StatementLines], ParseFailure>
  /// Runs one statement of the text parsed last; `index` counts from 0.
  func run(statement index: Int) -> StatementOutcome
}

/// Makes a fresh session.
public typealias GoldenSessionFactory = (GoldenOptions) -> any GoldenSession
