import Workbench

/// The entries of this and earlier sessions, oldest first, each once: where it was used last.
///
/// Earlier ones are read when an older entry is asked for, not at the start.
final class History {
  private let state: SessionState?
  private var session: [String] = []
  private var loaded: HistoryEntries?

  /// A history that is kept in a state; without one it lasts as long as the session.
  init(_ state: SessionState?) { self.state = state }

  /// All entries, oldest first.
  var entries: HistoryEntries {
    if let loaded { return loaded }
    var lines: [UInt8] = []
    state?.eachEntry { HistoryLine.append($0, to: &lines) }
    // Entries that could not be kept are known to the session alone.
    for entry in session { HistoryLine.append(Array(entry.utf8).span.bytes, to: &lines) }
    let all = HistoryEntries(lines: lines)
    loaded = all
    return all
  }

  /// The entry before the last one.
  var beforeLast: String? { entries.dropLast().last }

  /// Adds an entry at the end; what the state has of it.
  func append(_ entry: String) -> SessionState.Entry? {
    if session.last != entry {
      session.append(entry)
      loaded?.append(entry)
    }
    return state?.add(entry: entry)
  }
}
