import CEditline
import Workbench

// Tab: what the session offers for the word before the cursor.
extension LineEditor {
  func complete() -> EditlineReply {
    if menu != nil { return choose(1) }
    let entry = buffer.entry
    if entry.head.lastLine.allSatisfy(\.isWhitespace) {
      buffer.insert(String(repeating: " ", count: indentStep))
      return .done
    }
    let (start, candidates) = session.completions(of: entry.text, at: entry.cursor)
    return offer(candidates, inPlaceOf: max(0, entry.cursor - start), in: entry)
  }

  func completeBackwards() -> EditlineReply { menu == nil ? complete() : choose(-1) }

  /// Inserts what all candidates share; when that is nothing new, shows them.
  private func offer(
    _ candidates: [Candidate], inPlaceOf bytes: Int, in entry: Entry
  ) -> EditlineReply {
    guard let first = candidates.first?.text else { return .refuse }
    let shared = candidates.dropFirst().reduce(first) { commonPrefix($0, $1.text) }
    let typed = String(decoding: entry.head.utf8.suffix(bytes), as: UTF8.self)
    if candidates.count == 1 || (shared != typed && shared.hasPrefix(typed)) {
      buffer.replaceBeforeCursor(bytes: bytes, by: shared)
      return .done
    }
    menu = CompletionMenu(candidates, origin: entry, replaced: bytes)
    return .done
  }

  private func choose(_ direction: Int) -> EditlineReply {
    guard var menu else { return .refuse }
    buffer.entry = menu.step(direction)
    self.menu = menu
    return .done
  }
}

private func commonPrefix(_ a: String, _ b: String) -> String {
  String(zip(a, b).prefix { $0 == $1 }.map(\.0))
}
