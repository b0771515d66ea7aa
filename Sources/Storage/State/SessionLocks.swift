import Glibc

/// Which sessions are alive, or are being recovered, by locks that end with their process.
///
/// One file beside the database has a byte for each session, by its number: who holds a lock on it has
/// the session. Unlike numbers of processes such locks are seen from other containers and, as far as the file
/// system carries them, from other machines. Where the file cannot be opened nothing is locked.
final class SessionLocks: Sendable {
  private let descriptor: Int32

  init(beside path: String) {
    descriptor = open(path + "-sessions", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  /// Takes a session, until this process ends or lets it go; false where another process has it.
  func take(_ session: Int) -> Bool {
    guard descriptor >= 0 else { return true }
    var lock = SessionLocks.lock(session, F_WRLCK)
    if fcntl(descriptor, SessionLocks.set, &lock) == 0 { return true }
    // A file system without locks hinders nobody.
    return errno != EAGAIN && errno != EACCES
  }

  /// Lets a session go.
  func release(_ session: Int) {
    guard descriptor >= 0 else { return }
    var lock = SessionLocks.lock(session, F_UNLCK)
    _ = fcntl(descriptor, SessionLocks.set, &lock)
  }

  /// Whether another process has a session.
  func isTaken(_ session: Int) -> Bool {
    guard descriptor >= 0 else { return false }
    var lock = SessionLocks.lock(session, F_WRLCK)
    return fcntl(descriptor, SessionLocks.get, &lock) == 0 && lock.l_type != Int16(F_UNLCK)
  }

  // F_OFD_GETLK and F_OFD_SETLK, which Glibc's module leaves out: such locks are of the open file, not of the
  // process, and stay where another descriptor of the file is closed.
  private static let get: Int32 = 36, set: Int32 = 37

  private static func lock(_ session: Int, _ type: Int32) -> flock {
    flock(
      l_type: Int16(type), l_whence: Int16(SEEK_SET), l_start: off_t(session), l_len: 1, l_pid: 0)
  }
}
