import Synchronization

/// The request to stop: set by the front end on Ctrl-C, polled by every long operation.
public enum Interruption {
  /// Whether the user asked to stop; the front end clears it before the next statement.
  public static let flag = Atomic<Bool>(false)

  /// Throws `.interrupted` when the flag is set.
  @inline(__always)
  public static func check() throws(TensorError) {
    if flag.load(ordering: .relaxed) { throw .interrupted }
  }
}
