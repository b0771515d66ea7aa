import Glibc
import Synchronization

/// A folder for files that nobody needs when the process has ended.
///
/// A process that is killed leaves its folder; the next that makes one removes it.
public enum ScratchFolder {
  private static let made = Mutex<String?>(nil)

  /// Its path, with a slash; it is made where it is first asked for, and removed with all files in it when
  /// the process ends.
  public static var path: String {
    get throws(FileError) {
      try made.withLock { (made) throws(FileError) in
        if let made { return made }
        let base = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
        removeAbandoned(in: base)
        var template = Array("\(base)/\(start)\(getpid())-XXXXXX".utf8CString)
        guard let path = mkdtemp(&template) else {
          throw .refused(action: "make a folder in", path: base, code: errno)
        }
        let folder = String(cString: path) + "/"
        // Held until the process ends, however it does: its number says nothing in another container.
        let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        if descriptor >= 0 { flock(descriptor, LOCK_EX | LOCK_NB) }
        made = folder
        atexit { ScratchFolder.remove() }
        return folder
      }
    }
  }

  /// Whether a path is that of a file in the folder.
  public static func holds(_ path: String) -> Bool {
    made.withLock { made in made.map { path.hasPrefix($0) } ?? false }
  }

  private static let start = "gm-scratch-"

  /// Removes the folder, which holds files only.
  private static func remove() {
    guard let folder = made.withLock({ $0 }) else { return }
    for name in FolderListing.names(folder) { unlink(folder + name) }
    rmdir(folder)
  }

  /// Removes the old folders of this user's processes that were killed.
  static func removeAbandoned(in base: String) {
    for name in FolderListing.names(base) where name.hasPrefix(start) {
      let parts = name.dropFirst(start.count).split(separator: "-")
      guard parts.count == 2, parts[1].utf8.count == 6, FolderListing.isGone(parts[0]) else {
        continue
      }
      // Through the descriptor: whatever is put in its place meanwhile, nothing else is removed.
      let folder = open("\(base)/\(name)", O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
      guard folder >= 0 else { continue }
      defer { close(folder) }
      var status = stat()
      guard fstat(folder, &status) == 0, status.st_uid == getuid(), FolderListing.isOld(status),
        flock(folder, LOCK_EX | LOCK_NB) == 0
      else { continue }
      for file in FolderListing.names(of: folder) { unlinkat(folder, file, 0) }
      rmdir("\(base)/\(name)")
    }
  }
}
