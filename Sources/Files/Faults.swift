import Glibc
import Synchronization

/// System calls that fail when a test wants them to: every way in which writing can go wrong is tried.
///
/// Elsewhere nothing is armed, and a call costs one glance more.
public enum Faults {
  /// The calls that writing a file consists of.
  public enum Call: String, CaseIterable, Sendable {
    case open, write, sync, link, close, rename, syncFolder
    /// A write that takes a single byte, and says so.
    case shortWrite
  }

  private struct Armed {
    var call: Call
    /// How many calls still succeed.
    var left: Int
    var code: Int32
    var isOnce: Bool
    var count = 0
  }

  /// By thread, so that files that others write meanwhile are spared.
  private static let armed = Mutex<[UInt: Armed]>([:])
  private static let number = Atomic<Int>(0)

  /// Makes the calls of a kind fail from the n-th on, counted from 0, or that one alone, while `body` runs
  /// on this thread.
  ///
  /// - Parameters:
  ///   - call: The kind of calls.
  ///   - n: How many of them succeed before.
  ///   - code: What `errno` says of a call that failed.
  ///   - once: Whether the calls after it succeed.
  ///   - body: What writes a file.
  /// - Returns: how many calls of the kind there were.
  /// - Throws: what `body` throws.
  @discardableResult
  public static func failing(
    _ call: Call, from n: Int, code: Int32, once: Bool = false, _ body: () throws -> Void
  ) rethrows -> Int {
    let thread = UInt(pthread_self())
    armed.withLock { $0[thread] = Armed(call: call, left: n, code: code, isOnce: once) }
    number.add(1, ordering: .relaxed)
    defer {
      number.subtract(1, ordering: .relaxed)
      _ = armed.withLock { $0.removeValue(forKey: thread) }
    }
    try body()
    return armed.withLock { $0[thread]?.count ?? 0 }
  }

  /// Whether a call is to fail; `errno` then says why.
  public static func fails(_ call: Call) -> Bool {
    guard number.load(ordering: .relaxed) > 0 else { return false }
    let thread = UInt(pthread_self())
    let code: Int32? = armed.withLock { armed in
      guard var mine = armed[thread], mine.call == call else { return nil }
      mine.count += 1
      mine.left -= 1
      armed[thread] = mine
      return mine.left < 0 && (mine.left == -1 || !mine.isOnce) ? mine.code : nil
    }
    guard let code else { return false }
    errno = code
    return true
  }
}
