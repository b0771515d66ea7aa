import Glibc

/// Writes whole files: a reader sees the old contents or the new ones, never a part.
///
/// The new contents go to a temporary file in the same folder, which is synced and renamed over the old
/// one. It gets its name when it is whole, where the file system can do that: a process that is killed while
/// it writes leaves nothing. Where `path` is a link, what it points to is replaced; what is no regular file
/// (`/dev/stdout`, a pipe) is written to directly. Permissions of a file that was there are kept.
public enum Replacement {
  /// Puts a file of these bytes in the place of another, or where there was none.
  ///
  /// - Throws: `FileError.refused`; the file that was there is then untouched.
  public static func write(_ bytes: [UInt8], to path: String) throws(FileError) {
    try write(to: path) { (sink) throws(FileError) in try sink.write(bytes) }
  }

  /// Puts a file in the place of another, or where there was none.
  ///
  /// - Parameters:
  ///   - path: Where the file is to be.
  ///   - body: Writes the new contents, in as many pieces as it likes.
  /// - Throws: `FileError.refused`, or what `body` throws; the file that was there is then untouched.
  public static func write(
    to path: String, _ body: (borrowing FileSink) throws(FileError) -> Void
  ) throws(FileError) {
    let place = try Place(path)
    guard let target = place.target else {
      // A pipe that nobody reads is an error, not a wait for ever.
      let descriptor = open(path, O_WRONLY | O_CLOEXEC | O_NONBLOCK)
      if descriptor >= 0 { _ = fcntl(descriptor, F_SETFL, 0) }
      return try fill(try FileSink(descriptor, path: path), nil, body)
    }
    let temporary = Replacement.temporary(target)
    do throws(FileError) {
      if let sink = try nameless(in: folder(of: target), place.mode, path) {
        try fill(sink, place, name: temporary, body)
      } else {
        removeAbandoned(target)
        let sink = try FileSink(
          opened(temporary, O_WRONLY | O_CREAT | O_EXCL, place.mode), path: path)
        try fill(sink, place, body)
      }
      try put(temporary, over: target, path)
    } catch {
      unlink(temporary)
      throw error
    }
  }

  /// Puts a file that `body` makes at a path of its own, such as a database, in the place of another.
  ///
  /// - Throws: `FileError.refused`, or what `body` throws; the file that was there is then untouched.
  public static func make(_ path: String, _ body: (String) throws -> Void) throws {
    let place = try Place(path)
    guard let target = place.target else {
      throw FileError.refused(action: "write", path: path, code: ESPIPE)
    }
    let temporary = Replacement.temporary(target)
    removeAbandoned(target)
    do {
      // The mode that the new file is to have: whoever fills it only opens it.
      try FileSink(opened(temporary, O_RDWR | O_CREAT | O_EXCL, place.mode), path: path).close()
      try body(temporary)
      let filled = try FileSink(opened(temporary, O_RDWR, 0), path: path)
      try fill(filled, place) { (_) throws(FileError) in }
      try put(temporary, over: target, path)
    } catch {
      unlink(temporary)
      throw error
    }
  }

  /// Where a file is to be put.
  private struct Place {
    /// The file that is replaced or made; nil for what is no regular file.
    let target: String?
    /// The permissions of the file that is replaced, or what any new file may have.
    let mode: mode_t
    let exists: Bool

    init(_ path: String) throws(FileError) {
      var status = stat()
      exists = stat(path, &status) == 0
      if exists, status.st_mode & S_IFMT == S_IFDIR {
        throw .refused(action: "write", path: path, code: EISDIR)
      }
      // As for any new file the user's mask takes away from these.
      mode = exists ? status.st_mode & 0o7777 : 0o666
      if exists, status.st_mode & S_IFMT != S_IFREG {
        target = nil
        return
      }
      let resolved = exists ? Replacement.resolved(path) : Replacement.end(ofLink: path)
      if exists, access(resolved, W_OK) != 0 {
        throw .refused(action: "write", path: path, code: errno)
      }
      target = resolved
    }
  }

  /// A name of its own in the same folder, not longer than names may be.
  private static func temporary(_ target: String) -> String {
    "\(temporaryStart(target))\(getpid())-\(UInt32.random(in: 0 ... .max)).tmp"
  }

  private static func temporaryStart(_ target: String) -> String {
    let folder = folder(of: target)
    return "\(folder)\(String(target.dropFirst(folder.count).unicodeScalars.prefix(50)))."
  }

  /// A file without a name in a folder, nil where the file system has none, or it could get no name later.
  private static func nameless(
    in folder: String, _ mode: mode_t, _ path: String
  ) throws(FileError) -> FileSink? {
    // O_TMPFILE, which is an expression that Swift does not read.
    let nameless = 0o20_000_000 | O_DIRECTORY
    guard access("/proc/self/fd", X_OK) == 0 else { return nil }
    let descriptor = opened(folder.isEmpty ? "." : folder, O_WRONLY | nameless, mode)
    if descriptor < 0, [EOPNOTSUPP, EISDIR, EINVAL, ENOENT].contains(errno) { return nil }
    return try FileSink(descriptor, path: path)
  }

  /// Removes what processes that were killed have left of a file that they were writing.
  private static func removeAbandoned(_ target: String) {
    let folder = folder(of: target), start = temporaryStart(target).dropFirst(folder.count)
    for name in FolderListing.names(folder) where name.hasPrefix(start) && name.hasSuffix(".tmp") {
      var status = stat()
      guard FolderListing.isGone(name.dropFirst(start.count).split(separator: "-").first),
        lstat(folder + name, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
        FolderListing.isOld(status)
      else { continue }
      unlink(folder + name)
    }
  }

  private static func opened(_ path: String, _ flags: Int32, _ mode: mode_t) -> Int32 {
    Faults.fails(.open) ? -1 : open(path, flags | O_CLOEXEC, mode)
  }

  /// Gives a finished file its name, and makes the name last.
  private static func put(
    _ temporary: String, over target: String, _ path: String
  ) throws(FileError) {
    if Faults.fails(.rename) || rename(temporary, target) != 0 {
      throw .refused(action: "write", path: path, code: errno)
    }
    sync(folderOf: target)
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

  /// Makes the new name last, so that it outlives a loss of power.
  ///
  /// The file stands under it already: where
  /// a file system cannot sync a folder nothing is said, as there is nothing to take back or to do again.
  private static func sync(folderOf path: String) {
    if Faults.fails(.syncFolder) { return }
    let folder = folder(of: path)
    let descriptor = open(folder.isEmpty ? "." : folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    fsync(descriptor)
    close(descriptor)
  }

  /// Writes the contents and closes; a file that is put in a place is synced before, and gets a name if it has
  /// none.
  private static func fill(
    _ sink: consuming FileSink, _ place: Place?, name: String? = nil,
    _ body: (borrowing FileSink) throws(FileError) -> Void
  ) throws(FileError) {
    do throws(FileError) {
      try body(sink)
      if let place {
        if place.exists { sink.allow(place.mode) }
        try sink.sync()
        if let name { try sink.link(as: name) }
      }
    } catch {
      sink.abandon()
      throw error
    }
    try sink.close()
  }
}
