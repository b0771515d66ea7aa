import Glibc

/// A file that is being written, from its beginning.
public struct FileSink: ~Copyable {
  private let descriptor: Int32
  /// As messages call it.
  private let path: String

  /// The file of a descriptor, which is closed by `close()` alone; -1 of an `open` that failed is an error.
  init(_ descriptor: Int32, path: String) throws(FileError) {
    self.descriptor = descriptor
    self.path = path
    if descriptor < 0 { throw refused }
  }

  private var refused: FileError { refused(errno) }

  /// The error that the file cannot be written, by the number of a reason.
  public func refused(_ code: Int32) -> FileError {
    .refused(action: "write", path: path, code: code)
  }

  /// Writes all bytes.
  public func write(_ bytes: UnsafeRawBufferPointer) throws(FileError) {
    var done = 0
    while done < bytes.count {
      let part = Faults.fails(.shortWrite) ? 1 : min(bytes.count - done, 1 << 30)
      let count =
        Faults.fails(.write)
        ? -1 : Glibc.write(descriptor, bytes.baseAddress.map { $0 + done }, part)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw refused }
      done += count
    }
  }

  /// Writes all bytes.
  public func write(_ bytes: [UInt8]) throws(FileError) {
    try bytes.span.bytes.withUnsafeBytes { (bytes) throws(FileError) in try write(bytes) }
  }

  /// Gives the file these permissions, whatever the user's mask takes away from new files; a file system
  /// that has none leaves them.
  func allow(_ mode: mode_t) { fchmod(descriptor, mode) }

  /// Sees to it that what was written is on the disk.
  func sync() throws(FileError) {
    if Faults.fails(.sync) || fsync(descriptor) != 0 { throw refused }
  }

  /// Gives a file that was made without a name this one.
  func link(as name: String) throws(FileError) {
    let place = "/proc/self/fd/\(descriptor)"
    if Faults.fails(.link)
      || linkat(AT_FDCWD, place, AT_FDCWD, name, AT_SYMLINK_FOLLOW) != 0
    {
      throw refused
    }
  }

  /// Closes the file, also where it fails.
  func close() throws(FileError) {
    let isFailing = Faults.fails(.close), code = errno
    let closed = Glibc.close(descriptor)
    if isFailing { errno = code }
    if isFailing || closed != 0 { throw refused }
  }

  /// Closes the file whatever becomes of it, and leaves `errno` alone.
  func abandon() {
    let code = errno
    Glibc.close(descriptor)
    errno = code
  }
}
