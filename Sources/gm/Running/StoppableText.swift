import Workbench

@preconcurrency import Glibc

/// A text on stdout that Ctrl-C ends in the middle, however slow its reader is.
enum StoppableText {
  /// As much as a pipe that can be written to takes without a wait.
  private static let part = 4096

  /// Writes a text, at once and as a whole unless it is left for Ctrl-C; the last byte that was written.
  static func write(_ text: String) -> UInt8? {
    var text = text
    return text.withUTF8 { bytes in
      var done = 0
      while done < bytes.count {
        // A short text is written in any case: it may be what tells of the wish.
        guard bytes.count <= part || waitForReader() else {
          Stop.noteCutOutput()
          break
        }
        let end = end(of: bytes, after: done)
        _ = fwrite(bytes.baseAddress.map { $0 + done }, 1, end - done, stdout)
        // A reader at the other end of a pipe sees each value when it is there, not 4 KB later.
        fflush(stdout)
        done = end
      }
      return done > 0 ? bytes[done - 1] : nil
    }
  }

  /// Where the next part ends: no character is torn.
  private static func end(of bytes: UnsafeBufferPointer<UInt8>, after start: Int) -> Int {
    guard bytes.count - start > part else { return bytes.count }
    var end = start + part
    while bytes[end] & 0xC0 == 0x80 { end -= 1 }
    return end
  }

  /// Waits until stdout takes more; false where Ctrl-C is pressed.
  ///
  /// The signal comes on another thread, and ends no wait of this one: it is looked for again and again.
  private static func waitForReader() -> Bool {
    var wait = pollfd(fd: STDOUT_FILENO, events: Int16(POLLOUT), revents: 0)
    while !Stop.isRequested {
      // An error, also of the reader, is told by the write.
      if poll(&wait, 1, 50) != 0, wait.revents != 0 || errno != EINTR { return !Stop.isRequested }
    }
    return false
  }
}
