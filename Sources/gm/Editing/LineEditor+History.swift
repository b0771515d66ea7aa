import CEditline

// Up and Down: lines of the entry first, then the history.
extension LineEditor {
  func moveUp() -> EditlineReply {
    let entry = buffer.entry
    if !isWalking, let place = placeAbove(entry) {
      buffer.move(to: place)
      return .done
    }
    return step(from: entry, older: true)
  }

  func moveDown() -> EditlineReply {
    let entry = buffer.entry
    if !isWalking, let place = placeBelow(entry) {
      buffer.move(to: place)
      return .done
    }
    return step(from: entry, older: false)
  }

  /// Whether the key before this one walked through the history too.
  private var isWalking: Bool { walk.map { $0.lastKey &+ 1 == keyCount } ?? false }

  private func step(from entry: Entry, older: Bool) -> EditlineReply {
    var walk =
      isWalking ? self.walk ?? HistoryWalk(from: entry, history) : HistoryWalk(from: entry, history)
    walk.lastKey = keyCount
    let found = older ? walk.older(in: history) : walk.newer(in: history)
    self.walk = walk
    guard let found else { return .refuse }
    buffer.entry = found
    return .done
  }
}

/// A walk through the entries that begin like the text left of the cursor.
struct HistoryWalk {
  private let origin: Entry
  private let prefix: String
  private var position: Int
  var lastKey: UInt = 0

  init(from entry: Entry, _ history: History) {
    origin = entry
    prefix = entry.head
    position = history.entries.count
  }

  mutating func older(in history: History) -> Entry? {
    let shown = position < history.entries.count ? history.entries[position] : origin.text
    let start = history.entries[..<position].lastIndex { matches($0) && $0 != shown }
    guard let start else { return nil }
    position = start
    return Entry(history.entries[start])
  }

  mutating func newer(in history: History) -> Entry? {
    guard position < history.entries.count else { return nil }
    let rest = history.entries[(position + 1)...]
    position = rest.firstIndex(where: matches) ?? history.entries.count
    return position < history.entries.count ? Entry(history.entries[position]) : origin
  }

  /// The entry after the one shown, if that is what was run: for going through a stretch of history.
  func next(after text: String, in history: History) -> String? {
    let entries = history.entries
    guard position + 1 < entries.count, entries[position] == text else { return nil }
    return entries[position + 1]
  }

  private func matches(_ text: String) -> Bool { text.utf8.starts(with: prefix.utf8) }
}
