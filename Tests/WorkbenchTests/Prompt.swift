import Plotting
import Testing

@testable import Workbench

/// A session that is typed at.
final class Prompt {
  let session: Session

  /// What one entry showed.
  struct Reply {
    var output = ""
    var diagnostics = ""
    var outcome = Outcome.ok
    /// The figures that it showed.
    var figures: [Figure] = []

    /// The output without its last newline.
    var text: String { output.trimmingSuffix { $0 == "\n" } }
  }

  init(_ change: (inout SessionOptions) -> Void = { _ in }) {
    var options = SessionOptions()
    change(&options)
    session = Session(options: options)
  }

  /// Runs an entry.
  @discardableResult
  func callAsFunction(_ entry: String) -> Reply {
    var reply = Reply()
    reply.outcome = session.run(entry, name: "gm>") { event in
      switch event {
      case .output(let text), .page(let text): reply.output += text
      case .diagnostic(let text): reply.diagnostics += text
      case .figure(let figure):
        reply.figures.append(figure)
        reply.output += SessionEvent.text(of: figure)
      case .setting, .edit, .progress: break
      }
    }
    return reply
  }

  /// Runs an entry that must succeed; the result is what it printed.
  func shows(_ entry: String, _ place: SourceLocation = #_sourceLocation) -> String {
    let reply = self(entry)
    #expect(reply.outcome == .ok, "\(entry)\n\(reply.diagnostics)", sourceLocation: place)
    return reply.text
  }

  /// The first panel of the last figure that an entry shows, which must succeed.
  func panel(_ entry: String, _ place: SourceLocation = #_sourceLocation) throws -> Panel {
    let reply = self(entry)
    #expect(reply.outcome == .ok, "\(reply.diagnostics)", sourceLocation: place)
    return try #require(reply.figures.last?.panels.first, sourceLocation: place)
  }
}
