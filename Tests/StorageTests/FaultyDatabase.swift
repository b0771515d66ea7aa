import Files
import GRDBSQLite
import Glibc
import Synchronization

/// SQLite with system calls that fail when `Faults` says so.
struct FaultyDatabase {
  private let system = sqlite3_vfs_find("unix")

  init() {
    replace("pwrite", unsafeBitCast(faultyWrite, to: sqlite3_syscall_ptr.self))
    replace("pwrite64", unsafeBitCast(faultyWrite, to: sqlite3_syscall_ptr.self))
    replace("open", unsafeBitCast(faultyOpen, to: sqlite3_syscall_ptr.self))
    FaultySync.begin()
  }

  private func replace(_ name: String, _ call: sqlite3_syscall_ptr?) {
    _ = system?.pointee.xSetSystemCall?(system, name, call)
  }

  /// As it was.
  func restore() {
    _ = system?.pointee.xSetSystemCall?(system, nil, nil)
    FaultySync.end()
  }
}

private let faultyWrite: @convention(c) (Int32, UnsafeRawPointer?, Int, off_t) -> Int = {
  Faults.fails(.write) ? -1 : pwrite($0, $1, $2, $3)
}

private let faultyOpen: @convention(c) (UnsafePointer<CChar>?, Int32, Int32) -> Int32 = {
  guard let path = $0, !Faults.fails(.open) else { return -1 }
  return open(path, $1, mode_t($2))
}

/// A sync is no system call that SQLite lets one replace: it is a method of an open file, whose methods are
/// those of the usual file system but for this one.
private enum FaultySync {
  nonisolated(unsafe) private static let vfs = UnsafeMutablePointer<sqlite3_vfs>.allocate(
    capacity: 1)
  nonisolated(unsafe) private static let usual = sqlite3_vfs_find("unix")
  /// The methods of files, by those that they are made of.
  nonisolated(unsafe) private static var methods:
    [UnsafePointer<sqlite3_io_methods>: UnsafeMutablePointer<sqlite3_io_methods>] = [:]
  nonisolated(unsafe) private static var sync:
    (
      @convention(c) (UnsafeMutablePointer<sqlite3_file>?, Int32) -> Int32
    )?
  private static let lock = Mutex(())

  static func begin() {
    guard let system = usual else { return }
    vfs.initialize(to: system.pointee)
    vfs.pointee.xOpen = { _, name, file, flags, out in
      let system = FaultySync.usual
      let result = system?.pointee.xOpen(system, name, file, flags, out) ?? SQLITE_CANTOPEN
      if result == SQLITE_OK, let file { FaultySync.change(file) }
      return result
    }
    sqlite3_vfs_register(vfs, 1)
  }

  static func end() {
    sqlite3_vfs_unregister(vfs)
    sqlite3_vfs_register(usual, 1)
  }

  private static func change(_ file: UnsafeMutablePointer<sqlite3_file>) {
    lock.withLock { _ in
      guard let usual = file.pointee.pMethods else { return }
      if methods[usual] == nil {
        let changed = UnsafeMutablePointer<sqlite3_io_methods>.allocate(capacity: 1)
        changed.initialize(to: usual.pointee)
        sync = usual.pointee.xSync
        // SQLITE_IOERR_FSYNC, which comes of an expression that Swift does not read.
        changed.pointee.xSync = { file, flags in
          Faults.fails(.sync) ? SQLITE_IOERR | 4 << 8 : FaultySync.sync?(file, flags) ?? SQLITE_OK
        }
        methods[usual] = changed
      }
      if let changed = methods[usual] { file.pointee.pMethods = UnsafePointer(changed) }
    }
  }
}
