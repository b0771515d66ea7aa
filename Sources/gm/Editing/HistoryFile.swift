import Glibc

/// A file of entries, one a line (see `HistoryLine`); sessions append to it at the same time.
struct HistoryFile {
  let path: String

  init(path: String) { self.path = path }

  /// The lines of the file, oldest first; none if there is no file.
  func lines() throws(FileError) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    if descriptor < 0, errno == ENOENT { return [] }
    guard descriptor >= 0 else { throw FileError(path: path, reason: systemMessage(errno)) }
    defer { close(descriptor) }
    return try bytes(from: descriptor, named: path)
  }

  /// Appends an entry as one line.
  func append(_ entry: String) throws(FileError) {
    makeFolders()
    let descriptor = open(path, O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      throw FileError(path: path, reason: systemMessage(errno), isWritten: true)
    }
    defer { close(descriptor) }
    // Closing releases the lock. A file system without locks still appends whole lines.
    flock(descriptor, LOCK_EX)
    var line = HistoryLine.bytes(of: entry) + [HistoryLine.newline]
    if endsInsideLine(descriptor) { line.insert(HistoryLine.newline, at: 0) }
    guard write(descriptor, line, line.count) == line.count else {
      throw FileError(path: path, reason: systemMessage(errno), isWritten: true)
    }
  }

  /// Whether a session was cut off while it wrote.
  private func endsInsideLine(_ descriptor: Int32) -> Bool {
    let end = lseek(descriptor, 0, SEEK_END)
    var last: UInt8 = 0
    guard end > 0, pread(descriptor, &last, 1, end - 1) == 1 else { return false }
    return last != HistoryLine.newline
  }

  private func makeFolders() {
    for (place, character) in path.utf8.enumerated().dropFirst() where character == slash {
      mkdir(String(decoding: path.utf8.prefix(place), as: UTF8.self), 0o700)
    }
  }
}

private let slash = UInt8(ascii: "/")
