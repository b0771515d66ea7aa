/// The texts that were killed, for yanking: kills in a row are one text.
struct KillRing {
  private var texts: [String] = []
  /// The entry that the last kill left: as long as it stands, the next kill follows that one.
  private var afterKill: Entry?
  /// The entry that the last yank left, and which text it put there.
  private var afterYank: (entry: Entry, place: Int)?

  /// The most texts that are kept.
  private static let most = 60

  /// Keeps a text that is killed from an entry; before the cursor it goes in front of what was killed
  /// just before.
  mutating func kill(_ text: String, before: Bool, from entry: Entry) {
    if afterKill == entry, let last = texts.popLast() {
      texts.append(before ? text + last : last + text)
    } else {
      texts.append(text)
      if texts.count > KillRing.most { texts.removeFirst() }
    }
  }

  /// Notes what the kill left.
  mutating func noteKill(_ entry: Entry) { afterKill = entry }

  /// The text killed last.
  var last: String? { texts.last }

  /// Notes what a yank of the last text left.
  mutating func noteYank(_ entry: Entry) { afterYank = (entry, texts.count - 1) }

  /// The text to put in place of the one just yanked into an entry: the one killed before it.
  func earlier(in entry: Entry) -> (old: String, new: String)? {
    guard let (yanked, place) = afterYank, yanked == entry, texts.indices.contains(place) else {
      return nil
    }
    return (texts[place], texts[place > 0 ? place - 1 : texts.count - 1])
  }

  /// Notes what the exchange left.
  mutating func noteEarlier(_ entry: Entry) {
    guard let (_, place) = afterYank else { return }
    afterYank = (entry, place > 0 ? place - 1 : texts.count - 1)
  }
}
