import CKernels
import Foundation
import Synchronization

/// The threads that numeric loops are spread over.
///
/// Workers are persistent: between operations they spin for some ten microseconds, then sleep.
/// Blocks are claimed one at a time by compare-and-swap; the caller takes part and waits only for
/// blocks that a worker has claimed, so a worker that the machine does not schedule costs nothing.
public enum ThreadPool {
  private static let chosen = Atomic<Int>(0)

  /// The number of threads that work on one operation, the caller included.
  ///
  /// Unless it is set, the number of processors.
  public static var threads: Int {
    let count = chosen.load(ordering: .relaxed)
    return count > 0 ? count : standard
  }

  /// Sets the number of threads, at least 1 and at most 256, or with nil as many as there are
  /// processors; no result depends on it.
  public static func setThreads(_ count: Int?) {
    chosen.store(count.map { min(max($0, 1), 256) } ?? 0, ordering: .relaxed)
  }

  /// Calls `body` on consecutive ranges of `block` elements (the last may be shorter) that
  /// together are `0..<count`, on several threads and in any order.
  ///
  /// The blocks depend on `count` and `block` alone. Ctrl-C is polled between blocks; when it
  /// throws, some blocks were not run.
  public static func forEachBlock(
    count: Int, block: Int, _ body: (Range<Int>) -> Void
  ) throws(TensorError) {
    guard count > 0 else { return }
    try Interruption.check()
    if !run(count: count, block: block, stoppable: true, body) { throw .interrupted }
  }

  /// The same loop for callers that cannot stop half way: LAPACK's.
  static func forEachBlockToTheEnd(count: Int, block: Int, _ body: (Range<Int>) -> Void) {
    guard count > 0 else { return }
    _ = run(count: count, block: block, stoppable: false, body)
  }

  /// - Returns: false when the flag stopped the loop.
  private static func run(
    count: Int, block: Int, stoppable: Bool, _ body: (Range<Int>) -> Void
  ) -> Bool {
    precondition(block > 0)
    let blocks = (count - 1) / block + 1
    if blocks > 1, blocks <= Int(UInt32.max), threads > 1, ThreadTeam.shared.enter() {
      defer { ThreadTeam.shared.leave() }
      return ThreadTeam.shared.run(
        ThreadTeam.Job(count: count, block: block, blocks: blocks), helpers: threads - 1,
        stoppable: stoppable, body)
    }
    var start = 0
    while start < count {
      if stoppable, start > 0, Interruption.flag.load(ordering: .relaxed) { return false }
      let end = count - start > block ? start + block : count
      body(start..<end)
      start = end
    }
    return true
  }

  /// What is used where nobody sets a number.
  private static let standard = min(max(ProcessInfo.processInfo.activeProcessorCount, 1), 256)
}
