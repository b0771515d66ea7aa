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
      // A pipe that nobody reads is an error, not a wait for ever.
      let descriptor = open(path, O_WRONLY | O_CLOEXEC | O_NONBLOCK)
      if descriptor >= 0 { _ = fcntl(descriptor, F_SETFL, 0) }
      try fill(path, descriptor, bytes, syncs: false)
      return
    }
    let target = exists ? resolved(path) : end(ofLink: path)
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
      sync(folderOf: target)
    } catch {
      unlink(temporary)
      throw error
    }
  }

  /// Puts a file that `body` makes in the place of another.
  public static func make(_ path: String, _ body: (String) throws -> Void) throws {
    let target = resolved(path), temporary = "\(target).\(getpid())-\(UInt32.random(in: 0 ... .max)).tmp"
    do {
      try body(temporary)
      guard rename(temporary, target) == 0 else {
        throw FileError.refused(action: "write", path: path, code: errno)
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

  /// What a link that leads to nothing names; the path itself where it is no link.
  private static func end(ofLink path: String) -> String {
    var path = path
    // As many links as the system follows.
    for _ in 0..<40 {
      var bytes = [CChar](repeating: 0, count: 4096)
      let count = readlink(path, &bytes, bytes.count)
      guard count > 0 else { break }
      let name = String(decoding: bytes[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
      path = name.hasPrefix("/") ? name : folder(of: path) + name
    }
    return path
  }

  /// The part of a path before its name, with the slash.
  private static func folder(of path: String) -> String {
    path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
  }

  /// Makes the new name last; where the system cannot, it is as safe as it was.
  private static func sync(folderOf path: String) {
    let folder = folder(of: path)
    let descriptor = open(folder.isEmpty ? "." : folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    fsync(descriptor)
    close(descriptor)
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
