import Language

/// The user's rc file: statements that are run before the first prompt.
///
/// One that fails is shown with its place, and the file goes on with the next.
public struct StartFile {
  private let lines: [Substring]
  private let path: String

  /// How the file went.
  public struct Outcome: Equatable, Sendable {
    /// The statements that failed.
    public var failures = 0
    /// Whether Ctrl-C or `:quit` left the rest out.
    public var stopped = false
  }

  /// The file of a path, with its text.
  public init(_ text: String, path: String) {
    lines = text.split(omittingEmptySubsequences: false) { $0.isNewline }
    self.path = path
  }

  /// Runs it in a session.
  public func run(in session: Session, output show: (SessionEvent) -> Void) -> Outcome {
    var outcome = Outcome(), line = 0
    while line < lines.count, !outcome.stopped {
      let (end, isWhole) = end(from: line, in: session)
      switch run(line..<end, in: session, show) {
      case .ok: break
      case .failed: outcome.failures += 1
      case .interrupted, .quit: outcome.stopped = true
      }
      line = isWhole ? end : nextStatement(behind: line)
    }
    return outcome
  }

  /// The line behind the statements that begin in a line.
  ///
  /// As many lines as complete them, or show that nothing can; where the file ends first, the line
  /// stands alone.
  private func end(from first: Int, in session: Session) -> (end: Int, isWhole: Bool) {
    var text = String(lines[first])
    for next in first + 1...lines.count {
      switch session.completeness(of: text) {
      case .complete: return (next, true)
      case .invalid: return (next, false)
      case .incomplete: if next < lines.count { text += "\n" + lines[next] }
      }
    }
    return (first + 1, false)
  }

  /// Behind a mistake: the next line that is not indented and closes nothing, so that an open
  /// bracket does not hide the rest and the rest of a function is not run by itself.
  private func nextStatement(behind line: Int) -> Int {
    lines[(line + 1)...].firstIndex { text in
      text.first.map { !$0.isWhitespace && !")]}".contains($0) } ?? false
    } ?? lines.count
  }

  /// Runs lines at their place in the file, which the empty lines before them keep.
  private func run(
    _ range: Range<Int>, in session: Session, _ show: (SessionEvent) -> Void
  ) -> Workbench.Outcome {
    guard lines[range].contains(where: { !$0.allSatisfy(\.isWhitespace) }) else { return .ok }
    let text =
      String(repeating: "\n", count: range.lowerBound)
      + lines[range].joined(separator: "\n") + "\n"
    return session.run(text, name: path, isFile: true, output: show)
  }
}
