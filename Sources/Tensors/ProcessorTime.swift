import Foundation

/// The time that the present thread has computed: what is bounded by it does as much on a busy machine
/// as on a quiet one.
public enum ProcessorTime {
  /// A moment of a thread's own time.
  public struct Instant: Comparable, Sendable {
    fileprivate let sinceStart: Duration

    /// Whether a moment comes before another one of the same thread.
    public static func < (a: Instant, b: Instant) -> Bool { a.sinceStart < b.sinceStart }
    /// The moment after so much computing.
    public static func + (a: Instant, b: Duration) -> Instant {
      Instant(sinceStart: a.sinceStart + b)
    }
    /// The moment before so much computing.
    public static func - (a: Instant, b: Duration) -> Instant {
      Instant(sinceStart: a.sinceStart - b)
    }
    /// What was computed from one moment to another.
    public static func - (a: Instant, b: Instant) -> Duration { a.sinceStart - b.sinceStart }
  }

  /// The present moment of this thread.
  public static var now: Instant {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Instant(sinceStart: .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec))
  }
}
