import Glibc
import Storage
import Workbench

/// The state of a session at `$XDG_STATE_HOME/gm/gm.db`; nil where there is no home, and for what must
/// write nothing.
///
/// A session at the prompt keeps a journal; a script can be run again, and leaves its trainings alone.
func sessionState(of command: GmCommand, words: [String], converses: Bool) -> SessionState? {
  guard !command.safe, !command.n else { return nil }
  guard let path = stateFile("gm.db") else {
    if converses {
      Output.complain(
        "warning: neither history nor journal nor runs are kept: HOME is not set")
    }
    return nil
  }
  return SessionState(
    path: path, words: converses ? words : nil, oldHistory: entriesOfOldFile,
    warn: { Output.complain($0) })
}

/// A file of what sessions leave behind; nil where there is no home.
private func stateFile(_ name: String) -> String? {
  userFile("XDG_STATE_HOME", fallback: ".local/state", name)
}

/// Whether there is a database of sessions, so that one may be found in it.
func hasSessionState() -> Bool {
  stateFile("gm.db").map { access($0, F_OK) == 0 } ?? false
}

/// The entries of the file that held the history before there was a database.
private func entriesOfOldFile() -> [HistoryEntry] {
  guard let path = stateFile("history"),
    case let descriptor = open(path, O_RDONLY | O_CLOEXEC), descriptor >= 0
  else { return [] }
  defer { close(descriptor) }
  guard let bytes = try? bytes(from: descriptor, named: path) else { return [] }
  return bytes.split(separator: HistoryLine.newline).map { HistoryEntry(HistoryLine.entry(of: $0)) }
}
