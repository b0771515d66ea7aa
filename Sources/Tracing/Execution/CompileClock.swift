import Synchronization

/// The time that recording and compiling took so far.
///
/// One that starts while another one runs, as the body of a loop is compiled within the loop, counts
/// once. A clock that another thread runs meanwhile may hide some time, which is for show alone.
public struct CompileClock {
  private static let nanoseconds = Atomic<Int>(0)
  private static let running = Atomic<Int>(0)
  private let begun: ContinuousClock.Instant

  /// Starts counting; `stop` ends it.
  public static func start() -> CompileClock {
    running.add(1, ordering: .relaxed)
    return CompileClock(begun: .now)
  }

  /// Counts the time since the start.
  public func stop() {
    guard CompileClock.running.subtract(1, ordering: .relaxed).newValue == 0 else { return }
    let (seconds, attoseconds) = (ContinuousClock.now - begun).components
    let time = Int(seconds) &* 1_000_000_000 &+ Int(attoseconds / 1_000_000_000)
    CompileClock.nanoseconds.add(time, ordering: .relaxed)
  }

  /// All time that was counted so far.
  public static var total: Duration { .nanoseconds(nanoseconds.load(ordering: .relaxed)) }
}
