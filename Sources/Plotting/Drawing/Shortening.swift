/// Texts that are too long for their room.
enum Shortening {
  /// Names shortened so that those that differ still do: each at its end, or all in the middle where
  /// names that begin alike would be the same text.
  static func names(
    _ names: [String], atTheEnd: (String) -> String, inTheMiddle: (String) -> String
  ) -> [String] {
    let shortened = names.map(atTheEnd)
    return Set(shortened).count == Set(names).count ? shortened : names.map(inTheMiddle)
  }

  /// The beginning and the end of a text, as much of both as there is room for, with a mark between.
  ///
  /// - Parameters:
  ///   - text: A line.
  ///   - room: The width that it may have.
  ///   - mark: What stands for what is left out.
  ///   - width: The width of a text.
  /// - Returns: The text where it fits; empty where not even the mark does.
  static func inTheMiddle(
    _ text: String, to room: Double, mark: String, width: (String) -> Double
  ) -> String {
    if width(text) <= room { return text }
    var used = width(mark)
    guard used <= room else { return "" }
    var rest = text[...], head = "", tail = ""
    while let next = head.count <= tail.count ? rest.first : rest.last {
      used += width(String(next))
      if used > room { break }
      if head.count <= tail.count {
        head.append(rest.removeFirst())
      } else {
        tail.insert(rest.removeLast(), at: tail.startIndex)
      }
    }
    return head + mark + tail
  }
}
