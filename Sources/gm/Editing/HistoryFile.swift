import Glibc

/// A file of entries, one a line: a newline inside an entry is written `\n`, a backslash `\\`.
///
/// Sessions append to it at the same time.
struct HistoryFile {
  let path: String

  init(path: String) { self.path = path }

  /// The entries of the file, oldest first; none if there is no file.
  func entries() throws(FileError) -> [String] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    if descriptor < 0, errno == ENOENT { return [] }
    guard descriptor >= 0 else { throw FileError(path: path, reason: systemMessage(errno)) }
    defer { close(descriptor) }
    let bytes = try bytes(from: descriptor, named: path)
    return bytes.split(separator: newline).map(unescaped)
  }

  /// Appends an entry as one line.
  func append(_ entry: String) throws(FileError) {
    makeFolders()
    let descriptor = open(path, O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw FileError(path: path, reason: systemMessage(errno)) }
    defer { close(descriptor) }
    // Closing releases the lock. A file system without locks still appends whole lines.
    flock(descriptor, LOCK_EX)
    var line = escaped(entry) + [newline]
    if endsInsideLine(descriptor) { line.insert(newline, at: 0) }
    guard write(descriptor, line, line.count) == line.count else {
      throw FileError(path: path, reason: systemMessage(errno))
    }
  }

  /// Whether a session was cut off while it wrote.
  private func endsInsideLine(_ descriptor: Int32) -> Bool {
    let end = lseek(descriptor, 0, SEEK_END)
    var last: UInt8 = 0
    guard end > 0, pread(descriptor, &last, 1, end - 1) == 1 else { return false }
    return last != newline
  }

  private func makeFolders() {
    for (place, character) in path.utf8.enumerated().dropFirst() where character == slash {
      mkdir(String(decoding: path.utf8.prefix(place), as: UTF8.self), 0o700)
    }
  }
}

private let newline = UInt8(ascii: "\n")
private let backslash = UInt8(ascii: "\\")
private let slash = UInt8(ascii: "/")

private func escaped(_ entry: String) -> [UInt8] {
  entry.utf8.flatMap { byte -> [UInt8] in
    switch byte {
    case newline: [backslash, UInt8(ascii: "n")]
    case backslash: [backslash, backslash]
    default: [byte]
    }
  }
}

private func unescaped(_ line: ArraySlice<UInt8>) -> String {
  guard line.contains(backslash) else { return String(decoding: line, as: UTF8.self) }
  var bytes: [UInt8] = []
  var rest = line[...]
  while let byte = rest.popFirst() {
    guard byte == backslash, let next = rest.popFirst() else {
      bytes.append(byte)
      continue
    }
    bytes.append(next == UInt8(ascii: "n") ? newline : next)
  }
  return String(decoding: bytes, as: UTF8.self)
}
