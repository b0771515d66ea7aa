import CEditline

// Ctrl-R: a search of our own, as libedit's stops at characters like ∇.
extension LineEditor {
  func beginSearch() -> EditlineReply {
    search = HistorySearch(from: buffer.entry, history)
    editline_capture(buffer.handle, true)
    return .done
  }

  func continueSearch(_ key: UInt32) -> EditlineReply {
    guard var search else { return endSearch(returning: key) }
    let entry: Entry?
    switch key {
    case UInt32(EDITLINE_KEY_INTERRUPT), 0x07:
      buffer.entry = search.origin
      return endSearch(returning: nil)
    case 0x12, UInt32(EDITLINE_KEY_UP): entry = search.older(in: history)
    case 0x13, UInt32(EDITLINE_KEY_DOWN): entry = search.newer(in: history)
    case 0x08, 0x7f: entry = search.shorten(in: history)
    case 0x20..<0x7f, 0xa0...:
      guard let scalar = UnicodeScalar(key) else { return .refuse }
      entry = search.extend(by: scalar, in: history)
    default: return endSearch(returning: key)
    }
    search.fails = entry == nil
    self.search = search
    if let entry { buffer.entry = entry }
    return entry == nil ? .refuse : .done
  }

  /// Leaves the search; the key that ended it still does what it does.
  private func endSearch(returning key: UInt32?) -> EditlineReply {
    search = nil
    editline_capture(buffer.handle, false)
    if key != nil { editline_return_captured(buffer.handle) }
    return .done
  }
}

/// A search backwards through the history for a text anywhere in an entry.
struct HistorySearch {
  let origin: Entry
  private var query: [UInt8] = []
  private var position: Int

  init(from entry: Entry, _ history: History) {
    origin = entry
    position = history.entries.count
  }

  /// What stands before the entry found.
  var prompt: String {
    (fails ? "no " : "search ") + "'\(String(decoding: query, as: UTF8.self))': "
  }
  /// Whether there is nothing more to be found.
  var fails = false

  mutating func older(in history: History) -> Entry? {
    find(in: history.entries[..<position].indices.reversed(), history)
  }

  mutating func newer(in history: History) -> Entry? {
    find(in: history.entries.indices.dropFirst(position + 1), history)
  }

  mutating func extend(by scalar: UnicodeScalar, in history: History) -> Entry? {
    query.append(contentsOf: String(scalar).utf8)
    let present = min(position, history.entries.count - 1)
    return find(in: stride(from: present, through: 0, by: -1), history)
  }

  mutating func shorten(in history: History) -> Entry? {
    while let last = query.popLast(), last & 0xc0 == 0x80 {}
    position = history.entries.count
    return query.isEmpty ? origin : older(in: history)
  }

  private mutating func find(in places: some Sequence<Int>, _ history: History) -> Entry? {
    guard !query.isEmpty else { return nil }
    for place in places {
      let text = history.entries[place]
      guard let start = text.offset(of: query) else { continue }
      position = place
      return Entry(text, cursor: start)
    }
    return nil
  }
}

extension String {
  /// Where the bytes occur first, in UTF-8.
  fileprivate func offset(of bytes: [UInt8]) -> Int? {
    guard let first = bytes.first else { return 0 }
    var text = self
    return text.withUTF8 { utf8 in
      guard utf8.count >= bytes.count else { return nil }
      for start in 0...(utf8.count - bytes.count) where utf8[start] == first {
        if utf8[start..<(start + bytes.count)].elementsEqual(bytes) { return start }
      }
      return nil
    }
  }
}
