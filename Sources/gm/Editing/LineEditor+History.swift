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

  /// All entries in turn, as vi's k and j do.
  func walkHistory(older: Bool) -> EditlineReply {
    step(from: Entry(buffer.entry.text, cursor: isWalking ? buffer.entry.cursor : 0), older: older)
  }

  /// Whether the key before this one walked through the history too.
  private var isWalking: Bool { walk.map { $0.lastKey &+ 1 == keyCount } ?? false }

  private func step(from entry: Entry, older: Bool) -> EditlineReply {
    var walk =
      isWalking ? self.walk ?? HistoryWalk(from: entry, history) : HistoryWalk(from: entry, history)
    walk.lastKey = keyCount
    let found = older ? walk.older(in: history) : walk.newer(in: history)
    // Back at what was being typed, Down is a motion again.
    self.walk = walk.isOver ? nil : walk
    guard let found else { return .refuse }
    buffer.entry = found
    return .done
  }
}

/// A walk through the entries that begin like the text left of the cursor.
struct HistoryWalk {
  private let origin: Entry
  /// The text left of the cursor, as the history keeps it.
  private let prefix: [UInt8]
  private var position: Int
  /// Whether it has come back to where it began.
  private(set) var isOver = false
  var lastKey: UInt = 0

  init(from entry: Entry, _ history: History) {
    origin = entry
    prefix = HistoryLine.bytes(of: entry.head)
    position = history.entries.count
  }

  mutating func older(in history: History) -> Entry? {
    let entries = history.entries
    let shown = position < entries.count ? entries[position] : origin.text
    let found = entries.indices[..<position].last { matches($0, entries) && entries[$0] != shown }
    guard let found else { return nil }
    position = found
    return Entry(entries[found])
  }

  mutating func newer(in history: History) -> Entry? {
    let entries = history.entries
    guard position < entries.count else { return nil }
    let rest = entries.indices[(position + 1)...]
    position = rest.first { matches($0, entries) } ?? entries.count
    isOver = position == entries.count
    return position < entries.count ? Entry(entries[position]) : origin
  }

  /// The entry after the one shown, if that is what was run: for going through a stretch of history.
  func next(after text: String, in history: History) -> String? {
    let entries = history.entries
    guard position + 1 < entries.count, entries[position] == text else { return nil }
    return entries[position + 1]
  }

  private func matches(_ place: Int, _ entries: HistoryEntries) -> Bool {
    entries.entry(at: place, beginsWith: prefix)
  }
}
