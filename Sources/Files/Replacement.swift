import Glibc

/// Writes whole files: a reader sees the old contents or the new ones, never a part.
public enum Replacement {
  /// Puts a file in the place of another, or where there was none.
  ///
  /// The bytes are written to a temporary file in the same folder, synced, and renamed over `path`.
  /// Where `path` is a link, what it points to is replaced; what is no regular file (`/dev/stdout`, a
  /// pipe) is written to directly. Permissions of a file that was there are kept.
  ///
  /// - Throws: `FileError.refused`; the file that was there is then untouched.
  public static func write(_ bytes: [UInt8], to path: String) throws(FileError) {
    var status = stat()
    let exists = stat(path, &status) == 0
    if exists, status.st_mode & S_IFMT == S_IFDIR {
      throw .refused(action: "write", path: path, code: EISDIR)
    }
    if exists, status.st_mode & S_IFMT != S_IFREG {
      try fill(path, open(path, O_WRONLY | O_CLOEXEC), bytes, syncs: false)
      return
    }
    let target = exists ? resolved(path) : path
    if exists, access(target, W_OK) != 0 {
      throw .refused(action: "write", path: path, code: errno)
    }
    let temporary = "\(target).\(getpid())-\(UInt32.random(in: 0 ... .max)).tmp"
    // As for any new file the user's mask takes away from these.
    let mode = exists ? status.st_mode & 0o7777 : 0o666
    do throws(FileError) {
      let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)
      try fill(path, descriptor, bytes, syncs: true)
      if rename(temporary, target) != 0 {
        throw .refused(action: "write", path: path, code: errno)
      }
    } catch {
      unlink(temporary)
      throw error
    }
  }

  private static func resolved(_ path: String) -> String {
    guard let real = realpath(path, nil) else { return path }
    defer { free(real) }
    return String(cString: real)
  }

  /// Writes all bytes and closes; `descriptor` may be the -1 of an `open` that failed.
  private static func fill(
    _ path: String, _ descriptor: Int32, _ bytes: [UInt8], syncs: Bool
  ) throws(FileError) {
    let refused = { FileError.refused(action: "write", path: path, code: errno) }
    guard descriptor >= 0 else { throw refused() }
    var done = 0
    while done < bytes.count {
      let count = bytes[done...].withUnsafeBytes {
        Glibc.write(descriptor, $0.baseAddress, $0.count)
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else {
        let error = refused()
        close(descriptor)
        throw error
      }
      done += count
    }
    if syncs, fsync(descriptor) != 0 {
      let error = refused()
      close(descriptor)
      throw error
    }
    if close(descriptor) != 0 { throw refused() }
  }
}
