import Glibc
import Synchronization

/// System calls that fail when a test wants them to: every way in which writing can go wrong is tried.
///
/// Elsewhere nothing is armed, and a call costs one glance more.
public enum Faults {
  /// The calls that writing a file consists of.
  public enum Call: String, CaseIterable, Sendable {
    case open, write, sync, close, rename, syncFolder
    /// A write that takes a single byte, and says so.
    case shortWrite
  }

  private struct Armed {
    /// Files that other threads write meanwhile are spared.
    let thread = UInt(pthread_self())
    var call: Call
    /// How many calls still succeed.
    var left: Int
    var code: Int32
    var count = 0
  }

  private static let isArmed = Atomic<Bool>(false)
  private static let armed = Mutex<Armed?>(nil)

  /// Makes the calls of a kind fail from the n-th on, counted from 0, while `body` runs on this thread.
  ///
  /// - Returns: how many calls of the kind there were.
  @discardableResult
  public static func failing(
    _ call: Call, from n: Int, code: Int32, _ body: () throws -> Void
  ) rethrows -> Int {
    armed.withLock { $0 = Armed(call: call, left: n, code: code) }
    isArmed.store(true, ordering: .relaxed)
    defer { isArmed.store(false, ordering: .relaxed) }
    try body()
    return armed.withLock { $0?.count ?? 0 }
  }

  /// Whether a call is to fail; `errno` then says why.
  public static func fails(_ call: Call) -> Bool {
    guard isArmed.load(ordering: .relaxed) else { return false }
    let code: Int32? = armed.withLock { armed in
      guard armed?.call == call, armed?.thread == UInt(pthread_self()) else { return nil }
      armed?.count += 1
      armed?.left -= 1
      return armed.flatMap { $0.left < 0 ? $0.code : nil }
    }
    guard let code else { return false }
    errno = code
    return true
  }
}
