import Language

extension Session {
  /// Whether a text can run as it stands; quick, as Enter asks at every line.
  public func completeness(of text: String) -> Completeness {
    switch Parser.completeness(of: text) {
    case .complete: .complete
    case .incomplete: .incomplete
    case .invalid: .invalid
    }
  }

  /// Parses a text only, and shows what is wrong with it.
  public func check(
    _ text: String, name: String, output show: (SessionEvent) -> Void
  ) -> Outcome {
    let source = addSource(text, name: name, isFile: true)
    do throws(SyntaxError) {
      _ = try source.statements()
      return .ok
    } catch {
      if Stop.isRequested { return stopped(show) }
      show(.diagnostic(render(error.diagnostic)))
      return .failed
    }
  }
}
