import Glibc

/// What lies in a folder.
enum FolderListing {
  /// The names in the folder of a path; none where it cannot be read.
  static func names(_ path: String) -> [String] {
    guard let stream = opendir(path.isEmpty ? "." : path) else { return [] }
    return names(stream)
  }

  /// The names in the folder of a descriptor, which stays open.
  static func names(of folder: Int32) -> [String] {
    let own = openat(folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard let stream = fdopendir(own) else {
      close(own)
      return []
    }
    return names(stream)
  }

  private static func names(_ stream: OpaquePointer) -> [String] {
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) {
        String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names
  }

  /// Whether what was changed then may be taken for abandoned: what is young may be of a process on another
  /// machine.
  static func isOld(_ status: stat) -> Bool { time(nil) - status.st_mtim.tv_sec > 3600 }

  /// Whether no process has this number, which stands in a name.
  static func isGone(_ process: Substring?) -> Bool {
    guard let process = process.flatMap({ pid_t($0) }), process > 0 else { return false }
    return kill(process, 0) != 0 && errno == ESRCH
  }
}
