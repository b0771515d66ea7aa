import Glibc
import Synchronization

/// A mapped file as it was when it was mapped, by which a change is noticed.
struct MappedFile: Sendable {
  private let path: String
  private let descriptor: Int32
  private let size: Int
  private let seconds: Int
  private let nanoseconds: Int
  /// Whether a change was told already.
  private var isTold = false

  /// The file of an open descriptor, which is this value's from now on.
  init(path: String, descriptor: Int32, _ status: stat) {
    (self.path, self.descriptor) = (path, descriptor)
    size = Int(status.st_size)
    (seconds, nanoseconds) = (status.st_mtim.tv_sec, status.st_mtim.tv_nsec)
  }

  /// All of them by the numbers of their mappings.
  private static let all = Mutex<[Int32: MappedFile]>([:])

  /// Keeps an eye on a file from now on.
  static func add(_ file: MappedFile, _ number: Int32) { all.withLock { $0[number] = file } }

  /// Closes a file.
  static func remove(_ number: Int32) {
    if let file = all.withLock({ $0.removeValue(forKey: number) }) { close(file.descriptor) }
  }

  /// The paths of files that were written to, each told once.
  static func changed() -> [String] {
    all.withLock { files in
      var paths: [String] = []
      for (number, file) in files where !file.isTold && file.isChanged {
        files[number]?.isTold = true
        paths.append(file.path)
      }
      return paths.sorted()
    }
  }

  /// Whether a file was written to since it was mapped, told or not.
  static func isChanged(_ number: Int32) -> Bool {
    all.withLock { $0[number]?.isChanged ?? false }
  }

  private var isChanged: Bool {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { return false }
    return Int(status.st_size) != size || status.st_mtim.tv_sec != seconds
      || status.st_mtim.tv_nsec != nanoseconds
  }
}
