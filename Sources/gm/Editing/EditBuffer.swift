import CEditline

/// A text and the cursor's distance from its start, in UTF-8 bytes.
struct Entry: Equatable {
  var text = ""
  var cursor = 0

  /// The text left of the cursor.
  var head: String { String(decoding: text.utf8.prefix(cursor), as: UTF8.self) }

  /// The text right of the cursor.
  var tail: String { String(decoding: text.utf8.dropFirst(cursor), as: UTF8.self) }

  /// An entry with the cursor at its end.
  init(_ text: String = "") { self.init(text, cursor: text.utf8.count) }

  init(_ text: String, cursor: Int) {
    self.text = text
    self.cursor = cursor
  }

  /// The entry with so many bytes left of the cursor replaced.
  func replacingBeforeCursor(bytes: Int, by text: String) -> Entry {
    let head = String(decoding: self.text.utf8.prefix(cursor - bytes), as: UTF8.self) + text
    return Entry(head + tail, cursor: head.utf8.count)
  }
}

/// The text that libedit edits.
struct EditBuffer {
  let handle: OpaquePointer

  var entry: Entry {
    get {
      var length = 0
      var cursor = 0
      let start = editline_text(handle, &length, &cursor)
      return Entry(string(start, length), cursor: cursor)
    }
    nonmutating set { editline_replace(handle, newValue.text, newValue.cursor) }
  }

  /// The block last pasted.
  var pasted: String {
    var length = 0
    let start = editline_pasted(handle, &length)
    return string(start, length)
  }

  func insert(_ text: String) { editline_insert(handle, text) }

  func move(to cursor: Int) { editline_move(handle, cursor) }

  /// Replaces so many bytes left of the cursor.
  func replaceBeforeCursor(bytes: Int, by text: String) {
    entry = entry.replacingBeforeCursor(bytes: bytes, by: text)
  }

  private func string(_ start: UnsafePointer<CChar>?, _ count: Int) -> String {
    let bytes = UnsafeRawBufferPointer(start: start, count: start == nil ? 0 : count)
    return String(decoding: bytes, as: UTF8.self)
  }
}
