import Synchronization
import Tensors

/// The wish to stop what runs, as the front end sets it: from a signal handler too.
public enum Stop {
  /// Whether the wish stands.
  public static var isRequested: Bool { Interruption.flag.load(ordering: .relaxed) }

  /// Forgets an earlier wish.
  public static func clear() { Interruption.flag.store(false, ordering: .relaxed) }

  /// Asks the session to stop; the result is whether it was asked before.
  @discardableResult
  public static func request() -> Bool {
    Interruption.flag.exchange(true, ordering: .relaxed)
  }

  private static let cut = Atomic(false)

  /// Tells the session that a text of the running statement was left in the middle for the wish: the
  /// statement ends as interrupted.
  public static func noteCutOutput() { cut.store(true, ordering: .relaxed) }

  /// Whether a text was left since this was last asked.
  static func takeCutOutput() -> Bool { cut.exchange(false, ordering: .relaxed) }

  /// The result of work that looks at no wish, such as drawing; nil where it was left for a wish.
  ///
  /// What is left goes on to its end on its own thread.
  public static func leaving<R: Sendable>(_ work: @escaping @Sendable () -> R) -> R? {
    do throws(TensorError) { return try LongCall.runAside(work) } catch { return nil }
  }
}
