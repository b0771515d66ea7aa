import Files
import GRDBSQLite
import Glibc

/// SQLite with system calls that fail when `Faults` says so.
struct FaultyDatabase {
  private let system = sqlite3_vfs_find("unix")

  init() {
    replace("pwrite", unsafeBitCast(faultyWrite, to: sqlite3_syscall_ptr.self))
    replace("pwrite64", unsafeBitCast(faultyWrite, to: sqlite3_syscall_ptr.self))
    replace("open", unsafeBitCast(faultyOpen, to: sqlite3_syscall_ptr.self))
  }

  private func replace(_ name: String, _ call: sqlite3_syscall_ptr?) {
    _ = system?.pointee.xSetSystemCall?(system, name, call)
  }

  /// As it was.
  func restore() { _ = system?.pointee.xSetSystemCall?(system, nil, nil) }
}

private let faultyWrite: @convention(c) (Int32, UnsafeRawPointer?, Int, off_t) -> Int = {
  Faults.fails(.write) ? -1 : pwrite($0, $1, $2, $3)
}

private let faultyOpen: @convention(c) (UnsafePointer<CChar>?, Int32, Int32) -> Int32 = {
  guard let path = $0, !Faults.fails(.open) else { return -1 }
  return open(path, $1, mode_t($2))
}
