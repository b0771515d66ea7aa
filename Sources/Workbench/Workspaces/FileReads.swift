import Glibc

/// The files that were read while statements run that ran before: one that has changed since may give them
/// other values.
public final class FileReads {
  private var paths: [String]?

  /// Files are noted from here on.
  func begin() { paths = [] }

  /// No file is noted any more.
  func end() { paths = nil }

  /// Notes a file.
  func note(_ path: String) { paths?.append(path) }

  /// The files that were noted since the last time and have changed after a time, in seconds since 1970.
  func changed(since time: Double?) -> [String] {
    defer { if paths != nil { paths = [] } }
    guard let time, let paths else { return [] }
    return Set(paths).sorted().filter { FileReads.isChanged($0, since: time) }
  }

  /// Whether a file has changed after a time, in seconds since 1970.
  public static func isChanged(_ path: String, since time: Double) -> Bool {
    var status = stat()
    guard unsafe stat(path, &status) == 0 else { return false }
    return Double(status.st_mtim.tv_sec) + 1e-9 * Double(status.st_mtim.tv_nsec) > time
  }
}
