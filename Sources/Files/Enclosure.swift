import Glibc

/// A folder that reading does not leave.
///
/// A path is followed here, name by name and link by link, each name in the folder that was opened before
/// it: whoever puts a link where a folder or a file was leads nowhere else meanwhile. The folder itself is
/// opened once: whatever takes its place, what is read lies in the one that it was.
public final class Enclosure: Sendable {
  /// The names from the root to the folder: as it really lies, and as it was called.
  private let roots: [[String]]
  /// The folder.
  private let root: Int32
  /// Why it could not be opened.
  private let failure: Int32

  /// The folder of a path, which has to exist.
  public init(_ folder: String) {
    let typed = Enclosure.names(from: folder)
    var roots = [typed]
    if let real = realpath(folder, nil) {
      roots.insert(Enclosure.names(in: String(cString: real)), at: 0)
      free(real)
    }
    self.roots = roots
    root = Glibc.open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    failure = root < 0 ? errno : 0
  }

  deinit { if root >= 0 { close(root) } }

  /// Opens a file in the folder or below it.
  ///
  /// - Throws: `FileError.outside` for what lies elsewhere, whether it exists or not;
  ///   `FileError.special` for pipes and devices, which tell others that they are opened.
  func open(_ path: String) throws(FileError) -> Int32 {
    guard path.utf8.count < Int(PATH_MAX) else { throw refused(path, ENAMETOOLONG) }
    let rest = try below(Enclosure.names(from: path), path)
    guard root >= 0 else { throw refused(path, failure) }
    var walk = Walk(path: path, root: root)
    defer { walk.close() }
    return try walk.end(of: rest) { (names) throws(FileError) in try below(names, path) }
  }

  /// The names behind those of the folder.
  private func below(_ names: [String], _ path: String) throws(FileError) -> ArraySlice<String> {
    for root in roots where names.starts(with: root) { return names[root.count...] }
    throw .outside(path: path)
  }

  /// The names of a path from the root on; what leads out of the present folder is taken back from its
  /// names, which are those of no links.
  private static func names(from path: String) -> [String] {
    if path.hasPrefix("/") { return names(in: path) }
    guard let present = getcwd(nil, 0) else { return [] }
    defer { free(present) }
    var base = names(in: String(cString: present)), rest = names(in: path)[...]
    while rest.first == ".." {
      rest.removeFirst()
      _ = base.popLast()
    }
    return base + rest
  }

  fileprivate static func names(in path: String) -> [String] {
    path.split(separator: "/").filter { $0 != "." }.map(String.init)
  }
}

/// The way from a folder to a file.
private struct Walk {
  let path: String
  /// The folder that the way begins in, which stays open.
  let root: Int32
  /// The folders below it that are open, the outermost first.
  private var folders: [Int32] = []
  private var links = 0

  init(path: String, root: Int32) {
    (self.path, self.root) = (path, root)
  }

  mutating func close() {
    for folder in folders { Glibc.close(folder) }
    folders = []
  }

  /// The file at the end of names; `below` says where a link from the root on leads.
  mutating func end(
    of names: ArraySlice<String>, _ below: ([String]) throws(FileError) -> ArraySlice<String>
  ) throws(FileError) -> Int32 {
    var rest = names
    while let name = rest.popFirst() {
      if name == ".." {
        guard let last = folders.popLast() else { throw .outside(path: path) }
        Glibc.close(last)
        continue
      }
      switch try kind(of: name) {
      case S_IFLNK:
        let target = try target(of: name)
        guard target.hasPrefix("/") else {
          rest = ArraySlice(Enclosure.names(in: target) + rest)
          continue
        }
        close()
        rest = try below(Enclosure.names(in: target)) + rest
      case S_IFDIR:
        try enter(openat(folder, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC))
      case S_IFREG:
        guard rest.isEmpty else { throw refused(path, ENOTDIR) }
        return try file(openat(folder, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC))
      default: throw .special(path: path)
      }
    }
    throw refused(path, EISDIR)
  }

  private var folder: Int32 { folders.last ?? root }

  private mutating func enter(_ descriptor: Int32) throws(FileError) {
    guard descriptor >= 0 else { throw refused(path, errno) }
    folders.append(descriptor)
  }

  private func kind(of name: String) throws(FileError) -> mode_t {
    var status = stat()
    guard fstatat(folder, name, &status, AT_SYMLINK_NOFOLLOW) == 0 else {
      throw refused(path, errno)
    }
    return status.st_mode & S_IFMT
  }

  private mutating func target(of name: String) throws(FileError) -> String {
    links += 1
    guard links <= 40 else { throw refused(path, ELOOP) }
    var bytes = [CChar](repeating: 0, count: Int(PATH_MAX))
    let count = readlinkat(folder, name, &bytes, bytes.count)
    guard count >= 0 else { throw refused(path, errno) }
    return String(decoding: bytes[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// The descriptor, if it is still that of a file.
  private func file(_ descriptor: Int32) throws(FileError) -> Int32 {
    guard descriptor >= 0 else { throw refused(path, errno) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      Glibc.close(descriptor)
      throw .special(path: path)
    }
    return descriptor
  }
}

private func refused(_ path: String, _ code: Int32) -> FileError {
  .refused(action: "read", path: path, code: code)
}
