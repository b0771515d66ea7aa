/// The entries of this and earlier sessions, oldest first, each once: where it was used last.
///
/// The file is read when an older entry is asked for, not at the start.
final class History {
  private let file: HistoryFile?
  private var session: [String] = []
  private var loaded: HistoryEntries?
  private var hasWarned = false

  init(file path: String?) { file = path.map(HistoryFile.init) }

  /// All entries, oldest first.
  var entries: HistoryEntries {
    if let loaded { return loaded }
    var lines = readFile()
    // Entries that could not be written are known to the session alone; a line may be cut off.
    if let last = lines.last, last != HistoryLine.newline { lines.append(HistoryLine.newline) }
    for entry in session { lines += HistoryLine.bytes(of: entry) + [HistoryLine.newline] }
    let all = HistoryEntries(lines: lines)
    loaded = all
    return all
  }

  /// The entry before the last one.
  var beforeLast: String? { entries.dropLast().last }

  /// Adds an entry at the end, in the file too.
  func append(_ entry: String) {
    guard session.last != entry else { return }
    session.append(entry)
    loaded?.append(entry)
    do throws(FileError) { try file?.append(entry) } catch { warn(error) }
  }

  private func readFile() -> [UInt8] {
    do throws(FileError) { return try file?.lines() ?? [] } catch {
      warn(error)
      return []
    }
  }

  /// Says once that there is no lasting history; the session goes on without.
  private func warn(_ error: FileError) {
    if !hasWarned { Output.complain("warning: no history: \(error.message)") }
    hasWarned = true
  }
}
