import Glibc
import Synchronization

/// A folder for files that nobody needs when the process has ended.
public enum ScratchFolder {
  private static let made = Mutex<String?>(nil)

  /// Its path, with a slash; it is made where it is first asked for, and removed with all files in it when
  /// the process ends.
  public static var path: String {
    get throws(FileError) {
      try made.withLock { (made) throws(FileError) in
        if let made { return made }
        let base = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
        var template = Array("\(base)/gm-XXXXXX".utf8CString)
        guard let path = mkdtemp(&template) else {
          throw .refused(action: "make a folder in", path: base, code: errno)
        }
        let folder = String(cString: path) + "/"
        made = folder
        atexit { ScratchFolder.remove() }
        return folder
      }
    }
  }

  /// Removes the folder, which holds files only.
  private static func remove() {
    guard let folder = made.withLock({ $0 }), let stream = opendir(folder) else { return }
    while let entry = readdir(stream) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) {
        String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name != ".", name != ".." { unlink(folder + name) }
    }
    closedir(stream)
    rmdir(folder)
  }
}
