/// The threads that numeric loops are spread over.
public enum ThreadPool {
  /// The number of threads that work on one operation, the caller included.
  public static var threads: Int { 1 }

  /// Sets the number of threads, at least 1; no result depends on it.
  public static func setThreads(_ count: Int) {}

  /// Calls `body` on consecutive ranges of `block` elements (the last may be shorter) that
  /// together are `0..<count`, on several threads and in any order.
  ///
  /// The blocks depend on `count` and `block` alone. Ctrl-C is polled between blocks; when it
  /// throws, some blocks were not run.
  public static func forEachBlock(
    count: Int, block: Int, _ body: (Range<Int>) -> Void
  ) throws(TensorError) {
    var start = 0
    while start < count {
      try Interruption.check()
      let end = min(count, start &+ block)
      body(start..<end)
      start = end
    }
  }
}
