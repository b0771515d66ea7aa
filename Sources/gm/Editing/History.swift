/// The entries of this and earlier sessions, oldest first, each once: where it was used last.
///
/// The file is read when an older entry is asked for, not at the start.
final class History {
  private let file: HistoryFile?
  private var session: [String] = []
  private var loaded: [String]?
  private var hasWarned = false

  init(file path: String?) { file = path.map(HistoryFile.init) }

  /// All entries, oldest first.
  var entries: [String] {
    if let loaded { return loaded }
    let all = unique(readFile() + session)
    loaded = all
    return all
  }

  /// The entry before this one.
  var last: String? { session.last ?? entries.last }

  /// Adds an entry at the end, in the file too.
  func append(_ entry: String) {
    guard session.last != entry else { return }
    session.append(entry)
    if loaded != nil {
      loaded?.removeAll { $0 == entry }
      loaded?.append(entry)
    }
    do throws(FileError) { try file?.append(entry) } catch { warn(error) }
  }

  private func readFile() -> [String] {
    do throws(FileError) { return try file?.entries() ?? [] } catch {
      warn(error)
      return []
    }
  }

  /// Says once that there is no lasting history; the session goes on without.
  private func warn(_ error: FileError) {
    if !hasWarned { Output.complain("warning: no history: \(error.message)") }
    hasWarned = true
  }

  private func unique(_ entries: [String]) -> [String] {
    var seen = Set<String>(minimumCapacity: entries.count)
    return entries.reversed().filter { seen.insert($0).inserted }.reversed()
  }
}
