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
}
